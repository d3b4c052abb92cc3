"""Plain: sheets written just as this program writes them, read at once instead of event by event.

Most workbooks come as they left the office, and then their rows are in one narrow form that can be recognised to the
last character. Whatever is written otherwise is left to the parser, and a sheet's frame goes through the parser anyway:
what is found here is what would be found there (a test compares), several times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

#: Bytes of a sheet that is looked at as a whole.
LARGEST = 8 << 20
#: The rows of a sheet that hold something: number, and texts and numbers by their columns, both from 1.
Rows: TypeAlias = "list[tuple[int, dict[int, str | float]]]"

_BEGIN, _END = b"<sheetData>", b"</sheetData>"
#: What the frame around the rows must not have, so that taking the rows out of it changes nothing else in it.
_ODD = (b"sheetData", b"<!", b"AlternateContent")
#: Characters of a text: no tag, none that XML forbids, and no carriage return, which a parser would change.
_TEXT = "[^<>\x00-\x08\x0b-\x1f\ufffe\uffff]*"
#: A row's begin or end, a cell, or else one character that belongs to neither.
_TOKEN = re.compile(
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="[0-9]+")?'
    r"(?: ?/>"
    r"|><v>(-?[0-9]{1,20}(?:\.[0-9]{1,20})?(?:[eE][-+]?[0-9]{1,3})?)</v></c>"
    rf'| t="inlineStr"><is><t(?: xml:space="preserve")?>({_TEXT})</t></is></c>)'
    r'|<row r="([1-9][0-9]{0,6})"(?: ht="[0-9.]+")?(?: customHeight="[01]")?(?: hidden="[01]")?'
    r'(?: outlineLevel="[0-7]")?(?: collapsed="[01]")?(?: spans="[0-9:]+")?>'
    r"|(</row>)"
    r"|(.)",
    re.DOTALL,
)
_ENTITY = re.compile("&(?!amp;|lt;|gt;)")


def framed(content: bytes) -> tuple[bytes, bytes] | None:
    """A sheet's part as its frame, with an empty place for the rows, and its rows; None if it is not that plain."""
    head, begin, rest = content.partition(_BEGIN)
    rows, end, tail = rest.partition(_END)
    if not (begin and end) or any(odd in part for part in (head, tail) for odd in _ODD):
        return None
    return head + begin + end + tail, rows


def rows_in(
    content: bytes, column_number: Callable[[str], int], most_columns: int, longest: int
) -> Rows | None:
    """The rows of a sheet's data; None where anything is written in another way."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    columns: dict[str, int] = {}
    rows: Rows = []
    cells: dict[int, str | float] = {}
    current, last, column, number = 0, 0, 0, ""
    for letters, row, figure, held, begins, ends, other in _TOKEN.findall(text):
        if letters:
            at = columns.get(letters)
            if at is None:
                at = columns[letters] = column_number(letters)
            if row != number or not column < at <= most_columns:
                return None
            column = at
            if held:
                if len(held) > longest or "_x" in held:
                    return None
                if "&" in held:
                    if _ENTITY.search(held):
                        return None
                    held = held.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
                cells[at] = held
            elif figure:
                cells[at] = float(figure)
        elif begins:
            current = int(begins)
            if number or not last < current <= 1_048_576:
                return None
            number, column, cells = begins, 0, {}
        elif ends:
            if not number:
                return None
            if cells:
                rows.append((current, cells))
            last, number = current, ""
        elif other:
            return None
    return None if number else rows
