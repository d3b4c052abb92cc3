"""Commands are found by what they are called in any of the three languages, also half typed and by their sound."""

import pytest

from fieldreport import folders
from fieldreport.language import CODES, Language
from fieldreport.records import RECORD_TYPES
from ui.commands import program
from ui.commands.command import Group
from ui.commands.finding import Index

LANGUAGES = {code: Language(code, folder=folders.locales()) for code in CODES}


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(program.commands(RECORD_TYPES), list(LANGUAGES.values()))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("export", "export"),
        ("excel", "export"),
        ("back up", "back-up"),
        ("dark", "theme-dark"),
        ("new lead", "new-lead"),
        ("undo", "undo"),
        ("import", "import"),
        # In the other languages, whatever the screen's is.
        ("새로 입력", "new"),
        ("바이어 발굴", "go-lead"),
        ("ব্যাকআপ", "back-up"),
        ("한국어", "language-ko"),
        ("বাংলা", "language-bn"),
        # A syllable that is still being composed: ㅂ, 배, 백.
        ("배", "back-up"),
        # Initial consonants, and the sound in Latin letters.
        ("ㅈㄱㅂㅇ", "back-up"),
        ("baegeop", "back-up"),
    ],
)
def test_what_is_typed_finds_the_command(index: Index, typed: str, name: str) -> None:
    assert name in [one.name for one in index.find(typed)[:4]]


def test_all_words_must_fit_and_what_begins_so_comes_first(index: Index) -> None:
    assert [one.name for one in index.find("new buyer")][:1] == ["new-lead"]
    assert index.find("new zebra") == []
    assert index.find("report")[0].name == "go-report"


def test_before_anything_is_typed_the_usual_ones_are_offered(index: Index) -> None:
    offered = index.find("")
    assert {"new-lead", "undo", "export", "back-up"} <= {one.name for one in offered}
    assert all(one.usual for one in offered)


def test_every_place_type_and_tool_has_a_command_and_no_two_the_same_name_or_keys() -> None:
    from ui.pages.office_work import TOOLS

    every = program.commands(RECORD_TYPES)
    names = [one.name for one in every]
    assert len(set(names)) == len(names)
    keys = [one.keys for one in every if one.keys]
    assert len(set(keys)) == len(keys)
    assert {f"tool-{one.name}" for one in TOOLS} <= set(names)
    for one in RECORD_TYPES:
        assert {f"new-{one.name}", f"go-{one.name}"} <= set(names)


@pytest.mark.parametrize("code", CODES)
def test_commands_of_a_group_are_told_apart_in_every_language(code: str) -> None:
    for group in Group:
        said = [one.said(LANGUAGES[code]) for one in program.commands(RECORD_TYPES) if one.group is group]
        assert len(set(said)) == len(said)
