"""The tasks, the roadmap and the remedial actions of the plan as rows and cards."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.forms.flow import Flow
from ui.pages.wording import say_when
from ui.tools.plan.trend import TrendLine
from ui.widgets.beside import Beside
from ui.widgets.clickable import ClickableRow
from ui.widgets.columns import Columns
from ui.widgets.plain import Card, Chip, clear, label, rule
from ui.widgets.task_table import state_of

if TYPE_CHECKING:
    from fieldreport.plan import Plan
    from fieldreport.progress import Course, Expected, Month, State
    from fieldreport.record import Record

#: The narrowest card of a month, in pixels.
MONTH = 250
TONES = {"reached": "good", "ahead": "good", "missed": "bad", "not_due": "calm"}


def stacked(*, spacing: int = 2) -> tuple[QWidget, QVBoxLayout]:
    """A clear widget with a column in it."""
    made = QWidget()
    made.setProperty("look", "clear")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return made, column


def fill(layout: QVBoxLayout, rows: Sequence[QWidget]) -> None:
    """Put rows into a layout in the place of what is there, with a line between them."""
    clear(layout)
    for at, one in enumerate(rows):
        if at:
            layout.addWidget(rule())
        layout.addWidget(one)


def task_row(desk: Desk, course: Course, plan: Plan) -> QWidget:
    """A task: its name, figures and forecast in words; at the right the trend, the achievement and the state."""
    from fieldreport.progress import wording

    language, one = desk.language, course.progress
    words, column = stacked()
    name = language.say("{number} · {task}", number=one.task.number, task=one.task.name(language.code))
    column.addWidget(label("strong", wrap=True, text=name))
    column.addWidget(label("muted", wrap=True, text=figures(desk, course)))
    for sentence in (wording.reason(course, plan, language), wording.needed(course, language)):
        if sentence:
            column.addWidget(label("small", wrap=True, text=sentence))
    made = QWidget()
    made.setProperty("look", "clear")
    line = Beside(made, spacing=16)
    line.addWidget(words)
    text, tone = state_of(one, language)
    line.addWidget(Chip(tone, text))
    achieved = label("strong", text=one.percent(language))
    achieved.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    # As wide as the longest, so that the lines of the trend stand below one another.
    achieved.setMinimumWidth(achieved.fontMetrics().horizontalAdvance(language.percent(9)) + 8)
    line.addWidget(achieved)
    line.addWidget(TrendLine(desk, course, Fraction(plan.remedial.threshold)))
    return made


def figures(desk: Desk, course: Course) -> str:
    """What was counted, against which target, and what is forecast, as one line."""
    from fieldreport.progress import wording

    language, one, future = desk.language, course.progress, course.forecast
    unit = one.task.unit.in_language(language.code)
    actual = wording.shown(one.actual, language)
    if one.target is None:
        return language.say("{actual} so far ({unit})", actual=actual, unit=unit)
    target = wording.shown(one.target, language)
    span = wording.forecast_range(course, language)
    if not span or future.share is None:
        return language.say("{actual} of {target} ({unit})", actual=actual, target=target, unit=unit)
    return language.say(
        "{actual} of {target} ({unit}); forecast {range}, {share} of the target",
        actual=actual,
        target=target,
        unit=unit,
        range=span,
        share=language.percent(future.share),
    )


def months(desk: Desk, stages: Sequence[Month]) -> Columns:
    """The roadmap as a line of months."""
    line = Columns(spacing=12)
    for stage in stages:
        card = _month(desk, stage)
        card.setMinimumWidth(MONTH)
        line.addWidget(card)
    return line


def _month(desk: Desk, stage: Month) -> Card:
    from fieldreport.plan.wording import named

    language, milestone = desk.language, stage.milestone
    card = Card(margins=12, spacing=4)
    head = Flow()
    head.addWidget(label("heading", text=language.say("Month {month}", month=milestone.month)))
    if stage.running:
        head.addWidget(Chip("info", language.say_in("roadmap", "Now")))
    card.body.addLayout(head)
    card.body.addWidget(label("small", wrap=True, text=language.days(milestone.first, stage.last)))
    card.body.addWidget(label("strong", wrap=True, text=named(milestone.names, language)))
    for one in (*stage.amounts, *stage.launches):
        if one.state is not None:
            card.body.addWidget(rule())
            card.body.addWidget(_expected(desk, one, one.state))
    others = [one.task.number for one in stage.launches if one.state is None]
    if others:
        text = language.say("Launched elsewhere: tasks {tasks}", tasks=others)
        card.body.addWidget(label("small", wrap=True, text=text))
    card.body.addStretch(1)
    return card


def _expected(desk: Desk, one: Expected, state: State) -> QWidget:
    from fieldreport.progress import wording

    language = desk.language
    made, column = stacked(spacing=3)
    name = one.task.name(language.code)
    column.addWidget(
        label(wrap=True, text=language.say("{number} · {task}", number=one.task.number, task=name))
    )
    said = Flow()
    said.addWidget(Chip(TONES[state], wording.state(one, language)))
    column.addLayout(said)
    if one.whole is not None or one.actual:
        column.addWidget(label("small", wrap=True, text=wording.figures(one, language)))
    return made


def remedy_row(desk: Desk, course: Course, action: Record) -> ClickableRow:
    """A remedial action: what is done, for which task, by whom, by when; pressed, it opens."""
    language = desk.language
    what = action["what"].best(language.code)
    task = language.say("{number} · {task}", number=course.task.number, task=course.task.name(language.code))
    row = ClickableRow(desk, what)
    if action["status"] == "done":
        row.add(Chip("good", language.say_in("action status", "Done")))
    elif action["due"] is not None:
        when, tone = say_when(language, action["due"], desk.office.today())
        row.add(Chip(tone, when))
    else:
        row.add(Chip("warn", language.say("No day")))
    words, column = stacked(spacing=1)
    column.addWidget(label(wrap=True, text=what))
    parts = [task]
    for name in ("remedy", "assigned_to", "cause", "result"):
        if action[name]:
            field = action.type.field(name)
            shown = field.show(action[name], language)
            parts.append(language.say("{field}: {value}", field=language.say(field.label), value=shown))
    for part in parts:
        column.addWidget(label("small", wrap=True, text=part))
    row.add(words, 1)
    row.clicked.connect(lambda: desk.open_record("action", action.id))
    return row


def missing_row(desk: Desk, course: Course) -> ClickableRow:
    """A shortfall without a remedial action; pressed, it begins one."""
    language = desk.language
    task = language.say("{number} · {task}", number=course.task.number, task=course.task.name(language.code))
    what = language.say("Add remedial action")
    row = ClickableRow(desk, language.say("{field}: {value}", field=what, value=task))
    row.add(Chip("bad", language.say_in("remedial action", "Missing")))
    words, column = stacked(spacing=1)
    column.addWidget(label(wrap=True, text=task))
    column.addWidget(label("small", wrap=True, text=what))
    row.add(words, 1)
    number = course.task.number
    row.clicked.connect(lambda: desk.new_record("action", {"kind": "remedial", "task": number}))
    return row
