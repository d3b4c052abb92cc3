"""The grid of an event: a row for each slot, a column for each table, who meets there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from fieldreport.language import Language
from fieldreport.records.meeting import MEETING
from fieldreport.text import language_of
from ui.desk import Desk
from ui.theme import ROW, SMALL, TEXT, font
from ui.tools.fair.seen import Cell, Grid
from ui.widgets.heads import Heads, wrapped

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
CELLS = Qt.ItemDataRole.UserRole + 1
#: Widths in pixels: of the slots' column, of a table's.
SLOT_WIDTH, TABLE_WIDTH = 150, 210
#: Space at both sides of a cell and above its first line, in pixels.
ACROSS, DOWN = 8, 6
#: States whose colour helps the eye; the word itself stands in the tooltip and is read aloud.
TONES = {"held": "good", "no_show": "warn", "proposed": "info"}


class GridModel(QAbstractTableModel):
    """Only what is seen is asked for: a cell is looked up when it is painted."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid = Grid()
        self._names: Mapping[str, str] = {}
        self._language = language

    def put(self, grid: Grid, names: Mapping[str, str], language: Language) -> None:
        """Show another grid, or the same one in another language."""
        self.beginResetModel()
        self.grid, self._names, self._language = grid, names, language
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.grid.slots)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.grid.tables) + 1

    def cells(self, index: Index) -> tuple[Cell, ...]:
        """Who meets at a place of the grid."""
        return tuple(self.grid.cells.get((index.row(), index.column() - 1), ()))

    def name(self, organisation_id: str) -> str:
        """What an organisation is called."""
        return self._names.get(organisation_id, "")

    def slot_text(self, row: int) -> str:
        """The day and time of a row; the day is said in the first row of a day and in the first one in sight."""
        day, clock = self.grid.slots[row]
        return f"{self._language.day(day, 'short')}  {self._language.clock(clock)}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if index.column() == 0:
            return self.slot_text(index.row()) if role in _TEXTS else None
        found = self.cells(index)
        if role == CELLS:
            return found
        if role in _TEXTS:
            return "\n".join(self._line(one, whole=role != Qt.ItemDataRole.DisplayRole) for one in found)
        return None

    def _line(self, one: Cell, *, whole: bool) -> str:
        names = [self.name(one.company), self.name(one.buyer)]
        if whole:
            names.append(self._status(one.status))
        return ", ".join(names) if whole else "\n".join(names)

    def _status(self, status: str) -> str:
        if status == "proposed":
            return self._language.say_in("meeting status", "Proposed")
        return MEETING.field("status").show(status, self._language)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if section == 0:
                return self._language.say("Slot")
            table = self.grid.tables[section - 1]
            if not table:
                return self._language.say("No table")
            return self._language.say("Table {table}", table=self._language.reference(table))
        return wrapped(Qt.AlignmentFlag.AlignLeft) if role == Qt.ItemDataRole.TextAlignmentRole else None


_TEXTS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class GridDelegate(QStyledItemDelegate):
    """Paints a meeting in two lines, the company above the buyer, with a mark in the colour of its state."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(TABLE_WIDTH, row_height(self._desk.language.code))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._desk.theme, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.info.ground))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        room = rect.adjusted(ACROSS, DOWN, -ACROSS, -DOWN)
        if index.column() == 0:
            self._write(painter, room, str(index.data() or ""), theme.muted, bold=False)
        elif cells := index.data(CELLS):
            self._paint_meeting(painter, rect, room, index, cells)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_meeting(
        self, painter: QPainter, rect: QRect, room: QRect, index: Index, cells: tuple[Cell, ...]
    ) -> None:
        theme, model = self._desk.theme, index.model()
        assert isinstance(model, GridModel)
        first = cells[0]
        tone = TONES.get(first.status)
        if tone:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, QColor(theme.tone(tone).ink))
        half = room.height() // 2
        above = QRect(room.left(), room.top(), room.width(), half)
        below = QRect(room.left(), room.top() + half, room.width(), half)
        self._write(painter, above, model.name(first.company), theme.text, bold=True)
        more = "" if len(cells) == 1 else f"  +{self._desk.language.number(len(cells) - 1)}"
        self._write(painter, below, model.name(first.buyer) + more, theme.text, bold=False)

    def _write(self, painter: QPainter, room: QRect, text: str, color: str, *, bold: bool) -> None:
        painter.setFont(font(language_of(text) or self._desk.language.code, SMALL, bold=bold))
        painter.setPen(QColor(color))
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), elided)


def row_height(code: str) -> int:
    """Two lines and what stands around them, in pixels."""
    return 2 * (QFontMetrics(font(code, TEXT)).height() + 2) + 2 * DOWN if code != "bn" else ROW[code] + 26


class GridView(QTableView):
    """The grid; Enter or a double click opens the meeting of a cell."""

    #: A meeting is to be opened (its record's id).
    wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.grid = GridModel(desk.language, self)
        self.heads = Heads(desk, self)
        self.setModel(self.grid)
        self.setHorizontalHeader(self.heads)
        self.setItemDelegate(GridDelegate(desk, self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.heads.setDefaultSectionSize(TABLE_WIDTH)
        self.doubleClicked.connect(self._open)
        desk.theme_changed.connect(self.viewport().update)

    def show_grid(self, grid: Grid, names: Mapping[str, str]) -> None:
        """Show a grid in the desk's language."""
        self.verticalHeader().setDefaultSectionSize(row_height(self.desk.language.code))
        self.grid.put(grid, names, self.desk.language)
        if grid.slots:
            metrics = QFontMetrics(font(self.desk.language.code, SMALL))
            widest = max(
                metrics.horizontalAdvance(self.grid.slot_text(row)) for row in range(len(grid.slots))
            )
            self.heads.resizeSection(0, max(widest + 2 * ACROSS + 4, self.heads.least_width(0)))
        self.heads.fit_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        found = [one.record_id for one in self.grid.cells(index) if one.record_id] if index.column() else []
        if found:
            self.wanted.emit(found[0])
