"""The participants of an event, with invitation and attendance; on the day itself, who came and who did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fieldreport.records.participant import PARTICIPANT
from ui.desk import Desk
from ui.tables.rows import Cell
from ui.tables.tones import TONES
from ui.tools.fair.roll import Roll
from ui.tools.fair.seen import Seen
from ui.widgets.plain import button

if TYPE_CHECKING:
    from fieldreport.events import Attending
    from fieldreport.office import Office
    from fieldreport.store import Change


class People(Roll):
    """Rows of participants; below them what can be said of the marked one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.came, self.missing, self.walk_in = button(), button(), button()
        of_one = (self.came, self.missing)
        super().__init__(desk, (*of_one, self.walk_in), of_one, parent)
        self.rows.opened.connect(lambda record_id: desk.open_record(PARTICIPANT.name, record_id))
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
        self.seen = seen
        language, say = self.desk.language, self.desk.language.say
        heads = [
            *(say("Reference"), say("Organisation"), say("Side"), say("Invitation")),
            *(say("Attendance"), say("Meetings"), say("Wishes"), say("Table")),
        ]
        choices = {name: PARTICIPANT.field(name) for name in ("side", "invitation", "attendance")}

        def cell(one: Attending, column: int) -> Cell:
            match column:
                case 0:
                    return Cell(language.reference(one.reference))
                case 1:
                    return Cell("" if seen is None else seen.names.get(one.id, ""))
                case 2:
                    return Cell(choices["side"].show(one.side, language))
                case 3 | 4:
                    name = "invitation" if column == 3 else "attendance"
                    code = getattr(one, name)
                    return Cell(choices[name].show(code, language), TONES.get(code, "calm"))
                case 5:
                    return Cell(language.number(0 if seen is None else seen.meetings_of.get(one.id, 0)))
                case 6:
                    return Cell(language.number(len(one.wishes)))
                case _:
                    return Cell(language.reference(one.table))

        self.walk_in.setEnabled(seen is not None)
        people = seen.participants if seen is not None else ()
        self.put(heads, people, cell)

    def ask_walk_in(self) -> None:
        """Ask who came unannounced; its wishes find the slots that are free."""
        if self.seen is None:
            return
        from ui.tools.fair.walk_in import ask

        ask(self.desk, self.seen, self)

    def _say_came(self) -> None:
        record_id = self.rows.current()
        if record_id:
            self.desk.write(lambda office: office.change(record_id, {"attendance": "came"}))

    def _say_missing(self) -> None:
        record_id = self.rows.current()
        if not record_id:
            return

        def work(office: Office) -> Change:
            from fieldreport import events

            return events.mark_no_show(office, record_id)

        self.desk.write(work)
