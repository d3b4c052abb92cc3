"""Days as people type them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache

from fieldreport.catalogue import N_
from fieldreport.parsing.typed import Unreadable, plain
from fieldreport.words import WORDS

#: Words for days near today, and how many days they are away. Bengali কাল is left out: it means both.
_RELATIVE = {
    -2: "그저께 그제",
    -1: "yesterday 어제 গতকাল",
    0: "today 오늘 আজ আজকে",
    1: "tomorrow 내일 আগামীকাল",
    2: "모레",
}
#: English and Bengali endings of a day's number (9th, ৯ই, ১লা).
_ORDINAL = r"(?:st|nd|rd|th|ই|শে|লা|রা|ঠা)?"
_SPELLINGS = {
    1: "জানুয়ারী জানু", 2: "ফেব্রুয়ারী ফেব্রু ফেব", 4: "এপ্রি", 7: "জুল", 8: "অগাস্ট আগষ্ট আগ", 9: "sept সেপ্টে সেপ",
    10: "অক্টো", 11: "নভে", 12: "ডিসে",
}  # fmt: skip
#: How far from today a two-digit year is believed when another reading lies nearer.
_NEAR = timedelta(days=3653)


def day(typed: str, today: date) -> date:
    """A day: ``2026-11-09``, ``2026. 11. 9. (월)``, ``2026년 11월 9일``, ``9/11/2026``, ``৯ নভেম্বর ২০২৬``, ``today``.

    With slashes the day comes first. A year of two digits is 20xx; without a year the nearest one to ``today`` is
    taken. Raises ``Unreadable`` for days that do not exist, weekdays that do not fit, and what has two readings.
    """
    line = plain(typed)
    if not line:
        raise Unreadable(N_("Nothing is written here. Type a date, for example 2026-11-09."))
    for distance, words in _RELATIVE.items():
        if line in words.split():
            return _moved(today, distance, typed)
    line, weekday = _without_weekday(line)
    found = _found(line, typed, today)
    if weekday is not None and found.weekday() != weekday:
        raise Unreadable(
            N_("{day} is not the weekday you wrote. Correct the date or leave the weekday out."), day=found
        )
    return found


def _moved(today: date, days: int, typed: str) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        raise Unreadable(_no_date(), text=typed) from None


def _no_date() -> str:
    return N_("“{text}” is not a date. Type it like 2026-11-09 or 9 November 2026.")


@cache
def _weekdays() -> tuple[tuple[str, int], ...]:
    """Every name of a weekday, longest first; made once, since an import reads thousands of days."""
    names = [
        (plain(name), index)
        for words in WORDS.values()
        for names in (words.weekdays, words.weekdays_short)
        for index, name in enumerate(names)
    ]
    return tuple(sorted(names, key=lambda named: -len(named[0])))


def _without_weekday(line: str) -> tuple[str, int | None]:
    """The line without a weekday before or after it, and that weekday (0 is Monday)."""
    for name, index in _weekdays():
        for pattern in (rf"\({name}\)", rf"^{name}(?:[,.]\s*|\s+)", rf"[\s,]+{name}$"):
            without, count = re.subn(pattern, " ", line)
            if count == 1 and re.search(r"\d", without):
                return " ".join(without.split()), index
    return line, None


def _found(line: str, typed: str, today: date) -> date:
    if match := re.fullmatch(r"(\d{4})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{1,2})\.?", line):
        return _date(int(match[1]), int(match[3]), int(match[4]))
    if match := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", line):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(?:['‘’]?(\d{4}|\d{2})년\s*)?(\d{1,2})월\s*(\d{1,2})일", line):
        month, number = int(match[2]), int(match[3])
        return _date(_year(match[1]), month, number) if match[1] else _nearest(month, number, today)
    if match := re.fullmatch(r"(\d{1,2})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{4})", line):
        return _day_first(int(match[4]), int(match[3]), int(match[1]))
    if match := re.fullmatch(r"(['‘’]?)(\d{1,2})\s*([-./])\s*(\d{1,2})\s*\3\s*(\d{1,2})(\.?)", line):
        return _two_digits(match, typed, today)
    if match := re.fullmatch(r"(\d{1,2})\.\s*(\d{1,2})\.", line):
        return _nearest(int(match[1]), int(match[2]), today)
    if match := re.fullmatch(r"(\d{1,2})\s*/\s*(\d{1,2})", line):
        first, second = int(match[1]), int(match[2])
        if first <= 12 and second <= 12 and first != second:
            raise Unreadable(
                N_("“{text}” can be read in two ways. Write the month as a word or add the year."), text=typed
            )
        return _nearest(min(first, second), max(first, second), today)
    return _in_words(line, typed, today)


def _two_digits(match: re.Match[str], typed: str, today: date) -> date:
    """Three numbers of one or two digits: year first as Koreans write it, or day first with the year last."""
    mark, first, separator, middle, last, end = match.groups()
    year_first = (int(first), int(middle), int(last)) if len(first) == 2 else None
    if mark or (separator == "." and end):
        if year_first is None:
            raise Unreadable(_no_date(), text=typed)
        return _date(2000 + year_first[0], year_first[1], year_first[2])
    day_first = (int(last), int(middle), int(first)) if len(last) == 2 else None
    readings = [_possible(reading) for reading in (day_first, year_first) if reading]
    near = [reading for reading in readings if reading and abs(reading - today) <= _NEAR]
    chosen = _possible(day_first) if day_first else None
    doubtful = separator == "." or (near and chosen not in near)
    if day_first is None or (doubtful and any(readings)):
        raise Unreadable(N_("“{text}” can be read in two ways. Write the year with four digits."), text=typed)
    return _day_first(2000 + day_first[0], day_first[1], day_first[2])


def _possible(reading: tuple[int, int, int]) -> date | None:
    try:
        return date(2000 + reading[0], reading[1], reading[2])
    except ValueError:
        return None


def _in_words(line: str, typed: str, today: date) -> date:
    names = _months()
    month = "(" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + r")\.?"
    year = r"(?:,?\s*['‘’]?(\d{4}|\d{2}))?"
    match = re.fullmatch(rf"(\d{{1,2}})\s?{_ORDINAL}[\s-]*{month}[,-]?{year}", line)
    if match:
        number, name, written_year = match.groups()
    else:
        match = re.fullmatch(rf"{month}\s*(\d{{1,2}}){_ORDINAL}(?:,?\s+['‘’]?(\d{{4}}))?", line)
        if match is None:
            raise Unreadable(_no_date(), text=typed)
        name, number, written_year = match.groups()
    if written_year:
        return _date(_year(written_year), names[name], int(number))
    return _nearest(names[name], int(number), today)


def _months() -> dict[str, int]:
    """Month names in small letters, without their full stop."""
    names = {
        plain(name).rstrip("."): index
        for code in ("en", "bn")
        for table in (WORDS[code].months, WORDS[code].months_short)
        for index, name in enumerate(table, start=1)
    }
    names.update(
        {plain(name): month for month, spellings in _SPELLINGS.items() for name in spellings.split()}
    )
    return names


def _year(written: str) -> int:
    return int(written) + (2000 if len(written) == 2 else 0)


def _day_first(year: int, month: int, number: int) -> date:
    if month > 12 >= number:
        raise Unreadable(
            N_("There is no month {month}. Write the day before the month, for example 25/3/2026."),
            month=month,
        )
    return _date(year, month, number)


def _date(year: int, month: int, number: int) -> date:
    if not MINYEAR <= year <= MAXYEAR:
        raise Unreadable(N_("There is no year {year}. Write the year with four digits."), year=str(year))
    if not 1 <= month <= 12:
        raise Unreadable(N_("There is no month {month}. Check the date."), month=month)
    longest = monthrange(year, month)[1]
    if not 1 <= number <= longest:
        raise Unreadable(
            N_("There is no day {number}: that month has {days} days. Check the date."),
            number=number,
            days=longest,
        )
    return date(year, month, number)


def _nearest(month: int, number: int, today: date) -> date:
    """The day of that month nearest to ``today``, the coming one if two are equally near."""
    _date(2000, month, number)  # A leap year: refuses the 30th of February whatever the year.
    candidates = []
    for year in range(max(MINYEAR, today.year - 8), min(MAXYEAR, today.year + 8) + 1):
        if number <= monthrange(year, month)[1]:
            candidates.append(date(year, month, number))
    return min(candidates, key=lambda candidate: (abs(candidate - today), candidate < today))
