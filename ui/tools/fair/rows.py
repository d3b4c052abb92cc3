"""Plain rows of the tool: participants, and wishes that were not honoured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.desk import Desk
from ui.tables.delegate import CellDelegate
from ui.tables.model import TONE
from ui.theme import ROW
from ui.widgets.heads import Heads, wrapped

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
#: No column begins wider than this, in pixels; the last one takes what is left.
WIDEST = 230


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of a cell, and the tone of a word of state."""

    text: str
    tone: str | None = None


class RowsModel(QAbstractTableModel):
    """Rows that are put into words when they are seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads: Sequence[str] = ()
        self.rows: Sequence[Any] = ()
        self._show: Callable[[Any, int], Shown] = lambda row, column: Shown("")

    def put(self, heads: Sequence[str], rows: Sequence[Any], show: Callable[[Any, int], Shown]) -> None:
        """Show other rows; ``show`` gives the cell of a row in a column."""
        self.beginResetModel()
        self.heads, self.rows, self._show = heads, rows, show
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return self._show(self.rows[index.row()], index.column()).text
        if role == TONE:
            return self._show(self.rows[index.row()], index.column()).tone
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        return wrapped(Qt.AlignmentFlag.AlignLeft) if role == Qt.ItemDataRole.TextAlignmentRole else None


class RowsView(QTableView):
    """Rows with heads; Enter or a double click opens what a row stands for."""

    #: A row is to be opened (its number).
    wanted = Signal(int)
    #: Another row is marked, or none (-1).
    marked = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.rows = RowsModel(self)
        self.heads = Heads(desk, self)
        self.setModel(self.rows)
        self.setHorizontalHeader(self.heads)
        self.setItemDelegate(CellDelegate(desk, self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.heads.setStretchLastSection(True)
        # What is measured is what is seen, not all of eleven thousand rows.
        self.heads.setResizeContentsPrecision(0)
        self.doubleClicked.connect(lambda index: self.wanted.emit(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.marked.emit(now.row()))
        desk.theme_changed.connect(self.viewport().update)

    def show_rows(self, heads: Sequence[str], rows: Sequence[Any], show: Callable[[Any, int], Shown]) -> None:
        """Show other rows, or the same ones in another language."""
        self.verticalHeader().setDefaultSectionSize(ROW[self.desk.language.code])
        self.rows.put(heads, rows, show)
        self._fit()
        self.marked.emit(-1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.wanted.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        if not self.isVisible():
            # Qt would measure every row; it is fitted when it is shown.
            return
        for column in range(self.rows.columnCount() - 1):
            natural = max(self.sizeHintForColumn(column), self.heads.whole_width(column))
            self.heads.resizeSection(column, max(self.heads.least_width(column), min(natural, WIDEST)))
        self.heads.fit_height()
