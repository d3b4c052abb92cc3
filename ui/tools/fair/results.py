"""Results entered down the grid without leaving the keyboard: type, Enter goes down, saved by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from fieldreport.failures import Failure, InputAtFault, Problem
from fieldreport.field import Json
from fieldreport.records.meeting import MEETING
from fieldreport.text import ascii_digits
from ui.desk import Desk
from ui.forms import saving
from ui.forms.composing import ComposingLine
from ui.forms.keeper import DRAFT_INTERVAL
from ui.forms.saving import Saved
from ui.theme import ROW
from ui.tools.fair.answers import ANSWERS, label_of
from ui.tools.fair.entering import (
    BUYER,
    COMPANY,
    FIELDS,
    NOT_SAVED,
    PROBLEM,
    REFERENCE,
    SAID,
    SLOT,
    STATUS,
    TABLE,
    VALUE,
    ResultsModel,
    Typed,
)
from ui.tools.fair.result import save_result
from ui.tools.fair.result_cells import ENTER, EndEditHint, ResultDelegate, with_currency
from ui.tools.fair.seen import Seen
from ui.widgets.heads import Heads

if TYPE_CHECKING:
    from fieldreport.store.drafts import Draft

Index = QModelIndex | QPersistentModelIndex
#: What the names and the note share of the width that the other columns leave, and the least of it in pixels.
SHARES = {COMPANY: 0.3, BUYER: 0.3, SAID: 0.4}
LEAST = 120
#: Columns that come after what fits the window.
AFTER = (TABLE, REFERENCE)


def draft_name(record_id: str) -> str:
    """What the draft of a row is called, of which something could not be saved."""
    return f"{record_id}:results"


class ResultsView(QTableView):
    """The rows. Type into a cell, or press F2; Enter goes down, Tab to the right; 1 to 6 say how a meeting stands."""

    #: Another row is marked (its number), or none.
    marked = Signal(int)
    #: What can be said about the marked cell has changed.
    stirred = Signal()
    #: A ``Change`` was written here.
    wrote = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.rows = ResultsModel(desk, self)
        self.heads = Heads(desk, self)
        self.cells = ResultDelegate(desk, self)
        self.setModel(self.rows)
        self.setHorizontalHeader(self.heads)
        self.setItemDelegate(self.cells)
        self._dress()
        self._line: ComposingLine | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_INTERVAL)
        self._timer.timeout.connect(self._keep_line)
        self._asked_for_drafts = ""
        self.rows.entered.connect(self.save)
        self.cells.typing.connect(self._typing)
        self.cells.done.connect(self._go_down)
        self.selectionModel().currentChanged.connect(self._turned)
        desk.theme_changed.connect(self.viewport().update)

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.heads.setResizeContentsPrecision(0)

    # ---- what is shown -------------------------------------------------------------------------------------------

    def show_meetings(self, seen: Seen | None, meetings: object = None) -> None:
        """Show the meetings of an event, or only these of them; what is being typed stays."""
        shown = (seen.meetings if seen is not None else ()) if meetings is None else meetings
        marked = self.record_id()
        self.verticalHeader().setDefaultSectionSize(ROW[self.desk.language.code] + 4)
        column = max(self.currentIndex().column(), 0)
        self.rows.put(shown, seen.names if seen is not None else {})  # type: ignore[arg-type]
        if marked and self.record_id() != marked:
            self.mark(marked, column)
        self._fit()
        if seen is not None and self._asked_for_drafts != seen.event_id:
            self._asked_for_drafts = seen.event_id
            self.desk.write(lambda office: office.drafts.all(), self._restore)
        self.stirred.emit()

    def record_id(self) -> str:
        """The marked meeting's id, or nothing."""
        row = self.currentIndex().row()
        return self.rows.meetings[row].record_id if 0 <= row < len(self.rows.meetings) else ""

    def mark(self, record_id: str, column: int = STATUS) -> None:
        """Mark a meeting, ready for typing."""
        row = self.rows.row_of(record_id)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, column))

    def problem(self) -> Problem | None:
        """What is wrong with the marked cell."""
        found = self.currentIndex().data(PROBLEM) if self.currentIndex().isValid() else None
        return found if isinstance(found, Problem) else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self.isVisible():
            # Qt would measure every row; it is fitted when it is shown.
            return
        for column in (SLOT, STATUS, VALUE, *AFTER):
            widest = max(self.sizeHintForColumn(column), self.heads.least_width(column))
            self.heads.resizeSection(column, widest)
        taken = sum(self.heads.sectionSize(column) for column in (SLOT, STATUS, VALUE))
        rest = self.viewport().width() - taken
        for column, share in SHARES.items():
            least = max(LEAST, self.heads.least_width(column))
            self.heads.resizeSection(column, max(int(rest * share), least))
        self.heads.fit_height()

    def _turned(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.row() != before.row():
            self.marked.emit(now.row())
        self.stirred.emit()

    # ---- keys ----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """On a cell whose text could not be saved Escape gives the text up, and means nothing else."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.problem() is not None
        ):
            event.accept()
            return True
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._tabbed(event.key())
        ):
            return True
        return super().event(event)

    def _tabbed(self, key: int) -> bool:
        """Tab goes through the cells of a row in which something is entered, and then out of the rows."""
        ways = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
        return self._beside(ways[Qt.Key(key)]) if key in ways else False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and index.isValid():
            typed = self.rows.typed_at(index)
            if typed is not None and typed.problem is not None:
                self.save(self.record_id(), FIELDS[index.column()], typed.text)
            self._go_down()
        elif event.key() == Qt.Key.Key_Escape and self.problem() is not None:
            self.forget((self.record_id(), FIELDS[index.column()]))
        elif plain and index.isValid() and index.column() == STATUS and self._answered(event.text()):
            self._go_down()
        elif plain and event.key() == Qt.Key.Key_Space and index.column() == STATUS:
            self.edit(index)
        elif plain and event.key() == Qt.Key.Key_Delete and index.column() in (VALUE, SAID):
            self.rows.setData(index, "")
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: EndEditHint) -> None:
        """Tab goes to the right, where the cell is marked but not opened; Escape gives up what was typed."""
        given_up = self._line is not None and hint is EndEditHint.RevertModelCache
        self._line = None
        self._timer.stop()
        super().closeEditor(editor, EndEditHint.NoHint)
        if given_up:
            self._keep(self.record_id())
        elif hint is EndEditHint.EditNextItem:
            self._beside(1)
        elif hint is EndEditHint.EditPreviousItem:
            self._beside(-1)

    def _go_down(self, rows: int = 1) -> None:
        index = self.currentIndex()
        if 0 <= index.row() + rows < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(index.row() + rows, index.column()))

    def _beside(self, way: int) -> bool:
        """Go to the next cell of the row in which something is entered, or the one before; False at either end."""
        index = self.currentIndex()
        beside = [one for one in sorted(FIELDS) if (one - index.column()) * way > 0]
        if not index.isValid() or not beside or not self.hasFocus():
            return False
        self.setCurrentIndex(self.rows.index(index.row(), min(beside) if way > 0 else max(beside)))
        return True

    def _answered(self, key: str) -> bool:
        number = ascii_digits(key)
        if not (number.isascii() and number.isdigit() and 1 <= int(number) <= len(ANSWERS)):
            return False
        self.rows.setData(self.currentIndex(), number)
        return True

    # ---- saving --------------------------------------------------------------------------------------------------

    def save(self, record_id: str, field: str, text: str) -> None:
        """Save what was typed into a cell; until that is done, or where it cannot be, the cell shows it."""
        raw: dict[str, Json]
        if field == "status":
            answer = ANSWERS[int(text) - 1]
            raw, text = answer.raw(), label_of(answer, self.desk.language)
        else:
            raw = {field: with_currency(text) if field == "value" else text}
        self.rows.keep(record_id, field, Typed(text))
        self.desk.write(
            partial(
                save_result,
                record_id=record_id,
                raw=raw,
                language=self.desk.language.code,
                draft=draft_name(record_id),
            ),
            partial(self._saved, record_id, field, text),
            partial(self._failed, record_id, field, text),
        )

    def _saved(self, record_id: str, field: str, text: str, saved: Saved) -> None:
        typed = self.rows.typed.get((record_id, field))
        newer = typed is not None and typed.text != text
        if not newer:
            kept = Typed(text, saved.problems[0]) if saved.problems else None
            self.rows.keep(record_id, field, kept)
        self.rows.follow(saved.record)
        self._keep(record_id)
        if saved.change:
            self.wrote.emit(saved.change)
            self.desk.changed.emit(saved.change)
        self.stirred.emit()

    def _failed(self, record_id: str, field: str, text: str, failure: Failure) -> None:
        if isinstance(failure, InputAtFault):
            self.rows.keep(record_id, field, Typed(text, failure.problems[0]))
        else:
            self.rows.keep(record_id, field, Typed(text, Problem(NOT_SAVED)))
            self.desk.failed.emit(failure)
        self._keep(record_id)
        self.stirred.emit()

    # ---- drafts --------------------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Save what is being typed: the page goes out of sight or the window closes."""
        line, self._line = self._line, None
        # A line may have gone with the rows it stood in.
        if line is not None and isValid(line):
            self.commitData(line)
            self.closeEditor(line, EndEditHint.NoHint)

    def forget(self, *cells: tuple[str, str]) -> None:
        """Give up what could not be saved in these cells (record id, field), or in all."""
        for record_id, field in cells or tuple(self.rows.typed):
            self.rows.keep(record_id, field, None)
            self._keep(record_id)
        self.stirred.emit()

    def _typing(self, line: ComposingLine) -> None:
        self._line = line
        if not self._timer.isActive():
            self._timer.start()

    def _keep_line(self) -> None:
        """A power cut loses two seconds of typing at most."""
        field = FIELDS.get(self.currentIndex().column())
        if self._line is not None and isValid(self._line) and field is not None:
            self._keep(self.record_id(), {field: self._line.typed()})

    def _keep(self, record_id: str, typing: dict[str, Json] | None = None) -> None:
        """Keep a draft of all that was typed into a row and could not be saved."""
        typed: dict[str, Json] = {
            field: one.text
            for (each, field), one in self.rows.typed.items()
            if each == record_id and one.problem is not None and field != "status"
        }
        typed.update(typing or {})
        if not typed:
            self.desk.write(partial(saving.drop, form=draft_name(record_id)))
            return
        self.desk.write(
            partial(
                saving.keep,
                form=draft_name(record_id),
                of_type=MEETING.name,
                record_id=record_id,
                typed=typed,
            )
        )

    def _restore(self, drafts: list[Draft]) -> None:
        """Show what was typed here before and never saved."""
        for draft in drafts:
            if draft.record_id is None or draft.form != draft_name(draft.record_id):
                continue
            for field, text in draft.typed.items():
                if isinstance(text, str) and (draft.record_id, field) not in self.rows.typed:
                    self.rows.keep(draft.record_id, field, Typed(text, Problem(NOT_SAVED)))
