"""Tally: what each task has come to by any day of the plan, from one reading of its records."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date
from itertools import accumulate

from fieldreport.pack import Amount
from fieldreport.plan import CountingRule, Plan, Task

#: What a rule adds on each day from the first to the last one given, both included; days that add nothing may be left
#: out. Added up to a day it is what a ``Counter`` counts from the first day to that one.
Additions = Callable[[CountingRule, date, date], Mapping[date, Amount]]


class Tally:
    """The counts of a plan's tasks up to ``last``, which is never past the plan's end; each task is read once."""

    def __init__(self, plan: Plan, day: date, added: Additions) -> None:
        self.plan = plan
        self.last = min(day, plan.end)
        self._added = added
        self._sums: dict[int, tuple[list[date], list[Amount]]] = {}

    def up_to(self, task: Task, day: date) -> Amount:
        """The count from the plan's start to ``day``, both included; of what lies after ``last`` nothing is known."""
        if task.number not in self._sums:
            added = (
                {} if self.last < self.plan.start else self._added(task.counting, self.plan.start, self.last)
            )
            days = sorted(added)
            self._sums[task.number] = days, list(accumulate(added[one] for one in days))
        days, sums = self._sums[task.number]
        at = bisect_right(days, day)
        return sums[at - 1] if at else 0
