"""The plan: its tasks, its days, its rules for falling short. It is data, and headquarters may send another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

from fieldreport import folders, pack
from fieldreport.failures import InputAtFault, Problem
from fieldreport.language import N_
from fieldreport.names import Names
from fieldreport.offices import MOST_OFFICES, OFFICE_CODE
from fieldreport.pack import Amount, Part, unique
from fieldreport.period import Fortnights
from fieldreport.plan.roadmap import Milestone, Support, read_roadmap, read_support
from fieldreport.plan.task import CODE, LARGEST_NUMBER, Task, read_amounts, read_tasks
from fieldreport.plan.vouchers import VoucherRules, read_voucher
from fieldreport.record import RecordType
from fieldreport.records import RECORD_TYPES

#: The format of plan packs that this program reads.
FORMAT = 1
LONGEST_PLAN = timedelta(days=5 * 366)

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,31}")

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Remedial:
    """When a task falls short: below ``threshold`` it needs remedial action at once, below ``watch`` attention.

    ``basis`` is what the count is compared with: the target ``to_date`` or the ``full`` one.
    """

    threshold: Decimal
    watch: Decimal
    basis: Literal["to_date", "full"]


@dataclass(frozen=True)
class Plan:
    """A plan pack, checked. ``start`` and ``end`` are the first and the last day."""

    id: str
    version: str
    names: Names
    start: date
    end: date
    fortnights: Fortnights
    remedial: Remedial
    categories: Mapping[str, Names]
    regions: Mapping[str, Names]
    partners: Mapping[str, Names]
    tasks: tuple[Task, ...]
    offices: frozenset[str]
    roadmap: tuple[Milestone, ...]
    support: tuple[Support, ...]
    voucher: VoucherRules | None

    @classmethod
    def load(cls, path: Path, record_types: Sequence[RecordType] = RECORD_TYPES) -> Plan:
        """The plan in the file at ``path``, whose counting rules may name ``record_types``.

        Raises ``InputAtFault`` with every problem and the path to it inside the file, ``MachineAtFault`` when the
        file cannot be read.
        """
        return _read_plan(pack.read(path), record_types)

    @classmethod
    def parse(cls, content: bytes, path: Path, record_types: Sequence[RecordType] = RECORD_TYPES) -> Plan:
        """The plan in a file's ``content``, which was read from ``path``; raises ``InputAtFault`` as ``load`` does."""
        return _read_plan(pack.taken_apart(content, path), record_types)

    @classmethod
    def built_in(cls) -> Plan:
        """The plan that comes with the program."""
        return cls.load(built_in_path())

    @cached_property
    def _by_number(self) -> dict[int, Task]:
        return {task.number: task for task in self.tasks}

    def task(self, number: int) -> Task:
        """The task of that number; raises ``InputAtFault`` if the plan has none."""
        task = self._by_number.get(number)
        if task is None:
            raise InputAtFault(
                Problem(
                    N_("The plan has no task {number}; please choose another."), {"number": number}, "task"
                )
            )
        return task

    def has_task(self, number: int) -> bool:
        """Whether the plan has a task of that number."""
        return number in self._by_number

    def tasks_of(self, office: str) -> tuple[Task, ...]:
        """The tasks that ``office`` carries out, by number.

        An office for which the plan sets no target at all has every task: what it does is counted and shown, but
        compared with nothing until headquarters sends its targets.
        """
        if office not in self.offices:
            return self.tasks
        return tuple(task for task in self.tasks if task.target_for(office) is not None)


def built_in_path() -> Path:
    """Where the plan that comes with the program is."""
    return folders.resources() / "plan" / "emergency-export-2026.json"


def _read_plan(root: Part, record_types: Sequence[RecordType]) -> Plan:
    """The plan written at ``root``: first the form of everything, then, if that holds, what must fit together."""
    root.fields(
        (
            "format",
            "id",
            "version",
            "names",
            "start",
            "end",
            "period",
            "remedial",
            "categories",
            "tasks",
            "offices",
        ),
        ("regions", "partners", "roadmap", "support", "voucher"),
    )
    root.member("format").format(FORMAT)
    root.conclude()
    start = root.member("start").day()
    by_office, offices = _read_offices(root.member("offices"))
    plan = Plan(
        id=root.member("id").code(_ID, "emergency-export-2026"),
        version=root.member("version").code(_VERSION, "2026.1"),
        names=root.member("names").names(),
        start=start,
        end=root.member("end").day(),
        fortnights=_read_period(root.member("period")),
        remedial=_read_remedial(root.member("remedial")),
        categories=_read_named(root.member("categories")),
        regions=_read_named(root.member("regions")),
        partners=_read_named(root.member("partners")),
        tasks=read_tasks(root.member("tasks"), start, by_office, record_types),
        offices=offices,
        roadmap=read_roadmap(root.member("roadmap"), start),
        support=read_support(root.member("support"), record_types),
        voucher=read_voucher(root.member("voucher")),
    )
    root.conclude()
    _check(plan, root)
    root.conclude()
    return plan


