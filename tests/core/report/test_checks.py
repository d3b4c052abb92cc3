"""Each check finds what it looks for, at the right record and field, and says when there is nothing to find."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from fieldreport.language import Language
from fieldreport.report import Finding, Level, check
from fieldreport.report.checks import RULES
from tests.example_office import PLAN, ExampleOffice, text

DAY = "2026-11-12"
KOREAN = text("텍스트", "ko")


@pytest.fixture
def office(tmp_path: Path) -> ExampleOffice:
    office = ExampleOffice(tmp_path)
    for name, role in (("가나", "buyer"), ("다라", "company")):
        office.add("organisation", {"name": text(name, "ko"), "roles": [role], "country": "BD"})
    return office


def found(office: ExampleOffice) -> set[tuple[str, str, str]]:
    """Level, record and field of everything that is not done."""
    return {
        (str(one.level), one.record, one.field)
        for one in check(office.report())
        if one.level is not Level.DONE and one.task is None
    } - {("should", "", "")}


MEETING = {
    "company": "OR-0002",
    "buyer": "OR-0001",
    "held_on": DAY,
    "status": "held",
    "said": KOREAN,
    "next_step": KOREAN,
}
LEAD = {
    "buyer": "OR-0001",
    "products": KOREAN,
    "received_on": DAY,
    "tradekorea_number": "TK-1",
    "tradekorea_on": DAY,
    "next_step": KOREAN,
}
WON = {"status": "won", "matched_companies": ["OR-0002"], "value": "5 USD", "won_on": DAY}
DIFFICULTY = {
    "company": "OR-0002",
    "kind": "tariff",
    "description": KOREAN,
    "reported_on": DAY,
    "status": "received",
}
EVENT = {"name": KOREAN, "starts_on": DAY, "ends_on": DAY, "status": "held", "result": KOREAN}
OUTCOME = {"kind": "concluded", "lead": "BL-0001", "dated": DAY}


@pytest.mark.parametrize(
    ("record_type", "raw", "expected"),
    [
        ("meeting", MEETING, set()),
        ("meeting", MEETING | {"said": None}, {("must", "MT-0001", "said")}),
        ("meeting", MEETING | {"next_step": None}, {("should", "MT-0001", "next_step")}),
        ("meeting", MEETING | {"status": "scheduled"}, {("must", "MT-0001", "status")}),
        ("meeting", MEETING | {"status": "cancelled", "said": None, "next_step": None}, set()),
        ("meeting", MEETING | {"said": text("Fine.", "en")}, {("should", "MT-0001", "said")}),
        ("meeting", MEETING | {"said": text("Fine.", "en", ko="좋음")}, set()),
        ("meeting", MEETING | {"next_step_due": "2026-11-01"}, {("must", "MT-0001", "next_step_due")}),
        ("event", EVENT, set()),
        ("event", EVENT | {"status": "planned"}, {("must", "EV-0001", "status")}),
        ("event", EVENT | {"result": None}, {("should", "EV-0001", "result")}),
        ("event", EVENT | {"status": "cancelled", "cancelled_reason": KOREAN, "result": None}, set()),
        ("lead", LEAD, set()),
        (
            "lead",
            LEAD | {"tradekorea_number": None, "tradekorea_on": None},
            {("should", "BL-0001", "tradekorea_number")},
        ),
        ("lead", LEAD | {"status": "invalid", "tradekorea_number": None, "tradekorea_on": None}, set()),
        ("lead", LEAD | {"next_step": None}, {("should", "BL-0001", "next_step")}),
        ("lead", LEAD | WON | {"next_step": None}, set()),
        ("lead", LEAD | {"value": {"amount": 5, "currency": "EUR"}}, {("should", "BL-0001", "value")}),
        ("lead", LEAD | {"value": {"amount": 5, "currency": "USD"}}, set()),
        (
            "lead",
            LEAD | {"value": {"amount": 5, "currency": "EUR", "rate": "1.1", "rate_date": "2026-09-01"}},
            {("should", "BL-0001", "value")},
        ),
        # The day is 12 November: 31 days before and after it are of its time, 32 are not.
        *(
            (
                "lead",
                LEAD | {"value": {"amount": 5, "currency": "EUR", "rate": "1.1", "rate_date": rate_date}},
                {("should", "BL-0001", "value")} if is_stale else set(),
            )
            for rate_date, is_stale in (
                ("2026-10-11", True),
                ("2026-10-12", False),
                ("2026-12-13", False),
                ("2026-12-14", True),
            )
        ),
        ("lead", LEAD | {"tradekorea_on": "2026-11-01"}, {("must", "BL-0001", "tradekorea_on")}),
        ("difficulty", DIFFICULTY, set()),
        ("difficulty", DIFFICULTY | {"due": "2026-11-20"}, {("should", "DF-0001", "due")}),
        ("difficulty", DIFFICULTY | {"due": "2026-12-20"}, set()),
        (
            "difficulty",
            DIFFICULTY | {"kind": "payment", "bank": "A"},
            {("should", "DF-0001", "letter_of_credit")},
        ),
        (
            "difficulty",
            DIFFICULTY | {"reported_on": "2026-09-01", "due": "2026-10-01"},
            {("should", "DF-0001", "due")},
        ),
        ("action", {"what": KOREAN, "raised_on": DAY, "due": "2026-11-01"}, {("must", "FU-0001", "due")}),
    ],
)
def test_a_record_is_found_at_the_field_to_mend(
    office: ExampleOffice, record_type: str, raw: Mapping[str, object], expected: set[tuple[str, str, str]]
) -> None:
    # As a list of history tells of it: typed, some of it would be refused.
    office.add(record_type, raw, history=True)
    assert found(office) == expected


@pytest.mark.parametrize(
    ("record_type", "raw", "fields"),
    [
        ("lead", LEAD | {"status": "qualified"}, ["hs_codes"]),
        ("lead", LEAD | {"status": "qualified", "hs_codes": ["8447.20"]}, []),
        ("lead", LEAD | {"status": "matched"}, ["matched_companies"]),
        ("lead", LEAD | {"status": "won", "next_step": None}, ["matched_companies", "value", "won_on"]),
        ("lead", LEAD | WON, []),
        ("event", EVENT | {"status": "cancelled", "result": None}, ["cancelled_reason"]),
        ("difficulty", DIFFICULTY | {"status": "duplicate"}, ["duplicate_of"]),
        ("difficulty", DIFFICULTY | {"escalated": True}, ["escalated_why", "escalated_on"]),
        ("difficulty", DIFFICULTY | {"escalated": False}, []),
    ],
)
def test_what_history_lacks_is_found_field_by_field(
    office: ExampleOffice, record_type: str, raw: Mapping[str, object], fields: list[str]
) -> None:
    reference = office.add(record_type, raw, history=True)
    lacking = [one for one in check(office.report()) if one.what == "A record lacks what its state asks for"]
    assert [(one.level, one.record, one.field) for one in lacking] == [
        (Level.SHOULD, reference, name) for name in fields
    ]


def test_what_even_history_must_have_is_told_once(office: ExampleOffice) -> None:
    """The field at which it is missing is no second finding of another rule."""
    office.add("meeting", MEETING | {"status": "no_show", "absent": "buyer"})
    assert found(office) == set()


def missed(office: ExampleOffice, code: str) -> dict[int, str]:
    """The tasks whose milestone was missed by the end of a period, and why."""
    english = Language("en")
    findings = check(office.report(PLAN.fortnights.parse(code)))
    return {
        one.task: english.say(one.why, **one.values)
        for one in findings
        if one.what == "A milestone of the roadmap was missed" and one.task is not None
    }


EVENTS = "1 of 4 were reached by 23 Nov 2026: say what is done about it."


def test_a_milestone_that_was_missed_is_found_until_it_is_made_up_or_answered(office: ExampleOffice) -> None:
    """Month 3 ends on 23 November, the first day of B24: 4 of Dhaka's 8 events, and the launches of 7, 9, 10 and 16."""
    office.add("event", EVENT)
    for task, kind in ((7, "study"), (9, "package"), (10, "consulting")):
        office.add(
            "activity",
            {"task": task, "kind": kind, "done_on": DAY, "company": "OR-0002", "description": KOREAN},
        )
    assert {2, 7, 9, 10, 16}.isdisjoint(missed(office, "2026-B23")), "its last day has not come"
    late = missed(office, "2026-B24")
    assert late[2] == EVENTS
    assert late[16].startswith("Nothing was counted by 23 Nov 2026, when the task was to be under way")
    assert {7, 9, 10}.isdisjoint(late)
    # 23 October was the end of month 2, for which only its tasks owe something.
    assert {1, 3, 11, 14} <= late.keys()
    office.add(
        "activity",
        {"task": 16, "kind": "promotion", "done_on": "2026-12-01", "description": KOREAN},
        history=True,
    )
    office.add("action", {**REMEDIAL, "task": 2})
    assert {2, 16}.isdisjoint(missed(office, "2026-B24")), "made up; answered"


