"""Clock, disk and data folder: what the computer must give for records to be dated, kept and left alone."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fieldreport import folders
from fieldreport.doctor.database import opened
from fieldreport.doctor.finding import Finding, State, shown
from fieldreport.failures import MachineAtFault
from fieldreport.holding import HELD_ELSEWHERE, holder_of
from fieldreport.language import N_
from fieldreport.office import DATABASE_NAME
from fieldreport.safekeeping import kept
from fieldreport.settings import Settings
from fieldreport.store.database import READ_ONLY

#: What two right clocks may differ.
TOLERANCE = timedelta(minutes=10)
#: Free bytes below which it is worth a word, and below which saving may fail at any moment.
LITTLE, TOO_LITTLE = 1_000_000_000, 100_000_000

BEHIND = N_(
    "This computer's clock says {moment}, but {path} was written on {written}. Please set the clock and its time zone."
)
HEADQUARTERS_AHEAD = N_(
    "Headquarters wrote on {written} what came in here on {moment}. Please set this computer's clock and its time zone."
)
AGREES = N_("The clock agrees with the files and with what came from headquarters.")
ROOM = N_("Free room on the disk in megabytes: {size}.")
LITTLE_ROOM = N_(
    "Free room on the disk in megabytes: {size}. Please make room; the office and a backup need {room}."
)
SYNCHRONISED = N_(
    "{name} copies the data folder while it is in use, which can damage the database: {path}. Please close Fieldreport"
    " and move the folder to a place that nothing synchronises."
)
ALONE = N_("The data folder can be written to, and nothing synchronises it: {path}")

#: Parts of paths, folded, by which programs that synchronise are known, and files that they leave at their tops.
FOLDERS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mobile documents": "iCloud",
    "iclouddrive": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "mybox": "MYBOX",
    "pcloud drive": "pCloud",
    "mega": "MEGA",
    "box sync": "Box",
}
MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".849c9593-d756-4e56-8d6e-42412f2a707b": "OneDrive",
}
#: Variables that name the folders of OneDrive on Windows.
VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def look_at_clock(data: Path, settings: Settings, now: datetime) -> Iterator[Finding]:
    """What is found about the clock, by what was written before now; no network is asked."""
    late = False
    for path in _witnesses(data, settings):
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if written > now + TOLERANCE:
            late = True
            values = {"moment": now, "path": shown(path), "written": written}
            yield Finding("clock", State.WRONG, BEHIND, values)
            break
    for written, came in _letters(data):
        if written > came + TOLERANCE:
            late = True
            yield Finding("clock", State.WRONG, HEADQUARTERS_AHEAD, {"written": written, "moment": came})
            break
    if not late:
        yield Finding("clock", State.GOOD, AGREES)


def _witnesses(data: Path, settings: Settings) -> Iterator[Path]:
    """Files that were written before now: the office's, its backups, and the program itself."""
    yield from (one for one in (data / DATABASE_NAME, folders.locales()) if one.exists())
    try:
        yield from (one.path for one in kept(data, settings))
    except MachineAtFault:
        return


def _letters(data: Path) -> list[tuple[datetime, datetime]]:
    """When headquarters wrote its latest envelopes, and when they came, by this computer's clock."""
    path = data / DATABASE_NAME
    if not path.is_file():
        return []
    try:
        with opened(path) as connection:
            rows = connection.execute(
                "SELECT json_extract(content, '$.made_at'), received_at FROM envelope ORDER BY serial DESC LIMIT 5"
            ).fetchall()
        return [(datetime.fromisoformat(made), datetime.fromisoformat(came)) for made, came in rows]
    except (MachineAtFault, sqlite3.Error, ValueError, TypeError):
        # An office of before there was delivery; what is damaged is told as the database's.
        return []


def look_at_disk(data: Path) -> Iterator[Finding]:
    """What is found about the disk that the data is on."""
    place = next((one for one in (data, *data.absolute().parents) if one.exists()), None)
    if place is None:
        return
    free = shutil.disk_usage(place).free
    database = data / DATABASE_NAME
    # A backup, and the journal of a large change.
    needed = 3 * database.stat().st_size if database.is_file() else 0
    values: dict[str, object] = {"size": round(free / 1_000_000)}
    if free >= max(LITTLE, needed):
        yield Finding("disk", State.GOOD, ROOM, values)
        return
    state = State.WRONG if free < max(TOO_LITTLE, needed // 3) else State.ADVICE
    values["room"] = round(max(LITTLE, needed) / 1_000_000)
    yield Finding("disk", state, LITTLE_ROOM, values)


def look_at_folder(data: Path) -> Iterator[Finding]:
    """What is found about the data folder: who else works on it."""
    if not data.is_dir():
        return
    holder = holder_of(data)
    if holder is not None and holder.host != platform.node():
        values = {"host": holder.host, "user": holder.user, "moment": holder.moment}
        yield Finding("folder", State.ADVICE, HELD_ELSEWHERE, values)
    name = synchroniser(data)
    if name is not None:
        yield Finding("folder", State.WRONG, SYNCHRONISED, {"name": name, "path": shown(data)})
    elif not os.access(data, os.W_OK):
        yield Finding("folder", State.WRONG, READ_ONLY, {"path": shown(data)})
    else:
        yield Finding("folder", State.GOOD, ALONE, {"path": shown(data)})


def synchroniser(data: Path) -> str | None:
    """The program that keeps the folder in step with others, as far as its path and the files around it tell."""
    folder = data.resolve()
    for variable in VARIABLES:
        given = os.environ.get(variable)
        if given and folder.is_relative_to(Path(given).resolve()):
            return "OneDrive"
    for one in (folder, *folder.parents):
        named = one.name.casefold()
        # OneDrive adds the organisation's name, Dropbox the team's.
        for start in ("onedrive", "dropbox"):
            if named.startswith((f"{start} - ", f"{start} (")):
                return FOLDERS[start]
        if named in FOLDERS:
            return FOLDERS[named]
        for mark, name in MARKS.items():
            if (one / mark).exists() and one != Path.home():
                return name
    return None
