"""What is due: only what is still open, the longest overdue first."""

from datetime import date
from pathlib import Path

from fieldreport.field import Reading
from fieldreport.records import RECORD_TYPES
from fieldreport.records.action import ACTION
from fieldreport.store import New, Store
from fieldreport.store.due import due

TODAY = date(2026, 11, 21)


def add(store: Store, what: str, day: str | None, status: str = "open") -> str:
    raw = {"what": what, "due": day, "status": status, "done_by_what": "a call", "done_on": "2026-11-20"}
    new = New(ACTION, ACTION.read(raw, Reading("en", TODAY)), "en", "Tester")
    store.add(new)
    return new.id


def test_open_ones_up_to_the_day_come_the_longest_overdue_first(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "office.db", RECORD_TYPES)
    soon = add(store, "Call the bank", "2026-11-23")
    late = add(store, "Send the sample list", "2026-11-19")
    add(store, "Later", "2026-12-24")
    add(store, "Some day", None)
    add(store, "Done already", "2026-11-18", "done")
    archived = add(store, "Put away", "2026-11-17")
    store.archive(archived, "a slip", "Tester")
    found = due(store, date(2026, 11, 28))
    assert [(one.record.id, one.day.isoformat(), one.what) for one in found] == [
        (late, "2026-11-19", "what"),
        (soon, "2026-11-23", "what"),
    ]
    assert [one.record.id for one in due(store, date(2026, 11, 28), limit=1)] == [late]
    store.close()
