"""A person's own options from the command line: languages, Bengali digits, theme, name."""

import pytest

from tests.core.cli.conftest import CommandLine


def test_bengali_digits_are_a_persons_choice_that_holds_everywhere(office: CommandLine) -> None:
    office.buyer()
    assert office.done("settings").splitlines() == [
        "person=Rahim",
        "language=en",
        "workbook_language=ko",
        "bengali_digits=yes",
        "theme=system",
        "scale=100",
        "reminders=yes",
        "remind_days=3",
        "quiet_from=19:00",
        "quiet_until=08:00",
        "quiet_days=yes",
        "backup_folder=",
        "backup_days=31",
    ]
    assert "OR-০০০১" in office("list", "organisation", language="bn").out
    assert "bengali_digits=no" in office.done("settings", "bengali_digits=না")
    assert "OR-0001" in office("list", "organisation", language="bn").out
    assert office("settings", "--json").json["bengali_digits"] is False


def test_options_are_chosen_together_or_not_at_all(office: CommandLine) -> None:
    office.done("settings", "language=ko", "theme=dark", "person=윤가람", "scale=150", "quiet_from=20:00")
    assert office("settings", "--json").json == {
        "person": "윤가람",
        "language": "ko",
        "workbook_language": "ko",
        "bengali_digits": True,
        "theme": "dark",
        "scale": 150,
        "reminders": True,
        "remind_days": 3,
        "quiet_from": "20:00",
        "quiet_until": "08:00",
        "quiet_days": True,
        "backup_folder": "",
        "backup_days": 31,
    }
    assert office("settings", "language=bn", "theme=blue").status == 2
    assert office("settings", "--json").json["language"] == "ko"


@pytest.mark.parametrize(
    "word",
    [
        "language",
        "colour=red",
        "language=fr",
        "bengali_digits=perhaps",
        "theme=",
        "=bn",
        "scale=110",
        "quiet_from=7",
    ],
)
def test_what_is_no_option_is_refused_with_what_there_is(office: CommandLine, word: str) -> None:
    ended = office("settings", word)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err
