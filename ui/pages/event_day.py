"""An event's day: who meets whom when, moved about, what came of it, the schedule proposed, the pages to print."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from threading import Event as Flag
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from fieldreport.events.placing import Place
from fieldreport.failures import Failure, Problem
from fieldreport.records.event import EVENT
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.pages.page import Page
from ui.tools.fair.following import Following
from ui.tools.fair.head import Figures, Head
from ui.tools.fair.making import Making
from ui.tools.fair.seen import COMPANIES, Cell, Proposed, Seen, nearest, propose
from ui.tools.fair.views import MEETINGS, Views
from ui.widgets.beside import Beside
from ui.widgets.notice import problems_of
from ui.widgets.plain import button

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.store import Change


class EventDay(Page):
    """One event, from its schedule to its results."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setProperty("look", "page")
        self.following = Following(desk, self)
        self.proposed: Proposed | None = None
        #: Ends what is being worked out, when set.
        self._stop: Flag | None = None
        self.making = Making(desk, self)
        #: The change sets that were written here and can be taken back, the latest last; and all that were.
        self._undoable: list[int] = []
        self._own: set[int] = set()
        self._said: Sequence[str] = ()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.head, self.figures = Head(self.desk), Figures(self.desk)
        self.back, self.open_event, self.print_it = button("link"), button("link"), button()
        self.enter = button("main")
        self.propose, self.apply, self.discard = button(), button("main"), button()
        self.cancel, self.open_file, self.undo = button(), button("link"), button("link")
        top = Beside(spacing=10)
        top.addWidget(self.head)
        for one in (self.back, self.propose, self.print_it, self.enter):
            top.addWidget(one)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.state = Wrapping()
        self.problems = Wrapping()
        self.problems.setProperty("role", "problem")
        self.views = Views(self.desk)
        links = Flow(spacing=8)
        for one in (self.open_event, self.apply, self.discard, self.cancel, self.undo, self.open_file):
            links.addWidget(one)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 16, 24, 16)
        page.setSpacing(10)
        page.addLayout(top)
        page.addWidget(self.figures)
        for below in (self.progress, self.problems, self.state):
            page.addWidget(below)
        page.addLayout(links)
        page.addWidget(self.views, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.go_back)
        self.open_event.clicked.connect(lambda: self.desk.open_record(EVENT.name, self.event_id))
        self.enter.clicked.connect(self.enter_results)
        self.propose.clicked.connect(self.propose_schedule)
        self.apply.clicked.connect(self.write_schedule)
        self.discard.clicked.connect(self.discard_proposal)
        self.cancel.clicked.connect(self.stop)
        self.undo.clicked.connect(self.take_back)
        self.print_it.clicked.connect(self.ask_printing)
        self.open_file.clicked.connect(self._open_file)
        self.following.stirred.connect(self._say)
        self.following.failed.connect(self._failed)
        self.making.stirred.connect(self._say)
        self.making.made.connect(self._made)
        self.making.failed.connect(self._failed)
        self.views.grid.put_down.connect(self.put_elsewhere)
        self.views.meetings.rows.wrote.connect(self._wrote_here)
        self.views.strip.wrote.connect(self._wrote_here)
        self.desk.changed.connect(self._changed)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self.take_back),
            (QKeySequence(Qt.Key.Key_Escape), self.go_back),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    @property
    def event_id(self) -> str:
        """The event that is shown."""
        return self.following.event_id

    @property
    def seen(self) -> Seen | None:
        """What is known of it; None until it was read."""
        return self.following.seen

    # ---- what the window asks ------------------------------------------------------------------------------------

    def arrive(self) -> None:
        """Read everything anew; without an event, find the one that is nearest."""
        if self.event_id:
            self.following.read()
        else:
            self.desk.read(nearest, self._found, latest=f"nearest {id(self)}")

    def leave(self) -> None:
        """Nobody waits for a proposal out of sight; what is being typed is saved."""
        self.stop()
        self.views.leave()

    def retranslate(self) -> None:
        """Say every text again."""
        say = self.desk.language.say
        self.back.setText(say("All events"))
        self.open_event.setText(say("Open the event"))
        self.enter.setText(say("Write results"))
        self.propose.setText(say("Propose a schedule"))
        self.apply.setText(say("Write the meetings"))
        self.discard.setText(say("Discard the proposal"))
        self.cancel.setText(say("Stop"))
        self.print_it.setText(say("Print the schedules"))
        self.open_file.setText(say("Open the file"))
        self.undo.setText(say("Undo"))
        self.views.retranslate()
        self._say()
        if self.isVisible():
            # Names are in the language in which they were read.
            self.following.read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.figures.fit(self.height())

    # ---- which event ---------------------------------------------------------------------------------------------

    def choose(self, event_id: str) -> None:
        """Show an event; a proposal for another one is dropped."""
        if event_id != self.event_id:
            self.leave()
            self.following.choose(event_id)
            self.proposed = None
            self._said = ()
            self.making.forget()
            self._undoable = []
        self._say()
        self.following.read()

    def go_back(self) -> None:
        """Go to the list of events, with this one open."""
        if self.event_id:
            self.desk.open_record(EVENT.name, self.event_id)
        else:
            self.desk.go(EVENT.name)

    def enter_results(self) -> None:
        """Go to the rows in which results are entered, at the first meeting that has none."""
        self.views.turn(MEETINGS)
        rows = self.views.meetings.rows
        waiting = next((one for one in rows.rows.meetings if one.status == "scheduled"), None)
        if waiting is not None:
            rows.mark(waiting.record_id)
        rows.setFocus()

    def _found(self, event_id: str) -> None:
        if event_id and not self.event_id:
            self.choose(event_id)
        else:
            self._say()

    def _changed(self, change: Change) -> None:
        if change.change_set not in self._own:
            # Somebody else may have changed the same: from here on everybody takes back what is theirs.
            self._undoable = []
            self.undo.hide()
        if self.isVisible():
            self.following.follow(change)

    def _wrote_here(self, change: Change) -> None:
        if change.change_set:
            self._undoable.append(change.change_set)
            self._own.add(change.change_set)
        self.undo.setVisible(bool(self._undoable))

    # ---- moving --------------------------------------------------------------------------------------------------

    def put_elsewhere(self, cell: Cell, place: Place) -> None:
        """Put a meeting elsewhere; what refuses it is said."""
        event_id, record_id = self.event_id, cell.record_id

        def work(office: Office) -> Change:
            from fieldreport import events

            return events.move(office, event_id, record_id, place)

        self._said = ()
        self.desk.write(work, self._moved, self._failed)

    def _moved(self, change: Change) -> None:
        self._wrote_here(change)
        self._said = ()
        self._say()

    # ---- the proposal --------------------------------------------------------------------------------------------

    def propose_schedule(self) -> None:
        """Ask for a proposal, in the background."""
        if not self.event_id or self._stop is not None:
            return
        self._stop = stop = Flag()
        self._said, self.proposed = (), None
        self._say()
        self.desk.read(
            partial(propose, event_id=self.event_id, language_code=self.desk.language.code, stop=stop),
            partial(self._show_proposal, stop),
            partial(self._proposal_failed, stop),
        )

    def stop(self) -> None:
        """Wait for the proposal no longer, nor for the pages."""
        self.making.stop()
        if self._stop is not None:
            self._stop.set()
            self._stop = None
            self._say()

    def _show_proposal(self, stop: Flag, proposed: Proposed | None) -> None:
        if stop is not self._stop:
            return
        self._stop = None
        self.proposed = proposed
        self._say()
        self.views.turn(COMPANIES)

    def _proposal_failed(self, stop: Flag, failure: Failure) -> None:
        if stop is self._stop:
            self._stop = None
            self._failed(failure)

    def discard_proposal(self) -> None:
        """Show the meetings as they are again."""
        self.proposed = None
        self._say()

    def write_schedule(self) -> None:
        """Write the proposal as meetings."""
        if self.proposed is None:
            return
        proposal = self.proposed.proposal

        def work(office: Office) -> Change:
            from fieldreport import events

            return events.apply(office, proposal)

        self.apply.setEnabled(False)
        self.desk.write(work, self._wrote, self._failed)

    def _wrote(self, change: Change) -> None:
        self.proposed = None
        self._wrote_here(change)
        self.apply.setEnabled(True)
        self._said = (
            self.desk.language.plural(
                "{count} meeting was written.", "{count} meetings were written.", len(change.records)
            ),
        )
        self._say()

    def take_back(self) -> None:
        """Take back what was written here last."""
        if not self._undoable:
            return
        change_set = self._undoable.pop()
        self._said = ()

        def work(office: Office) -> Change:
            return office.store.undo(office.person, change_set)

        self.desk.write(work, self._took_back, self._failed)
        self._say()

    def _took_back(self, change: Change) -> None:
        # What was written before it is as it was, and can be taken back in its turn.
        self._own.add(change.change_set)

    def _failed(self, failure: Failure) -> None:
        self.apply.setEnabled(True)
        self._said = tuple(self._in_words(one) for one in problems_of(failure))
        self._say()

    def _in_words(self, problem: Problem) -> str:
        return self.desk.language.say(problem.message, **problem.values)

    # ---- the pages -----------------------------------------------------------------------------------------------

    def ask_printing(self) -> None:
        """Ask for whom pages are wanted, and where they go."""
        if self.seen is not None:
            self._said = ()
            self.making.ask(self.seen.event)

    def _made(self, said: str) -> None:
        self._said = (said,)
        self._say()

    def _open_file(self) -> None:
        if self.making.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.making.written)))

    # ---- saying it -----------------------------------------------------------------------------------------------

    def _say(self) -> None:
        working = self._stop is not None
        proposed, seen = self.proposed, self.seen
        busy = working or self.making.is_busy
        self.head.put(seen)
        self.figures.put(seen)
        self.figures.fit(self.height())
        self.progress.setVisible(busy)
        self.cancel.setVisible(busy)
        self.propose.setVisible(proposed is None and not working)
        self.propose.setEnabled(seen is not None and not seen.problems)
        self.apply.setVisible(proposed is not None)
        self.discard.setVisible(proposed is not None)
        has_people = seen is not None and bool(seen.participants)
        self.print_it.setVisible(has_people and proposed is None and not busy)
        self.enter.setVisible(seen is not None and bool(seen.meetings) and proposed is None)
        self.open_event.setVisible(seen is not None and bool(seen.problems))
        self.open_file.setVisible(self.making.written is not None)
        self.undo.setVisible(bool(self._undoable))
        self._say_state()
        self.views.show_event(self.event_id, seen, proposed)

    def _say_state(self) -> None:
        from fieldreport.events.wording import summary

        language, seen = self.desk.language, self.seen
        lines = list(self._said)
        if self.proposed is not None:
            lines = [
                language.say("This is a proposal; nothing is written yet."),
                summary(self.proposed.proposal, language),
                *self._said,
            ]
        elif seen is not None and seen.doubles:
            lines.append(
                language.plural(
                    "{count} meeting is booked twice; it is marked in the grid.",
                    "{count} meetings are booked twice; they are marked in the grid.",
                    seen.doubles,
                )
            )
        problems = seen.problems if seen is not None else ()
        self.problems.setText("\n".join(self._in_words(one) for one in problems))
        self.problems.setVisible(bool(problems))
        self.state.setText("\n".join(lines))
        self.state.setVisible(bool(lines))
