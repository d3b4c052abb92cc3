"""What must be done before the report, gathered: one line for each kind of finding, with how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.desk import Desk
from ui.widgets.clickable import ClickableRow
from ui.widgets.plain import clear, label, rule

if TYPE_CHECKING:
    from fieldreport.language import Language
    from fieldreport.report import Finding

#: Kinds of findings shown before the rest is only counted.
MOST = 3


@dataclass(frozen=True)
class Gathered:
    """Findings of one kind, the first of which says what it is about."""

    level: str
    first: Finding
    count: int


def gathered(findings: Sequence[Finding]) -> list[Gathered]:
    """The findings by kind, in their order."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        groups.setdefault((str(one.level), one.what), []).append(one)
    return [Gathered(level, ones[0], len(ones)) for (level, _), ones in groups.items()]


def say_level(language: Language, level: str) -> tuple[str, str]:
    """A level in words, and the tone they are shown in."""
    return {
        "must": (language.say("Must fix"), "bad"),
        "should": (language.say("Should fix"), "warn"),
        "done": (language.say("Done"), "good"),
    }[level]


class Mark(QWidget):
    """An empty box for what is still to be done, a ticked one for what is."""

    def __init__(self, desk: Desk, *, done: bool) -> None:
        super().__init__()
        self._desk = desk
        self._done = done
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A small square."""
        return QSize(16, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, ticked or not."""
        theme, painter = self._desk.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, 2.5, 15, 15)
        painter.setPen(QColor(theme.good.ink if self._done else theme.field_line))
        painter.setBrush(QColor(theme.good.ink if self._done else theme.card))
        painter.drawRoundedRect(box, 4, 4)
        if self._done:
            icons.paint(painter, "tick", box.adjusted(1, 1, -1, -1), theme.card, 2.4)


class FindingList(QWidget):
    """The gathered findings as rows that lead to where they are mended."""

    #: A kind of finding was pressed.
    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: list[ClickableRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def put(self, findings: Sequence[Finding]) -> None:
        """Show findings, the most pressing first."""
        clear(self._column)
        self.rows = []
        language = self._desk.language
        groups = gathered(findings)
        to_do = [one for one in groups if one.level != "done"]
        for one in to_do[:MOST]:
            self._add(self._row(one, language))
        left = sum(one.count for one in to_do[MOST:])
        if left:
            more = language.plural("{count} more point", "{count} more points", left)
            self._add(self._line(more, language.say("All of them are on the report page"), done=False))
        done = len(groups) - len(to_do)
        if done:
            passed = language.plural("{count} check is passed", "{count} checks are passed", done)
            self._add(self._line(passed, "", done=True))

    def _row(self, one: Gathered, language: Language) -> ClickableRow:
        level = say_level(language, one.level)[0]
        if one.first.task is not None and not one.first.record:
            number = one.first.task
            where = (
                language.say("task {number}", number=number)
                if one.count == 1
                else language.plural("{count} task", "{count} tasks", one.count)
            )
        elif one.count == 1 and one.first.record:
            where = language.reference(one.first.record)
        elif one.first.record:
            where = language.plural("{count} record", "{count} records", one.count)
        else:
            where = ""
        note = language.say("{first} · {second}", first=level, second=where) if where else level
        line = self._line(language.say(one.first.what, **one.first.values), note, done=False)
        line.clicked.connect(lambda: self.chosen.emit(one))
        return line

    def _line(self, what: str, note: str, *, done: bool) -> ClickableRow:
        line = ClickableRow(self._desk, f"{what}. {note}" if note else what)
        if done:
            line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            line.setEnabled(False)
        line.add(Mark(self._desk, done=done))
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label("muted" if done else "strong", wrap=True, text=what))
        if note:
            column.addWidget(label("small", wrap=True, text=note))
        line.add(words, 1)
        return line

    def _add(self, line: ClickableRow) -> None:
        if self.rows:
            self._column.addWidget(rule())
        self.rows.append(line)
        self._column.addWidget(line)
