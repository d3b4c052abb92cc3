"""Backup: verified copies of the office, thinned with time, and the way back from one."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fieldreport import files
from fieldreport.failures import InputAtFault, MachineAtFault, Problem
from fieldreport.keys import Keys
from fieldreport.language import N_
from fieldreport.record import RecordType
from fieldreport.store import contents
from fieldreport.store import database as sqlite
from fieldreport.store.database import LOCKED, PATIENCE, Database
from fieldreport.store.schema import APPLICATION_ID
from fieldreport.store.store import Store

#: Told of pages copied and pages in all.
Progress = Callable[[int, int], None]

#: An automatic backup every hour, each kept for a day; then one a day for a month; then one a month.
EVERY = timedelta(hours=1)
HOURLY_FOR = timedelta(days=1)
DAILY_FOR = timedelta(days=31)
#: Pages copied between two reports of progress.
STEP = 2_000

NOT_A_BACKUP = N_("{path} is not a backup of Fieldreport. Please choose another file.")
NO_SUCH_FILE = N_("There is no file {path}. Please check its name.")
DAMAGED_COPY = N_(
    "{path} is damaged, so it was not used. Please take an earlier backup; nothing was changed."
)
NOT_OURS_TO_REPLACE = N_(
    "{path} is already there and is not a backup of Fieldreport. Please choose another name."
)
IS_THE_DATABASE = N_("{path} is the office's own data. Please choose another file.")
OTHER_OFFICE = N_(
    "{path} is a backup of the office {other}, and this is the office {code}. Please restore it into another folder."
)

#: The property in which a backup carries the office's keys; in the office itself they are files.
KEYS = "keys"

_NAME = re.compile(r"office-(\d{8}T\d{6})Z\.db")
_STAMP = "%Y%m%dT%H%M%S"


def back_up(database: Path, target: Path, progress: Progress | None = None, *, carry: bool = True) -> Path:
    """Copy the office's file to ``target`` while it is in use, verify the copy, and only then give it the name.

    It carries the files of the records too, unless they are kept beside it (``carry``).
    An earlier backup of that name is replaced, any other file is not: ``InputAtFault``. Raises ``MachineAtFault``
    when the disk is full or the office is damaged; ``target`` is then as it was.
    """
    with files.plainly(target):
        if target.exists():
            if target.samefile(database):
                raise InputAtFault(Problem(IS_THE_DATABASE, {"path": str(target)}))
            if target.is_file() and target.stat().st_size and not _is_ours(target):
                raise InputAtFault(Problem(NOT_OURS_TO_REPLACE, {"path": str(target)}))
    with files.replacing(target) as unfinished:
        try:
            _copy(database, unfinished, progress)
            if carry:
                contents.pack(unfinished, contents.folder_of(database))
            _take_keys_along(unfinished, database.parent)
            _verify(unfinished, target)
        except MachineAtFault as error:
            if error.problem.message == sqlite.DAMAGED:
                raise MachineAtFault(sqlite.DAMAGED, path=str(database)) from error
            raise
    return target


def restore(
    source: Path,
    database: Path,
    folder: Path,
    types: Sequence[RecordType],
    now: datetime,
    progress: Progress | None = None,
) -> Path | None:
    """Make the office what it was in the backup ``source``; says where the present state is kept, in ``folder``.

    The backup is checked first: ours, whole, not newer than the program, of the same office. What is in
    ``database`` now is kept as a backup, a damaged one as it is. Then the content is replaced in one
    transaction, so that a power cut leaves the one or the other. Raises ``InputAtFault`` for a file that is no
    backup, ``MachineAtFault`` for a damaged or newer one and while another program writes; nothing is changed then.
    """
    must_be_ours(source)
    with files.plainly(database):
        database.parent.mkdir(parents=True, exist_ok=True)
        if database.exists() and source.samefile(database):
            raise InputAtFault(Problem(IS_THE_DATABASE, {"path": str(source)}))
    with checked_copy(source, database, types) as (copy, office):
        if database.exists() and database.stat().st_size:
            present = _present(database, types)
            if present and present != office:
                raise InputAtFault(
                    Problem(OTHER_OFFICE, {"path": str(source), "other": office, "code": present})
                )
        contents.unpack(copy, source, contents.folder_of(database))
        if not database.exists() or not database.stat().st_size:
            _replace(database, copy)
            _bring_keys_back(copy, database.parent)
            return None
        with files.plainly(folder):
            folder.mkdir(parents=True, exist_ok=True)
            kept = _unused(folder / f"before-restore-{now.astimezone(UTC).strftime(_STAMP)}Z.db")
        try:
            back_up(database, kept, carry=False)
            _copy(copy, database, progress)
        except MachineAtFault as error:
            if error.problem.message != sqlite.DAMAGED:
                raise
            _put_aside(database, kept)
            _replace(database, copy)
        _bring_keys_back(copy, database.parent)
        return kept


def is_whole(database: Path) -> bool:
    """Whether SQLite finds nothing wrong with the office's file; takes seconds where there are a million records."""
    try:
        _verify(database, database)
    except (InputAtFault, MachineAtFault):
        return False
    return True


