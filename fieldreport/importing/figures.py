"""Figures: days, telephone numbers, HS codes, numbers and sums, which spreadsheets take for one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from fieldreport import text
from fieldreport.field import Field
from fieldreport.fields import Amount, Day, Moment, Number
from fieldreport.importing.cell import SPLIT, Cleaned, Habits, Notes, plain, seen
from fieldreport.importing.table import Cell
from fieldreport.importing.titles import CURRENCIES, SCALES
from fieldreport.language import N_
from fieldreport.parsing import Unreadable
from fieldreport.values import Phone

DAY_OF_NUMBER = N_("a spreadsheet's number read as a day")
MONTH_FIRST = N_("a day with the month first, as the other days of the column have it")
TIME_LEFT_OUT = N_("the time of day left out")
PHONE_OF_NUMBER = N_("a telephone number that a spreadsheet took for a number")
FIRST_PHONE = N_("several telephone numbers; the first one is dialled")
HS_OF_NUMBER = N_("zeros of an HS code that a spreadsheet took away put back")
PERCENT = N_("a share of one read as per cent")
SCALED = N_("a sum in {scale} of the currency, as the title says")
UNIT_LEFT_OUT = N_("“{unit}” after a number left out")

DIGITS_LOST = N_(
    "The spreadsheet has rounded “{value}”, so its last digits are lost. Please type it anew, as text."
)

_SERIAL_BEGIN = date(1899, 12, 30)
#: Days that a spreadsheet's number may mean: 1954 to 2119.
_SERIALS = range(20_000, 80_000)
_ROUNDED = re.compile(r"\s*\d(?:[.,]\d+)?[eE]\+?\d{1,2}\s*")


def habits(field: Field, title: str, samples: Sequence[Cell]) -> Habits:
    """The habits of a column of this title with these cells."""
    match field:
        case Day() | Moment():
            return Habits(month_first=_month_first(samples))
        case Number(unit="%"):
            numbers = [one for one in samples if isinstance(one, float | int) and not isinstance(one, bool)]
            share = (
                bool(numbers)
                and all(0 <= one <= 1 for one in numbers)
                and any(0 < one < 1 for one in numbers)
            )
            return Habits(per_one=share)
        case Amount():
            currency, scale = _currency_and_scale(title)
            return Habits(currency=currency, scale=scale)
    return Habits()


def _month_first(samples: Sequence[Cell]) -> bool:
    first, second = [0], [0]
    for one in samples:
        found = isinstance(one, str) and re.match(
            r"\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}\b", text.ascii_digits(one)
        )
        if found:
            first.append(int(found[1]))
            second.append(int(found[2]))
    return max(first) <= 12 < max(second) <= 31


def _currency_and_scale(title: str) -> tuple[str, int]:
    """Of “금액(천불)”, “Value (USD thousand)”: the currency and how many units each number means."""
    plain = title.casefold()
    words = set(re.split(r"[^\w$€₩৳']+", plain))
    inside = re.findall(r"[(\[（](.*?)[)\]）]", plain)
    pieces = words | {one.strip() for one in inside}
    scale = 1
    for units, names in SCALES.items():
        for name in names.split("|"):
            if name in pieces:
                scale = units
            for piece in list(pieces):
                if not name.isascii() and piece.startswith(name) and len(piece) > len(name):
                    rest = piece.removeprefix(name).strip()
                    if any(rest in known.split("|") for known in CURRENCIES.values()):
                        scale = units
                        pieces.add(rest)
    for code, names in CURRENCIES.items():
        if any(one in pieces for one in names.split("|")):
            return code, scale
    return "", scale if inside else 1


def day(cell: Cell, field: Field, column: Habits) -> Cleaned:
    match cell:
        case datetime():
            timed: Notes = ((TIME_LEFT_OUT, {}),) if cell.time() != time() else ()
            return Cleaned(cell.date().isoformat(), timed)
        case date():
            return Cleaned(cell.isoformat())
        case float() | int() if not isinstance(cell, bool) and int(cell) in _SERIALS:
            return Cleaned((_SERIAL_BEGIN + timedelta(days=int(cell))).isoformat(), ((DAY_OF_NUMBER, {}),))
    typed, notes = seen(cell)
    typed = text.ascii_digits(typed)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", typed) and int(float(typed)) in _SERIALS:
        day = _SERIAL_BEGIN + timedelta(days=int(float(typed)))
        return Cleaned(day.isoformat(), (*notes, (DAY_OF_NUMBER, {})))
    timed_day = re.fullmatch(
        r"(.*\d[^\s:]*)[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AaPp]\.?[Mm]\.?)?Z?", typed
    )
    if timed_day:
        typed, notes = timed_day[1].strip(), (*notes, (TIME_LEFT_OUT, {}))
    if column.month_first:
        found = re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})", typed)
        if found and int(found[1]) <= 12 and int(found[3]) <= 31:
            year = found[4] if len(found[4]) == 4 else f"20{found[4]}"
            return Cleaned(f"{year}-{int(found[1]):02d}-{int(found[3]):02d}", (*notes, (MONTH_FIRST, {})))
    return Cleaned(typed, notes)


def moment(cell: Cell, field: Field, column: Habits) -> Cleaned:
    if isinstance(cell, datetime):
        return Cleaned(cell.isoformat(" ", "minutes"))
    return Cleaned(*seen(cell))


def phone(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = seen(cell)
    if _ROUNDED.fullmatch(typed):
        raise Unreadable(DIGITS_LOST, value=typed)
    of_number = isinstance(cell, float | int) or re.fullmatch(r"\d{9,15}\.0", typed) is not None
    typed = text.one_line(re.sub(r"[\r\n]+", " / ", typed)).removeprefix("'").removesuffix(".0")
    if of_number:
        # A number cannot begin with a zero or a plus.
        return Cleaned(
            f"+{typed}" if re.match(r"880\d{10}$|82\d{9,10}$", typed) else typed, ((PHONE_OF_NUMBER, {}),)
        )
    numbers = [one for one in re.split(r"\s*(?:[,;/]|\s(?:or|또는|অথবা)\s)\s*", typed) if one]
    if len(numbers) > 1 and all(sum(one.isdigit() for one in number) >= 7 for number in numbers):
        # All of them are kept as they were typed; the number to be dialled is the first one's.
        return Cleaned(numbers[0], (*notes, (FIRST_PHONE, {})), beside=typed)
    return Cleaned(typed, notes)


def hs_codes(cell: Cell, field: Field, column: Habits) -> Cleaned:
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _hs_of_number(float(cell))
    typed, notes = seen(cell)
    typed = re.sub(r"(?i)\bH\.?S\.?\s*(?:code|no|부호|코드)?\s*[.:：#]?\s*", " ", text.ascii_digits(typed))
    pieces = [
        one.strip(" .")
        for one in re.split(r"[,;/\n、·&]|\s{2,}|(?<=\d)\s+(?=\d{4}\.)|(?<=\d{6})\s+(?=\d{6})", typed)
    ]
    pieces = [one for one in pieces if one]
    apart = len(pieces) > 1 and "," not in typed
    return Cleaned(pieces, (*notes, (SPLIT, {})) if apart else notes)


def _hs_of_number(number: float) -> Cleaned:
    """A code that a spreadsheet took for a number has lost zeros at its end (8447.2) or beginning (402.1)."""
    digits = f"{number:.6f}".rstrip("0").rstrip(".")
    begin, _, end = digits.partition(".")
    whole = begin + (end + "0" if len(end) % 2 else end)
    if not end:
        # Without a point nothing tells of zeros at the end; a code has an even number of digits.
        whole = begin if len(begin) % 2 == 0 else "0" + begin
    elif len(begin) == 3:
        whole = "0" + whole
    return Cleaned([whole], ((HS_OF_NUMBER, {}),) if whole != begin + end else ())


def number(cell: Cell, field: Field, column: Habits) -> Cleaned:
    if isinstance(cell, float | int) and not isinstance(cell, bool) and column.per_one:
        return Cleaned(
            f"{Decimal(repr(float(cell))) * 100:f}".rstrip("0").rstrip(".") or "0", ((PERCENT, {}),)
        )
    typed, notes = seen(cell)
    found = re.fullmatch(r"([\d,.০-৯]+)\s*([^\d\s.,%][^\d]{0,15})", typed)
    if found:
        return Cleaned(found[1], (*notes, (UNIT_LEFT_OUT, {"unit": found[2].strip()})))
    return Cleaned(typed, notes)


def amount(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = seen(cell)
    if isinstance(cell, float):
        # The last digits of a float are the spreadsheet's, not the person's.
        typed = plain(round(cell, 4))
    if column.scale > 1 and re.fullmatch(r"[\d,.০-৯\s]+", typed):
        number = Decimal(text.ascii_digits(typed).replace(",", "").replace(" ", "")) * column.scale
        typed = f"{number:f}"
        notes = (*notes, (SCALED, {"scale": column.scale}))
    return Cleaned(typed, notes)


def whole_phone(value: Phone, beside: str) -> Phone:
    """The first number as the one that is dialled, with all that stood in the cell as it was typed."""
    return Phone(beside[:60], value.e164) if beside and len(beside) <= 60 else value
