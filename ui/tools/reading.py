"""What tools share that show what was read of the office: they scroll, and read anew whenever something has changed."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.pages.office_work import Tool
from ui.widgets.plain import scrolling


class ReadingTool(Tool):
    """Fill ``column``, and say in ``read`` what is to be read; nothing is read while the tool is out of sight."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scrolling(inner))
        desk.changed.connect(self.read_if_seen)

    def arrive(self) -> None:
        self.read_if_seen()

    def read_if_seen(self, _change: object = None) -> None:
        """Read anew, unless nobody would see it."""
        if self.isVisible():
            self.read()

    def read(self) -> None:
        """Ask for what the tool shows."""
        raise NotImplementedError
