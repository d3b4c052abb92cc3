"""Spark: a figure over the last periods as small bars, told in words to whoever points at it or hears it read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desk import Desk

#: In pixels: the space of one bar with the gap after it, the gap, and the height of all.
STEP, GAP, HEIGHT = 8, 3, 24
#: A figure of nothing is still a place in the row.
LEAST = 2.0


class Spark(QWidget):
    """The bars stand on one line; the last one is the period that is looked at."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.values: Sequence[float] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def put(self, name: str, values: Sequence[float], said: Sequence[str]) -> None:
        """Show other figures; ``said`` is each of them in words."""
        self.values = values
        self.setAccessibleName(name)
        self.setAccessibleDescription(self._desk.language.listing(said))
        self.setToolTip("\n".join([name, *said]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Small enough to stand beside a figure."""
        return QSize(max(len(self.values) * STEP - GAP, 0), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bars, the last one in the colour of what goes on."""
        theme, painter = self._desk.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        most = max(self.values, default=0) or 1
        for number, value in enumerate(self.values):
            height = max(LEAST, value / most * (HEIGHT - 2))
            last = number == len(self.values) - 1
            painter.setBrush(QColor(theme.bar if last else theme.field_line))
            box = QRectF(number * STEP, HEIGHT - height, STEP - GAP, height)
            painter.drawRoundedRect(box, 2, 2)
