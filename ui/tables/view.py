"""What every table of rows shares: its look, how it scrolls, and Enter on the current row."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.desk import Desk
from ui.tables.delegate import CellDelegate
from ui.theme import ROW
from ui.widgets.heads import Heads

Index = QModelIndex | QPersistentModelIndex


class TableView(QTableView):
    """Rows with heads, no lines of a grid, whole rows marked."""

    def __init__(
        self, desk: Desk, model: QAbstractTableModel, narrowest: int, parent: QWidget | None
    ) -> None:
        """``narrowest`` is what a column keeps at least, in pixels."""
        super().__init__(parent)
        self.desk = desk
        model.setParent(self)
        self.heads = Heads(desk, self)
        self.setModel(model)
        self.cells = CellDelegate(desk, self)
        self.setItemDelegate(self.cells)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalHeader(self.heads)
        # The heads do not show what is chosen. With the rows' own selection Qt would ask for each head it paints about
        # every row that is chosen: half a minute for a million.
        self.heads.setSelectionModel(QItemSelectionModel(model, self.heads))
        self.heads.setStretchLastSection(True)
        self.heads.setMinimumSectionSize(narrowest)
        # What is measured is what is seen, not all of a million rows.
        self.heads.setResizeContentsPrecision(0)
        desk.theme_changed.connect(self.viewport().update)

    def be_as_high_as_needed(self) -> None:
        """Give the rows the height that the screen's language needs."""
        self.verticalHeader().setDefaultSectionSize(ROW[self.desk.language.code])

    def enter(self, index: Index) -> None:
        """What Enter does on the current row."""

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row: within a row there is nothing to go to."""
        rows = self.model().rowCount()
        if rows and action is QAbstractItemView.CursorAction.MoveHome:
            return self.model().index(0, 0)
        if rows and action is QAbstractItemView.CursorAction.MoveEnd:
            return self.model().index(rows - 1, 0)
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.enter(self.currentIndex())
            return
        super().keyPressEvent(event)
