"""The layout of a form: fields under one another, short ones that follow one another sharing a line."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.forms.editor import Editor

#: Space between two fields of a line and between the lines, in pixels.
ACROSS, DOWN = 12, 10


class FieldGrid(QLayout):
    """Two short fields share a line where both of them fit; else each has one of its own.

    What fits follows from the texts, so a language with longer words gets more lines rather than cut-off ones.
    """

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

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
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        widths = [one.minimumSize().width() for one in self._items if not one.isEmpty()]
        width = max(widths, default=0)
        return QSize(width, self.heightForWidth(width))

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            half = (rect.width() - ACROSS) // 2
            # A short field alone on its line stays short, so that its neighbours stand under one another.
            short = all(_is_short(one) and one.minimumSize().width() <= half for one in line)
            width = half if short else rect.width()
            height = max(one.heightForWidth(width) for one in line)
            if move:
                for at, one in enumerate(line):
                    one.setGeometry(QRect(rect.x() + at * (half + ACROSS), y, width, height))
            y += height + DOWN
        return max(y - DOWN - rect.y(), 0)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        half, waiting = (width - ACROSS) // 2, False
        for one in self._items:
            if one.isEmpty():
                continue
            fits = _is_short(one) and one.minimumSize().width() <= half
            if fits and waiting:
                lines[-1].append(one)
                waiting = False
            else:
                lines.append([one])
                waiting = fits
        return lines


def _is_short(item: QLayoutItem) -> bool:
    widget: QWidget | None = item.widget()
    return isinstance(widget, Editor) and widget.half
