"""Numbers as people type them."""

from __future__ import annotations

import re
from decimal import Decimal

from fieldreport.catalogue import N_
from fieldreport.parsing.typed import Unreadable, plain

_THOUSANDS = r"[1-9]\d{0,2}(?:,\d{3})+"
_LAKHS = r"[1-9]\d?(?:,\d{2})+,\d{3}"
_NUMBER = re.compile(rf"([+-]?)\s?({_THOUSANDS}|{_LAKHS}|\d+)(?:\.(\d+))?")
#: Decimal arithmetic is exact to 28 digits.
_MOST_DIGITS = 28


def number(typed: str) -> Decimal:
    """A number: ``1,234.5``, ``12,34,567``, ``১২,৩৪,৫৬৭``, ``−5``.

    Thousands or lakh grouping, the decimal point a full stop. Raises ``Unreadable`` for everything that has two
    readings or none: ``12,3``, ``1.234,5``, ``1e3``, ``1_000``, ``nan``.
    """
    line = plain(typed)
    if not line:
        raise Unreadable(N_("Nothing is written here. Type a number, for example 1,250."))
    match = _NUMBER.fullmatch(line)
    if match is None:
        if re.fullmatch(r"[+-]?[\d.,]+", line) and "," in line:
            raise Unreadable(
                N_(
                    "The commas in “{text}” can be read in two ways. Type it without them, a point before decimals."
                ),
                text=typed,
            )
        raise Unreadable(
            N_("“{text}” is not a number. Type digits only, for example 1250 or 1,250.5."), text=typed
        )
    sign, whole_part, decimals = match.groups()
    digits = whole_part.replace(",", "")
    if len(digits.lstrip("0")) + len(decimals or "") > _MOST_DIGITS:
        raise Unreadable(N_("“{text}” has too many digits. Check the number and shorten it."), text=typed)
    value = Decimal(f"{sign}{digits}.{decimals}" if decimals else f"{sign}{digits}")
    # A minus before nothing would come back as “-0”.
    return value if value else abs(value)


def whole(typed: str) -> int:
    """A whole number; ``12.0``, which spreadsheets make of 12, is one. Raises ``Unreadable``."""
    value = number(typed)
    if value != value.to_integral_value():
        raise Unreadable(N_("“{text}” has decimals. Type a whole number."), text=typed)
    return int(value)
