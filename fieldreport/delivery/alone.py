"""Alone: one sender at a time in an office's folder, whichever program it is in; a killed one leaves nothing locked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from fieldreport import files


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Whether nobody else is inside such a block of this folder; if so, nobody comes in until this one ends.

    The lock is SQLite's on a file of its own: it works alike on every system and ends with the process that holds it.
    """
    with files.plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / "sending.lock", timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            yield False
            return
        yield True
        connection.execute("ROLLBACK")
