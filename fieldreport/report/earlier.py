"""Earlier: the figures of the period before, which a report compares its own with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from fieldreport.period import Period
from fieldreport.records.activity import ACTIVITY
from fieldreport.records.difficulty import DIFFICULTY, RESOLVED_ON
from fieldreport.records.event import EVENT
from fieldreport.report.figures import TOOK_PLACE
from fieldreport.report.trend import Turn, trend
from fieldreport.store.query import Filter, Queries

#: Periods that a report shows beside its own.
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Earlier:
    """A period in figures; ``turn`` has those of home. Each is what the period's own report says of it."""

    turn: Turn
    events: int
    resolved: int
    support: int


def figures_of(store: Queries, periods: Sequence[Period], zone: tzinfo) -> tuple[Earlier, ...]:
    """The figures of these periods, in their order; ``zone`` is the office's."""
    return tuple(_one(store, turn, zone) for turn in trend(store, periods, zone))


def _one(store: Queries, turn: Turn, zone: tzinfo) -> Earlier:
    days = (turn.period.first, turn.period.last)
    known = Filter(days=(date.min, turn.period.last))
    return Earlier(
        turn,
        store.count(EVENT, Filter(days=days, zone=zone, where={"status": TOOK_PLACE})),
        len(store.keys_by_day(DIFFICULTY, RESOLVED_ON, days, known)),
        store.count(ACTIVITY, Filter(days=days, zone=zone, where={"status": GIVEN})),
    )


#: The states in which support was given.
GIVEN = ("done",)
