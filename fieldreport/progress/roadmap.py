"""Roadmap: what the plan's months launch and expect, and what an office has reached of it on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from fieldreport.pack import Amount
from fieldreport.plan import Milestone, Plan, Task
from fieldreport.progress.achievement import Counter


class State(StrEnum):
    """How something that the roadmap expects stands on a day."""

    REACHED = "reached"
    MISSED = "missed"
    #: Reached before its day.
    AHEAD = "ahead"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Expected:
    """A launch or an amount that the roadmap expects of a task by the end of ``due``.

    ``whole`` is the amount that the plan expects of the whole country, None for a launch. ``amount`` is the office's
    share of it: in proportion to its share of the task's target. ``actual`` is its count up to ``due``, or up to the
    day asked for if that comes first, ``now`` that up to the day asked for. For a task that the office does not carry
    out, or has no target for, ``amount`` and ``state`` are None.
    """

    task: Task
    due: date
    whole: Amount | None
    amount: Fraction | None
    actual: Amount
    now: Amount
    state: State | None


@dataclass(frozen=True, slots=True)
class Stage:
    """A month of the roadmap, with its launches and the amounts it expects; ``running`` on the day asked for."""

    milestone: Milestone
    launches: tuple[Expected, ...]
    amounts: tuple[Expected, ...]
    running: bool


def roadmap(plan: Plan, office: str, day: date, count: Counter) -> tuple[Stage, ...]:
    """The roadmap as ``office`` stands on it at the end of ``day``.

    An amount is reached when the count up to the month's last day is at least the office's share of it; ahead when it
    is so before that day. A launch is reached when something was counted for its task by the month's last day, and
    ahead when something was counted before the task's launch, and that day has not come.
    """
    own = {task.number for task in plan.tasks_of(office)}

    def counted(task: Task, till: date) -> Amount:
        last = min(till, plan.end)
        return 0 if last < plan.start else count(task.counting, plan.start, last)

    def expected(task: Task, milestone: Milestone, whole: Amount | None) -> Expected:
        actual, now = counted(task, min(day, milestone.last)), counted(task, day)
        if task.number not in own:
            return Expected(task, milestone.last, whole, None, actual, now, None)
        if whole is None:
            return Expected(
                task, milestone.last, None, None, actual, now, _launch_state(task, milestone, day, actual)
            )
        target = task.target_for(office)
        amount = None if target is None else Fraction(target) * Fraction(whole) / Fraction(task.target)
        state = None if amount is None else _amount_state(milestone, day, actual, amount)
        return Expected(task, milestone.last, whole, amount, actual, now, state)

    return tuple(
        Stage(
            milestone,
            tuple(expected(plan.task(number), milestone, None) for number in milestone.launches),
            tuple(
                expected(plan.task(number), milestone, whole) for number, whole in milestone.expects.items()
            ),
            milestone.first <= day <= milestone.last,
        )
        for milestone in plan.roadmap
    )


def _launch_state(task: Task, milestone: Milestone, day: date, actual: Amount) -> State:
    if actual > 0:
        return State.AHEAD if day < task.launch else State.REACHED
    return State.NOT_DUE if day < milestone.last else State.MISSED


def _amount_state(milestone: Milestone, day: date, actual: Amount, amount: Fraction) -> State:
    if actual >= amount:
        return State.AHEAD if day < milestone.last else State.REACHED
    return State.NOT_DUE if day < milestone.last else State.MISSED
