"""A month to choose a day from, in the office's week and the screen's language."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from fieldreport.language import Language
from fieldreport.words import WORDS
from ui import icons
from ui.forms.editor import mark
from ui.stylesheet import stylesheet
from ui.theme import Theme

WEEKS = 6
#: Calendars of Bangladesh and Korea begin the week on Sunday; ``date.weekday`` counts from Monday.
FIRST_WEEKDAY = 6
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


def moved(day: date, months: int) -> date:
    """The same day so many months later, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))


class Calendar(QFrame):
    """One month; arrow keys move by days and weeks, the page keys by months, Enter chooses."""

    chosen = Signal(object)

    def __init__(
        self, language: Language, weekend: AbstractSet[int], today: date, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setStyleSheet(stylesheet(theme, language.code))
        self._language, self._weekend, self._today = language, weekend, today
        self.day = today
        self._month = QLabel()
        self._month.setProperty("role", "strong")
        self._month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        back, forward = self._step("back", -1, theme), self._step("forward", 1, theme)
        back.setAccessibleName(language.say("Previous month"))
        forward.setAccessibleName(language.say("Next month"))
        head.addWidget(back)
        head.addWidget(self._month, 1)
        head.addWidget(forward)
        self._days: list[QToolButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addLayout(head)
        column.addLayout(self._grid(theme))

    def show_under(self, widget: QWidget, day: date) -> None:
        """Open under a widget with this day marked."""
        self._go(day)
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        screen = widget.screen().availableGeometry()
        x = min(corner.x(), screen.right() - self.width())
        y = corner.y()
        if y + self.height() > screen.bottom():
            y = widget.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2
        self.move(max(screen.left(), x), max(screen.top(), y))
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._go(self.day + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._go(moved(self.day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.day)
        else:
            super().keyPressEvent(event)

    def _step(self, icon: str, months: int, theme: Theme) -> QToolButton:
        step = QToolButton()
        step.setIcon(icons.icon(icon, theme.muted, 16))
        step.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        step.clicked.connect(lambda: self._go(moved(self.day, months)))
        return step

    def _grid(self, theme: Theme) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(2)
        names = WORDS[self._language.code].weekdays_short
        for column in range(7):
            weekday = (FIRST_WEEKDAY + column) % 7
            head = QLabel(names[weekday])
            head.setProperty("role", "small")
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            if weekday in self._weekend:
                head.setStyleSheet(f"color: {theme.bad.ink}")
            grid.addWidget(head, 0, column)
        for place in range(7 * WEEKS):
            button = QToolButton()
            button.setProperty("look", "day")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _, place=place: self._choose(self._first() + timedelta(days=place)))
            grid.addWidget(button, 1 + place // 7, place % 7)
            self._days.append(button)
        return grid

    def _first(self) -> date:
        first = self.day.replace(day=1)
        return first - timedelta(days=(first.weekday() - FIRST_WEEKDAY) % 7)

    def _go(self, day: date) -> None:
        if not date(1900, 2, 1) <= day <= date(2199, 11, 30):
            return
        self.day = day
        self._month.setText(self._language.day(day, "month"))
        first = self._first()
        for place, button in enumerate(self._days):
            shown = first + timedelta(days=place)
            button.setText(self._language.number(shown.day))
            button.setChecked(shown == day)
            mark(button, "other", "true" if shown.month != day.month else "false")
            button.setAccessibleName(self._language.day(shown, "weekday"))
        self.setAccessibleName(self._language.day(day, "weekday"))

    def _choose(self, day: date) -> None:
        self.close()
        self.chosen.emit(day)
