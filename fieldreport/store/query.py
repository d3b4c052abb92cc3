"""Queries: everything that is read from an office's records."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, NamedTuple

from fieldreport import text
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json, Values
from fieldreport.fields.day import moment_text
from fieldreport.language import N_
from fieldreport.record import ByDay, Record, RecordType
from fieldreport.store import search, untranslated
from fieldreport.store.change import MERGED_INTO
from fieldreport.store.database import Database, quoted, readable
from fieldreport.store.schema import has_day
from fieldreport.store.table import Table

#: Rows asked for in one query; SQLite allows 32,766 parameters, far more than a page needs.
PAGE = 500


@dataclass(frozen=True)
class Filter:
    """Which records of a type: of a period's days, with these values, found by these words.

    ``days`` are the first and the last day, both counted; ``zone`` says whose days, for types that belong to
    a period by the moment they were written. ``where`` lists the values a field may have, ``empty`` names fields
    that hold nothing; ``lacking`` is the language into which some text is still to be translated. ``by_day`` is one
    of the type's further days, which falls between the first and the last of two.
    """

    days: tuple[date, date] | None = None
    zone: tzinfo | None = None
    where: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    words: str = ""
    archived: bool = False
    empty: tuple[str, ...] = ()
    lacking: str = ""
    by_day: tuple[ByDay, date, date] | None = None


class Part(NamedTuple):
    """Some of a record's values, and which record it is."""

    key: int
    id: str
    reference: str
    values: Values


