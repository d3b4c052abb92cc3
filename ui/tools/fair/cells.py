"""How the grid looks: meetings as blocks on the ground of their state, free places dashed, heads of two lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fieldreport.language import CODES
from fieldreport.text import language_of
from ui.desk import Desk
from ui.theme import SMALL, TEXT, font
from ui.tools.fair.grid import GridModel
from ui.tools.fair.seen import NO_SLOT, TABLES, Cell

if TYPE_CHECKING:
    from fieldreport.events import Verdict

Index = QModelIndex | QPersistentModelIndex
#: In pixels: the width of a column, the space around a block, and inside it.
WIDTH, AROUND, INSIDE = 186, 5, 8
#: The tone of a state; the word stands beside it.
TONES = {"held": "good", "no_show": "bad", "proposed": "warn", "scheduled": "info"}
#: The size of the signs for "here" and "not here", in pixels.
SIGN = 11


def line_height(pixels: int, *, bold: bool = False) -> int:
    """The height of a line in the tallest of the three scripts: names in Bengali stand on every screen."""
    return max(QFontMetrics(font(code, pixels, bold=bold)).height() for code in CODES) + 1


def row_height(axis: str) -> int:
    """The height of a row, in pixels: a name and a state, or at a table both names and the state."""
    names = 2 if axis == TABLES else 1
    return names * line_height(TEXT, bold=True) + line_height(SMALL) + 2 * AROUND + INSIDE


class GridDelegate(QStyledItemDelegate):
    """Paints the places of the grid; none of them is a widget."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._names, self._states = line_height(TEXT, bold=True), line_height(SMALL)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH, row_height(TABLES))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, model = self._desk.theme, QRect(option.rect), index.model()
        assert isinstance(model, GridModel)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        box = QRectF(rect).adjusted(AROUND, AROUND, -AROUND, -AROUND - 1)
        cells, verdict = model.cells(index), model.verdict(index)
        if cells:
            self._paint_meeting(painter, box, model, index.row(), cells[0], len(cells))
        else:
            self._paint_free(painter, box, model, index, verdict)
        if verdict is not None:
            self._paint_sign(painter, box, verdict, small=bool(cells))
        if state & QStyle.StateFlag.State_Selected or state & QStyle.StateFlag.State_HasFocus:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 2 if focused else 1))
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 7, 7)
        painter.restore()

    def _paint_meeting(
        self, painter: QPainter, box: QRectF, model: GridModel, row: int, cell: Cell, count: int
    ) -> None:
        theme = self._desk.theme
        clash = bool(model.clashes(cell, row))
        tone = theme.tone("bad" if clash else TONES.get(cell.status, "calm"))
        carried = model.carried is not None and model.carried.record_id == cell.record_id != ""
        painter.setBrush(QColor(tone.ground))
        pen = QPen(QColor(tone.ink if clash or carried else tone.ground), 1)
        pen.setStyle(Qt.PenStyle.DashLine if carried else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.drawRoundedRect(box, 6, 6)
        lines = list(model.lines(cell, row))
        if count > 1:
            lines[-1] += f"  +{self._desk.language.number(count - 1)}"
        top = box.top() + INSIDE / 2
        for number, text in enumerate(lines):
            last = number == len(lines) - 1
            height = self._states if last else self._names
            room = QRectF(box.left() + INSIDE, top, box.width() - 2 * INSIDE, height)
            top += height
            bold = number == 0 or (last and clash)
            self._write(painter, room, text, tone.ink if last else theme.text, bold=bold, small=last)

    def _paint_free(
        self, painter: QPainter, box: QRectF, model: GridModel, index: Index, verdict: Verdict | None
    ) -> None:
        theme = self._desk.theme
        if model.grid.numbers[index.row()] == NO_SLOT:
            return
        if model.is_away(index):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.calm.ground))
            painter.drawRoundedRect(box, 6, 6)
            room = box.adjusted(INSIDE, 0, -INSIDE, 0)
            self._write(
                painter, room, self._desk.language.say("Has no time"), theme.calm.ink, bold=False, small=True
            )
            return
        ink = theme.field_line
        if verdict is not None:
            ink = theme.tone(_tone(verdict)).ink
        pen = QPen(QColor(ink), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 6, 6)

    def _paint_sign(self, painter: QPainter, box: QRectF, verdict: Verdict, *, small: bool) -> None:
        """A plus where the meeting may be put, a cross where not, a plus with a stroke where one should look."""
        theme = self._desk.theme
        tone = theme.tone(_tone(verdict))
        middle = QPointF(box.right() - SIGN - 4, box.top() + SIGN + 2) if small else box.center()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ground))
        painter.drawEllipse(middle, SIGN, SIGN)
        painter.setPen(QPen(QColor(tone.ink), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        reach = SIGN / 2 - (1 if verdict.refused else 0)
        if verdict.refused:
            for way in (1, -1):
                painter.drawLine(middle + QPointF(-reach, -reach * way), middle + QPointF(reach, reach * way))
            return
        painter.drawLine(middle + QPointF(-reach, 0), middle + QPointF(reach, 0))
        painter.drawLine(middle + QPointF(0, -reach), middle + QPointF(0, reach))
        if verdict.objections:
            painter.drawLine(middle + QPointF(-reach, reach + 3), middle + QPointF(reach, reach + 3))

    def _write(
        self, painter: QPainter, room: QRectF, text: str, color: str, *, bold: bool, small: bool
    ) -> None:
        code = language_of(text) or self._desk.language.code
        painter.setFont(font(code, SMALL if small else TEXT, bold=bold))
        painter.setPen(QColor(color))
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), elided)


