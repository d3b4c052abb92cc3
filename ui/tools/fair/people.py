"""The participants of an event, with invitation and attendance; on the day itself, who came and who did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.records.participant import PARTICIPANT
from ui.desk import Desk
from ui.forms.flow import Flow
from ui.tables.tones import TONES
from ui.tools.fair.rows import RowsView, Shown
from ui.tools.fair.seen import Seen
from ui.widgets.plain import button

if TYPE_CHECKING:
    from fieldreport.events import Attending
    from fieldreport.office import Office
    from fieldreport.store import Change


class People(QWidget):
    """Rows of participants; below them what can be said of the marked one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.seen: Seen | None = None
        self.setProperty("look", "clear")
        self.rows = RowsView(desk)
        self.came, self.missing, self.walk_in = button(), button(), button()
        attendance = Flow(spacing=8)
        attendance.addWidget(self.came)
        attendance.addWidget(self.missing)
        attendance.addWidget(self.walk_in)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.rows, 1)
        column.addLayout(attendance)
        self.rows.wanted.connect(self._open)
        self.rows.marked.connect(self._mark)
        self.came.clicked.connect(self._say_came)
        self.missing.clicked.connect(self._say_missing)
        self.walk_in.clicked.connect(self.ask_walk_in)

    def retranslate(self) -> None:
        """Say the buttons and the heads again."""
        say = self.desk.language.say
        self.came.setText(say("It came"))
        self.missing.setText(say("It did not come"))
        self.walk_in.setText(say("Somebody came unannounced"))
        self.rows.setAccessibleName(say(PARTICIPANT.plural))

    def show_people(self, seen: Seen | None) -> None:
        """Show the participants of an event; whoever was marked stays marked."""
        chosen = self._chosen()
        self.seen = seen
        language, say = self.desk.language, self.desk.language.say
        heads = [
            *(say("Reference"), say("Organisation"), say("Side"), say("Invitation")),
            *(say("Attendance"), say("Meetings"), say("Wishes"), say("Table")),
        ]
        choices = {name: PARTICIPANT.field(name) for name in ("side", "invitation", "attendance")}

        def cell(one: Attending, column: int) -> Shown:
            match column:
                case 0:
                    return Shown(language.reference(one.reference))
                case 1:
                    return Shown("" if seen is None else seen.names.get(one.id, ""))
                case 2:
                    return Shown(choices["side"].show(one.side, language))
                case 3 | 4:
                    name = "invitation" if column == 3 else "attendance"
                    code = getattr(one, name)
                    return Shown(choices[name].show(code, language), TONES.get(code, "calm"))
                case 5:
                    return Shown(language.number(0 if seen is None else seen.meetings_of.get(one.id, 0)))
                case 6:
                    return Shown(language.number(len(one.wishes)))
                case _:
                    return Shown(language.reference(one.table))

        self.walk_in.setEnabled(seen is not None)
        people = seen.participants if seen is not None else ()
        self.rows.show_rows(heads, people, cell)
        if chosen is not None:
            row = next((at for at, one in enumerate(people) if one.record_id == chosen.record_id), -1)
            if row >= 0:
                self.rows.selectRow(row)

    def ask_walk_in(self) -> None:
        """Ask who came unannounced; its wishes find the slots that are free."""
        if self.seen is None:
            return
        from ui.tools.fair.walk_in import ask

        ask(self.desk, self.seen, self)

    def _chosen(self) -> Attending | None:
        row = self.rows.currentIndex().row()
        return self.seen.participants[row] if self.seen is not None and row >= 0 else None

    def _open(self, row: int) -> None:
        if self.seen is not None:
            self.desk.open_record(PARTICIPANT.name, self.seen.participants[row].record_id)

    def _mark(self, row: int) -> None:
        self.came.setEnabled(row >= 0)
        self.missing.setEnabled(row >= 0)

    def _say_came(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            record_id = chosen.record_id
            self.desk.write(lambda office: office.change(record_id, {"attendance": "came"}))

    def _say_missing(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        record_id = chosen.record_id

        def work(office: Office) -> Change:
            from fieldreport import events

            return events.mark_no_show(office, record_id)

        self.desk.write(work)
