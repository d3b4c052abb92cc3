"""The support chain by hand: what opens what, what becomes of it, vouchers, and the triple route."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from fieldreport import folders
from fieldreport.failures import InputAtFault
from fieldreport.field import Json
from fieldreport.language import Language
from fieldreport.support import State, proposals, refer, routes, voucher_facts
from fieldreport.values import Money
from tests.example_office import PLAN, ExampleOffice

TODAY = date(2026, 11, 21)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ExampleOffice]:
    made = ExampleOffice(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def company(office: ExampleOffice) -> str:
    return office.add(
        "organisation", {"name": "별빛기계", "roles": ["company"], "country": "KR", "us_export_share": "10"}
    )


def support(office: ExampleOffice, company: str, task: int, day: str, **more: Json) -> str:
    raw: dict[str, Json] = {"task": task, "kind": "consulting", "company": company, "done_on": day}
    return office.add("activity", {**raw, "description": "Given.", **more})


def told(office: ExampleOffice) -> dict[int, State]:
    return {one.task: one.state for one in proposals(office.store, PLAN)}


def test_consulting_opens_finance_and_logistics_and_nothing_else(office: ExampleOffice, company: str) -> None:
    support(office, company, 6, "2026-10-01", status="planned")
    support(office, company, 9, "2026-10-01")
    support(office, company, 6, "2026-10-01", kind="study")
    assert proposals(office.store, PLAN) == []
    opened_by = support(office, company, 6, "2026-10-05")
    support(office, company, 6, "2026-11-05")
    found = proposals(office.store, PLAN)
    assert [(one.task, one.state, one.since) for one in found] == [
        (11, State.PROPOSED, date(2026, 10, 5)),
        (12, State.PROPOSED, date(2026, 10, 5)),
    ]
    assert {one.opened_by for one in found} == {office.store.record(opened_by).id}
    assert proposals(office.store, PLAN, "another company") == []


def test_support_given_before_it_was_opened_does_not_answer_it(office: ExampleOffice, company: str) -> None:
    support(office, company, 11, "2026-09-30")
    support(office, company, 6, "2026-10-05")
    assert told(office) == {11: State.PROPOSED, 12: State.PROPOSED}
    support(office, company, 11, "2026-10-05", status="cancelled")
    assert told(office)[11] is State.PROPOSED
    support(office, company, 11, "2026-10-20")
    assert told(office) == {11: State.GIVEN, 12: State.PROPOSED}


def test_a_chosen_company_gets_the_bundle_with_its_letter_in_one_change(
    office: ExampleOffice, company: str
) -> None:
    support(office, company, 15, "2026-11-02")
    found = proposals(office.store, PLAN)
    assert [one.task for one in found] == [6, 10, 11, 12, 15]
    assert all(one.support.bundle for one in found)
    change = refer(office.store, PLAN, found, "Manager", Language("ko", folder=folders.locales()), TODAY)
    assert len(change.records) == 6
    raised = [office.store.record(record_id) for _, record_id in change.records]
    assert [one["kind"] for one in raised] == ["referral", "follow_up", *["referral"] * 4]
    assert raised[0]["what"].original.startswith("과제 6")
    assert {one["due"] for one in raised} == {date(2026, 12, 5)}
    assert set(told(office).values()) == {State.REFERRED}
    office.store.undo("Manager")
    assert set(told(office).values()) == {State.PROPOSED}


def test_what_became_of_a_referral_is_followed(office: ExampleOffice, company: str) -> None:
    opened_by = support(office, company, 6, "2026-10-05")
    about = office.add(
        "action",
        {
            "what": "Insurance",
            "kind": "referral",
            "to": "partner",
            "assigned_to": "A bank",
            "task": 11,
            "about": opened_by,
            "raised_on": "2026-10-06",
        },
    )
    assert told(office) == {11: State.REFERRED, 12: State.PROPOSED}
    office.store.change(about, {"status": "declined"}, "Tester", office.reading("en"))
    assert told(office)[11] is State.DECLINED
    office.store.change(about, {"status": "open", "reopened_reason": "Asked anew"}, "T", office.reading("en"))
    assert told(office)[11] is State.REFERRED
    office.store.change(about, {"status": "dropped"}, "Tester", office.reading("en"))
    assert told(office)[11] is State.DECLINED, "nobody has it any more"
    support(office, company, 11, "2026-11-01")
    (given,) = [one for one in proposals(office.store, PLAN) if one.task == 11]
    assert given.state is State.GIVEN
    assert given.record is not None
    assert office.store.record(given.record).reference == "AC-0002"


def voucher(office: ExampleOffice, company: str, won: int, status: str, **days: Json) -> str:
    return office.add(
        "voucher",
        {
            "company": company,
            "service": "Certification",
            "amount": {"amount": str(won), "currency": "KRW"},
            "applied_on": "2026-10-01",
            "status": status,
            **days,
        },
    )


def test_what_is_left_of_the_voucher_is_the_ceiling_less_what_was_granted(
    office: ExampleOffice, company: str
) -> None:
    voucher(office, company, 12_000_000, "paid", approved_on="2026-10-05", paid_on="2026-10-12")
    late = voucher(office, company, 20_000_000, "approved", approved_on="2026-11-06")
    voucher(office, company, 3_000_000, "approved", approved_on="2026-11-07")
    voucher(office, company, 9_000_000, "refused")
    # Of the days before the plan, and after it: of another ceiling.
    voucher(office, company, 6_000_000, "approved", applied_on="2026-08-23", approved_on="2026-11-19")
    voucher(office, company, 6_000_000, "applied", applied_on="2027-02-22")
    voucher(office, company, 7_000_000, "applied")
    facts = voucher_facts(office.store, PLAN, office.store.record(company), TODAY)
    assert facts is not None
    assert facts.ceiling == Money(50_000_000, "KRW")
    assert (facts.used.minor, facts.asked.minor, facts.left.minor) == (35_000_000, 7_000_000, 15_000_000)
    assert (facts.us_share, facts.priority, facts.over) == (Decimal(10), True, False)
    # Paid within two weeks: the fifteenth day after the approval is late, the fourteenth is not.
    assert [one.reference for one in facts.late] == [late]
    voucher(office, company, 8_000_001, "applied")
    facts = voucher_facts(office.store, PLAN, office.store.record(company), TODAY)
    assert facts is not None
    assert facts.over


@pytest.mark.parametrize(("share", "priority"), [("9.99", False), ("10", True), (None, None)])
def test_priority_begins_at_ten_percent_of_exports_to_the_us(
    office: ExampleOffice, share: str | None, priority: bool | None
) -> None:
    raw = {"name": "한빛", "roles": ["company"], "country": "KR", "us_export_share": share}
    facts = voucher_facts(office.store, PLAN, office.store.record(office.add("organisation", raw)), TODAY)
    assert facts is not None
    assert facts.priority is priority


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"amount": "USD 100"}, "amount"),
        ({"status": "approved"}, "approved_on"),
        ({"status": "paid", "approved_on": "2026-10-02"}, "paid_on"),
        ({"status": "approved", "approved_on": "2026-09-30"}, "approved_on"),
        ({"status": "paid", "approved_on": "2026-10-05", "paid_on": "2026-10-04"}, "paid_on"),
    ],
)
def test_a_voucher_that_does_not_add_up_is_refused(
    office: ExampleOffice, company: str, raw: dict[str, Json], field: str
) -> None:
    whole: dict[str, Json] = {
        "company": company,
        "service": "Freight",
        "amount": "KRW 1,000",
        "applied_on": "2026-10-01",
    }
    with pytest.raises(InputAtFault) as refused:
        office.add("voucher", {**whole, **raw})
    assert [one.field for one in refused.value.problems] == [field]


def test_the_triple_route_follows_from_the_topics_of_support(office: ExampleOffice, company: str) -> None:
    support(office, company, 9, "2026-10-01", topics=["eba", "epz"])
    support(office, company, 13, "2026-11-01", topics=["eba"])
    support(office, company, 13, "2026-11-02", topics=["cepa"], status="planned")
    found = {one.topic: one.last for one in routes(office.store, office.store.record(company))}
    assert found == {"epz": date(2026, 10, 1), "eba": date(2026, 11, 1), "apta": None, "cepa": None}
