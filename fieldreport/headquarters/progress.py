"""Progress: how the plan stands on a day, by task for the whole country, for each region and for each office.

A region has the target that the plan sets it, without the offices to which the plan gives an allocation of their own
beside it (``RegionalTarget.separate``); where the plan sets none, the sum of its offices' targets, if each of them that
carries out the task has one. The whole country has the plan's own target where the offices' counts add up to it
(``Task.adds_up``), else the offices' sum likewise. Ratios are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial

from fieldreport.headquarters import counting
from fieldreport.headquarters.store import Store
from fieldreport.offices import Offices, TradeOffice
from fieldreport.pack import Amount
from fieldreport.plan import Plan, Task
from fieldreport.progress import Forecast, Tally, TaskProgress, forecast
from fieldreport.progress.achievement import stand


@dataclass(frozen=True, slots=True)
class Line:
    """How a task stands: of an office, of a region (``office`` empty), or as a whole (``region`` empty too)."""

    region: str
    office: str
    progress: TaskProgress
    forecast: Forecast

    @property
    def task(self) -> Task:
        """The task."""
        return self.progress.task


@dataclass(frozen=True)
class Overview:
    """The plan at the end of ``day``: for each task the whole first, then its regions, then its offices."""

    plan: Plan
    day: date
    lines: Sequence[Line]

    @property
    def short(self) -> list[Line]:
        """The offices' tasks that need remedial action."""
        return [one for one in self.lines if one.office and one.progress.remedial]


def overview(store: Store, plan: Plan, day: date) -> Overview:
    """How every task of the plan stands at the end of ``day``."""
    offices = store.offices()
    lines: list[Line] = []
    last = min(day, plan.end)
    with store.reading() as connection:
        for task in plan.tasks:
            added: counting.ByOffice = {}
            if last >= plan.start:
                added = counting.additions(connection, task.counting, plan.start, last)
            lines += _of_task(plan, task, offices, added, day)
    return Overview(plan, day, lines)


def _of_task(plan: Plan, task: Task, offices: Offices, added: counting.ByOffice, day: date) -> Iterable[Line]:
    own = [one for one in offices if task in plan.tasks_of(one.code)]
    regional = {one.region: one for one in task.by_region}
    whole = task.target if task.adds_up else _sum(task, own)
    yield _line(plan, task, "", "", whole, counting.together(added, {one.code for one in offices}), day)
    for region in dict.fromkeys([*(one.region for one in task.by_region), *(one.region for one in own)]):
        there = [one for one in offices if one.region == region]
        target: Amount | None
        if region in regional:
            there = [one for one in there if one.code not in regional[region].separate]
            target = regional[region].target
        else:
            target = _sum(task, [one for one in own if one.region == region])
        codes = {one.code for one in there}
        yield _line(plan, task, region, "", target, counting.together(added, codes), day)
    for office in own:
        yield _line(
            plan,
            task,
            office.region,
            office.code,
            task.target_for(office.code),
            added.get(office.code, {}),
            day,
        )


def _sum(task: Task, offices: Sequence[TradeOffice]) -> Amount | None:
    targets = [task.target_for(one.code) for one in offices]
    if not targets or None in targets:
        return None
    return counting.plain(sum((Decimal(one) for one in targets if one is not None), Decimal(0)))


def _line(
    plan: Plan,
    task: Task,
    region: str,
    office: str,
    target: Amount | None,
    added: Mapping[date, Amount],
    day: date,
) -> Line:
    # The arithmetic is that of one office; whose target it is makes no difference.
    aimed = replace(task, by_office={} if target is None else {_SOMEBODY: target})
    tally = Tally(plan, day, lambda _rule, _first, _last: added)
    progress = stand(plan, aimed, _SOMEBODY, day, tally.up_to(aimed, day))
    future = forecast(
        counted=partial(tally.up_to, aimed),
        target=target,
        launch=task.launch,
        end=plan.end,
        day=day,
        length=plan.fortnights.length,
    )
    return Line(region, office, replace(progress, task=task), future)


_SOMEBODY = "SOMEBODY"


def share(progress: TaskProgress) -> Fraction | None:
    """The achievement against the full target, whatever the plan compares with."""
    return None if not progress.target else Fraction(progress.actual) / Fraction(progress.target)
