"""Suggestions below a line that is being typed in.

They are a part of the window rather than a window of their own: a popup window would take the keyboard from the
input method in the middle of a syllable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.forms.composing import ComposingLine

#: The height that the list takes at most, in pixels.
HIGHEST = 260


@dataclass(frozen=True)
class Option:
    """One thing to choose: what it stands for, how it is called, and what tells it from its namesakes.

    ``new`` names the record type that choosing it begins a record of; such an option has no value yet.
    """

    value: str
    title: str
    note: str = ""
    new: str = ""


class Suggestions(QListWidget):
    """The options under ``line``; up and down, Enter and Escape work from the line."""

    taken = Signal(object)
    #: The down key was pressed with nothing on offer.
    asked = Signal()

    def __init__(self, line: ComposingLine) -> None:
        super().__init__(line)
        self._line = line
        self._options: list[Option] = []
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.hide()
        self.itemClicked.connect(lambda item: self._take(self.row(item)))
        line.installEventFilter(self)
        # It belongs to the window while it is shown, and must not outlive its line there.
        line.destroyed.connect(self.deleteLater)

    def offer(self, options: Sequence[Option]) -> None:
        """Show these options; none hides the list."""
        self._options = list(options)
        self.clear()
        if not options or not self._line.hasFocus():
            self.hide()
            return
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        for option in options:
            item = QListWidgetItem(f"{option.title}   {option.note}" if option.note else option.title)
            item.setToolTip(option.title)
            self.addItem(item)
        self._place(window)
        self.show()
        self.raise_()

    def options(self) -> list[Option]:
        """What is on offer."""
        return list(self._options)

    def forget(self) -> None:
        """Take the options away."""
        self._options = []
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line:
            if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
                self.hide()
            elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                if self.isVisible():
                    return self._key(event.key())
                if event.key() == Qt.Key.Key_Down:
                    self.asked.emit()
                    return True
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        match key:
            case Qt.Key.Key_Down:
                self.setCurrentRow(min(self.currentRow() + 1, self.count() - 1))
            case Qt.Key.Key_Up:
                self.setCurrentRow(max(self.currentRow() - 1, 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._line.settle()
                self._take(max(self.currentRow(), 0))
            case Qt.Key.Key_Escape:
                self.hide()
            case _:
                return False
        return True

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._options):
            option = self._options[row]
            self.forget()
            self.taken.emit(option)

    def _place(self, window: QWidget) -> None:
        below = self._line.mapTo(window, QPoint(0, self._line.height() + 2))
        rows = sum(self.sizeHintForRow(row) for row in range(self.count())) + 2 * self.frameWidth() + 4
        height = min(rows, HIGHEST)
        width = min(max(self._line.width(), 240), window.width() - 8)
        x = min(below.x(), max(4, window.width() - width - 4))
        above = below.y() - self._line.height() - 4 - height
        y = above if below.y() + height > window.height() and above >= 0 else below.y()
        self.setGeometry(x, y, width, height)
