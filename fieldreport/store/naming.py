"""Names: the folded names of all records that others may point at, kept in memory while a window is open.

Reading and folding thousands of names would take longer than a key's answer may; looking through those that are folded
already does not. They follow the history, whoever has written it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from fieldreport.fields import Link, Links
from fieldreport.record import RecordType
from fieldreport.store import pointing
from fieldreport.store.query import PAGE, Queries
from fieldreport.store.searchable import searchable

T = TypeVar("T")


class Point(NamedTuple):
    """A point in the history: the last change that is known of.

    Its number alone would not do: a restored backup may have another one of it, told by its moment, and a large change
    is written in parts.
    """

    number: int = 0
    at: str = ""
    parts: int = 0


_POINT = "SELECT key, at, (SELECT count(*) FROM change WHERE change_set = change_set.key) FROM change_set"


def last_change(store: Queries) -> Point:
    """The last change there is."""
    row = store.database.row(f"{_POINT} ORDER BY key DESC LIMIT 1")
    return Point(*row) if row else Point()


def changed_since(store: Queries, point: Point, types: Iterable[str]) -> dict[str, list[int]] | None:
    """By type the keys of its records that have changed since; None when the history is another one."""
    row = store.database.row(f"{_POINT} WHERE key = ?", (point.number,))
    now = Point(*row) if row else Point()
    if now.at != point.at:
        return None
    changed: dict[str, list[int]] = {name: [] for name in types}
    for name, key in store.database.rows(
        "SELECT DISTINCT record.type, record.key FROM change CROSS JOIN record ON record.id = change.record_id"
        " WHERE change.change_set >= ?",
        (point.number if now.parts != point.parts else point.number + 1,),
    ):
        if name in changed:
            changed[name].append(key)
    return changed


def linked_types(store: Queries, record_type: RecordType) -> list[RecordType]:
    """The types that a type's records may point at and that have names of their own."""
    to = {name for one in record_type.fields if isinstance(one, Link | Links) for name in one.to}
    return [one for one in store.types.values() if one.name in to and pointing.name_fields(one)]


class Names:
    """The names that are known, by type and key; for one thread at a time."""

    def __init__(self) -> None:
        self._point = Point()
        self._known: dict[str, dict[int, tuple[str, str]]] = {}
        self._by_id: dict[str, str] = {}
        self._last: dict[str, int] = {}

    def take_in(self, store: Queries, most: int = -1) -> bool:
        """Read so many names that are not known yet, or all; whether all are known now."""
        self._follow(store)
        for one in _named_types(store):
            table, last = store.tables[one.name].name, self._last.get(one.name, 0)
            sql = f"SELECT key FROM {table} WHERE key > ? ORDER BY key LIMIT ?"
            for part in parts(row[0] for row in store.database.rows(sql, (last, most))):
                self._read(store, one, part)
                self._last[one.name] = part[-1]
                most -= len(part) if most > 0 else 0
            if most == 0:
                return False
        return True

    def having(
        self,
        types: Iterable[RecordType],
        words: Sequence[str],
        likely: Mapping[str, Iterable[int]] | None = None,
    ) -> list[str]:
        """The ids of the records of these types that have all words in their names, archived ones left out.

        ``likely`` are by type the keys of all whose texts may have the words, if they are known.
        """
        found: list[tuple[str, str]] = []
        first, *others = words
        for one in types:
            known = self._known.get(one.name, {})
            names = known.values() if likely is None else map(known.get, likely[one.name])
            found += [named for named in names if named is not None and first in named[1]]
        return [record_id for record_id, folded in found if all(word in folded for word in others)]

    def has(self, record_id: str, words: Sequence[str]) -> bool:
        """Whether this is such a record."""
        folded = self._by_id.get(record_id)
        return folded is not None and all(word in folded for word in words)

    def count(self) -> int:
        """How many names are known."""
        return len(self._by_id)

    def _follow(self, store: Queries) -> None:
        types = {one.name: one for one in _named_types(store)}
        now = last_change(store)
        if now == self._point:
            return
        changed = changed_since(store, self._point, types) if self._point.number else None
        if changed is None:
            self._known, self._by_id, self._last = {}, {}, {}
        else:
            for name, keys in changed.items():
                for part in parts(keys):
                    self._read(store, types[name], part)
        self._point = now

    def _read(self, store: Queries, record_type: RecordType, keys: Sequence[int]) -> None:
        table, names = store.tables[record_type.name], pointing.name_fields(record_type)
        said = [(name, record_type.field(name).search_text) for name in names]
        known = self._known.setdefault(record_type.name, {})
        for key in keys:
            self._by_id.pop(known.pop(key, ("", ""))[0], None)
        for key, record_id, *cells in store.database.rows(
            f"SELECT key, id, {table.columns_of(names)} FROM {table.name}"
            f" WHERE key IN ({', '.join('?' * len(keys))}) AND +archived IS NULL",
            keys,
        ):
            values = table.values_of(names, cells)
            lines = "\n".join(text(values.get(name)) for name, text in said)
            folded = searchable(lines, lines.split("\n"))
            known[key], self._by_id[record_id] = (record_id, folded), folded