def _read_period(part: Part) -> Fortnights:
    part.fields(("anchor", "length", "due_days"))
    return Fortnights(
        part.member("anchor").day(), part.member("length").whole(7, 31), part.member("due_days").whole(0, 31)
    )


def _read_remedial(part: Part) -> Remedial:
    part.fields(("threshold", "watch", "basis"))
    basis = part.member("basis").choice(("to_date", "full"))
    return Remedial(
        part.member("threshold").share(),
        part.member("watch").share(),
        "full" if basis == "full" else "to_date",
    )


def _read_named(part: Part) -> dict[str, Names]:
    """Names by their codes, in the file's order."""
    if not part.present:
        return {}
    parts = part.items(most=200)
    for one in parts:
        one.fields(("code", "names"))
    codes = [one.member("code").code(CODE, "south_asia") for one in parts]
    unique(parts, codes, N_("The code {key} is there twice; keep one."))
    return {code: one.member("names").names() for code, one in zip(codes, parts, strict=True)}


def _read_offices(part: Part) -> tuple[dict[int, dict[str, Amount]], frozenset[str]]:
    """The offices' targets by task number and office code, and the offices."""
    targets: dict[int, dict[str, Amount]] = {}
    offices = set()
    for office, given in part.members(most=MOST_OFFICES):
        if not OFFICE_CODE.fullmatch(office):
            given.problem(
                N_("This is not an office code; write capital letters and digits, such as {example}."),
                example="DHK",
            )
        offices.add(office)
        for number, target in read_amounts(given).items():
            targets.setdefault(number, {})[office] = target
    return targets, frozenset(offices)


def _check(plan: Plan, root: Part) -> None:
    """Note what does not fit together in a plan that is well formed."""
    if not plan.start < plan.end <= plan.start + LONGEST_PLAN:
        root.member("end").problem(
            N_("The plan must end after its first day and within {count} years; please correct it."), count=5
        )
    if plan.remedial.watch < plan.remedial.threshold:
        root.member("remedial").member("watch").problem(
            N_("This must not be below the threshold; please raise it.")
        )
    for part in root.member("tasks").items(most=LARGEST_NUMBER):
        _check_task(plan, plan.task(part.member("number").whole(1, LARGEST_NUMBER)), part)
    for office, given in root.member("offices").members(most=MOST_OFFICES):
        for key, target in given.members(most=LARGEST_NUMBER):
            _check_number(plan, int(key), target)
        if not plan.tasks_of(office):
            given.problem(N_("This office has no task; give it one, or leave it out."))
    for part, milestone in _pairs(root.member("roadmap"), plan.roadmap):
        if milestone.first > plan.end:
            part.member("month").problem(N_("This month begins after the plan's end; please correct it."))
        for number in (*milestone.launches, *milestone.expects):
            _check_number(plan, number, part)
    if plan.voucher is not None:
        _check_number(plan, plan.voucher.task, root.member("voucher").member("task"))
    for part, support in _pairs(root.member("support"), plan.support):
        for number in support.opens:
            _check_number(plan, number, part.member("opens"))


def _check_task(plan: Plan, task: Task, part: Part) -> None:
    if task.category not in plan.categories:
        part.member("category").problem(
            N_("The category {key} is not listed; add it to the list."), key=task.category
        )
    for partner in (task.lead, *task.partners):
        if partner not in plan.partners:
            part.member("partners").problem(
                N_("The partner {key} is not listed; add it to the list."), key=partner
            )
    if task.launch > plan.end:
        part.member("launch_month").problem(N_("This month begins after the plan's end; please correct it."))
    for regional in task.by_region:
        if regional.region not in plan.regions:
            part.member("regions").problem(
                N_("The region {key} is not listed; add it to the list."), key=regional.region
            )
    if task.by_region and sum(Fraction(one.target) for one in task.by_region) != task.target:
        part.member("regions").problem(
            N_("The regions do not add up to the task's target; please correct one of them.")
        )


def _check_number(plan: Plan, number: int, part: Part) -> None:
    if not plan.has_task(number):
        part.problem(N_("The plan has no task {number}; please correct it."), number=number)


def _pairs(part: Part, values: Sequence[_Value]) -> Iterator[tuple[Part, _Value]]:
    """The parts of a list, if it is there, beside the values read from them."""
    return zip(part.items(most=LARGEST_NUMBER) if part.present else [], values, strict=True)
