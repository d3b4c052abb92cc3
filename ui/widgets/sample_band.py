"""The band over every page of the sample office, so that nobody takes it for their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.desk import Desk
from ui.samples import own_folder
from ui.widgets.beside import Beside
from ui.widgets.plain import button, label


class SampleBand(QFrame):
    """What is seen is made up, and the way to one's own office."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("role", "band")
        self.text, self.leave = label(wrap=True), button("link")
        line = QHBoxLayout(self)
        # The link's text ends where the cards do.
        line.setContentsMargins(24, 2, 16, 2)
        said = Beside(spacing=12)
        said.addWidget(self.text)
        said.addWidget(self.leave)
        line.addLayout(said, 1)
        self.leave.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.leave.clicked.connect(self._leave)
        self.setVisible(desk.office.is_sample)

    def retranslate(self) -> None:
        """Say it in the desk's language."""
        say = self._desk.language.say
        self.text.setText(say("Sample office: every company, person and figure is made up."))
        self.leave.setText(say("Open my own office"))
        self.leave.setVisible(own_folder(self._desk.office) is not None)

    def _leave(self) -> None:
        own = own_folder(self._desk.office)
        if own is not None:
            self._desk.office_wanted.emit(own, None)
