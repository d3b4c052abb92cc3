"""A schedule proposed, put as meetings, proposed again, undone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fieldreport import events
from fieldreport.failures import InputAtFault
from fieldreport.scheduling import Reason
from tests.core.events.conftest import EVENT, Fair


def places(fair: Fair) -> dict[tuple[str, str], tuple[str, str, str]]:
    """Where everybody is to meet: day and slot, table, status."""
    return {
        pair: (f"{one['held_on']:%d} {one['slot']}", one["table"], one["status"])
        for pair, one in fair.meetings().items()
    }


def test_wishes_become_meetings_in_one_change_that_one_undo_takes_back(fair: Fair) -> None:
    fair.company("C1", wishes=["B1", "B2"])
    fair.company("C2", wishes=["B1"], interpreter=True)
    fair.buyer("B1", wishes=["C1"])
    fair.buyer("B2")
    proposal = events.propose(fair.office, fair.event.reference)
    assert (proposal.schedule.honoured, proposal.schedule.wished) == (4, 4)
    assert fair.meetings() == {}
    change = events.apply(fair.office, proposal)
    assert len(change.records) == 3
    found = fair.meetings()
    assert set(found) == {("C1", "B1"), ("C1", "B2"), ("C2", "B1")}
    for one in found.values():
        assert one["status"] == "scheduled"
        assert one["event"] == fair.event.id
        assert one["channel"] == "in_person"
        assert one["slot"] in ("11:30", "13:30", "14:15")
        assert one["table"] in ("1", "2", "3")
    assert found["C2", "B1"]["interpreter"] is True
    assert found["C1", "B1"]["interpreter"] is None
    fair.office.undo()
    assert fair.meetings() == {}


def test_who_has_not_accepted_is_not_put_on_the_schedule(fair: Fair) -> None:
    fair.company("C1", wishes=["B1", "B2", "B3", "B4"])
    fair.buyer("B1", invitation="invited")
    fair.buyer("B2", invitation="declined")
    fair.buyer("B3", invitation="no_answer", attendance="came")
    schedule = events.propose(fair.office, fair.event.id).schedule
    assert [fair.name(one.buyer) for one in schedule.sittings] == ["B3"]
    assert {one.reason for one in schedule.unmet} == {Reason.BUYER_MISSING}
    assert len(schedule.unmet) == 3
    unanswered = events.propose(fair.office, fair.event.id, unanswered=True).schedule
    assert {fair.name(one.buyer) for one in unanswered.sittings} == {"B1", "B3"}


@pytest.mark.parametrize("invitation", ["accepted", "invited", "no_answer"])
@pytest.mark.parametrize("unanswered", [False, True])
def test_who_did_not_come_is_not_put_on_the_schedule(fair: Fair, invitation: str, unanswered: bool) -> None:
    """Whatever it had answered, and also where those who have not answered are taken along."""
    fair.company("C1", wishes=["B1"])
    fair.buyer("B1", invitation=invitation, attendance="no_show")
    schedule = events.propose(fair.office, fair.event.id, unanswered=unanswered).schedule
    assert not schedule.sittings
    assert [one.reason for one in schedule.unmet] == [Reason.BUYER_MISSING]


def test_nobody_is_asked_where_they_have_no_time(fair: Fair) -> None:
    fair.company("C1", wishes=["B1"], not_free=["2026-11-25", "11:00-14:00"])
    fair.buyer("B1")
    events.apply(fair.office, events.propose(fair.office, fair.event.id))
    assert {place for place, _, _ in places(fair).values()} == {"26 14:15"}


def test_a_table_of_ones_own(fair: Fair) -> None:
    fair.buyer("B1", table="VIP", wishes=["C1", "C2"])
    fair.company("C1", table="2")
    fair.company("C2")
    fair.company("C3", wishes=["B2"])
    fair.buyer("B2")
    events.apply(fair.office, events.propose(fair.office, fair.event.id))
    found = places(fair)
    assert found["C1", "B1"][1] == found["C2", "B1"][1] == "VIP"
    assert found["C3", "B2"][1] in ("1", "3")


def test_what_was_held_or_is_fixed_stays_when_it_is_proposed_again(fair: Fair) -> None:
    for name in ("C1", "C2", "C3"):
        fair.company(name, wishes=["B1"])
    fair.buyer("B1")
    fair.meets("C1", "B1", status="held", slot="14:15", table="2")
    fair.meets("C2", "B1", status="scheduled", slot="13:30", table="3", fixed=True)
    fair.meets("C3", "B1", status="requested")
    proposal = events.propose(fair.office, fair.event.id)
    assert {(fair.name(one.company), one.status) for one in proposal.kept} == {
        ("C1", "held"),
        ("C2", "scheduled"),
    }
    before = places(fair)
    change = events.apply(fair.office, proposal)
    after = places(fair)
    assert after["C1", "B1"] == before["C1", "B1"]
    assert after["C2", "B1"] == before["C2", "B1"]
    assert after["C3", "B1"][2] == "scheduled"
    assert after["C3", "B1"][0] not in ("25 14:15", "25 13:30")
    assert len(change.records) == 1


def test_a_newcomer_moves_others_only_as_far_as_it_must(fair: Fair) -> None:
    fair.buyer("B1")
    for at in range(5):
        fair.company(f"C{at}", wishes=["B1"])
    events.apply(fair.office, events.propose(fair.office, fair.event.id))
    before = places(fair)
    fair.company("C9", wishes=["B1"], not_free=["2026-11-26", "13:00-15:00"])
    events.apply(fair.office, events.propose(fair.office, fair.event.id))
    after = places(fair)
    assert after["C9", "B1"][0] == "25 11:30"
    moved = [pair for pair, place in before.items() if after[pair] != place]
    assert len(moved) <= 1
    assert all(place[2] == "scheduled" for place in after.values())


def test_who_declines_loses_its_place_and_the_wish_remains(fair: Fair) -> None:
    fair.company("C1", wishes=["B1"])
    fair.buyer("B1")
    events.apply(fair.office, events.propose(fair.office, fair.event.id))
    fair.office.change(fair.participants["B1"].id, {"invitation": "declined"})
    proposal = events.propose(fair.office, fair.event.id)
    assert [one.reference for one in proposal.released] == ["MT-0001"]
    assert [one.reason for one in proposal.schedule.unmet] == [Reason.BUYER_MISSING]
    events.apply(fair.office, proposal)
    one = fair.meetings()["C1", "B1"]
    assert (one["status"], one["slot"], one["table"]) == ("requested", None, None)
    fair.office.undo()
    assert fair.meetings()["C1", "B1"]["status"] == "scheduled"


def test_a_meeting_that_was_cancelled_is_not_asked_for_again(fair: Fair) -> None:
    fair.company("C1", wishes=["B1"])
    fair.buyer("B1")
    fair.meets("C1", "B1", status="cancelled")
    schedule = events.propose(fair.office, fair.event.id).schedule
    assert schedule.sittings == ()
    assert schedule.unmet == ()


def test_slots_that_have_begun_are_closed_and_their_meetings_stay(fair: Fair) -> None:
    fair.buyer("B1")
    fair.company("C1", wishes=["B1"])
    fair.company("C2", wishes=["B1"])
    fair.meets("C1", "B1", status="scheduled", slot="11:30", table="1")
    # 25 November, 13:30 in Dhaka: the second slot begins.
    fair.moment = datetime(2026, 11, 25, 7, 30, tzinfo=UTC)
    proposal = events.propose(fair.office, fair.event.id)
    assert [one.reference for one in proposal.kept] == ["MT-0001"]
    slots = proposal.gathering.slots
    assert [(slots[one.slot].day.day, slots[one.slot].code) for one in proposal.schedule.sittings] in (
        [(25, "14:15")],
        [(26, "11:30")],
        [(26, "13:30")],
        [(26, "14:15")],
    )


def test_a_meeting_at_a_time_of_its_own_keeps_others_away_from_that_time(fair: Fair) -> None:
    fair.buyer("B1")
    fair.company("C1")
    fair.company("C2", wishes=["B1"], not_free=["2026-11-26", "14:10-15:00"])
    # It runs until 14:25, into the second slot and the third one.
    fair.meets("C1", "B1", status="scheduled", slot="13:45", table="1", fixed=True)
    schedule = events.propose(fair.office, fair.event.id).schedule
    assert [one.slot for one in schedule.sittings] == [0]


def test_a_proposal_for_an_event_that_has_changed_is_refused(fair: Fair) -> None:
    fair.company("C1", wishes=["B1"])
    fair.buyer("B1")
    proposal = events.propose(fair.office, fair.event.id)
    fair.company("C2", wishes=["B1"])
    with pytest.raises(InputAtFault, match="propose it again"):
        events.apply(fair.office, proposal)
    assert fair.meetings() == {}


def test_who_is_on_the_list_twice_is_named(fair: Fair) -> None:
    fair.company("C1")
    fair.company("C1")
    with pytest.raises(InputAtFault) as refused:
        events.propose(fair.office, fair.event.id)
    assert refused.value.problems[0].values == {
        "organisation": "C1",
        "first": "PT-0001",
        "second": "PT-0002",
    }


def test_an_event_without_slots_says_what_is_missing(fair: Fair) -> None:
    bare = fair.add("event", name="Bare", starts_on="2026-11-25", ends_on="2026-11-25")
    with pytest.raises(InputAtFault) as refused:
        events.propose(fair.office, bare.id)
    assert {one.field for one in refused.value.problems} == {
        "day_begins",
        "day_ends",
        "slot_minutes",
        "tables",
    }


def test_only_an_event_has_a_schedule(fair: Fair) -> None:
    organisation = fair.organisation("B1", "buyer")
    with pytest.raises(InputAtFault, match="no event"):
        events.propose(fair.office, organisation.reference)


def test_an_online_event_has_video_calls(fair: Fair) -> None:
    fair.event = fair.add("event", **{**EVENT, "kind": "online"})
    fair.company("C1", wishes=["B1"])
    fair.buyer("B1")
    events.apply(fair.office, events.propose(fair.office, fair.event.id))
    assert fair.meetings()["C1", "B1"]["channel"] == "video"
