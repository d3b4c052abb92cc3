"""Changes: what another plan pack changes of the plan in use, before anybody accepts it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from fieldreport.language import N_
from fieldreport.names import Names
from fieldreport.pack import Amount
from fieldreport.plan.counting import CountingRule
from fieldreport.plan.plan import Plan
from fieldreport.plan.roadmap import Milestone, Support
from fieldreport.plan.task import Task
from fieldreport.plan.vouchers import VoucherRules
from fieldreport.values import Money

#: What a difference may be about: shown in words by ``fieldreport.plan.wording``.
Aspect: TypeAlias = (
    Amount
    | date
    | str
    | Names
    | CountingRule
    | Decimal
    | Money
    | tuple[int, ...]
    | tuple[str, ...]
    | Support
    | None
)


class Kind(StrEnum):
    """What happens to a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Version(StrEnum):
    """How the pack's version compares with that of the plan in use."""

    NEWER = "newer"
    SAME = "same"
    OLDER = "older"
    #: A pack of another id is another plan, whatever its version.
    OTHER_PLAN = "other_plan"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the pack changes: ``what`` is a catalogue text, ``old`` and ``new`` what it was and will be.

    ``task`` or ``month`` say whose it is, where it is not the whole plan's; ``percent`` says that both are shares.
    """

    kind: Kind
    what: str
    old: Aspect = None
    new: Aspect = None
    task: int | None = None
    month: int | None = None
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between the plan in use and a pack, for one office; the plan first, then by task."""

    old: Plan
    new: Plan
    version: Version
    differences: tuple[Difference, ...]

    @property
    def is_something(self) -> bool:
        """Whether the pack is another plan at all, be it only for other offices."""
        return self.old != self.new

    @property
    def moves_periods(self) -> bool:
        """Whether the pack has other periods, so that their codes mean other days from now on."""
        return self.old.fortnights != self.new.fortnights


def compare(old: Plan, new: Plan, office: str) -> Changes:
    """What ``new`` changes of ``old`` for ``office``, whose own targets are compared one by one."""
    return Changes(
        old,
        new,
        _version(old, new),
        (
            *_of_plan(old, new, office),
            *_of_tasks(old, new, office),
            *_of_roadmap(old, new),
            *_support(old, new),
            *_of_voucher(old.voucher, new.voucher),
        ),
    )


def _version(old: Plan, new: Plan) -> Version:
    if old.id != new.id:
        return Version.OTHER_PLAN
    before, after = _order(old.version), _order(new.version)
    return Version.SAME if before == after else Version.NEWER if after > before else Version.OLDER


def _order(version: str) -> list[tuple[int, int, str]]:
    """A version's parts, numbers by their value: 2026.10 is newer than 2026.9, and 2026.1a than 2026.1."""
    return [
        (1, int(part), "") if part.isdigit() else (0, 0, part)
        for part in re.findall(r"\d+|[A-Za-z]+", version)
    ]


_VOUCHER = (
    N_("Task of the export voucher"),
    N_("Voucher, most for a company"),
    N_("Voucher, priority from this US export share in %"),
    N_("Voucher, days until it is paid out"),
)


def _of_voucher(old: VoucherRules | None, new: VoucherRules | None) -> Iterator[Difference]:
    for what, one, other in zip(_VOUCHER, _voucher(old), _voucher(new), strict=True):
        yield from _changed(what, one, other)


def _voucher(rules: VoucherRules | None) -> tuple[Aspect, ...]:
    """The rules in the order of their names above."""
    if rules is None:
        return (None,) * len(_VOUCHER)
    return rules.task, rules.ceiling, rules.priority_from, rules.paid_within


def _changed(what: str, old: Aspect, new: Aspect, **where: int | bool | None) -> Iterator[Difference]:
    if old != new:
        yield Difference(Kind.CHANGED, what, old, new, **where)  # type: ignore[arg-type]  # task, month and percent


def _of_plan(old: Plan, new: Plan, office: str) -> Iterator[Difference]:
    yield from _changed(N_("Name of the plan"), old.names, new.names)
    yield from _changed(N_("First day"), old.start, new.start)
    yield from _changed(N_("Last day"), old.end, new.end)
    yield from _changed(N_("A period begins on"), old.fortnights.anchor, new.fortnights.anchor)
    yield from _changed(N_("Days of a period"), old.fortnights.length, new.fortnights.length)
    yield from _changed(N_("Days until a report is due"), old.fortnights.due_days, new.fortnights.due_days)
    threshold, watch = N_("Threshold for remedial action"), N_("Threshold for watching")
    yield from _changed(threshold, old.remedial.threshold, new.remedial.threshold, percent=True)
    yield from _changed(watch, old.remedial.watch, new.remedial.watch, percent=True)
    yield from _changed(
        N_("Achievement is compared with"), _BASES[old.remedial.basis], _BASES[new.remedial.basis]
    )
    yield from _changed(N_("Other offices with other targets"), 0, len(_other_offices(old, new, office)))


