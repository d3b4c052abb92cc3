"""Shelf: the tables of codes that an office has loaded, in a file of their own beside the office's.

They are no part of the office's database: a nomenclature is published by others, is loaded again in seconds, and would
make every backup of an office larger by more than the office itself. So a backup does not carry it, and the file can be
deleted at any time. It holds the names as they were published and, beside them, the words that are looked in; when
another version of the program looks for words in another way, it makes those anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from fieldreport.failures import MachineAtFault
from fieldreport.language import N_
from fieldreport.nomenclature.source import Line, Progress
from fieldreport.nomenclature.wording import looked_in

FILE_NAME = "hs.db"
#: Raised when the words that are looked in are made in another way.
VERSION = 1
#: Rows put in between two reports of progress.
BATCH = 1_000

DAMAGED = N_("The table of HS codes is damaged: {path}. Please load it from its file again.")
UNWRITABLE = N_("The table of HS codes cannot be written: {path}. Please check the disk and the folder.")

_TABLES = (
    """CREATE TABLE edition (nomenclature TEXT NOT NULL, edition TEXT NOT NULL, codes INTEGER NOT NULL,
       file TEXT NOT NULL, loaded_at TEXT NOT NULL, PRIMARY KEY (nomenclature, edition)) WITHOUT ROWID""",
    """CREATE TABLE entry (nomenclature TEXT NOT NULL, edition TEXT NOT NULL, code TEXT NOT NULL, ko TEXT, en TEXT,
       bn TEXT, looked_in TEXT NOT NULL, PRIMARY KEY (nomenclature, edition, code)) WITHOUT ROWID""",
    "CREATE INDEX entry_by_code ON entry (code)",
)


@dataclass(frozen=True, slots=True)
class Edition:
    """One loaded table."""

    nomenclature: str
    edition: str
    codes: int
    file: str
    loaded_at: datetime


class Shelf:
    """The loaded tables in a folder. It belongs to one thread; without the file there are none."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self._connection: sqlite3.Connection | None = None

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """All rows of a query; none where nothing was ever loaded. Raises ``MachineAtFault`` for a damaged file."""
        if self._connection is None:
            if not self.path.exists():
                return []
            with self._plainly():
                self._connection = self._open(anew=False)
        with self._plainly():
            return self._connection.execute(sql, parameters).fetchall()

    def editions(self) -> list[Edition]:
        """The loaded tables, the newest edition of each nomenclature first."""
        return [
            Edition(row[0], row[1], row[2], row[3], datetime.fromisoformat(row[4]))
            for row in self.rows(
                "SELECT nomenclature, edition, codes, file, loaded_at FROM edition"
                " ORDER BY nomenclature, edition DESC"
            )
        ]

    def replace(self, edition: Edition, lines: Sequence[Line], progress: Progress | None = None) -> None:
        """Put a table in the stead of an earlier one of this edition, all of it or nothing."""
        self.close()
        try:
            self._put(edition, lines, progress)
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise MachineAtFault(UNWRITABLE, path=str(self.path)) from error
            # A damaged file holds nothing that could not be loaded again.
            self._throw_away()
            with self._plainly():
                self._put(edition, lines, progress)

    def _put(self, edition: Edition, lines: Sequence[Line], progress: Progress | None) -> None:
        named = (edition.nomenclature, edition.edition)
        with closing(self._open(anew=True)) as connection, _transaction(connection):
            connection.execute("DELETE FROM entry WHERE nomenclature = ? AND edition = ?", named)
            connection.execute(
                "INSERT OR REPLACE INTO edition VALUES (?, ?, ?, ?, ?)",
                (*named, edition.codes, edition.file, edition.loaded_at.isoformat()),
            )
            for start in range(0, len(lines), BATCH):
                if progress is not None:
                    progress(start, len(lines))
                connection.executemany(
                    "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (
                        (*named, one.code, *names, looked_in(*(name or "" for name in names)))
                        for one in lines[start : start + BATCH]
                        for names in [tuple(one.names.get(language) for language in ("ko", "en", "bn"))]
                    ),
                )
        if progress is not None:
            progress(len(lines), len(lines))

    def _throw_away(self) -> None:
        try:
            self.path.unlink(missing_ok=True)
            self.path.with_name(f"{FILE_NAME}-journal").unlink(missing_ok=True)
        except OSError as error:
            raise MachineAtFault(UNWRITABLE, path=str(self.path)) from error

    def _open(self, *, anew: bool) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=10.0, isolation_level=None, check_same_thread=False, cached_statements=64
        )
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version != VERSION:
                _bring_up(connection, version)
            if not anew:
                connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            self.close()
            raise MachineAtFault(DAMAGED, path=str(self.path)) from error


def _bring_up(connection: sqlite3.Connection, version: int) -> None:
    """Make the tables, or make the words anew of a file that another version of the program made."""
    with _transaction(connection):
        # Another process may have been quicker.
        if connection.execute("PRAGMA user_version").fetchone()[0] == VERSION:
            return
        if version == 0:
            for statement in _TABLES:
                connection.execute(statement)
        else:
            connection.create_function(
                "looked_in", 3, lambda *names: looked_in(*(name or "" for name in names))
            )
            connection.execute("UPDATE entry SET looked_in = looked_in(ko, en, bn)")
        connection.execute(f"PRAGMA user_version = {VERSION}")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
