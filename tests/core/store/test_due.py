"""What is due: only what is still open, the longest overdue first."""

from datetime import date
from pathlib import Path

import pytest

from fieldreport.field import Reading
from fieldreport.record import ByDay, RecordType
from fieldreport.records import RECORD_TYPES
from fieldreport.records.action import ACTION
from fieldreport.store import Filter, New, Store
from fieldreport.store.due import count_due, due
from tests.core.store.conftest import Shelf

TODAY = date(2026, 11, 21)


def add(store: Store, what: str, day: str | None, status: str = "open") -> str:
    raw = {
        "raised_on": "2026-11-01",
        "what": what,
        "due": day,
        "status": status,
        "done_by_what": "a call",
        "done_on": "2026-11-20",
    }
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


BY_DAY = [(one, by_day) for one in RECORD_TYPES for by_day in one.by_day]


@pytest.mark.parametrize(("record_type", "by_day"), BY_DAY, ids=[f"{a.name}.{b.day}" for a, b in BY_DAY])
def test_a_day_is_looked_up_in_its_index(shelf: Shelf, record_type: RecordType, by_day: ByDay) -> None:
    """However many records there are: else home would wait for all leads to be read."""
    asked: list[str] = []
    connection = shelf.store.database.connection
    connection.set_trace_callback(asked.append)
    which = Filter(days=(date.min, TODAY))
    assert shelf.store.keys_by_day(record_type, by_day, (date.min, TODAY), which, limit=3) == []
    connection.set_trace_callback(None)
    (sql,) = asked
    plan = [row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + sql)]
    assert len(plan) == 1
    assert f"USING INDEX {record_type.name}_by_{by_day.day}" in plan[0]


def test_leads_are_due_while_they_are_worked_on(shelf: Shelf) -> None:
    late = shelf.lead(status="negotiating", next_step="Call", next_step_due="2026-11-19")
    over = shelf.lead(status="qualified", next_step="Write", next_step_due="2026-11-18")
    shelf.store.change(over.id, {"status": "lost", "lost_reason": "price"}, "Rahim", shelf.reading())
    again = shelf.lead(status="dormant", next_step="Ask", next_step_due="2026-11-20")
    shelf.store.change(
        again.id, {"status": "qualifying", "reopened_reason": "They called"}, "Rahim", shelf.reading()
    )
    assert [one.record.id for one in due(shelf.store, TODAY)] == [late.id, again.id]


def test_what_is_due_is_counted_once_a_record_and_asked_for_from_a_day_on(shelf: Shelf) -> None:
    shelf.lead(status="negotiating", next_step="Call", next_step_due="2026-11-19")
    today = shelf.lead(status="qualified", next_step="Write", next_step_due=TODAY.isoformat())
    shelf.lead(status="qualified", next_step="Wait", next_step_due="2027-01-05")
    assert [one.record.id for one in due(shelf.store, TODAY, first=TODAY)] == [today.id]
    assert count_due(shelf.store, TODAY) == 2
    assert count_due(shelf.store, date(2026, 11, 18)) == 0
