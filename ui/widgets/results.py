"""The results of a search: records and commands that were found, and the list that shows them under the field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QStandardItem, QStandardItemModel
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

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One row."""
        return QSize(100, ROW[self._desk.language.code])

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
        reference = found.reference if found.command else language.reference(found.reference)
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
