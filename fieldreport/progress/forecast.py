"""Forecast: where a task will stand on the plan's last day, by a formula that can be done by hand.

From the task's launch to the day asked for, two paces are taken, each in units a day:

- the pace of the whole: what was added since the launch ÷ the days since the launch;
- the recent pace: what was added in the last ``RECENT`` periods ÷ their days (fewer where the launch lies in them).

Each gives an estimate: the actual count + pace × the days that are left. The lower and the higher of the two are the
range, the middle between them is the forecast. Everything is exact; rounding is left to whoever shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from fieldreport.pack import Amount

#: Periods that the recent pace is taken from.
RECENT = 3
#: Whole periods since the launch without which nothing is forecast: one good or bad fortnight says too little.
LEAST = 2


class Basis(StrEnum):
    """What a forecast rests on, or why there is none."""

    PACE = "pace"
    #: The plan is over: nothing is left to be forecast, the count is the result.
    OVER = "over"
    NOT_LAUNCHED = "not_launched"
    TOO_EARLY = "too_early"


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where a task will stand on the plan's last day.

    ``estimate`` lies midway between ``low`` and ``high``; all are None without a forecast. ``share`` is the estimate
    ÷ the office's target. ``needed`` is what must be added in each whole period from now on to reach the target
    (0 once it is reached; None without a target and when no day is left). ``whole_pace`` and ``recent_pace`` are
    units a period. ``possible_on`` is the first day on which there can be a forecast where it is too early for one.
    """

    basis: Basis
    estimate: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    share: Fraction | None = None
    needed: Fraction | None = None
    whole_pace: Fraction | None = None
    recent_pace: Fraction | None = None
    recent_periods: int = RECENT
    possible_on: date | None = None


def forecast(
    *,
    counted: Callable[[date], Amount],
    target: Amount | None,
    launch: date,
    end: date,
    day: date,
    length: int,
) -> Forecast:
    """The forecast at the end of ``day`` for the plan's last day ``end``.

    ``counted`` gives the count up to a day, that day included; ``length`` is the days of a period. What was done
    ahead of the ``launch`` counts as done, but sets no pace.
    """
    if day < launch:
        return Forecast(Basis.NOT_LAUNCHED, possible_on=_possible_on(launch, length))
    actual = Fraction(counted(min(day, end)))
    if day >= end:
        share = None if target is None else actual / Fraction(target)
        return Forecast(Basis.OVER, actual, actual, actual, share)
    left = (end - day).days
    needed = None if target is None else max(Fraction(target) - actual, Fraction(0)) * length / left
    if (day - launch).days + 1 < LEAST * length:
        return Forecast(Basis.TOO_EARLY, needed=needed, possible_on=_possible_on(launch, length))
    whole = _pace(counted, launch, day)
    begin = max(launch, day - timedelta(days=RECENT * length - 1))
    recent = _pace(counted, begin, day)
    low, high = sorted((actual + whole * left, actual + recent * left))
    estimate = (low + high) / 2
    return Forecast(
        Basis.PACE,
        estimate,
        low,
        high,
        None if target is None else estimate / Fraction(target),
        needed,
        whole * length,
        recent * length,
        min(RECENT, ((day - begin).days + 1) // length),
    )


def _pace(counted: Callable[[date], Amount], first: date, last: date) -> Fraction:
    """Units a day from ``first`` to ``last``, both included."""
    added = Fraction(counted(last)) - Fraction(counted(first - timedelta(days=1)))
    return added / ((last - first).days + 1)


def _possible_on(launch: date, length: int) -> date:
    return launch + timedelta(days=LEAST * length - 1)
