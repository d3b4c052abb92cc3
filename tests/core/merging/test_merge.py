"""Merging two records: what the kept one becomes, what follows it, what is refused; undo brings it all back."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldreport.failures import InputAtFault
from fieldreport.fields import Line, Link, Links
from fieldreport.language import N_
from fieldreport.merging import Side, lead_on, maybe_same, merge, not_same, plan
from fieldreport.record import RecordType
from fieldreport.records import RECORD_TYPES
from fieldreport.store import New, Store
from fieldreport.store.change import MERGED, MERGED_INTO, NOT_SAME
from tests.core.merging.conftest import Shelf


def refused(call: object, *arguments: object, **named: object) -> list[tuple[str, str]]:
    with pytest.raises(InputAtFault) as failure:
        call(*arguments, **named)  # type: ignore[operator]
    return [(problem.field, problem.message) for problem in failure.value.problems]


def test_everything_that_pointed_at_either_points_at_the_kept_one(shelf: Shelf) -> None:
    keep, drop, third = shelf.company("Shapla"), shelf.company("Shapla Knit"), shelf.company("Padma")
    person = shelf.person("Rahim", drop)
    lead = shelf.add(
        "lead", buyer=drop.id, products="yarn", contact=person.id, matched_companies=[third.id, drop.id]
    )
    event = shelf.add(
        "event",
        name="Fair",
        kind="seminar",
        starts_on="2026-11-01",
        ends_on="2026-11-02",
        invited=[drop.id, third.id, keep.id],
        attended=[drop.id],
    )
    meeting = shelf.add("meeting", company=third.id, buyer=drop.id, held_on="2026-11-02")
    outcome = shelf.add("outcome", kind="memorandum", meeting=meeting.id, lead=lead.id)
    shelf.store.archive(person.id, "has left", "Mina")
    found = plan(shelf.store, keep.reference, drop.reference)
    assert found.pointing == {"contact": 1, "event": 1, "lead": 1, "meeting": 1}
    assert found.repointed == 4
    assert found.doubts == (event.reference,)
    change = merge(shelf.store, keep.id, drop.id, by="Mina")
    assert shelf.store.pointing_at(drop.id) == []
    assert shelf.again(person)["organisation"] == keep.id
    assert shelf.again(person).archived == "has left"
    assert shelf.again(lead)["buyer"] == keep.id
    assert shelf.again(lead)["matched_companies"] == (third.id, keep.id)
    assert shelf.again(event)["invited"] == (keep.id, third.id)
    assert shelf.again(meeting)["buyer"] == keep.id
    assert shelf.again(outcome) == outcome
    assert {record for _, record in change.records} == {
        one.id for one in (keep, drop, person, lead, event, meeting)
    }


def test_entries_of_the_ledger_follow_what_they_point_at(shelf: Shelf) -> None:
    buyer = shelf.company()
    keep, drop = (shelf.add("lead", buyer=buyer.id, products="yarn") for _ in range(2))
    outcome = shelf.add("outcome", kind="memorandum", lead=drop.id)
    before = shelf.everything()
    merge(shelf.store, keep.id, drop.id, by="Mina")
    assert shelf.again(outcome)["lead"] == keep.id
    shelf.store.undo("Mina")
    assert shelf.everything() == before


def test_the_dropped_one_is_archived_and_says_into_which_it_went(shelf: Shelf) -> None:
    keep, drop = shelf.company("Shapla"), shelf.company("Shapla Knit", note="Wants samples.")
    merge(shelf.store, keep.id, drop.id, by="Mina", reason="OR-0001에 병합")
    gone = shelf.again(drop)
    assert gone.archived == "OR-0001에 병합"
    assert gone.values == drop.values
    assert shelf.store.mark(drop.id, MERGED_INTO) == keep.id
    assert shelf.store.mark(keep.id, MERGED) == [drop.id]
    kept = lead_on(shelf.store, gone)
    assert kept is not None
    assert kept.id == keep.id
    assert lead_on(shelf.store, shelf.again(keep)) is None
    assert shelf.again(keep)["note"].original == "Wants samples."
    # Whoever points at it from now on points at the kept one.
    assert shelf.store.resolve("organisation", drop.reference) == keep.id
    assert shelf.person("Rahim", drop)["organisation"] == keep.id
    told = [(one.field, one.what) for one in shelf.store.history(drop.id)][-2:]
    assert sorted(told) == [("archived", "merge"), ("merged_into", "merge")]
    assert ("merged", "merge") in [(one.field, one.what) for one in shelf.store.history(keep.id)]
    assert [one.new["text"] for one in shelf.store.history(drop.id) if one.field == "name"] == ["Shapla Knit"]


def test_one_that_was_kept_may_be_merged_into_a_third(shelf: Shelf) -> None:
    first, second, third = shelf.company("Shapla"), shelf.company("Shapla Knit"), shelf.company("শাপলা")
    person = shelf.person("Rahim", first)
    merge(shelf.store, second.id, first.id, by="Mina")
    merge(shelf.store, third.id, second.id, by="Mina")
    assert shelf.store.kept(first.id) == third.id
    assert shelf.again(person)["organisation"] == third.id
    shelf.store.undo("Mina")
    assert shelf.store.kept(first.id) == second.id
    assert shelf.again(person)["organisation"] == second.id


def test_taken_out_of_the_archive_it_is_a_record_of_its_own(shelf: Shelf) -> None:
    keep, drop = shelf.company("Shapla"), shelf.company("Shapla Knit")
    merge(shelf.store, keep.id, drop.id, by="Mina")
    shelf.store.unarchive(drop.id, "Mina")
    assert shelf.store.kept(drop.id) is None
    assert shelf.store.resolve("organisation", drop.reference) == drop.id
    shelf.store.archive(drop.id, "closed down", "Mina")
    assert shelf.store.kept(drop.id) is None


def test_a_link_between_the_two_does_not_become_one_to_itself(tmp_path: Path) -> None:
    step = RecordType(
        name="step", prefix="ST", label=N_("Next step"), plural=N_("Next step"), title=("name",),
        period_field=None, columns=("name",),
        fields=(
            Line(name="name", label=N_("Name")),
            Link(name="after", label=N_("Next step"), to=("step",)),
            Links(name="others", label=N_("Next step"), to=("step",)),
        ),
    )  # fmt: skip
    store = Store.open(tmp_path / "steps.db", [step])

    def add(name: str, after: str | None = None, others: tuple[str, ...] = ()) -> str:
        new = New(step, {"name": name, "after": after, "others": others}, "en", "Rahim")
        store.add(new)
        return new.id

    drop = add("a")
    keep = add("a", drop, (drop,))
    third = add("b", drop, (keep, drop))
    fourth = add("a", keep, (third,))
    before = [store.record(one).values for one in (drop, keep, third, fourth)]
    merge(store, keep, drop, by="Mina")
    assert store.record(keep).values == {"name": "a", "after": None, "others": ()}
    assert store.record(third).values == {"name": "b", "after": keep, "others": (keep,)}
    merge(store, keep, fourth, by="Mina")
    assert store.record(keep).values == {"name": "a", "after": None, "others": (third,)}
    store.undo("Mina")
    store.undo("Mina")
    assert [store.record(one).values for one in (drop, keep, third, fourth)] == before
    store.close()


def test_every_conflict_needs_a_choice_and_nothing_happens_without(shelf: Shelf) -> None:
    keep, drop = shelf.company("Shapla", country="BD", size="small"), shelf.company("Padma", country="IN")
    before = shelf.everything()
    assert [field for field, _ in refused(merge, shelf.store, keep.id, drop.id, by="Mina")] == ["country"]
    wrong = {"country": Side.BOTH, "nothing": Side.KEEP, "size": Side.DROP}
    found = refused(merge, shelf.store, keep.id, drop.id, wrong, by="Mina")
    assert [field for field, _ in found] == ["nothing", "country", "size"]
    assert shelf.everything() == before
    merge(shelf.store, keep.id, drop.id, {"country": Side.DROP}, by="Mina")
    assert shelf.again(keep)["country"] == "IN"


def test_what_would_contradict_itself_is_refused_beside_its_field(shelf: Shelf) -> None:
    keep = shelf.company("한빛", country="KR")
    drop = shelf.company("Hanbit", country="BD", registration_number="C-77")
    found = refused(merge, shelf.store, keep.id, drop.id, {"country": Side.KEEP}, by="Mina")
    assert [field for field, _ in found] == ["registration_number"]
    assert shelf.again(drop).archived is None


def test_what_cannot_be_merged(shelf: Shelf) -> None:
    one, other = shelf.company(), shelf.company("Padma")
    person = shelf.person("Rahim", one)
    lead = shelf.add("lead", buyer=one.id, products="yarn")
    entries = [shelf.add("outcome", kind="memorandum", lead=lead.id) for _ in range(2)]
    shelf.store.archive(other.id, "closed", "Mina")
    for keep, drop in ((one, one), (one, person), (one, other), (other, one), (entries[0], entries[1])):
        assert refused(plan, shelf.store, keep.id, drop.id)
        assert refused(merge, shelf.store, keep.id, drop.id, by="Mina")
    assert refused(plan, shelf.store, one.id, "OR-9999")


def test_undo_of_an_earlier_merge_stands_until_something_of_it_was_changed_again(shelf: Shelf) -> None:
    keep, drop, third = shelf.company("Shapla"), shelf.company("Shapla Knit"), shelf.company("Padma")
    lead = shelf.add("lead", buyer=drop.id, products="yarn")
    before = shelf.everything()
    change = merge(shelf.store, keep.id, drop.id, by="Mina")
    shelf.set(third, website="https://www.example.com")
    shelf.set(lead, buyer=third.id)
    [(_, message)] = refused(shelf.store.undo, "Mina", change.change_set)
    assert "changed again" in message
    shelf.store.undo("Mina")
    shelf.store.undo("Mina", change.change_set)
    after = shelf.everything()
    assert after["records"].pop(third.id) != before["records"].pop(third.id)
    assert after == before
    assert refused(shelf.store.undo, "Mina", change.change_set)


def test_who_is_another_is_remembered_by_both_and_may_be_taken_back(shelf: Shelf) -> None:
    one, other, third = shelf.company("Shapla"), shelf.company("Shapla Knit"), shelf.company("Padma")
    before = shelf.everything()
    not_same(shelf.store, one.reference, other.id, by="Mina")
    assert not not_same(shelf.store, other.id, one.id, by="Mina")
    not_same(shelf.store, one.id, third.id, by="Mina")
    assert shelf.store.mark(one.id, NOT_SAME) == [other.id, third.id]
    assert shelf.store.mark(other.id, NOT_SAME) == [one.id]
    maybe_same(shelf.store, third.id, one.id, by="Mina")
    assert shelf.store.mark(one.id, NOT_SAME) == [other.id]
    assert not shelf.store.mark(third.id, NOT_SAME)
    assert not maybe_same(shelf.store, third.id, one.id, by="Mina")
    shelf.store.undo("Mina")
    shelf.store.undo("Mina")
    shelf.store.undo("Mina")
    assert shelf.everything() == before
    assert refused(not_same, shelf.store, one.id, one.id, by="Mina")
    assert refused(not_same, shelf.store, one.id, shelf.person("Rahim", one).id, by="Mina")


def test_who_was_another_than_the_dropped_one_stays_another(shelf: Shelf) -> None:
    keep, drop, third = shelf.company("Shapla"), shelf.company("Shapla Knit"), shelf.company("Shapla Yarn")
    not_same(shelf.store, drop.id, third.id, by="Mina")
    before = shelf.everything()
    merge(shelf.store, keep.id, drop.id, by="Mina")
    assert shelf.store.mark(keep.id, NOT_SAME) == [third.id]
    assert shelf.store.mark(third.id, NOT_SAME) == [drop.id, keep.id]
    shelf.store.undo("Mina")
    assert shelf.everything() == before


@pytest.mark.parametrize("one", RECORD_TYPES, ids=lambda one: one.name)
def test_every_field_that_points_at_records_can_be_led_to_another(one: object) -> None:
    for field in one.fields:  # type: ignore[attr-defined]
        for value in ("a", ("a", "b"), ("b", "a", "c")):
            try:
                targets = field.links(value)
            except (AttributeError, TypeError):
                continue
            if "a" in targets and field.kind in ("link", "links"):
                led = field.links(field.pointed(value, "a", "c"))
                assert "a" not in led
                assert "c" in led
                assert len(set(led)) == len(led)
                assert "a" not in field.links(field.pointed(value, "a", ""))
