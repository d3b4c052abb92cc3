"""Sealing: the manager's key signs the report and freezes it; afterwards the next issue is begun here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton

from fieldreport.failures import Failure
from ui.desk import Desk
from ui.forms.composing import ComposingLine
from ui.forms.flow import Flow
from ui.pages.steps.step import Prepared
from ui.widgets.notice import problems_of
from ui.widgets.plain import Card, button, label

if TYPE_CHECKING:
    from fieldreport.keys import PublicKey
    from fieldreport.office import Office
    from fieldreport.period import Period
    from fieldreport.store.frozen import Frozen
    from fieldreport.store.reports import StoredReport


def make_key(office: Office, *, name: str, passphrase: str, lost: str) -> PublicKey:
    """Make the office's key."""
    from fieldreport.keys import Keys

    return Keys(office.data).make(office.code, name, passphrase, office.clock(), lost)


def seal(office: Office, *, period: Period, passphrase: str, language: str) -> Frozen:
    """Sign and freeze a period's report."""
    from fieldreport import signing

    return signing.seal(office, period, passphrase, office.language(language))


def begin_issue(office: Office, *, period: Period, reason: str) -> StoredReport:
    """Begin the next issue."""
    from fieldreport import signing

    return signing.begin_issue(office, period, reason)


def secret_line() -> QLineEdit:
    """A line whose letters are not shown."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setMaxLength(1_000)
    return line


class SealCard(Card):
    """Making the key, sealing with it, or saying that it is sealed and beginning the next issue."""

    #: The report was sealed, or its next issue begun.
    sealed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=8)
        self.desk = desk
        self.prepared: Prepared | None = None
        self.busy = False
        self.losing = False
        self._failure: Failure | None = None
        self.heading, self.explanation = label("heading"), label("muted", wrap=True)
        self.since, self.said = label(wrap=True), label(wrap=True)
        self.passphrase_label, self.again_label, self.reason_label = (
            label("head", wrap=True) for _ in range(3)
        )
        self.passphrase, self.again, self.reason = secret_line(), secret_line(), ComposingLine()
        self.reason.setMaxLength(500)
        self.press: QPushButton = button()
        self.lose: QPushButton = button("link")
        for one in (self.heading, self.explanation, self.since):
            self.body.addWidget(one)
        for named, line in (
            (self.reason_label, self.reason),
            (self.passphrase_label, self.passphrase),
            (self.again_label, self.again),
        ):
            self.body.addWidget(named)
            self.body.addWidget(line)
            line.returnPressed.connect(self._press)
        self.body.addWidget(self.said)
        presses = Flow(spacing=8)
        presses.addWidget(self.press)
        presses.addWidget(self.lose)
        self.body.addLayout(presses)
        self.press.clicked.connect(self._press)
        self.lose.clicked.connect(self._lose)

    @property
    def _making(self) -> bool:
        """Whether the key is to be made first: there is none, or its passphrase is lost."""
        return (
            self.prepared is not None
            and self.prepared.lock is None
            and (self.prepared.key is None or self.losing)
        )

    def put(self, prepared: Prepared) -> None:
        """Look at a report; what was typed for another one is forgotten."""
        before = self.prepared
        if before is None or (before.report.period, before.report.issue) != (
            prepared.report.period,
            prepared.report.issue,
        ):
            self._forget()
            self._failure = None
        self.prepared = prepared

    def _forget(self) -> None:
        self.losing = False
        self.passphrase.clear()
        self.again.clear()
        self.reason.set_typed("")

    def _lose(self) -> None:
        self.losing = not self.losing
        self._failure = None
        self.retranslate()
        (self.reason if self.losing else self.passphrase).setFocus()

    def _press(self) -> None:
        prepared = self.prepared
        if prepared is None or self.busy:
            return
        self.reason.settle()
        period, reason = prepared.report.period, self.reason.typed().strip()
        passphrase, code = self.passphrase.text(), self.desk.language.code
        if prepared.lock is not None:
            self._begin()
            self.desk.write(
                lambda office: begin_issue(office, period=period, reason=reason), self._done, self._failed
            )
        elif self._making:
            if passphrase != self.again.text():
                self.desk.notice("The two passphrases are not the same.", "warn")
                self.again.setFocus()
                return
            name = prepared.manager or self.desk.office.person
            self._begin()
            self.desk.write(
                lambda office: make_key(office, name=name, passphrase=passphrase, lost=reason),
                self._done,
                self._failed,
            )
        else:
            self._begin()
            self.desk.write(
                lambda office: seal(office, period=period, passphrase=passphrase, language=code),
                self._done,
                self._failed,
            )

    def _begin(self) -> None:
        self.busy, self._failure = True, None
        self.retranslate()

    def _done(self, _result: object) -> None:
        self.busy = False
        self._forget()
        self.retranslate()
        self.sealed.emit()

    def _failed(self, failure: Failure) -> None:
        self.busy, self._failure = False, failure
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        language = self.desk.language
        say = language.say
        lock = self.prepared.lock if self.prepared is not None else None
        making = self._making
        for shown, widgets in (
            (making, (self.again_label, self.again)),
            (lock is None, (self.passphrase_label, self.passphrase)),
            (lock is not None or self.losing, (self.reason_label, self.reason)),
            (lock is None and self.prepared is not None and self.prepared.key is not None, (self.lose,)),
        ):
            for one in widgets:
                one.setVisible(shown)
        self.passphrase_label.setText(say("Passphrase"))
        self.again_label.setText(say("The same passphrase again"))
        self.reason_label.setText(
            say("Why there has to be another issue") if lock is not None else say("Why another key is needed")
        )
        for named, line in (
            (self.passphrase_label, self.passphrase),
            (self.again_label, self.again),
            (self.reason_label, self.reason),
        ):
            line.setAccessibleName(named.text())
            line.setEnabled(not self.busy)
        self.lose.setText(say("Back to signing") if self.losing else say("The passphrase is lost"))
        unfinished = self.prepared is not None and self.prepared.unfinished > 0
        self.press.setEnabled(not self.busy and (making or lock is not None or not unfinished))
        self._say_since()
        if lock is not None:
            self.heading.setText(say("Signed and locked"))
            self.explanation.setText(lock.in_words(language))
            self.press.setText(say("Begin the next issue"))
        elif making:
            self.heading.setText(say("The manager's key"))
            self.explanation.setText(
                say(
                    "A key signs reports so that headquarters can tell whether they were changed. "
                    "Choose a passphrase of at least 12 characters. Nobody can find it again when it is lost."
                )
            )
            self.press.setText(say("Make the key"))
        else:
            self.heading.setText(say("Sign with the manager's key"))
            self.explanation.setText(
                say(
                    "The report is frozen as it is now, in every language. "
                    "What is changed later goes into the next issue."
                )
            )
            self.press.setText(say("Sign and freeze"))
        self._say_result()

    def _say_since(self) -> None:
        lock = self.prepared.lock if self.prepared is not None else None
        self.since.setVisible(lock is not None)
        if lock is not None:
            self.since.setText(
                self.desk.language.plural(
                    "{count} record says something else by now.",
                    "{count} records say something else by now.",
                    len(lock.since),
                )
            )

    def _say_result(self) -> None:
        say = self.desk.language.say
        self.said.setVisible(self.busy or self._failure is not None)
        if self.busy:
            self.said.setText(say("One moment …"))
        elif self._failure is not None:
            self.said.setText("\n".join(say(one.message, **one.values) for one in problems_of(self._failure)))
