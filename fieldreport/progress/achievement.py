"""Achievement: what was done for each task, against its target to date and in full.

Everything is exact (fractions); rounding is left to whoever shows it, so that 69.996 % never looks like a rule broken
or kept by accident.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from fieldreport.language import Language
from fieldreport.pack import Amount
from fieldreport.plan import CountingRule, Plan, Task
from fieldreport.words import rounded

#: More decimals than these a spreadsheet does not keep.
MOST_PLACES = 12

#: Counts by a rule the records dated from the first to the last day given, both included.
Counter = Callable[[CountingRule, date, date], Amount]


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """How a task stands on a day.

    ``target`` is the office's whole target and ``target_to_date`` its share up to the day; both are None where the
    plan sets the office no target. ``achievement`` is the actual count ÷ what it is compared with (1 is 100 %); None
    before the task's launch and without a target. ``remedial`` says that remedial action is due, ``watch`` that the
    task is close to it.
    """

    task: Task
    actual: Amount
    target: Amount | None
    target_to_date: Fraction | None
    achievement: Fraction | None
    remedial: bool
    watch: bool
    #: The ratios that decide on ``remedial`` and ``watch``.
    limits: tuple[Fraction, ...] = field(default=(), compare=False)

    def percent(self, language: Language, least: int = 0) -> str:
        """The achievement as a percentage with at least so many decimals, never on another side of a limit than it is;
        empty for none."""
        if self.achievement is None:
            return ""
        return language.percent(self.achievement, percent_places(self.achievement, self.limits, least))


def percent_places(ratio: Fraction, limits: Iterable[Fraction], least: int = 0) -> int:
    """How many decimals a percentage needs so that it is not shown on another side of a limit than it is.

    69.99 % is no 70 %, when at 70 % nothing need be done: it is shown as it is, and 69.4 % as 69 %.
    """
    limits = tuple(limits)
    for places in range(least, MOST_PLACES):
        shown = Fraction(rounded(Decimal(ratio.numerator) / ratio.denominator, places + 2))
        if all((shown < limit) == (ratio < limit) for limit in limits):
            return places
    return MOST_PLACES


def target_to_date(target: Amount, launch: date, end: date, day: date) -> Fraction:
    """The part of ``target`` that is due by ``day``: target × days elapsed ÷ days in all.

    The days run from ``launch`` to ``end``, both counted; 0 before the launch, all of it from the end on. Raises
    ``ValueError`` if the end is before the launch.
    """
    days = (end - launch).days + 1
    if days < 1:
        raise ValueError("a task cannot end before its launch")
    elapsed = min(max((day - launch).days + 1, 0), days)
    return Fraction(target) * elapsed / days


def progress(plan: Plan, office: str, day: date, count: Counter) -> list[TaskProgress]:
    """How every task of ``office`` stands at the end of ``day``.

    Records count from the plan's start, not from the task's launch: what an office did ahead of the launch is work
    for the same target, which is a target for the whole plan. They count up to the day, and never past the plan's end.
    """
    last = min(day, plan.end)
    return [
        stand(plan, task, office, day, 0 if day < plan.start else count(task.counting, plan.start, last))
        for task in plan.tasks_of(office)
    ]


def achieved(plan: Plan, task: Task, office: str, day: date, actual: Amount) -> Fraction | None:
    """The count ``actual`` at the end of ``day`` ÷ what the plan compares it with; None before the task's launch and
    without a target.
    """
    target = task.target_for(office)
    if target is None or day < task.launch:
        return None
    to_date = target_to_date(target, task.launch, plan.end, day)
    return Fraction(actual) / (to_date if plan.remedial.basis == "to_date" else Fraction(target))


def stand(plan: Plan, task: Task, office: str, day: date, actual: Amount) -> TaskProgress:
    """How a task of ``office`` stands at the end of ``day`` with the count ``actual``."""
    target = task.target_for(office)
    if target is None:
        return TaskProgress(task, actual, None, None, None, remedial=False, watch=False)
    to_date = target_to_date(target, task.launch, plan.end, day)
    achievement = achieved(plan, task, office, day, actual)
    if achievement is None:
        return TaskProgress(task, actual, target, to_date, None, remedial=False, watch=False)
    remedial = achievement < Fraction(plan.remedial.threshold)
    watch = not remedial and achievement < Fraction(plan.remedial.watch)
    limits = (Fraction(plan.remedial.threshold), Fraction(plan.remedial.watch))
    return TaskProgress(task, actual, target, to_date, achievement, remedial, watch, limits)
