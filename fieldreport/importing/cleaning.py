"""Cleaning: what spreadsheets and hurry did to a value undone, one function a kind, each telling what it changed.

What comes out is raw input for the field, as if it had been typed. Nothing is guessed here that the field itself
would refuse for good reason; what cannot be mended is left as it is, and the field says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from fieldreport import text
from fieldreport.field import Field
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
from fieldreport.importing import figures
from fieldreport.importing.cell import EMPTY, SPLIT, Cleaned, Habits, seen
from fieldreport.importing.table import Cell
from fieldreport.language import N_

NOTHING_MEANT = N_("“{value}” is taken as nothing")
LINES_JOINED = N_("several lines made one")
FIRST_EMAIL = N_("several e-mail addresses; the first one is taken")
EMAIL_TAKEN_OUT = N_("an e-mail address taken out of what stood around it")

#: What people write into a cell that is to stay empty, folded.
NOTHING = frozenset(
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
_BULLET = re.compile(r"^\s*(?:[-•·▪◦○●*∙‣]|\(?\d{1,2}[.)]|[①-⑳])\s+")
_NUMBERED = re.compile(r"(?:^|\s)(?:\(?\d{1,2}[.)]|[①-⑳])\s*(?=\D)")


#: A column of which nothing is known.
NO_HABITS = Habits()

Cleaner = Callable[[Cell, Field, Habits], Cleaned]


# ---- one function a kind -------------------------------------------------------------------------------------


def clean(cell: Cell, field: Field, column: Habits = NO_HABITS) -> Cleaned:
    """A cell made ready for ``field``; raises ``Unreadable`` for what the spreadsheet has spoilt for good."""
    if cell is None or cell == "":
        return EMPTY
    if isinstance(cell, str) and not isinstance(field, YesNo) and means_nothing(cell):
        return Cleaned(None, ((NOTHING_MEANT, {"value": cell.strip()}),))
    return _CLEANERS.get(type(field), _line)(cell, field, column)


def means_nothing(cell: str) -> bool:
    """Whether people write this into a cell that is to stay empty."""
    return len(cell) < 30 and text.one_line(cell).casefold() in NOTHING


def _line(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = seen(cell)
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
    typed, notes = seen(cell)
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
    typed, notes = seen(cell)
    pieces = taken_apart(typed)
    apart = len(pieces) > 1 and ("\n" in typed or "," not in typed)
    return Cleaned(pieces, (*notes, (SPLIT, {})) if apart else notes)


def _links(cell: Cell, field: Field, column: Habits) -> Cleaned:
    return _words(cell, field, column)


def _choices(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = seen(cell)
    return Cleaned([one.strip() for one in re.split(r"\s*[,;/\n·+&]\s*", typed) if one.strip()], notes)


def _choice(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = seen(cell)
    return Cleaned(text.one_line(typed), notes)


_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"'|/]+@[^\s@<>()\[\],;:\"'|/]+\.[^\s@<>()\[\],;:\"'|/.]+")


def _email(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = seen(cell)
    found = _ADDRESS.findall(typed.replace("＠", "@"))
    if not found:
        return Cleaned(typed, notes)
    if len(found) > 1:
        return Cleaned(found[0], (*notes, (FIRST_EMAIL, {})), beside=", ".join(found[1:]))
    return Cleaned(found[0], notes if found[0] == typed else (*notes, (EMAIL_TAKEN_OUT, {})))


def _website(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = seen(cell)
    pieces = typed.split()
    return Cleaned(pieces[0].rstrip(",;") if pieces and "." in pieces[0] else typed, notes)


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
    typed, notes = seen(cell)
    line = text.one_line(typed)
    return Cleaned(_COUNTRY_CODES.get(text.fold(line), line), notes)


_MARKS = {
    **dict.fromkeys(("√", "✓", "✔", "●", "○", "◯", "v", "ok", "유", "해당"), True),
    **dict.fromkeys(("✗", "✘", "×", "무", "-", "없음", "해당없음", "미해당"), False),
}


def _yes_no(cell: Cell, field: Field, column: Habits) -> Cleaned:
    if isinstance(cell, bool):
        return Cleaned(cell)
    typed, notes = seen(cell)
    return Cleaned(_MARKS.get(typed.casefold(), typed), notes)


def _task(cell: Cell, field: Field, column: Habits) -> Cleaned:
    typed, notes = seen(cell)
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
    Day: figures.day,
    Moment: figures.moment,
    PhoneNumber: figures.phone,
    Email: _email,
    Website: _website,
    HsCodes: figures.hs_codes,
    Number: figures.number,
    Whole: figures.number,
    Task: _task,
    Amount: figures.amount,
    YesNo: _yes_no,
}


def country_code(cell: Cell) -> str | None:
    """The country of a name that lists use, or of a code of two capital letters; None for anything else."""
    if not isinstance(cell, str):
        return None
    line = text.one_line(cell)
    if re.fullmatch(r"[A-Z]{2}", line):
        return line
    return _COUNTRY_CODES.get(text.fold(line))
