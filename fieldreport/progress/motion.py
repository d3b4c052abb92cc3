"""Motion: a plan on a day, as an office's records show it: every task's course, and the roadmap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from fieldreport.plan import Plan
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


def in_motion(store: Queries, plan: Plan, office: str, day: date) -> Motion:
    """How the records in ``store`` move ``plan`` for ``office`` by the end of ``day``; one query a task."""
    tally = Tally(plan, day, partial(additions, store))
    with store.database.reading():
        return Motion(plan, day, tuple(courses(tally, office, day)), roadmap(tally, office, day))
