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
    Promise("lead", "next_step", lead.NEXT_STEP_DUE),
    Promise("difficulty", "waiting_on", difficulty.DUE),
)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due on ``day``; ``what`` names the field of the record that says what."""

    record: Record
    day: date
    what: str


def due(store: Queries, last: date, limit: int = 50, promises: Sequence[Promise] = PROMISES) -> list[Due]:
    """What is due on or before ``last``, the longest overdue first, at most ``limit`` of it."""
    found: list[Due] = []
    for promise in promises:
        record_type = store.types.get(promise.record)
        if record_type is None:
            continue
        keys = store.keys_by_day(record_type, promise.by_day, (date.min, last), limit=limit)
        found += [
            Due(record, record[promise.by_day.day], promise.what) for record in store.page(record_type, keys)
        ]
    found.sort(key=lambda one: (one.day, one.record.created_at))
    return found[:limit]
