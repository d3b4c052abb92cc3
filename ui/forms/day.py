"""The editor of days: typed in any of the ways people write dates, or chosen from a month."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from fieldreport.field import Field
from fieldreport.parsing import Unreadable, day
from ui import icons
from ui.desk import Desk
from ui.forms.calendar import Calendar
from ui.forms.composing import ComposingLine
from ui.forms.lines import LineEditor

#: Days whose names of months are long in one of the languages.
LONG_DAYS = (date(2026, 9, 28), date(2026, 11, 28), date(2026, 12, 28))
#: What a line has around its text, in pixels.
PADDING = 28


class DayButton(QToolButton):
    """Opens a month under a line and writes the chosen day into it."""

    chosen = Signal()

    def __init__(self, line: ComposingLine, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line, self._desk = line, desk
        # By keyboard it is opened from the line (Alt and the down key), so it needs no stop of its own.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self.open)
        opening = QShortcut(QKeySequence("Alt+Down"), line)
        opening.setContext(Qt.ShortcutContext.WidgetShortcut)
        opening.activated.connect(self.open)
        self._paint()
        desk.theme_changed.connect(self._paint)

    def say(self) -> None:
        """Say what it does."""
        self.setAccessibleName(self._desk.language.say("Choose a day"))
        self.setToolTip(self._desk.language.say("Choose a day (Alt and the down key)"))

    def open(self) -> None:
        """Show the month of the day in the line, or the present one."""
        if not self._line.isEnabled() or self._line.isReadOnly():
            return
        office = self._desk.office
        today = office.today()
        try:
            shown = day(self._line.typed(), today)
        except Unreadable:
            shown = today
        month = Calendar(self._desk.language, office.place.weekend, today, self._desk.theme, self)
        month.chosen.connect(self._choose)
        month.show_under(self._line, shown)

    def _choose(self, chosen: date) -> None:
        self._line.set_typed(self._desk.language.day(chosen))
        self._line.setFocus()
        self.chosen.emit()

    def _paint(self) -> None:
        self.setIcon(icons.icon("event", self._desk.theme.muted, 16))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self._paint()


class DayEditor(LineEditor):
    """A day. What cannot be read stays as it was typed, with what is wrong beside it."""

    half = True

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        self.half = True
        self.button = DayButton(self.line, desk)
        self.row.addWidget(self.button)
        self.button.chosen.connect(self.edited)

    def say(self) -> None:
        self.button.say()
        fit_day(self.line, self.desk)

    def set_locked(self, locked: bool) -> None:
        super().set_locked(locked)
        self.button.setEnabled(not locked)


def fit_day(line: ComposingLine, desk: Desk) -> None:
    """Give a line room for a whole day in the desk's language."""
    longest = max(line.fontMetrics().horizontalAdvance(desk.language.day(one)) for one in LONG_DAYS)
    line.setMinimumWidth(longest + PADDING)


def day_line(desk: Desk) -> tuple[ComposingLine, DayButton, QHBoxLayout]:
    """A line for a day with its button, for editors that hold more than a day."""
    line = ComposingLine()
    button = DayButton(line, desk)
    row = QHBoxLayout()
    row.setSpacing(4)
    row.addWidget(line, 1)
    row.addWidget(button)
    return line, button, row
