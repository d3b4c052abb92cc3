"""Search: the records in which all words are found, as one types.

A word is found where a record's searchable text contains it. An index of the pieces of one to three letters that the
words of the text have says which records may contain a word; only a word longer than a piece is then looked up in
the texts of those records. The latest records wait beside the index until there are enough of them: putting one
into it would make a save half as long again, and many put into it together cost little each.
How the index works: https://www.sqlite.org/fts5.html
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fieldreport import text
from fieldreport.record import RecordType
from fieldreport.store.database import Database, quoted

#: A record's place is its type's number and its key. Pieces are kept without their positions, which would double the
#: index, and in lists of their own by their first letter, first two letters and all three.
SQL = (
    "CREATE TABLE search (place INTEGER PRIMARY KEY, folded TEXT NOT NULL)",
    "CREATE TABLE search_waiting (place INTEGER PRIMARY KEY, folded TEXT NOT NULL)",
    """CREATE VIRTUAL TABLE search_index USING fts5
       (pieces, content='', columnsize=0, detail=none, prefix='1 2', tokenize='ascii')""",
)
#: The tables that these make; the index keeps itself in the last three.
TABLES = frozenset(
    (
        "search",
        "search_waiting",
        "search_index",
        "search_index_data",
        "search_index_idx",
        "search_index_config",
    )
)

#: Letters of a piece.
PIECE = 3
#: So many records wait before they are put into the index together.
WAITING = 256
#: Words of a query beyond these are passed over; nobody types as many.
MOST_WORDS = 100
#: Pieces asked of the index. More of them would leave hardly fewer texts to look into.
MOST_PIECES = 60

#: Fewer records than these are looked at one by one; of more, each type's last ones are asked of the index.
FEW = 500

#: Bits of a place for the key; the type's number is in those above.
_KEY_BITS = 40
_ALL_KEYS = (1 << _KEY_BITS) - 1
_LONGEST_PREFIX = 4

#: Korean in all its forms: letters, syllables, in circles and brackets, half as wide.
_HANGUL = re.compile(
    "[\u1100-\u11ff\u3130-\u318f\u3200-\u321e\u3260-\u327e\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc]"
)
_CONSONANTS = re.compile("[ㄱ-ㅎ]+")
#: Initials are kept in an alphabet of their own, so that only initials find them.
_INITIALS = str.maketrans("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", "".join(map(chr, range(0x1100, 0x1113))))
#: The index would take ASCII's signs for the ends of words, so it gets private characters for them. Texts may hold
#: such characters too, though none should: words with either are always looked up in the texts.
_SIGNS = {code: 0xE000 + code for code in range(0x21, 0x7F) if not chr(code).isalnum()}
_WITH_SIGN = re.compile(r"[!-/:-@\[-`{-~\ue000-\ue07f]")


def first_place(record_type: RecordType) -> int:
    """The place before those of a type's records; a record's place is this and its key."""
    assert len(record_type.prefix) <= _LONGEST_PREFIX, "places are SQLite's integers of 64 bits"
    return int(record_type.prefix, 36) << _KEY_BITS


def searchable(words: str, names: Iterable[str]) -> str:
    """The text in which words are looked for.

    It has the folded words; after them those with Korean in them as they were written, by which such records come
    first; then the initial consonants of the Korean names.
    """
    folded, written = text.fold_both(words)
    runs = [run for name in names if _HANGUL.search(name) for run in _CONSONANTS.findall(text.initials(name))]
    return " ".join(part for part in (folded, written, " ".join(runs).translate(_INITIALS)) if part)


def pieces(folded: str) -> str:
    """What the index gets of a searchable text: each letter of a word with the two after it, each piece once."""
    words = set(folded.translate(_SIGNS).split())
    return " ".join({word[start : start + PIECE] for word in words for start in range(len(word))})


@dataclass(frozen=True)
class Wanted:
    """Words of which a searchable text must contain all."""

    words: tuple[str, ...]

    def are_in(self, folded: str) -> bool:
        """Whether this text contains them all."""
        return all(word in folded for word in self.words)

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The pieces asked of the index: those that cover the words, short words first."""
        covering = (
            piece for word in sorted(self.words, key=len) for piece in _covering(word.translate(_SIGNS))
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
            if len(word) > PIECE or _WITH_SIGN.search(word) or word not in self.asked
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
    as_letters = {word: word.translate(_INITIALS) for word in words if text.is_initials(word)}
    as_written = {text.fold(word): word for word in korean.split()}
    by_letters = Wanted(tuple(as_letters.get(word, word) for word in words))
    written = Wanted(tuple(as_letters.get(word) or as_written.get(word, word) for word in words))
    return [by_letters] if written == by_letters else [written, by_letters]


class Search:
    """The searchable texts of an office and the index of their words."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: int | None = None

    # ---- writing -------------------------------------------------------------------------------------------------

    def keep(self, connection: sqlite3.Connection, record_type: RecordType, key: int, folded: str) -> None:
        """Keep the searchable text of a record, in the place of an earlier one."""
        connection.execute(
            "INSERT OR REPLACE INTO search_waiting VALUES (?, ?)", (first_place(record_type) + key, folded)
        )
        if self._waiting is None:
            self._waiting = int(connection.execute("SELECT count(*) FROM search_waiting").fetchone()[0])
        else:
            # It may count too many, after a rollback; then the index gets fewer at once.
            self._waiting += 1
        if self._waiting >= WAITING:
            self.settle(connection)

    def settle(self, connection: sqlite3.Connection) -> None:
        """Put what waits into the index."""
        changed = connection.execute(
            "SELECT place, before.folded, after.folded FROM search_waiting AS after"
            " LEFT JOIN search AS before USING (place) ORDER BY place"
        ).fetchall()
        for place, before, after in changed:
            if before is not None:
                connection.execute(
                    "INSERT INTO search_index (search_index, rowid, pieces) VALUES ('delete', ?, ?)",
                    (place, pieces(before)),
                )
            connection.execute(
                "INSERT INTO search_index (rowid, pieces) VALUES (?, ?)", (place, pieces(after))
            )
        connection.execute("INSERT OR REPLACE INTO search SELECT place, folded FROM search_waiting")
        connection.execute("DELETE FROM search_waiting")
        self._waiting = 0

    # ---- reading -------------------------------------------------------------------------------------------------

    def latest(
        self, types: Sequence[RecordType], words: Wanted, limit: int
    ) -> list[list[tuple[str, RecordType, int]]]:
        """For each type the last records with these words, at least ``limit`` of them where there are as many: the
        moment each was written, its type and key, the last one first."""
        few = self._few(words) if words.words and len(types) > 1 else None
        return [
            [
                (at, one, key)
                for at, key in (
                    self._last(one, words, limit) if few is None else self._listed(one, few, limit)
                )
            ]
            for one in types
        ]

    def keys(self, record_type: RecordType, words: Wanted) -> tuple[str, list[Any]]:
        """SQL that gives the keys of all records of a type with these words, archived or not, and its parameters."""
        first = first_place(record_type)
        sources = (_indexed(words, first), _waiting(words, first))
        selects = (f"SELECT {one.place} - ? FROM {one.tables} WHERE {one.condition}" for one in sources)
        return " UNION ALL ".join(selects), [
            parameter for one in sources for parameter in (first, *one.parameters)
        ]

    def few_keys(self, record_type: RecordType, words: Wanted) -> list[int] | None:
        """The same keys themselves, or None when they are not few."""
        first = first_place(record_type)
        places = self._few(words, first)
        return None if places is None else [place - first for place in places]

    def _few(self, words: Wanted, first: int = 0) -> list[int] | None:
        places: list[int] = []
        for source in (_indexed(words, first), _waiting(words, first)):
            sql = f"SELECT {source.place} FROM {source.tables} WHERE {source.condition} LIMIT ?"
            places += (row[0] for row in self._database.rows(sql, [*source.parameters, FEW]))
        return places if len(places) < FEW else None

    def _listed(self, record_type: RecordType, places: Sequence[int], limit: int) -> list[tuple[str, int]]:
        first = first_place(record_type)
        keys = [place - first for place in places if first < place <= first + _ALL_KEYS]
        return self._database.rows(
            f"SELECT created_at, key FROM {quoted(record_type.name)} WHERE key IN ({', '.join('?' * len(keys))})"
            # The plus keeps SQLite from reading an index of all records for a few of them.
            " AND +archived IS NULL ORDER BY key DESC LIMIT ?",
            [*keys, limit],
        )

    def _last(self, record_type: RecordType, words: Wanted, limit: int) -> list[tuple[str, int]]:
        table, first = quoted(record_type.name), first_place(record_type)
        if not words.words:
            return self._database.rows(
                f"SELECT created_at, key FROM {table} WHERE archived IS NULL ORDER BY key DESC LIMIT ?",
                (limit,),
            )
        found: list[tuple[str, int]] = []
        for source in (_indexed(words, first), _waiting(words, first)):
            found += self._database.rows(
                f"SELECT created_at, key FROM {source.tables} CROSS JOIN {table} ON key = {source.place} - ?"
                f" WHERE {source.condition} AND archived IS NULL ORDER BY {source.place} DESC LIMIT ?",
                [first, *source.parameters, limit],
            )
        return sorted(found, key=lambda one: one[1], reverse=True)[:limit]


@dataclass(frozen=True, slots=True)
class _Source:
    """Where records with the words are found: the column with their place, the tables, the condition."""

    place: str
    tables: str
    condition: str
    parameters: tuple[Any, ...]


def _indexed(words: Wanted, first: int = 0) -> _Source:
    """What the index says, and the texts behind it where it cannot be sure: all of it, or one type's part."""
    texts = " CROSS JOIN search ON place = search_index.rowid" if words.unsure else ""
    within = " AND search_index.rowid BETWEEN ? AND ?" if first else ""
    contains = " AND instr(folded, ?)" * len(words.unsure)
    return _Source(
        "search_index.rowid",
        f"search_index{texts}",
        f"search_index MATCH ?{within} AND search_index.rowid NOT IN (SELECT place FROM search_waiting){contains}",
        (words.expression, *_places(first), *words.unsure),
    )


def _waiting(words: Wanted, first: int = 0) -> _Source:
    """What waits beside the index, looked through from end to end: all of it, or one type's part."""
    within = "place BETWEEN ? AND ?" if first else "TRUE"
    contains = " AND instr(folded, ?)" * len(words.words)
    return _Source("place", "search_waiting", f"{within}{contains}", (*_places(first), *words.words))


def _places(first: int) -> tuple[int, ...]:
    return (first, first + _ALL_KEYS) if first else ()
