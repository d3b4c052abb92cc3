"""What is left to do in a language: mistakes, doubtful and missing translations, as a list."""

from __future__ import annotations

from collections.abc import Sequence
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

from fieldreport.catalogue import Mistake
from fieldreport.catalogue.review import FUZZY, UNTRANSLATED, Entry, Review
from fieldreport.language import N_
from ui.desk import Desk
from ui.theme import SMALL, TEXT, font

Index = QModelIndex | QPersistentModelIndex
POINT = Qt.ItemDataRole.UserRole

#: The kinds of points; doubtful and missing ones are called as the states of their texts are.
MISTAKE = "mistake"
KINDS = (MISTAKE, FUZZY, UNTRANSLATED)
#: A point's kind in words, and the tone it is shown in.
WORDS = {
    MISTAKE: (N_("Not shown"), "bad"),
    FUZZY: (N_("Fuzzy"), "warn"),
    UNTRANSLATED: (N_("Not translated"), "calm"),
}
CLUMSY = (N_("Please check"), "warn")


@dataclass(frozen=True)
class Point:
    """One thing to do: a mistake, or a text without a translation that is shown.

    ``entry`` is None for what is wrong with the file as a whole. ``line`` is 0 for a text the file does not hold.
    """

    kind: str
    line: int
    mistake: Mistake | None
    entry: Entry | None

    @property
    def name(self) -> tuple[str, str, str]:
        """What a point is known by when the file is read again, whatever line it has moved to."""
        if self.entry is not None:
            return self.kind, self.entry.source, self.entry.context or ""
        return self.kind, "" if self.mistake is None else self.mistake.message, ""


def points_of(review: Review) -> list[Point]:
    """What is left to do: mistakes first, then doubtful texts, then missing ones, each in the file's order."""
    by_line = {one.line: one for one in review.entries if one.line}
    found = []
    for mistake in review.mistakes:
        entry = by_line.get(mistake.line)
        is_its = entry is not None and mistake.values.get("source") == entry.source
        found.append(Point(MISTAKE, mistake.line, mistake, entry if is_its else None))
    for state in (FUZZY, UNTRANSLATED):
        found += [Point(state, one.line, None, one) for one in review.left(state)]
    return found


def words_of(point: Point) -> tuple[str, str]:
    """A point's kind as a catalogue text, and its tone."""
    if point.mistake is not None and not point.mistake.harmful:
        return CLUMSY
    return WORDS[point.kind]


class PointModel(QAbstractListModel):
    """The points as sentences; the delegate paints them on two lines."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.points: Sequence[Point] = ()
        self.file = ""

    def put(self, points: Sequence[Point], file: str) -> None:
        """Show other points, of the PO file called ``file``."""
        self.beginResetModel()
        self.points, self.file = points, file
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """One row a point."""
        return 0 if parent.isValid() else len(self.points)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A point as one sentence for screen readers, or itself."""
        point = self.points[index.row()]
        if role == POINT:
            return point
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            kind = self._desk.language.say(words_of(point)[0])
            return ", ".join((kind, self.what(point), self.where(point)))
        return None

    def what(self, point: Point) -> str:
        """What is wrong, or the text to be translated."""
        if point.mistake is not None:
            return self._desk.language.say(point.mistake.message, **point.mistake.values)
        assert point.entry is not None
        return point.entry.source

    def where(self, point: Point) -> str:
        """The line of the file, and the text's meaning or note."""
        language = self._desk.language
        if point.line:
            line = language.reference(str(point.line))
            where = language.say("{file}, line {line}", file=self.file, line=line)
        else:
            where = language.say("not in the file yet")
        more = "" if point.entry is None else point.entry.context or next(iter(point.entry.notes), "")
        return language.say("{first} · {second}", first=where, second=more) if more else where


class PointDelegate(QStyledItemDelegate):
    """Paints a point: its kind and what it is about, below them where it stands."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines."""
        metrics = QFontMetrics(font(self._desk.language.code))
        return QSize(200, 2 * (metrics.height() + 2) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One point."""
        theme, language = self._desk.theme, self._desk.language
        model = index.model()
        assert isinstance(model, PointModel)
        point: Point = index.data(POINT)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(theme.info.ground))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(theme.hover))
        painter.setPen(QColor(theme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(10, 6, -10, -7)
        line = inner.height() / 2
        word, tone_name = words_of(point)
        tone = theme.tone(tone_name)
        painter.setFont(font(language.code, SMALL, bold=True))
        metrics, said = painter.fontMetrics(), language.say(word)
        chip = QRectF(
            inner.left(),
            inner.top() + (line - metrics.height() - 2) / 2,
            metrics.horizontalAdvance(said) + 18,
            metrics.height() + 2,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ground))
        painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
        painter.setPen(QColor(tone.ink))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, said)
        left = chip.right() + 10
        painter.setFont(font(language.code, TEXT, bold=True))
        painter.setPen(QColor(theme.text))
        _elided(painter, QRectF(left, inner.top(), inner.right() - left, line), model.what(point))
        painter.setFont(font(language.code, SMALL))
        painter.setPen(QColor(theme.muted))
        below = QRectF(inner.left() + 2, inner.top() + line, inner.width() - 2, line)
        _elided(painter, below, model.where(point))
        painter.restore()


def _elided(painter: QPainter, room: QRectF, text: str) -> None:
    one_line = " ".join(text.split())
    shown = painter.fontMetrics().elidedText(one_line, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


class PointList(QListView):
    """The list; the arrow keys choose a point, Enter or a double click opens the file."""

    #: Another point is chosen (a ``Point``, or None).
    chosen = Signal(object)
    #: The chosen point is to be mended in the file.
    opened = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.points = PointModel(desk, self)
        self.setModel(self.points)
        self.setItemDelegate(PointDelegate(desk, self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(lambda now, _: self.chosen.emit(now.data(POINT)))
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def put(self, points: Sequence[Point], file: str) -> None:
        """Show points; the chosen one stays chosen if it is still there."""
        before = self.chosen_point()
        row = self.currentIndex().row()
        self.points.put(points, file)
        names = [one.name for one in points]
        if before is not None and before.name in names:
            row = names.index(before.name)
        if points:
            # What was mended is gone: the next one takes its place.
            self.setCurrentIndex(self.points.index(min(max(row, 0), len(points) - 1)))
        else:
            self.chosen.emit(None)

    def chosen_point(self) -> Point | None:
        """The point that is chosen."""
        point: Point | None = self.currentIndex().data(POINT) if self.currentIndex().isValid() else None
        return point

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the file."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit()
        else:
            super().keyPressEvent(event)
