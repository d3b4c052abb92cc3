"""The heads of a table: their texts are whole, in several lines where a column is narrow."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.desk import Desk
from ui.theme import SMALL, font

#: What the style sheet puts around a head's text, in pixels, with room for a letter that leans out.
ACROSS, DOWN = 18, 14
#: The sign of sorting, in pixels.
ARROW = 16


class Heads(QHeaderView):
    """As high as the highest head needs at the width of its column."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._desk = desk
        #: Whether the mouse holds a head or the edge of one: what changes meanwhile is a person's doing.
        self.held = False
        self.setHighlightSections(False)
        self.sectionResized.connect(lambda *_: self.fit_height())
        self.sortIndicatorChanged.connect(self._make_room)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.held = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.held = False

    def whole_width(self, section: int) -> int:
        """The width in which a head stands on one line."""
        return self._metrics().horizontalAdvance(self._text(section)) + self._around(section)

    def least_width(self, section: int) -> int:
        """The width of a head's widest word: a column is not to be narrower."""
        metrics = self._metrics()
        words = self._text(section).split()
        return max((metrics.horizontalAdvance(one) for one in words), default=0) + self._around(section)

    def fit_height(self) -> None:
        """Be as high as the heads need now."""
        sections = range(self.count())
        height = max((self._height(section) for section in sections), default=0)
        if height and height != self.height():
            self.setFixedHeight(height)
            self.geometriesChanged.emit()

    def sectionSizeFromContents(self, section: int) -> QSize:
        """What Qt asks for when a column is fitted to what is in it."""
        return QSize(self.whole_width(section), self._height(section))

    def _height(self, section: int) -> int:
        room = QRect(0, 0, max(self.sectionSize(section) - self._around(section), 1), 10_000)
        text = self._metrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._text(section))
        return text.height() + DOWN

    def _make_room(self, section: int) -> None:
        """The sign of sorting stands beside the text."""
        if 0 <= section < self.count() and self.sectionSize(section) < self.least_width(section):
            self.resizeSection(section, self.least_width(section))
        self.fit_height()

    def _around(self, section: int) -> int:
        sorted_by = self.isSortIndicatorShown() and section == self.sortIndicatorSection()
        return ACROSS + (ARROW if sorted_by else 0)

    def _text(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(font(self._desk.language.code, SMALL, bold=True))


def wrapped(side: Qt.AlignmentFlag) -> int:
    """How a model says that a head stands at this side and may have several lines."""
    return int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
