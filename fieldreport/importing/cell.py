"""Cell: one cell of a file as text, what nobody sees taken away, and what cleaning makes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from fieldreport.field import Json
from fieldreport.importing.table import Cell
from fieldreport.language import N_

#: What was done to a cell: a catalogue text and its values.
Notes = tuple[tuple[str, dict[str, object]], ...]

SIGNS_REMOVED = N_("characters that nobody sees taken away")
SPLIT = N_("several in one cell taken apart")

_EXCEL_RETURN = re.compile(r"_x000[dDaA]_")
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


class Cleaned(NamedTuple):
    """A cell made ready for its field: ``raw``, what was done to it, and what is kept beside (other addresses)."""

    raw: Json
    notes: tuple[tuple[str, dict[str, object]], ...] = ()
    beside: str = ""


@dataclass(frozen=True)
class Habits:
    """What the other cells of a column and its title say of how its cells are to be read."""

    month_first: bool = False
    per_one: bool = False
    currency: str = ""
    scale: int = 1


EMPTY = Cleaned(None)


def plain(cell: Cell) -> str:
    """A cell as text: whole numbers without a point, days and times as they are typed."""
    match cell:
        case str():
            return cell
        case bool():
            return "yes" if cell else "no"
        case float():
            return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else f"{Decimal(repr(cell)):f}"
        case datetime():
            return cell.isoformat(" ", "minutes") if cell.time() != time() else cell.date().isoformat()
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat("minutes")
        case timedelta():
            minutes = int(cell.total_seconds()) // 60
            return f"{minutes // 60}:{minutes % 60:02d}"
        case None:
            return ""
    return str(cell)


def seen(cell: Cell) -> tuple[str, Notes]:
    """The cell's text without what nobody sees, and whether there was any."""
    typed = plain(cell)
    if typed.isascii() and "_x000" not in typed:
        return typed.strip(), ()
    cleaned = _UNSEEN.sub("", _EXCEL_RETURN.sub("", typed)).replace("\u00a0", " ")
    return cleaned.strip(), ((SIGNS_REMOVED, {}),) if cleaned != typed.replace("\u00a0", " ") else ()
