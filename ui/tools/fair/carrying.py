"""The grid in the window: going about in it, and carrying a meeting to another place by mouse or keyboard.

By mouse a meeting is drawn; by keyboard it is taken up (Ctrl X), carried with the arrows and put down (Enter, Ctrl V).
Every place in sight says meanwhile whether the meeting may be put there. The drawing is done here rather than by Qt's
drag and drop, which would stop everything else in the window until the button is let go.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from ui.desk import Desk
from ui.tools.fair.cells import ColumnHeads, GridDelegate, SlotHeads, row_height
from ui.tools.fair.grid import GridModel, Index
from ui.tools.fair.seen import Cell, Grid, Proposed, Seen

#: While a meeting is drawn to an edge the grid moves on: how near, how far and how often (pixels, milliseconds).
EDGE, STEP, OFTEN = 28, 24, 40
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GridView(QTableView):
    """Enter or a double click asks for what came of a meeting; on a free place it begins a new one."""

    #: A meeting's result is to be written (its record's id).
    wanted = Signal(str)
    #: A new meeting is to be begun at a place (a model index).
    begun = Signal(QModelIndex)
    #: The meeting that was carried is to be put somewhere (a ``Cell``, a ``Place``).
    put_down = Signal(object, object)
    #: Another place is marked, or a meeting was taken up or let go.
    stirred = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.grid = GridModel(desk.language, self)
        self.heads, self.slots = ColumnHeads(desk, self), SlotHeads(desk, self)
        self.setModel(self.grid)
        self.setHorizontalHeader(self.heads)
        self.setVerticalHeader(self.slots)
        self.setItemDelegate(GridDelegate(desk, self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._pressed: QPoint | None = None
        self._by_mouse = False
        self._edge = QTimer(self)
        self._edge.setInterval(OFTEN)
        self._edge.timeout.connect(self._follow_edge)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(lambda *_: self.stirred.emit())
        self.grid.modelReset.connect(self.stirred)
        desk.theme_changed.connect(self.viewport().update)

    def show_grid(self, grid: Grid, of: Seen | Proposed) -> None:
        """Show a grid of an event in the desk's language; what is being carried is let go where it changed."""
        seats = of.seats if isinstance(of, Seen) else None
        self.slots.setDefaultSectionSize(row_height(grid.axis))
        carried = self.grid.carried
        if carried is not None and not any(one == carried for found in grid.cells.values() for one in found):
            self.let_go()
        self.grid.put(grid, of.names, of.others, seats, self.desk.language)
        self.heads.fit(grid.axis)
        self.slots.fit()
        self.stirred.emit()

    # ---- what is marked ------------------------------------------------------------------------------------------

    def cell(self) -> Cell | None:
        """The meeting of the marked place; the first one where there are several."""
        cells = self.grid.cells(self.currentIndex()) if self.currentIndex().isValid() else ()
        return cells[0] if cells else None

    def mark(self, record_id: str) -> bool:
        """Mark a meeting; False where the grid does not have it."""
        for (row, column), cells in self.grid.grid.cells.items():
            if any(one.record_id == record_id for one in cells):
                self.setCurrentIndex(self.grid.index(row, column))
                return True
        return False

    # ---- carrying ------------------------------------------------------------------------------------------------

    def take_up(self, cell: Cell | None = None) -> None:
        """Take up the marked meeting, or this one; from now on every place says whether it may be put there."""
        taken = cell or self.cell()
        if taken is not None and self.grid.may_carry(taken):
            self.grid.carried = taken
            self.viewport().update()
            self.stirred.emit()

    def carry(self, record_id: str) -> None:
        """Take up a meeting that need not stand in the grid, such as one that was only asked for."""
        seats = self.grid.seats
        meeting = next(
            (one for one in (seats.gathering.meetings if seats else ()) if one.record_id == record_id), None
        )
        if meeting is not None:
            self.mark(record_id)
            self.take_up(Cell(meeting.company, meeting.buyer, meeting.status, meeting.table, meeting))

    def let_go(self) -> None:
        """Leave the meeting where it was."""
        self._by_mouse = False
        self._edge.stop()
        self.viewport().unsetCursor()
        if self.grid.carried is not None:
            self.grid.carried = None
            self.viewport().update()
            self.stirred.emit()

    def put_here(self) -> None:
        """Put the meeting down at the marked place, where that is possible; else it stays in hand, with the reason."""
        index, carried = self.currentIndex(), self.grid.carried
        verdict = self.grid.verdict(index) if index.isValid() else None
        place = self.grid.place(index) if index.isValid() else None
        if carried is None or verdict is None or place is None:
            self.let_go()
        elif not verdict.refused:
            self.let_go()
            self.put_down.emit(carried, place)

    # ---- keys ----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """While a meeting is carried, Escape means that and nothing else."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.grid.carried is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Cut):
            self.take_up()
        elif event.matches(QKeySequence.StandardKey.Paste) and self.grid.carried is not None:
            self.put_here()
        elif event.key() == Qt.Key.Key_Escape and self.grid.carried is not None:
            self.let_go()
        elif event.key() in ENTER and index.isValid():
            if self.grid.carried is not None:
                self.put_here()
            else:
                self._open(index)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._by_mouse:
            self.let_go()

    def _open(self, index: Index) -> None:
        if self.grid.carried is not None:
            self.put_here()
            return
        found = [one.record_id for one in self.grid.cells(index) if one.record_id]
        if found:
            self.wanted.emit(found[0])
        elif not self.grid.cells(index) and self.grid.seats is not None:
            self.begun.emit(self.grid.index(index.row(), index.column()))

    # ---- the mouse -----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.cell() is not None and not self.grid.carried:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is not None and not self._by_mouse:
            far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            cell = self.cell()
            if far and cell is not None and self.grid.may_carry(cell):
                self._by_mouse = True
                self.take_up(cell)
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
                self._edge.start()
        if self._by_mouse:
            self._point_at(at)
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if not self._by_mouse:
            super().mouseReleaseEvent(event)
            return
        self._point_at(event.position().toPoint())
        verdict = self.grid.verdict(self.currentIndex())
        if verdict is not None and verdict.refused:
            # What was refused is still said; the meeting stays in hand until it is put down or Escape is pressed.
            self._by_mouse = False
            self._edge.stop()
            self.viewport().unsetCursor()
            self.stirred.emit()
        else:
            self.put_here()

    def _point_at(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)

    def _follow_edge(self) -> None:
        """Move the grid on while the meeting is held at one of its edges."""
        port = self.viewport()
        at = port.mapFromGlobal(port.cursor().pos())
        for bar, where, size in (
            (self.horizontalScrollBar(), at.x(), port.width()),
            (self.verticalScrollBar(), at.y(), port.height()),
        ):
            if where < EDGE:
                bar.setValue(bar.value() - STEP)
            elif where > size - EDGE:
                bar.setValue(bar.value() + STEP)
