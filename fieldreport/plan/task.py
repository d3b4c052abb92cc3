"""Task: one line of the plan, with what is counted for it and how much is expected of whom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fieldreport.language import N_
from fieldreport.names import Names
from fieldreport.offices import OFFICE_CODE
from fieldreport.pack import Amount, Part, unique
from fieldreport.plan.counting import CountingRule, read_rule
from fieldreport.record import RecordType

LARGEST_NUMBER = 99
#: A code inside the pack: category, region, partner.
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
#: A topic, as the record type of activities names it.
_TOPIC = re.compile(r"[a-z][a-z0-9_]{0,39}")
#: A task's number as the name of a member.
_NUMBER = re.compile(r"[1-9][0-9]?")


@dataclass(frozen=True, slots=True)
class RegionalTarget:
    """A region's part of a task's target; the offices in ``separate`` have an allocation of their own beside it."""

    region: str
    target: Amount
    separate: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One task of the plan.

    ``indicator`` says what an office counts, in ``unit``, by ``counting``. ``key_figure`` is what the plan promises
    for the whole country, ``target`` its number in ``target_unit``. ``launch`` is the day from which the target runs;
    ``launch_month`` counts the plan's months from 1 and is None where the plan states none (the task then runs from
    the plan's start). ``topics`` are the topics of activities that this task is made of.
    """

    number: int
    names: Names
    category: str
    lead: str
    partners: tuple[str, ...]
    launch_month: int | None
    launch: date
    key_figure: Names
    indicator: Names
    unit: Names
    target: Amount
    target_unit: Names
    by_region: tuple[RegionalTarget, ...]
    by_office: Mapping[str, Amount]
    counting: CountingRule
    topics: tuple[str, ...]

    def name(self, language: str) -> str:
        """The task's name in ``language`` (``ko``, ``en`` or ``bn``)."""
        return self.names.in_language(language)

    def target_for(self, office: str) -> Amount | None:
        """The whole target of ``office``, in ``unit``; None where the plan sets it none."""
        return self.by_office.get(office)

    @property
    def adds_up(self) -> bool:
        """Whether the plan's target is in the unit of the indicator, so that the offices' counts add up to it."""
        return self.target_unit == self.unit


def month_begins(start: date, month: int) -> date:
    """The first day of the plan's month ``month`` (1 begins on ``start``); the 29th to 31st fall back to the last day
    of a shorter month.
    """
    years, index = divmod(start.month - 1 + month - 1, 12)
    year, number = start.year + years, index + 1
    following = date(year + number // 12, number % 12 + 1, 1)
    return date(year, number, min(start.day, (following - date(year, number, 1)).days))


def read_amounts(part: Part) -> dict[int, Amount]:
    """Amounts by the numbers of tasks, as an object whose names are the numbers."""
    amounts: dict[int, Amount] = {}
    for number, amount in part.members(most=LARGEST_NUMBER):
        if _NUMBER.fullmatch(number):
            amounts[int(number)] = amount.amount()
        else:
            amount.problem(
                N_("This is not the number of a task; write one from 1 to {most}."), most=LARGEST_NUMBER
            )
    return amounts


def read_tasks(
    part: Part, start: date, by_office: Mapping[int, Mapping[str, Amount]], record_types: Sequence[RecordType]
) -> tuple[Task, ...]:
    """The tasks listed at ``part``, by number, with the offices' targets given for each; problems are noted there."""
    parts = part.items(most=LARGEST_NUMBER, fewest=1)
    tasks = [_read_task(one, start, by_office, record_types) for one in parts]
    unique(parts, [task.number for task in tasks], N_("Task {key} is there twice; keep one."))
    return tuple(sorted(tasks, key=lambda task: task.number))


def _read_task(
    part: Part, start: date, by_office: Mapping[int, Mapping[str, Amount]], record_types: Sequence[RecordType]
) -> Task:
    part.fields(
        (
            "number",
            "names",
            "category",
            "lead",
            "launch_month",
            "key_figure",
            "indicator",
            "unit",
            "target",
            "counting",
        ),
        ("partners", "target_unit", "regions", "topics"),
    )
    number = part.member("number").whole(1, LARGEST_NUMBER)
    launch_month = None if part.member("launch_month").empty else part.member("launch_month").whole(1, 60)
    unit = part.member("unit").names(longest=40)
    return Task(
        number=number,
        names=part.member("names").names(longest=120),
        category=part.member("category").code(CODE, "market_diversification"),
        lead=part.member("lead").code(CODE, "KOTRA"),
        partners=_codes(part.member("partners"), CODE, "MOTIE"),
        launch_month=launch_month,
        launch=month_begins(start, launch_month or 1),
        key_figure=part.member("key_figure").names(longest=400),
        indicator=part.member("indicator").names(longest=120),
        unit=unit,
        target=part.member("target").amount(),
        target_unit=part.member("target_unit").names(longest=40)
        if part.member("target_unit").present
        else unit,
        by_region=_read_regions(part.member("regions")),
        by_office=by_office.get(number, {}),
        counting=read_rule(part.member("counting"), record_types),
        topics=_codes(part.member("topics"), _TOPIC, "eba"),
    )


def _codes(part: Part, pattern: re.Pattern[str], example: str) -> tuple[str, ...]:
    return tuple(one.code(pattern, example) for one in part.items(most=50)) if part.present else ()


def _read_regions(part: Part) -> tuple[RegionalTarget, ...]:
    if not part.present:
        return ()
    parts = part.items(most=50, fewest=1)
    for one in parts:
        one.fields(("region", "target"), ("separate",))
    regions = tuple(
        RegionalTarget(
            one.member("region").code(CODE, "south_asia"),
            one.member("target").amount(),
            _codes(one.member("separate"), OFFICE_CODE, "DHK"),
        )
        for one in parts
    )
    unique(parts, [one.region for one in regions], N_("The region {key} is there twice; keep one."))
    return regions