def test_events_that_are_made_up_for_are_no_finding(office: ExampleOffice) -> None:
    for _ in range(3):
        office.add("event", EVENT)
    assert 2 in missed(office, "2026-B24")
    office.add("event", {**EVENT, "starts_on": "2026-12-02", "ends_on": "2026-12-02"}, history=True)
    assert 2 not in missed(office, "2026-B24")


def of_task(office: ExampleOffice, number: int) -> list[Finding]:
    return [one for one in check(office.report()) if one.task == number]


def test_a_shortfall_needs_an_action_with_its_cause_its_remedy_and_its_day(office: ExampleOffice) -> None:
    [missing] = of_task(office, 7)
    assert (missing.level, missing.record) == (Level.MUST, "")
    assert "70%" in Language("en").say(missing.why, **missing.values)
    office.add("action", {"what": KOREAN, "kind": "remedial", "task": 7, "raised_on": DAY})
    assert [(one.level, one.record, one.field) for one in of_task(office, 7)] == [
        (Level.MUST, "FU-0001", "cause"),
        (Level.MUST, "FU-0001", "remedy"),
        (Level.SHOULD, "FU-0001", "assigned_to"),
        (Level.SHOULD, "FU-0001", "due"),
    ]
    office.store.change(
        "FU-0001",
        {"cause": "빈자리", "remedy": "staff", "assigned_to": "Karim", "due": "2026-12-01"},
        "Tester",
        office.reading("ko"),
    )
    assert of_task(office, 7) == []


