"""Index: which records share a part of their evidence. It stands beside the office and can be thrown away at any time.

It is no part of the office's own database, so that no save pays for it and no backup carries it. What changed since it
was last asked is read from the office's history; what it no longer should say does no harm, for every answer is
compared with the records as they are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from fieldreport.store.database import quoted
from fieldreport.store.query import Queries

#: Raised when other keys are made of the same records: then the index is made anew.
VERSION = 1
FILE_NAME = "duplicates.db"
#: Records put into it in one transaction.
BATCH = 500
#: Memory for pages (negative by SQLite's convention): a list's parts lie all over the table.
CACHE_KIB = -16_000
#: Parameters of one query.
MOST_AT_ONCE = 900
#: Parts that are no single word of a name, said as a range so that the table's order is of use.
_NO_WORD = "(part < 'n:' OR part >= 'n;')"

#: Makes the keys of records of a type from their keys in the database.
KeysOf = Callable[[str, Sequence[int]], Iterable[tuple[int, set[str]]]]


class Index:
    """Records by their evidence."""

    def __init__(
        self,
        folder: Path | None,
        store: Queries,
        types: Sequence[str],
        file_name: str = FILE_NAME,
        version: int = VERSION,
    ) -> None:
        """Others that find records by what they share keep an index of their own, in a file of another name."""
        self._store = store
        self._file_name = file_name
        self._version = version
        self._types = {name: number for number, name in enumerate(types)}
        self._connection = self._open(folder)

    def close(self) -> None:
        """Close it; closing twice is harmless."""
        self._connection.close()

    def _open(self, folder: Path | None) -> sqlite3.Connection:
        try:
            if folder is None:
                return self._connect(":memory:")
            folder.mkdir(parents=True, exist_ok=True)
            return self._connect(str(folder / self._file_name))
        except (OSError, sqlite3.Error):
            # A folder that may not be written to, or a file that is not whole: it only takes longer without them.
            return self._connect(":memory:")

    def _connect(self, where: str) -> sqlite3.Connection:
        connection = sqlite3.connect(where, timeout=10.0, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode = TRUNCATE")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(f"PRAGMA cache_size = {CACHE_KIB}")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS told (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID"
            )
            connection.execute(
                "CREATE TABLE IF NOT EXISTS entry (type INTEGER NOT NULL, part TEXT NOT NULL, key INTEGER NOT NULL,"
                " PRIMARY KEY (type, part, key)) WITHOUT ROWID"
            )
        except BaseException:
            connection.close()
            raise
        return connection

    # ---- bringing it up to the office ----------------------------------------------------------------------------

    def update(self, keys_of: KeysOf, most: int | None = None) -> int:
        """Take in what changed, at most so many records; how many there still are, or 0 when nothing is left.

        What is left out now is taken in by the next call.
        """
        if not self._is_of_this_office():
            self._begin_anew()
        left = 0
        for name in self._types:
            left += self._take_new(name, keys_of, most)
        return left + (0 if left else self._take_changed(keys_of))

    def _told(self, name: str) -> str:
        row = self._connection.execute("SELECT value FROM told WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def _tell(self, name: str, value: object) -> None:
        self._connection.execute("INSERT OR REPLACE INTO told VALUES (?, ?)", (name, str(value)))

    def _change_set(self, number: int) -> str:
        row = self._store.database.row("SELECT at, by, what FROM change_set WHERE key = ?", (number,))
        return repr(tuple(row)) if row else ""

    def _is_of_this_office(self) -> bool:
        """Whether the history still goes through the point up to which this index follows it: a restored backup may
        have other changes of the same numbers."""
        if self._told("version") != str(self._version):
            return False
        return self._change_set(int(self._told("change_set") or 0)) == self._told("change")

    def _last_change_set(self) -> int:
        return int(self._store.database.row("SELECT coalesce(max(key), 0) FROM change_set")[0])

    def _follow(self, number: int) -> None:
        self._tell("change_set", number)
        self._tell("change", self._change_set(number))

    def _begin_anew(self) -> None:
        with self._transaction():
            self._connection.execute("DELETE FROM entry")
            self._connection.execute("DELETE FROM told")
            self._tell("version", self._version)
            self._follow(self._last_change_set())

    def _take_new(self, name: str, keys_of: KeysOf, most: int | None) -> int:
        last, taken = int(self._told(f"last {name}") or 0), 0
        while True:
            rows = self._store.database.rows(
                f"SELECT key FROM {quoted(name)} WHERE key > ? ORDER BY key LIMIT ?", (last, BATCH)
            )
            if not rows:
                return 0
            if most is not None and taken >= most:
                return len(rows)
            last = rows[-1][0]
            taken += len(rows)
            with self._transaction():
                self._put(name, keys_of(name, [row[0] for row in rows]))
                self._tell(f"last {name}", last)

    def _take_changed(self, keys_of: KeysOf) -> int:
        since, now = int(self._told("change_set") or 0), self._last_change_set()
        if since == now:
            return 0
        changed: dict[str, list[int]] = {}
        for name, key in self._store.database.rows(
            "SELECT DISTINCT record.type, record.key FROM change JOIN record ON record.id = change.record_id"
            " WHERE change_set > ? AND change.revision > 1",
            (since,),
        ):
            if name in self._types:
                changed.setdefault(name, []).append(key)
        with self._transaction():
            for name, keys in changed.items():
                self._put(name, keys_of(name, keys))
            self._follow(now)
        return 0

    def _put(self, name: str, records: Iterable[tuple[int, set[str]]]) -> None:
        by_part: dict[str, list[int]] = {}
        for key, parts in records:
            for part in parts:
                by_part.setdefault(part, []).append(key)
        # In the table's own order each of its pages is looked for once.
        entries = [(part, key) for part in sorted(by_part) for key in by_part[part]]
        self._connection.executemany(
            f"INSERT OR IGNORE INTO entry VALUES ({self._types[name]}, ?, ?)", entries
        )

    def take(self, name: str, records: Sequence[tuple[int, set[str]]], *, new: bool) -> None:
        """Take in records whose parts are known; ``new`` ones, their keys rising, need not be looked for again.

        That holds only where nothing was added before them that is not in the index yet.
        """
        if not records:
            return
        with self._transaction():
            self._put(name, records)
            last = int(self._told(f"last {name}") or 0)
            # Another connection may have taken in more of them meanwhile.
            if (
                new
                and records[-1][0] > last
                and not self._store.database.row(
                    f"SELECT 1 FROM {quoted(name)} WHERE key > ? AND key < ? LIMIT 1", (last, records[0][0])
                )
            ):
                self._tell(f"last {name}", records[-1][0])

    def _transaction(self) -> _Transaction:
        return _Transaction(self._connection)

    def is_empty(self, name: str) -> bool:
        """Whether no record of a type is in it."""
        found = self._connection.execute(
            "SELECT 1 FROM entry WHERE type = ? LIMIT 1", (self._types[name],)
        ).fetchone()
        return found is None

    # ---- asking --------------------------------------------------------------------------------------------------

    def sharing(self, name: str, parts: Sequence[str], most: int) -> list[int]:
        """Keys of records with any of these parts, at most so many; those added last."""
        found: set[int] = set()
        for start in range(0, len(parts), MOST_AT_ONCE):
            part = parts[start : start + MOST_AT_ONCE]
            rows = self._connection.execute(
                f"SELECT key FROM entry WHERE type = ? AND part IN ({', '.join('?' * len(part))}) LIMIT ?",
                [self._types[name], *part, most],
            )
            found.update(row[0] for row in rows)
        return sorted(found, reverse=True)[:most]

    def sharing_each(self, name: str, parts: Iterable[str], most: int) -> dict[str, list[int]]:
        """The keys of the records that have each of these parts; what more than ``most`` have tells nothing."""
        found: dict[str, list[int]] = {}
        asked = sorted(parts)
        for start in range(0, len(asked), MOST_AT_ONCE):
            some = asked[start : start + MOST_AT_ONCE]
            for part, key in self._connection.execute(
                f"SELECT part, key FROM entry WHERE type = ? AND part IN ({', '.join('?' * len(some))})",
                [self._types[name], *some],
            ):
                found.setdefault(part, []).append(key)
        return {part: keys for part, keys in found.items() if len(keys) <= most}

    def shares(self, name: str, part: str, most: int) -> list[int]:
        """Keys of records with this part, those added last first, at most so many."""
        rows = self._connection.execute(
            "SELECT key FROM entry WHERE type = ? AND part = ? ORDER BY key DESC LIMIT ?",
            (self._types[name], part, most),
        )
        return [row[0] for row in rows]

    def count(self, name: str, part: str) -> int:
        """How many records have a part."""
        row = self._connection.execute(
            "SELECT count(*) FROM entry WHERE type = ? AND part = ?", (self._types[name], part)
        ).fetchone()
        return int(row[0])

    def sharing_all(self, name: str, groups: Sequence[Sequence[str]], most: int) -> list[int]:
        """Keys of records with a part of every group, at most so many."""
        sources = " INTERSECT ".join(
            f"SELECT key FROM entry WHERE type = ? AND part IN ({', '.join('?' * len(group))})"
            for group in groups
        )
        parameters = [each for group in groups for each in (self._types[name], *group)]
        rows = self._connection.execute(f"SELECT key FROM ({sources}) LIMIT ?", [*parameters, most])
        return [row[0] for row in rows]

    def blocks(self, name: str, most: int, after: str, limit: int) -> list[tuple[str, list[int]]]:
        """The next parts after this one that records share, with the records: from two to ``most`` of them.

        A part that more share tells nothing. A single word of a name is no such part: it takes all that only one
        company has. Read in the order of the table, so that the next ones are found without counting those before.
        """
        rows = self._connection.execute(
            f"SELECT part, group_concat(key) FROM entry WHERE type = ? AND part > ? AND {_NO_WORD}"
            " GROUP BY part HAVING count(*) BETWEEN 2 AND ? ORDER BY part LIMIT ?",
            (self._types[name], after, most, limit),
        )
        return [(part, [int(key) for key in keys.split(",")]) for part, keys in rows]

    def count_blocks(self, name: str, most: int) -> int:
        """How many blocks there are."""
        row = self._connection.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM entry WHERE type = ? AND {_NO_WORD}"
            " GROUP BY part HAVING count(*) BETWEEN 2 AND ?)",
            (self._types[name], most),
        ).fetchone()
        return int(row[0])


class _Transaction:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *rest: object) -> None:
        self._connection.execute("COMMIT" if kind is None else "ROLLBACK")
