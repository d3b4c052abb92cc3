"""The first page's table of tasks, with a bar for each achievement and the mark at which remedial action is due."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor

from fieldreport.progress import percent_places
from fieldreport.report.contents import Standing, TaskLine
from fieldreport.report.workbook import wording
from fieldreport.report.workbook.columns import Format
from fieldreport.report.workbook.look import ACCENT, MUTED, TEXT, Style, number_format
from fieldreport.report.workbook.measure import lines, shortened
from fieldreport.report.workbook.page import (
    ACTUAL,
    BAR,
    BODY,
    COLORS,
    HEAD,
    INDICATOR,
    MOST_LINES,
    NUMBER,
    PERCENT,
    REMEDY,
    STEP,
    STEPS,
    TARGET,
    TEXT_COLORS,
    TO_DATE,
    Page,
    room,
)

#: Points that a bar is high.
BAR_HEIGHT = 8.0


def draw_tasks(page: Page) -> None:
    """Draw the heading and one line for each task."""
    language = page.language
    page.heading(language.say("2. Achievement by task"), wording.basis(page.report, language))
    head = page.row(page.line + 7)
    for text, left, right in (
        (language.say("Task"), 0.0, INDICATOR),
        (language.say("Indicator"), INDICATOR, ACTUAL),
        (language.say("Actual"), ACTUAL, TO_DATE),
        (language.say("Target to date"), TO_DATE, TARGET),
        (language.say("Full target"), TARGET, BAR),
        (language.say("Achievement"), BAR, REMEDY),
        (language.say_in("column", "Remedial action"), REMEDY, 1.0),
    ):
        page.put(text, HEAD, left, right, head)
    for line in page.report.tasks:
        _draw_task(page, line)


def _draw_task(page: Page, line: TaskLine) -> None:
    language, one = page.language, line.progress
    # The sheet of tasks has all of it.
    name = shortened(wording.task_name(line, language), room(0, INDICATOR), MOST_LINES)
    indicator = shortened(one.task.indicator.in_language(language.code), room(INDICATOR, ACTUAL), MOST_LINES)
    remedy = wording.remedy(line, language, room(REMEDY, 1))
    remedy = shortened(remedy, room(REMEDY, 1), MOST_LINES)
    most = max(
        lines(name, room(0, INDICATOR)),
        lines(indicator, room(INDICATOR, ACTUAL)),
        lines(remedy, room(REMEDY, 1)),
    )
    # The bar lies between two paddings, so that it is a bar and not a filled cell.
    padding = (most * page.line + 5 - BAR_HEIGHT) / 2
    first, bar, last = (page.row(height) for height in (padding, BAR_HEIGHT, padding))
    page.put(name, BODY, 0, INDICATOR, first, last)
    page.put(indicator, BODY, INDICATOR, ACTUAL, first, last)
    for amount, left, right in (
        (one.actual, ACTUAL, TO_DATE),
        (one.target_to_date, TO_DATE, TARGET),
        (one.target, TARGET, BAR),
    ):
        value = wording.rounded(amount)
        places = 1 if isinstance(value, Decimal) else 0
        style = replace(NUMBER, number=number_format(Format.DECIMAL, language.code, places))
        said = None if value is None else language.number(value)
        _put_figure(page, value, said, style, left, right, first, last)
    _draw_bar(page, line, first, bar, last)
    _draw_percent(page, line, first, last)
    style = replace(
        BODY, color=TEXT_COLORS.get(line.standing, MUTED), bold=line.standing is Standing.REMEDIAL
    )
    page.put(remedy, style, REMEDY, 1, first, last)


def _put_figure(
    page: Page,
    value: int | Decimal | None,
    said: str | None,
    style: Style,
    left: float,
    right: float,
    first: int,
    last: int,
) -> None:
    """A figure as a number, or as it is ``said`` where no format of Excel's writes the language's digits."""
    if page.language.digits == "latn":
        page.put(value, style, left, right, first, last)
    else:
        page.put(said, replace(style, number="General", indent=1), left, right, first, last)


def _draw_bar(page: Page, line: TaskLine, first: int, bar: int, last: int) -> None:
    achievement = line.progress.achievement
    filled = 0 if achievement is None else min(_steps(achievement), STEPS)
    threshold = _steps(Fraction(page.report.plan.remedial.threshold))
    color = COLORS.get(line.standing, ACCENT)
    for at, (left, right) in enumerate(page.columns(BAR, PERCENT)):
        # The mark at which remedial action is due, so that the distance to it can be seen.
        side = "l" if at in (0, threshold) else ""
        # The line above is the one below the row above.
        for row, edge in ((first, ""), (bar, ""), (last, "b")):
            fill = color if row == bar and at < filled else ""
            page.put(None, Style(size=6, wrap=False, fill=fill, edges=edge + side), left, right, row)


def _steps(ratio: Fraction) -> int:
    """How many steps of a bar a ratio fills: never more than was done, and a little done is never nothing."""
    return max(floor(ratio / STEP), 1 if ratio > 0 else 0)


def _draw_percent(page: Page, line: TaskLine, first: int, last: int) -> None:
    achievement = line.progress.achievement
    style = replace(
        NUMBER,
        edges="trb",
        color=TEXT_COLORS.get(line.standing, TEXT),
        bold=line.standing is Standing.REMEDIAL,
    )
    if achievement is None:
        page.put(None, style, PERCENT, REMEDY, first, last)
        return
    places = percent_places(achievement, line.progress.limits)
    style = replace(style, number=number_format(Format.PERCENT, page.language.code, places))
    said = line.progress.percent(page.language)
    _put_figure(page, wording.exact(achievement), said, style, PERCENT, REMEDY, first, last)
