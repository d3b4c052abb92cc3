"""Safekeeping: which backups there are, what is in one beside what is here, and one made at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fieldreport import files
from fieldreport.record import RecordType
from fieldreport.settings import BACKUPS_NAME, Settings
from fieldreport.store import Store, backup
from fieldreport.store.backup import Progress


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup: its file, when it was made, its size in bytes; ``before_restore`` if a restore has put it there."""

    path: Path
    made_at: datetime
    size: int
    before_restore: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds: its office, how many records of each type, the last change (None: never any)."""

    office: str
    counts: Mapping[str, int]
    changed_at: datetime | None
    changed_by: str


def kept(data: Path, settings: Settings) -> list[Kept]:
    """The backups of the office in ``data``, the latest first: the automatic ones and what restores have replaced."""
    found: dict[Path, Kept] = {}
    for folder in {settings.backups_in(data), data / BACKUPS_NAME}:
        with files.plainly(folder):
            if not folder.is_dir():
                continue
            for moment, path in backup.automatic(folder).items():
                found[path] = Kept(path, moment, path.stat().st_size)
            for path in folder.glob("before-restore-*.db"):
                told = path.stat()
                made = datetime.fromtimestamp(told.st_mtime, UTC)
                found[path] = Kept(path, made, told.st_size, before_restore=True)
    return sorted(found.values(), key=lambda one: (one.made_at, one.path), reverse=True)


def back_up_now(
    database: Path, data: Path, settings: Settings, now: datetime, progress: Progress | None = None
) -> Path:
    """Make a backup where the automatic ones go, whether one is due or not; says where. Raises ``MachineAtFault``."""
    folder = settings.backups_in(data)
    with files.plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return backup.back_up(database, backup.named(folder, now), progress)


def contents(store: Store) -> Contents:
    """What an open office holds."""
    row = store.database.row("SELECT at, by FROM change_set ORDER BY key DESC LIMIT 1")
    return Contents(
        store.property("office") or "",
        {name: store.count(one) for name, one in store.types.items()},
        None if row is None else datetime.fromisoformat(row[0]),
        "" if row is None else str(row[1]),
    )


def look_into(source: Path, database: Path, types: Sequence[RecordType]) -> Contents:
    """What the backup ``source`` holds; nothing is changed.

    Checked as a restore into ``database`` would check it, and with the same failures: ``InputAtFault`` for a file that
    is no backup, ``MachineAtFault`` for a damaged or newer one.
    """
    backup.must_be_ours(source)
    with backup.checked_copy(source, database, types) as (copy, _), closing(Store.open(copy, types)) as store:
        return contents(store)
