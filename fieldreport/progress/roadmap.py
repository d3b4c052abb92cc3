"""Roadmap: what the plan's months launch and expect, and what an office has reached of it on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from fieldreport.pack import Amount
from fieldreport.plan import Milestone, Task
from fieldreport.progress.tally import Tally


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
class Month:
    """A month of the roadmap, with its launches and the amounts it expects; ``running`` on the day asked for.

    ``last`` is the month's last day, or the plan's if that comes first.
    """

    milestone: Milestone
    last: date
    launches: tuple[Expected, ...]
    amounts: tuple[Expected, ...]
    running: bool


def roadmap(tally: Tally, office: str, day: date) -> tuple[Month, ...]:
    """The roadmap as ``office`` stands on it at the end of ``day``.

    An amount is reached when the count up to the month's last day is at least the office's share of it; ahead when it
    is so before that day. A launch is reached when something was counted for its task by the month's last day, and
    ahead when something was counted before the task's launch, and that day has not come.
    """
    plan = tally.plan
    own = {task.number for task in plan.tasks_of(office)}

    def expected(task: Task, due: date, whole: Amount | None) -> Expected:
        actual, now = tally.up_to(task, min(day, due)), tally.up_to(task, day)
        amount, state = None, None
        if task.number in own and whole is None:
            state = _launch_state(task, due, day, actual)
        target = task.target_for(office)
        if target is not None and whole is not None:
            amount = Fraction(target) * Fraction(whole) / Fraction(task.target)
            state = _amount_state(due, day, actual, amount)
        return Expected(task, due, whole, amount, actual, now, state)

    stages = []
    for one in plan.roadmap:
        last = min(one.last, plan.end)
        stages.append(
            Month(
                one,
                last,
                tuple(expected(plan.task(number), last, None) for number in one.launches),
                tuple(expected(plan.task(number), last, whole) for number, whole in one.expects.items()),
                one.first <= day <= last,
            )
        )
    return tuple(stages)


def _launch_state(task: Task, due: date, day: date, actual: Amount) -> State:
    if actual > 0:
        return State.AHEAD if day < task.launch else State.REACHED
    return State.NOT_DUE if day < due else State.MISSED


def _amount_state(due: date, day: date, actual: Amount, amount: Fraction) -> State:
    if actual >= amount:
        return State.AHEAD if day < due else State.REACHED
    return State.NOT_DUE if day < due else State.MISSED