class Queries:
    """Reads records from one connection."""

    def __init__(self, database: Database, types: Sequence[RecordType]) -> None:
        self.database = database
        self.types = {one.name: one for one in types}
        self.tables = {one.name: Table(one) for one in types}
        self.index = search.Search(database, types)
        self._by_prefix = {one.prefix: one for one in types}

    def close(self) -> None:
        """Close the connection."""
        self.database.close()

    def property(self, name: str) -> str | None:
        """A named fact of the office, or None."""
        row = self.database.row("SELECT value FROM property WHERE name = ?", (name,))
        return row[0] if row else None

    # ---- one record ------------------------------------------------------------------------------------------

    def find(self, name: str) -> tuple[RecordType, int] | None:
        """The type and key of what a person calls a record: its id, or its reference in any case."""
        called = text.ascii_digits(name).strip()
        prefix, dash, number = called.rpartition("-")
        record_type = (
            self._by_prefix.get(prefix.upper()) if dash and number.isascii() and number.isdigit() else None
        )
        if record_type is not None and len(number) < 15:
            row = self.database.row(
                f"SELECT key FROM {quoted(record_type.name)} WHERE number = ?", (int(number),)
            )
            return (record_type, row[0]) if row else None
        row = self.database.row("SELECT type, key FROM record WHERE id = ?", (called.lower(),))
        return (self.types[row[0]], row[1]) if row else None

    def resolve(self, record_type: str, name: str) -> str | None:
        """The id of the record of this type that ``name`` calls, or None.

        A record that was merged into another one is no more pointed at: the other one is found in its place.
        """
        found = self.find(name)
        if found is None or found[0].name != record_type:
            return None
        row = self.database.row(f"SELECT id, archived FROM {quoted(record_type)} WHERE key = ?", (found[1],))
        return str(row[0]) if row[1] is None else self.kept(row[0]) or str(row[0])

    def mark(self, record_id: str, name: str) -> Json:
        """What history last says of a record's mark, one of ``MARKS``; None where it never says anything."""
        row = self.database.row(
            "SELECT new FROM change WHERE record_id = ? AND field = ? ORDER BY revision DESC LIMIT 1",
            (record_id, name),
        )
        return None if row is None or row[0] is None else json.loads(row[0])

    def last(self, record_type: RecordType) -> Record | None:
        """The record of a type that was added last and is not archived; None where there is none."""
        # The sign keeps SQLite from sorting all of them by way of the index of lists.
        row = self.database.row(
            f"SELECT key FROM {self.tables[record_type.name].name} WHERE +archived IS NULL ORDER BY key DESC LIMIT 1"
        )
        return self.page(record_type, [row[0]])[0] if row else None

    def last_change_set(self) -> int:
        """The number of the last change; within a transaction, of the one that was just written."""
        return int(self.database.row("SELECT coalesce(max(key), 0) FROM change_set")[0])

    def kept(self, record_id: str) -> str | None:
        """The id of the record into which this one was merged in the end; None where it was not."""
        passed = [record_id]
        while (into := self.mark(passed[-1], MERGED_INTO)) and into not in passed:
            passed.append(into)
        return passed[-1] if len(passed) > 1 else None

    def record(self, name: str) -> Record:
        """The record that ``name`` (id or reference) calls; raises ``InputAtFault`` when there is none."""
        found = self.find(name)
        if found is None:
            raise InputAtFault(
                Problem(
                    N_("There is no record “{name}”; give a reference like BL-0012 or a record's id."),
                    {"name": name},
                )
            )
        return self.page(found[0], [found[1]])[0]

    def pointing_at(self, record_id: str) -> list[tuple[str, str, str]]:
        """Who points at a record: (type, id, field), in no particular order."""
        return [
            (row[0], row[1], row[2])
            for row in self.database.rows(
                "SELECT record.type, link.record_id, link.field FROM link JOIN record ON record.id = link.record_id"
                " WHERE link.target_id = ?",
                (record_id,),
            )
        ]

    # ---- many records ----------------------------------------------------------------------------------------

    def keys(
        self, record_type: RecordType, which: Filter | None = None, order: str = "", descending: bool = True
    ) -> array[int]:
        """Keys of the records of a type, newest first, or ordered by a field.

        Only keys: a list of a million rows costs eight megabytes, and ``page`` fetches what is seen.
        """
        condition, parameters = self._condition(record_type, which or Filter())
        direction = "DESC" if descending else "ASC"
        column = self._order_column(record_type, order)
        by = f"{column} {direction}, key {direction}" if column else f"key {direction}"
        keys = array("q")
        sql = f"SELECT key FROM {quoted(record_type.name)} WHERE {condition} ORDER BY {by}"
        for rows in self.database.batches(sql, parameters, 10_000):
            keys.extend(row[0] for row in rows)
        return keys

    def keys_by_day(
        self,
        record_type: RecordType,
        by_day: ByDay,
        days: tuple[date, date],
        which: Filter | None = None,
        limit: int = -1,
    ) -> list[int]:
        """Keys of the records that have this day from the first to the last of ``days``, the earliest day first.

        Found by the day's index, so that it takes as long as there are such records, not as there are records.
        """
        condition, parameters = self._condition(record_type, which or Filter())
        day = quoted(by_day.day)
        rows = self.database.rows(
            # The plus keeps SQLite from reading the index of all records that are not archived instead.
            f"SELECT key FROM {quoted(record_type.name)} WHERE {has_day(by_day)} AND {day} BETWEEN ? AND ?"
            f" AND +{condition} ORDER BY {day}, key LIMIT ?",
            [one.isoformat() for one in days] + [*parameters, limit],
        )
        return [row[0] for row in rows]

    def values(
        self, record_type: RecordType, field: str, which: Filter | None = None
    ) -> Iterator[tuple[int, Any]]:
        """Each record's key and its value of one field, in no particular order.

        For what only a program can order: texts of three scripts, titles of other records, sums in several currencies.
        """
        one = record_type.field(field)
        columns = ", ".join(map(quoted, one.columns()))
        condition, parameters = self._condition(record_type, which or Filter())
        sql = f"SELECT key, {columns} FROM {quoted(record_type.name)} WHERE {condition}"
        for rows in self.database.batches(sql, parameters):
            yield from ((row[0], one.from_columns(row[1:])) for row in rows)

    def count(
        self, record_type: RecordType, which: Filter | None = None, keys: tuple[int, int] | None = None
    ) -> int:
        """How many records of a type there are; ``keys`` are the first and the last that are looked at, for counting
        bit by bit what only the records themselves can tell.
        """
        condition, parameters = self._condition(record_type, which or Filter())
        if keys is not None:
            # The plus keeps SQLite from reading the index of all records that are not archived instead.
            condition, parameters = f"key BETWEEN ? AND ? AND +{condition}", [*keys, *parameters]
        row = self.database.row(
            f"SELECT count(*) FROM {quoted(record_type.name)} WHERE {condition}", parameters
        )
        return int(row[0])

    def page(self, record_type: RecordType, keys: Sequence[int]) -> list[Record]:
        """The records with these keys, in their order."""
        table = self.tables[record_type.name]
        found: dict[int, Record] = {}
        for start in range(0, len(keys), PAGE):
            part = list(keys[start : start + PAGE])
            marks = ", ".join("?" * len(part))
            rows = self.database.rows(
                f"SELECT {table.columns} FROM {table.name} WHERE key IN ({marks})", part
            )
            with readable(self.database.path):
                found.update((row[0], table.record(row)) for row in rows)
        return [found[key] for key in keys if key in found]

    def parts(self, record_type: RecordType, keys: Sequence[int], names: Sequence[str]) -> list[Part]:
        """Only these fields of the records with these keys, in their order: reading all takes longer."""
        table = self.tables[record_type.name]
        found: dict[int, Part] = {}
        for start in range(0, len(keys), PAGE):
            part = list(keys[start : start + PAGE])
            marks = ", ".join("?" * len(part))
            rows = self.database.rows(
                f"SELECT key, id, number, {table.columns_of(names)} FROM {table.name} WHERE key IN ({marks})",
                part,
            )
            with readable(self.database.path):
                found.update(
                    (row[0], Part(row[0], row[1], table.reference(row[2]), table.values_of(names, row[3:])))
                    for row in rows
                )
        return [found[key] for key in keys if key in found]

    def records(
        self, record_type: RecordType, which: Filter | None = None, order: str = "", descending: bool = False
    ) -> Iterator[Record]:
        """The records of a type, oldest first, page by page."""
        keys = self.keys(record_type, which, order, descending)
        for start in range(0, len(keys), PAGE):
            yield from self.page(record_type, keys[start : start + PAGE])

    def search(
        self, words: str, types: Sequence[RecordType] = (), limit: int = 50
    ) -> list[tuple[RecordType, int]]:
        """The first ``limit`` records of these types, or of all, in which all words are found.

        Those with the words as they were written come first (달 in 달력), then those with their letters (달 in 닭);
        among each the record added last is the first.
        """
        found: dict[int, RecordType] = {}
        with self.database.reading():
            for wanted in search.wanted(words):
                if len(found) < limit:
                    newest = self.index.newest(types or list(self.types.values()), wanted, limit)
                    found.update({key: record_type for record_type, key in newest if key not in found})
        return [(record_type, key) for key, record_type in found.items()][:limit]

    def _order_column(self, record_type: RecordType, order: str) -> str:
        if not order:
            return "" if record_type.period_field is None else quoted(record_type.period_field)
        if order in ("created_at", "changed_at", "number", "changed_by", "created_by"):
            return quoted(order)
        return quoted(next(iter(record_type.field(order).columns())))

    def _condition(self, record_type: RecordType, which: Filter) -> tuple[str, list[Any]]:
        conditions = ["archived IS NOT NULL" if which.archived else "archived IS NULL"]
        parameters: list[Any] = []
        if which.days is not None:
            first, last = which.days
            if record_type.period_field is not None:
                conditions.append(f"{quoted(record_type.period_field)} BETWEEN ? AND ?")
                parameters += [first.isoformat(), last.isoformat()]
            else:
                conditions.append("created_at >= ? AND created_at < ?")
                parameters += [_midnight(first, which.zone), _midnight(last + timedelta(days=1), which.zone)]
        if which.by_day is not None:
            by_day, *days = which.by_day
            conditions.append(f"{has_day(by_day)} AND {quoted(by_day.day)} BETWEEN ? AND ?")
            parameters += [one.isoformat() for one in days]
        if which.by_day is not None or record_type.owner in which.where:
            # The plus keeps SQLite from reading the index of all records that are not archived instead.
            conditions[0] = f"+{conditions[0]}"
        for name, allowed in which.where.items():
            one = record_type.field(name)
            cells = [one.to_columns(value)[0] for value in allowed]
            column = quoted(next(iter(one.columns())))
            conditions.append(f"{column} IN ({', '.join('?' * len(cells))})")
            parameters += cells
        conditions += (
            f"{quoted(next(iter(record_type.field(name).columns())))} IS NULL" for name in which.empty
        )
        if which.lacking:
            conditions.append(untranslated.lacks(record_type, which.lacking))
        wanted = search.wanted(which.words)[-1]
        if wanted.words:
            keys = self.index.few_keys(record_type, wanted)
            if keys is None:
                found, values = self.index.keys(record_type, wanted)
            else:
                found, values = ", ".join("?" * len(keys)), keys
                # The plus keeps SQLite from reading an index of all records for the sake of a few.
                conditions[0] = "+" + conditions[0].lstrip("+")
            conditions.append(f"key IN ({found})")
            parameters += values
        return " AND ".join(conditions), parameters


def _midnight(day: date, zone: tzinfo | None) -> str:
    from datetime import UTC

    return moment_text(datetime.combine(day, time(), zone or UTC))