def test_planned_support_is_found_with_its_task(office: ExampleOffice) -> None:
    office.add(
        "activity", {"task": 9, "kind": "package", "done_on": DAY, "status": "planned", "description": KOREAN}
    )
    assert (Level.SHOULD, "AC-0001", "status") in [
        (one.level, one.record, one.field) for one in of_task(office, 9)
    ]


def test_the_summary_is_asked_for_until_it_is_written(office: ExampleOffice) -> None:
    draft = "The summary is still the draft made from the figures"
    assert draft in [one.what for one in check(office.report(summary={"ko": " \n"}))]
    assert draft not in [one.what for one in check(office.report(summary={"ko": "잘됨."}))]


def test_an_empty_period_is_found(office: ExampleOffice) -> None:
    report = office.report(PLAN.fortnights.parse("2026-B19"))
    assert check(report)[0].what == "There is no record in this period"


def test_what_must_be_mended_comes_first_and_what_is_done_last_and_every_rule_speaks(
    office: ExampleOffice,
) -> None:
    office.add("meeting", MEETING | {"said": None})
    findings = check(office.report())
    levels = [one.level for one in findings]
    assert levels == sorted(levels, key=list(Level).index)
    assert {one.what for one in findings if one.level is Level.DONE} <= {rule.done for rule in RULES}
    assert all(Language("en").say(one.why, **one.values).count("{") == 0 for one in findings)


REMEDIAL = {
    "what": KOREAN,
    "kind": "remedial",
    "task": 7,
    "cause": KOREAN,
    "remedy": "staff",
    "assigned_to": "Karim",
    "raised_on": "2026-10-30",
}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"due": "2026-11-23"}, []),
        ({"due": "2026-11-22"}, [(Level.SHOULD, "A remedial action is overdue", "due")]),
        (
            {"due": "2026-11-20", "status": "done", "done_on": "2026-11-19"},
            [(Level.SHOULD, "A remedial action that was done has no result", "result")],
        ),
        ({"due": "2026-11-20", "status": "done", "done_on": "2026-11-19", "result": KOREAN}, []),
        # Done before the period: it answers nothing any more, and the task still falls short.
        (
            {"due": "2026-11-05", "status": "done", "done_on": "2026-11-08", "result": KOREAN},
            [(Level.MUST, "A shortfall has no remedial action", "")],
        ),
    ],
)
def test_a_remedial_action_is_followed_to_its_result(
    office: ExampleOffice, raw: Mapping[str, object], expected: list[tuple[Level, str, str]]
) -> None:
    office.add("action", {**REMEDIAL, **raw})
    assert [(one.level, one.what, one.field) for one in of_task(office, 7)] == expected


def test_a_task_that_recovered_is_asked_for_the_result_all_the_same(office: ExampleOffice) -> None:
    done = {"due": "2026-11-20", "status": "done", "done_on": "2026-11-19"}
    office.add("action", {**REMEDIAL, **done})
    office.add(
        "activity", {"task": 7, "kind": "study", "done_on": DAY, "quantity": "14", "description": KOREAN}
    )
    [one] = of_task(office, 7)
    assert (one.record, one.field) == ("FU-0001", "result")
