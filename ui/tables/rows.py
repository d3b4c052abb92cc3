"""A table of rows that are worked out elsewhere: texts, perhaps with a tone, and which record each row is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.desk import Desk
from ui.tables.delegate import CellDelegate
from ui.tables.model import TONE
from ui.theme import ROW
from ui.widgets.heads import Heads, wrapped

#: No column begins wider than this, or narrower than its head's words and this, in pixels.
WIDEST, NARROWEST = 260, 56
#: What a column gives up at most so that all columns are in sight.
SQUEEZED = 96

#: So many rows are shown at most; whoever has more narrows the choice, or takes all of them as a file.
MOST = 1_000

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; a ``tone`` makes it a word of state, a number stands at the right."""

    text: str
    tone: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row, and the id of the record that it is of."""

    id: str
    cells: Sequence[Cell]


class RowsModel(QAbstractTableModel):
    """Rows as they were handed in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads: Sequence[str] = ()
        self.rows: Sequence[TableRow] = ()

    def put(self, heads: Sequence[str], rows: Sequence[TableRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.heads, self.rows = heads, rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One for each row handed in."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One for each head."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's text, its whole text when it is pointed at, its tone and side."""
        if not index.isValid():
            return None
        cell = self.rows[index.row()].cells[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return cell.text or None
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if cell.is_number else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
        return (cell.tone or None) if role == TONE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The heads, in several lines where they need them."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.heads):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.heads[section]
        if role != Qt.ItemDataRole.TextAlignmentRole:
            return None
        is_number = bool(self.rows) and self.rows[0].cells[section].is_number
        return wrapped(Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft)


class RowsTable(QTableView):
    """The rows as the lists of records look; Enter or a double press opens the record of a row."""

    #: The record of a row is to be opened (its id).
    opened = Signal(str)
    #: Another row is the current one (its record's id, or "").
    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.rows = RowsModel(self)
        self.heads = Heads(desk, self)
        self.setModel(self.rows)
        self.setItemDelegate(CellDelegate(desk, self))
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
        self.heads.setStretchLastSection(True)
        self.heads.setMinimumSectionSize(NARROWEST)
        self.heads.setResizeContentsPrecision(100)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.chosen.emit(self.id_of(now)))
        desk.theme_changed.connect(self.viewport().update)

    def put(self, heads: Sequence[str], rows: Sequence[TableRow]) -> None:
        """Show rows in the desk's language; the record that was the current one stays it while it is there."""
        current = self.current()
        self.verticalHeader().setDefaultSectionSize(ROW[self.desk.language.code])
        self.rows.put(heads, rows)
        self.fit()
        at = next((at for at, one in enumerate(rows) if one.id == current), -1)
        if at >= 0:
            self.setCurrentIndex(self.rows.index(at, 0))
        else:
            self.chosen.emit("")

    def current(self) -> str:
        """The id of the record of the current row, or ""."""
        return self.id_of(self.currentIndex())

    def id_of(self, index: Index) -> str:
        """The id of the record of a row, or ""."""
        return self.rows.rows[index.row()].id if index.isValid() and index.row() < len(self.rows.rows) else ""

    def fit(self) -> None:
        """Give the columns the widths of what is in them, as far as there is room."""
        columns = range(self.rows.columnCount())
        wanted = [max(self.sizeHintForColumn(one), self.heads.whole_width(one)) for one in columns]
        widest = WIDEST
        while widest > SQUEEZED and sum(min(one, widest) for one in wanted) > self.viewport().width():
            widest -= 4
        for one in columns:
            least = max(NARROWEST, self.heads.least_width(one))
            self.heads.resizeSection(one, max(least, min(wanted[one], widest)))
        self.heads.fit_height()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        if self.id_of(index):
            self.opened.emit(self.id_of(index))
