"""The number under which a register knows a company."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import mul
from typing import ClassVar

from fieldreport import text
from fieldreport.field import Json, Reading, as_text, is_empty
from fieldreport.fields.text import Line
from fieldreport.language import N_
from fieldreport.parsing import Unreadable

#: Whose companies have the ten digits that are checked here.
KOREA = "KR"
KOREAN_DIGITS = 10
#: What each of the first nine digits counts; the ninth's tens count once more. Source: the rule by which the
#: National Tax Service (국세청) makes the last digit of a business registration number (사업자등록번호).
_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
#: Every sign that people take for a hyphen, and the spaces around it.
_HYPHEN = re.compile(r"\s*[-\u2010-\u2015\u2212\ufe63\uff0d]\s*")
#: As Korea writes it, nothing to be mended.
_USUAL = re.compile(r"[0-9]{3}-[0-9]{2}-[0-9]{5}")
#: As long as the longest number of any register.
LONGEST = 40


@dataclass(frozen=True, kw_only=True)
class RegistrationNumber(Line):
    """A company's number in its country's register, with ASCII digits and plain hyphens.

    What form it has depends on the country, which only the record knows: see ``korean`` and ``as_in``.
    """

    kind: ClassVar[str] = "registration_number"
    example: ClassVar[Json] = "123-45-67891"

    def read(self, raw: Json, reading: Reading) -> str | None:
        if is_empty(raw):
            return None
        if isinstance(raw, str) and _USUAL.fullmatch(raw):
            return raw
        typed = text.one_line(text.clean(as_text(raw)))
        # A spreadsheet makes a number of ten digits alone, and a decimal of that.
        plain = re.sub(r"^(\d+)\.0$", r"\1", text.ascii_digits(typed))
        number = _HYPHEN.sub("-", plain).upper()
        if not any(one.isascii() and one.isdigit() for one in number) or len(number) > LONGEST:
            raise Unreadable(
                N_("“{value}” is not a company's registration number; for example 123-45-67891."), value=typed
            )
        return number


def digits_of(number: str) -> str:
    """Only the digits of a number."""
    return "".join(one for one in number if one in "0123456789")


def check_digit(first_nine: str) -> str:
    """The last digit of the Korean business registration number that begins with these nine."""
    total = sum(map(mul, _WEIGHTS, map(int, first_nine)))
    return str(-(total + int(first_nine[8]) * _WEIGHTS[8] // 10) % 10)


def is_korean(number: str) -> bool:
    """Whether this is a Korean business registration number: ten digits, the last of which follows from the others."""
    digits = number.replace("-", "").replace(" ", "")
    return (
        len(digits) == KOREAN_DIGITS
        and digits.isascii()
        and digits.isdigit()
        and digits[9] == check_digit(digits[:9])
    )


def as_in(country: str | None, number: str) -> str:
    """The number as its country writes it: 123-45-67891 in Korea; elsewhere it stays as it is."""
    if country != KOREA or _USUAL.fullmatch(number) or not is_korean(number):
        return number
    digits = digits_of(number)
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"
