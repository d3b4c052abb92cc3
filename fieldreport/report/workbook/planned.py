"""Planned: the plan in motion as sheets: forecasts with the way so far, the roadmap, the remedial actions."""

from __future__ import annotations

from collections.abc import Iterator

from fieldreport.language import Language
from fieldreport.plan.wording import named
from fieldreport.progress import Expected, Month
from fieldreport.progress import wording as progress_wording
from fieldreport.record import Record
from fieldreport.report.contents import Report, Standing, TaskLine
from fieldreport.report.safe import Texts
from fieldreport.report.workbook import wording
from fieldreport.report.workbook.columns import REFERENCE, Cell, Column, Format
from fieldreport.report.workbook.extent import Extent, Listing, measure, note_too_high

#: Periods whose achievement is on paper; earlier ones stand at the right of the sheet.
PRINTED = 6
#: How many columns stand before the achievements by period.
TREND_AT = 9
#: Places of the references and of the tasks' names in the sheet of remedial actions, from 0.
REFERENCE_AT, NAME_AT = 3, 1


def forecasts(report: Report, language: Language, title: str) -> Listing:
    """Where each task is going, why, and its achievement period by period."""
    say = language.say
    codes = [point.period.code for point in report.tasks[0].course.trend] if report.tasks else []
    columns = (
        Column(language.say_in("task", "No."), Format.WHOLE, 8),
        Column(say("Task"), Format.TEXT, 34),
        Column(say("Actual"), Format.DECIMAL, 12),
        Column(say("Full target"), Format.DECIMAL, 12),
        Column(say("Forecast for {day}", day=report.plan.end), Format.DECIMAL, 14),
        Column(say("Lowest forecast"), Format.DECIMAL, 12),
        Column(say("Highest forecast"), Format.DECIMAL, 12),
        Column(say("Forecast ÷ target"), Format.PERCENT, 12),
        Column(say("Needed a period"), Format.DECIMAL, 12),
        *(
            Column(say("Achievement {period}", period=language.reference(code)), Format.PERCENT, 12)
            for code in codes[-PRINTED:]
        ),
        Column(say("What the forecast rests on"), Format.TEXT, 50),
        Column(say("Unit"), Format.TEXT, 12, aside=True),
        *(
            Column(
                say("Achievement {period}", period=language.reference(code)), Format.PERCENT, 12, aside=True
            )
            for code in reversed(codes[:-PRINTED])
        ),
    )
    rows = [_forecast(report, line, language) for line in report.tasks]
    return Listing(title, columns, rows, essential=sum(not column.aside for column in columns))


def _forecast(report: Report, line: TaskLine, language: Language) -> tuple[Cell, ...]:
    course, task = line.course, line.progress.task
    one, trend = course.forecast, course.trend
    return (
        task.number,
        task.name(language.code),
        wording.rounded(line.progress.actual),
        wording.rounded(line.progress.target),
        wording.rounded(one.estimate),
        wording.rounded(one.low),
        wording.rounded(one.high),
        wording.exact(one.share),
        wording.rounded(one.needed),
        *(wording.exact(point.achievement) for point in trend[-PRINTED:]),
        progress_wording.reason(course, report.plan, language),
        task.unit.in_language(language.code),
        *(wording.exact(point.achievement) for point in reversed(trend[:-PRINTED])),
    )


def roadmap(report: Report, language: Language, title: str) -> Listing:
    """What each month launches and expects, and what has been reached of it."""
    say = language.say
    columns = (
        Column(say("Month"), Format.WHOLE, 8),
        Column(say("Days"), Format.TEXT, 28),
        Column(say("Milestone"), Format.TEXT, 36),
        Column(language.say_in("task", "No."), Format.WHOLE, 8),
        Column(say("Task"), Format.TEXT, 36),
        Column(say("What is expected"), Format.TEXT, 18),
        Column(say("Expected of all offices"), Format.DECIMAL, 16),
        Column(say("Expected of this office"), Format.DECIMAL, 14),
        Column(say("Actual by the month's end"), Format.DECIMAL, 12),
        Column(say("Actual"), Format.DECIMAL, 12),
        Column(say("Unit"), Format.TEXT, 16),
        Column(say("State"), Format.TEXT, 18),
    )
    rows = [row for stage in report.roadmap for row in _stage(stage, language)]
    return Listing(title, columns, rows)


