"""Search: the records in which all words are found, as one types.

A word is found where a record's searchable text contains it. An index of the pieces of one to three letters that the
words of the text have says which records may contain a word; only a word longer than a piece is then looked up in
the texts of those records. The latest records wait beside the index until there are enough of them: putting one
into it would make a save half as long again, and many put into it together cost little each. A list of many thousands
waits there too, so that bringing it in need not wait for the index: until somebody ``settle``s what waits, slice by
slice, those records are found by looking through their texts.
How the index works: https://www.sqlite.org/fts5.html
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fieldreport import text
from fieldreport.record import RecordType
from fieldreport.store.database import Database, quoted
from fieldreport.store.searchable import INITIALS, PIECE, SIGNS, WITH_SIGN, pieces

#: A record's place is its key and its type's number, so that the newest records have the last places. Pieces are kept
#: without their positions, which would double the index, and in lists of their own by their first letter, first two
#: letters and all three.
SQL = (
    "CREATE TABLE search_type (number INTEGER PRIMARY KEY CHECK (number < 32), name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE search (place INTEGER PRIMARY KEY, folded TEXT NOT NULL)",
    "CREATE TABLE search_waiting (place INTEGER PRIMARY KEY, folded TEXT NOT NULL)",
    "CREATE TABLE search_archived (place INTEGER PRIMARY KEY)",
    """CREATE VIRTUAL TABLE search_index USING fts5
       (pieces, content='', columnsize=0, detail=none, prefix='1 2', tokenize='ascii')""",
)
#: The tables that these make; the index keeps itself in the last three.
TABLES = frozenset(
    {f"search{part}" for part in ("", "_type", "_waiting", "_archived", "_index")}
    | {f"search_index_{part}" for part in ("data", "idx", "config")}
)

#: So many records wait before they are put into the index together; where more wait, twice as many are put there, so
#: that they become fewer with every save and none takes long.
WAITING = 256
#: Memory in bytes that the index may gather new words in; the default makes several times as many pieces of it.
GATHERED = 16_000_000
#: Words of a query beyond these are passed over; nobody types as many.
MOST_WORDS = 100
#: Pieces asked of the index. More of them would leave hardly fewer texts to look into.
MOST_PIECES = 60
#: Fewer keys than these are handed out one by one rather than as a query.
FEW = 500

#: Bits of a place for the type's number. More of them would make the index larger.
TYPE_BITS = 5
_TYPE = (1 << TYPE_BITS) - 1


@dataclass(frozen=True)
class Wanted:
    """Words of which a searchable text must contain all."""

    words: tuple[str, ...]

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The pieces asked of the index: those that cover the words, short words first."""
        covering = (
            piece for word in sorted(self.words, key=len) for piece in _covering(word.translate(SIGNS))
        )
        return tuple(dict.fromkeys(covering))[:MOST_PIECES]

    @property
    def expression(self) -> str:
        """The index's query."""
        return " ".join(f'"{piece}"' if len(piece) == PIECE else f'"{piece}"*' for piece in self.asked)

    @cached_property
    def unsure(self) -> tuple[str, ...]:
        """The words that must be looked up in the texts that the index finds."""
        return tuple(
            word
            for word in self.words
            if len(word) > PIECE or WITH_SIGN.search(word) or word not in self.asked
        )


def _covering(word: str) -> list[str]:
    last = max(len(word) - PIECE, 0)
    return [word[start : start + PIECE] for start in (*range(0, last, 2), last)]


def wanted(typed: str) -> list[Wanted]:
    """What is looked for in the order of the answers: the words as they were written, then by their letters.

    Only Korean makes a difference between the two; without it there is but one. Nothing typed is found everywhere.
    """
    folded, korean = text.fold_both(typed)
    words = list(dict.fromkeys(folded.split()))[:MOST_WORDS]
    as_letters = {word: word.translate(INITIALS) for word in words if text.is_initials(word)}
    as_written = {text.fold(word): word for word in korean.split()}
    by_letters = Wanted(tuple(as_letters.get(word, word) for word in words))
    written = Wanted(tuple(as_letters.get(word) or as_written.get(word, word) for word in words))
    return [by_letters] if written == by_letters else [written, by_letters]


