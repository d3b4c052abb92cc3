"""Files on records: kept once, taken off with undo, carried by backups, and nothing hostile let in."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from fieldreport.attachments import Attachments, Kind
from fieldreport.attachments.attached import LARGEST, MOST, Attached
from fieldreport.failures import InputAtFault, MachineAtFault
from fieldreport.merging import merge
from fieldreport.office import Office
from fieldreport.store import contents
from fieldreport.store.change import FILES
from fieldreport.store.undoing import REDO
from tests.core.attachments import samples
from tests.core.store.conftest import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    (tmp_path / "data").mkdir()
    return Shelf(tmp_path / "data" / "office.db")


@pytest.fixture
def kept(shelf: Shelf) -> Attachments:
    return Attachments(shelf.store, shelf.path.parent)


def written(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def stored(shelf: Shelf) -> list[str]:
    return sorted(path.name for path in (shelf.path.parent / "files").glob("*/*"))


def test_a_content_is_kept_once_however_often_it_comes(
    tmp_path: Path, shelf: Shelf, kept: Attachments
) -> None:
    first, second = shelf.lead(), shelf.lead()
    paths = [written(tmp_path, name, samples.PDF) for name in ("one.pdf", "two.pdf")]
    kept.attach(first.id, paths, "Rahim")
    kept.attach(second.id, paths[:1], "Rahim")
    assert [one.name for one in kept.of(first.id)] == ["one.pdf"]
    (name,) = stored(shelf)
    assert kept.of(first.id)[0].sha256 == kept.of(second.id)[0].sha256 == name
    assert kept.totals() == (1, len(samples.PDF))


def test_two_files_of_one_name_are_told_apart(tmp_path: Path, shelf: Shelf, kept: Attachments) -> None:
    lead = shelf.lead()
    kept.attach(lead.id, [written(tmp_path, "a.pdf", samples.PDF)], "Rahim")
    (tmp_path / "other").mkdir()
    kept.attach(lead.id, [written(tmp_path / "other", "A.pdf", samples.PDF + b"\n")], "Rahim")
    assert [one.name for one in kept.of(lead.id)] == ["a.pdf", "A (2).pdf"]


def test_a_mail_makes_a_note_of_its_subject_and_day(tmp_path: Path, shelf: Shelf, kept: Attachments) -> None:
    lead = shelf.lead()
    kept.attach(lead.id, [written(tmp_path, "mail.txt", samples.MAIL)], "Rahim")
    (one,) = kept.of(lead.id)
    assert (one.kind, one.name, one.note) == (Kind.MAIL, "mail.txt.eml", "Order of six machines")
    assert one.sent is not None
    assert one.sent.day == 20


def test_taking_off_and_putting_on_are_undone_and_done_again(
    tmp_path: Path, shelf: Shelf, kept: Attachments
) -> None:
    lead = shelf.lead()
    kept.attach(lead.id, [written(tmp_path, "a.pdf", samples.PDF)], "Rahim")
    sha256 = kept.of(lead.id)[0].sha256
    kept.detach(lead.id, sha256, "Rahim")
    assert kept.of(lead.id) == []
    # What was taken off stays in the folder: it may be wanted back.
    assert stored(shelf) == [sha256]
    shelf.store.undo("Rahim")
    assert [one.name for one in kept.of(lead.id)] == ["a.pdf"]
    shelf.store.undo("Rahim")
    assert kept.of(lead.id) == []
    shelf.store.undo("Rahim", what=REDO)
    assert [one.name for one in kept.of(lead.id)] == ["a.pdf"]


def test_an_entry_of_the_ledger_may_have_its_evidence_but_nothing_archived_gets_any(
    tmp_path: Path, shelf: Shelf, kept: Attachments
) -> None:
    path = written(tmp_path, "a.pdf", samples.PDF)
    lead = shelf.lead()
    outcome = shelf.add("outcome", lead=lead.id, kind="memorandum", amount="1000 USD", dated="2026-11-20")
    kept.attach(outcome.id, [path], "Rahim")
    assert len(kept.of(outcome.id)) == 1
    shelf.store.archive(lead.id, "no longer", "Rahim")
    with pytest.raises(InputAtFault, match="archived"):
        kept.attach(lead.id, [path], "Rahim")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"", "is empty"),
        ("a.jpg", b"MZ\x90\x00" + bytes(100), "neither a photo"),
        ("a.pdf", b"%PDF-1.7\n" + bytes(LARGEST), "is larger"),
    ],
)
def test_what_is_not_kept_is_said_and_nothing_is_half_done(
    tmp_path: Path, shelf: Shelf, kept: Attachments, name: str, content: bytes, said: str
) -> None:
    lead = shelf.lead()
    good = written(tmp_path, "good.pdf", samples.PDF)
    with pytest.raises(InputAtFault, match=said):
        kept.attach(lead.id, [written(tmp_path, name, content), good], "Rahim")
    assert kept.of(lead.id) == []
    assert stored(shelf) == []


def test_folders_missing_files_and_pipes_are_refused_without_waiting(
    tmp_path: Path, shelf: Shelf, kept: Attachments
) -> None:
    lead = shelf.lead()
    places = [tmp_path, tmp_path / "nowhere.pdf"]
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.pdf")
        places.append(tmp_path / "pipe.pdf")
    with pytest.raises(InputAtFault) as caught:
        kept.attach(lead.id, places, "Rahim")
    assert len(caught.value.problems) == len(places)


def test_a_record_holds_so_many_files_and_no_more(tmp_path: Path, shelf: Shelf, kept: Attachments) -> None:
    lead = shelf.lead()
    paths = [written(tmp_path, f"{number}.pdf", samples.PDF + bytes([number])) for number in range(MOST)]
    kept.attach(lead.id, paths, "Rahim")
    with pytest.raises(InputAtFault, match="No more than"):
        kept.attach(lead.id, [written(tmp_path, "more.pdf", samples.PDF)], "Rahim")


def test_a_copy_has_its_own_name_and_what_is_kept_stays_as_it_is(
    tmp_path: Path, shelf: Shelf, kept: Attachments
) -> None:
    lead = shelf.lead()
    kept.attach(lead.id, [written(tmp_path, "a.pdf", samples.PDF)], "Rahim")
    (one,) = kept.of(lead.id)
    out = tmp_path / "out"
    assert kept.copy_to(one, out) == kept.copy_to(one, out) == out / "a.pdf"
    (out / "a.pdf").write_bytes(b"changed by somebody")
    assert kept.copy_to(one, out) == out / "a (2).pdf"
    assert kept.content(one) == samples.PDF


def test_a_content_that_is_missing_or_damaged_is_said_and_never_shown(
    tmp_path: Path, shelf: Shelf, kept: Attachments
) -> None:
    lead = shelf.lead()
    kept.attach(lead.id, [written(tmp_path, "a.pdf", samples.PDF)], "Rahim")
    (one,) = kept.of(lead.id)
    contents.place(shelf.path.parent / "files", one.sha256).write_bytes(b"something else")
    with pytest.raises(MachineAtFault, match="not in the data folder"):
        kept.content(one)


@pytest.mark.parametrize(
    "raw",
    [
        {"sha256": "../../../etc/passwd", "name": "a.pdf", "kind": "pdf", "size": 1},
        {"sha256": "A" * 64, "name": "a.pdf", "kind": "pdf", "size": 1},
        {"sha256": "a" * 64, "name": "a.pdf", "kind": "program", "size": 1},
        {"sha256": "a" * 64, "name": "a.pdf", "kind": "pdf", "size": True},
        "a" * 64,
        None,
    ],
)
def test_a_mark_that_somebody_prepared_is_passed_over(raw: object) -> None:
    assert Attached.from_json(raw) is None


def test_a_name_in_a_prepared_mark_is_cleaned() -> None:
    one = Attached.from_json({"sha256": "a" * 64, "name": "../x/run.exe", "kind": "pdf", "size": 1})
    assert one is not None
    assert one.name == "run.exe.pdf"


# ---- backups -------------------------------------------------------------------------------------------------


def office_with_a_file(tmp_path: Path) -> tuple[Office, str]:
    office = Office.create(tmp_path / "data", "DHK", person="Rahim")
    record = office.add(
        office.record_type("organisation"), {"name": "Shapla Knit", "roles": ["buyer"], "country": "BD"}
    )
    Attachments(office.store, office.data).attach(
        record.id, [written(tmp_path, "a.pdf", samples.PDF)], "Rahim"
    )
    return office, record.id


def files_in(database: Path) -> list[bytes]:
    with closing(sqlite3.connect(database)) as connection:
        return [row[0] for row in connection.execute("SELECT content FROM content")]


def test_a_backup_carries_the_files_and_restoring_brings_them_to_another_computer(tmp_path: Path) -> None:
    office, record_id = office_with_a_file(tmp_path)
    (tmp_path / "stick").mkdir()
    with office:
        backup = office.back_up(tmp_path / "stick" / "office.db")
        assert files_in(office.data / "office.db") == []
    assert files_in(backup) == [samples.PDF]
    Office.restore(tmp_path / "elsewhere", backup)
    with Office.open(tmp_path / "elsewhere") as there:
        kept = Attachments(there.store, there.data)
        (one,) = kept.of(record_id)
        assert kept.content(one) == samples.PDF
        # The office's own database does not hold them a second time.
        assert files_in(there.data / "office.db") == []


def test_a_file_taken_off_before_the_backup_comes_back_by_undo_after_restoring(tmp_path: Path) -> None:
    office, record_id = office_with_a_file(tmp_path)
    with office:
        kept = Attachments(office.store, office.data)
        kept.detach(record_id, kept.of(record_id)[0].sha256, "Rahim")
        backup = office.back_up(tmp_path / "office.db")
    Office.restore(tmp_path / "elsewhere", backup)
    with Office.open(tmp_path / "elsewhere") as there:
        there.undo()
        kept = Attachments(there.store, there.data)
        assert kept.content(kept.of(record_id)[0]) == samples.PDF


def test_automatic_backups_keep_a_second_copy_beside_them_once(tmp_path: Path) -> None:
    office, record_id = office_with_a_file(tmp_path)
    with office:
        made = office.back_up_if_due()
        assert made is not None
        assert files_in(made) == []
    second = tmp_path / "data" / "backups" / "files"
    assert [path.read_bytes() for path in second.glob("*/*")] == [samples.PDF]
    # Somebody took the folder of backups to another computer.
    (tmp_path / "data" / "backups").rename(tmp_path / "taken")
    Office.restore(tmp_path / "elsewhere", tmp_path / "taken" / made.name)
    with Office.open(tmp_path / "elsewhere") as there:
        kept = Attachments(there.store, there.data)
        assert kept.content(kept.of(record_id)[0]) == samples.PDF


def test_a_backup_whose_file_is_not_what_it_says_is_refused_and_nothing_is_changed(tmp_path: Path) -> None:
    office, _ = office_with_a_file(tmp_path)
    with office:
        backup = office.back_up(tmp_path / "office.db")
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("UPDATE content SET content = ?", (b"MZ",))
    with pytest.raises(MachineAtFault, match="not what was put there"):
        Office.restore(tmp_path / "elsewhere", backup)
    assert not (tmp_path / "elsewhere" / "office.db").exists()


def test_a_backup_with_marks_that_nobody_wrote_is_restored_without_them(tmp_path: Path) -> None:
    office, record_id = office_with_a_file(tmp_path)
    with office:
        backup = office.back_up(tmp_path / "office.db")
    nested = "[" * 50_000
    for mark in (nested, '[{"sha256": "../../x"}]', "{", "7"):
        with closing(sqlite3.connect(backup)) as connection, connection:
            connection.execute(f"UPDATE change SET old = ? WHERE field = '{FILES}'", (mark,))
            connection.execute("DELETE FROM content")
        there = tmp_path / f"elsewhere {len(mark)}"
        Office.restore(there, backup)
        with Office.open(there) as restored:
            assert len(Attachments(restored.store, restored.data).of(record_id)) == 1


def test_what_history_names_is_asked_of_an_index_that_has_nothing_else(shelf: Shelf) -> None:
    plan = shelf.store.database.rows(
        f"EXPLAIN QUERY PLAN SELECT old, new FROM change WHERE field = '{FILES}'"
    )
    assert "change_of_files" in str(plan)


def test_the_files_of_a_merged_record_are_those_of_the_kept_one_too(
    tmp_path: Path, shelf: Shelf, kept: Attachments
) -> None:
    keep, drop = shelf.buyer("Shapla Knit"), shelf.buyer("Shapla Knitting")
    kept.attach(drop.id, [written(tmp_path, "a.pdf", samples.PDF)], "Rahim")
    merge(shelf.store, keep.id, drop.id, by="Rahim")
    (one,) = kept.of(keep.id)
    kept.detach(keep.id, one.sha256, "Rahim")
    assert kept.of(keep.id) == []
    shelf.store.undo("Rahim")
    shelf.store.undo("Rahim")
    assert kept.of(keep.id) == []
    assert [each.name for each in kept.of(drop.id)] == ["a.pdf"]


def test_history_tells_of_files(tmp_path: Path, shelf: Shelf, kept: Attachments) -> None:
    lead = shelf.lead()
    kept.attach(lead.id, [written(tmp_path, "a.pdf", samples.PDF)], "Rahim")
    last = shelf.store.history(lead.id)[-1]
    assert (last.field, last.what, last.by) == (FILES, "attach", "Rahim")
