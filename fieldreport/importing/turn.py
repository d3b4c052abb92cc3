"""Turn: one file at a time is brought in or taken back in an office, in whatever window or program that is done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from fieldreport.failures import MachineAtFault
from fieldreport.language import N_
from fieldreport.store import Store
from fieldreport.store.database import plainly

#: The file beside the office's data that is locked meanwhile; it stays empty.
NAME = "import.lock"
TAKEN = N_(
    "Another file is being brought in or taken back in this office, in this window or another program."
    " Please wait until that has ended, or stop it; then do this again."
)


@contextmanager
def alone(store: Store) -> Iterator[None]:
    """Nobody else's turn while the block lasts; raises ``MachineAtFault`` where it is somebody's already.

    SQLite's own lock on a file is the same on every system, and the system lets it go when the program is killed.
    """
    path = store.database.path.with_name(NAME)
    with plainly(path):
        connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    with closing(connection):
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise MachineAtFault(TAKEN) from None
            with plainly(path):
                raise
        yield
