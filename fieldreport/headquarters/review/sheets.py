"""Sheets: the review's tables, each a listing in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from fieldreport.fields import Choice
from fieldreport.headquarters import wording as hq_wording
from fieldreport.headquarters.finding import Tally, tallied
from fieldreport.headquarters.progress import Line, share
from fieldreport.headquarters.review.material import Material
from fieldreport.language import Language, N_in
from fieldreport.nomenclature import Chapters
from fieldreport.plan import Plan
from fieldreport.records.difficulty import DIFFICULTY
from fieldreport.report.contents import Standing
from fieldreport.report.workbook import wording
from fieldreport.report.workbook.columns import Cell, Column, Format
from fieldreport.report.workbook.extent import Listing

#: The dashboard's figures in their order.
FIGURES: Mapping[str, str] = {
    "reported": N_in("review", "Offices that have reported"),
    "late": N_in("review", "of these late"),
    "missing": N_in("review", "Offices whose report is missing, returned or in quarantine"),
    "records": N_in("review", "Records in the reports"),
    "tasks_short": N_in("review", "Tasks that need remedial action"),
    "office_tasks_short": N_in("review", "Tasks of single offices that need remedial action"),
    "open": N_in("review", "Open difficulties"),
    "escalated": N_in("review", "Open difficulties that are escalated"),
}
#: Columns of the table of tasks, from 1, from which the chart is drawn.
TASK_NAME, ACHIEVEMENT, THRESHOLD = 2, 6, 13


def limits(plan: Plan) -> tuple[Fraction, ...]:
    """The ratios on whose other side no percentage may seem to be."""
    return Fraction(plan.remedial.threshold), Fraction(plan.remedial.watch)


def state(one: Line, language: Language) -> str:
    """How a task stands, in a word or two."""
    progress = one.progress
    if progress.target is None:
        standing = Standing.NO_TARGET
    elif progress.achievement is None:
        standing = Standing.NOT_LAUNCHED
    elif progress.remedial:
        standing = Standing.REMEDIAL
    else:
        standing = Standing.WATCH if progress.watch else Standing.ON_COURSE
    return language.say(wording.STANDINGS[standing])


def dashboard(material: Material, language: Language, title: str) -> Listing:
    """The figures beside those of the last meeting."""
    say = language.say
    columns = (
        Column(say("Figure"), Format.TEXT, 60),
        Column(language.reference(material.period.code), Format.WHOLE, 14),
        Column(
            say("Last review ({period})", period=language.reference(material.previous.code)), Format.WHOLE, 18
        ),
        Column(language.say_in("review", "Change"), Format.WHOLE, 14),
    )
    rows = []
    for name, (now, before) in material.counts().items():
        rows.append((say(FIGURES[name]), now, before, now - before))
    return Listing(title, columns, rows)


def tasks(material: Material, language: Language, title: str) -> Listing:
    """Each task as a whole, beside the last meeting."""
    say, code, plan = language.say, language.code, material.plan
    columns = (
        Column(language.say_in("task", "No."), Format.WHOLE, 8),
        Column(say("Task"), Format.TEXT, 40),
        Column(say("Actual"), Format.DECIMAL, 12),
        Column(say("Target to date"), Format.DECIMAL, 12),
        Column(say("Full target"), Format.DECIMAL, 12),
        Column(say("Achievement"), Format.PERCENT, 12, limits=limits(plan)),
        Column(say("Share of the full target"), Format.PERCENT, 12),
        Column(say("State"), Format.TEXT, 18),
        Column(say("Forecast"), Format.DECIMAL, 12),
        Column(say("Actual at the last review"), Format.DECIMAL, 12),
        Column(say("Achievement at the last review"), Format.PERCENT, 12, limits=limits(plan)),
        Column(say("Unit"), Format.TEXT, 12, aside=True),
        Column(say("Threshold for remedial action"), Format.PERCENT, 16, aside=True),
    )
    before = {one.task.number: one for one in material.before.lines if not one.region and not one.office}
    rows: list[tuple[Cell, ...]] = []
    for one in material.now.lines:
        if one.region or one.office:
            continue
        last = before.get(one.task.number)
        rows.append(
            (
                one.task.number,
                one.task.name(code),
                *amounts_of(one),
                wording.exact(share(one.progress)),
                state(one, language),
                wording.rounded(one.forecast.estimate),
                None if last is None else wording.rounded(last.progress.actual),
                None if last is None else wording.exact(last.progress.achievement),
                one.task.unit.in_language(code),
                plan.remedial.threshold,
            )
        )
    return Listing(title, columns, rows, essential=11)


def amounts_of(one: Line) -> tuple[Cell, ...]:
    """Actual, target to date, full target, achievement."""
    progress = one.progress
    return (
        wording.rounded(progress.actual),
        wording.rounded(progress.target_to_date),
        wording.rounded(progress.target),
        wording.exact(progress.achievement),
    )


def regions(material: Material, language: Language, title: str) -> Listing:
    """Each task by region, with the offices that have an allocation of their own."""
    say = language.say
    columns = (
        Column(language.say_in("task", "No."), Format.WHOLE, 8),
        Column(say("Task"), Format.TEXT, 40),
        Column(say("Region"), Format.TEXT, 24),
        Column(say("Actual"), Format.DECIMAL, 12),
        Column(say("Target to date"), Format.DECIMAL, 12),
        Column(say("Full target"), Format.DECIMAL, 12),
        Column(say("Achievement"), Format.PERCENT, 12, limits=limits(material.plan)),
        Column(say("State"), Format.TEXT, 18),
        Column(say("Forecast"), Format.DECIMAL, 12),
    )
    rows = [
        (
            one.task.number,
            one.task.name(language.code),
            _region(material, one.region, language),
            *amounts_of(one),
            state(one, language),
            wording.rounded(one.forecast.estimate),
        )
        for one in material.now.lines
        if one.region and not one.office
    ]
    return Listing(title, columns, rows)


def _region(material: Material, code: str, language: Language) -> str:
    names = material.plan.regions.get(code)
    return code if names is None else names.in_language(language.code)


def offices(material: Material, language: Language, title: str) -> Listing:
    """The board: what each office has sent."""
    say = language.say
    columns = (
        Column(say("Office"), Format.CODE, 10),
        Column(say("Name"), Format.TEXT, 34),
        Column(say("Region"), Format.TEXT, 24),
        Column(say("State"), Format.TEXT, 14),
        Column(say("Received"), Format.MOMENT, 18),
        Column(say("Issue"), Format.WHOLE, 8),
        Column(say("Records"), Format.WHOLE, 10),
        Column(say("Remark"), Format.TEXT, 40),
    )
    rows = [
        (
            one.office.code,
            one.office.name(language.code),
            _region(material, one.office.region, language),
            say(hq_wording.STATES[one.state]),
            None if one.received is None else one.received.astimezone().replace(tzinfo=None, microsecond=0),
            one.issue or None,
            one.records or None,
            one.why or language.listing(hq_wording.reason(code, language) for code in one.aside[:1]) or None,
        )
        for one in material.standings
    ]
    return Listing(title, columns, rows)


def tallies(material: Material, language: Language, title: str) -> Listing:
    """Difficulties by kind, HS chapter and country."""
    say = language.say
    columns = (
        Column(language.say_in("review", "By"), Format.TEXT, 16),
        Column(language.say_in("review", "Which"), Format.TEXT, 56),
        Column(say("All"), Format.WHOLE, 10),
        Column(language.say_in("difficulties", "Open"), Format.WHOLE, 10),
        Column(language.say_in("difficulties", "Resolved"), Format.WHOLE, 10),
        Column(language.say_in("difficulties", "Escalated"), Format.WHOLE, 10),
    )
    chapters = Chapters.built_in()
    countries = material.countries()

    def named(by: str, one: Tally) -> str:
        if by == "kind":
            return choice(DIFFICULTY.field("kind"), one.of, language) or one.of
        if by == "country":
            return language.country(one.of) if one.of else ""
        section = chapters.section(one.of) if one.of else None
        return f"{one.of}  {section.names.in_language(language.code)}" if section else one.of

    heads = {"kind": say("Kind"), "chapter": say("HS chapter"), "country": say("Country")}
    rows = [
        (
            head,
            named(by, one) or language.say_in("review", "not given"),
            one.all,
            one.open,
            one.resolved,
            one.escalated,
        )
        for by, head in heads.items()
        for one in tallied(material.difficulties, by, countries)
    ]
    return Listing(title, columns, rows)


def changes(material: Material, language: Language, title: str) -> Listing:
    """The tasks whose state is another than at the last review: as a whole, of regions, of offices."""
    say = language.say
    columns = (
        Column(language.say_in("task", "No."), Format.WHOLE, 8),
        Column(say("Task"), Format.TEXT, 40),
        Column(say("Region"), Format.TEXT, 24),
        Column(say("Office"), Format.CODE, 10),
        Column(say("State at the last review"), Format.TEXT, 20),
        Column(say("State"), Format.TEXT, 18),
        Column(say("Achievement at the last review"), Format.PERCENT, 14, limits=limits(material.plan)),
        Column(say("Achievement"), Format.PERCENT, 12, limits=limits(material.plan)),
        Column(language.say_in("review", "Added"), Format.DECIMAL, 12),
    )
    before = {(one.task.number, one.region, one.office): one for one in material.before.lines}
    return Listing(title, columns, list(_changes(material, before, language)))


def _changes(
    material: Material, before: Mapping[tuple[int, str, str], Line], language: Language
) -> Iterator[tuple[Cell, ...]]:
    for one in material.now.lines:
        last = before.get((one.task.number, one.region, one.office))
        if last is None or state(last, language) == state(one, language):
            continue
        yield (
            one.task.number,
            one.task.name(language.code),
            _region(material, one.region, language) or None,
            one.office or None,
            state(last, language),
            state(one, language),
            wording.exact(last.progress.achievement),
            wording.exact(one.progress.achievement),
            wording.rounded(Decimal(one.progress.actual) - Decimal(last.progress.actual)),
        )


def sources(material: Material, language: Language, title: str) -> Listing:
    """The records that the period has added to the figures, each with the package that says so."""
    say = language.say
    columns = (
        Column(language.say_in("task", "No."), Format.WHOLE, 8),
        Column(say("Office"), Format.CODE, 10),
        Column(say("Day"), Format.DAY, 14),
        Column(say("Reference"), Format.CODE, 14),
        Column(say("UUID"), Format.CODE, 38),
        Column(say("Period"), Format.CODE, 12),
        Column(say("Issue"), Format.WHOLE, 8),
        Column(say("SHA-256"), Format.CODE, 66, aside=True),
    )
    rows = [
        (task, one.office, one.day, one.reference or None, one.id, one.period, one.issue, one.package)
        for task, one in material.added
    ]
    return Listing(title, columns, rows, essential=7)


def choice(field: Any, value: object, language: Language) -> str | None:
    """What a choice is called; None for what is none."""
    if not isinstance(field, Choice) or not isinstance(value, str) or value not in field.choices:
        return None
    return language.say(field.choices[value])
