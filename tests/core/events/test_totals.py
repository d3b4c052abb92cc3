"""Totals of an event, worked out by hand."""

from __future__ import annotations

from datetime import date

from fieldreport import events
from fieldreport.values import Money
from tests.core.events.conftest import Fair


def test_an_event_in_figures(fair: Fair) -> None:
    fair.company("C1", attendance="came")
    fair.company("C2", invitation="declined")
    fair.company("C3", invitation="invited")
    fair.buyer("B1", attendance="walk_in")
    fair.buyer("B2", attendance="no_show")
    held = {"status": "held"}
    fair.meets("C1", "B1", **held, value="USD 100,000.10")
    fair.meets("C1", "B2", status="no_show", absent="buyer")
    fair.meets("C1", "B1", status="no_show", absent="both")
    bdt = {"amount": "1000000", "currency": "BDT", "rate": "0.00818", "rate_date": "2026-11-25"}
    fair.meets("C3", "B1", **held, value=bdt)
    fair.meets("C3", "B1", **held, value={**bdt, "rate": "0.0082", "rate_date": "2026-11-20"})
    fair.meets("C3", "B2", **held, value="EUR 500")
    fair.meets("C2", "B1", status="requested", value="USD 9,999")
    fair.meets("C2", "B2", status="scheduled")
    fair.meets("C3", "B2", status="cancelled")
    found = events.totals(events.gather(fair.office, fair.event.id))
    assert (found.invited, found.accepted) == ({"company": 3, "buyer": 2}, {"company": 1, "buyer": 2})
    assert (found.declined, found.came) == ({"company": 1, "buyer": 0}, {"company": 1, "buyer": 1})
    event = found.event
    assert (event.requested, event.scheduled, event.held, event.no_shows, event.cancelled) == (1, 1, 4, 2, 1)
    # 100,000.10 + 1,000,000 × 0.00818 + 1,000,000 × 0.0082; the euros have no rate, what was not held does not count.
    assert event.value.us_dollars == Money(11_638_010, "USD")
    assert (event.value.counted, event.value.without_rate) == (3, 1)
    taka, euros, dollars = event.value.by_currency
    assert [day for _, day in taka.rates] == [date(2026, 11, 20), date(2026, 11, 25)]
    assert (taka.total, euros.total) == (Money(200_000_000, "BDT"), Money(50_000, "EUR"))
    assert dollars.total == Money(10_000_010, "USD")
    companies = {fair.name(one): tally for one, tally in found.companies.items()}
    assert list(companies) == ["C3", "C1", "C2"]
    assert (companies["C1"].held, companies["C1"].no_shows, companies["C1"].absences) == (1, 2, 1)
    assert companies["C3"].value.us_dollars == Money(1_638_000, "USD")
    buyers = {fair.name(one): tally for one, tally in found.buyers.items()}
    assert (buyers["B2"].no_shows, buyers["B2"].absences, buyers["B2"].held) == (1, 1, 1)
    assert (buyers["B1"].no_shows, buyers["B1"].absences) == (1, 1), "neither came"


def test_who_is_on_the_list_and_meets_nobody_is_in_the_totals(fair: Fair) -> None:
    fair.company("C1")
    found = events.totals(events.gather(fair.office, fair.event.id))
    assert [tally.held for tally in found.companies.values()] == [0]
    assert found.event.value.us_dollars == Money(0, "USD")
