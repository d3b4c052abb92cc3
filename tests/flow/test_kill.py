"""Killed at any moment: nothing that was said to be saved is lost, nothing is half written."""

from __future__ import annotations

import contextlib
import json
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fieldreport.files import UNFINISHED
from fieldreport.office import Office
from fieldreport.store.backup import is_whole
from tests.flow.conftest import ROOT, Program

WORKER = Path(__file__).with_name("killed.py")
#: How often: for every run of the tests, and for confidence. A workbook takes long to write.
FEW, FEW_WORKBOOKS, MANY = 50, 20, 500
#: How many steps' time a worker is left alive at most after its first step.
LONGEST_LIFE = {"save": 20, "export": 1.5, "back-up": 5}


def killed(rounds: int, office: Program, what: str, *out: Path) -> Iterator[list[Any]]:
    """Start the worker, kill it at a random moment, and give what it had said; ``rounds`` times."""
    # The seed is fixed, the moments are not: how far a process has come after so long is never the same.
    chance = random.Random(what)
    said = office.data.parent / f"said by {what}"
    for _ in range(rounds):
        said.unlink(missing_ok=True)
        command: list[str | Path] = [sys.executable, WORKER, what, office.data, said, *out]
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            text=True,
            encoding="utf-8",
        ) as process:
            try:
                assert process.stdout is not None
                longest = LONGEST_LIFE[what] * float(process.stdout.readline())
                with contextlib.suppress(subprocess.TimeoutExpired):
                    status = process.wait(timeout=chance.uniform(0, longest))
                    pytest.fail(f"the worker ended by itself with status {status}")
            finally:
                process.kill()
        lines = said.read_bytes() if said.exists() else b""
        yield [json.loads(line) for line in lines.splitlines(keepends=True) if line.endswith(b"\n")]


def check_records(office: Office, said: list[Any]) -> None:
    """Everything that was said is there, and the history of every record leads to what it is now."""
    latest = {one["id"]: one for one in said}
    for record_id, one in latest.items():
        record = office.store.record(record_id)
        # At most the one step that was under way when the end came is there beside what was said.
        assert one["revision"] <= record.revision <= one["revision"] + 1
        if record.revision == one["revision"]:
            assert record["owner"] == one["owner"]
        history = office.store.history(record_id)
        assert {change.revision for change in history} == set(range(1, record.revision + 1))
        replayed: dict[str, Any] = {}
        for change in history:
            assert replayed.get(change.field) == change.old
            replayed[change.field] = change.new
        now = record.to_json()
        assert {name: now[name] for name in replayed} == replayed


def check_office(office: Office) -> None:
    """The tables agree with one another: nothing is there in part."""
    row = office.store.database.row
    assert row("PRAGMA integrity_check")[0] == "ok"
    assert row("PRAGMA foreign_key_check") is None
    leads = row("SELECT count(*) FROM lead")[0]
    assert row("SELECT count(*) FROM record WHERE type = 'lead'")[0] == leads
    searched = row("SELECT count(*) FROM (SELECT place FROM search UNION SELECT place FROM search_waiting)")[
        0
    ]
    assert searched == row("SELECT count(*) FROM record")[0]
    assert (
        row("SELECT count(DISTINCT record_id) FROM change JOIN record ON id = record_id WHERE type = 'lead'")[
            0
        ]
        == leads
    )
    assert row("SELECT count(DISTINCT number) FROM lead")[0] == leads
    # Records that were added together are there together.
    assert row("SELECT batch FROM lead WHERE batch IS NOT NULL GROUP BY batch HAVING count(*) <> 3") is None


def save_and_be_killed(office: Program, rounds: int) -> None:
    everything: list[Any] = []
    for said in killed(rounds, office, "save"):
        everything += said
        with Office.open(office.data) as opened:
            check_records(opened, said)
            check_office(opened)
    with Office.open(office.data) as opened:
        check_records(opened, everything)
    assert len(everything) > 2 * rounds


def test_killed_while_saving(office: Program) -> None:
    save_and_be_killed(office, FEW)


@pytest.mark.slow
def test_killed_while_saving_many_times(office: Program) -> None:
    save_and_be_killed(office, MANY)


def check_leftovers(folder: Path, office: Office) -> None:
    """What the killed program had not finished is hidden from people, and cleared when it is old."""
    left = [path for path in folder.iterdir() if UNFINISHED in path.name]
    assert len(left) <= 2
    for path in left:
        os.utime(path, (0, 0))
    office.back_up_if_due()
    assert not [path for path in folder.iterdir() if UNFINISHED in path.name]


def export_and_be_killed(office: Program, rounds: int) -> None:
    folder = office.data / "reports"
    folder.mkdir()
    out = folder / "report.xlsx"
    written = 0
    for said in killed(rounds, office, "export", out):
        written += len(said)
        check_workbook(out)
        with Office.open(office.data) as opened:
            assert is_whole(office.data / "office.db")
            check_leftovers(folder, opened)
        assert {path.name for path in folder.iterdir()} <= {out.name}
    assert written >= rounds


def check_workbook(path: Path) -> None:
    """The workbook opens and every part of it is whole."""
    import python_calamine

    with zipfile.ZipFile(path) as parts:
        assert parts.testzip() is None
    workbook = python_calamine.CalamineWorkbook.from_path(str(path))
    cells = [
        cell
        for name in workbook.sheet_names
        for row in workbook.get_sheet_by_name(name).to_python()
        for cell in row
    ]
    assert "BL-0001" in cells


def test_killed_while_exporting(office: Program) -> None:
    export_and_be_killed(office, FEW_WORKBOOKS)


@pytest.mark.slow
def test_killed_while_exporting_many_times(office: Program) -> None:
    export_and_be_killed(office, MANY)


def test_killed_while_backing_up(office: Program) -> None:
    folder = office.data / "backups"
    out = folder / "copy.db"
    written = 0
    for said in killed(FEW // 5, office, "back-up", out):
        written += len(said)
        assert is_whole(out)
        with Office.open(office.data) as opened:
            check_leftovers(folder, opened)
    assert written >= FEW // 5
