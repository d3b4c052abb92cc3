"""The meetings of an event down the day; what came of each is entered in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.records.meeting import MEETING
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.tools.fair.results import ResultsView
from ui.tools.fair.seen import Seen
from ui.widgets.plain import button

if TYPE_CHECKING:
    from fieldreport.events import Planned


class Meetings(QWidget):
    """Rows of meetings; below them what is wrong with the marked cell, and what else can be done with its meeting."""

    #: A meeting is to be put elsewhere (its record's id).
    carry_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.seen: Seen | None = None
        self.setProperty("look", "clear")
        self.rows = ResultsView(desk)
        self.said = Wrapping()
        self.result, self.carry, self.open = button(), button(), button("link")
        below = Flow(spacing=8)
        for one in (self.result, self.carry, self.open):
            below.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.rows, 1)
        column.addWidget(self.said)
        column.addLayout(below)
        self.rows.marked.connect(self._mark)
        self.rows.stirred.connect(self._say)
        self.result.clicked.connect(lambda: self.ask(self.rows.currentIndex().row()))
        self.carry.clicked.connect(lambda: self.carry_wanted.emit(self.rows.record_id()))
        self.open.clicked.connect(self._open)

    def retranslate(self) -> None:
        """Say the buttons again."""
        say = self.desk.language.say
        self.result.setText(say("All of its result"))
        self.carry.setText(say("Put it elsewhere"))
        self.open.setText(say("Open the meeting"))
        self.rows.setAccessibleName(say(MEETING.plural))
        self._say()

    def show_meetings(self, seen: Seen | None, meetings: Sequence[Planned] | None = None) -> None:
        """Show the meetings of an event, or only these; the one that was marked stays marked."""
        self.seen = seen
        self.rows.show_meetings(seen, meetings)
        self._mark(self.rows.currentIndex().row())

    def ask(self, row: int) -> None:
        """Ask for all that came of the meeting of this row, and of those after it."""
        shown = self.rows.rows.meetings
        if not 0 <= row < len(shown):
            return
        from ui.tools.fair.result import Result

        dialog = Result(self.desk, [one.record_id for one in shown], row, self)
        dialog.shown.connect(self.rows.mark)
        dialog.open()

    def _open(self) -> None:
        if record_id := self.rows.record_id():
            self.desk.open_record(MEETING.name, record_id)

    def _mark(self, row: int) -> None:
        for one in (self.result, self.open):
            one.setEnabled(row >= 0)
        shown = self.rows.rows.meetings
        movable = 0 <= row < len(shown) and shown[row].status in ("requested", "scheduled")
        self.carry.setEnabled(movable and self.seen is not None and self.seen.seats is not None)

    def _say(self) -> None:
        language, problem = self.desk.language, self.rows.problem()
        if problem is not None:
            self.said.setText(language.say(problem.message, **problem.values))
        else:
            self.said.setText(
                language.say(
                    "Type into a cell, Enter saves it and goes down. In the column of the status 1 is held, 2 and 3"
                    " that the company or the buyer did not come."
                )
            )
        role = "problem" if problem is not None else "small"
        if self.said.property("role") != role:
            self.said.setProperty("role", role)
            self.said.style().unpolish(self.said)
            self.said.style().polish(self.said)
