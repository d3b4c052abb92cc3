"""The meetings of an event down the day; what came of the marked one is written in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fieldreport.records.meeting import MEETING
from ui.desk import Desk
from ui.tables.rows import Cell
from ui.tables.tones import TONES
from ui.tools.fair.roll import Roll
from ui.tools.fair.seen import Seen
from ui.widgets.plain import button

if TYPE_CHECKING:
    from fieldreport.events import Planned


class Meetings(Roll):
    """Rows of meetings; Enter, a double click or the button asks what came of one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.result, self.open = button("main"), button("link")
        both = (self.result, self.open)
        super().__init__(desk, both, both, parent)
        self.rows.opened.connect(self.ask)
        self.result.clicked.connect(lambda: self.ask(self.rows.current()))
        self.open.clicked.connect(self._open)

    def retranslate(self) -> None:
        """Say the buttons again."""
        say = self.desk.language.say
        self.result.setText(say("What came of it"))
        self.open.setText(say("Open the meeting"))
        self.rows.setAccessibleName(say(MEETING.plural))

    def show_meetings(self, seen: Seen | None) -> None:
        """Show the meetings of an event; the one that was marked stays marked."""
        self.seen = seen
        language, say = self.desk.language, self.desk.language.say
        status = MEETING.field("status")
        names = seen.names if seen is not None else {}

        def cell(one: Planned, column: int) -> Cell:
            match column:
                case 0:
                    parts = [
                        "" if one.day is None else language.day(one.day, "short"),
                        language.reference(one.slot),
                    ]
                    return Cell("  ".join(part for part in parts if part))
                case 1 | 2:
                    return Cell(names.get(one.company if column == 1 else one.buyer, ""))
                case 3:
                    return Cell(status.show(one.status, language), TONES.get(one.status, "calm"))
                case 4:
                    return Cell("" if one.value is None else language.money(one.value))
                case _:
                    return Cell(language.reference(one.table if column == 5 else one.reference))

        heads = [
            *(say("Slot"), say("Company"), say("Buyer"), say("Status")),
            *(say("Consultation value"), say("Table"), say("Reference")),
        ]
        meetings = seen.meetings if seen is not None else ()
        self.put(heads, meetings, cell)

    def ask(self, record_id: str) -> None:
        """Ask what came of this meeting, and of those after it."""
        ids = [one.record_id for one in self.seen.meetings] if self.seen is not None else []
        if record_id not in ids:
            return
        from ui.tools.fair.result import Result

        dialog = Result(self.desk, ids, ids.index(record_id), self)
        dialog.shown.connect(self.rows.mark)
        dialog.open()

    def _open(self) -> None:
        if self.rows.current():
            self.desk.open_record(MEETING.name, self.rows.current())
