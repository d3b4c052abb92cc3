"""Canonical: the one way in which records and rows become bytes, so that equal ones have equal hashes everywhere.

JSON with sorted names and no spaces, every character beyond ASCII escaped: no program, mail or code page on the way can
change it, and lone surrogates, which no workbook's XML can hold, have a form too.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from fieldreport.field import Json

_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), check_circular=False)


def canonical(value: Json) -> bytes:
    """Neutral JSON as its canonical bytes, all of them ASCII and on one line."""
    return _canonical.encode(value).encode("ascii")


def digest(content: bytes) -> str:
    """The SHA-256 of canonical bytes, in 43 characters of base64 (RFC 4648, 5, without padding)."""
    return shortened(hashlib.sha256(content).digest())


def shortened(hashed: bytes) -> str:
    """A hash as it is written in a manifest."""
    return urlsafe_b64encode(hashed).rstrip(b"=").decode("ascii")


def record_hash(neutral: Mapping[str, Json]) -> str:
    """The hash of a record's neutral JSON (``Record.to_json``)."""
    return digest(canonical(neutral))


@lru_cache(maxsize=2048)
def _serial(day: date) -> float:
    """A day or moment as spreadsheets keep it: a number."""
    from openpyxl.utils.datetime import to_excel

    return float(to_excel(day))  # type: ignore[no-untyped-call]


def _number(value: Any) -> float:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return _serial(value)
    raise TypeError(f"a cell cannot hold {type(value).__name__}")


_row = json.JSONEncoder(default=_number, separators=(",", ":"), check_circular=False)


def rows_line(rows: Sequence[Sequence[object]]) -> bytes:
    """Some rows of a sheet as their canonical bytes: texts, numbers, and ``null`` for empty cells."""
    return _row.encode(rows).encode("ascii")
