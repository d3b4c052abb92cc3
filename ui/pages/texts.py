"""The place where texts are translated one after another, by the keyboard alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fieldreport.failures import Failure, InputAtFault, Problem
from fieldreport.language import N_
from fieldreport.store.missing import Need
from fieldreport.store.translate import CHANGED_MEANWHILE
from fieldreport.values import Text, TextState
from ui.desk import Desk
from ui.forms.keeper import DRAFT_INTERVAL
from ui.forms.look import sheet
from ui.pages.page import Page
from ui.pages.queue.choice import Choice, ChoiceBar, Queue, read_queue
from ui.pages.queue.keeping import Task, Typed
from ui.pages.queue.list import QueueList
from ui.pages.queue.pane import EARLIER_KEY, LATER_KEY, REVIEW_KEY, SAVE_KEY, TextPane
from ui.pages.queue.praise import Praise
from ui.pages.queue.work import Work
from ui.widgets.plain import Card, Chip, label

if TYPE_CHECKING:
    from fieldreport.store import Change

#: The widths of list and text at first, in pixels.
WIDTHS = (400, 600)
NOTHING_TO_REVIEW = N_("There is no translation to be reviewed yet; please write it first.")


class TextsPage(Page):
    """The queue at the left, one text and its translation at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setProperty("look", "page")
        self.title, self.number = label("title"), Chip()
        self.choice = ChoiceBar(desk)
        self.list = QueueList(desk)
        self.pane = TextPane(desk)
        self.praise = Praise(desk)
        self.work = Work(desk, self)
        self.stack = QStackedWidget()
        self._queue: Queue | None = None
        self._at = 0
        self._wanted: tuple[str, str] | None = None
        self._wants_focus = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_INTERVAL)
        self._timer.timeout.connect(self.keep_draft)
        self._lay_out()
        self._connect()
        self._dress()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.number)
        head.addStretch(1)
        listed = Card(margins=1, spacing=0)
        listed.body.addWidget(self.list)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(16)
        split.setChildrenCollapsible(False)
        split.addWidget(listed)
        split.addWidget(self.pane)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setSizes(list(WIDTHS))
        self.stack.addWidget(split)
        self.stack.addWidget(self.praise)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(12)
        page.addLayout(head)
        page.addWidget(self.choice)
        page.addWidget(self.stack, 1)

    def _connect(self) -> None:
        pane = self.pane
        self.choice.chosen.connect(self._choose)
        self.list.chosen.connect(self._go)
        self.list.entered.connect(pane.focus)
        self.praise.review.clicked.connect(self._go_on_reviewing)
        self.work.stirred.connect(self._stirred)
        self.work.saved.connect(self._saved)
        self.work.refused.connect(self._refused)
        pane.edited.connect(self._edited)
        pane.open.clicked.connect(self._open_record)
        pane.discard.clicked.connect(self.discard)
        pane.save.clicked.connect(self.save)
        pane.review.clicked.connect(self.mark_reviewed)
        pane.undo.clicked.connect(self.undo)
        pane.earlier.clicked.connect(partial(self.step, -1))
        pane.later.clicked.connect(partial(self.step, 1))
        self.desk.changed.connect(self._changed)
        self.desk.theme_changed.connect(self._dress)
        for keys, act in (
            (SAVE_KEY, self.save),
            ("Ctrl+Return", self.save),
            ("Ctrl+S", self.save),
            (REVIEW_KEY, self.mark_reviewed),
            (EARLIER_KEY, partial(self.step, -1)),
            (LATER_KEY, partial(self.step, 1)),
            ("Ctrl+Z", self.undo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ---- what the window asks ----------------------------------------------------------------------------------

    def arrive(self) -> None:
        """The page is looked at: show what is true now, and be ready for typing."""
        self._wants_focus = True
        self.reload()

    def leave(self) -> None:
        """Keep what is typed and not saved, an unfinished syllable included."""
        self.keep_draft()

    def open_texts(self, period: str, language: str, record_id: str = "") -> None:
        """Show the texts of a period's report that need a language, at first those of this record."""
        self._wanted = (record_id, "") if record_id else None
        self._wants_focus = True
        self.choice.choose(Choice(language, Need.TRANSLATION, period))
        self.reload()

    def retranslate(self) -> None:
        """Say every text again."""
        say = self.desk.language.say
        self.title.setText(say("Texts to translate"))
        self.list.setAccessibleName(say("Texts to translate"))
        self.choice.retranslate()
        self.list.queue.say_again()
        self.list.lay_out_again()
        self.pane.retranslate()
        self._say_number()

    # ---- the queue ---------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Find the texts anew, in the background."""
        self.desk.read(
            partial(read_queue, choice=self.choice.choice, periods=self.choice.period_codes()),
            self._show,
            latest=f"queue {id(self)}",
        )

    def _show(self, queue: Queue) -> None:
        if queue.choice != self.choice.choice:
            return
        self._queue = queue
        self.choice.show_counts(queue.counts)
        leaving = set(self.work.leaving.values())
        self.list.queue.put([one for one in queue.gaps if one not in leaving], queue.choice.language)
        self._find_place()
        self._say_number()

    def _find_place(self) -> None:
        """Where to go on: at the text that was asked for, or that is open, or at the next one."""
        gaps = self.list.queue.gaps
        wanted, self._wanted = self._wanted, None
        at = self.list.queue.row_of(*wanted) if wanted is not None else -1
        if at >= 0:
            self._go(at)
        elif self.pane.task is not None and (at := self._row_of_open()) >= 0:
            self._at = at
            self.list.mark(at)
        elif self._is_open():
            self.list.mark(-1)
        elif gaps:
            self._go(min(self._at, len(gaps) - 1))
        else:
            self.pane.clear()
        self.stack.setCurrentIndex(0 if gaps or self._is_open() else 1)
        self._take_focus()

    def _is_open(self) -> bool:
        """Whether a person is busy with a text, wherever it stands now."""
        return self.pane.task is not None and (self.pane.is_changed() or self.pane.has_problem())

    def _row_of_open(self) -> int:
        task = self.pane.task
        if task is None or task.language != self.choice.choice.language:
            return -1
        return self.list.queue.row_of(task.record_id, task.field)

    def _go(self, at: int) -> None:
        """Show the text of a row."""
        row = self.list.queue.row(at)
        self._at = at
        if row is None or row.text is None:
            return
        task = Task(row.record.id, row.field, self.choice.choice.language)
        if task != self.pane.task:
            self.keep_draft()
            self.pane.show_text(row.record, task, row.text, self.work.kept.get(task))
        self._say_undo()
        self.list.mark(at)

    def step(self, rows: int) -> None:
        """Go so many texts further down; what is typed is kept."""
        last = len(self.list.queue.gaps) - 1
        if last >= 0:
            self._go(min(max(self._at + rows, 0), last))
        self.pane.focus()

    def _choose(self, choice: Choice) -> None:
        self.keep_draft()
        self._at = 0
        self.pane.clear()
        self.reload()

    def _go_on_reviewing(self) -> None:
        choice = self.choice.choice
        self.choice.choose(Choice(choice.language, Need.REVIEW, choice.period))

    def _take_focus(self) -> None:
        # Whoever has begun to type a search meanwhile goes on with it.
        if self._wants_focus and self.isVisible() and not isinstance(QApplication.focusWidget(), QLineEdit):
            self.pane.focus()
        self._wants_focus = False

    # ---- saving ------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save the translation and go on to the next text."""
        self.pane.settle()
        self._save(self.pane.typed())

    def mark_reviewed(self) -> None:
        """Save the translation as reviewed and go on to the next text."""
        self.pane.settle()
        text = self.pane.typed().text
        if self.pane.task is not None and not text.strip():
            self.pane.say_problem(Problem(NOTHING_TO_REVIEW))
            self.pane.focus()
        else:
            self._save(Typed(text, TextState.REVIEWED))

    def _save(self, typed: Typed) -> None:
        pane, task = self.pane, self.pane.task
        if task is None or pane.seen is None:
            return
        if not pane.is_changed(typed):
            pane.say_problem(None)
            self.step(1)
            return
        self._timer.stop()
        row = self._row_of_open()
        gap = self.list.queue.gaps[row] if row >= 0 else None
        stays = self.choice.choice.need is Need.REVIEW and typed.state is TextState.TRANSLATED
        self.work.save(task, typed, pane.seen, None if stays else gap)
        self._at = max(row, 0)
        if gap is not None and stays:
            self.step(1)
            return
        # Not waited for: whoever works through a hundred texts types on. A failure comes back to this one.
        pane.clear()
        if gap is not None:
            self.list.queue.remove(gap)
        self._find_place()
        self._say_number()
        pane.focus()

    def _saved(self, task: Task, typed: Typed, change: Change) -> None:
        if self.pane.task == task:
            self._see_again(typed)
        self._say_undo()
        if not change:
            self.reload()

    def _refused(self, task: Task, failure: Failure) -> None:
        if isinstance(failure, InputAtFault) and self._open_again(task, failure.problems[0]):
            self.pane.focus()
        else:
            self.desk.not_saved.emit()
            self.desk.failed.emit(failure)
        self.reload()

    def _open_again(self, task: Task, problem: Problem) -> bool:
        """Come back to a translation that was refused, with the text as it is now; False where it is gone."""
        record = self.desk.office.store.record(task.record_id)
        text = record.values.get(task.field)
        if not isinstance(text, Text) or record.archived is not None or text.language == task.language:
            return False
        if task != self.pane.task:
            self.keep_draft()
        self.pane.show_text(record, task, text, self.work.kept.get(task))
        self.pane.say_problem(problem)
        self.stack.setCurrentIndex(0)
        return True

    def undo(self) -> None:
        """Take back what was saved here last, and go back to it."""
        if self.work.can_undo() and not self.pane.is_changed():
            task = self.work.undo()
            self._wanted = (task.record_id, task.field)
            self._wants_focus = True
            self._say_undo()

    # ---- drafts ------------------------------------------------------------------------------------------------

    def keep_draft(self) -> None:
        """Keep what is typed and not saved, or forget it where it is the record's own again."""
        self._timer.stop()
        task = self.pane.task
        if task is not None and self.pane.is_changed():
            self.work.keep(task, self.pane.typed())
        elif task is not None:
            self.work.drop(task)

    def discard(self) -> None:
        """Forget what is typed and not saved."""
        pane, task = self.pane, self.pane.task
        if task is not None and pane.record is not None and pane.seen is not None:
            self._timer.stop()
            self.work.drop(task)
            pane.show_text(pane.record, task, pane.seen)
            pane.focus()

    def _stirred(self) -> None:
        """What is kept is another now; what was read of the disk only now goes into the text in sight."""
        self.list.queue.unsaved = self.work.kept
        self.list.viewport().update()
        pane, task = self.pane, self.pane.task
        kept = self.work.kept.get(task) if task is not None else None
        if task is None or pane.record is None or pane.seen is None or pane.is_changed():
            return
        if kept is not None:
            pane.show_text(pane.record, task, pane.seen, kept)

    # ---- what happens ------------------------------------------------------------------------------------------

    def _edited(self) -> None:
        self.pane.say_problem(None)
        if not self._timer.isActive():
            self._timer.start()

    def _changed(self, change: Change) -> None:
        record = self.pane.record
        if record is not None and record.id in [record_id for _, record_id in change.records]:
            self._see_again()
        if self.isVisible():
            self.reload()

    def _see_again(self, saved: Typed | None = None) -> None:
        """The record in sight has been written to: show its text as it is now, and keep what is typed."""
        pane, task = self.pane, self.pane.task
        if task is None or pane.seen is None:
            return
        record = self.desk.office.store.record(task.record_id)
        text = record.values.get(task.field)
        if not isinstance(text, Text) or record.archived is not None or text.language == task.language:
            self.keep_draft()
            pane.clear()
            return
        if not pane.is_changed() and saved is None:
            pane.show_text(record, task, text)
        elif pane.see(record, text, saved):
            pane.say_problem(Problem(CHANGED_MEANWHILE))

    def _open_record(self) -> None:
        record = self.pane.record
        if record is not None:
            self.desk.open_record(record.type.name, record.id)

    def _dress(self) -> None:
        theme = self.desk.theme
        readable = f'QPlainTextEdit[readOnly="true"] {{ background: {theme.background}; }}'
        self.setStyleSheet(sheet(theme) + readable)

    def _say_undo(self) -> None:
        self.pane.undo.setVisible(self.work.can_undo())

    def _say_number(self) -> None:
        language, choice = self.desk.language, self.choice.choice
        count = len(self.list.queue.gaps)
        self.number.setVisible(self._queue is not None)
        self.number.put(language.plural("{count} text", "{count} texts", count), "calm")
        counts = self._queue.counts if self._queue is not None else {}
        self.praise.put(choice, counts.get(Choice(choice.language, Need.REVIEW, choice.period), 0))
