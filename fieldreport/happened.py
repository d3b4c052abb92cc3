"""Happened: days on which something took place. They are not yet to come, and what follows comes after what it follows.

The days themselves are told by each record type, beside its fields. What a list of history, or another office, tells is
let in as it is (the report's check tells of it); what somebody types is held to it, and only what that person changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fieldreport.failures import Problem
from fieldreport.field import Field, Values
from fieldreport.language import N_, Named
from fieldreport.life import STATUS

#: East of the office it is tomorrow already, where a colleague may write from.
AHEAD = timedelta(days=1)

NOT_YET = N_("This day is yet to come ({day}); what has happened is of today at the latest. Please check it.")
BEFORE = N_("This day, {later}, comes before {earlier}, given in “{field}”. Please check both.")


@dataclass(frozen=True, slots=True)
class Happened:
    """What was on the day in the field ``day`` has happened: with one of ``statuses``, or without any in each."""

    day: str
    statuses: tuple[str, ...] = ()

    def is_ahead(self, values: Values, today: date) -> bool:
        """Whether the day is one that has not come yet, anywhere."""
        day = values.get(self.day)
        if self.statuses and values.get(STATUS) not in self.statuses:
            return False
        return isinstance(day, date) and day > today + AHEAD


@dataclass(frozen=True, slots=True)
class InOrder:
    """The day in ``later`` is not before that in ``earlier``.

    What is only ``planned`` may be typed so, as when something long overdue is written down; the report's check tells.
    """

    earlier: str
    later: str
    planned: bool = False

    def days(self, values: Values) -> tuple[date, date] | None:
        """The two days where they contradict each other."""
        earlier, later = values.get(self.earlier), values.get(self.later)
        if isinstance(earlier, date) and isinstance(later, date) and later < earlier:
            return earlier, later
        return None


def problems(
    happened: Sequence[Happened],
    in_order: Sequence[InOrder],
    fields: Mapping[str, Field],
    before: Values,
    values: Values,
    today: date,
) -> Iterator[Problem]:
    """What stands against the days that a change of ``before`` (nothing, for a new record) gives."""

    def changed(*names: str) -> bool:
        return any(name in fields and before.get(name) != values.get(name) for name in names)

    told: set[str] = set()
    for one in happened:
        moved = changed(one.day, *([STATUS] if one.statuses else []))
        if one.is_ahead(values, today) and moved and one.day not in told:
            told.add(one.day)
            yield Problem(NOT_YET, {"day": values[one.day]}, one.day)
    for pair in in_order:
        days = pair.days(values)
        if (
            days is not None
            and not pair.planned
            and pair.later not in told
            and changed(pair.earlier, pair.later)
        ):
            told.add(pair.later)
            named = Named(fields[pair.earlier].label, pair.earlier)
            # Beside the one that was changed.
            at = pair.later if changed(pair.later) else pair.earlier
            yield Problem(BEFORE, {"earlier": days[0], "later": days[1], "field": named}, at)
