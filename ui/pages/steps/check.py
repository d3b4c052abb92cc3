"""Step 1: what the report still lacks, the most pressing first, each with a link to where it is mended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

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
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.desk import Desk
from ui.pages.steps.step import Place, Prepared, Step
from ui.theme import SMALL, TEXT, font
from ui.widgets.findings import say_level
from ui.widgets.plain import Card, label

if TYPE_CHECKING:
    from fieldreport.report import Finding

Index = QModelIndex | QPersistentModelIndex
FINDING = Qt.ItemDataRole.UserRole


class FindingModel(QAbstractListModel):
    """The findings as sentences; the delegate paints them in columns."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.findings: Sequence[Finding] = ()
        self.prepared: Prepared | None = None

    def put(self, prepared: Prepared) -> None:
        """Show the findings of a report."""
        self.beginResetModel()
        self.prepared = prepared
        self.findings = prepared.findings
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """One row a finding."""
        return 0 if parent.isValid() else len(self.findings)

    def place(self, finding: Finding) -> Place | None:
        """Where a finding is mended."""
        return self.prepared.places.get(finding.record) if self.prepared is not None else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A finding as one sentence for screen readers, or itself."""
        finding = self.findings[index.row()]
        language = self._desk.language
        if role == FINDING:
            return finding
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (
                say_level(language, finding.level)[0],
                language.say(finding.what, **finding.values),
                self.where(finding),
            )
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            # Everything the row says: it may be cut off there.
            said = [say_level(language, finding.level)[0]]
            said += [language.say(one, **finding.values) for one in (finding.what, finding.why) if one]
            return "\n".join([*said, *([where] if (where := self.where(finding)) else [])])
        return None

    def where(self, finding: Finding) -> str:
        """What a finding is about: the record's reference and title, or the task."""
        language = self._desk.language
        if finding.record:
            place = self.place(finding)
            reference = language.reference(finding.record)
            return (
                language.say("{reference}, {title}", reference=reference, title=place.title)
                if place
                else reference
            )
        if finding.task is not None and self.prepared is not None:
            task = self.prepared.report.plan.task(finding.task)
            return language.say("Task {number}, {name}", number=task.number, name=task.name(language.code))
        return ""

    def action(self, finding: Finding) -> str:
        """What can be done about a finding, as the words of a link; empty for what is done."""
        say = self._desk.language.say
        if finding.level == "done":
            return ""
        if finding.needs:
            return say("Translate")
        if finding.record:
            return say("Open record")
        if finding.task is not None:
            return say("Add remedial action")
        return say("Write the summary") if self._is_summary(finding) else ""

    @staticmethod
    def _is_summary(finding: Finding) -> bool:
        return finding.level == "should" and not finding.record and finding.task is None


