"""Grid: the slots and tables of an event, from what is written about its days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Values
from fieldreport.language import N_
from fieldreport.record import Record

#: More days or slots than these are slips of the keyboard.
MOST_DAYS, MOST_SLOTS = 60, 2_000

NEEDED = {
    "day_begins": N_("Please say when the first slot begins."),
    "day_ends": N_("Please say by when the last slot ends."),
    "slot_minutes": N_("Please say how many minutes a slot takes."),
    "tables": N_("Please say how many tables there are."),
}
NO_SLOT = N_("Not one slot fits between the beginning, the end and the breaks; please check the times.")
TOO_MANY_SLOTS = N_("That makes more than {most} slots; please check the days and the times.")


@dataclass(frozen=True, slots=True)
class Slot:
    """A time in which everybody has at most one meeting."""

    day: date
    begin: time
    end: time

    @property
    def code(self) -> str:
        """What stands in a meeting's field: the time at which it begins."""
        return self.begin.isoformat("minutes")


def slots_of(event: Record) -> tuple[Slot, ...]:
    """The slots of an event, in order; breaks are kept. Raises ``InputAtFault`` with everything that is missing."""
    values = event.values
    missing = [Problem(message, {}, name) for name, message in NEEDED.items() if not values[name]]
    if missing:
        raise InputAtFault(missing)
    days = (values["ends_on"] - values["starts_on"]).days + 1
    found: list[Slot] = []
    for number in range(min(days, MOST_DAYS + 1)):
        found += _of_day(values, values["starts_on"] + timedelta(days=number))
        if len(found) > MOST_SLOTS or number == MOST_DAYS:
            raise InputAtFault(Problem(TOO_MANY_SLOTS, {"most": MOST_SLOTS}, "slot_minutes"))
    if not found:
        raise InputAtFault(Problem(NO_SLOT, {}, "day_begins"))
    return tuple(found)


def tables_of(event: Record) -> tuple[str, ...]:
    """The names of an event's tables: their numbers."""
    return tuple(str(number) for number in range(1, (event["tables"] or 0) + 1))


def _of_day(values: Values, day: date) -> Iterator[Slot]:
    # No time zone: it is the clock on the wall of the place, and no event goes on past midnight.
    at = datetime.combine(day, values["day_begins"])
    last = datetime.combine(day, values["day_ends"])
    length, gap = timedelta(minutes=values["slot_minutes"]), timedelta(minutes=values["gap_minutes"] or 0)
    while at + length <= last:
        after = [
            one.end for one in values["breaks"] or () if one.overlaps(day, at.time(), (at + length).time())
        ]
        if after:
            # The next slot begins when the break ends.
            at = datetime.combine(day, max(after))
            continue
        yield Slot(day, at.time(), (at + length).time())
        at += length + gap
