"""Course: how a task has come so far, period by period, and where it is going."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate

from fieldreport.pack import Amount
from fieldreport.period import Period
from fieldreport.plan import CountingRule, Plan, Task
from fieldreport.progress.achievement import Counter, TaskProgress, achieved, progress
from fieldreport.progress.forecast import Forecast, forecast

#: What a rule adds on each day from the first to the last one given, both included; days that add nothing may be left
#: out. Added up to a day it is what a ``Counter`` counts from the first day to that one.
Additions = Callable[[CountingRule, date, date], Mapping[date, Amount]]


@dataclass(frozen=True, slots=True)
class Point:
    """How a task stood at the end of a period, or of the part of it that lies in the plan.

    ``actual`` is the count since the plan's start, ``added`` the period's part of it; ``achievement`` is as in
    ``TaskProgress``: None before the launch and without a target.
    """

    period: Period
    actual: Amount
    added: Amount
    achievement: Fraction | None


@dataclass(frozen=True, slots=True)
class Course:
    """A task's way through the plan: ``trend`` has a point for each period since the plan's start, oldest first."""

    progress: TaskProgress
    trend: tuple[Point, ...]
    forecast: Forecast

    @property
    def task(self) -> Task:
        """The task."""
        return self.progress.task


def courses(plan: Plan, office: str, day: date, added: Additions) -> list[Course]:
    """The course of every task of ``office`` up to the end of ``day``, against the targets of ``plan`` throughout."""
    last = min(day, plan.end)
    periods = plan.fortnights.between(plan.start, last) if day >= plan.start else []
    found = []
    for task in plan.tasks_of(office):
        counted = _Counted(added(task.counting, plan.start, last) if periods else {})
        [one] = progress(plan, office, day, _as_counter(counted), (task,))
        found.append(
            Course(
                one,
                tuple(_point(plan, task, office, period, last, counted) for period in periods),
                forecast(
                    counted=counted,
                    target=task.target_for(office),
                    launch=task.launch,
                    end=plan.end,
                    day=day,
                    length=plan.fortnights.length,
                ),
            )
        )
    return found


class _Counted:
    """The count up to a day, from what each day adds."""

    def __init__(self, added: Mapping[date, Amount]) -> None:
        self._days = sorted(added)
        self._sums: list[Amount] = list(accumulate(added[day] for day in self._days))

    def __call__(self, day: date) -> Amount:
        at = bisect_right(self._days, day)
        return self._sums[at - 1] if at else 0


def _as_counter(counted: _Counted) -> Counter:
    return lambda rule, first, last: counted(last)


def _point(plan: Plan, task: Task, office: str, period: Period, last: date, counted: _Counted) -> Point:
    end = min(period.last, last)
    actual = counted(end)
    return Point(
        period,
        actual,
        actual - counted(period.first - timedelta(days=1)),
        achieved(plan, task, office, end, actual),
    )
