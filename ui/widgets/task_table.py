"""The tasks against their targets: numbers, a bar with the mark of today, the per cent, and the state in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from fieldreport.language import N_
from ui.desk import Desk
from ui.theme import ROW, SMALL, TEXT, Theme, font
from ui.widgets.heads import Heads, wrapped

if TYPE_CHECKING:
    from fieldreport.language import Language
    from fieldreport.progress import TaskProgress

TASK, ACTUAL, TO_DATE, BAR, ACHIEVED, STATE = range(6)
#: The bar's width, and the one that it shrinks to before names are cut off, in pixels.
BAR_WIDTH, BAR_NARROW = 104, 56
#: The column of the tasks is never narrower, in pixels; longer names are told by pointing at them.
LEAST_TASK, COMFORTABLE_TASK = 180, 280
#: The columns' names.
HEADERS = (N_("Task"), N_("Actual"), N_("To date"), N_("Against full target"), N_("Achieved"), N_("State"))
#: Below this a share of a target is shown with one decimal, so that 1.7 of 3 does not read as 2 of 3.
SMALL_TARGET = 10

Index = QModelIndex | QPersistentModelIndex


def shown_target(target: Fraction, language: Language) -> str:
    """A target to date as people read it: whole, or with one decimal where it is small."""
    exact = Decimal(target.numerator) / target.denominator
    places = 1 if target < SMALL_TARGET and target.denominator != 1 else 0
    return language.number(exact, places)


def state_of(progress: TaskProgress, language: Language) -> tuple[str, str]:
    """How a task stands, in words, and the tone they are shown in."""
    if progress.target is None:
        return language.say("No target"), "calm"
    if progress.achievement is None:
        return language.say_in("task state", "Not launched yet"), "calm"
    if progress.remedial:
        return language.say_in("task state", "Remedial action"), "bad"
    if progress.watch:
        return language.say_in("task state", "Watch"), "warn"
    return language.say_in("task state", "On course"), "good"


class TaskModel(QAbstractTableModel):
    """The progress of each task as cells of text; the bar's cell says in words what it shows."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.tasks: Sequence[TaskProgress] = ()

    def put(self, tasks: Sequence[TaskProgress]) -> None:
        """Show other progress, or the same in another language."""
        self.beginResetModel()
        self.tasks = tasks
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """One row a task."""
        return 0 if parent.isValid() else len(self.tasks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """The six columns."""
        return 0 if parent.isValid() else 6

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's text and alignment."""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (ACTUAL, TO_DATE, ACHIEVED):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == TASK:
            return self.cell(index.row(), TASK)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.cell(index.row(), index.column())
        return None

    def cell(self, row: int, column: int) -> str:
        """A cell's text in the language of the screen."""
        language, one = self._desk.language, self.tasks[row]
        if column == TASK:
            return language.say(
                "{number} · {task}", number=one.task.number, task=one.task.name(language.code)
            )
        if column == ACTUAL:
            return language.number(one.actual)
        if column == TO_DATE:
            return "" if one.target_to_date is None else shown_target(one.target_to_date, language)
        if column == BAR:
            if one.target is None:
                return ""
            return language.say("{actual} of {target}", actual=one.actual, target=one.target)
        if column == ACHIEVED:
            return one.percent(language)
        return state_of(one, language)[0]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if section in (ACTUAL, TO_DATE, ACHIEVED)
                else Qt.AlignmentFlag.AlignLeft
            )
            return wrapped(side)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._desk.language.say(HEADERS[section])


