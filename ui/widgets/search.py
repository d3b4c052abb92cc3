"""Search over everything: one field, results under it as one types, an unfinished syllable included."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fieldreport.language import CODES
from ui import icons
from ui.desk import Desk
from ui.forms.composing import ComposingLine
from ui.widgets.keys import paint_key, shortcut_text

if TYPE_CHECKING:
    from fieldreport.language import Language
    from fieldreport.office import Office
    from ui.commands.command import Command
    from ui.commands.finding import Index
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

    #: This ``Command`` was chosen.
    command_chosen = Signal(object)

    def __init__(self, desk: Desk, window: QWidget, commands: Callable[[], Sequence[Command]]) -> None:
        """``commands`` gives all that the window can do; it is asked at the first search, by whoever finds."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.commands = CommandsFound(commands)
        self.field = SearchField(desk)
        self.results: Results | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._search)
        self.field.typed_changed.connect(self._pause.start)
        self.field.installEventFilter(self)

    def retranslate(self) -> None:
        """Say what can be searched."""
        say = self._desk.language.say
        self.field.setPlaceholderText(say("Search records and commands …"))
        self.field.updateGeometry()
        self.field.setAccessibleName(say("Search everything"))
        self._hide()

    def focus(self) -> None:
        """Put the cursor into the field, and offer what is done most."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._search()

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
        words, language, commands = self.field.typed().strip(), self._desk.language, self.commands
        self._desk.find(
            lambda office: (words, _find(office, words, language, commands)), self._show, latest="search"
        )

    def _show(self, found_for: tuple[str, list[Found]]) -> None:
        words, found = found_for
        # An answer to what is not typed any more would be opened by Enter.
        if words != self.field.typed().strip() or not self.field.hasFocus():
            return
        if self.results is None:
            from ui.widgets.results import Results

            self.results = Results(self._desk, self._window)
            self.results.list.clicked.connect(self._open)
        self.results.put(found, self.results_width())
        self.lay_under_field(self.results)

    def results_width(self) -> int:
        """How wide the results are, in pixels."""
        return max(self.field.width(), RESULTS_WIDTH)

    def lay_under_field(self, results: Results) -> None:
        """Show results under the field."""
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
            if found.command is not None:
                self.command_chosen.emit(found.command)
            else:
                self._desk.open_record(found.type, found.id)

    def _clear(self) -> None:
        self._pause.stop()
        self.field.set_typed("")

    def _hide(self) -> None:
        if self.results is not None:
            self.results.hide()


class CommandsFound:
    """The commands with their names in all languages, worked out at the first search and anew for other texts."""

    def __init__(self, commands: Callable[[], Sequence[Command]]) -> None:
        self._commands = commands
        self._made: tuple[tuple[Language, ...], Index] | None = None

    def index(self, office: Office) -> Index:
        """The names in the languages as they are now; called in the finder's thread only."""
        from ui.commands.finding import Index

        languages = tuple(office.language(code) for code in CODES)
        if self._made is None or self._made[0] != languages:
            self._made = languages, Index(self._commands(), languages)
        return self._made[1]


def _find(office: Office, words: str, language: Language, commands: CommandsFound) -> list[Found]:
    from ui.widgets.results import find

    return find(office, words, language, commands.index(office))