class Search:
    """The searchable texts of an office and the index of their words."""

    def __init__(self, database: Database, types: Sequence[RecordType]) -> None:
        self._database = database
        self._numbers: Mapping[str, int] = dict(database.rows("SELECT name, number FROM search_type"))
        self._types = {self._numbers[one.name]: one for one in types}
        self._kept: int | None = None

    def place(self, record_type: RecordType, key: int) -> int:
        """Where a record stands in the index."""
        return key << TYPE_BITS | self._numbers[record_type.name]

    # ---- writing -------------------------------------------------------------------------------------------------

    def last_key(self) -> int:
        """The key of the record added last; 0 when there is none."""
        places = self._database.row(
            "SELECT (SELECT max(place) FROM search_waiting), (SELECT max(place) FROM search)"
        )
        return max(place or 0 for place in places) >> TYPE_BITS

    def keep(
        self, connection: sqlite3.Connection, record_type: RecordType, key: int, searchable: str
    ) -> None:
        """Keep the searchable text of a record, in the stead of an earlier one."""
        connection.execute(
            "INSERT OR REPLACE INTO search_waiting VALUES (?, ?)", (self.place(record_type, key), searchable)
        )
        if self._kept is None:
            self._kept = self.waiting(WAITING)
        else:
            # It may count too many, after a rollback; then the index gets fewer at once.
            self._kept += 1
        if self._kept >= WAITING:
            self.settle(connection, 2 * WAITING)

    def keep_all(
        self,
        connection: sqlite3.Connection,
        found: Sequence[tuple[RecordType, int, str]],
    ) -> None:
        """Keep the searchable texts of many new records, their keys rising; they wait until they are settled."""
        connection.executemany(
            "INSERT INTO search_waiting VALUES (?, ?)",
            [(self.place(record_type, key), folded) for record_type, key, folded in found],
        )

    def waiting(self, most: int) -> int:
        """How many records wait beside the index, counted to ``most``."""
        counted = self._database.row("SELECT count(*) FROM (SELECT 1 FROM search_waiting LIMIT ?)", (most,))
        return int(counted[0])

    def archive(
        self, connection: sqlite3.Connection, record_type: RecordType, key: int, archived: bool
    ) -> None:
        """Leave a record out of the answers, or take it in again."""
        connection.execute(
            "INSERT OR IGNORE INTO search_archived VALUES (?)"
            if archived
            else "DELETE FROM search_archived WHERE place = ?",
            (self.place(record_type, key),),
        )

    def settle(
        self, connection: sqlite3.Connection, most: int = -1, pieces_of: Callable[[str], str] = pieces
    ) -> None:
        """Put what waits into the index: everything, or so many records, those added first before others."""
        changed = connection.execute(
            "SELECT place, before.folded, after.folded FROM search_waiting AS after"
            " LEFT JOIN search AS before USING (place) ORDER BY place LIMIT ?",
            (most,),
        ).fetchall()
        self._kept = 0
        if not changed:
            return
        if len(changed) > 2 * WAITING:
            connection.execute(
                "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', ?)", (GATHERED,)
            )
        connection.executemany(
            "INSERT INTO search_index (search_index, rowid, pieces) VALUES ('delete', ?, ?)",
            [(place, pieces_of(before)) for place, before, _ in changed if before is not None],
        )
        connection.executemany(
            "INSERT INTO search_index (rowid, pieces) VALUES (?, ?)",
            [(place, pieces_of(after)) for place, _, after in changed],
        )
        last = (changed[-1][0],)
        connection.execute(
            "INSERT OR REPLACE INTO search SELECT place, folded FROM search_waiting WHERE place <= ?", last
        )
        connection.execute("DELETE FROM search_waiting WHERE place <= ?", last)

    # ---- reading -------------------------------------------------------------------------------------------------

    def newest(self, types: Sequence[RecordType], words: Wanted, limit: int) -> list[tuple[RecordType, int]]:
        """The types and keys of the last records with these words, archived ones left out, the newest first."""
        if not words.words:
            return self._added_last(types, limit)
        places: list[int] = []
        for source in self._sources(types, words):
            places += (
                row[0]
                for row in self._database.rows(
                    f"SELECT {source.place} FROM {source.tables} WHERE {source.condition}"
                    f" AND {source.place} NOT IN (SELECT place FROM search_archived)"
                    f" ORDER BY {source.place} DESC LIMIT ?",
                    [*source.parameters, limit],
                )
            )
        places.sort(reverse=True)
        return [(self._types[place & _TYPE], place >> TYPE_BITS) for place in places[:limit]]

    def keys(self, record_type: RecordType, words: Wanted) -> tuple[str, list[Any]]:
        """SQL that gives the keys of all records of a type with these words, archived or not, and its parameters."""
        sources = self._sources([record_type], words)
        selects = (
            f"SELECT {one.place} >> {TYPE_BITS} FROM {one.tables} WHERE {one.condition}" for one in sources
        )
        return " UNION ALL ".join(selects), [parameter for one in sources for parameter in one.parameters]

    def few_keys(self, record_type: RecordType, words: Wanted) -> list[int] | None:
        """The same keys themselves, or None when they are not few."""
        sql, parameters = self.keys(record_type, words)
        found = self._database.rows(f"{sql} LIMIT ?", [*parameters, FEW])
        return [row[0] for row in found] if len(found) < FEW else None

    def _added_last(self, types: Sequence[RecordType], limit: int) -> list[tuple[RecordType, int]]:
        found = [
            (row[0], one)
            for one in types
            for row in self._database.rows(
                f"SELECT key FROM {quoted(one.name)} WHERE archived IS NULL ORDER BY key DESC LIMIT ?",
                (limit,),
            )
        ]
        found.sort(key=lambda one: one[0], reverse=True)
        return [(record_type, key) for key, record_type in found[:limit]]

    def _sources(self, types: Sequence[RecordType], words: Wanted) -> tuple[_Source, _Source]:
        """The index, with the texts behind it where it cannot be sure, and what waits beside it."""
        numbers = [] if len(types) == len(self._types) else [self._numbers[one.name] for one in types]
        of_types = f" AND {{}} & {_TYPE} IN ({', '.join('?' * len(numbers))})" if numbers else ""
        place = "search_index.rowid"
        texts = " CROSS JOIN search ON place = search_index.rowid" if words.unsure else ""
        indexed = _Source(
            place,
            f"search_index{texts}",
            f"search_index MATCH ?{of_types.format(place)} AND {place} NOT IN (SELECT place FROM search_waiting)"
            + " AND instr(folded, ?)" * len(words.unsure),
            (words.expression, *numbers, *words.unsure),
        )
        waiting = _Source(
            "place",
            "search_waiting",
            f"TRUE{of_types.format('place')}" + " AND instr(folded, ?)" * len(words.words),
            (*numbers, *words.words),
        )
        return indexed, waiting


@dataclass(frozen=True, slots=True)
class _Source:
    """Where records with the words are found: the column with their place, the tables, the condition."""

    place: str
    tables: str
    condition: str
    parameters: tuple[Any, ...]
