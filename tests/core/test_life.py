"""Every guarded step, refused without what it needs and allowed with it; the tables were written by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport import folders
from fieldreport.failures import InputAtFault
from fieldreport.field import Reading
from fieldreport.language import Language
from fieldreport.life import Need
from fieldreport.office import Office
from fieldreport.record import RecordType
from fieldreport.records import RECORD_TYPES

NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
LIVING = {one.name: one for one in RECORD_TYPES if one.life is not None}
#: Which states follow which, by hand from the words of the field and what is written beside each life.
STEPS = {
    "lead": {
        "new": "qualifying qualified lost dormant invalid",
        "qualifying": "qualified lost dormant invalid",
        "qualified": "matched lost dormant invalid",
        "matched": "negotiating qualified lost dormant invalid",
        "negotiating": "won matched lost dormant invalid",
        "won": "qualifying qualified matched negotiating",
        "lost": "qualifying qualified matched negotiating",
        "dormant": "qualifying qualified matched negotiating lost invalid",
        "invalid": "qualifying qualified matched negotiating",
    },
    "difficulty": {
        "received": "in_progress dormant not_actionable duplicate",
        "in_progress": "waiting resolved_in_part resolved dormant not_actionable duplicate",
        "waiting": "in_progress resolved_in_part resolved dormant not_actionable duplicate",
        "resolved_in_part": "resolved in_progress",
        "resolved": "in_progress",
        "dormant": "in_progress not_actionable duplicate",
        "not_actionable": "in_progress",
        "duplicate": "in_progress",
    },
    "event": {
        "planned": "confirmed cancelled",
        "confirmed": "held planned cancelled",
        "held": "closed confirmed",
        "closed": "held",
        "cancelled": "planned",
    },
    "meeting": {
        "requested": "scheduled held cancelled",
        "scheduled": "held no_show cancelled requested",
        "held": "no_show scheduled",
        "no_show": "held scheduled",
        "cancelled": "requested scheduled",
    },
    "action": {
        "open": "done declined dropped",
        "done": "open",
        "declined": "open",
        "dropped": "open",
    },
}
#: The fields at which a step into a state is refused when nothing is given.
NEEDED: dict[tuple[str, str], set[str]] = {
    ("lead", "qualified"): {"hs_codes"},
    ("lead", "matched"): {"matched_companies"},
    ("lead", "negotiating"): {"matched_companies"},
    ("lead", "won"): {"matched_companies", "value", "won_on"},
    ("lead", "lost"): {"lost_reason"},
    ("difficulty", "waiting"): {"waiting_on"},
    ("difficulty", "resolved_in_part"): {"resolution", "resolved_on"},
    ("difficulty", "resolved"): {"resolution", "resolved_on"},
    ("difficulty", "duplicate"): {"duplicate_of"},
    ("event", "cancelled"): {"cancelled_reason"},
    ("meeting", "no_show"): {"absent"},
    ("action", "done"): {"done_on"},
}
#: A record is closed in these states: going on from there into another is reopening, and needs the reason.
CLOSED = {
    "lead": {"won", "lost", "dormant", "invalid"},
    "difficulty": {"resolved_in_part", "resolved", "dormant", "not_actionable", "duplicate"},
    "event": {"closed", "cancelled"},
    "meeting": {"held", "no_show", "cancelled"},
    "action": {"done", "declined", "dropped"},
}
GIVEN: dict[str, Any] = {
    "hs_codes": ["8447.20"],
    "matched_companies": ["OR-0001"],
    "value": "180000 USD",
    "won_on": "2026-11-21",
    "lost_reason": "The price",
    "waiting_on": "The customs house",
    "resolution": "The certificate was accepted.",
    "resolved_on": "2026-11-21",
    "duplicate_of": "DF-0001",
    "cancelled_reason": "Flood",
    "absent": "buyer",
    "done_on": "2026-11-21",
    "reopened_reason": "They called again",
}
BARE: dict[str, dict[str, Any]] = {
    "lead": {"buyer": "OR-0001", "products": "film"},
    "difficulty": {"company": "OR-0001", "kind": "tariff", "description": "A duty."},
    "event": {"name": "A day", "starts_on": "2026-11-14", "ends_on": "2026-11-14"},
    "meeting": {"company": "OR-0001", "buyer": "OR-0002"},
    "action": {"what": "Call the bank"},
}
PAIRS = [(name, old, new) for name, states in STEPS.items() for old in states for new in states if new != old]


def resolve(record_type: str, name: str) -> str | None:
    return name


READING = Reading(language="en", today=TODAY, currency="USD", resolve=resolve)


def begun(of_type: RecordType, status: str) -> dict[str, Any]:
    """The values of a record that is in this state, with nothing that the next one may need."""
    values = of_type.read(BARE[of_type.name], READING)
    own = {name: GIVEN[name] for name in NEEDED.get((of_type.name, status), ())}
    values |= {name: of_type.field(name).read(raw, READING) for name, raw in own.items()}
    return values | {"status": status}


def refused(of_type: RecordType, before: dict[str, Any], raw: dict[str, Any]) -> set[str]:
    """The fields at which a change is refused; empty when it is allowed."""
    try:
        of_type.read_changes(before, raw, READING)
    except InputAtFault as fault:
        return {one.field for one in fault.problems}
    return set()


def begins_refused(of_type: RecordType, raw: dict[str, Any], *, history: bool = False) -> set[str]:
    """The fields at which a new record is refused; empty when it is let in."""
    try:
        of_type.read({**BARE[of_type.name], **raw}, READING, history=history)
    except InputAtFault as fault:
        return {one.field for one in fault.problems}
    return set()


def test_the_tables_name_every_state() -> None:
    assert LIVING.keys() == STEPS.keys()
    for name, of_type in LIVING.items():
        choices = list(of_type.field("status").choices)  # type: ignore[attr-defined]
        assert list(STEPS[name]) == choices
        assert of_type.life is not None
        assert set(choices) - set(of_type.life.open) == CLOSED[name]
        assert {one.to for state in choices for one in of_type.life.possible({"status": state})} <= {*choices}


@pytest.mark.parametrize(("name", "old", "new"), PAIRS, ids=[" ".join(one) for one in PAIRS])
def test_a_step_is_taken_where_there_is_one_and_with_what_it_needs(name: str, old: str, new: str) -> None:
    of_type = LIVING[name]
    before = begun(of_type, old)
    if new not in STEPS[name][old].split():
        everything = {field: GIVEN[field] for field in GIVEN if field in of_type.by_name}
        assert refused(of_type, before, {**everything, "status": new}) == {"status"}
        return
    reopens = old in CLOSED[name] and new not in CLOSED[name]
    needed = NEEDED.get((name, new), set()) | ({"reopened_reason"} if reopens else set())
    there = {field for field in NEEDED.get((name, old), set()) if field in needed}
    assert refused(of_type, before, {"status": new}) == needed - there
    given_all = {"status": new, **{field: GIVEN[field] for field in needed}}
    after = of_type.read_changes(before, given_all, READING)
    assert after["status"] == new
    for field in needed - there:
        without = {one: raw for one, raw in given_all.items() if one != field}
        assert refused(of_type, before, without) == {field}
        assert refused(of_type, before, {**given_all, field: ""}) == {field}


def test_qualified_needs_an_hs_code_or_else_a_contact() -> None:
    before = begun(LIVING["lead"], "qualifying")
    assert refused(LIVING["lead"], before, {"status": "qualified", "contact": "CT-0001"}) == set()


@pytest.mark.parametrize(("name", "status"), [(name, status) for name in STEPS for status in STEPS[name]])
def test_a_new_record_may_begin_anywhere_with_what_the_state_needs(name: str, status: str) -> None:
    of_type = LIVING[name]
    needed = NEEDED.get((name, status), set())
    assert begins_refused(of_type, {"status": status}) == needed
    own = {field: GIVEN[field] for field in needed}
    assert of_type.read({**BARE[name], **own, "status": status}, READING)["status"] == status
    for field in needed:
        assert begins_refused(of_type, {**own, field: " ", "status": status}) == {field}


def test_a_new_difficulty_that_is_escalated_says_why_and_when() -> None:
    raw = {"escalated": "yes"}
    assert begins_refused(LIVING["difficulty"], raw) == {"escalated_why", "escalated_on"}
    assert begins_refused(LIVING["difficulty"], {**raw, "escalated_why": "The ministries"}) == {
        "escalated_on"
    }
    told = {**raw, "escalated_why": "The ministries", "escalated_on": "2026-11-21"}
    assert begins_refused(LIVING["difficulty"], told) == set()
    assert begins_refused(LIVING["difficulty"], {"escalated": "no"}) == set()


#: What even a row of history lacks sense without.
MEANINGLESS_WITHOUT = {
    ("lead", "lost"): {"lost_reason"},
    ("difficulty", "waiting"): {"waiting_on"},
    ("difficulty", "resolved_in_part"): {"resolution", "resolved_on"},
    ("difficulty", "resolved"): {"resolution", "resolved_on"},
    ("meeting", "no_show"): {"absent"},
    ("action", "done"): {"done_on"},
}


@pytest.mark.parametrize(("name", "status"), [(name, status) for name in STEPS for status in STEPS[name]])
def test_history_may_be_brought_in_without_what_only_a_step_asks_for(name: str, status: str) -> None:
    of_type = LIVING[name]
    needed = MEANINGLESS_WITHOUT.get((name, status), set())
    assert begins_refused(of_type, {"status": status}, history=True) == needed
    own = {field: GIVEN[field] for field in needed}
    before = of_type.read({**BARE[name], **own, "status": status}, READING, history=True)
    # What it lacks is told, and it can be worked on until a step asks.
    assert of_type.life is not None
    lacking = {one.field for one in of_type.life.lacking(before)}
    assert lacking == NEEDED.get((name, status), set()) - needed
    first = next(iter(BARE[name]))
    assert refused(of_type, before, {first: "OR-0009"}) == set()


def test_history_may_tell_of_an_escalation_and_no_more() -> None:
    difficulty = LIVING["difficulty"]
    before = difficulty.read({**BARE["difficulty"], "escalated": "yes"}, READING, history=True)
    assert difficulty.life is not None
    assert [one.field for one in difficulty.life.lacking(before)] == ["escalated_why", "escalated_on"]


def test_what_a_state_needs_cannot_be_taken_away_while_it_lasts() -> None:
    matched = begun(LIVING["lead"], "matched")
    assert refused(LIVING["lead"], matched, {"matched_companies": ""}) == {"matched_companies"}
    assert refused(LIVING["lead"], matched, {"matched_companies": "", "status": "qualified"}) == {"hs_codes"}
    waiting = begun(LIVING["difficulty"], "waiting")
    assert refused(LIVING["difficulty"], waiting, {"waiting_on": " "}) == {"waiting_on"}
    assert refused(LIVING["difficulty"], waiting, {"waiting_on": "The bank"}) == set()


@pytest.mark.parametrize(
    ("name", "old", "new", "field"),
    [
        ("lead", "lost", "qualifying", "lost_reason"),
        ("lead", "won", "qualifying", "won_on"),
        ("difficulty", "waiting", "in_progress", "waiting_on"),
        ("difficulty", "resolved", "in_progress", "resolved_on"),
        ("difficulty", "duplicate", "in_progress", "duplicate_of"),
        ("event", "cancelled", "planned", "cancelled_reason"),
        ("meeting", "no_show", "held", "absent"),
        ("action", "done", "open", "done_on"),
    ],
)
def test_what_was_true_of_a_state_only_goes_with_it(name: str, old: str, new: str, field: str) -> None:
    """So the next time it is asked for anew; the history keeps what it was."""
    of_type = LIVING[name]
    raw = {"status": new, "reopened_reason": "They called again"}
    after = of_type.read_changes(begun(of_type, old), raw, READING)
    assert after[field] is None
    kept = of_type.read_changes(begun(of_type, old), {**raw, field: GIVEN[field]}, READING)
    assert kept[field] is not None


def test_what_the_next_state_needs_too_stays() -> None:
    before = begun(LIVING["difficulty"], "resolved_in_part")
    after = LIVING["difficulty"].read_changes(before, {"status": "resolved"}, READING)
    assert after["resolved_on"] == date(2026, 11, 21)


def test_the_reason_for_reopening_is_given_each_time() -> None:
    before = begun(LIVING["lead"], "dormant")
    before["reopened_reason"] = LIVING["lead"].field("reopened_reason").read("Of the last time", READING)
    assert refused(LIVING["lead"], before, {"status": "qualifying"}) == {"reopened_reason"}


def test_the_mark_of_escalation_says_why_and_when() -> None:
    before = begun(LIVING["difficulty"], "in_progress")
    raw: dict[str, Any] = {"escalated": "yes"}
    assert refused(LIVING["difficulty"], before, raw) == {"escalated_why", "escalated_on"}
    raw |= {"escalated_why": "Only the ministries can", "escalated_on": "2026-11-21"}
    after = LIVING["difficulty"].read_changes(before, raw, READING)
    assert refused(LIVING["difficulty"], after, {"escalated_why": ""}) == {"escalated_why"}
    assert refused(LIVING["difficulty"], after, {"escalated": "no", "escalated_why": ""}) == set()


def test_a_refusal_names_what_is_possible_in_each_language() -> None:
    before = begun(LIVING["difficulty"], "received")
    with pytest.raises(InputAtFault) as caught:
        LIVING["difficulty"].read_changes(before, {"status": "resolved"}, READING)
    (problem,) = caught.value.problems
    for code, names in (
        ("en", ("“Received”", "“Resolved in full”", "In progress, Dormant, Not actionable and Duplicate")),
        ("ko", ("“접수”",)),
        ("bn", ("“প্রাপ্ত”",)),
    ):
        said = Language(code, folder=folders.locales()).say(problem.message, **problem.values)
        assert all(name in said for name in names), said


def test_what_is_missing_for_each_possible_step_is_told() -> None:
    life = LIVING["lead"].life
    assert life is not None
    found = {
        one.to: [need.field for need in one.missing]
        for one in life.possible(begun(LIVING["lead"], "matched"))
    }
    assert found == {
        "negotiating": [],
        "qualified": ["hs_codes"],
        "lost": ["lost_reason"],
        "dormant": [],
        "invalid": [],
    }
    won = begun(LIVING["lead"], "won")
    assert [one.field for one in life.step(won, "negotiating").missing] == ["reopened_reason"]  # type: ignore[union-attr]
    assert life.step(won, "lost") is None


@given(st.lists(st.integers(0, 8), max_size=12), st.sampled_from(sorted(STEPS)))
def test_a_record_whose_steps_are_all_allowed_never_lacks_what_its_state_needs(
    chosen: list[int], name: str
) -> None:
    """And what ``possible`` says is missing is what it takes, whatever the way."""
    of_type = LIVING[name]
    life = of_type.life
    assert life is not None
    values = of_type.read(BARE[name], READING)
    for number in chosen:
        possible = life.possible(values)
        step = possible[number % len(possible)]
        raw = {"status": step.to, **{need.field: GIVEN[need.field] for need in step.missing}}
        values = of_type.read_changes(values, raw, READING)
        assert all(need.is_met(values) for need in life.needs_of(step.to))


def test_undoing_is_never_refused(tmp_path: Path) -> None:
    """Neither leads a step back from negotiating to new, nor has an undone record what its state needs."""
    with Office.create(tmp_path / "data", "DHK", person="Rahim", clock=lambda: NOW) as office:
        buyer = office.add(
            office.record_type("organisation"), {"name": "Beli", "roles": "buyer", "country": "BD"}
        )
        lead = office.add(
            office.record_type("lead"),
            {"buyer": buyer.id, "products": "film", "status": "matched", "matched_companies": buyer.id},
        )
        office.change(lead.id, {"status": "negotiating"})
        office.change(lead.id, {"status": "lost", "lost_reason": "The price"})
        office.change(lead.id, {"status": "qualifying", "reopened_reason": "They called again"})
        assert office.store.record(lead.id)["lost_reason"] is None
        office.undo()
        assert office.store.record(lead.id)["lost_reason"].original == "The price"
        assert office.store.record(lead.id)["status"] == "lost"
        office.undo()
        office.undo()
        assert office.store.record(lead.id).values == lead.values


def test_a_difficulty_is_no_duplicate_of_itself(tmp_path: Path) -> None:
    with Office.create(tmp_path / "data", "DHK", person="Rahim", clock=lambda: NOW) as office:
        company = office.add(
            office.record_type("organisation"), {"name": "Beli", "roles": "company", "country": "KR"}
        )
        raw = {"company": company.id, "kind": "tariff", "description": "A duty."}
        one, other = (office.add(office.record_type("difficulty"), raw) for _ in range(2))
        with pytest.raises(InputAtFault) as caught:
            office.change(one.id, {"status": "duplicate", "duplicate_of": one.reference})
        assert [problem.field for problem in caught.value.problems] == ["duplicate_of"]
        office.change(one.id, {"status": "duplicate", "duplicate_of": other.reference})
        assert office.store.record(one.id)["duplicate_of"] == other.id


def test_a_need_is_met_by_any_of_its_fields() -> None:
    need = Need("a", "", ("b",))
    assert not need.is_met({"a": (), "b": None})
    assert need.is_met({"a": (), "b": "x"})
    assert not need.is_met({})
