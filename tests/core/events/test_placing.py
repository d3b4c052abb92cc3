"""Putting a meeting elsewhere by hand: what is refused, what is only said, and that nothing is ever booked twice."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldreport import events
from fieldreport.events import Place, Seats
from fieldreport.events.placing import (
    AWAY,
    BEGUN,
    BUSY,
    FIXED,
    MEET_ANYWAY,
    NO_TABLE,
    NOT_COMING,
    SETTLED,
    SITS_ELSEWHERE,
    TABLE_OWNED,
    TABLE_TAKEN,
)
from fieldreport.events.programme import now
from fieldreport.failures import InputAtFault
from tests.core.events.conftest import Fair

#: The six slots of the two days.
FIRST, SECOND, THIRD, FOURTH = range(4)


def meets(fair: Fair, company: str, buyer: str, slot: str, table: str, **raw: object) -> str:
    given = {"status": "scheduled", "slot": slot, "table": table, **raw}
    return fair.meets(company, buyer, **given).id


def told(fair: Fair, meeting: str, place: Place) -> dict[str, bool]:
    """Everything that speaks against a place, and whether it refuses it."""
    seats = Seats(events.gather(fair.office, fair.event.id), now(fair.office))
    planned = next(one for one in seats.gathering.meetings if one.record_id == meeting)
    return {one.problem.message: one.refused for one in seats.verdict(planned, place).objections}


@pytest.fixture
def crowd(fair: Fair) -> Fair:
    for name in ("C1", "C2"):
        fair.company(name)
    for name in ("B1", "B2"):
        fair.buyer(name)
    return fair


def test_a_meeting_is_put_into_a_free_slot_at_its_table(crowd: Fair) -> None:
    meeting = meets(crowd, "C1", "B1", "11:30", "2")
    assert told(crowd, meeting, Place(SECOND)) == {}
    change = events.move(crowd.office, crowd.event.id, meeting, Place(FOURTH))
    assert change.records == (("meeting", meeting),)
    moved = crowd.meetings()["C1", "B1"]
    assert (str(moved["held_on"]), moved["slot"], moved["table"]) == ("2026-11-26", "11:30", "2")
    crowd.office.undo()
    assert crowd.meetings()["C1", "B1"]["slot"] == "11:30"


def test_nobody_and_no_table_is_booked_twice(crowd: Fair) -> None:
    meeting = meets(crowd, "C1", "B1", "11:30", "1")
    meets(crowd, "C1", "B2", "13:30", "2")
    meets(crowd, "C2", "B1", "14:15", "2")
    assert told(crowd, meeting, Place(SECOND)) == {BUSY: True}
    assert told(crowd, meeting, Place(THIRD)) == {BUSY: True}
    other = meets(crowd, "C2", "B2", "11:30", "3")
    assert told(crowd, other, Place(FIRST, table="1")) == {TABLE_TAKEN: True}
    with pytest.raises(InputAtFault) as refused:
        events.move(crowd.office, crowd.event.id, meeting, Place(SECOND))
    assert refused.value.problems[0].values == {"organisation": "C1", "other": "B2"}
    assert crowd.meetings()["C1", "B1"]["slot"] == "11:30"


def test_a_table_that_is_taken_is_exchanged_for_a_free_one(crowd: Fair) -> None:
    meeting = meets(crowd, "C1", "B1", "11:30", "1")
    meets(crowd, "C2", "B2", "13:30", "1")
    events.move(crowd.office, crowd.event.id, meeting, Place(SECOND))
    assert crowd.meetings()["C1", "B1"]["table"] == "2"


def test_where_every_table_is_taken_nobody_sits_down(crowd: Fair) -> None:
    crowd.office.change(crowd.event.id, {"tables": 1})
    meeting = meets(crowd, "C1", "B1", "11:30", "1")
    meets(crowd, "C2", "B2", "13:30", "1")
    assert told(crowd, meeting, Place(SECOND)) == {NO_TABLE: True}


def test_own_tables_are_kept(fair: Fair) -> None:
    fair.company("C1")
    fair.buyer("B1", table="3")
    fair.buyer("B2")
    at_own = meets(fair, "C1", "B1", "11:30", "3")
    elsewhere = meets(fair, "C1", "B2", "13:30", "1")
    assert told(fair, at_own, Place(THIRD, table="1")) == {SITS_ELSEWHERE: True}
    assert told(fair, elsewhere, Place(THIRD, table="3")) == {TABLE_OWNED: True}
    assert told(fair, at_own, Place(THIRD)) == {}


def test_who_has_no_time_is_not_given_a_slot(fair: Fair) -> None:
    fair.company("C1", not_free=["13:00-14:00"])
    fair.buyer("B1")
    meeting = meets(fair, "C1", "B1", "11:30", "1")
    assert told(fair, meeting, Place(SECOND)) == {AWAY: True}


def test_what_happened_or_is_fixed_stays(crowd: Fair) -> None:
    held = meets(crowd, "C1", "B1", "11:30", "1", status="held")
    fixed = meets(crowd, "C2", "B2", "11:30", "2", fixed=True)
    assert told(crowd, held, Place(SECOND)) == {SETTLED: True}
    assert told(crowd, fixed, Place(SECOND)) == {FIXED: True}


def test_another_company_takes_the_meeting_over(crowd: Fair) -> None:
    meeting = meets(crowd, "C1", "B1", "11:30", "1")
    company = crowd.organisations["C2"].id
    events.move(crowd.office, crowd.event.id, meeting, Place(SECOND, company=company))
    assert list(crowd.meetings()) == [("C2", "B1")]


def test_what_is_unusual_is_said_and_done(crowd: Fair) -> None:
    first = meets(crowd, "C1", "B1", "11:30", "1")
    meets(crowd, "C2", "B1", "13:30", "1")
    stranger = meets(crowd, "C3", "B2", "11:30", "2")
    crowd.moment = datetime(2026, 11, 25, 8, 20, tzinfo=UTC)
    company = crowd.organisations["C2"].id
    assert told(crowd, first, Place(THIRD, company=company)) == {BEGUN: False, MEET_ANYWAY: False}
    assert told(crowd, stranger, Place(FOURTH)) == {NOT_COMING: False}
    events.move(crowd.office, crowd.event.id, stranger, Place(FOURTH))
    assert crowd.meetings()["C3", "B2"]["slot"] == "11:30"


def test_a_meeting_that_was_only_asked_for_is_planned_where_it_is_put(crowd: Fair) -> None:
    meeting = crowd.meets("C1", "B1", status="requested").id
    events.move(crowd.office, crowd.event.id, meeting, Place(THIRD))
    placed = crowd.meetings()["C1", "B1"]
    assert (placed["status"], placed["slot"], placed["table"]) == ("scheduled", "14:15", "1")


def test_a_time_beside_the_grid_takes_the_slots_it_lies_in(crowd: Fair) -> None:
    meets(crowd, "C1", "B2", "11:40", "2", status="held")
    meeting = meets(crowd, "C1", "B1", "13:30", "1")
    assert told(crowd, meeting, Place(FIRST)) == {BUSY: True}


def test_a_slot_that_is_gone_and_a_meeting_of_elsewhere_are_refused(crowd: Fair) -> None:
    meeting = meets(crowd, "C1", "B1", "11:30", "1")
    with pytest.raises(InputAtFault):
        events.move(crowd.office, crowd.event.id, meeting, Place(99))
    stranger = crowd.add("meeting", company=crowd.organisations["C1"].id, buyer=crowd.organisations["B1"].id)
    with pytest.raises(InputAtFault):
        events.move(crowd.office, crowd.event.id, stranger.id, Place(SECOND))


@pytest.fixture
def planned(crowd: Fair) -> list[str]:
    return [
        meets(crowd, "C1", "B1", "11:30", "1"),
        meets(crowd, "C1", "B2", "13:30", "1"),
        meets(crowd, "C2", "B1", "13:30", "2"),
        meets(crowd, "C2", "B2", "11:30", "2"),
    ]


MOVES = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.integers(0, 5),
        st.sampled_from([None, "1", "2", "3"]),
        st.sampled_from(["", "C1", "C2"]),
    ),
    max_size=4,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_whatever_is_moved_about_nothing_is_booked_twice(
    crowd: Fair, planned: list[str], moves: list[tuple[int, int, str | None, str]]
) -> None:
    for meeting, slot, table, company in moves:
        name = crowd.organisations[company].id if company else ""
        # What is refused changes nothing.
        with suppress(InputAtFault):
            events.move(crowd.office, crowd.event.id, planned[meeting], Place(slot, table, name))
    gathering = events.gather(crowd.office, crowd.event.id)
    seats = Seats(gathering, now(crowd.office))
    assert [p for one in gathering.meetings for p in seats.clashes(one, gathering.number_of(one))] == []
