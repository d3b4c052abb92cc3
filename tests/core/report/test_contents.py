"""The report's figures, sections and summary, from real records."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.language import Language
from fieldreport.ledger.sums import in_us_dollars
from fieldreport.record import Record
from fieldreport.records.outcome import OUTCOME
from fieldreport.report import Standing
from fieldreport.report.figures import total
from fieldreport.values import Money
from tests.example_office import PERIOD, PLAN, ExampleOffice

FIRST, LAST = PERIOD.first.isoformat(), PERIOD.last.isoformat()
BEFORE, AFTER = PERIOD.first - timedelta(days=1), PERIOD.last + timedelta(days=1)


@pytest.fixture
def office(tmp_path: Path) -> ExampleOffice:
    return ExampleOffice(tmp_path)


@pytest.fixture
def buyer(office: ExampleOffice) -> str:
    return office.add("organisation", {"name": "Kodom", "roles": ["buyer"], "country": "BD"})


@pytest.fixture
def company(office: ExampleOffice) -> str:
    return office.add(
        "organisation", {"name": "은하수", "roles": ["company"], "country": "KR"}, language="ko"
    )


def lead(office: ExampleOffice, buyer: str, day: str, **more: object) -> str:
    return office.add("lead", {"buyer": buyer, "products": "yarn", "received_on": day, **more})


def difficulty(office: ExampleOffice, company: str, day: str, **more: object) -> str:
    raw = {
        "company": company,
        "kind": "tariff",
        "description": "A duty.",
        "reported_on": day,
        "status": "in_progress",
    }
    return office.add("difficulty", raw | more)


def test_every_record_of_the_period_is_in_one_section_once_and_no_other_is(
    office: ExampleOffice, buyer: str
) -> None:
    inside = [lead(office, buyer, day) for day in (FIRST, "2026-11-15", LAST)]
    for day in (BEFORE, AFTER):
        lead(office, buyer, day.isoformat())
    report = office.report()
    assert [one.reference for one in report.records("lead")] == inside
    assert report.figures.leads == 3
    assert report.figures.leads_before == 1
    assert [section.type.name for section in report.sections] == list(office.store.types)


def test_what_has_no_day_of_its_own_belongs_to_the_period_it_was_written_in_by_the_offices_clock(
    office: ExampleOffice,
) -> None:
    # 18:30 in Greenwich on the 8th is half past midnight on the 9th in Dhaka.
    raw = {"name": "A", "roles": ["bank"], "country": "BD"}
    inside = office.add("organisation", raw, at=datetime(2026, 11, 8, 18, 30, tzinfo=UTC))
    office.add("organisation", raw, at=datetime(2026, 11, 8, 17, 30, tzinfo=UTC))
    assert [one.reference for one in office.report().records("organisation")] == [inside]


def test_archived_records_are_not_reported(office: ExampleOffice, buyer: str) -> None:
    reference = lead(office, buyer, FIRST)
    office.store.archive(reference, "entered twice", "Tester")
    report = office.report()
    assert report.records("lead") == ()
    assert report.figures.leads == 0


def test_meetings_that_were_held_are_counted_and_their_value_only(
    office: ExampleOffice, buyer: str, company: str
) -> None:
    sums = {"held": "100", "no_show": "20", "cancelled": "3", "scheduled": "4"}
    for status, amount in sums.items():
        office.add(
            "meeting",
            {
                "company": company,
                "buyer": buyer,
                "held_on": FIRST,
                "status": status,
                "absent": "buyer" if status == "no_show" else None,
                "value": {"amount": amount, "currency": "USD"},
            },
        )
    figures = office.report().figures
    assert (figures.meetings, figures.no_shows) == (1, 1)
    assert figures.consultation.us_dollars == Money(100_00, "USD")


def test_events_are_counted_once_they_were_held(office: ExampleOffice) -> None:
    for status in ("planned", "confirmed", "held", "closed", "cancelled"):
        office.add(
            "event",
            {
                "name": "A day",
                "starts_on": FIRST,
                "ends_on": FIRST,
                "status": status,
                "cancelled_reason": "Flood",
            },
        )
    assert office.report().figures.events == 2


def test_sums_of_different_kinds_stay_apart_and_those_without_a_rate_are_named(
    office: ExampleOffice, buyer: str, company: str
) -> None:
    met = {"company": company, "buyer": buyer, "held_on": FIRST, "status": "held"}
    first = office.add("meeting", {**met, "value": {"amount": "1000", "currency": "BDT", "rate": "0.0082"}})
    second = office.add("meeting", met)
    for meeting, kind, money in (
        (first, "contract_in_progress", {"amount": "500", "currency": "USD"}),
        (second, "contract_in_progress", {"amount": "70", "currency": "EUR"}),
        (first, "on_site_contract", {"amount": "300", "currency": "USD"}),
        (first, "concluded", {"amount": "50", "currency": "USD"}),
        (first, "memorandum", {"amount": "9999", "currency": "USD"}),
        (first, "lapsed", {"amount": "8888", "currency": "USD"}),
    ):
        office.add("outcome", {"kind": kind, "meeting": meeting, "amount": money, "dated": LAST})
    report = office.report()
    figures = report.figures
    assert figures.consultation.us_dollars == Money(8_20, "USD")
    assert figures.contract_in_progress.us_dollars == Money(500_00, "USD")
    assert figures.contract_in_progress.counted == 1
    assert figures.on_site_contracts.us_dollars == Money(300_00, "USD")
    assert figures.concluded.us_dollars == Money(50_00, "USD")
    assert [(one.record.reference, one.field) for one in report.unrated] == [("OC-0002", "amount")]


def outcome(minor: int, currency: str, rate: Decimal | None) -> Record:
    at = datetime(2026, 11, 9, tzinfo=UTC)
    return Record(
        type=OUTCOME,
        key=1,
        id="",
        reference="OC-0001",
        office="DHK",
        language="en",
        created_at=at,
        created_by="",
        changed_at=at,
        changed_by="",
        values={"amount": Money(minor, currency, rate)},
    )


amounts = st.tuples(
    st.integers(0, 10**14),
    st.sampled_from(["USD", "BDT", "KRW", "KWD"]),
    st.none() | st.decimals("0.00001", "5", places=5),
)


@given(st.lists(amounts, max_size=12))
def test_a_total_is_the_sum_of_the_amounts_a_reader_sees(
    given_amounts: list[tuple[int, str, Decimal | None]],
) -> None:
    records = [outcome(*one) for one in given_amounts]
    found = total(records, "amount")
    shown = [in_us_dollars(one["amount"]) for one in records]
    assert found.us_dollars.amount == sum((one for one in shown if one is not None), Decimal(0))
    assert found.counted + len(found.without_rate) == len(records)


ESCALATED = {"escalated": True, "escalated_on": FIRST, "escalated_why": "Beyond this office."}


def test_a_difficulty_is_open_until_the_day_it_is_resolved(office: ExampleOffice, company: str) -> None:
    resolved = {"status": "resolved", "resolution": "Corrected."}
    old = difficulty(office, company, "2026-09-01", urgency="critical")
    later = difficulty(office, company, FIRST, **resolved, resolved_on=AFTER.isoformat())
    settled = difficulty(office, company, "2026-10-01", **resolved, resolved_on=LAST)
    difficulty(office, company, "2026-10-01", **resolved, resolved_on=BEFORE.isoformat())
    difficulty(office, company, AFTER.isoformat())
    difficulty(office, company, FIRST, status="dormant")
    passed_on = difficulty(office, company, FIRST, urgency="low", **ESCALATED)
    report = office.report()
    assert [one.reference for one in report.difficulties] == [passed_on, old, later]
    assert [one.reference for one in report.carried_over] == [old, settled]
    figures = report.figures
    assert (figures.difficulties_open, figures.difficulties_resolved, figures.difficulties_escalated) == (
        3,
        1,
        1,
    )


def test_a_shortfall_is_answered_by_what_is_open_or_was_done_in_the_period(office: ExampleOffice) -> None:
    def remedial(raised: str, **more: object) -> str:
        raw = {"what": "Add staff", "kind": "remedial", "task": 7, "cause": "A vacancy", "raised_on": raised}
        return office.add("action", raw | more)

    still_open = remedial("2026-09-10")
    done = remedial("2026-10-01", status="done", done_on=FIRST)
    remedial("2026-09-10", status="done", done_on=BEFORE.isoformat())
    remedial("2026-11-10", status="dropped")
    remedial(AFTER.isoformat())
    line = next(one for one in office.report().tasks if one.progress.task.number == 7)
    assert line.standing is Standing.REMEDIAL
    assert {one.reference for one in line.remedies} == {still_open, done}


def test_the_draft_says_what_the_figures_say(office: ExampleOffice, buyer: str, company: str) -> None:
    lead(office, buyer, FIRST)
    difficulty(office, company, FIRST)
    points = office.report().points(Language("en"))
    assert points[0] == "1 new buyer lead was received (0 in the period before)."
    assert points[1] == "No meeting was held."
    assert points[-1] == ("1 difficulty is being worked on (escalated to headquarters: 0; resolved: 0).")
    assert any("70%" in point for point in points)


def test_the_managers_own_summary_takes_the_drafts_place_in_its_language_only(office: ExampleOffice) -> None:
    report = office.report(summary={"ko": "○ 첫째 항목임.\n\n  - 둘째 항목임.  \n"})
    assert report.points(Language("ko")) == ("첫째 항목임.", "둘째 항목임.")
    assert report.points(Language("en")) == report.drafted(Language("en"))


def test_the_file_name_is_the_same_everywhere(office: ExampleOffice) -> None:
    report = office.report(issue=2)
    assert report.filename(Language("bn")) == "DHK_2026-B23_2_bn.xlsx"
    assert replace(report, sample=True).filename(Language("bn")) == "SAMPLE_DHK_2026-B23_2_bn.xlsx"


def test_an_empty_period_has_a_report_too(office: ExampleOffice) -> None:
    report = office.report(PLAN.fortnights.of(date(2026, 9, 1)))
    assert report.figures.consultation.us_dollars == Money(0, "USD")
    assert len(report.points(Language("en"))) >= 3


# ---- how long difficulties have stood ------------------------------------------------------------------------------


def test_open_difficulties_have_their_ages_on_the_last_day_of_the_period(
    office: ExampleOffice, company: str
) -> None:
    """Reported on 2 November and due on the 12th: on 22 November 20 days old and 10 days late."""
    late = difficulty(office, company, "2026-11-02", due="2026-11-12")
    passed_on = difficulty(
        office,
        company,
        "2026-11-20",
        escalated=True,
        escalated_on="2026-11-21",
        escalated_why="Beyond this office.",
    )
    difficulty(office, company, AFTER.isoformat())
    report = office.report()
    assert [one.record for one in report.ages] == list(report.difficulties)
    found = {one.record.reference: (one.reported, one.overdue, one.escalated) for one in report.ages}
    assert found == {late: (20, 10, None), passed_on: (2, None, 1)}


def test_a_total_tells_what_was_written_in_which_currency_at_which_days_rate(
    office: ExampleOffice, buyer: str, company: str
) -> None:
    for value in (
        {"amount": "1000", "currency": "USD"},
        {"amount": "200000", "currency": "BDT", "rate": "0.00818", "rate_date": "2026-11-16"},
        {"amount": "50", "currency": "EUR"},
    ):
        office.add(
            "meeting",
            {"company": company, "buyer": buyer, "held_on": FIRST, "status": "held", "value": value},
        )
    written = office.report().figures.consultation.as_written()
    assert [(one.currency, one.total.amount, one.rates) for one in written.by_currency] == [
        ("BDT", Decimal(200000), ((Decimal("0.00818"), date(2026, 11, 16)),)),
        ("EUR", Decimal(50), ()),
        ("USD", Decimal(1000), ()),
    ]
    assert (written.us_dollars.amount, written.without_rate) == (Decimal(2636), 1)
