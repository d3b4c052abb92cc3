"""Course: how a task has come so far, period by period, and where it is going."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import partial

from fieldreport.pack import Amount
from fieldreport.period import Period
from fieldreport.plan import Task
from fieldreport.progress.achievement import TaskProgress, achieved, stand
from fieldreport.progress.forecast import Forecast, forecast
from fieldreport.progress.tally import Tally


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


def courses(tally: Tally, office: str, day: date) -> list[Course]:
    """The course of every task of ``office`` up to the end of ``day``, against the targets of the tally's plan
    throughout: what an earlier plan wanted stands in the reports of its time.
    """
    plan = tally.plan
    periods = plan.fortnights.between(plan.start, tally.last) if day >= plan.start else []
    return [
        Course(
            stand(plan, task, office, day, tally.up_to(task, day)),
            tuple(_point(tally, task, office, period) for period in periods),
            forecast(
                counted=partial(tally.up_to, task),
                target=task.target_for(office),
                launch=task.launch,
                end=plan.end,
                day=day,
                length=plan.fortnights.length,
            ),
        )
        for task in plan.tasks_of(office)
    ]


def _point(tally: Tally, task: Task, office: str, period: Period) -> Point:
    end = min(period.last, tally.last)
    actual = tally.up_to(task, end)
    before = tally.up_to(task, period.first - timedelta(days=1))
    return Point(period, actual, actual - before, achieved(tally.plan, task, office, end, actual))
