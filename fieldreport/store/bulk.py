"""Bulk: many records added and changed under one number in the history, a transaction for each part of them.

What it leaves in the tables is what adding and changing them one by one would leave (a test compares); it only asks
and tells the database less often. Whatever part is written is whole: a program that is killed leaves whole records.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from fieldreport import text
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Values
from fieldreport.fields.day import moment_text
from fieldreport.record import Record, RecordType
from fieldreport.store.change import CREATED, Change, Revision
from fieldreport.store.searchable import Remembering
from fieldreport.store.store import ALREADY_THERE, New, Store

#: Values of fields of which it is remembered what cells they become.
REMEMBERED = 20_000


class Bulk:
    """Writes the parts of one large change; ``what`` names it in the history."""

    def __init__(self, store: Store, by: str, what: str, undoes: int | None = None) -> None:
        self._store = store
        self._by = by
        self._what = what
        self._undoes = undoes
        self._remembering = Remembering()
        self._known: dict[tuple[str, object], tuple[object, ...]] = {}
        #: The number of the change in the history; None before the first part is written.
        self.change_set: int | None = None

    def write(self, news: Sequence[New], changes: Sequence[Revision] = ()) -> tuple[Change, dict[str, int]]:
        """Write a part in one transaction: new records, which may point at one another, then changes of others.

        A change is what is to become of a record as it was read. Says what was written, and the keys of the new records
        by their ids. Raises ``InputAtFault`` when an id is already there.
        """
        store = self._store
        written: list[tuple[str, str]] = []
        with store.database.writing() as connection:
            change_set = self.change_set
            keys: dict[str, int] = {}
            if news:
                if change_set is None:
                    by = text.one_line(self._by)
                    change_set = store._begin(connection, store._clock(), by, self._what, self._undoes)
                keys = self._add(connection, news, change_set)
                written += ((new.type.name, new.id) for new in news)
            if changes:
                current = [(store.record(one.record.id), one) for one in changes]
                done = store._write(
                    connection,
                    [
                        Revision(now, _newer(now, one.record, one.values), one.archived)
                        for now, one in current
                    ],
                    self._by,
                    self._what,
                    self._undoes,
                    change_set,
                )
                change_set = done.change_set or change_set
                written += done.records
        self.change_set = change_set
        return Change(change_set or 0, tuple(written)), keys

    def _add(self, connection: sqlite3.Connection, news: Sequence[New], change_set: int) -> dict[str, int]:
        store, fold, known = self._store, self._remembering.searchable, self._known
        if len(known) > REMEMBERED:
            known.clear()
        now, office = moment_text(store._clock()), store.property("office") or ""
        numbers: dict[str, int] = {}
        rows: dict[str, list[tuple[object, ...]]] = {}
        found: list[tuple[RecordType, int, str]] = []
        links: list[tuple[str, str, str]] = []
        keys: dict[str, int] = {}
        for key, new in enumerate(news, start=store.index.last_key() + 1):
            name = new.type.name
            table = store.tables[name]
            if name not in numbers:
                numbers[name] = connection.execute(
                    f"SELECT coalesce(max(number), 0) FROM {table.name}"
                ).fetchone()[0]
                rows[name] = []
            numbers[name] = number = numbers[name] + 1
            keys[new.id] = key
            at = now if new.at is None else moment_text(new.at)
            rows[name].append(table.row_of_new(key, new, number, office, at, known))
            found.append((new.type, key, table.searchable(table.reference(number), new.values, fold)))
            links += [(target, new.id, field) for field, target in table.links(new.values)]
        # In the tables' own order each of their pages is looked for once.
        by_id = sorted(news, key=lambda new: new.id)
        try:
            connection.executemany(
                "INSERT INTO record VALUES (?, ?, ?)",
                [(new.id, new.type.name, keys[new.id]) for new in by_id],
            )
        except sqlite3.IntegrityError as error:
            raise InputAtFault(Problem(ALREADY_THERE, {}, "id")) from error
        for name, of_type in rows.items():
            connection.executemany(store.tables[name].insert_sql, of_type)
        connection.executemany(
            "INSERT INTO change VALUES (?, 1, ?, ?, NULL, NULL)",
            [(new.id, CREATED, change_set) for new in by_id],
        )
        connection.executemany("INSERT INTO link VALUES (?, ?, ?)", links)
        store.index.keep_all(connection, found)
        return keys


def _newer(now: Record, before: Record, values: Values) -> Values:
    """The new values where somebody else has changed other fields of the record since it was read."""
    if now.revision == before.revision:
        return values
    changed = {name: value for name, value in values.items() if before.values.get(name) != value}
    return replace(now, values={**now.values, **changed}).values
