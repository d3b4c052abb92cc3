"""Slots: beginning, length, gap, breaks and days."""

from __future__ import annotations

from typing import Any

import pytest

from fieldreport.events import slots_of
from fieldreport.failures import InputAtFault
from tests.core.events.conftest import EVENT, Fair


def begins(fair: Fair, **raw: Any) -> list[str]:
    event = fair.add("event", **{**EVENT, "ends_on": EVENT["starts_on"], **raw})
    return [one.code for one in slots_of(event)]


def test_the_slots_of_two_days_with_a_break(fair: Fair) -> None:
    slots = slots_of(fair.event)
    assert [(one.day.day, one.code, f"{one.end:%H:%M}") for one in slots] == [
        (25, "11:30", "12:10"),
        (25, "13:30", "14:10"),
        (25, "14:15", "14:55"),
        (26, "11:30", "12:10"),
        (26, "13:30", "14:10"),
        (26, "14:15", "14:55"),
    ]


def test_a_slot_that_would_run_into_a_break_waits_for_its_end(fair: Fair) -> None:
    assert begins(fair, breaks=["12:00-12:10", "12:05-12:40"]) == ["12:40", "13:25", "14:10"]


def test_a_break_of_another_day_is_no_break(fair: Fair) -> None:
    assert begins(fair, breaks=["2026-11-26 11:30-15:00"]) == ["11:30", "12:15", "13:00", "13:45"]
    assert begins(fair, breaks=["2026-11-25 11:30-14:00"]) == ["14:00"]


def test_slots_end_with_the_day(fair: Fair) -> None:
    assert begins(fair, day_begins="23:00", day_ends="23:59", slot_minutes=30, breaks=[]) == ["23:00"]


@pytest.mark.parametrize("missing", ["day_begins", "day_ends", "slot_minutes", "tables"])
def test_what_is_missing_is_named(fair: Fair, missing: str) -> None:
    event = fair.add("event", **{**EVENT, missing: None})
    with pytest.raises(InputAtFault) as refused:
        slots_of(event)
    assert [one.field for one in refused.value.problems] == [missing]


def test_an_event_without_a_slot_is_refused(fair: Fair) -> None:
    event = fair.add("event", **{**EVENT, "breaks": ["11:00-15:00"]})
    with pytest.raises(InputAtFault, match="Not one slot"):
        slots_of(event)


def test_an_event_of_years_is_refused(fair: Fair) -> None:
    event = fair.add("event", **{**EVENT, "ends_on": "2099-11-26"})
    with pytest.raises(InputAtFault, match="more than"):
        slots_of(event)


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"slot_minutes": 0}, "slot_minutes"),
        ({"slot_minutes": 481}, "slot_minutes"),
        ({"gap_minutes": 481}, "gap_minutes"),
        ({"tables": 0}, "tables"),
        ({"tables": 20_001}, "tables"),
        ({"day_ends": "11:29"}, "day_ends"),
    ],
)
def test_impossible_slots_are_refused_where_they_are_written(
    fair: Fair, raw: dict[str, Any], field: str
) -> None:
    with pytest.raises(InputAtFault) as refused:
        fair.add("event", **{**EVENT, **raw})
    assert [one.field for one in refused.value.problems] == [field]