def _tone(verdict: Verdict) -> str:
    return "bad" if verdict.refused else "warn" if verdict.objections else "good"


class ColumnHeads(QHeaderView):
    """A name over each column, whole in up to two lines, and under it what others call it where there is room."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._desk = desk
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setDefaultSectionSize(WIDTH)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def fit(self, axis: str) -> None:
        """As high as the heads of this axis may need."""
        names = line_height(SMALL, bold=True)
        self.setFixedHeight((names if axis == TABLES else 2 * names) + line_height(SMALL) + 6)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model, theme = self.model(), self._desk.theme
        if not isinstance(model, GridModel) or not 0 <= logicalIndex < model.columnCount():
            return
        painter.save()
        painter.fillRect(rect, QColor(theme.card))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(AROUND + 2, 3, -AROUND, -3)
        name, *other = model.head_lines(logicalIndex)
        used = self._write(painter, room, name, theme.text, bold=True)
        rest = room.adjusted(0, used, 0, 0)
        if other and self._fits(other[0], rest):
            self._write(painter, rest, other[0], theme.muted, bold=False)
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, text: str, color: str, *, bold: bool) -> int:
        """Write a text in as many lines as there is room for; the height it took."""
        painter.setFont(font(language_of(text) or self._desk.language.code, SMALL, bold=bold))
        painter.setPen(QColor(color))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        metrics = painter.fontMetrics()
        needed = metrics.boundingRect(QRect(0, 0, room.width(), 10_000), flags, text)
        if needed.height() > room.height() or needed.width() > room.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            needed = metrics.boundingRect(QRect(0, 0, room.width(), 10_000), flags, text)
        painter.drawText(room, flags, text)
        return needed.height()

    def _fits(self, text: str, room: QRect) -> bool:
        metrics = QFontMetrics(font(language_of(text) or self._desk.language.code, SMALL))
        return metrics.horizontalAdvance(text) <= room.width() and metrics.height() <= room.height() + 2


class SlotHeads(QHeaderView):
    """The time of each row, and under it the day; always in sight."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._desk = desk
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def fit(self) -> None:
        """As wide as the widest time or day."""
        model = self.model()
        if not isinstance(model, GridModel):
            return
        code = self._desk.language.code
        sizes = (QFontMetrics(font(code, TEXT)), QFontMetrics(font(code, SMALL)))
        widest = max(
            (
                sizes[number > 0].horizontalAdvance(text)
                for row in range(model.rowCount())
                for number, text in enumerate(model.slot_lines(row))
            ),
            default=0,
        )
        self.setFixedWidth(widest + 2 * INSIDE + 4)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model, theme, code = self.model(), self._desk.theme, self._desk.language.code
        if not isinstance(model, GridModel) or not 0 <= logicalIndex < model.rowCount():
            return
        painter.save()
        painter.fillRect(rect, QColor(theme.card))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        lines = model.slot_lines(logicalIndex)
        heights = [line_height(SMALL if number else TEXT) for number in range(len(lines))]
        top = rect.top() + (rect.height() - sum(heights)) // 2
        for number, text in enumerate(lines):
            painter.setFont(font(code, SMALL if number else TEXT))
            painter.setPen(QColor(theme.muted))
            room = QRect(rect.left() + INSIDE, top, rect.width() - INSIDE, heights[number])
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
            top += heights[number]
        painter.restore()
