"""Usual: cells as most of them are, which nothing need be done to, read without the steps that would change nothing.

What is usual is told so narrowly that it needs no care: everything else, and whatever is doubtful, goes the long way
through ``cleaning`` and the field (a property test compares the two).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from fieldreport import text
from fieldreport.field import Field
from fieldreport.fields import Line, TextField, Website, Words
from fieldreport.importing.cleaning import NOTHING
from fieldreport.values import Text

#: What a cell says as raw input and as the field's value.
Both = tuple[Any, Any]
#: Reads a usual text, without spaces at its ends, written in ``language`` where its letters do not tell.
Way = Callable[[str, str], Both | None]

#: Shorter than the longest line, so that no length need be checked.
LONGEST = 400
_ADDRESS = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/[A-Za-z0-9/_-]*)?")
#: Letters, spaces and commas: no digit, bullet or other sign that may separate.
_LIST = re.compile(r"(?:[^\W\d_]|[\u0980-\u09ff]| |,(?=[^,]))+")
_CIRCLED = re.compile("[\u2460-\u24ff]")
_LEGAL_FORM = re.compile(r",\s*(?:ltd|inc|co|llc|corp)\b", re.IGNORECASE)


def plain(cell: object) -> str:
    """The cell's text if it is a usual one: on one line, of letters and signs that are seen; empty if not."""
    if not isinstance(cell, str) or len(cell) > LONGEST or not cell.isprintable() or "  " in cell:
        return ""
    if not (cell.isascii() or unicodedata.is_normalized("NFC", cell)) or "_x000" in cell:
        return ""
    stripped = cell.strip()
    return "" if stripped.casefold() in NOTHING else stripped


def _text(typed: str, language: str) -> Both:
    return typed, Text(typed, text.language_of(typed) or language)


def _line(typed: str, language: str) -> Both:
    return typed, typed


def _website(typed: str, language: str) -> Both | None:
    return (typed, f"https://{typed}") if _ADDRESS.fullmatch(typed) else None


def _words(typed: str, language: str) -> Both | None:
    if _LIST.fullmatch(typed) is None or _CIRCLED.search(typed) or _LEGAL_FORM.search(typed):
        return None
    pieces = [kept for one in typed.split(",") if (kept := one.strip())]
    return pieces, tuple(dict.fromkeys(pieces))


_WAYS: Mapping[type[Field], Way] = {TextField: _text, Line: _line, Website: _website, Words: _words}


def way(field: Field | None) -> Way | None:
    """How usual cells of a field are read; None where all go the long way."""
    return _WAYS.get(type(field)) if field is not None else None
