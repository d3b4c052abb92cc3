"""Where things are: the program's own files and the user's data."""

from __future__ import annotations

import os
import sys
from pathlib import Path

#: Names the variable that overrides the data folder (the command line's ``--data`` overrides both).
DATA_VARIABLE = "FIELDREPORT_DATA"
#: An empty file of such a name beside the program keeps its data there, in the folder named next.
PORTABLE = ("portable", "portable.txt")
PORTABLE_DATA = "data"


def program() -> Path:
    """The folder that holds ``locales`` and ``resources``: beside the package, or inside the bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parent.parent


def locales() -> Path:
    """The folder of the PO files."""
    return program() / "locales"


def own_locales(data: Path) -> Path:
    """The folder of the PO files that people edit, inside the data folder; read in the place of the program's."""
    return data / "locales"


def resources() -> Path:
    """The folder of plan packs, offices, nomenclature and the sample."""
    return program() / "resources"


def beside_program() -> Path:
    """The folder in which people see the program: that of its file, on macOS the one that holds the app."""
    if not getattr(sys, "frozen", False):
        return program()
    executable = Path(sys.executable).resolve()
    for folder in executable.parents:
        if folder.suffix == ".app":
            return folder.parent
    return executable.parent


def is_portable() -> bool:
    """Whether a file named ``portable`` (Windows may show ``portable.txt`` so) keeps all data beside the program."""
    return any((beside_program() / name).is_file() for name in PORTABLE)


def user_data() -> Path:
    """The user's data folder: ``data`` beside a portable program, ``FIELDREPORT_DATA``, or the system's own place.

    On a stick the stick's data counts, whatever the computer's own Fieldreport has been told by the variable.
    Windows: ``%LOCALAPPDATA%``, never the roaming profile, which is synchronised and would damage a live
    database. macOS: ``~/Library/Application Support``. Elsewhere: the XDG data folder.
    """
    if is_portable():
        return beside_program() / PORTABLE_DATA
    given = os.environ.get(DATA_VARIABLE)
    if given:
        return Path(given).expanduser()
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Fieldreport"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "Fieldreport"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "fieldreport"


def cache(data: Path) -> Path:
    """The folder for what can be made anew at any time, inside the data folder."""
    return data / "cache"
