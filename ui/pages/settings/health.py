"""Whether all is well: what the doctor finds about the office and this computer, and a text of it to be sent."""

from __future__ import annotations

import platform
from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from fieldreport.doctor import CHECKS, STATES, Finding, State, examine, told
from fieldreport.language import N_
from fieldreport.office import Office
from ui.desk import Desk
from ui.forms.flow import Flow
from ui.pages.settings.section import Section
from ui.pages.settings.setting import Setting
from ui.widgets.beside import Beside
from ui.widgets.plain import Chip, button, clear, label

TONES = {State.GOOD: "good", State.ADVICE: "warn", State.WRONG: "bad", State.UNKNOWN: "calm"}
COPIED = N_("Copied. The text holds no records, names or passwords.")


class HealthSection(Section):
    """What was found, each with what is to be done."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.findings: Sequence[Finding] | None = None
        self.looking = False
        self.again, self.copy = button("main"), button()
        buttons = QWidget()
        buttons.setProperty("look", "clear")
        flow = Flow(buttons)
        flow.addWidget(self.again)
        flow.addWidget(self.copy)
        self.about = Setting(buttons)
        self.summary = label("heading", wrap=True)
        self.card(self.about)
        self.found = self.card(self.summary)
        self.finish()
        self.again.clicked.connect(self.look)
        self.copy.clicked.connect(self._copy)

    def arrive(self) -> None:
        if self.findings is None and not self.looking:
            self.look()

    def look(self) -> None:
        """Look at everything anew, in the courier's thread: a channel may keep one waiting."""
        from ui.fonts import missing

        lacking = missing()
        self.looking = True
        self._say()

        def work(office: Office) -> list[Finding]:
            return examine(office.data, office.clock(), lambda: lacking)

        self.desk.courier.worker.submit(work, self._show, self.desk.failed.emit)

    def _show(self, findings: list[Finding]) -> None:
        self.looking = False
        self.findings = findings
        self._say()

    def retranslate(self) -> None:
        say = self.desk.language.say
        self.about.say(
            say("Is all well?"),
            say("The database, backups, fonts, channels, clock and disk are looked at; nothing is changed."),
        )
        self.again.setText(say("Look again"))
        self.copy.setText(say("Copy text"))
        self._say()

    def _say(self) -> None:
        language = self.desk.language
        self.again.setEnabled(not self.looking)
        self.copy.setEnabled(self.findings is not None and not self.looking)
        clear(self.found.body)
        self.summary = label("heading", wrap=True)
        self.found.body.addWidget(self.summary)
        if self.looking or self.findings is None:
            self.summary.setText(language.say("Being looked at …"))
            return
        wrong = sum(one.state is State.WRONG for one in self.findings)
        if wrong:
            self.summary.setText(
                language.plural("{count} thing is wrong.", "{count} things are wrong.", wrong)
            )
        else:
            self.summary.setText(language.say("Nothing is wrong."))
        for one in sorted(self.findings, key=lambda found: _ORDER.index(found.state)):
            line = Beside(share=0.6)
            line.addWidget(label("strong", wrap=True, text=language.say(CHECKS[one.check])))
            line.addWidget(Chip(TONES[one.state], language.say(STATES[one.state])))
            self.found.body.addLayout(line)
            self.found.body.addWidget(label(wrap=True, text=one.said(language)))

    def _copy(self) -> None:
        lines = [f"Fieldreport, Python {platform.python_version()}, {platform.platform()}"]
        lines += [told(one, self.desk.language) for one in self.findings or ()]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.desk.notice(COPIED)


_ORDER = (State.WRONG, State.ADVICE, State.UNKNOWN, State.GOOD)
