"""A layout of equal columns: as many beside one another as the width does for, the others below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem


class Columns(QLayout):
    """Items of one width, but for a pixel, those of a line of one height; no item is narrower than its content."""

    def __init__(self, *, spacing: int = 16) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

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
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = max((one.sizeHint().width() for one in shown), default=0)
        height = max((one.sizeHint().height() for one in shown), default=0)
        return QSize(width * len(shown) + self.spacing() * max(len(shown) - 1, 0), height)

    def minimumSize(self) -> QSize:
        width = max((one.minimumSize().width() for one in self._shown()), default=0)
        return QSize(width, 0)

    def _shown(self) -> list[QLayoutItem]:
        return [one for one in self._items if not one.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        shown = self._shown()
        if not shown:
            return 0
        count = self._count(shown, rect.width())
        room = rect.width() - self.spacing() * (count - 1)
        width = room // count
        y = rect.y()
        for start in range(0, len(shown), count):
            line = shown[start : start + count]
            height = max(_height(one, width) for one in line)
            for at, one in enumerate(line):
                if move:
                    # The pixels that are left over go to the last ones, so that the line ends where others do.
                    left, right = room * at // count, room * (at + 1) // count
                    one.setGeometry(QRect(rect.x() + left + at * self.spacing(), y, right - left, height))
            y += height + self.spacing()
        return y - self.spacing() - rect.y()

    def _count(self, shown: list[QLayoutItem], width: int) -> int:
        """How many columns: lines are filled evenly, so that four become two and two."""
        least = max(one.minimumSize().width() for one in shown)
        fitting = min(max((width + self.spacing()) // (least + self.spacing()), 1), len(shown))
        lines = -(-len(shown) // fitting)
        return -(-len(shown) // lines)


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
