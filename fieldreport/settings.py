"""Settings: the person's own options on this computer, typed and saved atomically."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from fieldreport import text
from fieldreport.failures import MachineAtFault
from fieldreport.language import CODES, N_

FILE_NAME = "settings.json"
#: The folder of backups inside the data folder, where no other is chosen.
BACKUPS_NAME = "backups"
#: Words that the options with few choices take; numbers of the scale are per cent, the others days.
THEMES = ("system", "light", "dark")
SCALES = (100, 125, 150, 175, 200)
REMIND_DAYS = (1, 2, 3, 5, 7)
BACKUP_DAYS = (7, 31, 92, 366)
HOURS = tuple(f"{hour:02d}:00" for hour in range(24))
CHOICES: Mapping[str, tuple[str | int, ...]] = {
    "language": CODES,
    "workbook_language": CODES,
    "theme": THEMES,
    "scale": SCALES,
    "remind_days": REMIND_DAYS,
    "quiet_from": HOURS,
    "quiet_until": HOURS,
    "backup_days": BACKUP_DAYS,
}


@dataclass(frozen=True)
class Settings:
    """The options of one person.

    ``language`` of the screen; ``workbook_language`` of exported workbooks (headquarters reads Korean);
    ``bengali_digits`` whether Bengali texts show Bengali digits; ``theme`` is ``system``, ``light`` or ``dark``;
    ``scale`` is the size of everything in per cent, taken at the next start.
    ``reminders`` whether anything is told unasked, ``remind_days`` how many days before a report is due, never between
    ``quiet_from`` and ``quiet_until`` (the same hour twice: always allowed) and with ``quiet_days`` not on days off.
    ``backup_folder`` takes the automatic backups where it is there, else the data folder does; one a day is kept for
    ``backup_days``. ``window`` holds the window's size and what else the window remembers, ``reminded`` on which day
    each matter was last told; ``lists`` what the person made of the list of each record type.
    """

    person: str = ""
    language: str = "en"
    workbook_language: str = "ko"
    bengali_digits: bool = True
    theme: str = "system"
    scale: int = 100
    reminders: bool = True
    remind_days: int = 3
    quiet_from: str = "19:00"
    quiet_until: str = "08:00"
    quiet_days: bool = True
    backup_folder: str = ""
    backup_days: int = 31
    reminded: Mapping[str, str] = field(default_factory=dict)
    window: Mapping[str, Any] = field(default_factory=dict)
    lists: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # A name from a Mac may come with its letters in pieces.
        object.__setattr__(self, "person", text.one_line(self.person))

    @classmethod
    def load(cls, folder: Path) -> Settings:
        """The saved settings; what is missing, unknown or not of its type takes its default.

        Options are a convenience: a damaged file must never keep anybody from their records.
        """
        try:
            raw = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls()
        if not isinstance(raw, dict):
            return cls()
        default = cls()
        kept = {
            one.name: raw[one.name]
            for one in fields(cls)
            if one.name in raw and isinstance(raw[one.name], type(getattr(default, one.name)))
        }
        for name, choices in CHOICES.items():
            # True is a number to Python, and would be 1 among them.
            if kept.get(name) not in choices or isinstance(kept[name], bool):
                kept.pop(name, None)
        return cls(**kept)

    def backups_in(self, data: Path) -> Path:
        """Where the automatic backups of the office in ``data`` go now.

        A chosen folder that is away (a stick, a share) is never made anew: another disk might be there in its place.
        """
        chosen = Path(self.backup_folder)
        return chosen if self.backup_folder and chosen.is_dir() else data / BACKUPS_NAME

    def save(self, folder: Path) -> None:
        """Write the settings so that they are whole or unchanged; raises ``MachineAtFault``."""
        import tempfile

        try:
            handle, temporary = tempfile.mkstemp(prefix="settings-", suffix=".tmp", dir=folder)
            try:
                with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                    json.dump(asdict(self), file, ensure_ascii=False, indent=1)
                    file.flush()
                    os.fsync(file.fileno())
                Path(temporary).replace(folder / FILE_NAME)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise MachineAtFault(
                N_(
                    "The settings cannot be saved in {path}. Please check the folder's permissions and the disk."
                ),
                path=str(folder),
            ) from error
