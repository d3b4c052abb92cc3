"""Narrowing: which records of a list have the words that somebody types; the first of them at once.

A record of the list is found by its own words, by the name of what it points at (``pointing``), or by being called so.
Words that few records have are answered whole from the index. Of words that many have, the list is read from its top
until a screen is full, as a plain scan would read it: the more records have them, the sooner that is. That ends
after a blink with whatever has been found; whether there are more, and how many, takes as long as it takes, after that.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import isqrt
from typing import NamedTuple

from fieldreport.record import RecordType
from fieldreport.store import search
from fieldreport.store.naming import Names, Targets, parts
from fieldreport.store.query import Queries

#: So many are looked into one by one: records found by the index, and at least so many that point at names. More of
#: them are so many that reading the list from its top finds some sooner.
MOST_INDEXED, MOST_LOOKED_INTO, FEW = 15_000, 500, 500
#: Records of the list that are read together, at first and later; none are any more after so many seconds.
AT_FIRST, AT_LAST, SOON = 64, 256, 0.02
#: A list longer than this remembers where each record stands in it.
LONG = 20_000


class Listed:
    """The keys of a list's records in its order, and where each of them stands."""

    def __init__(self, keys: array[int]) -> None:
        self.keys = keys
        self._places: array[int] | None = None
        if len(keys) > LONG:
            self._places = array("i", bytes(4 * (max(keys) + 1)))
            for place, key in enumerate(keys, start=1):
                self._places[key] = place

    def those(self, found: Collection[int]) -> array[int]:
        """The keys of ``found`` that are in the list, in its order."""
        places = self._places
        if places is None or len(found) > len(self.keys) // 8:
            among = found if isinstance(found, set) else set(found)
            return array("q", filter(among.__contains__, self.keys))
        last = len(places)
        standing = sorted(place for key in found if key < last and (place := places[key]))
        return array("q", [self.keys[place - 1] for place in standing])


class First(NamedTuple):
    """The first keys of an answer, and whether they are all of them."""

    keys: array[int]
    whole: bool


