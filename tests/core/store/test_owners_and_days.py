"""Whose records they are and which are overdue: found as by a plain scan, and by an index however many there are."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fieldreport.records import RECORD_TYPES
from fieldreport.records.lead import NEXT_STEP_DUE
from fieldreport.store import Filter
from tests.core.store.conftest import Shelf

MINE = Filter(where={"owner": ["Karim"]})
OVERDUE = Filter(by_day=(NEXT_STEP_DUE, date.min, date(2026, 11, 19)))


@pytest.fixture
def leads(shelf: Shelf) -> None:
    for owner, due, status in (
        ("Karim", "2026-11-19", "new"),
        ("Karim", "2026-11-20", "new"),
        ("Sumi", "2026-01-05", "matched"),
        (None, "2026-01-05", "lost"),
        ("Karim", None, "won"),
    ):
        reason = {"lost_reason": "price"} if status == "lost" else {}
        shelf.lead(owner=owner, next_step_due=due, status=status, **reason)
    shelf.store.archive("BL-0002", "twice", "Rahim")


def references(shelf: Shelf, which: Filter) -> list[str]:
    lead = shelf.type("lead")
    found = [one.reference for one in shelf.store.page(lead, shelf.store.keys(lead, which))]
    assert shelf.store.count(lead, which) == len(found)
    return sorted(found)


def test_mine_and_overdue_are_what_a_scan_finds(shelf: Shelf, leads: None) -> None:
    assert references(shelf, MINE) == ["BL-0001", "BL-0005"]
    assert references(shelf, OVERDUE) == ["BL-0001", "BL-0003"]
    assert references(shelf, replace(MINE, by_day=OVERDUE.by_day)) == ["BL-0001"]
    assert references(shelf, replace(MINE, archived=True)) == ["BL-0002"]
    assert references(shelf, replace(OVERDUE, words="machine", where={"status": ["matched"]})) == ["BL-0003"]
    assert references(shelf, replace(MINE, empty=("next_step_due",))) == ["BL-0005"]


@pytest.mark.parametrize(
    ("which", "index"), [(MINE, "lead_by_owner"), (OVERDUE, "lead_by_next_step_due")], ids=["mine", "overdue"]
)
def test_they_are_counted_by_an_index(
    shelf: Shelf, leads: None, which: Filter, index: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    row = shelf.store.database.row

    def told(*given: Any) -> Any:
        asked.append(given)
        return row(*given)

    monkeypatch.setattr(shelf.store.database, "row", told)
    shelf.store.count(shelf.type("lead"), which)
    sql, parameters = asked[-1]
    plan = shelf.store.database.rows(f"EXPLAIN QUERY PLAN {sql}", parameters)
    assert [index in one[-1] for one in plan] == [True]


def test_an_office_of_before_gets_the_index(shelf: Shelf, leads: None) -> None:
    shelf.store.close()
    connection = sqlite3.connect(shelf.path)
    for name in ("lead_by_owner", "difficulty_by_owner", "action_by_assigned_to"):
        connection.execute(f"DROP INDEX {name}")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'owners'")
    connection.commit()
    connection.close()
    shelf.reopen()
    names = {
        row[0] for row in shelf.store.database.rows("SELECT name FROM sqlite_master WHERE type = 'index'")
    }
    assert {f"{one.name}_by_{one.owner}" for one in RECORD_TYPES if one.owner} <= names
    assert references(shelf, MINE) == ["BL-0001", "BL-0005"]
