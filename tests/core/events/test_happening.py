"""The day of the event: walk-ins, no-shows, results."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fieldreport import events
from fieldreport.failures import InputAtFault
from tests.core.events.conftest import Fair


def scheduled(fair: Fair) -> None:
    events.apply(fair.office, events.propose(fair.office, fair.event.id))


def test_who_comes_unannounced_gets_the_free_slots_and_moves_nobody(fair: Fair) -> None:
    fair.company("C1", wishes=["B1"])
    fair.buyer("B1")
    fair.buyer("B2")
    scheduled(fair)
    before = fair.meetings()["C1", "B1"]
    walker = fair.organisation("C7", "company")
    wishes = [fair.organisations["B1"].id, fair.organisations["B2"].id]
    change = events.walk_in(
        fair.office, fair.event.id, {"organisation": walker.id, "side": "company", "wishes": wishes}
    )
    assert sorted(name for name, _ in change.records) == ["meeting", "meeting", "participant"]
    participant = fair.office.store.record("PT-0004")
    assert (participant["attendance"], participant["invitation"]) == ("walk_in", "accepted")
    found = fair.meetings()
    assert found["C1", "B1"] == before
    assert found["C7", "B1"]["slot"] != before["slot"] or found["C7", "B1"]["held_on"] != before["held_on"]
    assert {found["C7", one]["status"] for one in ("B1", "B2")} == {"scheduled"}
    fair.office.undo()
    assert set(fair.meetings()) == {("C1", "B1")}
    assert fair.office.store.record("PT-0004").archived is not None


def test_a_walk_in_takes_nobody_off_the_schedule(fair: Fair) -> None:
    """Also not those who have declined since or have no slot yet: that is for the next proposal of the schedule."""
    fair.company("C1", wishes=["B1"])
    fair.company("C2")
    fair.buyer("B1")
    fair.buyer("B2")
    scheduled(fair)
    fair.meets("C2", "B1", status="scheduled")
    fair.office.change(fair.participants["C1"].id, {"invitation": "declined"})
    walker = fair.organisation("C7", "company")
    wishes = [fair.organisations["B2"].id]
    events.walk_in(
        fair.office, fair.event.id, {"organisation": walker.id, "side": "company", "wishes": wishes}
    )
    assert {pair: one["status"] for pair, one in fair.meetings().items()} == {
        ("C1", "B1"): "scheduled",
        ("C2", "B1"): "scheduled",
        ("C7", "B2"): "scheduled",
    }


def test_who_was_wished_for_all_along_is_met_when_it_walks_in(fair: Fair) -> None:
    fair.buyer("B1", wishes=["C7"])
    scheduled(fair)
    events.walk_in(
        fair.office, fair.event.id, {"organisation": fair.organisations["C7"].id, "side": "company"}
    )
    assert set(fair.meetings()) == {("C7", "B1")}


def test_who_is_on_the_list_does_not_walk_in(fair: Fair) -> None:
    fair.company("C1")
    with pytest.raises(InputAtFault, match="on the list"):
        events.walk_in(
            fair.office, fair.event.id, {"organisation": fair.organisations["C1"].id, "side": "company"}
        )


def test_a_no_show_frees_slot_and_table_for_others(fair: Fair) -> None:
    fair.company("C1", wishes=["B1"], not_free=["2026-11-26", "13:00-15:00"])
    fair.company("C2", wishes=["B2"], not_free=["2026-11-26", "13:00-15:00"])
    fair.buyer("B1")
    fair.buyer("B2")
    fair.office.change(fair.event.id, {"tables": 1})
    scheduled(fair)
    assert len(fair.meetings()) == 1
    (company, buyer), _ = next(iter(fair.meetings().items()))
    change = events.mark_no_show(fair.office, fair.participants[buyer].reference)
    assert sorted(name for name, _ in change.records) == ["meeting", "participant"]
    missed = fair.meetings()[company, buyer]
    assert (missed["status"], missed["absent"]) == ("no_show", "buyer")
    assert fair.office.store.record(fair.participants[buyer].id)["attendance"] == "no_show"
    scheduled(fair)
    other = ("C2", "B2") if company == "C1" else ("C1", "B1")
    assert fair.meetings()[other]["slot"] == missed["slot"]
    assert fair.meetings()[other]["table"] == missed["table"]


def test_where_neither_came_both_are_absent(fair: Fair) -> None:
    fair.company("C1", wishes=["B1"])
    fair.buyer("B1")
    scheduled(fair)
    events.mark_no_show(fair.office, fair.participants["B1"].id)
    events.mark_no_show(fair.office, fair.participants["C1"].id)
    assert fair.meetings()["C1", "B1"]["absent"] == "both"


def test_only_a_participant_stays_away(fair: Fair) -> None:
    with pytest.raises(InputAtFault, match="no participant"):
        events.mark_no_show(fair.office, fair.event.id)


def test_results_go_down_the_grid_in_one_change(fair: Fair) -> None:
    fair.company("C1", wishes=["B1", "B2"])
    fair.buyer("B1")
    fair.buyer("B2")
    scheduled(fair)
    rows = [
        {"meeting": "MT-0001", "said": "Six machines.", "value": "USD 468,000"},
        {"meeting": "MT-0002", "status": "no_show", "absent": "buyer"},
    ]
    change = events.put_results(fair.office, fair.event.id, rows)
    assert len(change.records) == 2
    first, second = (fair.office.store.record(f"MT-000{at}") for at in (1, 2))
    assert (first["status"], first["value"].amount) == ("held", Decimal("468000.00"))
    assert (second["status"], second["absent"]) == ("no_show", "buyer")
    fair.office.undo()
    assert fair.office.store.record("MT-0001")["status"] == "scheduled"


def test_a_meeting_that_was_only_asked_for_may_have_been_held(fair: Fair) -> None:
    """Nobody confirmed it, and the two met all the same; who did not come to it is asked of a schedule."""
    fair.company("C1")
    fair.buyer("B1")
    asked = fair.meets("C1", "B1", status="requested")
    events.put_results(fair.office, fair.event.id, [{"meeting": asked.reference, "said": "Six machines."}])
    assert fair.office.store.record(asked.id)["status"] == "held"
    fair.office.undo()
    with pytest.raises(InputAtFault):
        events.put_results(
            fair.office, fair.event.id, [{"meeting": asked.id, "status": "no_show", "absent": "buyer"}]
        )
    assert fair.office.store.record(asked.id)["status"] == "requested"


def test_results_are_written_all_or_none_and_each_problem_has_its_row(fair: Fair) -> None:
    fair.company("C1", wishes=["B1"])
    fair.buyer("B1")
    scheduled(fair)
    other = fair.add(
        "meeting",
        company=fair.organisations["C1"].id,
        buyer=fair.organisations["B1"].id,
        held_on="2026-11-25",
    )
    rows: list[dict[str, object]] = [
        {"meeting": "MT-0001", "said": "Six machines."},
        {"meeting": "MT-0001", "status": "no_show"},
        {"meeting": other.reference, "status": "held"},
        {"status": "held"},
        {"meeting": "MT-0001", "value": "much"},
    ]
    with pytest.raises(InputAtFault) as refused:
        events.put_results(fair.office, fair.event.id, rows)
    assert [(one.place, one.field) for one in refused.value.problems] == [
        ("2", "absent"),
        ("3", "meeting"),
        ("4", "meeting"),
        ("5", "value"),
    ]
    assert fair.office.store.record("MT-0001")["status"] == "scheduled"


def test_who_wishes_nobody_may_walk_in_where_there_are_no_slots(fair: Fair) -> None:
    """A seminar has neither slots nor tables; the list of who came is kept all the same."""
    fair.office.change(fair.event.id, {"tables": None, "slot_minutes": None})
    walker = fair.organisation("C7", "company")
    change = events.walk_in(fair.office, fair.event.id, {"organisation": walker.id, "side": "company"})
    assert [name for name, _ in change.records] == ["participant"]
    other = fair.organisation("C8", "company")
    wishes = [fair.organisation("B7", "buyer").id]
    with pytest.raises(InputAtFault, match="slot"):
        events.walk_in(
            fair.office, fair.event.id, {"organisation": other.id, "side": "company", "wishes": wishes}
        )
