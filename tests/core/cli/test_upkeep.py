"""Making, backing up and restoring an office from the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from fieldreport.cli import run
from fieldreport.language import CODES
from tests.core.cli.conftest import CommandLine


@pytest.mark.parametrize("code", CODES)
def test_an_office_is_made_and_keeps_its_language(empty: CommandLine, code: str) -> None:
    ended = empty("init", "--office", "dhk", "--person", "Rahim", language=code)
    assert ended.status == 0
    assert "DHK" in ended.out
    settings = json.loads((empty.data / "settings.json").read_text(encoding="utf-8"))
    assert (settings["language"], settings["person"]) == (code, "Rahim")
    given = b'{"name": "a", "roles": "buyer", "country": "BD"}'
    assert (
        run(
            ["--data", str(empty.data), "add", "organisation", "-"],
            io.BytesIO(given),
            io.StringIO(),
            io.StringIO(),
        )
        == 0
    )
    assert empty("show", "OR-0001", "--json").json["language"] == code


def test_an_office_is_made_once(office: CommandLine) -> None:
    ended = office("init", "--office", "HAN")
    assert ended.status == 1
    assert str(office.data) in ended.problems[0]
    assert office("show", "OR-0001").status == 1


def test_an_unknown_office_leaves_nothing_behind(empty: CommandLine) -> None:
    ended = empty("init", "--office", "XXX")
    assert ended.status == 1
    assert ended.problems[0].startswith("office: There is no office “XXX”")
    assert "DHK" in ended.problems[0]
    assert not empty.data.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["list", "lead"],
        ["add", "lead", "-"],
        ["set", "BL-1", "a=b"],
        ["show", "BL-1"],
        ["progress"],
        ["check", "last"],
        ["export", "last"],
        ["backup", "copy.db"],
        ["undo"],
    ],
    ids=" ".join,
)
def test_without_an_office_every_command_says_how_to_make_one(empty: CommandLine, words: list[str]) -> None:
    ended = empty(*words)
    assert ended.status == 1
    assert "fieldreport init" in ended.problems[0]
    assert not empty.data.exists()


def test_there_and_back(office: CommandLine, tmp_path: Path) -> None:
    office.buyer("Shapla Knit")
    copy = tmp_path / "백업 ১.db"
    assert office.done("backup", copy) == str(copy)
    office.buyer("Beli Textile")
    kept = office.done("restore", copy)
    assert str(office.data / "backups") in kept
    assert len(office("list", "organisation", "--json").json) == 1
    new_laptop = CommandLine(tmp_path / "new laptop" / "data")
    new_laptop.done("restore", copy)
    assert new_laptop("list", "organisation", "--json").json == office("list", "organisation", "--json").json


def test_writing_makes_the_hourly_backup_and_clears_what_killed_programs_left(office: CommandLine) -> None:
    import os

    folder = office.data / "backups"
    folder.mkdir()
    left = folder / ".office-1.db-0011223344556677.fieldreport-part"
    left.touch()
    os.utime(left, (0, 0))
    office.buyer("Shapla Knit")
    (made,) = folder.iterdir()
    assert made.name.startswith("office-")
    office.buyer("Beli Textile")
    assert list(folder.iterdir()) == [made]


def test_a_failing_automatic_backup_is_told_and_what_was_saved_is_saved(office: CommandLine) -> None:
    (office.data / "backups").write_text("in the way", encoding="utf-8")
    ended = office("add", "organisation", "-", given='{"name": "a", "roles": "buyer", "country": "BD"}')
    assert (ended.status, ended.out) == (0, "OR-0001\n")
    assert ended.problems[0] == "Saved, but the automatic backup could not be made."
    assert str(office.data / "backups") in ended.problems[1]
    assert len(office("list", "organisation", "--json").json) == 1
