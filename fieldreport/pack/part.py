"""Part: one value of a data file, read by stating what is expected of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias, TypeVar

from fieldreport.failures import InputAtFault, Problem
from fieldreport.language import N_
from fieldreport.names import Names

#: Enough to mend a file by; a hostile file must not fill the memory with messages.
MOST_PROBLEMS = 50
#: Amounts beyond this are mistakes: 1 tn KRW is written as 1,000 bn.
LARGEST_AMOUNT = 10**12
MOST_DECIMAL_PLACES = 6

#: What is counted: whole where it can be, decimal where it must.
Amount: TypeAlias = int | Decimal

_Key = TypeVar("_Key", bound=Hashable)

#: Invisible, but needed: Bengali conjuncts use the joiners, typeset names the no-break space.
_WELCOME_INVISIBLE = "\u200c\u200d\u00a0"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class _Absent:
    """What stands for a member that is not in the file (null is something else)."""


_ABSENT = _Absent()


class Part:
    """One value inside a data file, with the path that leads to it."""

    __slots__ = ("_file", "_path", "_problems", "_value")

    def __init__(self, value: object, path: str, file: str, problems: list[Problem]) -> None:
        self._value = value
        self._path = path
        self._file = file
        self._problems = problems

    @property
    def present(self) -> bool:
        """Whether the file has this member at all."""
        return self._value is not _ABSENT

    @property
    def empty(self) -> bool:
        """Whether the file says ``null`` here."""
        return self._value is None

    def problem(self, message: str, **values: object) -> None:
        """Note that something is wrong here; ``message`` is a catalogue text."""
        problem = Problem(message, values, field=self._path, place=self._file)
        if len(self._problems) < MOST_PROBLEMS and problem not in self._problems:
            self._problems.append(problem)

    def conclude(self) -> None:
        """Raise ``InputAtFault`` with every problem noted so far, anywhere in the file; return if there is none."""
        if self._problems:
            raise InputAtFault(self._problems)

    def _expected(self, message: str, **values: object) -> None:
        if self.present:
            self.problem(message, **values)
        else:
            self.problem(N_("This is missing; please add it."))

    def fields(self, required: Iterable[str], optional: Iterable[str] = ()) -> None:
        """An object with these members and no others: a misspelt name must not be passed over in silence."""
        if not isinstance(self._value, dict):
            self._expected(N_("Give an object in braces here."))
            return
        known = {*required, *optional}
        for name in self._value:
            if name not in known:
                self._inside(name, None).problem(
                    N_("This name is not known here; use one of these: {known}."),
                    known=", ".join(sorted(known)),
                )
        for name in required:
            if name not in self._value:
                self.member(name).problem(N_("This is missing; please add it."))

    def member(self, name: str) -> Part:
        """The member ``name`` of an object; one that is not present if there is none."""
        return self._inside(
            name, self._value.get(name, _ABSENT) if isinstance(self._value, dict) else _ABSENT
        )

    def _inside(self, name: str, value: object) -> Part:
        name = shortened(name)
        return Part(value, f"{self._path}.{name}" if self._path else name, self._file, self._problems)

    def members(self, most: int) -> list[tuple[str, Part]]:
        """All members of an object whose names are data, at most ``most``."""
        if not isinstance(self._value, dict):
            self._expected(N_("Give an object in braces here."))
            return []
        if len(self._value) > most:
            self.problem(
                N_("There are {count} entries here; at most {most} are read."),
                count=len(self._value),
                most=most,
            )
            return []
        return [(name, self._inside(name, value)) for name, value in self._value.items()]

    def items(self, most: int, fewest: int = 0) -> list[Part]:
        """The items of a list of ``fewest`` to ``most`` items."""
        if not isinstance(self._value, list):
            self._expected(N_("Give a list in square brackets here."))
            return []
        if not fewest <= len(self._value) <= most:
            self.problem(
                N_("There are {count} entries here; {fewest} to {most} are expected."),
                count=len(self._value),
                fewest=fewest,
                most=most,
            )
            return []
        return [
            Part(value, f"{self._path}[{index}]", self._file, self._problems)
            for index, value in enumerate(self._value)
        ]

    def text(self, longest: int = 200) -> str:
        """A text of one line, normalised (NFC), without invisible characters that could deceive or break a cell."""
        value = self._value
        if not isinstance(value, str):
            self._expected(N_("Give a text in quotation marks here."))
            return ""
        if not value.strip():
            self.problem(N_("This text is empty; please write it."))
        elif len(value) > longest:
            self.problem(
                N_("This text has {count} characters; please shorten it to {longest}."),
                count=len(value),
                longest=longest,
            )
        elif not value.isprintable() and not all(
            character.isprintable() or character in _WELCOME_INVISIBLE for character in value
        ):
            self.problem(
                N_("This text holds line breaks or control characters; please write it on one line.")
            )
        else:
            return unicodedata.normalize("NFC", value.strip())
        return ""

    def code(self, pattern: re.Pattern[str], example: str) -> str:
        """A text of the whole form ``pattern``; ``example`` is shown to whoever wrote another."""
        if isinstance(self._value, str) and pattern.fullmatch(self._value):
            return self._value
        self._expected(
            N_("This is not written as it must be; write it like this: {example}."), example=example
        )
        return ""

    def choice(self, choices: Sequence[str]) -> str:
        """One of the texts in ``choices``."""
        if isinstance(self._value, str) and self._value in choices:
            return self._value
        self._expected(
            N_("This is not one of the choices; use one of these: {known}."), known=", ".join(choices)
        )
        return ""

    def whole(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        value = self._value
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self._expected(N_("Give a whole number from {low} to {high} here."), low=low, high=high)
        return low

    def format(self, known: int) -> None:
        """The number of the file's format, which must be ``known``."""
        if self.whole(1, 10**6) != known:
            self.problem(
                N_("This file is written for another version of the program, which reads format {known}."),
                known=known,
            )

    def flag(self) -> bool:
        """True or false."""
        if isinstance(self._value, bool):
            return self._value
        self._expected(N_("Give true or false here."))
        return False

    def amount(self) -> Amount:
        """A number above zero, whole or decimal, exactly as it is written."""
        value = self._value
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 < value <= LARGEST_AMOUNT:
            self._expected(
                N_("Give a number above zero, and at most {largest}, here."), largest=LARGEST_AMOUNT
            )
            return 1
        return self._plain(value)

    def share(self) -> Decimal:
        """A ratio above 0 and at most 1, such as 0.70."""
        value = self._value
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 < value <= 1:
            self._expected(N_("Give a ratio above 0 and at most 1 here, such as {example}."), example="0.70")
            return Decimal(1)
        return Decimal(self._plain(value))

    def _plain(self, value: Amount) -> Amount:
        """A number of few decimal places; exact fractions of anything longer could grow without bound."""
        if isinstance(value, int):
            return value
        if not -MOST_DECIMAL_PLACES <= int(value.as_tuple().exponent) <= 0:
            self.problem(
                N_("Write this number plainly, with at most {most} decimal places."), most=MOST_DECIMAL_PLACES
            )
            return 1
        return int(value) if value == value.to_integral_value() else value

    def day(self) -> date:
        """A day as ``YYYY-MM-DD``, in the years 2000 to 2199."""
        if isinstance(self._value, str) and _DAY.fullmatch(self._value):
            try:
                value = date.fromisoformat(self._value)
            except ValueError:
                self.problem(N_("There is no such day in the calendar; please correct it."))
                return date(2000, 1, 1)
            if 2000 <= value.year <= 2199:
                return value
        self._expected(N_("Give a day between 2000 and 2199 here, such as {example}."), example="2026-08-24")
        return date(2000, 1, 1)

    def names(self, longest: int = 200) -> Names:
        """A name in all three languages."""
        self.fields(("ko", "en", "bn"))
        if not isinstance(self._value, dict):
            return Names("", "", "")
        given = {name: self.member(name) for name in ("ko", "en", "bn")}
        return Names(**{name: part.text(longest) if part.present else "" for name, part in given.items()})


def unique(parts: Sequence[Part], keys: Sequence[_Key], message: str) -> None:
    """Note a problem at each of ``parts`` whose key has stood before; ``message`` names the key as ``{key}``."""
    seen: set[_Key] = set()
    for part, key in zip(parts, keys, strict=True):
        if key in seen:
            part.problem(message, key=str(key))
        seen.add(key)


def shortened(name: str) -> str:
    """A name from a file, fit for a message: printable and short."""
    if len(name) <= 60 and name.isprintable():
        return name
    printable = "".join(character if character.isprintable() else "?" for character in name)
    return printable if len(printable) <= 60 else printable[:59] + "…"
