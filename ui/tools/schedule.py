"""The tool of an event's schedule: who takes part, a schedule proposed from wishes, the grid, the pages to print."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from fieldreport.failures import Failure, Problem
from fieldreport.records.event import EVENT
from fieldreport.records.meeting import MEETING
from fieldreport.records.participant import BUYER, COMPANY, PARTICIPANT
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.pages.office_work import Tool
from ui.tools.fair.chosen import EventChips
from ui.tools.fair.seen import Proposed, Seen, propose, read_event
from ui.tools.fair.views import GRID, Views
from ui.widgets.notice import problems_of
from ui.widgets.plain import button

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.store import Change


class ScheduleTool(Tool):
    """Chooses an event, proposes and writes its schedule, prints it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.event_id = ""
        self.seen: Seen | None = None
        self.proposed: Proposed | None = None
        self.written: Path | None = None
        self._stop: Flag | None = None
        self._printing = False
        #: The change set that undo would take back; 0 when something else has been written since.
        self._undoable = 0
        self._said: Sequence[str] = ()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.events = EventChips(self.desk)
        self.propose, self.apply, self.discard = button("main"), button("main"), button()
        self.cancel, self.print_companies, self.print_buyers = button(), button(), button()
        self.open_event, self.open_file, self.undo = button("link"), button("link"), button("link")
        actions = Flow(spacing=8)
        for one in (
            *(self.propose, self.apply, self.discard, self.cancel),
            *(self.print_companies, self.print_buyers, self.open_event),
        ):
            actions.addWidget(one)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.state = Wrapping()
        self.problems = Wrapping()
        self.problems.setProperty("role", "problem")
        self.views = Views(self.desk)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(10)
        page.addWidget(self.events)
        page.addLayout(actions)
        page.addWidget(self.progress)
        page.addWidget(self.problems)
        page.addWidget(self.state)
        links = Flow(spacing=8)
        links.addWidget(self.undo)
        links.addWidget(self.open_file)
        page.addLayout(links)
        page.addWidget(self.views, 1)
        self.progress.hide()
        self.open_file.hide()
        self.undo.hide()

    def _connect(self) -> None:
        self.events.chosen.connect(self.choose)
        self.propose.clicked.connect(self.propose_schedule)
        self.apply.clicked.connect(self.write_schedule)
        self.discard.clicked.connect(self.discard_proposal)
        self.cancel.clicked.connect(self.stop)
        self.undo.clicked.connect(self.take_back)
        self.print_companies.clicked.connect(partial(self.print_side, COMPANY))
        self.print_buyers.clicked.connect(partial(self.print_side, BUYER))
        self.open_event.clicked.connect(lambda: self.desk.open_record(EVENT.name, self.event_id))
        self.open_file.clicked.connect(self._open_file)
        self.desk.changed.connect(self._changed)

    # ---- what the place asks -----------------------------------------------------------------------------------

    def open_subject(self, subject: str) -> None:
        """Turn to an event (its id)."""
        self.choose(subject)

    def arrive(self) -> None:
        """Read everything anew."""
        self.events.read()
        self._read()

    def leave(self) -> None:
        """Nobody waits for a proposal out of sight."""
        self.stop()

    def retranslate(self) -> None:
        """Say every text again."""
        say = self.desk.language.say
        self.propose.setText(say("Propose a schedule"))
        self.apply.setText(say("Write the meetings"))
        self.discard.setText(say("Discard the proposal"))
        self.cancel.setText(say("Stop"))
        self.print_companies.setText(say("Pages for the companies"))
        self.print_buyers.setText(say("Pages for the buyers"))
        self.open_event.setText(say("Open the event"))
        self.open_file.setText(say("Open the file"))
        self.undo.setText(say("Undo"))
        self.views.retranslate()
        self._say()
        if self.isVisible():
            # Names are in the language in which they were read.
            self.arrive()

    # ---- which event -------------------------------------------------------------------------------------------

    def choose(self, event_id: str) -> None:
        """Show an event; a proposal for another one is dropped."""
        if event_id != self.event_id:
            self.stop()
            self.event_id, self.seen, self.proposed = event_id, None, None
            self._said, self.written = (), None
        self.events.mark(self.event_id)
        self._say()
        self._read()

    def _read(self) -> None:
        if self.event_id:
            self.desk.read(
                partial(read_event, event_id=self.event_id, language_code=self.desk.language.code),
                self._show,
                self._failed,
                latest=f"event {id(self)}",
            )

    def _show(self, seen: Seen) -> None:
        if seen.event_id == self.event_id:
            self.seen = seen
            self._say()

    def _changed(self, change: Change) -> None:
        if change.change_set != self._undoable:
            self._undoable = 0
            self.undo.hide()
        if not self.isVisible():
            return
        kinds = {name for name, _ in change.records}
        if EVENT.name in kinds:
            self.events.read()
        if kinds & {EVENT.name, MEETING.name, PARTICIPANT.name}:
            self._read()

    # ---- the proposal ------------------------------------------------------------------------------------------

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
        """Wait for the proposal no longer."""
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
        self.views.turn(GRID)

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
        self.proposed, self._undoable = None, change.change_set
        self.apply.setEnabled(True)
        language = self.desk.language
        self._said = (
            language.plural(
                "{count} meeting was written.", "{count} meetings were written.", len(change.records)
            ),
        )
        self._say()

    def take_back(self) -> None:
        """Take back the schedule that was written last."""
        change_set, self._undoable = self._undoable, 0
        if change_set:
            self._said = ()
            self.desk.write(lambda office: office.store.undo(office.person, change_set), failed=self._failed)
            self._say()

    def _failed(self, failure: Failure) -> None:
        self.apply.setEnabled(True)
        self._printing = False
        self._said = tuple(self._in_words(one) for one in problems_of(failure))
        self._say()

    def _in_words(self, problem: Problem) -> str:
        return self.desk.language.say(problem.message, **problem.values)

    # ---- the pages ---------------------------------------------------------------------------------------------

    def print_side(self, side: str, _checked: bool = False) -> None:
        """Write the timetables of a side into the reports' folder, in the background."""
        if self.seen is None:
            return
        office = self.desk.office
        path = office.data / "reports" / f"{office.code}_{self.seen.reference}_{side}.xlsx"
        event_id = self.event_id

        def work(office: Office) -> Path:
            from fieldreport.events import timetable

            return timetable.write(office, event_id, side, path)

        self._said, self.written = (), None
        self._printing = True
        self._say()
        self.desk.read(work, self._printed, self._failed)

    def _printed(self, path: Path) -> None:
        self.written, self._printing = path, False
        self._said = (self.desk.language.say("The pages are in {path}.", path=str(path)),)
        self._say()

    def _open_file(self) -> None:
        if self.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written)))

    # ---- saying it ---------------------------------------------------------------------------------------------

    def _say(self) -> None:
        working = self._stop is not None
        proposed, seen = self.proposed, self.seen
        self.progress.setVisible(working or self._printing)
        self.cancel.setVisible(working)
        self.propose.setVisible(proposed is None and not working)
        self.propose.setEnabled(seen is not None and not seen.problems)
        self.apply.setVisible(proposed is not None)
        self.discard.setVisible(proposed is not None)
        can_print = (
            seen is not None
            and bool(seen.participants)
            and proposed is None
            and not working
            and not self._printing
        )
        self.print_companies.setVisible(can_print)
        self.print_buyers.setVisible(can_print)
        self.open_event.setVisible(bool(self.event_id))
        self.open_file.setVisible(self.written is not None)
        self.undo.setVisible(bool(self._undoable))
        self._say_state()
        self.views.show_event(self.event_id, seen, proposed)

    def _say_state(self) -> None:
        language, seen = self.desk.language, self.seen
        from fieldreport.events.wording import summary, told

        lines = list(self._said)
        if seen is not None and seen.meetings_of and self.proposed is None:
            lines.append(told(seen.tally, language))
        if self.proposed is not None:
            lines = [
                language.say("This is a proposal; nothing is written yet."),
                summary(self.proposed.proposal, language),
                *self._said,
            ]
        problems = seen.problems if seen is not None else ()
        self.problems.setText("\n".join(self._in_words(one) for one in problems))
        self.problems.setVisible(bool(problems))
        self.state.setText("\n".join(lines))
        self.state.setVisible(bool(lines))
