"""Labels, cards, chips and rules: plain widgets with the look the style sheet gives to their role."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)


def label(role: str = "", *, wrap: bool = False, text: str = "") -> QLabel:
    """A label in one of the style sheet's roles (``title``, ``heading``, ``muted``, ``small`` …), never as HTML."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


class Chip(QLabel):
    """A word on a pale ground; the tone adds to what the word says, it never says it alone."""

    def __init__(self, tone: str = "calm", text: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.setProperty("chip", tone)

    def put(self, text: str, tone: str) -> None:
        """Say something else."""
        self.setText(text)
        if self.property("chip") != tone:
            self.setProperty("chip", tone)
            repolish(self)


def button(role: str = "") -> QPushButton:
    """A push button: plain, ``main`` (one a page), ``link``, or ``step`` where several stand beside one another."""
    made = QPushButton()
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if role:
        made.setProperty("role", role)
    return made


class Card(QFrame):
    """A white card; fill its ``body``."""

    def __init__(self, *, margins: int = 16, spacing: int = 8) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margins, margins, margins, margins)
        self.body.setSpacing(spacing)


def rule() -> QFrame:
    """A thin line between rows."""
    made = QFrame()
    made.setProperty("role", "rule")
    return made


def row(*widgets: QWidget, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for one in widgets:
        made.addWidget(one)
    return made


class Scrolling(QScrollArea):
    """An area that scrolls up and down; to the side it asks for the room that its content needs."""

    def __init__(self) -> None:
        super().__init__()
        # The bindings let the items of a layout go with the last name for one of the widgets around it.
        self._port = self.viewport()
        self._inner: QWidget | None = None

    def setWidget(self, widget: QWidget) -> None:
        """What is scrolled."""
        self._inner = widget
        self._ask_the_content()
        super().setWidget(widget)

    def _ask_the_content(self) -> None:
        """Scroll by the height that the content has at its width.

        Qt would also heed what texts ask for before they know their width, and scroll where all is in sight.
        """
        inner = self._inner
        if inner is not None:
            layout = inner.layout()
            inner.setMinimumHeight(1 if layout is not None and layout.hasHeightForWidth() else 0)

    def minimumSizeHint(self) -> QSize:
        """As wide as the narrowest that the content can be."""
        least, inner = super().minimumSizeHint(), self._inner
        width = inner.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width() if inner else 0
        return QSize(max(width, least.width()), least.height())

    def viewportEvent(self, event: QEvent) -> bool:
        """The content needs another width: whoever lays out the area must know."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._ask_the_content()
            self.updateGeometry()
        return super().viewportEvent(event)


def scrolling(inner: QWidget) -> QScrollArea:
    """``inner`` in an area that scrolls where the window is small."""
    area = Scrolling()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    # Cards keep away from the bar beside them.
    area.setProperty("role", "page")
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    inner.setProperty("role", "clear")
    area.setWidget(inner)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout; the widgets go when Qt gets to it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def repolish(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
