"""Cleaning: what spreadsheets and hurry did to a value undone, one function a kind, each telling what it changed.

What comes out is raw input for the field, as if it had been typed. Nothing is guessed here that the field itself
would refuse for good reason; what cannot be mended is left as it is, and the field says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from fieldreport import text
from fieldreport.field import Field, Json
from fieldreport.fields import (
    Amount,
    Choice,
    Country,
    Day,
    Email,
    HsCodes,
    Link,
    Links,
    ManyChoices,
    Moment,
    Number,
    PhoneNumber,
    Task,
    TextField,
    Website,
    Whole,
    Words,
    YesNo,
)
from fieldreport.importing.table import Cell
from fieldreport.importing.titles import CURRENCIES, SCALES
from fieldreport.language import N_
from fieldreport.parsing import Unreadable
from fieldreport.values import Phone

NOTHING_MEANT = N_("“{value}” is taken as nothing")
LINES_JOINED = N_("several lines made one")
SIGNS_REMOVED = N_("characters that nobody sees taken away")
DAY_OF_NUMBER = N_("a spreadsheet's number read as a day")
MONTH_FIRST = N_("a day with the month first, as the other days of the column have it")
TIME_LEFT_OUT = N_("the time of day left out")
PHONE_OF_NUMBER = N_("a telephone number that a spreadsheet took for a number")
FIRST_PHONE = N_("several telephone numbers; the first one is dialled")
FIRST_EMAIL = N_("several e-mail addresses; the first one is taken")
EMAIL_TAKEN_OUT = N_("an e-mail address taken out of what stood around it")
SPLIT = N_("several in one cell taken apart")
HS_OF_NUMBER = N_("zeros of an HS code that a spreadsheet took away put back")
PERCENT = N_("a share of one read as per cent")
SCALED = N_("a sum in {scale} of the currency, as the title says")
UNIT_LEFT_OUT = N_("“{unit}” after a number left out")

DIGITS_LOST = N_(
    "The spreadsheet has rounded “{value}”, so its last digits are lost. Please type it anew, as text."
)

#: What people write into a cell that is to stay empty, folded.
_NOTHING = frozenset(
    "n/a na n.a. n.a nil null none - -- --- . .. … ? ?? x tbd tba #n/a #ref! #value! #name? #div/0! #null! #num!"
    " (blank) (empty) unknown 없음 해당없음 해당사항없음 미정 미상 모름 무 n.a নেই প্রযোজ্য_নয় জানা_নেই অজানা".replace(
        "_", " "
    ).split(" ")
) | {
    "not available",
    "not applicable",
    "to be confirmed",
    "해당 없음",
    "해당사항 없음",
    "প্রযোজ্য নয়",
    "জানা নেই",
    "–",
    "—",
    "ㅡ",
}
_EXCEL_RETURN = re.compile(r"_x000[dDaA]_")
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_BULLET = re.compile(r"^\s*(?:[-•·▪◦○●*∙‣]|\(?\d{1,2}[.)]|[①-⑳])\s+")
_NUMBERED = re.compile(r"(?:^|\s)(?:\(?\d{1,2}[.)]|[①-⑳])\s*(?=\D)")
_SERIAL_BEGIN = date(1899, 12, 30)
#: Days that a spreadsheet's number may mean: 1954 to 2119.
_SERIALS = range(20_000, 80_000)
_ROUNDED = re.compile(r"\s*\d(?:[.,]\d+)?[eE]\+?\d{1,2}\s*")


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


Cleaner = Callable[[Cell, Field, Habits], Cleaned]


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


# ---- one function a kind -------------------------------------------------------------------------------------


def clean(cell: Cell, field: Field, column: Habits = Habits()) -> Cleaned:
    """A cell made ready for ``field``; raises ``Unreadable`` for what the spreadsheet has spoilt for good."""
    if cell is None or cell == "":
        return EMPTY
    if isinstance(cell, str) and not isinstance(field, YesNo) and len(cell) < 30:
        told = text.one_line(cell).casefold()
        if told in _NOTHING:
            return Cleaned(None, ((NOTHING_MEANT, {"value": cell.strip()}),))
    return _CLEANERS.get(type(field), _line)(cell, field, column)


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


def _seen(cell: Cell) -> tuple[str, tuple[tuple[str, dict[str, object]], ...]]:
    """The cell's text without what nobody sees."""
    typed = plain(cell)
    if typed.isascii() and "_x000" not in typed:
        return typed.strip(), ()
    cleaned = _UNSEEN.sub("", _EXCEL_RETURN.sub("", typed)).replace("\u00a0", " ")
    return cleaned.strip(), ((SIGNS_REMOVED, {}),) if cleaned != typed.replace("\u00a0", " ") else ()


