"""Bad input and bad machines: a clear message, the right exit status, nothing lost, nothing half-written."""

from __future__ import annotations

import itertools
import json
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldreport import folders
from fieldreport.failures import MachineAtFault
from fieldreport.language import CODES, Language
from fieldreport.office import Office
from fieldreport.store import database
from tests.flow.conftest import Program

INPUT, USAGE, MACHINE = 1, 2, 3
LEAD = {"buyer": "OR-0001", "products": "film", "received_on": "2026-11-20"}
NOBODY = {name: one for name, one in LEAD.items() if name != "buyer"}


def said(code: str, message: str, **values: object) -> str:
    """A catalogue text as a person reads it."""
    return Language(code, folder=folders.locales()).say(message, **values)


# ---- input ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("not json", "leads.jsonl:2: "),
        (json.dumps({**LEAD, "received_on": "2026-02-30"}), "leads.jsonl:2: received_on: "),
        (json.dumps({**LEAD, "value": {"amount": -5, "currency": "USD"}}), "leads.jsonl:2: value: "),
        (json.dumps({**LEAD, "value": "-5"}), "leads.jsonl:2: value: "),
        (json.dumps(NOBODY), "leads.jsonl:2: buyer: "),
        (json.dumps({**LEAD, "buyer": "OR-0099"}), "leads.jsonl:2: buyer: "),
        (json.dumps({**LEAD, "hs_codes": ["84A7.20"]}), "leads.jsonl:2: hs_codes: "),
        (json.dumps({**LEAD, "colour": "red"}), "leads.jsonl:2: colour: "),
    ],
)
@pytest.mark.parametrize("code", CODES)
def test_one_bad_line_and_none_is_added(
    office: Program, tmp_path: Path, line: str, place: str, code: str
) -> None:
    file = tmp_path / "leads.jsonl"
    file.write_text(f"{json.dumps(LEAD)}\n{line}\n{json.dumps(LEAD)}\n", encoding="utf-8")
    before = office.everything()
    ended = office("add", "lead", file, language=code)
    assert (ended.status, ended.out) == (INPUT, "")
    (problem,) = ended.problems
    assert problem.startswith(f"{tmp_path}{os.sep}{place}")
    assert len(problem) > len(f"{tmp_path}{os.sep}{place}") + 5
    assert office.everything() == before


def test_an_unknown_office_period_record_and_type(office: Program, tmp_path: Path) -> None:
    assert Program(tmp_path / "new")("init", "--office", "XYZ").status == INPUT
    assert not (tmp_path / "new").exists()
    before = office.everything()
    for words, status in (
        (["list", "lead", "--period", "2026-B99"], INPUT),
        (["export", "2026-C01"], INPUT),
        (["show", "BL-0099"], INPUT),
        (["set", "BL-0099", "owner=a"], INPUT),
        (["add", "colour", "-"], USAGE),
        (["repaint", "lead"], USAGE),
        (["set", "BL-0001"], USAGE),
    ):
        ended = office(*words)
        assert (ended.status, ended.out) == (status, "")
        assert ended.err
    assert office.everything() == before


@pytest.mark.parametrize("code", CODES)
def test_other_scripts_come_through_a_pipe_as_utf8(office: Program, code: str) -> None:
    ended = office("show", "BL-0001", language=code)
    assert (ended.status, ended.err) == (0, "")
    assert "শাপলা নিট" in ended.out
    assert "편직기" in ended.out


# ---- damaged databases -----------------------------------------------------------------------------------------


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def not_a_database(path: Path) -> None:
    path.write_bytes(b"Dear colleague,\n" * 2_000)


def another_head(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\xa5" * 100)


def a_garbage_page(path: Path) -> None:
    connection = sqlite3.connect(path)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'lead'").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)


def garbage_in_a_text(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace("편직기".encode(), b"\xff" * 9))


def garbage_in_a_day(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"2026-11-09", b"2026-11-99"))


DAMAGES = [
    truncated,
    emptied,
    not_a_database,
    another_head,
    a_garbage_page,
    garbage_in_a_text,
    garbage_in_a_day,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: str(one.__name__))