_BASES: Mapping[str, str] = {"to_date": N_("the target to date"), "full": N_("the full target")}


def _other_offices(old: Plan, new: Plan, office: str) -> set[str]:
    def targets(plan: Plan, code: str) -> dict[int, Amount | None]:
        return {one.number: one.target_for(code) for one in plan.tasks if one.target_for(code) is not None}

    return {
        code
        for code in old.offices | new.offices
        if code != office and targets(old, code) != targets(new, code)
    }


def _of_tasks(old: Plan, new: Plan, office: str) -> Iterator[Difference]:
    before, after = ({task.number: task for task in plan.tasks} for plan in (old, new))
    for number in sorted(before.keys() | after.keys()):
        if number not in after:
            yield Difference(Kind.REMOVED, N_("Task"), before[number].names, None, number)
        elif number not in before:
            task = after[number]
            yield Difference(Kind.ADDED, N_("Task"), None, task.names, number)
            yield from _changed(N_("Target of this office"), None, task.target_for(office), task=number)
            yield from _changed(N_("Target of the plan"), None, task.target, task=number)
            yield from _changed(N_("Launch"), None, task.launch, task=number)
            yield from _changed(N_("What is counted"), None, task.counting, task=number)
        else:
            yield from _of_task(old, new, before[number], after[number], office)


def _of_task(old: Plan, new: Plan, before: Task, after: Task, office: str) -> Iterator[Difference]:
    aspects: tuple[tuple[str, Aspect, Aspect], ...] = (
        (N_("Target of this office"), before.target_for(office), after.target_for(office)),
        (N_("Target of the plan"), before.target, after.target),
        (N_("Launch"), before.launch, after.launch),
        (N_("What is counted"), before.counting, after.counting),
        (N_("Name of the task"), before.names, after.names),
        (N_("Key figure"), before.key_figure, after.key_figure),
        (N_("Indicator"), before.indicator, after.indicator),
        (N_("Unit"), before.unit, after.unit),
        (N_("Unit of the plan's target"), before.target_unit, after.target_unit),
        (N_("Category"), old.categories[before.category], new.categories[after.category]),
        (N_("Lead and partners"), (before.lead, *before.partners), (after.lead, *after.partners)),
        (N_("Topics"), before.topics, after.topics),
        (N_("Targets of regions"), _regions(before, after), _regions(after, before)),
    )
    for what, one, other in aspects:
        yield from _changed(what, one, other, task=before.number)


def _regions(task: Task, other: Task) -> tuple[str, ...]:
    """The regions' targets that are not the same in the other task, as ``asean 8000``."""
    theirs = set(other.by_region)
    return tuple(
        " ".join([one.region, str(one.target), *one.separate]) for one in task.by_region if one not in theirs
    )


def _of_roadmap(old: Plan, new: Plan) -> Iterator[Difference]:
    before, after = (_by_month(plan.roadmap) for plan in (old, new))
    for month in sorted(before.keys() | after.keys()):
        one, other = before.get(month), after.get(month)
        if other is None and one is not None:
            yield Difference(Kind.REMOVED, N_("Month of the roadmap"), one.names, None, month=month)
        elif other is not None:
            if one is None:
                yield Difference(Kind.ADDED, N_("Month of the roadmap"), None, other.names, month=month)
            else:
                yield from _changed(N_("Milestone"), one.names, other.names, month=month)
            yield from _of_month(one, other)


def _by_month(roadmap: Iterable[Milestone]) -> dict[int, Milestone]:
    return {one.month: one for one in roadmap}


def _of_month(one: Milestone | None, other: Milestone) -> Iterator[Difference]:
    month = other.month
    yield from _changed(N_("Launches"), one.launches if one else (), other.launches, month=month)
    before = one.expects if one else {}
    for number in sorted(before.keys() | other.expects.keys()):
        yield from _changed(
            N_("Expected by the end of the month"),
            before.get(number),
            other.expects.get(number),
            task=number,
            month=month,
        )


def _support(old: Plan, new: Plan) -> Iterator[Difference]:
    def key(one: Support) -> Hashable:
        return (one.record, tuple(sorted(one.where.items())), one.opens, one.bundle, one.names)

    before, after = ({key(one): one for one in plan.support} for plan in (old, new))
    for gone in before.keys() - after.keys():
        yield Difference(Kind.REMOVED, N_("Support that opens"), before[gone], None)
    for come in after.keys() - before.keys():
        yield Difference(Kind.ADDED, N_("Support that opens"), None, after[come])
