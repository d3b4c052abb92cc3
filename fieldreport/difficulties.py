"""Difficulties that are open: how long each has stood, on whom it waits, and passing it on to headquarters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json
from fieldreport.language import N_
from fieldreport.record import Record
from fieldreport.records.difficulty import DIFFICULTY, OPEN
from fieldreport.store.query import PAGE, Filter, Queries
from fieldreport.store.undoing import undone

IS_CLOSED = N_("{reference} is not open; only an open difficulty is escalated to headquarters.")
IS_ESCALATED = N_("{reference} has been with headquarters since {day}.")
IS_WITH_HEADQUARTERS = N_("{reference} is with headquarters already.")
NO_DIFFICULTY = N_("{reference} is not a difficulty.")


@dataclass(frozen=True, slots=True)
class Age:
    """How long an open difficulty has stood, in days of the office's calendar; what happened today is 0 days old.

    ``reported`` counts from the day it was reported, ``in_state`` from the last change of its status, ``waiting`` from
    when it began to wait on whom it waits now (None when it does not wait), ``overdue`` from its due day (None when
    that has not passed), ``escalated`` from the day it was escalated (None when it is not, or nobody knows since when).
    What never changed has been so since it was reported. A change that was undone never happened.
    """

    record: Record
    reported: int
    in_state: int
    waiting: int | None
    overdue: int | None
    escalated: int | None


def ages(
    store: Queries, today: date, zone: tzinfo, *, overdue: bool = False, waiting: bool = False
) -> list[Age]:
    """The open difficulties, the longest overdue first and then the one reported first.

    Only those past their due day with ``overdue``, only those that wait with ``waiting``.
    """
    states = ("waiting",) if waiting else OPEN
    keys = store.keys(DIFFICULTY, Filter(where={"status": states}), "reported_on", descending=False)
    if overdue:
        passed = (key for key, day in store.values(DIFFICULTY, "due") if day is not None and day < today)
        late = set(passed)
        keys = type(keys)("q", (key for key in keys if key in late))
    found: list[Age] = []
    for start in range(0, len(keys), PAGE):
        page = store.page(DIFFICULTY, keys[start : start + PAGE])
        changed = last_changes(store, [one.id for one in page])
        found += [age(one, changed.get(one.id, {}), today, zone) for one in page]
    found.sort(key=lambda one: -(one.overdue or 0))
    return found


def age(record: Record, changed: Mapping[str, datetime], today: date, zone: tzinfo) -> Age:
    """The age of one difficulty; ``changed`` is when its status and on whom it waits were last changed."""
    reported: date = record["reported_on"]

    def since(*names: str) -> date:
        moments = [changed[name] for name in names if name in changed]
        # A clock that was wrong for a while shall not make anything older than the report of it.
        return max(max(moments).astimezone(zone).date(), reported) if moments else reported

    def days(since: date | None) -> int | None:
        return None if since is None else max((today - since).days, 0)

    due: date | None = record["due"]
    waits = record["status"] == "waiting"
    return Age(
        record,
        days(reported) or 0,
        days(since("status")) or 0,
        days(since("status", "waiting_on")) if waits else None,
        (today - due).days if due is not None and due < today else None,
        days(record["escalated_on"]) if record["escalated"] else None,
    )


def last_changes(store: Queries, record_ids: Sequence[str]) -> dict[str, dict[str, datetime]]:
    """When each record's status, and the words of whom it waits on, were last changed; at most a page of records.

    Translations change nothing, and what was undone is as if it had never been, the undoing included.
    """
    marks = ", ".join("?" * len(record_ids))
    found: dict[str, dict[str, datetime]] = {}
    for record_id, field, at in store.database.rows(
        f"SELECT record_id, field, max(at) FROM change JOIN change_set ON change_set.key = change_set"
        f" WHERE record_id IN ({marks}) AND (undoes IS NULL OR what = 'redo')"
        " AND change_set NOT IN (SELECT value FROM json_each(?))"
        " AND (field = 'status'"
        " OR field = 'waiting_on' AND json_extract(old, '$.text') IS NOT json_extract(new, '$.text'))"
        " GROUP BY record_id, field",
        [*record_ids, undone(store)],
    ):
        found.setdefault(record_id, {})[field] = datetime.fromisoformat(at)
    return found


def escalation(record: Record, why: Json, today: date) -> dict[str, Json]:
    """What is to be set to escalate a difficulty to headquarters today; raises ``InputAtFault`` where it cannot be."""
    told = {"reference": record.reference}
    if record.type.name != DIFFICULTY.name:
        raise InputAtFault(Problem(NO_DIFFICULTY, told))
    if record["status"] not in OPEN:
        raise InputAtFault(Problem(IS_CLOSED, told, "escalated"))
    if record["escalated"]:
        day = record["escalated_on"]
        problem = Problem(IS_ESCALATED, {**told, "day": day}, "escalated")
        raise InputAtFault(problem if day is not None else Problem(IS_WITH_HEADQUARTERS, told, "escalated"))
    return {"escalated": True, "escalated_on": today.isoformat(), "escalated_why": why}