def test_a_damaged_database_is_said_plainly_and_left_as_it_is(
    office: Program, damage: Callable[[Path], None]
) -> None:
    path = office.data / "office.db"
    damage(path)
    before = office.everything()
    commands = [["list", "lead"], ["show", "BL-0001", "--history"], ["set", "BL-0001", "owner=Karim"]]
    if damage is not garbage_in_a_day:
        # A lead whose day is none is in no period.
        commands.append(["export", "2026-B23"])
    for words, code in zip(commands, itertools.cycle(CODES), strict=False):
        ended = office(*words, language=code)
        assert (ended.status, ended.out) == (MACHINE, "")
        assert ended.problems == [said(code, database.DAMAGED, path=str(path))]
    assert office.everything() == before


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: str(one.__name__))
def test_after_damage_the_latest_backup_leads_back(office: Program, damage: Callable[[Path], None]) -> None:
    path = office.data / "office.db"
    latest = max((office.data / "backups").glob("office-*.db"))
    damage(path)
    damaged = path.read_bytes()
    office.done("restore", latest)
    assert office("list", "organisation", "--json").json[0]["name"]["text"] == "শাপলা নিট"
    kept = [path.read_bytes() for path in (office.data / "backups").glob("before-restore-*.db")]
    if damage in (garbage_in_a_text, garbage_in_a_day):
        # SQLite itself sees no damage here; it is kept as a backup like any other, page by page.
        assert len(kept) == 1
    else:
        assert kept == ([damaged] if damaged else [])


def test_an_office_of_a_newer_program_is_refused_by_name(office: Program) -> None:
    connection = sqlite3.connect(office.data / "office.db")
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('fieldreport', 'of_tomorrow', '')"
    )
    connection.commit()
    connection.close()
    before = office.everything()
    ended = office("list", "lead")
    assert (ended.status, len(ended.problems)) == (MACHINE, 1)
    assert "newer Fieldreport" in ended.err
    assert office.everything() == before


# ---- places that cannot be used --------------------------------------------------------------------------------


def unusable(tmp_path: Path) -> list[Path]:
    """Paths at which no file can be made, whoever asks."""
    document = tmp_path / "document.txt"
    document.write_text("mine", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    paths = [document / "file", tmp_path / "missing" / "file", tmp_path / "folder", tmp_path / ("x" * 300)]
    # Linux keeps these read-only even from root.
    return [*paths, Path("/proc/self/file"), Path("/sys/kernel/file")] if sys.platform == "linux" else paths


@pytest.mark.parametrize("words", [["backup"], ["export", "2026-B23", "--out"]], ids=" ".join)
def test_files_that_cannot_be_written(office: Program, tmp_path: Path, words: list[str]) -> None:
    before = office.everything()
    for path in unusable(tmp_path):
        if path.parent == tmp_path / "missing" and words[0] == "export":
            # The folder of a report is made if it is missing.
            continue
        ended = office(*words, path)
        wrong = INPUT if path == tmp_path / "folder" else MACHINE
        assert (ended.status, ended.out) == (wrong, "")
        (problem,) = ended.problems
        assert str(path) in problem
    assert office.everything() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "document.txt", "folder"]
    assert (tmp_path / "document.txt").read_text(encoding="utf-8") == "mine"
    assert list((tmp_path / "folder").iterdir()) == []


