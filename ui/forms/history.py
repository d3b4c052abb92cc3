"""The time line of a record, newest first: when and who, and under it what was and what it became."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.record import Record
from fieldreport.store.change import FieldChange
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.telling import Moment, Teller
from ui.widgets.plain import button, clear, label

if TYPE_CHECKING:
    from fieldreport.office import Office

#: Changes shown before anybody asks for all of them.
FEW = 8
#: Where the line stands, and the radius of a moment's dot on it, in pixels.
LINE, DOT = 5, 3.5


def history_of(office: Office, *, record_id: str) -> list[FieldChange]:
    """Every change of a record."""
    return office.store.history(record_id)


class MomentRow(QWidget):
    """One moment: a dot on the line of time, when and who, and what was done."""

    def __init__(self, desk: Desk, moment: Moment, *, last: bool) -> None:
        super().__init__()
        self._desk = desk
        self._last = last
        self.setProperty("look", "clear")
        self._head = Wrapping()
        self._head.setProperty("role", "small")
        self._head.setText(moment.head)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * LINE + 8, 0, 0, 8)
        column.setSpacing(2)
        column.addWidget(self._head)
        for line in moment.lines:
            one = Wrapping()
            one.setText(line)
            column.addWidget(one)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dot, and the line that leads to the moment before."""
        theme, painter = self._desk.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self._head.geometry().top() + self._head.fontMetrics().height() / 2 + 1
        if not self._last:
            painter.setPen(QColor(theme.line))
            painter.drawLine(QPointF(LINE, middle + DOT + 3), QPointF(LINE, self.height() + middle - DOT - 3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(QPointF(LINE, middle), DOT, DOT)


class History(QWidget):
    """The time line of one record."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("look", "clear")
        self._record: Record | None = None
        self._changes: list[FieldChange] = []
        self._all = False
        self._heading = label("heading")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.more = button("link")
        self.more.clicked.connect(self._show_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addLayout(self._rows)
        column.addWidget(self.more)

    def show_record(self, record: Record | None) -> None:
        """Show the history of a record, or of none."""
        if record is None or self._record is None or record.id != self._record.id:
            self._all, self._changes = False, []
        self._record = record
        self.setVisible(record is not None)
        self._write()
        if record is not None:
            self.desk.read(
                partial(history_of, record_id=record.id), partial(self._show, record.id), latest="history"
            )

    def moments(self) -> list[Moment]:
        """What is told, the newest moment first."""
        if self._record is None:
            return []
        office, language = self.desk.office, self.desk.language
        teller = Teller(language, office.titles(language), office.zone)
        return teller.moments(self._record, self._changes)

    def lines(self) -> list[str]:
        """What was done, one line a change, newest first."""
        return [line for moment in self.moments() for line in moment.lines]

    def retranslate(self) -> None:
        """Say it in the desk's language."""
        self._heading.setText(self.desk.language.say("History"))
        self._write()

    def _show(self, record_id: str, changes: list[FieldChange]) -> None:
        if self._record is not None and self._record.id == record_id:
            self._changes = changes
            self._write()

    def _show_all(self) -> None:
        self._all = True
        self._write()

    def _write(self) -> None:
        clear(self._rows)
        moments = self.moments()
        shown = moments if self._all else self._first(moments)
        for at, moment in enumerate(shown):
            self._rows.addWidget(MomentRow(self.desk, moment, last=at == len(moments) - 1))
        left = sum(len(one.lines) for one in moments) - sum(len(one.lines) for one in shown)
        self.more.setText(
            self.desk.language.plural("Show {count} earlier change", "Show {count} earlier changes", left)
        )
        self.more.setVisible(left > 0)

    @staticmethod
    def _first(moments: list[Moment]) -> list[Moment]:
        """The first few changes with their moments."""
        shown: list[Moment] = []
        room = FEW
        for moment in moments:
            if room <= 0:
                break
            shown.append(Moment(moment.head, moment.lines[:room]))
            room -= len(moment.lines)
        return shown