class Narrowing:
    """One question: the records of a type that ``words`` find; ``names`` are those that are known already."""

    def __init__(self, store: Queries, record_type: RecordType, words: str, names: Names) -> None:
        self._store, self._type, self._names = store, record_type, names
        self._wanted = search.wanted(words)[-1]
        self._targets = Targets(store, record_type)
        called = store.find(words)
        self._called = {called[1]} if called is not None and called[0].name == record_type.name else set()

    def all(self, listed: Listed) -> array[int]:
        """All records of the list that are found."""
        if not self._wanted.words:
            return listed.keys
        sql, parameters = self._store.index.keys(self._type, self._wanted)
        found = set(self._called)
        for rows in self._store.database.batches(sql, parameters, 10_000):
            found.update(row[0] for row in rows)
        self._names.take_in(self._store)
        found.update(self._targets.pointing_at(self._names.having(self._targets.types, self._wanted.words)))
        return listed.those(found)

    def first(self, listed: Listed, most: int) -> First:
        """The first records of the list that are found, at least ``most`` of them if they are found soon."""
        if not self._wanted.words:
            return First(listed.keys, whole=True)
        with self._store.database.reading():
            until = time.perf_counter() + SOON
            self._names.take_in(self._store)
            likely = self._likely()
            pointing_too = None if likely is None else self._pointing_too(likely, listed)
            if likely is None or pointing_too is None:
                own = None if likely is None else likely[self._type.name]
                return self._read(listed.keys, own, pointing_too, most, until)
            own = likely[self._type.name]
            if not self._wanted.unsure or len(own) <= MOST_LOOKED_INTO:
                return First(listed.those(self._sure(own) | pointing_too | self._called), whole=True)
            together = listed.those({*own, *pointing_too, *self._called})
            return self._read(together, own, pointing_too, most, until)

    def _pointing_too(self, likely: Mapping[str, set[int]], listed: Listed) -> set[int] | None:
        """The records that point at a name with the words; None when they are too many.

        Too many are those of which the list has some so soon that reading it from its top costs less.
        """
        targets, names = self._targets, self._names
        named = names.having(targets.types, self._wanted.words, likely)
        most = max(FEW, isqrt(40 * len(listed.keys)))
        if targets.likely(len(named), names.count(), len(listed.keys)) > most:
            return None
        found = targets.pointing_at(named, most)
        return set(found) if len(found) < most else None

    # ---- by the index ------------------------------------------------------------------------------------------------

    def _likely(self) -> dict[str, set[int]] | None:
        """By type the keys of all records that may have the words, as the index says; None when they are too many.

        Of the type itself, and of those that its records may point at.
        """
        rows = self._store.database.rows(
            "SELECT rowid FROM search_index WHERE search_index MATCH ? LIMIT ?",
            (self._wanted.expression, MOST_INDEXED),
        )
        if len(rows) == MOST_INDEXED:
            return None
        types = {self._store.index.place(one, 0): one.name for one in (self._type, *self._targets.types)}
        likely: dict[str, set[int]] = {name: set() for name in types.values()}
        number = (1 << search.TYPE_BITS) - 1
        waiting = self._waiting()
        places = [row[0] for row in rows if row[0] not in waiting]
        places += (place for place, has in waiting.items() if has)
        for place in places:
            name = types.get(place & number)
            if name is not None:
                likely[name].add(place >> search.TYPE_BITS)
        return likely

    def _waiting(self) -> dict[int, bool]:
        """The places of what waits beside the index, and whether it has the words."""
        has = " AND ".join(["instr(folded, ?)"] * len(self._wanted.words))
        rows = self._store.database.rows(f"SELECT place, {has} FROM search_waiting", self._wanted.words)
        return {place: bool(has) for place, has in rows}

    def _sure(self, keys: Iterable[int]) -> set[int]:
        """Those of the keys, which the index has told, whose records have the words."""
        if not self._wanted.unsure:
            return set(keys)
        return {key for part in parts(keys) for key in self._with_words(part)}

    def _with_words(self, keys: Sequence[int]) -> list[int]:
        """Those of these few keys whose records have the words, as their texts say."""
        places = [self._store.index.place(self._type, key) for key in keys]
        marks = ", ".join("?" * len(places))
        has = " AND ".join(["instr(folded, ?)"] * len(self._wanted.words))
        rows = self._store.database.rows(
            f"SELECT place FROM search WHERE place IN ({marks}) AND place NOT IN (SELECT place FROM search_waiting)"
            f" AND {has} UNION ALL SELECT place FROM search_waiting WHERE place IN ({marks}) AND {has}",
            [*places, *self._wanted.words] * 2,
        )
        return [row[0] >> search.TYPE_BITS for row in rows]

    # ---- from the top of the list ------------------------------------------------------------------------------------

    def _read(
        self,
        keys: array[int],
        likely: set[int] | None,
        pointing_too: set[int] | None,
        most: int,
        until: float,
    ) -> First:
        """Read ``keys`` from the top of the list, until a moment of ``time.perf_counter``.

        ``likely`` are those that may have the words themselves, ``pointing_too`` all that are found by a name; what
        is not known of them is read.
        """
        found = array("q")
        known = self._called | (pointing_too or set())
        words, names = self._wanted.words, self._names
        start, size = 0, AT_FIRST
        while start < len(keys) and len(found) < most and (not start or time.perf_counter() < until):
            part = keys[start : start + size]
            start, size = start + size, min(2 * size, AT_LAST)
            if likely is None:
                known.update(self._with_words([key for key in part if key not in known]))
            else:
                known.update(self._sure(key for key in part if key in likely))
            if pointing_too is None:
                rest = [key for key in part if key not in known]
                known.update(self._targets.among(rest, lambda to: names.has(to, words)))
            found.extend(key for key in part if key in known)
        return First(found, whole=start >= len(keys))
