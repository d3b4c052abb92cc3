"""A file is what it was or what it shall be, whatever happens in between."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fieldreport import files
from fieldreport.failures import InputAtFault, MachineAtFault

NOW = datetime(2026, 11, 20, 4, 30, tzinfo=UTC)


def test_what_was_written_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "보고서 ১.xlsx"
    path.write_bytes(b"old")
    with files.replacing(path) as unfinished:
        unfinished.write_bytes(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(FileNotFoundError), files.replacing(path) as unfinished:
        unfinished.write_bytes(path.read_bytes() + (tmp_path / "no such file").read_bytes())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("missing/report.xlsx", files.NO_FOLDER),
        ("document.txt/report.xlsx", files.NO_FOLDER),
        ("x" * 300 + ".xlsx", files.NAME_TOO_LONG),
    ],
)
def test_what_cannot_be_written_is_said_plainly(tmp_path: Path, place: str, message: str) -> None:
    (tmp_path / "document.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(MachineAtFault) as caught, files.replacing(tmp_path / place):
        pass
    assert caught.value.problem.message == message
    assert str(tmp_path / place) == caught.value.problem.values["path"]
    assert (tmp_path / "document.txt").read_text(encoding="utf-8") == "mine"


def test_nothing_is_written_in_the_place_of_a_folder_or_a_device(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    places = [(tmp_path / "folder", files.IS_A_FOLDER)]
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
        places.append((tmp_path / "pipe", files.NOT_A_FILE))
    for place, message in places:
        with pytest.raises(InputAtFault) as caught, files.replacing(place):
            pass
        assert [one.message for one in caught.value.problems] == [message]
    assert {one.name for one in tmp_path.iterdir()} == {place.name for place, _ in places}


def test_only_what_was_abandoned_is_cleared(tmp_path: Path) -> None:
    abandoned, being_written = (tmp_path / f".report-{name}{files.UNFINISHED}" for name in ("old", "new"))
    document = tmp_path / "report.xlsx"
    for path, age in ((abandoned, 2), (being_written, 0), (document, 2)):
        path.touch()
        moment = (NOW - timedelta(hours=age)).timestamp()
        os.utime(path, (moment, moment))
    assert files.clear_abandoned(tmp_path, NOW) == [abandoned]
    assert sorted(tmp_path.iterdir()) == sorted([being_written, document])
    assert files.clear_abandoned(tmp_path / "no such folder", NOW) == []
