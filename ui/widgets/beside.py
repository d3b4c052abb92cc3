"""A layout of something that takes the room and what stands at its right, or below it where the width does not do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

#: The share of the width that the first one keeps, where its own content needs as much.
SHARE = 0.4
#: Space between the lines, in pixels.
BELOW = 4


class Beside(QLayout):
    """The first item and, at its right, all others; where they leave it too little room they go below, in lines.

    So a title keeps its words and a button its text, however long another language makes them.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8, share: float = SHARE) -> None:
        """``spacing`` between the items, in pixels; ``share`` of the width is kept for the first one."""
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._share = share
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        if parent is not None:
            parent.setLayout(self)

    def add(self, layout: QLayout) -> None:
        """Add a layout as one item."""
        self.addChildLayout(layout)
        self.addItem(layout)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        # Qt asks past the end to find the end, and the bindings have no other word for it.
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            around = self._around()
            inside = QRect(0, 0, width - around.width(), 0)
            self._heights[width] = self._arrange(inside, move=False) + around.height()
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(self.contentsRect(), move=True)

    def sizeHint(self) -> QSize:
        hints = [one.sizeHint() for one in self._items if not one.isEmpty()]
        width = sum(one.width() for one in hints) + self.spacing() * max(len(hints) - 1, 0)
        return QSize(width, max((one.height() for one in hints), default=0)) + self._around()

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size + self._around()

    def _around(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    # ---- lines -----------------------------------------------------------------------------------------------

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        shown = [one for one in self._items if not one.isEmpty()]
        if not shown:
            return 0
        if self._items[0].isEmpty():
            return self._lines(shown, rect, rect.y(), move=move)
        first, others = shown[0], shown[1:]
        needed = sum(self._width(one, rect.width()) + self.spacing() for one in others)
        wanted = max(
            first.minimumSize().width(), min(first.sizeHint().width(), round(rect.width() * self._share))
        )
        if wanted + needed <= rect.width():
            return self._one_line(first, others, rect, rect.width() - needed, move=move)
        height = _height(first, rect.width())
        if move:
            first.setGeometry(QRect(rect.x(), rect.y(), rect.width(), height))
        top = rect.y() + height + BELOW
        return height + BELOW + self._lines(others, rect, top, move=move)

    def _one_line(
        self, first: QLayoutItem, others: list[QLayoutItem], rect: QRect, width: int, *, move: bool
    ) -> int:
        heights = [_height(first, width), *(_height(one, self._width(one, rect.width())) for one in others)]
        line = max(heights)
        if move:
            # Beside a text of several lines the others stand at its top, beside one line in its middle.
            tall = line > 2 * max(heights[1:], default=line)
            down = 0 if tall else (line - heights[0]) // 2
            first.setGeometry(QRect(rect.x(), rect.y() + down, width, heights[0]))
            x = rect.x() + width + self.spacing()
            for one, height in zip(others, heights[1:], strict=True):
                across = self._width(one, rect.width())
                down = 0 if tall else (line - height) // 2
                one.setGeometry(QRect(QPoint(x, rect.y() + down), QSize(across, height)))
                x += across + self.spacing()
        return line

    def _lines(self, items: list[QLayoutItem], rect: QRect, top: int, *, move: bool) -> int:
        """Items in as many lines as they need, each line ending at the right."""
        lines: list[list[QLayoutItem]] = []
        room = 0
        for one in items:
            width = self._width(one, rect.width())
            if not lines or width > room:
                lines.append([])
                room = rect.width()
            lines[-1].append(one)
            room -= width + self.spacing()
        y = top
        for line in lines:
            widths = [self._width(one, rect.width()) for one in line]
            heights = [_height(one, width) for one, width in zip(line, widths, strict=True)]
            x = rect.x() + rect.width() - sum(widths) - self.spacing() * (len(line) - 1)
            for one, width, height in zip(line, widths, heights, strict=True):
                if move:
                    one.setGeometry(QRect(x, y + (max(heights) - height) // 2, width, height))
                x += width + self.spacing()
            y += max(heights) + BELOW
        return y - BELOW - top if lines else -BELOW

    @staticmethod
    def _width(item: QLayoutItem, room: int) -> int:
        return max(min(item.sizeHint().width(), room), item.minimumSize().width())


def _height(item: QLayoutItem, width: int) -> int:
    height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
    return max(height, item.minimumSize().height() if not item.hasHeightForWidth() else 0)