def back_up_if_due(
    database: Path, folder: Path, now: datetime, daily_for: timedelta = DAILY_FOR
) -> Path | None:
    """Make the automatic backup if an hour has passed and something has changed; thin the earlier ones.

    One a day is kept for ``daily_for``. Says where the new backup is, or None. Raises ``MachineAtFault``.
    """
    with files.plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)
        files.clear_abandoned(folder, now)
        present = automatic(folder)
        last = max((moment for moment in present if moment <= now), default=None)
        written = max(path.stat().st_mtime for path in (database, *Keys(database.parent).files))
        changed = last is None or written > present[last].stat().st_mtime
    if not (changed and due(last, now)):
        return None
    contents.second(contents.folder_of(database), folder, now)
    made = back_up(database, named(folder, now), carry=False)
    present = automatic(folder)
    for moment in thin(present, now, daily_for):
        # One that cannot be removed today can be tomorrow.
        present[moment].unlink(missing_ok=True)
    return made


def named(folder: Path, moment: datetime) -> Path:
    """The file in ``folder`` for the automatic backup made at ``moment``."""
    return folder / f"office-{moment.astimezone(UTC).strftime(_STAMP)}Z.db"


def automatic(folder: Path) -> dict[datetime, Path]:
    """The automatic backups in ``folder`` by their moments; nothing else that lies there."""
    found = {}
    for path in sorted(folder.glob("office-*Z.db")):
        match = _NAME.fullmatch(path.name)
        if match:
            try:
                found[datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)] = path
            except ValueError:
                continue
    return found


def due(last: datetime | None, now: datetime) -> bool:
    """Whether it is time for a backup when the last one was made at ``last``."""
    return last is None or now - last >= EVERY


def thin(moments: Iterable[datetime], now: datetime, daily_for: timedelta = DAILY_FOR) -> set[datetime]:
    """Which of the backups made at ``moments`` may go: all but the latest of each hour, day or month.

    Hours count for a day, days for ``daily_for``, months for ever; what seems to come from the future is kept by the
    hour.
    """
    latest: dict[tuple[str, ...], datetime] = {}
    every = set(moments)
    for moment in every:
        age = now - moment
        span = "%Y%m%d%H" if age <= HOURLY_FOR else "%Y%m%d" if age <= daily_for else "%Y%m"
        bucket = (span, moment.astimezone(UTC).strftime(span))
        latest[bucket] = max(moment, latest.get(bucket, moment))
    return every - set(latest.values())


# ---- copying -------------------------------------------------------------------------------------------------


def _copy(source: Path, target: Path, progress: Progress | None = None) -> None:
    """Copy all pages into ``target`` in one transaction, which waits for whoever is writing there."""
    with sqlite.plainly(source), closing(_connect(source)) as reading:
        # Held until the end, so that a writer in between does not make the copy begin again.
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with (
            sqlite.plainly(target),
            closing(sqlite3.connect(target, timeout=PATIENCE, isolation_level=None)) as writing,
        ):
            writing.execute("PRAGMA synchronous = EXTRA")
            patience_ends = time.monotonic() + PATIENCE

            def step(status: int, remaining: int, total: int) -> None:
                if (
                    status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
                    and time.monotonic() > patience_ends
                ):
                    raise MachineAtFault(LOCKED)
                if progress is not None:
                    progress(total - remaining, total)

            reading.backup(writing, pages=-1 if progress is None else STEP, progress=step, sleep=0.05)


def _take_keys_along(copy: Path, data: Path) -> None:
    """Have a copy hold the keys of the office too, which lie in files beside its database."""
    carried = Keys(data).carried()
    with closing(Database(copy)) as database:
        if not carried and not database.row("SELECT 1 FROM property WHERE name = ?", (KEYS,)):
            return
        with database.writing() as connection:
            connection.execute("DELETE FROM property WHERE name = ?", (KEYS,))
            if carried:
                connection.execute(
                    "INSERT INTO property (name, value) VALUES (?, ?)", (KEYS, json.dumps(carried))
                )


def _bring_keys_back(copy: Path, data: Path) -> None:
    with closing(Database(copy, readonly=True)) as database:
        row = database.row("SELECT value FROM property WHERE name = ?", (KEYS,))
    try:
        carried = json.loads(row[0]) if row else []
    except (ValueError, RecursionError):
        return
    if isinstance(carried, list):
        Keys(data).bring_back([one for one in carried if isinstance(one, str)])


