"""The notice bar: one sentence above the page about what has happened, with what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from fieldreport.failures import Failure, InputAtFault, MachineAtFault, Problem
from ui import icons
from ui.desk import Desk, Notice
from ui.widgets.beside import Beside
from ui.widgets.plain import Chip, button, label

#: How long good news stays, in milliseconds; what is wrong stays until it is closed.
STAY = 6000


def problems_of(failure: Failure) -> tuple[Problem, ...]:
    """What an expected failure says."""
    if isinstance(failure, InputAtFault):
        return failure.problems
    if isinstance(failure, MachineAtFault):
        return (failure.problem,)
    return (Problem(str(failure)),)


class NoticeBar(QFrame):
    """Shows one notice at a time; hidden while there is nothing to say."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._notices: list[Notice] = []
        self.setProperty("role", "card")
        self.kind = Chip("good")
        self.text = label(wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action = button("link")
        self.action.clicked.connect(self._act)
        self.close_button = QToolButton()
        self.close_button.clicked.connect(self.dismiss)
        said = Beside(spacing=10)
        said.addWidget(self.text)
        said.addWidget(self.action)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 8, 8)
        line.setSpacing(10)
        line.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(said, 1)
        line.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._stay = QTimer(self)
        self._stay.setSingleShot(True)
        self._stay.setInterval(STAY)
        self._stay.timeout.connect(self.dismiss)
        desk.noticed.connect(self.show_notice)
        desk.failed.connect(self.show_failure)
        self.hide()

    def show_failure(self, failure: Failure) -> None:
        """Say an expected failure: every problem, in the user's words."""
        self._show([Notice(one.message, one.values, "bad") for one in problems_of(failure)])

    def show_notice(self, notice: Notice) -> None:
        """Say a notice in the place of the one before."""
        self._show([notice])

    def dismiss(self) -> None:
        """There is nothing more to say."""
        self._stay.stop()
        self._notices = []
        self.hide()

    def _show(self, notices: list[Notice]) -> None:
        self._notices = notices
        self.retranslate()
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        if notices[0].kind == "good":
            self._stay.start()
        else:
            self._stay.stop()

    def _act(self) -> None:
        act = self._notices[0].act if self._notices else None
        self.dismiss()
        if act is not None:
            act()

    def retranslate(self) -> None:
        """Say the notice again in the language of the screen."""
        language = self._desk.language
        say = language.say
        self.close_button.setAccessibleName(say("Close this notice"))
        self.close_button.setToolTip(say("Close this notice"))
        self.close_button.setIcon(icons.icon("close", self._desk.theme.muted, 16))
        if not self._notices:
            return
        first = self._notices[0]
        if first.language:
            language = self._desk.office.language(first.language)
            say = language.say
        words = {"good": say("Done"), "warn": say("Please note"), "bad": say("Did not work")}
        self.kind.put(words[first.kind], first.kind)
        self.text.setText("\n".join(say(one.message, **one.values) for one in self._notices))
        self.action.setText(say(first.action) if first.action else "")
        self.action.setVisible(bool(first.action))
        self.setAccessibleName(f"{self.kind.text()}: {self.text.text()}")
