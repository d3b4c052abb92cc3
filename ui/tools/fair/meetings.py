"""The meetings of an event down the day; what came of the marked one is written in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.records.meeting import MEETING
from ui.desk import Desk
from ui.forms.flow import Flow
from ui.tables.tones import TONES
from ui.tools.fair.rows import RowsView, Shown
from ui.tools.fair.seen import Seen
from ui.widgets.plain import button

if TYPE_CHECKING:
    from fieldreport.events import Planned


class Meetings(QWidget):
    """Rows of meetings; Enter, a double click or the button asks what came of one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.seen: Seen | None = None
        self.setProperty("look", "clear")
        self.rows = RowsView(desk)
        self.result, self.open = button("main"), button("link")
        below = Flow(spacing=8)
        below.addWidget(self.result)
        below.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.rows, 1)
        column.addLayout(below)
        self.rows.wanted.connect(self.ask)
        self.rows.marked.connect(self._mark)
        self.result.clicked.connect(lambda: self.ask(self.rows.currentIndex().row()))
        self.open.clicked.connect(self._open)

    def retranslate(self) -> None:
        """Say the buttons again."""
        say = self.desk.language.say
        self.result.setText(say("What came of it"))
        self.open.setText(say("Open the meeting"))
        self.rows.setAccessibleName(say(MEETING.plural))

    def show_meetings(self, seen: Seen | None) -> None:
        """Show the meetings of an event; the one that was marked stays marked."""
        chosen = self._chosen()
        self.seen = seen
        language, say = self.desk.language, self.desk.language.say
        status = MEETING.field("status")
        names = seen.names if seen is not None else {}

        def cell(one: Planned, column: int) -> Shown:
            match column:
                case 0:
                    parts = [
                        "" if one.day is None else language.day(one.day, "short"),
                        language.reference(one.slot),
                    ]
                    return Shown("  ".join(part for part in parts if part))
                case 1 | 2:
                    return Shown(names.get(one.company if column == 1 else one.buyer, ""))
                case 3:
                    return Shown(status.show(one.status, language), TONES.get(one.status, "calm"))
                case 4:
                    return Shown("" if one.value is None else language.money(one.value))
                case _:
                    return Shown(language.reference(one.table if column == 5 else one.reference))

        heads = [
            *(say("Slot"), say("Company"), say("Buyer"), say("Status")),
            *(say("Consultation value"), say("Table"), say("Reference")),
        ]
        meetings = seen.meetings if seen is not None else ()
        self.rows.show_rows(heads, meetings, cell)
        if chosen is not None:
            self.mark(chosen.record_id)

    def mark(self, record_id: str) -> None:
        """Mark this meeting."""
        meetings = self.seen.meetings if self.seen is not None else ()
        row = next((at for at, one in enumerate(meetings) if one.record_id == record_id), -1)
        if row >= 0:
            self.rows.selectRow(row)

    def ask(self, row: int) -> None:
        """Ask what came of the meeting of this row, and of those after it."""
        if self.seen is None or not 0 <= row < len(self.seen.meetings):
            return
        from ui.tools.fair.result import Result

        dialog = Result(self.desk, [one.record_id for one in self.seen.meetings], row, self)
        dialog.shown.connect(self.mark)
        dialog.open()

    def _chosen(self) -> Planned | None:
        row = self.rows.currentIndex().row()
        return self.seen.meetings[row] if self.seen is not None and row >= 0 else None

    def _open(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.desk.open_record(MEETING.name, chosen.record_id)

    def _mark(self, row: int) -> None:
        self.result.setEnabled(row >= 0)
        self.open.setEnabled(row >= 0)