def test_folders_in_which_no_office_can_be_made(tmp_path: Path) -> None:
    for path in unusable(tmp_path):
        if path.parent == tmp_path / "missing" or path == tmp_path / "folder":
            # Missing folders are made, and an empty one will do.
            continue
        ended = Program(path)("init", "--office", "DHK")
        assert (ended.status, ended.out, len(ended.problems)) == (MACHINE, "", 1)
    assert (tmp_path / "document.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_in_the_place_of_the_database(office: Program) -> None:
    path = office.data / "office.db"
    path.unlink()
    path.mkdir()
    ended = office("list", "lead")
    assert (ended.status, len(ended.problems)) == (MACHINE, 1)
    assert str(path) in ended.err


# ---- full disks and open files -----------------------------------------------------------------------------------


def much(lines: int) -> str:
    return "\n".join(json.dumps({**LEAD, "need": "부" * 30_000}) for _ in range(lines))


def test_a_full_disk_while_saving(office: Program) -> None:
    """SQLite's own limit of pages answers as a full disk does, on every system."""
    with Office.open(office.data) as opened:
        (pages,) = opened.store.database.row("PRAGMA page_count")
        opened.store.database.execute(f"PRAGMA max_page_count = {pages + 2}")
        lead = opened.record_type("lead")
        with pytest.raises(MachineAtFault) as caught:
            opened.add(lead, {**LEAD, "need": "부" * 30_000})
        assert caught.value.problem.message == database.DISK_FULL
        assert opened.store.count(lead) == 1
        opened.store.database.execute(f"PRAGMA max_page_count = {pages + 100}")
        opened.add(lead, {**LEAD, "need": "부" * 30_000})
    assert [one["reference"] for one in office("list", "lead", "--json").json] == ["BL-0001", "BL-0002"]


if sys.platform != "win32":
    import resource

    def no_file_larger_than(size: int) -> Callable[[], None]:
        """The system refuses to let any file grow beyond ``size`` bytes, as a full disk would."""
        return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    @pytest.mark.parametrize(
        "words", [["backup", "copy.db"], ["export", "2026-B23", "--out", "report.xlsx"]], ids=" ".join
    )
    def test_a_disk_that_is_full_while_a_file_is_written(
        office: Program, tmp_path: Path, words: list[str]
    ) -> None:
        target = tmp_path / words[-1]
        office.done(*words[:-1], target)
        before, whole = office.everything(), target.read_bytes()
        for size in (0, 1_000, 4_096):
            ended = office(*words[:-1], target, first=no_file_larger_than(size))
            assert (ended.status, ended.out) == (MACHINE, "")
            assert len(ended.problems) == 1
        assert target.read_bytes() == whole
        assert office.everything() == before
        assert sorted(one.name for one in tmp_path.iterdir()) == sorted(["data", target.name])

    def test_a_disk_that_is_full_while_records_are_added(office: Program) -> None:
        size = (office.data / "office.db").stat().st_size
        before = office("list", "lead", "--json").json
        for limit in (0, 600, size, size + 40_000):
            ended = office("add", "lead", "-", given=much(20), first=no_file_larger_than(limit))
            assert (ended.status, ended.out) == (MACHINE, "")
            assert len(ended.problems) == 1
            assert office("list", "lead", "--json").json == before
        assert len(office.done("add", "lead", "-", given=much(20)).split()) == 20

    def test_a_disk_that_is_full_from_the_start(tmp_path: Path) -> None:
        program = Program(tmp_path / "data")
        ended = program("init", "--office", "DHK", first=no_file_larger_than(10_000))
        assert (ended.status, ended.out, len(ended.problems)) == (MACHINE, "", 1)
        assert program("list", "lead").status in (INPUT, MACHINE)
        program.done("init", "--office", "DHK")
        assert program("list", "lead", "--json").json == []


def test_output_that_cannot_be_written_is_the_machines_fault(office: Program) -> None:
    import subprocess

    command = [sys.executable, "-m", "fieldreport", "--data", str(office.data), "list", "lead", "--json"]
    full = Path("/dev/full")
    if full.exists():
        with full.open("wb") as out:
            done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, check=False)
        assert done.returncode == MACHINE
        assert len(done.stderr.splitlines()) == 1
    # Whoever reads only the beginning has not done anything wrong, and nor have we.
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_an_office_that_another_program_is_writing_to(
    office: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    from fieldreport.cli import run

    monkeypatch.setattr(database, "PATIENCE", 0.1)
    writer = sqlite3.connect(office.data / "office.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    for code in CODES:
        err = io.StringIO()
        words = ["--data", str(office.data), "--language", code, "set", "BL-0001", "owner=Karim"]
        assert run(words, io.BytesIO(), io.StringIO(), err) == MACHINE
        assert err.getvalue() == said(code, database.LOCKED) + "\n"
    writer.execute("ROLLBACK")
    writer.close()
    assert office.done("set", "BL-0001", "owner=Karim") == "BL-0001"


def test_a_database_that_may_only_be_read_is_said_to_be_so(office: Program) -> None:
    path = office.data / "office.db"
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    with pytest.raises(MachineAtFault) as caught, database.plainly(path):
        connection.execute("UPDATE lead SET owner = 'a'")
    connection.close()
    assert caught.value.problem.message == database.READ_ONLY
