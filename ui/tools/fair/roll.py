"""The roll of an event, of its meetings or its participants: rows, and below them what is done with the marked one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.forms.flow import Flow
from ui.tables.rows import Cell, RowsTable
from ui.tools.fair.seen import Seen


class Roll(QWidget):
    """Rows of records of an event; ``buttons`` stand below them, those ``of_one`` wait until a row is marked."""

    def __init__(
        self,
        desk: Desk,
        buttons: Sequence[QPushButton],
        of_one: Sequence[QPushButton],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.seen: Seen | None = None
        self.setProperty("look", "clear")
        self.rows = RowsTable(desk)
        self._of_one = of_one
        below = Flow(spacing=8)
        for one in buttons:
            below.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.rows, 1)
        column.addLayout(below)
        self.rows.chosen.connect(self._mark)

    def put(self, heads: Sequence[str], rows: Sequence[Any], cell: Callable[[Any, int], Cell]) -> None:
        """Show these; the one that was marked stays marked."""
        self.rows.put(heads, rows, cell, lambda one: str(one.record_id))

    def _mark(self, record_id: str) -> None:
        for one in self._of_one:
            one.setEnabled(bool(record_id))