class Targets:
    """What the records of a type point at, of those that have names."""

    def __init__(self, store: Queries, record_type: RecordType) -> None:
        self._store, self._type = store, record_type
        self.types = linked_types(store, record_type)
        names = {one.name for one in self.types}
        links = [one for one in record_type.fields if isinstance(one, Link | Links) and names & set(one.to)]
        self._columns = store.tables[record_type.name].columns_of([one.name for one in links])
        #: How to read the cell of each link; that of a single one is the id itself.
        self._of_cell = [None if isinstance(one, Link) else one for one in links]

    def pointing_at(self, ids: Sequence[str], limit: int = -1) -> list[int]:
        """The keys of the type's records that point at any of these."""
        found: list[int] = []
        for part in parts(ids):
            rows = self._store.database.rows(
                "SELECT record.key FROM link CROSS JOIN record ON record.id = link.record_id"
                f" WHERE link.target_id IN ({', '.join('?' * len(part))}) AND record.type = ? LIMIT ?",
                [*part, self._type.name, limit - len(found) if limit >= 0 else -1],
            )
            found += [row[0] for row in rows]
            if len(found) == limit:
                break
        return found

    def among(self, keys: Sequence[int], named: Callable[[str], bool]) -> list[int]:
        """Those of these keys whose records point at any record that is ``named`` so."""
        return [key for key, targets in self._read(keys) if any(map(named, targets))]

    def likely(self, named: int, names: int, keys: int) -> int:
        """How many of so many records likely point at any of these, if all names are pointed at alike."""
        return named * keys * len(self._of_cell) // max(names, 1)

    def _read(self, keys: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
        if not self._of_cell:
            return
        for part in parts(keys):
            for key, *cells in self._store.database.rows(
                f"SELECT key, {self._columns} FROM {self._store.tables[self._type.name].name}"
                f" WHERE key IN ({', '.join('?' * len(part))})",
                part,
            ):
                targets: list[str] = []
                for several, cell in zip(self._of_cell, cells, strict=True):
                    if cell is not None:
                        targets += (
                            (cell,) if several is None else several.links(several.from_columns((cell,)))
                        )
                yield key, targets


def parts(whole: Iterable[T]) -> Iterator[list[T]]:
    """As many at a time as one query takes."""
    rest = iter(whole)
    while part := list(itertools.islice(rest, PAGE)):
        yield part


def _named_types(store: Queries) -> list[RecordType]:
    by_name: Mapping[str, RecordType] = {
        named.name: named for one in store.types.values() for named in linked_types(store, one)
    }
    return list(by_name.values())
