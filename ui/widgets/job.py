"""Job: how far long work in the background is, and a button that stops it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from fieldreport.failures import Failure
from ui.desk import Desk
from ui.forms.flow import Flow
from ui.widgets.plain import button


class Stopped(Failure):
    """Somebody has stopped the work; whoever did it takes back what was begun."""


class Job(QWidget):
    """Seen from ``begin`` to ``end``."""

    #: So many steps are done, of so many; told from the background.
    _progressed = Signal(int, int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.desk = desk
        self.bar, self.stop = QProgressBar(), button()
        self.bar.setTextVisible(False)
        self._asked = threading.Event()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.bar)
        presses = Flow()
        presses.addWidget(self.stop)
        column.addLayout(presses)
        self.stop.clicked.connect(self._stop)
        self._progressed.connect(self._show)
        self.hide()

    def running(self) -> bool:
        """Whether something is under way."""
        return not self.isHidden()

    def begin(self) -> Callable[[int, int], None]:
        """Show that something is under way; gives what the work tells its progress to, which raises ``Stopped``."""
        asked = self._asked = threading.Event()
        progressed = self._progressed

        def progress(done: int, total: int) -> None:
            if asked.is_set():
                raise Stopped
            progressed.emit(done, total)

        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.retranslate()
        self.show()
        return progress

    def end(self) -> None:
        """It is over."""
        self.hide()

    def retranslate(self) -> None:
        """Say it in the desk's language."""
        say = self.desk.language.say
        self.stop.setText(say("Stop"))
        self.bar.setAccessibleName(say("How far it is"))

    def _stop(self) -> None:
        self._asked.set()
        self.stop.setEnabled(False)

    def _show(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
