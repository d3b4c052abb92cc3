"""Days: what has happened is not yet to come, and what follows does not come before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from fieldreport.failures import InputAtFault
from fieldreport.field import Reading
from fieldreport.records import RECORD_TYPES

TODAY = date(2026, 11, 21)
READING = Reading("en", TODAY, resolve=lambda _, name: name)
TYPES = {one.name: one for one in RECORD_TYPES}
LEAD: dict[str, Any] = {"buyer": "b", "products": "Zips", "received_on": "2026-11-10"}
MEETING: dict[str, Any] = {"company": "c", "buyer": "b", "held_on": "2026-11-25"}
SUPPORT: dict[str, Any] = {"task": 6, "kind": "study", "description": "A study", "done_on": "2026-12-01"}


def refused(name: str, raw: dict[str, Any], before: dict[str, Any] | None = None) -> list[str]:
    """The fields at which a new record, or a change, is refused."""
    try:
        if before is None:
            TYPES[name].read(raw, READING)
        else:
            TYPES[name].read_changes(before, raw, READING)
    except InputAtFault as failure:
        return [one.field for one in failure.problems]
    return []


@pytest.mark.parametrize(
    ("name", "raw", "fields"),
    [
        ("lead", {**LEAD, "received_on": "2099-01-01"}, ["received_on"]),
        ("lead", {**LEAD, "tradekorea_number": "TK-1", "tradekorea_on": "2030-01-01"}, ["tradekorea_on"]),
        ("lead", {**LEAD, "won_on": "2026-11-09"}, ["won_on"]),
        ("lead", {**LEAD, "won_on": "2026-11-10", "next_step_due": "2030-01-01"}, []),
        ("meeting", {**MEETING, "status": "held"}, ["held_on"]),
        ("meeting", {**MEETING, "status": "scheduled"}, []),
        ("activity", SUPPORT, ["done_on"]),
        ("activity", {**SUPPORT, "status": "planned"}, []),
    ],
)
def test_a_new_record_is_refused_beside_the_day(name: str, raw: dict[str, Any], fields: list[str]) -> None:
    assert refused(name, raw) == fields


def test_tomorrow_has_come_farther_east() -> None:
    for days, fields in ((0, []), (1, []), (2, ["received_on"])):
        day = (TODAY + timedelta(days=days)).isoformat()
        assert refused("lead", {**LEAD, "received_on": day}) == fields


def test_a_planned_meeting_is_not_held_before_its_day() -> None:
    before = TYPES["meeting"].read({**MEETING, "status": "scheduled"}, READING)
    assert refused("meeting", {"status": "held"}, before) == ["held_on"]
    assert refused("meeting", {"status": "cancelled"}, before) == []


def test_history_comes_in_as_it_is_and_is_no_problem_of_a_change_elsewhere() -> None:
    odd = TYPES["lead"].read({**LEAD, "received_on": "2099-01-01"}, READING, history=True)
    assert refused("lead", {"quantity": "6 sets"}, odd) == []
    assert refused("lead", {"received_on": "2099-01-02"}, odd) == ["received_on"]


def test_a_contradiction_is_told_beside_the_day_that_was_changed() -> None:
    before = TYPES["lead"].read({**LEAD, "won_on": "2026-11-12"}, READING)
    assert refused("lead", {"received_on": "2026-11-13"}, before) == ["received_on"]
