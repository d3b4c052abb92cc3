"""The list of texts that wait, at the left: whose text it is, and how it begins."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fieldreport.record import Record
from fieldreport.store.missing import Gap
from fieldreport.values import Text
from ui.desk import Desk
from ui.pages.queue.keeping import Task
from ui.theme import SMALL, TEXT, font

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
#: With less room than this, in pixels, a row says nothing.
NARROWEST = 260
#: Rows read together, and pages kept.
PAGE, PAGES = 64, 24
#: Characters of a text that a row can need; the tool tip has more of it.
BEGINNING, MORE = 200, 1_500


@dataclass(frozen=True, slots=True)
class Row:
    """What a row shows; ``text`` is None where the text is gone meanwhile."""

    record: Record
    field: str
    text: Text | None
    title: str


class QueueModel(QAbstractListModel):
    """Where the texts stand; the texts themselves are read when they are seen."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._language = ""
        self._pages: OrderedDict[int, dict[Gap, Row]] = OrderedDict()
        self.gaps: list[Gap] = []
        self.unsaved: Collection[Task] = ()

    def put(self, gaps: Sequence[Gap], language: str) -> None:
        """Show these, which need ``language``."""
        self._pages.clear()
        if list(gaps) == self.gaps and language == self._language:
            self.say_again()
            return
        self.beginResetModel()
        self.gaps, self._language = list(gaps), language
        self.endResetModel()

    def say_again(self) -> None:
        """Titles or texts may read otherwise now."""
        self._pages.clear()
        if self.gaps:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.gaps) - 1, 0))

    def remove(self, gap: Gap) -> None:
        """Somebody has done this one."""
        if gap in self.gaps:
            at = self.gaps.index(gap)
            self.beginRemoveRows(QModelIndex(), at, at)
            del self.gaps[at]
            self._pages.clear()
            self.endRemoveRows()

    def row(self, at: int) -> Row | None:
        """The row at a place; None where its record is gone."""
        number = at // PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._read(self.gaps[number * PAGE : (number + 1) * PAGE])
            self._pages[number] = page
            if len(self._pages) > PAGES:
                self._pages.popitem(last=False)
        return page.get(self.gaps[at])

    def row_of(self, record_id: str, field: str) -> int:
        """The row of a record's text, or of its first one where no field is named; -1 when it is not here."""
        found = self._desk.office.store.find(record_id)
        if found is None:
            return -1
        place = (found[0].name, found[1])
        rows = (
            at
            for at, one in enumerate(self.gaps)
            if (one.type, one.key) == place and field in ("", one.field)
        )
        return next(rows, -1)

    def _read(self, gaps: Sequence[Gap]) -> dict[Gap, Row]:
        store, titles = self._desk.office.store, self._desk.titles
        rows: dict[Gap, Row] = {}
        for name in dict.fromkeys(one.type for one in gaps):
            keys = list(dict.fromkeys(one.key for one in gaps if one.type == name))
            records = {one.key: one for one in store.page(store.types[name], keys)}
            titles.prefetch(one.id for one in records.values())
            for gap in gaps:
                if gap.type == name and gap.key in records:
                    record = records[gap.key]
                    text = record.values.get(gap.field)
                    rows[gap] = Row(record, gap.field, text, titles(record.id))
        return rows

    # ---- what Qt asks ------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """One row a text."""
        return 0 if parent.isValid() else len(self.gaps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A text as one sentence for screen readers, more of it as a tool tip, or the ``Row`` itself."""
        if role not in (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.row(index.row())
        if row is None or role == ROW:
            return row
        original = row.text.original if row.text is not None else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.title}\n{self.label(row)}\n{original[:MORE]}"
        parts = [self.reference(row), row.title, self.label(row), " ".join(original[:BEGINNING].split())]
        if self.is_unsaved(row):
            parts.append(self._desk.language.say("Not saved yet"))
        return ", ".join(parts)

    def reference(self, row: Row) -> str:
        """What people call the record."""
        return self._desk.language.reference(row.record.reference)

    def label(self, row: Row) -> str:
        """What the text is of its record."""
        return self._desk.language.say(row.record.type.field(row.field).label)

    def is_unsaved(self, row: Row) -> bool:
        """Whether something typed for it is not saved yet."""
        return Task(row.record.id, row.field, self._language) in self.unsaved


class QueueDelegate(QStyledItemDelegate):
    """Paints a text: title and reference, below them what it is and how it begins."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines, as tall as the tallest script needs: a text may be in any."""
        line = max(QFontMetrics(font(code)).height() for code in (self._desk.language.code, "bn"))
        return QSize(200, 2 * line + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One text."""
        theme, model, row = self._desk.theme, index.model(), index.data(ROW)
        assert isinstance(model, QueueModel)
        area = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(theme.info.ground))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(theme.hover))
        painter.setPen(QColor(theme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if row is not None:
            self._paint_row(painter, area.adjusted(12, 7, -12, -8), row, model)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_row(self, painter: QPainter, area: QRectF, row: Row, model: QueueModel) -> None:
        theme, code = self._desk.theme, self._desk.language.code
        upper = QRectF(area.left(), area.top(), area.width(), area.height() / 2)
        lower = QRectF(area.left(), area.center().y() + 1, area.width(), area.height() / 2)
        painter.setPen(QColor(theme.muted))
        painter.setFont(font(code, SMALL))
        reference = model.reference(row)
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, reference)
        taken = painter.fontMetrics().horizontalAdvance(reference) + 12
        painter.setPen(QColor(theme.text))
        painter.setFont(font(code, TEXT, bold=True))
        _elided(painter, upper.adjusted(0, 0, -taken, 0), row.title)
        left = lower.left()
        if model.is_unsaved(row):
            left = self._paint_chip(painter, lower, self._desk.language.say("Not saved yet"))
        painter.setPen(QColor(theme.muted))
        painter.setFont(font(code, SMALL, bold=True))
        label = painter.fontMetrics().elidedText(
            model.label(row), Qt.TextElideMode.ElideRight, int(lower.right() - left)
        )
        painter.drawText(
            QRectF(left, lower.top(), area.width(), lower.height()), Qt.AlignmentFlag.AlignVCenter, label
        )
        left += painter.fontMetrics().horizontalAdvance(label) + 10
        if row.text is not None:
            painter.setFont(font(row.text.language, SMALL))
            room = QRectF(left, lower.top(), lower.right() - left, lower.height())
            _elided(painter, room, " ".join(row.text.original[:BEGINNING].split()))

    def _paint_chip(self, painter: QPainter, area: QRectF, word: str) -> float:
        tone = self._desk.theme.tone("warn")
        painter.setFont(font(self._desk.language.code, SMALL, bold=True))
        metrics = painter.fontMetrics()
        height = metrics.height() + 2
        box = QRectF(
            area.left(), area.center().y() - height / 2, metrics.horizontalAdvance(word) + 16, height
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ground))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor(tone.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
        return box.right() + 8


class QueueList(QListView):
    """The texts that wait; Enter goes to the translation."""

    #: A person chose the text at this row.
    chosen = Signal(int)
    #: Enter was pressed on the chosen text.
    entered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.queue = QueueModel(desk, self)
        self.setModel(self.queue)
        self.setItemDelegate(QueueDelegate(desk, self))
        self.setUniformItemSizes(True)
        self.setMinimumWidth(NARROWEST)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._marking = False
        self.selectionModel().currentChanged.connect(self._moved)

    def mark(self, at: int) -> None:
        """Mark a row as the one that is worked on; -1 for none. Nothing is told of it."""
        self._marking = True
        try:
            if at < 0:
                self.selectionModel().clear()
            else:
                self.setCurrentIndex(self.queue.index(at, 0))
        finally:
            self._marking = False

    def lay_out_again(self) -> None:
        """The rows' height has changed with the language."""
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the translation."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._marking and current.isValid():
            self.chosen.emit(current.row())


def _elided(painter: QPainter, room: QRectF, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
