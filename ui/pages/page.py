"""Page: what the window knows of each of its places."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desk import Desk


class Page(QWidget):
    """One place of the window, made when it is first visited."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def retranslate(self) -> None:
        """Say every text again in ``desk.language``; called once after it is made and at each switch."""

    def arrive(self) -> None:
        """The page comes into sight."""

    def leave(self) -> None:
        """The page goes out of sight or the window closes: whatever is unsaved is asked to be kept now."""
