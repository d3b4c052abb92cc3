"""Deals by hand: what stands, what may be added up, and what never is."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.failures import InputAtFault
from fieldreport.field import Json
from fieldreport.ledger import Deal, Stage, deals, deals_about, every_deal, quiet, summed
from fieldreport.record import Record
from fieldreport.records.outcome import OUTCOME
from fieldreport.values import Money
from tests.example_office import ExampleOffice

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> ExampleOffice:
    return ExampleOffice(tmp_path)


@pytest.fixture
def meeting(office: ExampleOffice) -> str:
    """A held meeting that belongs to no lead."""
    buyer = office.add("organisation", {"name": "Surma Knit", "roles": ["buyer"], "country": "BD"})
    company = office.add("organisation", {"name": "별빛기계", "roles": ["company"], "country": "KR"})
    return office.add(
        "meeting", {"company": company, "buyer": buyer, "held_on": "2026-09-01", "status": "held"}
    )


def enter(office: ExampleOffice, meeting: str, kind: str, day: str, amount: str = "", **more: Json) -> str:
    money: dict[str, Json] = {"amount": amount} if amount else {}
    return office.add(
        "outcome", {"kind": kind, "meeting": meeting, "dated": day, **money, **more}, history=True
    )


def only(office: ExampleOffice) -> Deal:
    (deal,) = every_deal(office.store)
    return deal


def sums(deal: Deal, kind: Stage) -> int:
    return summed(deal.counted(kind, *YEAR)).us_dollars.minor // 100


def test_a_newer_sum_of_the_contract_in_progress_takes_the_place_of_the_older(
    office: ExampleOffice, meeting: str
) -> None:
    enter(office, meeting, "contract_in_progress", "2026-09-01", "USD 100,000")
    enter(office, meeting, "contract_in_progress", "2026-10-20", "USD 150,000")
    deal = only(office)
    assert sums(deal, Stage.CONTRACT_IN_PROGRESS) == 150_000
    in_september = deal.in_progress(date(2026, 9, 30))
    assert in_september is not None
    assert in_september["amount"] == Money(100_000_00, "USD")
    # In September the report counted what was known then.
    assert summed(deal.counted(Stage.CONTRACT_IN_PROGRESS, date(2026, 9, 1), date(2026, 9, 30))).counted == 1


def test_the_kinds_overlap_and_each_has_its_own_sum(office: ExampleOffice, meeting: str) -> None:
    enter(office, meeting, "contract_in_progress", "2026-09-01", "USD 100,000")
    enter(office, meeting, "on_site_contract", "2026-09-01", "USD 40,000")
    enter(office, meeting, "concluded", "2026-12-01", "USD 38,000")
    deal = only(office)
    assert [sums(deal, one) for one in Stage] == [100_000, 0, 40_000, 38_000, 0]


def test_contracts_are_papers_of_their_own_unless_one_replaces_another(
    office: ExampleOffice, meeting: str
) -> None:
    first = enter(office, meeting, "concluded", "2026-09-10", "USD 10,000")
    enter(office, meeting, "concluded", "2026-10-10", "USD 5,000")
    assert sums(only(office), Stage.CONCLUDED) == 15_000
    enter(office, meeting, "concluded", "2026-11-10", "USD 9,000", replaces=first)
    deal = only(office)
    assert sums(deal, Stage.CONCLUDED) == 14_000
    # Before the day of the correction the first one stood.
    assert [one.reference for one in deal.standing(date(2026, 11, 9))] == [first, "OC-0002"]


@pytest.mark.parametrize("end", [Stage.CONCLUDED, Stage.LAPSED])
def test_nothing_is_in_progress_once_it_is_concluded_or_lapsed_until_it_is_again(
    office: ExampleOffice, meeting: str, end: Stage
) -> None:
    enter(office, meeting, "contract_in_progress", "2026-03-01", "USD 7,000")
    enter(office, meeting, end, "2026-05-01", "USD 7,000")
    deal = only(office)
    assert deal.in_progress(date(2026, 4, 30)) is not None
    assert deal.in_progress(date(2026, 5, 1)) is None
    assert deal.stage(date(2026, 5, 1)) is end
    enter(office, meeting, "contract_in_progress", "2026-08-01", "USD 3,000")
    again = only(office).in_progress(date(2026, 8, 1))
    assert again is not None
    assert again["amount"] == Money(3_000_00, "USD")


def test_what_belongs_to_one_lead_is_one_deal(office: ExampleOffice, meeting: str) -> None:
    buyer = office.store.record(meeting)["buyer"]
    company = office.store.record(meeting)["company"]
    lead = office.add("lead", {"buyer": buyer, "products": "Knitting machines", "received_on": "2026-08-01"})
    event = office.add(
        "event", {"name": "Textile day", "starts_on": "2026-09-05", "ends_on": "2026-09-05", "status": "held"}
    )
    at_event = office.add(
        "meeting",
        {
            "company": company,
            "buyer": buyer,
            "event": event,
            "lead": lead,
            "held_on": "2026-09-05",
            "status": "held",
        },
    )
    enter(office, at_event, "memorandum", "2026-09-05")
    office.add("outcome", {"kind": "concluded", "lead": lead, "dated": "2026-11-01", "amount": "EUR 2,000"})
    enter(office, meeting, "contract_in_progress", "2026-09-01", "USD 1")
    found = {one.id: [entry.reference for entry in one.entries] for one in every_deal(office.store)}
    of_lead = office.store.record(lead).id
    assert found == {
        of_lead: ["OC-0001", "OC-0002"],
        office.store.record(meeting).id: ["OC-0003"],
    }
    for subject, expected in (
        (lead, [of_lead]),
        (at_event, [of_lead]),
        (event, [of_lead]),
        (meeting, [office.store.record(meeting).id]),
    ):
        told = deals_about(office.store, office.store.record(subject))
        assert [one.id for one in told] == expected, subject
        assert all([entry.reference for entry in one.entries] == found[one.id] for one in told)
    assert {one.id for one in deals_about(office.store, office.store.record(buyer))} == set(found)


def test_an_entry_that_was_taken_back_belongs_to_no_deal(office: ExampleOffice, meeting: str) -> None:
    enter(office, meeting, "memorandum", "2026-09-01")
    office.store.undo("Tester")
    assert every_deal(office.store) == []
    assert deals_about(office.store, office.store.record(meeting)) == []


@pytest.mark.parametrize("kind", ["contract_in_progress", "on_site_contract", "concluded"])
def test_a_contract_without_an_amount_is_refused(office: ExampleOffice, meeting: str, kind: str) -> None:
    with pytest.raises(InputAtFault) as refused:
        enter(office, meeting, kind, "2026-09-01")
    assert [one.field for one in refused.value.problems] == ["amount"]


def test_deals_about_which_nobody_wrote_for_long_are_asked_after(office: ExampleOffice, meeting: str) -> None:
    enter(office, meeting, "contract_in_progress", "2026-03-01", "USD 7,000")
    deal = only(office)
    assert quiet([deal], date(2026, 5, 30)) == []
    assert quiet([deal], date(2026, 5, 31)) == [deal]
    enter(office, meeting, "lapsed", "2026-03-02")
    assert quiet([only(office)], date(2026, 12, 31)) == []


def test_a_sum_says_its_currencies_and_the_rates_of_their_days(office: ExampleOffice, meeting: str) -> None:
    for day, money in (
        ("2026-09-01", {"amount": "1000", "currency": "EUR", "rate": "1.10", "rate_date": "2026-09-01"}),
        ("2026-09-02", {"amount": "500", "currency": "EUR", "rate": "1.20", "rate_date": "2026-09-02"}),
        ("2026-09-03", {"amount": "40", "currency": "EUR"}),
        ("2026-09-04", {"amount": "12.50", "currency": "USD"}),
    ):
        office.add("outcome", {"kind": "concluded", "meeting": meeting, "dated": day, "amount": money})
    found = summed(only(office).counted(Stage.CONCLUDED, *YEAR))
    euro, dollar = found.by_currency
    assert (euro.total, euro.count, euro.rated) == (Money(1540_00, "EUR"), 3, 2)
    assert euro.us_dollars == Money(1700_00, "USD")
    assert euro.rates == ((Decimal("1.10"), date(2026, 9, 1)), (Decimal("1.20"), date(2026, 9, 2)))
    assert (dollar.total, dollar.rates) == (Money(12_50, "USD"), ())
    assert found.us_dollars == Money(1712_50, "USD")
    assert (found.counted, found.without_rate) == (3, 1)


@pytest.mark.parametrize(
    ("amount", "currency", "rate", "dollars"),
    [
        # Currencies with no decimals, with two and with three.
        ("64000000", "KRW", "0.00072", "46080.00"),
        ("1000000.50", "BDT", "0.0082", "8200.00"),
        ("1234.567", "KWD", "3.25", "4012.34"),
        ("0.99", "EUR", "1.005", "0.99"),
    ],
)
def test_a_sum_in_any_currency_is_in_dollars_by_its_rate(
    office: ExampleOffice, meeting: str, amount: str, currency: str, rate: str, dollars: str
) -> None:
    """Amount × rate, worked out by hand and rounded to the cent."""
    money = {"amount": amount, "currency": currency, "rate": rate, "rate_date": "2026-09-01"}
    office.add("outcome", {"kind": "concluded", "meeting": meeting, "dated": "2026-09-01", "amount": money})
    found = summed(only(office).counted(Stage.CONCLUDED, *YEAR))
    assert found.us_dollars.amount == Decimal(dollars)
    assert found.by_currency[0].total.amount == Decimal(amount)


entries = st.lists(
    st.tuples(
        st.sampled_from([str(one) for one in Stage]),
        st.integers(1, 28),
        st.integers(0, 10**9),
        st.none() | st.integers(0, 7),
        st.sampled_from(["a", "b"]),
    ),
    max_size=8,
)


def made(given_entries: list[tuple[str, int, int, int | None, str]]) -> list[Record]:
    return [
        Record(
            type=OUTCOME,
            key=at,
            id=f"entry {at}",
            reference=f"OC-{at:04d}",
            office="DHK",
            language="en",
            created_at=AT,
            created_by="",
            changed_at=AT,
            changed_by="",
            values={
                "kind": kind,
                "meeting": meeting,
                "lead": None,
                "amount": Money(minor, "USD"),
                "dated": date(2026, 2, day),
                "replaces": None if replaces is None or replaces >= at else f"entry {replaces}",
            },
        )
        for at, (kind, day, minor, replaces, meeting) in enumerate(given_entries)
    ]


@given(entries, st.integers(1, 28), st.integers(1, 28))
def test_every_entry_is_in_one_deal_and_what_counts_is_of_its_days_and_kind(
    given_entries: list[tuple[str, int, int, int | None, str]], one_day: int, other_day: int
) -> None:
    records = made(given_entries)
    found = deals(records, {})
    assert sorted(one.key for deal in found for one in deal.entries) == [one.key for one in records]
    first, last = sorted((date(2026, 2, one_day), date(2026, 2, other_day)))
    for deal in found:
        for kind in Stage:
            counted = deal.counted(kind, first, last)
            assert all(one["kind"] == kind and first <= one["dated"] <= last for one in counted)
            assert {one.id for one in counted} <= {one.id for one in deal.standing(last)}
            replaced = {one["replaces"] for one in deal.entries if one["dated"] <= last}
            assert not replaced & {one.id for one in counted}
        assert len(deal.counted(Stage.CONTRACT_IN_PROGRESS, first, last)) <= 1
        current = deal.in_progress(last)
        assert current is None or current in deal.standing(last)
