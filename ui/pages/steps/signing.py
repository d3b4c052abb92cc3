"""Step 3: the approval box of the office, its steps signed one after another with name and day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from fieldreport.store.reports import Approval, ReportState
from ui.desk import Desk
from ui.forms.composing import ComposingLine
from ui.pages.steps.sealing import SealCard
from ui.pages.steps.step import Prepared, Step
from ui.widgets.beside import Beside
from ui.widgets.plain import Card, Chip, button, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from fieldreport.names import Names
    from fieldreport.office import Office


def step_code(step: Names) -> str:
    """By what an approval's step is kept: its English name, which the office's data fixes."""
    return step.en


def sign(office: Office, period: str, at: int, by: str) -> None:
    """Sign one step today, counted from 0; the report is signed when every step is."""
    from fieldreport.signing import approve

    approve(office, office.period(period), at + 1, by)


def take_back(office: Office, period: str, step: str) -> None:
    """Take a signature back."""
    stored = office.reports.get(period)
    approvals = tuple(one for one in stored.approvals if one.step != step)
    office.reports.save(
        replace(stored, approvals=approvals, state=ReportState.CHECKED if approvals else ReportState.DRAFT)
    )


class SignLine:
    """One step of the approval box: who it is, who signed, and when."""

    def __init__(self) -> None:
        self.step: QLabel = label("strong", wrap=True)
        self.by = ComposingLine()
        self.by.setMaxLength(120)
        self.state = Chip("calm")
        self.button: QPushButton = button()


class SigningStep(Step):
    """The steps of approval."""

    #: A signature was given or taken back.
    signed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.warning = label(wrap=True)
        self.explanation = label("muted", wrap=True)
        self._steps: Sequence[Names] = desk.office.place.approval
        self.lines = [SignLine() for _ in self._steps]
        card = Card(spacing=12)
        card.body.addWidget(self.explanation)
        card.body.addWidget(self.warning)
        for at, line in enumerate(self.lines):
            signed = Beside(spacing=12, share=1)
            for one in (line.by, line.state, line.button):
                signed.addWidget(one)
            who = QVBoxLayout()
            who.setSpacing(4)
            who.addWidget(line.step)
            who.addLayout(signed)
            card.body.addLayout(who)
            line.button.clicked.connect(lambda _=False, at=at: self._press(at))
            line.by.returnPressed.connect(lambda at=at: self._press(at))
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.setSpacing(12)
        self.seal = SealCard(desk)
        self.seal.sealed.connect(self.signed.emit)
        column_of_all.addWidget(card)
        column_of_all.addWidget(self.seal)
        column_of_all.addStretch(1)

    def _approval(self, at: int) -> Approval | None:
        if self.prepared is None:
            return None
        code = step_code(self._steps[at])
        return next((one for one in self.prepared.report.stored.approvals if one.step == code), None)

    def _press(self, at: int) -> None:
        if self.prepared is None:
            return
        period, step = self.prepared.report.period.code, step_code(self._steps[at])
        if self._approval(at) is not None:
            self.desk.write(lambda office: take_back(office, period, step), self._told)
            return
        by = self.lines[at].by.typed().strip()
        if not by:
            self.desk.notice("Please write the name of the person who signs.", "warn")
            self.lines[at].by.setFocus()
            return
        self.desk.write(lambda office: sign(office, period, at, by), self._told)

    def _told(self, result: object) -> None:
        self.signed.emit()

    def show_prepared(self, prepared: Prepared) -> None:
        """Show who has signed a report."""
        self.prepared = prepared
        for at, line in enumerate(self.lines):
            approval = self._approval(at)
            if approval is not None:
                line.by.set_typed(approval.by)
            elif at == 0 and not line.by.typed():
                line.by.set_typed(self.desk.office.settings.person)
        self.seal.put(prepared)
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        language = self.desk.language
        say = language.say
        self.explanation.setText(
            say("Each step signs with name and day. The workbook shows them in the approval box.")
        )
        left = self.prepared.unfinished if self.prepared is not None else 0
        self.warning.setVisible(left > 0)
        self.warning.setText(
            language.plural(
                "{count} point must be fixed before anybody can sign; the first step names it.",
                "{count} points must be fixed before anybody can sign; the first step names them.",
                left,
            )
        )
        for at, (step, line) in enumerate(zip(self._steps, self.lines, strict=True)):
            approval, name = self._approval(at), step.in_language(language.code)
            line.step.setText(name)
            line.by.setAccessibleName(say("Name of: {step}", step=name))
            line.by.setPlaceholderText(language.say_in("signature", "Name"))
            line.by.setReadOnly(approval is not None)
            if approval is None:
                line.state.put(say("Not signed"), "calm")
                line.button.setText(say("Sign"))
                line.button.setAccessibleName(say("Sign as: {step}", step=name))
                line.button.setToolTip(self.warning.text() if left else "")
            else:
                line.state.put(say("Signed on {day}", day=approval.on), "good")
                line.button.setText(say("Take back"))
                line.button.setAccessibleName(say("Take back the signature of: {step}", step=name))
            line.button.setEnabled(approval is not None or not left)
            line.button.setVisible(self.prepared is None or self.prepared.lock is None)
        self.seal.retranslate()

    def name(self) -> str:
        """Sign off."""
        return self.desk.language.say("Sign off")

    def note(self) -> str:
        """How many have signed."""
        done = sum(self._approval(at) is not None for at in range(len(self._steps)))
        return self.desk.language.say("{done} of {all}", done=done, all=len(self._steps)) if done else ""
