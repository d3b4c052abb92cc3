"""Due: what the office has said it would do by a day and has not done yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fieldreport.record import ByDay, Record
from fieldreport.records import action, difficulty, lead
from fieldreport.store.query import Queries


@dataclass(frozen=True, slots=True)
class Promise:
    """Where a type of record says what is to be done, by when, and while which statuses that still holds."""

    record: str
    what: str
    by_day: ByDay


#: Meetings name a next step too, but nothing in them says that it has been taken; it would be due for ever.
PROMISES: tuple[Promise, ...] = (
    Promise("action", "what", action.DUE),
    Promise("action", "what", action.REMIND),
    Promise("lead", "next_step", lead.NEXT_STEP_DUE),
    Promise("difficulty", "waiting_on", difficulty.DUE),
)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due on ``day``; ``what`` names the field of the record that says what.

    ``day`` of what one only wanted to be reminded of is the day of the reminder.
    """

    record: Record
    day: date
    what: str


def count_due(store: Queries, last: date, promises: Sequence[Promise] = PROMISES) -> int:
    """How many records have something that is due, or to be reminded of, on or before ``last``."""
    found = {
        (promise.record, key)
        for promise in promises
        if promise.record in store.types
        for key in store.keys_by_day(store.types[promise.record], promise.by_day, (date.min, last))
    }
    return len(found)


def due(
    store: Queries,
    last: date,
    limit: int = 50,
    promises: Sequence[Promise] = PROMISES,
    first: date = date.min,
) -> list[Due]:
    """What is due on or before ``last``, and not before ``first``, the longest overdue first, at most ``limit`` of it.

    What one wanted to be reminded of by then is among it, although it may be due later.
    """
    found: dict[str, Due] = {}
    for promise in promises:
        record_type = store.types.get(promise.record)
        if record_type is None:
            continue
        keys = store.keys_by_day(record_type, promise.by_day, (first, last), limit=limit)
        for record in store.page(record_type, keys):
            # A reminder comes after the due day in this order, and leaves that day as it is.
            own = "due" if promise.by_day is action.REMIND and record["due"] else promise.by_day.day
            found.setdefault(record.id, Due(record, record[own], promise.what))
    return sorted(found.values(), key=lambda one: (one.day, one.record.created_at))[:limit]
