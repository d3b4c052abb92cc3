"""The views of an event: slots and tables, meetings, participants, what it came to, the wishes left over."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fieldreport.language import N_
from fieldreport.records.meeting import MEETING
from fieldreport.records.participant import PARTICIPANT
from ui.desk import Desk
from ui.forms.flow import Flow
from ui.pages.queue.choice import Chips
from ui.tools.fair.grid import GridView
from ui.tools.fair.meetings import Meetings
from ui.tools.fair.people import People
from ui.tools.fair.seen import Proposed, Seen
from ui.tools.fair.sums import SumsView
from ui.tools.fair.unmet import UnmetView
from ui.widgets.plain import Card, label

GRID, MEETINGS, PEOPLE, SUMS, UNMET = "grid", "meetings", "people", "sums", "unmet"
VIEWS = (GRID, MEETINGS, PEOPLE, SUMS, UNMET)
NO_EVENT = N_("There is no event near today yet. Add one, with its days, slots and tables.")


class Views(QWidget):
    """Chips that say which view is seen, and the view; an empty one says what is missing."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("look", "clear")
        self.view = GRID
        self._event_id = ""
        self._seen: Seen | None = None
        self._proposed: Proposed | None = None
        row = Flow(spacing=8)
        self.chosen = Chips(VIEWS, row, self)
        self.chips = self.chosen.chips
        self.chosen.mark(GRID)
        self.grid, self.unmet = GridView(desk), UnmetView(desk)
        self.meetings, self.people, self.sums = Meetings(desk), People(desk), SumsView(desk)
        self.empty = label("muted", wrap=True)
        self.stack = QStackedWidget()
        for view in (self.grid, self.meetings, self.people, self.sums, self.unmet):
            self.stack.addWidget(view)
        card = Card(margins=8)
        card.body.addWidget(self.empty)
        card.body.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(card, 1)
        self.chosen.pressed.connect(self.turn)
        self.grid.wanted.connect(partial(desk.open_record, MEETING.name))

    def turn(self, view: str) -> None:
        """Show this view."""
        self.view = view
        self.chosen.mark(view)
        self._fill()

    def show_event(self, event_id: str, seen: Seen | None, proposed: Proposed | None) -> None:
        """Show an event as it is, or as it would be with a proposal."""
        self._event_id, self._seen, self._proposed = event_id, seen, proposed
        self._label()
        if proposed is None and self.view == UNMET:
            self.turn(GRID)
            return
        self._fill()

    def retranslate(self) -> None:
        """Say every text again, but for those of the event, which is read anew."""
        say = self.desk.language.say
        self.people.retranslate()
        self.meetings.retranslate()
        self.sums.retranslate()
        self.grid.setAccessibleName(say("Slots and tables"))
        self.unmet.setAccessibleName(say("Wishes not honoured"))

    def _label(self) -> None:
        seen, language = self._seen, self.desk.language
        say = language.say
        people = len(seen.participants) if seen is not None else 0
        meetings = len(seen.meetings) if seen is not None else 0
        unmet = len(self._proposed.unmet) if self._proposed is not None else 0
        self.chips[GRID].setText(say("Slots and tables"))
        self.chips[MEETINGS].setText(say("{label} {count}", label=say(MEETING.plural), count=meetings))
        self.chips[PEOPLE].setText(say("{label} {count}", label=say(PARTICIPANT.plural), count=people))
        self.chips[SUMS].setText(language.say_in("meetings", "Totals"))
        self.chips[UNMET].setText(say("{label} {count}", label=say("Wishes not honoured"), count=unmet))
        self.chips[UNMET].setVisible(self._proposed is not None)

    def _fill(self) -> None:
        """Put what is known into the view in sight."""
        seen, say = self._seen, self.desk.language.say
        shown = self._proposed or seen
        empty = ""
        if self.view == GRID:
            if shown is not None:
                self.grid.show_grid(shown.grid, shown.names)
            if shown is None or not shown.grid.slots:
                empty = say("No meeting is planned.")
        elif self.view == MEETINGS:
            self.meetings.show_meetings(seen)
            if seen is None or not seen.meetings:
                empty = say("No meeting is planned.")
        elif self.view == PEOPLE:
            # Also where nobody is on the list yet: somebody may come unannounced.
            self.people.show_people(seen)
        elif self.view == SUMS:
            self.sums.show_sums(seen)
            if seen is None or not (seen.meetings or seen.participants):
                empty = say("No meeting is planned.")
        else:
            self.unmet.show_unmet(self._proposed)
            if self._proposed is None or not self._proposed.unmet:
                empty = say("Every wish is honoured.")
        if self.view == PEOPLE and (seen is None or not seen.participants):
            self.empty.setText(say("No participant is on the list."))
        else:
            self.empty.setText(empty)
        if not self._event_id:
            empty = say(NO_EVENT)
            self.empty.setText(empty)
        self.empty.setVisible(bool(self.empty.text()))
        self.stack.setVisible(not empty)
        self.stack.setCurrentIndex(VIEWS.index(self.view))
