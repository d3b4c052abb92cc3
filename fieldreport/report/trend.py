"""Trend: the figures of home over the last periods, asked of the database without building their reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from fieldreport.ledger.sums import sum_of
from fieldreport.period import Period
from fieldreport.records.difficulty import DIFFICULTY, OPEN, RESOLVED_ON
from fieldreport.records.lead import LEAD
from fieldreport.records.meeting import MEETING
from fieldreport.store.query import Filter, Queries
from fieldreport.values import Money


@dataclass(frozen=True, slots=True)
class Turn:
    """A period in four figures; each is what the period's report says of it (``Figures``)."""

    period: Period
    leads: int
    meetings: int
    consultation: Money
    difficulties_open: int


def trend(store: Queries, periods: Sequence[Period], zone: tzinfo) -> list[Turn]:
    """The figures of these periods, in their order; ``zone`` is the office's."""
    return [_turn(store, one, zone) for one in periods]


def _turn(store: Queries, period: Period, zone: tzinfo) -> Turn:
    days = (period.first, period.last)
    held = store.keys(MEETING, Filter(days=days, zone=zone, where={"status": ["held"]}))
    values = (one.values["value"] for one in store.parts(MEETING, held, ("value",)))
    return Turn(
        period,
        store.count(LEAD, Filter(days=days, zone=zone)),
        len(held),
        sum_of(one for one in values if one is not None).us_dollars,
        _open(store, period),
    )


def _open(store: Queries, period: Period) -> int:
    """How many difficulties were still to be worked on at the end of the period, as far as they tell today."""
    known = (date.min, period.last)
    later = (period.last + timedelta(days=1), date.max)
    still = store.count(DIFFICULTY, Filter(days=known, where={"status": OPEN}))
    return still + len(store.keys_by_day(DIFFICULTY, RESOLVED_ON, later, Filter(days=known)))
