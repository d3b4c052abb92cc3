"""Search over everything: one field, results under it as one types, an unfinished syllable included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.desk import Desk
from ui.theme import ROW, SMALL, TEXT, font
from ui.widgets.plain import label

if TYPE_CHECKING:
    from fieldreport.language import Language
    from fieldreport.office import Office

#: Results shown at once; more would not be read.
MOST = 12
#: A pause in typing after which the search begins, in milliseconds.
PAUSE = 90

FOUND = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Found:
    """One result: a record's type and id, its reference and its title."""

    type: str
    id: str
    reference: str
    title: str


def find(office: Office, words: str, language: Language) -> list[Found]:
    """The records that ``words`` call or that contain them all, at most ``MOST``."""
    store = office.store
    titles = office.titles(language)
    keys = store.search(words, limit=MOST)
    called = store.find(words)
    if called is not None:
        keys = [called, *(one for one in keys if one != called)][:MOST]
    records = [store.page(record_type, [key])[0] for record_type, key in keys]
    titles.prefetch([one.id for one in records])
    return [Found(one.type.name, one.id, one.reference, titles(one.id)) for one in records]


class SearchField(QLineEdit):
    """A line with the magnifier's place and the shortcut written into it; knows an unfinished composition."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._composing = ""
        self.setProperty("role", "search")
        self.setClearButtonEnabled(False)
        self.setTextMargins(24, 0, 64, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(380)
        self.setMinimumWidth(180)

    def typed(self) -> str:
        """The text, with the syllable that is still being composed."""
        at = self.cursorPosition()
        return self.text()[:at] + self._composing + self.text()[at:]

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A composition changes what has been typed without Qt saying so."""
        self._composing = event.preeditString()
        super().inputMethodEvent(event)
        self.textEdited.emit(self.typed())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, the magnifier, and the shortcut as a key."""
        super().paintEvent(event)
        theme, painter = self._desk.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.rect().center().y()
        icons.paint(painter, "search", QRectF(10, middle - 8, 16, 16), theme.muted)
        if not self.hasFocus():
            paint_key(
                painter,
                self.rect().right() - 10,
                middle,
                shortcut_text("Ctrl+K"),
                theme.field_line,
                theme.muted,
            )


def shortcut_text(keys: str) -> str:
    """A shortcut as this computer's keyboard writes it: Ctrl K, or ⌘K on a Mac."""
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


class FoundDelegate(QStyledItemDelegate):
    """Paints a result: the type's icon, the title, and its reference at the right."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        """One row."""
        return QSize(100, ROW[self._desk.language.code])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        """One result."""
        theme, language = self._desk.theme, self._desk.language
        found: Found = index.data(FOUND)
        area = QRectF(option.rect).adjusted(4, 1, -4, -1)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.info.ground))
            painter.drawRoundedRect(area, 6, 6)
        icons.paint(painter, found.type, QRectF(area.left() + 8, area.center().y() - 8, 16, 16), theme.muted)
        reference = language.reference(found.reference)
        painter.setFont(font(language.code, SMALL))
        painter.setPen(QColor(theme.muted))
        width = painter.fontMetrics().horizontalAdvance(reference) + 4
        painter.drawText(
            area.adjusted(0, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, reference
        )
        painter.setFont(font(language.code, TEXT))
        painter.setPen(QColor(theme.text))
        room = area.adjusted(34, 0, -16 - width, 0)
        title = painter.fontMetrics().elidedText(found.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


class Results(QFrame):
    """The results under the field; lies above the page and leaves the focus in the field."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(FoundDelegate(desk, self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.nothing = label("muted", wrap=True)
        self.nothing.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.nothing)
        column.addWidget(self.list)
        self.hide()

    def put(self, found: list[Found]) -> None:
        """Show results, the first one chosen, or say that there are none."""
        language = self._desk.language
        self.model.clear()
        for one in found:
            item = QStandardItem(f"{one.title}, {language.reference(one.reference)}")
            item.setData(one, FOUND)
            self.model.appendRow(item)
        if found:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.nothing.setText(language.say("Nothing is found. Try fewer letters or another language."))
        self.nothing.setVisible(not found)
        self.list.setVisible(bool(found))
        self.list.setFixedHeight(ROW[language.code] * len(found) + 4)

    def move_by(self, rows: int) -> None:
        """Choose another result."""
        if self.model.rowCount():
            row = (self.list.currentIndex().row() + rows) % self.model.rowCount()
            self.list.setCurrentIndex(self.model.index(row, 0))

    def chosen(self) -> Found | None:
        """The chosen result."""
        index = self.list.currentIndex()
        found = index.data(FOUND) if index.isValid() else None
        return found if isinstance(found, Found) else None


class Search(QObject):
    """The field and its results together."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.field = SearchField(desk)
        self.results = Results(desk, window)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)  # type: ignore[call-overload]
        self._pause.timeout.connect(self._search)
        self.field.textEdited.connect(self._pause.start)
        self.field.installEventFilter(self)
        self.results.list.clicked.connect(self._open)
        self._focus = QAction(window)
        self._focus.setShortcut(QKeySequence("Ctrl+K"))
        self._focus.triggered.connect(self.focus)
        window.addAction(self._focus)

    def retranslate(self) -> None:
        """Say what can be searched."""
        say = self._desk.language.say
        self.field.setPlaceholderText(say("Search buyers, events, difficulties …"))
        self.field.setAccessibleName(say("Search everything"))
        self.results.list.setAccessibleName(say("Search results"))
        self._focus.setText(say("Search everything"))

    def focus(self) -> None:
        """Put the cursor into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the results, Enter opens one, Escape closes them; the focus stays."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.results.hide()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and (self.results.isVisible() or self.field.text()):
            self.results.hide()
            self.field.clear()
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self.results.isVisible():
                self.results.move_by(1 if key == Qt.Key.Key_Down else -1)
            elif self.field.typed():
                self._search()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.results.isVisible():
                self._open()
            else:
                self._search()
            return True
        return False

    def _search(self) -> None:
        self._pause.stop()
        words = self.field.typed().strip()
        if not words:
            self.results.hide()
            return
        language = self._desk.language
        self._desk.read(lambda office: find(office, words, language), self._show, latest="search")

    def _show(self, found: list[Found]) -> None:
        if not self.field.typed().strip():
            return
        self.results.put(found)
        below = self.field.mapTo(self._window, QPoint(0, self.field.height() + 4))
        width = max(self.field.width(), 460)
        self.results.setFixedWidth(width)
        self.results.adjustSize()
        self.results.move(below)
        self.results.raise_()
        self.results.show()

    def _open(self) -> None:
        found = self.results.chosen()
        self.results.hide()
        if found is not None:
            self.field.clear()
            self.field.clearFocus()
            self._desk.open_record(found.type, found.id)