class TaskDelegate(QStyledItemDelegate):
    """Paints the rows: bold per cent, the bar with its mark, the state as a chip."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        theme, code = self._desk.theme, self._desk.language.code
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(theme.info.ground))
        painter.setPen(QColor(theme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(8, 0, -8, -1)
        column = index.column()
        model = index.model()
        assert isinstance(model, TaskModel)
        one = model.tasks[index.row()]
        if column == BAR:
            _paint_bar(painter, inner, one, theme)
        elif column == STATE:
            text, tone_name = state_of(one, self._desk.language)
            tone = theme.tone(tone_name)
            painter.setFont(font(code, SMALL, bold=True))
            width = painter.fontMetrics().horizontalAdvance(text) + 18
            height = painter.fontMetrics().height() + 4
            chip = QRectF(inner.left(), inner.center().y() - height / 2, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tone.ground))
            painter.drawRoundedRect(chip, height / 2, height / 2)
            painter.setPen(QColor(tone.ink))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        else:
            painter.setFont(font(code, TEXT, bold=column == ACHIEVED))
            painter.setPen(QColor(theme.text))
            side = Qt.AlignmentFlag.AlignLeft if column == TASK else Qt.AlignmentFlag.AlignRight
            if column == TASK:
                # A long name takes several lines; the row is as high as they need.
                side |= Qt.TextFlag.TextWordWrap
            painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), str(index.data()))
        painter.restore()


def _paint_bar(painter: QPainter, area: QRectF, progress: TaskProgress, theme: Theme) -> None:
    """The share of the full target that is done, and the mark where it should be today."""
    if not progress.target:
        return
    track = QRectF(area.left(), area.center().y() - 5, min(BAR_WIDTH, area.width()), 10)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.track))
    painter.drawRoundedRect(track, 5, 5)
    done = min(float(progress.actual) / float(progress.target), 1.0)
    if done > 0:
        colour = theme.bar_late if progress.remedial else theme.bar_watch if progress.watch else theme.bar
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(track.left(), track.top(), max(track.width() * done, 10), 10), 5, 5)
    if progress.target_to_date is not None:
        at = track.left() + track.width() * min(
            float(progress.target_to_date / Fraction(progress.target)), 1.0
        )
        painter.setBrush(QColor(theme.text))
        painter.drawRect(QRectF(at - 1, track.top() - 3, 2, 16))


class TaskTable(QTableView):
    """All tasks at once, as high as they need; Enter or a double click opens what a task counts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.tasks = TaskModel(desk, self)
        self._figures = 0
        self.setModel(self.tasks)
        self.setItemDelegate(TaskDelegate(desk, self))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.heads = header = Heads(desk, self)
        self.setHorizontalHeader(header)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(TASK, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(40)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def put(self, tasks: Sequence[TaskProgress]) -> None:
        """Show the progress of the tasks."""
        self.tasks.put(tasks)
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        code = self._desk.language.code
        self.setAccessibleName(self._desk.language.say("Tasks against their targets"))
        self.tasks.put(self.tasks.tasks)
        self.verticalHeader().setDefaultSectionSize(ROW[code])
        self._fit_columns()
        self._fit_height()

    def _fit_height(self) -> None:
        """As high as the heads and all rows: the page scrolls, not the table."""
        self.heads.fit_height()
        metrics = QFontMetrics(font(self._desk.language.code, TEXT))
        width = self.viewport().width() - self._others()
        heights = 0
        for row in range(len(self.tasks.tasks)):
            lines = metrics.boundingRect(
                QRect(0, 0, max(width - 16, 1), 10_000),
                int(Qt.TextFlag.TextWordWrap),
                self.tasks.cell(row, TASK),
            )
            height = max(self.verticalHeader().defaultSectionSize(), lines.height() + 14)
            heights += height
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)
        self.setFixedHeight(self.heads.height() + heights + 2)

    def _others(self) -> int:
        """The width of all columns but that of the names."""
        return sum(self.columnWidth(column) for column in range(ACTUAL, STATE + 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The heads may need more lines now, or fewer."""
        super().resizeEvent(event)
        self._fit_columns()
        self._fit_height()

    def minimumSizeHint(self) -> QSize:
        """The columns of figures at their narrowest, and room to tell the tasks apart.

        Not as wide as they are now: else a window made wider and narrower again would look different than before.
        """
        return QSize(self._figures + LEAST_TASK, super().minimumSizeHint().height())

    def _fit_columns(self) -> None:
        """Columns as wide as their widest text; Qt's own way asks for every cell dozens of times."""
        columns = range(ACTUAL, STATE + 1)
        cells = {column: self._widest_cell(column) for column in columns}
        whole = {column: max(cells[column], self.heads.whole_width(column)) for column in columns}
        # The heads take several lines, and the bar shrinks, before the names of the tasks are cut off.
        cells[BAR] = min(cells[BAR], BAR_NARROW + 16)
        widths = {column: max(cells[column], self.heads.least_width(column)) for column in columns}
        if self._figures != sum(widths.values()):
            self._figures = sum(widths.values())
            self.updateGeometry()
        room = self.viewport().width() - sum(widths.values()) - self._wanted_for_tasks()
        for column in columns:
            more = min(max(room, 0), whole[column] - widths[column])
            widths[column] += more
            room -= more
        for column, width in widths.items():
            if self.columnWidth(column) != width:
                self.setColumnWidth(column, width)

    def _wanted_for_tasks(self) -> int:
        """What the longest name of a task needs, up to what is reasonable."""
        metrics = QFontMetrics(font(self._desk.language.code, TEXT))
        rows = range(len(self.tasks.tasks))
        widest = max((metrics.horizontalAdvance(self.tasks.cell(row, TASK)) for row in rows), default=0)
        return max(LEAST_TASK, min(widest + 20, COMFORTABLE_TASK))

    def _widest_cell(self, column: int) -> int:
        if column == BAR:
            return BAR_WIDTH + 16
        code = self._desk.language.code
        metrics = QFontMetrics(
            font(code, SMALL if column == STATE else TEXT, bold=column in (ACHIEVED, STATE))
        )
        rows = range(len(self.tasks.tasks))
        widest = max((metrics.horizontalAdvance(self.tasks.cell(row, column)) for row in rows), default=0)
        return widest + (34 if column == STATE else 18)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keys sees where: the first task is chosen where none is."""
        super().focusInEvent(event)
        by_keys = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_keys and self.tasks.tasks and not self.selectionModel().hasSelection():
            self.selectRow(max(self.currentIndex().row(), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what the chosen task counts."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        self._desk.go(self.tasks.tasks[row].task.counting.record)
