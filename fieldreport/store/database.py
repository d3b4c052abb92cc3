"""The SQLite file: opened durably, its errors told apart into the machine's and ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fieldreport.failures import MachineAtFault
from fieldreport.language import N_

#: How long a connection waits for another one to finish, in seconds.
PATIENCE = 10.0
#: Cache of pages in KiB (negative by SQLite's convention): enough for an index over a million rows.
CACHE_KIB = -16_000
#: Steps of SQLite's machine after which a reading connection asks whether anybody still waits: a millisecond or two.
BETWEEN = 20_000

DISK_FULL = N_("The disk is full. Nothing was lost, but nothing more can be saved until there is room on it.")
LOCKED = N_("Another program is using the data of this office. Please close it and try again.")
READ_ONLY = N_("The data folder cannot be written to: {path}. Please check its permissions.")
CANNOT_OPEN = N_(
    "The data of this office cannot be opened: {path}. Please check that the folder exists and may be used."
)
DAMAGED = N_(
    "The data of this office is damaged: {path}. Please restore the latest backup; nothing was changed."
)
DISK_ERROR = N_(
    "The disk reported an error while saving to {path}. Nothing was half written; please check the disk."
)


class Overtaken(Exception):
    """Nobody waits for the answer any more: see ``Database.overtake``."""


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Say SQLite's environmental errors in plain words as ``MachineAtFault``; our own mistakes fly on.

    Source of the codes: https://www.sqlite.org/rescode.html
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
            raise Overtaken from error
        message = {
            sqlite3.SQLITE_FULL: DISK_FULL,
            sqlite3.SQLITE_BUSY: LOCKED,
            sqlite3.SQLITE_LOCKED: LOCKED,
            sqlite3.SQLITE_READONLY: READ_ONLY,
            sqlite3.SQLITE_PERM: READ_ONLY,
            sqlite3.SQLITE_CANTOPEN: CANNOT_OPEN,
            sqlite3.SQLITE_CORRUPT: DAMAGED,
            sqlite3.SQLITE_NOTADB: DAMAGED,
            sqlite3.SQLITE_IOERR: DISK_ERROR,
        }.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if message is None and "decode to UTF-8" in str(error):
            # Python's own refusal of a text cell with garbage in it; it has no code.
            message = DAMAGED
        if message is None:
            raise
        raise MachineAtFault(message, path=str(path)) from error


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Say that the data is damaged where a stored value is not what was stored: the program reads what it wrote."""
    try:
        yield
    except (ValueError, LookupError, TypeError, ArithmeticError) as error:
        raise MachineAtFault(DAMAGED, path=str(path)) from error


class Database:
    """One connection to the office's file.

    The journal is a rollback journal with ``synchronous=EXTRA``: of simulated power cuts, none lost a row that had
    been acknowledged, while a write-ahead log with ``NORMAL`` lost some in most of them.
    A connection belongs to one thread; readers open their own with ``readonly``.
    """

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self.path = path
        self.readonly = readonly
        self._writing = False
        self._overtaken = False
        with plainly(path):
            self.connection = sqlite3.connect(
                path, timeout=PATIENCE, isolation_level=None, check_same_thread=False, cached_statements=512
            )
            try:
                self._configure()
            except BaseException:
                self.connection.close()
                raise

    def _configure(self) -> None:
        connection = self.connection
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = {CACHE_KIB}")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA synchronous = EXTRA")
        if self.readonly:
            connection.execute("PRAGMA query_only = ON")
            # SQLite's own interrupt is passed over by a query that is just about to begin.
            connection.set_progress_handler(lambda: self._overtaken, BETWEEN)
        else:
            connection.execute("PRAGMA journal_mode = DELETE")

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement with bound parameters."""
        with plainly(self.path):
            return self._begun(sql, parameters)

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Any]:
        """All rows of a query."""
        with plainly(self.path):
            return self._begun(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """The first row of a query, or None."""
        with plainly(self.path):
            return self._begun(sql, parameters).fetchone()

    def batches(self, sql: str, parameters: Sequence[Any] = (), size: int = 1_000) -> Iterator[list[Any]]:
        """The rows of a query, so many at a time."""
        cursor = self.execute(sql, parameters)
        while True:
            with plainly(self.path):
                rows = cursor.fetchmany(size)
            if not rows:
                return
            yield rows

    def _begun(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any]) -> sqlite3.Cursor:
        if self._overtaken:
            raise Overtaken
        return self.connection.execute(sql, parameters)

    def overtake(self) -> None:
        """Called in another thread: stop what is being read, and begin nothing else until ``resume``.

        Whoever reads gets ``Overtaken``. Only for connections that do not write: a transaction would be taken back.
        """
        self._overtaken = True

    def resume(self) -> None:
        """Read again."""
        self._overtaken = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several queries that see one and the same state, whatever another connection writes meanwhile."""
        if self.connection.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on the disk when the block ends, or none of it.

        A block inside another one is part of that one's transaction; what is raised in it must end the outer one too.
        """
        if self._writing:
            yield self.connection
            return
        with plainly(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            self._writing = True
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                # A failed COMMIT (full disk) may have rolled back by itself.
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
            finally:
                self._writing = False

    def close(self) -> None:
        """Close the connection; closing twice is harmless."""
        self.connection.close()


def quoted(name: str) -> str:
    """A table's or column's name in SQL; names come from record types, never from input."""
    return '"' + name.replace('"', '""') + '"'
