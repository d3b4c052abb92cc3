"""Silence: organisations and leads with which nobody has had any contact for long, or ever.

What counts as contact is data: a dated record that points at them and says that something really took place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fieldreport.fields import Link
from fieldreport.record import RecordType
from fieldreport.records.lead import ACTIVE
from fieldreport.store.database import quoted
from fieldreport.store.query import Queries

#: A lead that is worked on is asked after within the month, a company or buyer twice a year.
LONG = {"lead": timedelta(days=30), "organisation": timedelta(days=180)}


@dataclass(frozen=True, slots=True)
class Contact:
    """Records of the type ``record`` tell of contact with whom their field ``whom`` names, on the day in ``day``.

    Only with one of ``statuses`` in the field ``state``; without any, the record itself tells of it. ``of`` is the
    field that names the record whose day it is, where that is another one.
    """

    record: str
    whom: str
    day: str
    statuses: tuple[str, ...] = ()
    state: str = "status"
    of: str = ""


CONTACTS: tuple[Contact, ...] = (
    Contact("meeting", "company", "held_on", ("held",)),
    Contact("meeting", "buyer", "held_on", ("held",)),
    Contact("meeting", "lead", "held_on", ("held",)),
    Contact("activity", "company", "done_on", ("done",)),
    Contact("lead", "buyer", "received_on"),
    Contact("difficulty", "company", "reported_on"),
    Contact("outcome", "lead", "dated"),
    Contact("action", "about", "done_on", ("done",)),
    Contact("event", "attended", "ends_on", ("held", "closed")),
    Contact("participant", "organisation", "ends_on", ("came", "walk_in"), "attendance", "event"),
)


@dataclass(frozen=True, slots=True)
class Silent:
    """A record, and the day of the last contact; None where there has never been any."""

    key: int
    id: str
    reference: str
    last: date | None


def silent(
    store: Queries, record_type: RecordType, today: date, longer_than: timedelta, limit: int = -1
) -> list[Silent]:
    """Buyers and Korean companies, or leads that are worked on, without contact for longer; those never met first.

    Whoever has been in the office's records for less than that is left out: there was no time yet.
    """
    since = (today - longer_than).isoformat()
    parts, parameters = [], []
    for one in CONTACTS:
        if one.record in store.types:
            said, given = _told_by(store.types[one.record], one, today)
            parts.append(said)
            parameters += given
    whose, began = _asked(record_type)
    table = store.tables[record_type.name]
    rows = store.database.rows(
        f"WITH touched(id, day) AS ({' UNION ALL '.join(parts)}),"
        " latest AS (SELECT id, max(day) AS day FROM touched GROUP BY id)"
        f" SELECT one.key, one.id, one.number, latest.day FROM {table.name} AS one"
        " LEFT JOIN latest ON latest.id = one.id"
        f" WHERE one.archived IS NULL AND {whose} AND coalesce(latest.day, '') < ? AND {began} < ?"
        " ORDER BY latest.day, one.key LIMIT ?",
        [*parameters, since, since, limit],
    )
    return [
        Silent(
            row[0], row[1], table.reference(row[2]), None if row[3] is None else date.fromisoformat(row[3])
        )
        for row in rows
    ]


def too_young(store: Queries, record_type: RecordType, today: date, longer_than: timedelta) -> int:
    """How many are in the records for less than that and have had no contact yet: too young to be asked after."""
    ever = silent(store, record_type, today + timedelta(days=1), timedelta(0))
    asked = {one.key for one in silent(store, record_type, today, longer_than)}
    return sum(1 for one in ever if one.last is None and one.key not in asked)


def _told_by(record_type: RecordType, contact: Contact, today: date) -> tuple[str, list[object]]:
    """SQL for who was met on which days, as the records of one type tell it."""
    table = quoted(record_type.name)
    source, whom = table, f"{table}.{quoted(contact.whom)}"
    day = f"{table}.{quoted(contact.day)}"
    if contact.of:
        source = f"{table} JOIN {quoted(contact.of)} AS dated ON dated.id = {table}.{quoted(contact.of)}"
        day = f"dated.{quoted(contact.day)}"
    conditions = [f"{table}.archived IS NULL", f"{day} <= ?"]
    parameters: list[object] = [today.isoformat()]
    if contact.statuses:
        conditions.append(f"{table}.{quoted(contact.state)} IN ({', '.join('?' * len(contact.statuses))})")
        parameters += contact.statuses
    if isinstance(record_type.field(contact.whom), Link):
        conditions.append(f"{whom} IS NOT NULL")
    else:
        # Many in one cell, as JSON.
        source, whom = f"{source}, json_each({whom})", "json_each.value"
    return f"SELECT {whom}, {day} FROM {source} WHERE {' AND '.join(conditions)}", parameters


def _asked(record_type: RecordType) -> tuple[str, str]:
    """SQL for which records are asked after, and for the day from which they could have been."""
    if record_type.name == "lead":
        statuses = ", ".join(f"'{one}'" for one in ACTIVE)
        return f"one.status IN ({statuses})", "one.received_on"
    roles = " OR ".join(f"instr(one.roles, '\"{role}\"')" for role in ("buyer", "company"))
    return f"({roles})", "date(one.created_at)"
