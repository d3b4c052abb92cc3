"""The figures of a period: counts and sums that follow from its records and are the same in every language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fieldreport.ledger.sums import Sum, in_us_dollars, sum_of
from fieldreport.record import Record
from fieldreport.records.difficulty import OPEN, RESOLVED
from fieldreport.values import Money

#: States in which an event has taken place.
TOOK_PLACE = ("held", "closed")


@dataclass(frozen=True, slots=True)
class Unrated:
    """A sum that has no US$ rate yet, and the record and field it stands in."""

    record: Record
    field: str
    money: Money


@dataclass(frozen=True, slots=True)
class Total:
    """Sums of one kind in US dollars at their recorded rates.

    Kinds overlap (contract-in-progress value may contain the on-site contract), so totals are never added to one
    another. ``counted`` sums are in ``us_dollars``; those ``without_rate`` are not, and are named instead.
    """

    us_dollars: Money
    counted: int
    without_rate: tuple[Unrated, ...]
    #: Every amount, with or without a rate, as it was written.
    amounts: tuple[Money, ...] = ()

    def as_written(self) -> Sum:
        """The same by currency, with the rates and their days."""
        return sum_of(self.amounts)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the period's records add up to.

    ``leads`` were received in the period (``invalid_leads`` of them turned out to be none), ``leads_before`` in the one
    before. ``events`` and ``meetings`` were held; ``no_shows`` are meetings one side did not come to. Difficulties
    are counted at the end of the period: ``open`` whenever they were reported, ``escalated`` of those, ``resolved``
    within the period.
    """

    leads: int
    invalid_leads: int
    leads_before: int
    events: int
    meetings: int
    no_shows: int
    consultation: Total
    contract_in_progress: Total
    on_site_contracts: Total
    concluded: Total
    difficulties_open: int
    difficulties_resolved: int
    difficulties_escalated: int


def total(records: Iterable[Record], field: str) -> Total:
    """The sums in ``field`` of ``records``; records without one count for nothing."""
    cents = counted = 0
    without_rate = []
    amounts = []
    for record in records:
        money = record.values.get(field)
        if money is None:
            continue
        amounts.append(money)
        dollars = in_us_dollars(money)
        if dollars is None:
            without_rate.append(Unrated(record, field, money))
        else:
            cents += int(dollars.scaleb(2))
            counted += 1
    return Total(Money(cents, "USD"), counted, tuple(without_rate), tuple(amounts))


def was_open(difficulty: Record, day: date) -> bool:
    """Whether a difficulty was still to be worked on at the end of ``day``, as far as its present state tells."""
    if difficulty["reported_on"] > day:
        return False
    if difficulty["status"] in RESOLVED:
        return difficulty["resolved_on"] is not None and difficulty["resolved_on"] > day
    return difficulty["status"] in OPEN
