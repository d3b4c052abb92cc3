"""A row that is pressed as a whole: what stands in it, and where it leads."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.desk import Desk


class ClickableRow(QAbstractButton):
    """Widgets side by side that act as one button; ``name`` is what a screen reader says."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self._desk = desk
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(6, 7, 6, 7)
        self.line.setSpacing(10)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget into the row; presses go through it to the row."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.line.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)

    def hasHeightForWidth(self) -> bool:
        """Wrapped texts decide the height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What the row's layout needs at this width."""
        return self.line.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """What the row's layout needs."""
        return self.line.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the row's layout needs at least."""
        return self.line.totalMinimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground while the pointer is over it, and the focus."""
        theme, painter = self._desk.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.hover))
            painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus():
            painter.setPen(QColor(theme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 6, 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the row as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
