"""The ways to headquarters: listed, tried, preferred, removed, added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from fieldreport.delivery import wording
from fieldreport.delivery.channels.configured import NEEDS_HOST_KEY, Configured, described
from fieldreport.delivery.dispatch import Delivery
from fieldreport.failures import Failure, InputAtFault, Problem
from fieldreport.language import N_
from fieldreport.office import Office
from ui.desk import Desk
from ui.forms.composing import ComposingLine
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.pages.steps.sealing import secret_line
from ui.widgets.notice import problems_of
from ui.widgets.plain import Card, button, clear, label, rule

ADDED = N_("Reports can go to {address} now.")
WORKS = N_("{name} works: a small file was written there, read back and taken away.")


def add(office: Office, *, typed: dict[str, str]) -> Configured:
    """Add a channel as it was typed."""
    one = described(
        typed["name"], typed["address"], user=typed["user"], key=typed["key"], host_key=typed["host_key"]
    )
    return Delivery.of(office).channels.add(one, typed["password"])


class WaysCard(Card):
    """The channels, and a form for another one. Whatever may wait for a network is the courier's."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=8)
        self.desk = desk
        self.channels: Sequence[Configured] = ()
        self.busy = False
        self._failure: Failure | None = None
        self.heading, self.explanation = label("heading", wrap=True), label("muted", wrap=True)
        self.listed = QVBoxLayout()
        self.listed.setSpacing(8)
        self.adding = label("strong", wrap=True)
        self.lines: dict[str, QLineEdit] = {
            "name": ComposingLine(),
            "address": ComposingLine(),
            "user": ComposingLine(),
            "password": secret_line(),
            "key": ComposingLine(),
        }
        self.labels: dict[str, QLabel] = {name: label("head", wrap=True) for name in self.lines}
        self.said = Wrapping()
        self.press, self.agree = button(), button()
        for one in (self.heading, self.explanation):
            self.body.addWidget(one)
        self.body.addLayout(self.listed)
        self.body.addWidget(rule())
        self.body.addWidget(self.adding)
        for name, line in self.lines.items():
            self.body.addWidget(self.labels[name])
            self.body.addWidget(line)
            line.setMaxLength(1_000)
            line.returnPressed.connect(self._press)
        self.body.addWidget(self.said)
        presses = Flow(spacing=8)
        presses.addWidget(self.press)
        presses.addWidget(self.agree)
        self.body.addLayout(presses)
        self.press.clicked.connect(self._press)
        self.agree.clicked.connect(self._agree)

    # ---- what is there -------------------------------------------------------------------------------------------

    def show_channels(self, channels: Sequence[Configured]) -> None:
        """Show these."""
        if channels != self.channels:
            self.channels = channels
            self.list_channels()

    def list_channels(self) -> None:
        """Say the channels again."""
        say = self.desk.language.say
        clear(self.listed)
        for at, one in enumerate(self.channels):
            about = Wrapping()
            about.setText(
                say(
                    "{name}: {kind}, {address}",
                    name=one.name,
                    kind=say(wording.KINDS[one.kind]),
                    address=one.address,
                )
            )
            self.listed.addWidget(about)
            if one.problem is not None:
                problem = Wrapping()
                problem.setProperty("role", "muted")
                problem.setText(say(one.problem.message, **one.problem.values))
                self.listed.addWidget(problem)
            presses = QWidget()
            presses.setProperty("look", "clear")
            flow = Flow(presses, spacing=8)
            for text, press in (
                (self.desk.language.say_in("channel", "Try"), self._try),
                (self.desk.language.say_in("channel", "Use this one"), self._prefer),
                (self.desk.language.say_in("channel", "Remove"), self._remove),
            ):
                if press == self._prefer and at == 0:
                    continue
                made = button("link")
                made.setText(text)
                made.setAccessibleName(f"{text}: {one.name}")
                made.clicked.connect(partial(press, one.name))
                flow.addWidget(made)
            self.listed.addWidget(presses)

    def _try(self, name: str) -> None:
        def told(_: None) -> None:
            self.desk.notice(WORKS, name=name)

        self.desk.courier.do(lambda office: Delivery.of(office).attempt(name), told, self.desk.failed.emit)

    def _prefer(self, name: str) -> None:
        self._changing(lambda office: Delivery.of(office).channels.prefer(name))

    def _remove(self, name: str) -> None:
        self._changing(lambda office: _removed(office, name))

    def _changing(self, job: Callable[[Office], object]) -> None:
        self.desk.write(job, lambda _: self.desk.courier.went.emit())

    # ---- another one ---------------------------------------------------------------------------------------------

    def _press(self) -> None:
        self._add()

    def _add(self, host_key: str = "") -> None:
        if self.busy:
            return
        for line in self.lines.values():
            if isinstance(line, ComposingLine):
                line.settle()
        typed = {
            name: line.text() if name == "password" else line.text().strip()
            for name, line in self.lines.items()
        }
        typed["host_key"] = host_key
        self.busy, self._failure = True, None
        self.retranslate()
        self.desk.courier.do(partial(add, typed=typed), self._added, self._failed)

    def _added(self, one: Configured) -> None:
        self.busy = False
        for line in self.lines.values():
            line.clear()
        self.desk.notice(ADDED, address=one.address)
        self.retranslate()

    def _failed(self, failure: Failure) -> None:
        self.busy, self._failure = False, failure
        self.retranslate()
        unknown = self._unknown_key()
        if unknown is None and isinstance(failure, InputAtFault) and failure.problems[0].field in self.lines:
            # Not before the lines can be used again.
            QTimer.singleShot(
                0, self.lines[failure.problems[0].field], self.lines[failure.problems[0].field].setFocus
            )

    def _unknown_key(self) -> Problem | None:
        """The problem that shows the server's key, if that is what is to be agreed to."""
        problems = problems_of(self._failure) if self._failure is not None else ()
        return next((one for one in problems if one.message == NEEDS_HOST_KEY), None)

    def _agree(self) -> None:
        unknown = self._unknown_key()
        if unknown is not None:
            self._add(str(unknown.values["found"]))

    # ---- texts ---------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say every text again."""
        say = self.desk.language.say
        self.heading.setText(say("Ways to headquarters"))
        self.explanation.setText(
            say("The first one is used. Passwords are kept in this computer's keychain and nowhere else.")
            if self.channels
            else say("There is none yet.")
        )
        self.adding.setText(say("Add a way"))
        named = {
            "name": say("What it is called here (small letters, digits, hyphens)"),
            "address": say("Where it leads: a folder, https://…, sftp://server/folder, or mailto:…"),
            "user": say("Who this office is there (for a server)"),
            "password": say("Password, or the passphrase of the key"),
            "key": say("File of the private key (for SFTP)"),
        }
        for name, line in self.lines.items():
            self.labels[name].setText(named[name])
            line.setAccessibleName(named[name])
            line.setEnabled(not self.busy)
        unknown = self._unknown_key()
        self.press.setText(self.desk.language.say_in("channel", "Add"))
        self.press.setEnabled(not self.busy)
        self.press.setVisible(unknown is None)
        self.agree.setText(say("The key is the one that headquarters told us"))
        self.agree.setVisible(unknown is not None)
        self.said.setVisible(self.busy or self._failure is not None)
        if self.busy:
            self.said.setText(say("One moment …"))
        elif unknown is not None:
            self.said.setText(
                say(
                    "{address} shows the key {found}. Please compare it with what headquarters tells you by telephone.",
                    **unknown.values,
                )
            )
        elif self._failure is not None:
            self.said.setText("\n".join(say(one.message, **one.values) for one in problems_of(self._failure)))


def _removed(office: Office, name: str) -> str:
    return Delivery.of(office).channels.remove(name).name
