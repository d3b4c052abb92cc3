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


@dataclass(frozen=True)
class Settings:
    """The options of one person.

    ``language`` of the screen; ``workbook_language`` of exported workbooks (headquarters reads Korean);
    ``bengali_digits`` whether Bengali texts show Bengali digits; ``theme`` is ``system``, ``light`` or ``dark``;
    ``window`` holds the window's size and what else the window remembers; ``lists`` holds what the person made of the
    list of each record type.
    """

    person: str = ""
    language: str = "en"
    workbook_language: str = "ko"
    bengali_digits: bool = True
    theme: str = "system"
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
        for name in ("language", "workbook_language"):
            if kept.get(name) not in CODES:
                kept.pop(name, None)
        if kept.get("theme") not in ("system", "light", "dark"):
            kept.pop("theme", None)
        return cls(**kept)

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
