"""Search over everything: one field, results under it as one types, an unfinished syllable included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.desk import Desk
from ui.forms.composing import ComposingLine
from ui.widgets.keys import paint_key, shortcut_text

if TYPE_CHECKING:
    from fieldreport.language import Language
    from fieldreport.office import Office
    from ui.widgets.results import Found, Results

#: A pause in typing after which the search begins, in milliseconds.
PAUSE = 20
#: The field is usually this wide, and this is what it has around its text, in pixels.
USUAL, AROUND = 380, 116
#: The results are at least this wide, in pixels.
RESULTS_WIDTH = 460


class SearchField(ComposingLine):
    """A line with the magnifier and the shortcut painted into it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("role", "search")
        self.setTextMargins(24, 0, 64, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(180)

    def sizeHint(self) -> QSize:
        """Room for all that it says while it is empty."""
        hint = super().sizeHint()
        said = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(max(said + AROUND, USUAL), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where that is cut off, pointing at it tells it."""
        super().resizeEvent(event)
        cut = self.width() < self.fontMetrics().horizontalAdvance(self.placeholderText()) + AROUND
        self.setToolTip(self.placeholderText() if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, the magnifier, and the shortcut as a key."""
        super().paintEvent(event)
        theme, painter = self._desk.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.rect().center().y()
        icons.paint(painter, "search", QRectF(10, middle - 8, 16, 16), theme.muted)
        if not self.hasFocus():
            right = self.rect().right() - 10
            paint_key(painter, right, middle, shortcut_text("Ctrl+K"), theme.field_line, theme.muted)


class Search(QObject):
    """The field and its results together. The list of results is made when there are the first ones."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.field = SearchField(desk)
        self.results: Results | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._search)
        self.field.typed_changed.connect(self._pause.start)
        self.field.installEventFilter(self)
        self._focus = QAction(window)
        self._focus.setShortcut(QKeySequence("Ctrl+K"))
        self._focus.triggered.connect(self.focus)
        window.addAction(self._focus)

    def retranslate(self) -> None:
        """Say what can be searched."""
        say = self._desk.language.say
        self.field.setPlaceholderText(say("Search buyers, events, difficulties …"))
        self.field.updateGeometry()
        self.field.setAccessibleName(say("Search everything"))
        self._focus.setText(say("Search everything"))
        self._hide()

    def focus(self) -> None:
        """Put the cursor into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def is_open(self) -> bool:
        """Whether results are shown."""
        return self.results is not None and self.results.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the results, Enter opens one, Escape closes them; the focus stays."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        if event.type() == QEvent.Type.FocusOut:
            self._hide()
        return False

    def _key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape and (self.is_open() or self.field.typed()):
            self._hide()
            self._clear()
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self.results is not None and self.is_open():
                self.results.move_by(1 if key == Qt.Key.Key_Down else -1)
            else:
                self._search()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.is_open():
                self._open()
            else:
                self._search()
            return True
        return False

    def _search(self) -> None:
        self._pause.stop()
        words = self.field.typed().strip()
        if words:
            language = self._desk.language
            self._desk.find(lambda office: _find(office, words, language), self._show, latest="search")
        else:
            self._hide()

    def _show(self, found: list[Found]) -> None:
        if not self.field.typed().strip() or not self.field.hasFocus():
            return
        if self.results is None:
            from ui.widgets.results import Results

            self.results = Results(self._desk, self._window)
            self.results.list.clicked.connect(self._open)
        self.results.put(found)
        self.lay_under_field(self.results)

    def lay_under_field(self, results: Results) -> None:
        """Show results under the field."""
        results.setFixedWidth(max(self.field.width(), RESULTS_WIDTH))
        results.adjustSize()
        results.move(self.field.mapTo(self._window, QPoint(0, self.field.height() + 4)))
        results.raise_()
        results.show()

    def _open(self, index: QModelIndex | None = None) -> None:
        found = self.results.chosen() if self.results is not None else None
        self._hide()
        if found is not None:
            self._clear()
            self.field.clearFocus()
            self._desk.open_record(found.type, found.id)

    def _clear(self) -> None:
        self._pause.stop()
        self.field.set_typed("")

    def _hide(self) -> None:
        if self.results is not None:
            self.results.hide()


def _find(office: Office, words: str, language: Language) -> list[Found]:
    from ui.widgets.results import find

    return find(office, words, language)