class FindingDelegate(QStyledItemDelegate):
    """Paints a finding: level, what and why at the left, where in the middle, the link at the right."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines, or one for what is done."""
        metrics = QFontMetrics(font(self._desk.language.code))
        finding: Finding = index.data(FINDING)
        lines = 2 if finding.why else 1
        return QSize(300, max(36, lines * (metrics.height() + 1) + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One finding."""
        theme, language = self._desk.theme, self._desk.language
        model = index.model()
        assert isinstance(model, FindingModel)
        finding: Finding = index.data(FINDING)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(theme.info.ground))
        elif state & QStyle.StateFlag.State_MouseOver and model.action(finding):
            painter.fillRect(area, QColor(theme.hover))
        painter.setPen(QColor(theme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(10, 6, -10, -6)
        action = model.action(finding)
        painter.setFont(font(language.code, TEXT, bold=True))
        width = painter.fontMetrics().horizontalAdvance(action)
        # The link is always whole; what is cut off at its left is told by pointing at the row.
        split = min(inner.left() + inner.width() * 0.5, inner.right() - width - 14)
        self._paint_what(
            painter, QRectF(inner.left(), inner.top(), split - inner.left() - 12, inner.height()), finding
        )
        painter.setFont(font(language.code, TEXT, bold=True))
        painter.setPen(QColor(theme.accent))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, action)
        painter.setFont(font(language.code))
        painter.setPen(QColor(theme.text))
        room = QRectF(split, inner.top(), inner.right() - width - 14 - split, inner.height())
        where = painter.fontMetrics().elidedText(
            model.where(finding), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, middle, where)
        painter.restore()

    def _paint_what(self, painter: QPainter, area: QRectF, finding: Finding) -> None:
        theme, language = self._desk.theme, self._desk.language
        word, tone_name = say_level(language, finding.level)
        tone = theme.tone(tone_name)
        painter.setFont(font(language.code, SMALL, bold=True))
        metrics = painter.fontMetrics()
        line = area.height() / (2 if finding.why else 1)
        chip = QRectF(
            area.left(),
            area.top() + (line - metrics.height() - 2) / 2,
            min(metrics.horizontalAdvance(word) + 18, area.width()),
            metrics.height() + 2,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ground))
        painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
        painter.setPen(QColor(tone.ink))
        inside = int(chip.width()) - 16
        word = metrics.elidedText(word, Qt.TextElideMode.ElideRight, inside)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, word)
        painter.setFont(font(language.code, TEXT, bold=True))
        painter.setPen(QColor(theme.text))
        left = chip.right() + 10
        self._elided(
            painter,
            QRectF(left, area.top(), area.right() - left, line),
            language.say(finding.what, **finding.values),
        )
        if finding.why:
            painter.setFont(font(language.code, SMALL))
            painter.setPen(QColor(theme.muted))
            room = QRectF(area.left() + 2, area.top() + line, area.width() - 2, line)
            self._elided(painter, room, language.say(finding.why, **finding.values))

    @staticmethod
    def _elided(painter: QPainter, room: QRectF, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


class FindingView(QListView):
    """The list; Enter or a press opens where a finding is mended."""

    opened = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class CheckStep(Step):
    """What is missing, and the way to it."""

    scrolls = True
    #: The summary is wanted.
    summary_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.heading = label("head", wrap=True)
        self.list = FindingView()
        self.model = FindingModel(desk, self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(FindingDelegate(desk, self))
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(self.open)
        self.list.opened.connect(self.open)
        card = Card(margins=6, spacing=4)
        self.heading.setContentsMargins(10, 8, 10, 4)
        card.body.addWidget(self.heading)
        card.body.addWidget(self.list, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def show_prepared(self, prepared: Prepared) -> None:
        """Show the findings, keeping the place in the list."""
        at = self.list.verticalScrollBar().value()
        self.model.put(prepared)
        super().show_prepared(prepared)
        self.list.verticalScrollBar().setValue(at)

    def retranslate(self) -> None:
        """Say every text again."""
        language = self.desk.language
        self.list.setAccessibleName(language.say("What the report still lacks"))
        if self.prepared is not None:
            must = language.plural(
                "{count} must be fixed", "{count} must be fixed", self.prepared.left("must")
            )
            should = language.plural(
                "{count} should be fixed", "{count} should be fixed", self.prepared.left("should")
            )
            self.heading.setText(language.say("{first} · {second}", first=must, second=should))
        self.model.layoutChanged.emit()

    def name(self) -> str:
        """Check."""
        return self.desk.language.say("Check")

    def note(self) -> str:
        """How much must be mended."""
        if self.prepared is None:
            return ""
        left = self.prepared.left("must")
        language = self.desk.language
        return language.plural("{count} left", "{count} left", left) if left else language.say("nothing left")

    def open(self, index: QModelIndex) -> None:
        """Go to where a finding is mended."""
        finding: Finding = index.data(FINDING)
        if not self.model.action(finding):
            return
        place = self.model.place(finding)
        if place is not None and finding.needs and self.prepared is not None:
            self.desk.open_texts(self.prepared.report.period.code, finding.needs, place.id)
        elif place is not None:
            self.desk.open_record(place.type, place.id)
        elif finding.task is not None:
            self.desk.new_record("action", {"kind": "remedial", "task": finding.task})
        else:
            self.summary_wanted.emit()
