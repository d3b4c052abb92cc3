"""Motion: a plan on a day, as an office's records show it: every task's course, and the roadmap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from fieldreport.plan import Plan, Task
from fieldreport.progress.achievement import TaskProgress
from fieldreport.progress.course import Course, courses
from fieldreport.progress.roadmap import Month, roadmap
from fieldreport.progress.tally import Tally
from fieldreport.store.counting import additions
from fieldreport.store.query import Queries


@dataclass(frozen=True, slots=True)
class Motion:
    """The plan in motion at the end of ``day``."""

    plan: Plan
    day: date
    courses: tuple[Course, ...]
    roadmap: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """How a task stands under one plan and under another on the same day; None where the office has it not."""

    task: Task
    before: TaskProgress | None
    after: TaskProgress | None


def effects(before: Motion, after: Motion) -> tuple[Effect, ...]:
    """The tasks that stand otherwise under the plan of ``after`` than under that of ``before``, by number."""
    old, new = ({one.task.number: one.progress for one in motion.courses} for motion in (before, after))
    found = []
    for number in sorted(old.keys() | new.keys()):
        one, other = old.get(number), new.get(number)
        if _standing(one) != _standing(other):
            task = (other or one).task  # type: ignore[union-attr]  # one of them is there
            found.append(Effect(task, one, other))
    return tuple(found)


def _standing(one: TaskProgress | None) -> object:
    return one and (one.achievement, one.remedial, one.watch, one.target is None)


def in_motion(store: Queries, plan: Plan, office: str, day: date) -> Motion:
    """How the records in ``store`` move ``plan`` for ``office`` by the end of ``day``; one query a task."""
    tally = Tally(plan, day, partial(additions, store))
    with store.database.reading():
        return Motion(plan, day, tuple(courses(tally, office, day)), roadmap(tally, office, day))