def _stage(stage: Month, language: Language) -> Iterator[tuple[Cell, ...]]:
    one = stage.milestone
    head = (one.month, language.days(one.first, stage.last), named(one.names, language))
    expected = (*stage.launches, *stage.amounts)
    for entry in expected:
        yield (*head, *_expected(entry, language))
    if not expected:
        yield (*head, *(None,) * 9)


def _expected(one: Expected, language: Language) -> tuple[Cell, ...]:
    what = (
        language.say_in("roadmap", "Launch")
        if one.whole is None
        else one.task.indicator.in_language(language.code)
    )
    # What this office does not carry out it does not count either: a zero there would read as nothing done.
    ours = one.state is not None
    return (
        one.task.number,
        one.task.name(language.code),
        what,
        wording.rounded(one.whole),
        wording.rounded(one.amount),
        wording.rounded(one.actual) if ours else None,
        wording.rounded(one.now) if ours else None,
        progress_wording.unit(one, language),
        progress_wording.state(one, language),
    )


def remedies(report: Report, language: Language, texts: Texts, title: str) -> tuple[Listing, Extent]:
    """Every remedial action of the period with its cause, its owner and what it brought; and shortfalls without one."""
    say = language.say
    columns = (
        Column(language.say_in("task", "No."), Format.WHOLE, 8),
        Column(say("Task"), Format.TEXT, 28),
        Column(say("Achievement"), Format.PERCENT, 12),
        Column(say(REFERENCE), Format.CODE, 12),
        Column(say("What is to be done"), Format.TEXT, 36),
        Column(say("Cause of the shortfall"), Format.TEXT, 40),
        Column(say("Remedy"), Format.TEXT, 22),
        Column(say("Assigned to"), Format.TEXT, 22),
        Column(say("Raised on"), Format.DAY, 14),
        Column(say("Due"), Format.DAY, 14),
        Column(say("State"), Format.TEXT, 18),
        Column(say("Result of the remedy"), Format.TEXT, 40),
        Column(say("Done on"), Format.DAY, 14, aside=True),
        Column(say("Raised in period"), Format.CODE, 14, aside=True),
        Column(say("What completed it"), Format.TEXT, 30, aside=True),
    )
    heads = [column.header for column in columns]
    rows: list[tuple[Cell, ...]] = []
    for line in report.tasks:
        rows += [_remedy(report, line, action, language, texts, heads) for action in line.remedies]
        if line.standing is Standing.REMEDIAL and not line.remedies:
            needed = say("Remedial action needed")
            rows.append((*_of_task(line, language), None, *(None,) * 6, needed, *(None,) * 4))
    listing = Listing(title, columns, rows, essential=sum(not column.aside for column in columns))
    extent = measure(listing)
    note_too_high(texts, listing, extent, reference=REFERENCE_AT)
    return listing, extent


def _of_task(line: TaskLine, language: Language) -> tuple[Cell, ...]:
    task = line.progress.task
    return task.number, task.name(language.code), wording.exact(line.progress.achievement)


def _remedy(
    report: Report, line: TaskLine, action: Record, language: Language, texts: Texts, heads: list[str]
) -> tuple[Cell, ...]:
    def text(name: str, at: int) -> Cell:
        value = action[name]
        written = "" if value is None else value if isinstance(value, str) else value.best(language.code)
        return texts.fit(written, action.reference, heads[at]) or None

    def choice(name: str) -> Cell:
        value = action[name]
        return None if value is None else action.type.field(name).show(value, language)

    overdue = action["status"] == "open" and action["due"] is not None and action["due"] <= report.period.last
    return (
        *_of_task(line, language),
        action.reference,
        text("what", 4),
        text("cause", 5),
        choice("remedy"),
        text("assigned_to", 7),
        action["raised_on"],
        action["due"],
        language.say_in("action status", "Overdue") if overdue else choice("status"),
        text("result", 11),
        action["done_on"],
        language.reference(report.plan.fortnights.of(action["raised_on"]).code),
        text("done_by_what", 14),
    )
