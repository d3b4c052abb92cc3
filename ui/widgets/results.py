"""The results of a search: records and commands that were found, and the list that shows them under the field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.desk import Desk
from ui.stylesheet import stylesheet
from ui.theme import ROW, SMALL, TEXT, font
from ui.widgets.keys import shortcut_text
from ui.widgets.plain import label

if TYPE_CHECKING:
    from fieldreport.language import Language
    from fieldreport.office import Office
    from ui.commands.command import Command
    from ui.commands.finding import Index as Commands

#: Results shown at once; more would not be read.
MOST = 12
#: Commands that stand before the records; the others follow where there is room.
FIRST_COMMANDS = 4

#: Around the list, and the height that the window's top takes, in pixels.
MARGIN, BELOW_TOP = 4, 72
#: Where a title begins in its row, and what is free after it, in pixels.
BEGINS, AFTER = 38, 20
#: The share of a row that the kind of a command may take.
MOST_BESIDE = 0.3

FOUND = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Found:
    """One result: a record's type and id, its reference and its title; or a command, with its icon and keys."""

    type: str
    id: str
    reference: str
    title: str
    command: Command | None = None


def find(office: Office, words: str, language: Language, commands: Commands) -> list[Found]:
    """The commands that fit ``words``, and the records that they call, that contain them all, or that point at one of
    this name; at most ``MOST`` together. Without words the usual commands."""
    fitting = [_offered(one, language) for one in commands.find(words)]
    if not words:
        return fitting[:MOST]
    records = find_records(office, words, language)
    first = fitting[:FIRST_COMMANDS]
    return [*first, *records[: MOST - len(first)], *fitting[FIRST_COMMANDS:]][:MOST]


def _offered(command: Command, language: Language) -> Found:
    beside = shortcut_text(command.keys) if command.keys else language.say(command.group.value)
    return Found(command.icon, "", beside, command.said(language), command)


def find_records(office: Office, words: str, language: Language) -> list[Found]:
    """The records that ``words`` call, that contain them all, or that point at one of this name; at most ``MOST``."""
    from fieldreport.store import pointing

    store = office.store
    titles = office.titles(language)
    keys = pointing.find(store, words, limit=MOST)
    called = store.find(words)
    if called is not None:
        keys = [called, *(one for one in keys if one != called)][:MOST]
    records = [store.page(record_type, [key])[0] for record_type, key in keys]
    titles.prefetch([one.id for one in records])
    return [Found(one.type.name, one.id, one.reference, titles(one.id)) for one in records]


class FoundDelegate(QStyledItemDelegate):
    """Paints a result: the type's icon, the title, and its reference at the right."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        #: The width of a row, in pixels.
        self.width = 100

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One row; the name of a command, which is no name of a record, has as many lines as it needs."""
        found: Found = index.data(FOUND)
        least = ROW[self._desk.language.code]
        if found.command is None:
            return QSize(100, least)
        metrics = QFontMetrics(font(self._desk.language.code, TEXT))
        room = QRect(0, 0, self.width - BEGINS - self._beside(found) - AFTER, 10_000)
        lines = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), found.title)
        return QSize(100, max(least, lines.height() + least - metrics.height()))

    def _beside(self, found: Found) -> int:
        """The room of what stands at the right; the kind of a command gives way to a long name of it."""
        metrics = QFontMetrics(font(self._desk.language.code, SMALL))
        width = metrics.horizontalAdvance(self._reference(found)) + 4
        return 0 if found.command and width > self.width * MOST_BESIDE else width

    def _reference(self, found: Found) -> str:
        return found.reference if found.command else self._desk.language.reference(found.reference)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One result."""
        theme, language = self._desk.theme, self._desk.language
        found: Found = index.data(FOUND)
        area = QRectF(option.rect).adjusted(4, 1, -4, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.info.ground))
            painter.drawRoundedRect(area, 6, 6)
        icons.paint(painter, found.type, QRectF(area.left() + 8, area.center().y() - 8, 16, 16), theme.muted)
        width = self._beside(found)
        if width:
            painter.setFont(font(language.code, SMALL))
            painter.setPen(QColor(theme.muted))
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(area.adjusted(0, 0, -8, 0), side, self._reference(found))
        painter.setFont(font(language.code, TEXT))
        painter.setPen(QColor(theme.text))
        room = area.adjusted(34, 0, -16 - width, 0)
        if found.command is not None:
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, found.title)
            painter.restore()
            return
        title = painter.fontMetrics().elidedText(found.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


class Results(QFrame):
    """The results under the field; lies above the page and leaves the focus in the field."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.rows = FoundDelegate(desk, self)
        self.list.setItemDelegate(self.rows)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.nothing = label("muted", wrap=True)
        self.nothing.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.addWidget(self.nothing)
        column.addWidget(self.list)
        self.hide()

    def put(self, found: list[Found], width: int) -> None:
        """Show results in so many pixels, the first one chosen, or say that there are none."""
        self.setFixedWidth(width)
        self.rows.width = width - 2 * MARGIN - 2
        language = self._desk.language
        self.setStyleSheet(stylesheet(self._desk.theme, language.code))
        self.model.clear()
        for one in found:
            beside = one.reference if one.command else language.reference(one.reference)
            item = QStandardItem(f"{one.title}, {beside}")
            item.setData(one, FOUND)
            self.model.appendRow(item)
        if found:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.list.setAccessibleName(language.say("Search results"))
        self.nothing.setText(language.say("Nothing is found. Try fewer letters or another language."))
        self.nothing.setVisible(not found)
        self.list.setVisible(bool(found))
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.model.rowCount()))
        room = self._window.height() - BELOW_TOP
        self.list.setFixedHeight(min(rows + 4, room))

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
