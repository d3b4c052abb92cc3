"""The views of an event: the grid by company, buyer or table; results, participants, the wishes left over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fieldreport.field import Json
from fieldreport.language import N_
from fieldreport.records.meeting import MEETING
from fieldreport.records.participant import PARTICIPANT
from fieldreport.text import fold
from ui.desk import Desk
from ui.forms.composing import ComposingLine
from ui.forms.flow import Flow
from ui.pages.queue.choice import Chips
from ui.tools.fair.carrying import GridView
from ui.tools.fair.meetings import Meetings
from ui.tools.fair.people import People
from ui.tools.fair.seen import AXES, BUYERS, COMPANIES, TABLES, Grid, Proposed, Seen, narrowed
from ui.tools.fair.strip import Strip
from ui.tools.fair.sums import SumsView
from ui.tools.fair.unmet import UnmetView
from ui.widgets.plain import Card, label

if TYPE_CHECKING:
    from fieldreport.events import Planned

MEETINGS, PEOPLE, SUMS, UNMET = "meetings", "people", "sums", "unmet"
VIEWS = (COMPANIES, BUYERS, TABLES, MEETINGS, PEOPLE, SUMS, UNMET)
NO_EVENT = N_("There is no event near today yet. Add one, with its days, slots and tables.")
#: A pause in typing after which what is looked for is shown, in milliseconds.
PAUSE = 120


class Views(QWidget):
    """Chips that say which view is seen, and the view; an empty one says what is missing."""

    #: Another view is seen (its name).
    turned = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("look", "clear")
        self.view = COMPANIES
        self._event_id = ""
        self._seen: Seen | None = None
        self._proposed: Proposed | None = None
        row = Flow(spacing=8)
        self.chosen = Chips(VIEWS, row, self)
        self.chips = self.chosen.chips
        self.chosen.mark(COMPANIES)
        self.search = ComposingLine()
        self.search.setProperty("role", "search")
        self.search.setClearButtonEnabled(True)
        row.addWidget(self.search)
        self.grid, self.unmet = GridView(desk), UnmetView(desk)
        self.meetings, self.people, self.sums = Meetings(desk), People(desk), SumsView(desk)
        self.strip = Strip(desk, self.grid)
        self.empty = label("muted", wrap=True)
        self.stack = QStackedWidget()
        gridded = QWidget()
        gridded.setProperty("look", "clear")
        column = QVBoxLayout(gridded)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.grid, 1)
        column.addWidget(self.strip)
        for view in (gridded, self.meetings, self.people, self.sums, self.unmet):
            self.stack.addWidget(view)
        card = Card(margins=8)
        card.body.addWidget(self.empty)
        card.body.addWidget(self.stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(row)
        whole.addWidget(card, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._fill)
        self.search.typed_changed.connect(self._pause.start)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.chosen.pressed.connect(self.turn)
        self.grid.wanted.connect(self.enter)
        self.grid.begun.connect(self._begin)
        self.strip.walk_in_wanted.connect(self.ask_walk_in)
        self.meetings.carry_wanted.connect(self.carry)

    # ---- which view ----------------------------------------------------------------------------------------------

    def turn(self, view: str) -> None:
        """Show this view."""
        self.view = view
        self.chosen.mark(view)
        self._fill()
        self.turned.emit(view)

    def enter(self, record_id: str) -> None:
        """Go to the row in which a meeting's result is entered."""
        self.turn(MEETINGS)
        self.meetings.rows.mark(record_id)
        self.meetings.rows.setFocus()

    def carry(self, record_id: str) -> None:
        """Take a meeting up in the grid, to put it elsewhere."""
        self.turn(self._axis)
        self.grid.carry(record_id)
        self.grid.setFocus()

    @property
    def _axis(self) -> str:
        return self.view if self.view in AXES else self.grid.grid.grid.axis

    def show_event(self, event_id: str, seen: Seen | None, proposed: Proposed | None) -> None:
        """Show an event as it is, or as it would be with a proposal."""
        if event_id != self._event_id:
            self.search.set_typed("")
        self._event_id, self._seen, self._proposed = event_id, seen, proposed
        self._label()
        if proposed is None and self.view == UNMET:
            self.turn(COMPANIES)
            return
        self._fill()

    def leave(self) -> None:
        """What is being typed is saved; nothing is carried any more."""
        self.meetings.rows.leave()
        self.grid.let_go()

    # ---- texts ---------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say every text again, but for those of the event, which is read anew."""
        say = self.desk.language.say
        self.search.setPlaceholderText(say("Find a name"))
        self.search.setAccessibleName(say("Find a name"))
        self.people.retranslate()
        self.meetings.retranslate()
        self.sums.retranslate()
        self.strip.retranslate()
        self.grid.setAccessibleName(say("Who meets whom when"))
        self.unmet.setAccessibleName(say("Wishes not honoured"))
        self._label()

    def _label(self) -> None:
        seen, say = self._seen, self.desk.language.say
        people = len(seen.participants) if seen is not None else 0
        meetings = len(seen.meetings) if seen is not None else 0
        unmet = len(self._proposed.unmet) if self._proposed is not None else 0
        self.chips[COMPANIES].setText(say("By company"))
        self.chips[BUYERS].setText(say("By buyer"))
        self.chips[TABLES].setText(say("By table"))
        self.chips[MEETINGS].setText(say("{label} {count}", label=say("Results"), count=meetings))
        self.chips[PEOPLE].setText(say("{label} {count}", label=say(PARTICIPANT.plural), count=people))
        self.chips[SUMS].setText(self.desk.language.say_in("meetings", "Totals"))
        self.chips[UNMET].setText(say("{label} {count}", label=say("Wishes not honoured"), count=unmet))
        self.chips[UNMET].setVisible(self._proposed is not None)

    # ---- what is seen --------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        """Put what is known into the view in sight."""
        seen, say = self._seen, self.desk.language.say
        empty, note = "", ""
        if self.view in AXES:
            empty = self._fill_grid()
        elif self.view == MEETINGS:
            self.meetings.show_meetings(seen, self._found_meetings())
            if seen is None or not seen.meetings:
                empty = say("No meeting is planned.")
        elif self.view == PEOPLE:
            # Also where nobody is on the list yet: somebody may come unannounced.
            self.people.show_people(seen)
            if seen is None or not seen.participants:
                note = say("No participant is on the list.")
        elif self.view == SUMS:
            self.sums.show_sums(seen)
            if seen is None or not (seen.meetings or seen.participants):
                empty = say("No meeting is planned.")
        else:
            self.unmet.show_unmet(self._proposed)
            if self._proposed is None or not self._proposed.unmet:
                empty = say("Every wish is honoured.")
        if not self._event_id:
            empty = say(NO_EVENT)
        self.search.setVisible(self.view in (*AXES, MEETINGS))
        self.empty.setText(empty or note)
        self.empty.setVisible(bool(empty or note))
        self.stack.setVisible(not empty)
        pages = (MEETINGS, PEOPLE, SUMS, UNMET)
        self.stack.setCurrentIndex(pages.index(self.view) + 1 if self.view in pages else 0)

    def _fill_grid(self) -> str:
        shown, say = self._proposed or self._seen, self.desk.language.say
        if shown is None:
            return say("No meeting is planned.")
        grid = shown.grids[self.view]
        if not grid.slots:
            return say("No meeting is planned.")
        if not grid.columns:
            return say("No participant is on the list.")
        found = self._found_columns(shown, grid)
        self.grid.show_grid(grid if found is None else narrowed(grid, found), shown)
        return "" if found is None or found else say("Nobody is called so.")

    def _wanted(self) -> str:
        return fold(self.search.typed().strip())

    def _named(self, shown: Seen | Proposed) -> set[str]:
        """The organisations whose names have what is looked for."""
        wanted = self._wanted()
        return {one for one, name in shown.folded.items() if wanted in name}

    def _found_columns(self, shown: Seen | Proposed, grid: Grid) -> Sequence[str] | None:
        """The columns that have what is looked for, or a meeting with it; None where nothing is looked for."""
        if not self._wanted():
            return None
        named = self._named(shown)
        wanted = {
            grid.columns[column]
            for (_, column), cells in grid.cells.items()
            if any(one.company in named or one.buyer in named for one in cells)
        }
        return [one for one in grid.columns if one in named or one in wanted]

    def _found_meetings(self) -> Sequence[Planned] | None:
        if self._seen is None or not self._wanted():
            return None
        named = self._named(self._seen)
        return [one for one in self._seen.meetings if one.company in named or one.buyer in named]

    def ask_walk_in(self) -> None:
        """Ask who came unannounced, whichever view is seen."""
        self.people.show_people(self._seen)
        self.people.ask_walk_in()

    def _begin(self, index: QModelIndex) -> None:
        """Begin a new meeting at a free place, with what the place tells of it."""
        grid, place = self.grid.grid.grid, self.grid.grid.place(index)
        if place is None:
            return
        day, clock = grid.slots[index.row()]
        known: dict[str, Json] = {
            "event": self._event_id,
            "held_on": day.isoformat(),
            "slot": clock.isoformat("minutes"),
            "status": "scheduled",
        }
        if place.company:
            known["company"] = place.company
        if place.buyer:
            known["buyer"] = place.buyer
        if place.table:
            known["table"] = place.table
        self.desk.new_record(MEETING.name, known)
