"""The files that were brought in before; each can be taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.widgets.beside import Beside
from ui.widgets.plain import Card, button, clear, label

if TYPE_CHECKING:
    from fieldreport.importing import Batch


class Before(Card):
    """A line for each batch, the newest first; nothing is seen of it while there is none."""

    #: The batch of this name is to be taken back.
    wanted_back = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.buttons: dict[str, QPushButton] = {}
        self._batches: list[Batch] = []
        self._heading = label("heading", wrap=True)
        self._lines = QVBoxLayout()
        self.body.addWidget(self._heading)
        self.body.addLayout(self._lines)

    def put(self, batches: list[Batch]) -> None:
        """Show these."""
        self._batches = batches
        self.retranslate()

    def retranslate(self) -> None:
        """Make every line anew, in the desk's language."""
        language = self.desk.language
        self._heading.setText(language.say("Brought in before"))
        clear(self._lines)
        self.buttons = {}
        for one in self._batches:
            said = language.say(
                "{batch}, {person}: {added} added, {changed} changed",
                batch=language.reference(one.name),
                person=one.by,
                added=one.added,
                changed=one.changed,
            )
            line = QWidget()
            line.setProperty("look", "clear")
            beside = Beside(line, spacing=12)
            beside.addWidget(label("", wrap=True, text=said))
            back = button("link")
            back.setText(language.say("Take it back"))
            back.setAccessibleName(language.say("Take {batch} back", batch=one.name))
            back.clicked.connect(partial(self.wanted_back.emit, one.name))
            beside.addWidget(back)
            self.buttons[one.name] = back
            self._lines.addWidget(line)
        self.setVisible(bool(self._batches))
