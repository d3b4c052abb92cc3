"""Contents: the files that people put on records, kept once by what is in them, beside the database.

A content is named by the SHA-256 of its bytes and never changed or removed: history may name it for ever, and what was
taken off a record can be put back. A backup that leaves the folder carries them in a table of its own.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from fieldreport import files
from fieldreport.failures import MachineAtFault
from fieldreport.field import Json
from fieldreport.language import N_
from fieldreport.store import database as sqlite
from fieldreport.store.change import FILES

#: The folder of the contents, beside the database and beside the automatic backups.
FOLDER = "files"
#: The table in which a backup carries them; in the office's own database it is empty.
TABLE = "content"

NOT_THE_CONTENT = N_(
    "{path} holds a file that is not what was put there, so it was not used. Please take another backup; nothing was"
    " changed."
)

_SHA256 = re.compile("[0-9a-f]{64}")


def folder_of(database: Path) -> Path:
    """Where the contents of an office lie."""
    return database.parent / FOLDER


def is_sha256(name: object) -> bool:
    """Whether it is the name of a content; nothing else ever becomes part of a path."""
    return isinstance(name, str) and _SHA256.fullmatch(name) is not None


def place(folder: Path, sha256: str) -> Path:
    """Where the content of this SHA-256 lies, or would lie; without an ending, so that nothing ever runs it."""
    if not is_sha256(sha256):
        raise ValueError("no name of a content")
    return folder / sha256[:2] / sha256


def keep(folder: Path, content: bytes) -> str:
    """Keep a content unless it is there already; its SHA-256. Raises ``MachineAtFault``."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = place(folder, sha256)
    with files.plainly(path):
        if path.is_file() and path.stat().st_size == len(content):
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
    with files.replacing(path) as unfinished, files.plainly(path):
        unfinished.write_bytes(content)
    return sha256


def read(folder: Path, sha256: str) -> bytes | None:
    """A content, or None where it is missing or not what was put there."""
    path = place(folder, sha256)
    try:
        content = path.read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


# ---- which there are -------------------------------------------------------------------------------------------


def named_in(marks: Iterable[Json]) -> Iterator[str]:
    """The contents that marks of records name."""
    for mark in marks:
        for one in mark if isinstance(mark, list) else ():
            if isinstance(one, dict) and is_sha256(one.get("sha256")):
                yield one["sha256"]


def named(connection: sqlite3.Connection) -> list[str]:
    """Every content that history names, each once, those taken off again too: undo may bring them back."""
    # Said in the words of the index, which has just these rows.
    rows = connection.execute(f"SELECT old, new FROM change WHERE field = '{FILES}'").fetchall()
    return list(dict.fromkeys(named_in(_mark(cell) for row in rows for cell in row if cell)))


def _mark(cell: str) -> Json:
    """A mark as it is kept; None where a backup that somebody prepared holds something else."""
    try:
        return json.loads(cell)
    except (ValueError, TypeError, RecursionError):
        return None


# ---- backups ---------------------------------------------------------------------------------------------------


def pack(backup: Path, folder: Path) -> int:
    """Put the contents into the backup that names them; how many. One that is missing is passed over."""
    with sqlite.plainly(backup), closing(sqlite3.connect(backup, isolation_level=None)) as connection:
        wanted = named(connection)
        if not wanted:
            return 0
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("BEGIN")
        packed = 0
        for sha256 in wanted:
            content = read(folder, sha256)
            if content is not None:
                connection.execute(f"INSERT OR REPLACE INTO {TABLE} VALUES (?, ?)", (sha256, content))
                packed += 1
        connection.execute("COMMIT")
        return packed


def second(folder: Path, backups: Path, now: datetime) -> None:
    """Keep a second copy of each content beside the automatic backups, which name them but do not carry them.

    What killed programs had not finished writing is cleared away.
    """
    target = backups / FOLDER
    if not folder.is_dir():
        return
    for each in (*folder.glob("??"), *target.glob("??")):
        files.clear_abandoned(each, now)
    for path in sorted(folder.glob("??/*")):
        if is_sha256(path.name) and not place(target, path.name).exists():
            content = read(folder, path.name)
            if content is not None:
                keep(target, content)


def unpack(backup: Path, source: Path, folder: Path) -> None:
    """Bring the contents of a (checked copy of a) backup into the office's folder, and take them out of the copy.

    What the backup does not carry is looked for beside ``source``, where it came from. Raises ``MachineAtFault``
    where a content is not what its name says.
    """
    with sqlite.plainly(backup), closing(sqlite3.connect(backup, isolation_level=None)) as connection:
        carried = [row[0] for row in connection.execute(f"SELECT sha256 FROM {TABLE}")]
        for sha256 in carried:
            row = connection.execute(f"SELECT content FROM {TABLE} WHERE sha256 = ?", (sha256,)).fetchone()
            content = row[0]
            if not isinstance(content, bytes) or hashlib.sha256(content).hexdigest() != sha256:
                raise MachineAtFault(NOT_THE_CONTENT, path=str(source))
            keep(folder, content)
        for sha256 in named(connection):
            if sha256 not in carried and not place(folder, sha256).exists():
                content = read(source.parent / FOLDER, sha256)
                if content is not None:
                    keep(folder, content)
        if carried:
            connection.execute(f"DELETE FROM {TABLE}")
            connection.execute("VACUUM")
