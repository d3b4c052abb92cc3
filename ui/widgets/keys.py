"""Shortcuts as people see them: a small key with the letters of this computer's keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter

from ui.theme import font


def shortcut_text(keys: str) -> str:
    """A shortcut as this computer writes it: Ctrl K, or ⌘K on a Mac."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")


def paint_key(painter: QPainter, right: float, middle: float, text: str, line: str, ink: str) -> None:
    """Paint a shortcut as a small key that ends at ``right``."""
    painter.setFont(font("en", 11))
    width = painter.fontMetrics().horizontalAdvance(text) + 12
    box = QRectF(right - width, middle - 9, width, 19)
    painter.setPen(QColor(line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
