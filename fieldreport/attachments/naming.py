"""Names of files, made so that Windows, macOS and Linux all take them, and that say nothing false of what is inside."""

from __future__ import annotations

import re
import unicodedata

from fieldreport import text
from fieldreport.attachments.kinds import Kind

#: Letters of a name without its ending, and its bytes: Linux counts those, and a copy may need some letters more.
LONGEST, MOST_BYTES = 100, 200
_FORBIDDEN = re.compile(r'[<>:"|?*]')
#: Names that Windows keeps for devices, whatever follows after a point.
#: Source: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)


def cleaned(name: str, kind: Kind) -> str:
    """A name for a file of this kind, as near to ``name`` as it may be.

    It is one part of a path, has no sign that turns the reading order (``gpj.exe`` shown as ``exe.jpg``), and
    ends as its kind does, whatever else it ended on.
    """
    last = re.split(r"[/\\]", text.clean(name))[-1]
    plain = "".join(one for one in last if one == " " or not _is_unseen(one))
    plain = _FORBIDDEN.sub("_", " ".join(plain.split())).strip(". ")
    stem, ending = _parted(plain, kind)
    stem = _short(stem).strip(". ")
    if not stem:
        stem = kind.code
    if _DEVICES.fullmatch(stem.partition(".")[0].rstrip()):
        stem = f"_{stem}"
    return f"{stem}{ending}"


def another(name: str, number: int) -> str:
    """The same name with a number, for a second file of that name."""
    stem, point, ending = name.rpartition(".")
    return f"{stem} ({number}){point}{ending}"


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp", "Zs")


def _parted(name: str, kind: Kind) -> tuple[str, str]:
    endings = kind.value.endings
    for ending in endings:
        if name.lower().endswith(ending):
            return name[: -len(ending)], ending
    return name, endings[0]


def _short(stem: str) -> str:
    stem = stem[:LONGEST]
    while len(stem.encode()) > MOST_BYTES:
        stem = stem[:-1]
    return stem
