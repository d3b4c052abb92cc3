"""A table of rows that are worked out elsewhere: texts, perhaps with a tone, and which record each row is of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.tables.model import TONE
from ui.tables.view import Index, TableView
from ui.widgets.heads import wrapped

#: No column begins wider than this, or narrower than its head's words and this, in pixels.
WIDEST, NARROWEST = 260, 56
#: What a column gives up at most so that all columns are in sight.
SQUEEZED = 96

#: So many rows are shown at most; whoever has more narrows the choice, or takes all of them as a file.
MOST = 1_000

_NOWHERE = QModelIndex()
#: What a cell is asked for.
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.TextAlignmentRole,
    TONE,
)


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


def cell_of(row: TableRow, column: int) -> Cell:
    """A cell of a row that brings its cells along."""
    return row.cells[column]


def id_of(row: TableRow) -> str:
    """Which record a row that brings its cells along is of."""
    return row.id


class RowsModel(QAbstractTableModel):
    """Rows as they were handed in; their cells are put into words when they are seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads: Sequence[str] = ()
        self.rows: Sequence[Any] = ()
        self._cell: Callable[[Any, int], Cell] = cell_of

    def put(
        self, heads: Sequence[str], rows: Sequence[Any], cell: Callable[[Any, int], Cell] = cell_of
    ) -> None:
        """Show other rows; ``cell`` gives what stands in a column of one."""
        self.beginResetModel()
        self.heads, self.rows, self._cell = heads, rows, cell
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One for each row handed in."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One for each head."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's text, its whole text when it is pointed at, its tone and side."""
        if not index.isValid() or role not in _ROLES:
            return None
        cell = self._cell(self.rows[index.row()], index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return cell.text or None
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if cell.is_number else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
        return cell.tone or None

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
        is_number = bool(self.rows) and self._cell(self.rows[0], section).is_number
        return wrapped(Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft)


class RowsTable(TableView):
    """The rows as the lists of records look; Enter or a double press opens the record of a row."""

    #: The record of a row is to be opened (its id).
    opened = Signal(str)
    #: Another row is the current one (its record's id, or "").
    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.rows = RowsModel()
        self._id_of: Callable[[Any], str] = id_of
        super().__init__(desk, self.rows, NARROWEST, parent)
        self.doubleClicked.connect(self.enter)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.chosen.emit(self.id_of(now)))

    def put(
        self,
        heads: Sequence[str],
        rows: Sequence[Any],
        cell: Callable[[Any, int], Cell] = cell_of,
        identify: Callable[[Any], str] = id_of,
    ) -> None:
        """Show rows in the desk's language; the record that was the current one stays it while it is there.

        ``rows`` bring their cells along (``TableRow``), or ``cell`` puts what is seen of them into words and
        ``identify`` says which record one is of.
        """
        current = self.current()
        self.be_as_high_as_needed()
        self._id_of = identify
        self.rows.put(heads, rows, cell)
        self.fit()
        if not self.mark(current):
            self.chosen.emit("")

    def mark(self, record_id: str) -> bool:
        """Make a record's row the current one; whether it is there."""
        if not record_id:
            return False
        at = next((at for at, one in enumerate(self.rows.rows) if self._id_of(one) == record_id), -1)
        if at >= 0:
            self.setCurrentIndex(self.rows.index(at, 0))
        return at >= 0

    def current(self) -> str:
        """The id of the record of the current row, or ""."""
        return self.id_of(self.currentIndex())

    def id_of(self, index: Index) -> str:
        """The id of the record of a row, or ""."""
        there = index.isValid() and index.row() < len(self.rows.rows)
        return self._id_of(self.rows.rows[index.row()]) if there else ""

    def fit(self) -> None:
        """Give the columns the widths of what is in them, as far as there is room."""
        if not self.isVisible():
            # Qt would measure every row; they are fitted when they are shown.
            return
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

    def enter(self, index: Index) -> None:
        """Open the record of the row."""
        if self.id_of(index):
            self.opened.emit(self.id_of(index))