def _connect(path: Path) -> sqlite3.Connection:
    """A connection that only reads and never makes a file."""
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=PATIENCE, isolation_level=None
    )


@contextmanager
def checked_copy(source: Path, database: Path, types: Sequence[RecordType]) -> Iterator[tuple[Path, str]]:
    """A verified copy of the backup ``source`` beside the database, brought up to this program; its office's code.

    Raises as ``restore`` does; the copy goes when the block ends.

    What is checked is what is used: the file itself may lie on a stick that is pulled out.
    """
    with files.plainly(database):
        copy = database.with_name(f".restoring-{time.time_ns()}{files.UNFINISHED}")
    try:
        try:
            _copy(source, copy)
            _verify(copy, source)
        except MachineAtFault as error:
            if error.problem.message == sqlite.DAMAGED:
                raise MachineAtFault(DAMAGED_COPY, path=str(source)) from error
            raise
        office = office_of(copy, types)
        if not office:
            raise InputAtFault(Problem(NOT_A_BACKUP, {"path": str(source)}))
        yield copy, office
    finally:
        copy.unlink(missing_ok=True)
        _journal(copy).unlink(missing_ok=True)


def office_of(database: Path, types: Sequence[RecordType]) -> str:
    with closing(Store.open(database, types)) as store:
        return store.property("office") or ""


def _present(database: Path, types: Sequence[RecordType]) -> str:
    """The code of the office that is there; empty where it is damaged, which is what restoring is for."""
    try:
        return office_of(database, types)
    except MachineAtFault as error:
        if error.problem.message != sqlite.DAMAGED:
            raise
        return ""


def _replace(database: Path, copy: Path) -> None:
    with files.replacing(database) as unfinished, files.plainly(database):
        shutil.copyfile(copy, unfinished)
        # A journal left by the file that was there would be played back into this one.
        _journal(database).unlink(missing_ok=True)


def _unused(path: Path) -> Path:
    """``path``, or the first name like it that nothing has yet."""
    names = itertools.chain(
        [path], (path.with_stem(f"{path.stem}-{number}") for number in itertools.count(2))
    )
    return next(name for name in names if not name.exists())


def _put_aside(database: Path, kept: Path) -> None:
    """Keep a damaged office as it is, with its journal: somebody may yet be able to read it."""
    with files.plainly(kept):
        for path, aside in ((database, kept), (_journal(database), _journal(kept))):
            if path.exists():
                shutil.copyfile(path, aside)
                files.settle(aside)


def _journal(database: Path) -> Path:
    return database.with_name(database.name + "-journal")


# ---- checking ------------------------------------------------------------------------------------------------


def must_be_ours(path: Path) -> None:
    """Raise ``InputAtFault`` unless the file is there and its head says that it is a backup of this program."""
    with files.plainly(path):
        if not path.exists():
            raise InputAtFault(Problem(NO_SUCH_FILE, {"path": str(path)}))
        if not path.is_file() or not _is_ours(path):
            raise InputAtFault(Problem(NOT_A_BACKUP, {"path": str(path)}))


def _is_ours(path: Path) -> bool:
    """Whether the file's head says SQLite and Fieldreport (source: https://www.sqlite.org/fileformat.html)."""
    with path.open("rb") as file:
        head = file.read(100)
    return head.startswith(b"SQLite format 3\0") and head[68:72] == APPLICATION_ID.to_bytes(4, "big")


def _verify(path: Path, named: Path) -> None:
    """Raise unless the copy at ``path`` is whole and holds nothing but our tables; ``named`` is said in messages."""
    with closing(Database(path, readonly=True)) as copy:
        copy.execute("PRAGMA cell_size_check = ON")
        if copy.row("PRAGMA application_id")[0] != APPLICATION_ID:
            raise InputAtFault(Problem(NOT_A_BACKUP, {"path": str(named)}))
        # The program makes no views and no triggers; in a file that somebody prepared they would run as ours.
        if copy.row("SELECT 1 FROM sqlite_master WHERE type NOT IN ('table', 'index')"):
            raise InputAtFault(Problem(NOT_A_BACKUP, {"path": str(named)}))
        if copy.rows("PRAGMA integrity_check(1)") != [("ok",)] or copy.rows("PRAGMA foreign_key_check"):
            raise MachineAtFault(sqlite.DAMAGED, path=str(named))


__all__ = [
    "Progress",
    "automatic",
    "back_up",
    "back_up_if_due",
    "checked_copy",
    "due",
    "is_whole",
    "must_be_ours",
    "named",
    "office_of",
    "restore",
    "thin",
]
