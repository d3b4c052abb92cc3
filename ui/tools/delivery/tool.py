"""The tool of delivery: the outbox, what headquarters has sent, and the ways there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from fieldreport.delivery import wording
from fieldreport.delivery.dispatch import Delivery
from fieldreport.delivery.inbox import Received
from fieldreport.delivery.outbox import Package
from fieldreport.office import Office
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.tools.delivery.seen import Seen, seen
from ui.tools.delivery.ways import WaysCard
from ui.tools.reading import ReadingTool
from ui.widgets.choosing import asked, file_dialog
from ui.widgets.plain import Card, Chip, button, clear, label, row
from ui.widgets.record_row import RecordRow


def take_in(office: Office, *, path: Path) -> None:
    """Take in what headquarters sent as a file."""
    Delivery.of(office).take_file(path)


class DeliveryTool(ReadingTool):
    """Three cards, one below the other."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.seen: Seen | None = None
        self.outbox_heading, self.outbox_note = label("heading", wrap=True), label("muted", wrap=True)
        self.answers_heading, self.answers_note = label("heading", wrap=True), label("muted", wrap=True)
        self.packages, self.answers = QVBoxLayout(), QVBoxLayout()
        self.send, self.take = button("main"), button()
        self.ways = WaysCard(desk)
        for heading, note, listed, press in (
            (self.outbox_heading, self.outbox_note, self.packages, self.send),
            (self.answers_heading, self.answers_note, self.answers, self.take),
        ):
            card = Card(spacing=8)
            card.body.addWidget(heading)
            card.body.addWidget(note)
            listed.setSpacing(8)
            card.body.addLayout(listed)
            presses = Flow()
            presses.addWidget(press)
            card.body.addLayout(presses)
            self.column.addWidget(card)
        self.column.addWidget(self.ways)
        self.column.addStretch(1)
        self.send.clicked.connect(desk.courier.send)
        self.take.clicked.connect(self._take)
        desk.courier.went.connect(self.read_if_seen)

    def read(self) -> None:
        language = self.desk.language.code
        self.desk.read(partial(seen, language=language), self.show_seen, latest=f"delivery {id(self)}")

    def show_seen(self, now: Seen) -> None:
        """Show what was read."""
        self.send.setEnabled(not self.desk.courier.busy)
        if now != self.seen:
            self.seen = now
            self.retranslate()

    def scroll_to_ways(self) -> None:
        """Bring the ways into sight."""
        for area in self.findChildren(QScrollArea):
            area.ensureWidgetVisible(self.ways.agree)

    # ---- a file --------------------------------------------------------------------------------------------------

    def _take(self) -> None:
        title = self.desk.language.say("Choose a file from headquarters")
        path = asked(file_dialog(self, self.desk, title, "JSON (*.json)"))
        if path is not None:
            self.take_in(path)

    def take_in(self, path: Path) -> None:
        """Take in what headquarters sent as this file."""
        self.desk.write(partial(take_in, path=path), lambda _: self.desk.courier.went.emit())

    # ---- texts ---------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        say = self.desk.language.say
        self.outbox_heading.setText(say("Sent to headquarters"))
        self.answers_heading.setText(say("From headquarters"))
        self.send.setText(say("Send and fetch now"))
        self.take.setText(say("Take in a file"))
        self.ways.show_channels(self.seen.channels if self.seen is not None else ())
        self.ways.list_channels()
        self.ways.retranslate()
        clear(self.packages)
        clear(self.answers)
        packages = self.seen.packages if self.seen is not None else ()
        received = self.seen.received if self.seen is not None else ()
        self.outbox_note.setText(
            say("Nothing leaves this list without a receipt of headquarters.")
            if packages
            else say("Nothing has been sent yet. A report is sent from its last step, once it is signed.")
        )
        self.answers_note.setText(
            say("Only what headquarters has signed is taken in.")
            if received
            else say("Headquarters has sent nothing yet.")
        )
        for package in packages:
            self._add_package(package)
        for one in received:
            self._add_answer(one)

    def _add_package(self, package: Package) -> None:
        language = self.desk.language
        chip, said = Chip(wording.LOOKS[package.state]), Wrapping()
        chip.put(language.say(wording.STATES[package.state]), wording.LOOKS[package.state])
        said.setText(
            "\n".join(
                (
                    language.say(
                        "{period}, issue {issue}",
                        period=language.reference(package.period),
                        issue=package.issue,
                    ),
                    wording.where(package, language),
                )
            )
        )
        line = QWidget()
        line.setProperty("look", "clear")
        beside = row(said, chip)
        beside.setStretch(0, 1)
        line.setLayout(beside)
        self.packages.addWidget(line)

    def _add_answer(self, one: Received) -> None:
        language = self.desk.language
        when, said = label("small"), Wrapping()
        when.setText(language.moment(one.at))
        told = [wording.what(one.envelope, language)]
        file = self.seen.files.get(one.envelope.serial) if self.seen is not None else None
        if file is not None:
            told.append(str(file))
        said.setText("\n".join(told))
        self.answers.addWidget(when)
        self.answers.addWidget(said)
        for returned in one.envelope.returned:
            named = self.seen.named.get(returned.id) if self.seen is not None else None
            if named is None:
                unknown = Wrapping()
                unknown.setText(language.say("{name}: {comment}", name=returned.id, comment=returned.comment))
                self.answers.addWidget(unknown)
                continue
            title = language.say(
                "{reference}: {title}", reference=language.reference(named.reference), title=named.title
            )
            self.answers.addWidget(RecordRow(self.desk, named.type, returned.id, title, returned.comment))
