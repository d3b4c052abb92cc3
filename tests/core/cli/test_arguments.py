"""What was typed is taken apart, or refused with what to do."""

from __future__ import annotations

import pytest

from fieldreport import folders
from fieldreport.cli import arguments, session
from fieldreport.cli.arguments import Option, Word, WrongUsage, parse
from fieldreport.cli.commands import COMMANDS
from fieldreport.language import CODES, Language
from tests.core.cli.conftest import CommandLine


def test_words_and_options_stand_in_any_order() -> None:
    line = parse(["--data", "d", "list", "--json", "lead", "--search=-a b", "--period", "2026-B23"], COMMANDS)
    assert line.command is COMMANDS["list"]
    assert line.typed.word("TYPE") == "lead"
    assert line.typed.flag("--json")
    assert line.typed.option("--search") == "-a b"
    assert line.typed.option("--period") == "2026-B23"
    assert line.typed.option("--data") == "d"


def test_a_dash_is_a_word_and_after_two_dashes_everything_is() -> None:
    assert parse(["add", "lead", "-"], COMMANDS).typed.word("FILE") == "-"
    assert parse(["add", "lead", "--", "--odd name"], COMMANDS).typed.word("FILE") == "--odd name"
    assert parse(["set", "BL-1", "a=-1", "b="], COMMANDS).typed.words["FIELD=VALUE"] == ["a=-1", "b="]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], arguments.NO_COMMAND),
        (["--data", "d"], arguments.NO_COMMAND),
        (["colour"], arguments.UNKNOWN_COMMAND),
        (["lits"], arguments.UNKNOWN_COMMAND_LIKE),
        (["list"], arguments.MISSING),
        (["list", ""], arguments.MISSING),
        (["list", "lead", "event"], arguments.TOO_MANY),
        (["list", "lead", "--sideways"], arguments.UNKNOWN_OPTION),
        (["-x"], arguments.UNKNOWN_OPTION),
        (["list", "lead", "--period"], arguments.NEEDS_VALUE),
        (["--data=", "list", "lead"], arguments.NEEDS_VALUE),
        (["list", "lead", "--json=yes"], arguments.TAKES_NO_VALUE),
        (["init"], arguments.MISSING),
        (["set", "BL-1"], arguments.MISSING),
        (["export"], arguments.MISSING),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_wrong_usage(words: list[str], message: str, empty: CommandLine) -> None:
    with pytest.raises(WrongUsage) as caught:
        parse(words, COMMANDS)
    assert caught.value.message == message
    ended = empty(*words)
    assert ended.status == 2
    assert ended.out == ""
    assert "Usage: fieldreport" in ended.err


@pytest.mark.parametrize(
    "words",
    [["list", "colour"], ["fields", "leads"], ["add", "colour", "-"], ["--language", "fr", "list", "lead"]],
    ids=" ".join,
)
def test_unknown_types_and_languages_are_wrong_usage(words: list[str], empty: CommandLine) -> None:
    ended = empty(*words)
    assert ended.status == 2
    assert ended.problems[0].startswith("There is no ")


@pytest.mark.parametrize("code", CODES)
def test_help_tells_every_command_and_option(code: str, empty: CommandLine) -> None:
    ended = empty("--help", language=code)
    assert ended.status == 0
    for command in COMMANDS.values():
        assert f"  {command.usage}\n" in ended.out
        help_text = empty(command.name, "--help", language=code).out
        described: list[Word | Option] = [*command.words, *command.options]
        for one in described:
            assert one.name in help_text
            assert Language(code, folder=folders.locales()).say(one.help) in help_text
    assert not empty.data.exists()


def test_the_version_is_told(empty: CommandLine) -> None:
    assert empty.done("--version").startswith("fieldreport")


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "bn_BD"}, "bn"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_ALL": "en_GB", "LANG": "ko_KR"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "bn_BD", "LANG": "ko_KR"}, "bn"),
        ({"LANG": "C"}, "en"),
    ],
)
def test_without_a_choice_the_computers_language_is_taken(variables: dict[str, str], code: str) -> None:
    assert session.system_language(variables) == code


def test_what_is_shown_stays_on_its_line_and_does_the_terminal_no_harm() -> None:
    assert session.shown("a\x1b[2J\nb\u2028c") == "a\\u001b[2J\\u000ab\\u2028c"
    # A joiner is part of how Bengali is spelt.
    assert session.shown("র\u200d্যাব") == "র\u200d্যাব"
    assert session.shown("x" * 500) == "x" * 119 + "…"


def test_columns_are_as_wide_as_terminals_show_them() -> None:
    assert session.width("abc") == 3
    assert session.width("무역관") == 6
    assert session.width("কি\u200c") == 2
