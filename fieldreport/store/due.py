"""Due: what the office has said it would do by a day and has not done yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fieldreport.record import Record
from fieldreport.store.database import quoted
from fieldreport.store.query import Queries


@dataclass(frozen=True, slots=True)
class Promise:
    """Where a type of record says what is to be done, by when, and while which statuses that still holds."""

    record: str
    what: str
    day: str
    statuses: tuple[str, ...]


#: Meetings name a next step too, but nothing in them says that it has been taken; it would be due for ever.
PROMISES: tuple[Promise, ...] = (
    Promise("action", "what", "due", ("open",)),
    Promise(
        "lead", "next_step", "next_step_due", ("new", "qualifying", "qualified", "matched", "negotiating")
    ),
    Promise("difficulty", "waiting_on", "due", ("received", "in_progress", "waiting")),
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
        marks = ", ".join("?" * len(promise.statuses))
        keys = store.database.rows(
            f"SELECT key FROM {quoted(record_type.name)} WHERE archived IS NULL AND {quoted(promise.day)} <= ?"
            f" AND status IN ({marks}) ORDER BY {quoted(promise.day)}, key LIMIT ?",
            [last.isoformat(), *promise.statuses, limit],
        )
        found += [
            Due(record, record[promise.day], promise.what)
            for record in store.page(record_type, [row[0] for row in keys])
        ]
    found.sort(key=lambda one: (one.day, one.record.created_at))
    return found[:limit]
