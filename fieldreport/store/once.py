"""Once: values that one record alone may have, such as a registration's number.

Held wherever somebody types, adds or changes; what a list of history brings is let in, so that the
list as a whole is not lost for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Values
from fieldreport.language import N_
from fieldreport.record import RecordType
from fieldreport.store.change import Revision
from fieldreport.store.database import quoted
from fieldreport.store.query import Queries

if TYPE_CHECKING:
    from fieldreport.store.store import New

TAKEN = N_("The number {number} belongs to {reference} already.")
TWICE = N_("The number {number} is given to two records; it belongs to one.")
#: Values that are looked for together; SQLite takes more parameters, and this many need one look through the table.
TOGETHER = 500


def refuse_taken(queries: Queries, written: Iterable[tuple[RecordType, str, Values]]) -> None:
    """Raise ``InputAtFault`` where a record (its type, id and whole values) has a value that is another one's.

    What stood in the record before is no problem of a change elsewhere in it: give only what has changed.
    """
    asked: dict[tuple[RecordType, str], dict[str, tuple[str, str]]] = {}
    problems: list[Problem] = []
    for record_type, record_id, values in written:
        for name in record_type.once:
            value = values.get(name)
            if not value:
                continue
            of_field = asked.setdefault((record_type, name), {})
            there = of_field.setdefault(value.casefold(), (value, record_id))
            if there[1] != record_id:
                problems.append(Problem(TWICE, {"number": value}, name))
    for (record_type, name), wanted in asked.items():
        for value, record_id, reference in _holders(queries, record_type, name, wanted):
            number, asker = wanted[value.casefold()]
            if asker != record_id:
                problems.append(Problem(TAKEN, {"number": number, "reference": reference}, name))
    if problems:
        raise InputAtFault(problems)


def refuse_taken_by(queries: Queries, news: Iterable[New]) -> list[New]:
    """The new records themselves, raising for those that have what is another's."""
    whole = list(news)
    refuse_taken(queries, [(one.type, one.id, one.values) for one in whole if one.type.once])
    return whole


def refuse_changed(queries: Queries, revisions: Iterable[Revision]) -> None:
    """The same of changes: of the fields that they change."""
    refuse_taken(
        queries,
        [
            (one.record.type, one.record.id, {name: one.values.get(name) for name in one.record.type.once})
            for one in revisions
            if any(one.record.values.get(name) != one.values.get(name) for name in one.record.type.once)
        ],
    )


def _holders(
    queries: Queries, record_type: RecordType, name: str, wanted: Iterable[str]
) -> Iterator[tuple[str, str, str]]:
    """The value, id and reference of every record that has one of these values, archived ones left out."""
    table, column = queries.tables[record_type.name], quoted(name)
    values = list(wanted)
    for start in range(0, len(values), TOGETHER):
        part = values[start : start + TOGETHER]
        marks = ", ".join("?" * len(part))
        for value, record_id, number in queries.database.rows(
            # Numbers are written in Latin letters, whose size SQLite does not look at here.
            f"SELECT {column}, id, number FROM {table.name} WHERE {column} COLLATE NOCASE IN ({marks})"
            " AND archived IS NULL",
            part,
        ):
            if value.casefold() in part:
                yield value, record_id, table.reference(number)
