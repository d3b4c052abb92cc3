"""Paints the cells of a list: words of state on their ground, each text in its script's font, thin lines between."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fieldreport.text import language_of
from ui.desk import Desk
from ui.tables.model import TONE
from ui.theme import ROW, SMALL, TEXT, font

#: Space at both sides of a cell, and inside a word of state, in pixels.
CELL, CHIP = 8, 9


class CellDelegate(QStyledItemDelegate):
    """Rows of the height that the screen's language needs."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._fonts: dict[tuple[str, int, bool], QFont] = {}
        #: The column of the names by which rows are known: the second one, after the reference.
        self.named = 1

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        text = index.data() or ""
        tone = index.data(TONE)
        metrics = QFontMetrics(self._font(text, tone, index.column()))
        width = metrics.horizontalAdvance(text) + 2 * CELL + (2 * CHIP if tone else 0)
        return QSize(width + 2, ROW[self._desk.language.code])

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = self._desk.theme
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.info.ground))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.hover))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text, tone = index.data() or "", index.data(TONE)
        room = rect.adjusted(CELL, 0, -CELL, 0)
        painter.setFont(self._font(text, tone, index.column()))
        if tone:
            self._paint_state(painter, room, text, tone)
        else:
            painter.setPen(QColor(theme.muted if index.column() == 0 else theme.text))
            alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
            elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, alignment, elided)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_state(self, painter: QPainter, room: QRect, text: str, name: str) -> None:
        tone = self._desk.theme.tone(name)
        metrics = painter.fontMetrics()
        width = min(metrics.horizontalAdvance(text) + 2 * CHIP, room.width())
        height = min(metrics.height() + 6, room.height() - 6)
        box = QRectF(room.left(), room.center().y() - height / 2 + 0.5, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ground))
        painter.drawRoundedRect(box, 10, 10)
        painter.setPen(QColor(tone.ink))
        inside = box.adjusted(CHIP, 0, -CHIP + 1, 0)
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(inside.width()) + 1)
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, elided)

    def _font(self, text: str, tone: str | None, column: int) -> QFont:
        wanted = (
            language_of(text) or self._desk.language.code,
            SMALL if tone else TEXT,
            bool(tone) or column == self.named,
        )
        if wanted not in self._fonts:
            language, pixels, bold = wanted
            self._fonts[wanted] = font(language, pixels, bold=bold)
        return self._fonts[wanted]
