"""Backups: that there are some, how old the latest is, and that it can be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from fieldreport.doctor.finding import Finding, State, shown
from fieldreport.failures import MachineAtFault
from fieldreport.language import N_
from fieldreport.office import DATABASE_NAME
from fieldreport.safekeeping import kept
from fieldreport.settings import Settings
from fieldreport.store import backup

#: A backup that lacks changes is worth a word after a day, and wrong after a week.
OLD, TOO_OLD = timedelta(days=1), timedelta(days=7)

NONE = N_("There is no backup yet. Please make one now: Settings, Backups, or fieldreport backup FILE")
OUT_OF_DATE = N_(
    "The latest backup is of {moment}, and the office has been changed since. Please make one now: Settings, Backups,"
    " or fieldreport backup FILE"
)
UNREADABLE = N_("The latest backup is damaged: {path}. Please make a new one now, best on another disk.")
AWAY = N_(
    "The folder chosen for backups is not there: {path}. Until it is connected, backups go into the data folder."
)
SAFE = N_("The latest backup is of {moment} and can be read: {path}")


def look(data: Path, settings: Settings, now: datetime) -> Iterator[Finding]:
    """What is found about the backups."""
    database = data / DATABASE_NAME
    if not database.is_file():
        return
    if settings.backup_folder and not Path(settings.backup_folder).is_dir():
        yield Finding("backups", State.ADVICE, AWAY, {"path": shown(Path(settings.backup_folder))})
    try:
        found = [one for one in kept(data, settings) if not one.before_restore]
        if not found:
            yield Finding("backups", State.ADVICE, NONE)
            return
        latest = found[0]
        if not backup.is_whole(latest.path):
            yield Finding("backups", State.WRONG, UNREADABLE, {"path": shown(latest.path)})
            return
        changed = database.stat().st_mtime > latest.path.stat().st_mtime
    except MachineAtFault as failure:
        yield Finding.of("backups", failure)
        return
    age = now - latest.made_at
    if changed and age > OLD:
        state = State.WRONG if age > TOO_OLD else State.ADVICE
        yield Finding("backups", state, OUT_OF_DATE, {"moment": latest.made_at})
    else:
        yield Finding("backups", State.GOOD, SAFE, {"moment": latest.made_at, "path": shown(latest.path)})
