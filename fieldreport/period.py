"""The fortnights: reporting periods of equal length, without gaps, counted from an anchor day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from fieldreport.failures import InputAtFault, Problem
from fieldreport.language import N_

#: Digits of any script are taken, since codes are shown in Bengali digits too; full-width forms come from
#: Korean input methods.
_CODE = re.compile(r"\s*(\d{4})\s*[-‐‑–－]?\s*[BbＢｂ]\s*(\d{1,2})\s*")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One reporting period: ``first`` to ``last``, both included, reported by ``due``.

    ``number`` counts from 1 within ``year``, the year of the first day; ``code`` is both (``2026-B23``).
    """

    first: date
    last: date
    due: date
    year: int
    number: int
    code: str

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Fortnights:
    """Periods of ``length`` days, one of which begins on ``anchor``; each is due ``due_days`` after its last day.

    They reach from the first to the last year of the calendar. Whatever would lie beyond raises ``InputAtFault``,
    because such a day can only have been mistyped.
    """

    anchor: date
    length: int = 14
    due_days: int = 3

    def of(self, day: date) -> Period:
        """The one period in which ``day`` lies."""
        return self._period((day - self.anchor).days // self.length)

    def next(self, period: Period) -> Period:
        """The period that begins on the day after ``period``."""
        return self._period(self._index(period) + 1)

    def previous(self, period: Period) -> Period:
        """The period that ends on the day before ``period``."""
        return self._period(self._index(period) - 1)

    def last_full(self, day: date) -> Period:
        """The latest period that is over on ``day``, its last day included: the one to be reported."""
        period = self.of(day)
        return period if day == period.last else self.previous(period)

    def between(self, first: date, last: date) -> list[Period]:
        """The periods that have a day in ``first`` to ``last``, both included, in order."""
        indices = range(
            (first - self.anchor).days // self.length, (last - self.anchor).days // self.length + 1
        )
        return [self._period(index) for index in indices]

    def count(self, year: int) -> int:
        """How many periods begin in ``year``: 26 or 27 of fourteen days."""
        return self._first_index(year + 1) - self._first_index(year)

    def parse(self, code: str) -> Period:
        """The period named by ``code`` (``2026-B23``; ``b`` and the digits of any script are taken too).

        Raises ``InputAtFault`` for a text of another form and for a number that the year does not have.
        """
        match = _CODE.fullmatch(code)
        if match is None:
            raise _at_fault(
                N_("“{given}” is not a period; write the year and the number, such as {example}."),
                given=code,
                example=self._period(0).code,
            )
        year, number = int(match[1]), int(match[2])
        wanted = f"{year:04}-B{number:02}"
        if not 1 <= year <= date.max.year - 1:
            raise _at_fault(N_("There is no period {code}; please correct the year."), code=wanted)
        if not 1 <= number <= self.count(year):
            raise _at_fault(
                N_("There is no period {code}; the last one of that year is {last}."),
                code=wanted,
                last=f"{year:04}-B{self.count(year):02}",
            )
        return self._period(self._first_index(year) + number - 1)

    def _index(self, period: Period) -> int:
        return (period.first - self.anchor).days // self.length

    def _first_index(self, year: int) -> int:
        """The index of the first period that begins in ``year``; the one that begins on the anchor has 0."""
        return -((self.anchor - date(year, 1, 1)).days // self.length)

    def _period(self, index: int) -> Period:
        try:
            first = self.anchor + timedelta(days=index * self.length)
            last = first + timedelta(days=self.length - 1)
            due = last + timedelta(days=self.due_days)
        except OverflowError as error:
            raise _at_fault(N_("The calendar has no such period; please correct the day.")) from error
        number = index - self._first_index(first.year) + 1
        return Period(first, last, due, first.year, number, f"{first.year:04}-B{number:02}")


def _at_fault(message: str, **values: object) -> InputAtFault:
    return InputAtFault(Problem(message, values, field="period"))