def _line(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = _seen(cell)
    if "\n" not in typed and "\t" not in typed and "\r" not in typed:
        return Cleaned(typed, notes)
    lines = [_BULLET.sub("", " ".join(one.split())) for one in re.split(r"[\r\n]+", typed)]
    lines = [one for one in lines if one]
    joined = ""
    for one in lines:
        joined += one if not joined else (" " if joined[-1] in ",;:/·-" else ", ") + one
    return Cleaned(joined, (*notes, (LINES_JOINED, {})) if len(lines) > 1 else notes)


def _text(cell: Cell, field: Field, column: Habits) -> Cleaned:
    if isinstance(field, TextField) and field.short:
        return _line(cell, field, column)
    typed, notes = _seen(cell)
    return Cleaned(typed.replace("\t", " "), notes)


def taken_apart(typed: str) -> list[str]:
    """The pieces of a cell with several things in it: lines, bullets, numbers before each, commas, semicolons."""
    if "\n" in typed or "\r" in typed:
        rough = [_BULLET.sub("", one) for one in re.split(r"[\r\n]+", typed)]
    elif len(_NUMBERED.findall(typed)) > 1:
        rough = _NUMBERED.split(typed)
    else:
        rough = [typed]
    pieces = []
    for one in rough:
        # A comma between digits, or before a legal form, separates nothing.
        pieces += re.split(
            r"\s*(?:[;；、•]|,(?!\d{3}\b)(?!\s*(?:ltd|inc|co|llc|corp)\b)|，|\s/\s|(?<=[가-힣])·(?=[가-힣]))\s*",
            one,
            flags=re.IGNORECASE,
        )
    return [kept for one in pieces if (kept := _BULLET.sub("", one).strip(" \t,"))]


def _words(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = _seen(cell)
    pieces = taken_apart(typed)
    apart = len(pieces) > 1 and ("\n" in typed or "," not in typed)
    return Cleaned(pieces, (*notes, (SPLIT, {})) if apart else notes)


def _links(cell: Cell, field: Field, column: Habits) -> Cleaned:
    return _words(cell, field, column)


def _choices(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = _seen(cell)
    return Cleaned([one.strip() for one in re.split(r"\s*[,;/\n·+&]\s*", typed) if one.strip()], notes)


def _choice(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = _seen(cell)
    return Cleaned(text.one_line(typed), notes)


def _day(cell: Cell, field: Field, column: Habits) -> Cleaned:
    match cell:
        case datetime():
            timed: tuple[tuple[str, dict[str, object]], ...] = (
                ((TIME_LEFT_OUT, {}),) if cell.time() != time() else ()
            )
            return Cleaned(cell.date().isoformat(), timed)
        case date():
            return Cleaned(cell.isoformat())
        case float() | int() if not isinstance(cell, bool) and int(cell) in _SERIALS:
            return Cleaned((_SERIAL_BEGIN + timedelta(days=int(cell))).isoformat(), ((DAY_OF_NUMBER, {}),))
    typed, notes = _seen(cell)
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


def _moment(cell: Cell, field: Field, column: Habits) -> Cleaned:
    if isinstance(cell, datetime):
        return Cleaned(cell.isoformat(" ", "minutes"))
    return _line(cell, field, column)


def _phone(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = _seen(cell)
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


_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"'|/]+@[^\s@<>()\[\],;:\"'|/]+\.[^\s@<>()\[\],;:\"'|/.]+")


def _email(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = _seen(cell)
    found = _ADDRESS.findall(typed.replace("＠", "@"))
    if not found:
        return Cleaned(typed, notes)
    if len(found) > 1:
        return Cleaned(found[0], (*notes, (FIRST_EMAIL, {})), beside=", ".join(found[1:]))
    return Cleaned(found[0], notes if found[0] == typed else (*notes, (EMAIL_TAKEN_OUT, {})))


def _website(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = _seen(cell)
    pieces = typed.split()
    return Cleaned(pieces[0].rstrip(",;") if pieces and "." in pieces[0] else typed, notes)


def _hs_codes(cell: Cell, field: Field, column: Habits) -> Cleaned:
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _hs_of_number(float(cell))
    typed, notes = _seen(cell)
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


_COUNTRY_ALSO = {
    "KR": "korea|south korea|republic of korea|rok|kor|s. korea|korea, republic of|한국|대한민국|দক্ষিণ কোরিয়া|কোরিয়া",
    "BD": "bangladesh|bgd|bangla desh|방글라데시|বাংলাদেশ",
    "IN": "india|ind|인도|ভারত",
    "CN": "china|prc|chn|p.r. china|중국|চীন",
    "US": "usa|u.s.a.|u.s.|united states|united states of america|미국|যুক্তরাষ্ট্র",
    "VN": "vietnam|viet nam|vnm|베트남|ভিয়েতনাম",
    "JP": "japan|jpn|일본|জাপান",
    "GB": "uk|u.k.|united kingdom|england|great britain|영국|যুক্তরাজ্য",
    "AE": "uae|u.a.e.|united arab emirates|아랍에미리트",
}
_COUNTRY_CODES = {text.fold(name): code for code, names in _COUNTRY_ALSO.items() for name in names.split("|")}


def _country(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = _seen(cell)
    line = text.one_line(typed)
    return Cleaned(_COUNTRY_CODES.get(text.fold(line), line), notes)


def _number(cell: Cell, field: Field, column: Habits) -> Cleaned:
    if isinstance(cell, float | int) and not isinstance(cell, bool) and column.per_one:
        return Cleaned(
            f"{Decimal(repr(float(cell))) * 100:f}".rstrip("0").rstrip(".") or "0", ((PERCENT, {}),)
        )
    typed, notes = _seen(cell)
    found = re.fullmatch(r"([\d,.০-৯]+)\s*([^\d\s.,%][^\d]{0,15})", typed)
    if found:
        return Cleaned(found[1], (*notes, (UNIT_LEFT_OUT, {"unit": found[2].strip()})))
    return Cleaned(typed, notes)


def _amount(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = _seen(cell)
    if isinstance(cell, float):
        # The last digits of a float are the spreadsheet's, not the person's.
        typed = plain(round(cell, 4))
    if column.scale > 1 and re.fullmatch(r"[\d,.০-৯\s]+", typed):
        number = Decimal(text.ascii_digits(typed).replace(",", "").replace(" ", "")) * column.scale
        typed = f"{number:f}"
        notes = (*notes, (SCALED, {"scale": column.scale}))
    return Cleaned(typed, notes)


_MARKS = {
    **dict.fromkeys(("√", "✓", "✔", "●", "○", "◯", "v", "ok", "유", "해당"), True),
    **dict.fromkeys(("✗", "✘", "×", "무", "-", "없음", "해당없음", "미해당"), False),
}


def _yes_no(cell: Cell, field: Field, column: Habits) -> Cleaned:
    if isinstance(cell, bool):
        return Cleaned(cell)
    typed, notes = _seen(cell)
    return Cleaned(_MARKS.get(typed.casefold(), typed), notes)


def _task(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = _seen(cell)
    found = re.match(r"(?:과제|task|no\.?|কাজ)?\s*([\d০-৯]{1,2})\b", typed, flags=re.IGNORECASE)
    return Cleaned(found[1] if found else typed, notes)


_CLEANERS: dict[type[Field], Cleaner] = {
    TextField: _text,
    Words: _words,
    Links: _links,
    Link: _line,
    Choice: _choice,
    ManyChoices: _choices,
    Country: _country,
    Day: _day,
    Moment: _moment,
    PhoneNumber: _phone,
    Email: _email,
    Website: _website,
    HsCodes: _hs_codes,
    Number: _number,
    Whole: _number,
    Task: _task,
    Amount: _amount,
    YesNo: _yes_no,
}


def whole_phone(value: Phone, beside: str) -> Phone:
    """The first number as the one that is dialled, with all that stood in the cell as it was typed."""
    return Phone(beside[:60], value.e164) if beside and len(beside) <= 60 else value


def country_code(cell: Cell) -> str | None:
    """The country of a name that lists use, or of a code of two capital letters; None for anything else."""
    if not isinstance(cell, str):
        return None
    line = text.one_line(cell)
    if re.fullmatch(r"[A-Z]{2}", line):
        return line
    return _COUNTRY_CODES.get(text.fold(line))
