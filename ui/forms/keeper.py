"""Keeper: sees to it that nothing typed into a form is lost.

What belongs to an existing record is saved when its field is left; what cannot be saved yet (a new record, a date that
is none) is kept as a draft, every two seconds and whenever the form is left. Everything goes through the one writer,
in order.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from fieldreport.failures import Failure, InputAtFault, Problem
from fieldreport.field import Json
from fieldreport.record import Record
from fieldreport.store import Change
from ui.desk import Desk
from ui.forms import saving
from ui.forms.editor import Editor, holds_focus
from ui.forms.form import Form
from ui.forms.saving import Saved, add_record, change_record, judge

if TYPE_CHECKING:
    from fieldreport.store.drafts import Draft

#: How often what is being typed is kept, in milliseconds.
DRAFT_INTERVAL = 2000


class Keeper(QObject):
    """Saves what is in a form, keeps drafts of the rest, and takes back."""

    #: A record has been added or changed: it is ``record`` now.
    saved = Signal()
    #: What is shown is another record, or the same one as somebody else changed it.
    turned = Signal()
    #: Whether something is unsaved may have changed.
    stirred = Signal()

    def __init__(
        self,
        desk: Desk,
        form: Form,
        add: Callable[..., Saved] = add_record,
        change: Callable[..., Saved] = change_record,
    ) -> None:
        """``add`` and ``change`` stand in for ``add_record`` and ``change_record`` where saving means more."""
        super().__init__(form)
        self.desk = desk
        self.form = form
        self._add_by, self._change_by = add, change
        self.record: Record | None = None
        self.draft = ""
        #: What the draft on the disk holds, or will hold when the writer has come to it, and how often it was kept.
        self._kept: dict[str, Json] = {}
        self._keeps = 0
        self._session = 0
        self._turning = False
        self._adding = False
        self._save_wanted = False
        #: Writes beside the form that are this pane's to take back, whatever records they changed.
        self._beside = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_INTERVAL)
        self._timer.timeout.connect(self.keep_draft)
        form.edited.connect(self._edited)
        form.left.connect(self._left)
        desk.changed.connect(self._changed_elsewhere)
        desk.steps.stirred.connect(self.stirred)

    # ---- what is shown -----------------------------------------------------------------------------------------

    def begin(self, typed: Mapping[str, Json] | None = None) -> None:
        """Begin a new record, with what is known of it already."""
        self._turn(None)
        self._turning = True
        try:
            self.form.set_locked(False)
            self.form.load_blank()
            self.form.restore(typed or {})
        finally:
            self._turning = False
        self._turned(typed)

    def show(self, record: Record, typed: Mapping[str, Json] | None = None) -> None:
        """Show a record, with what was typed into it and is not saved."""
        self._turn(record)
        self._turning = True
        try:
            self.form.set_locked(self._is_locked())
            self.form.load(record.values)
            self.form.restore(typed or {})
        finally:
            self._turning = False
        self._turned(typed)

    def _turned(self, typed: Mapping[str, Json] | None) -> None:
        if typed:
            self._timer.start()
        self.turned.emit()

    def resume(self, draft: Draft, record: Record | None) -> None:
        """Go on where a draft stopped."""
        if record is None:
            self.begin(draft.typed)
        else:
            self.show(record, draft.typed)
        # From now on it is this form's own draft.
        self.draft, self._kept = draft.form, dict(draft.typed)
        self.stirred.emit()

    def is_unsaved(self) -> bool:
        """Whether something typed is not in a record yet."""
        return bool(self.form.changed())

    def can_undo(self) -> bool:
        """Whether what would be taken back next is something that was saved here."""
        step = self.desk.steps.last()
        if step is None or self.record is None:
            return False
        return self._beside > 0 or self.record.id in step

    def can_redo(self) -> bool:
        """Whether what would be done again next was taken back here."""
        step = self.desk.steps.next()
        return step is not None and self.record is not None and self.record.id in step

    def _turn(self, record: Record | None) -> None:
        self._timer.stop()
        self._beside = 0
        self._session += 1
        self._adding = self._save_wanted = False
        self.record = record
        # Each form has a draft of its own, so that one on offer is never overwritten.
        self.draft = f"{record.id if record else 'new:' + self.form.type.name}:{uuid.uuid4().hex[:8]}"
        self._kept = {}

    # ---- drafts ------------------------------------------------------------------------------------------------

    def keep_draft(self) -> None:
        """Keep what is typed and not saved, the unfinished syllable included."""
        self._timer.stop()
        typed = self.form.typed()
        if typed == self._kept:
            return
        self._kept = typed
        self._keeps += 1
        if not typed:
            self.desk.write(partial(saving.drop, form=self.draft))
            return
        self.desk.write(
            partial(
                saving.keep,
                form=self.draft,
                of_type=self.form.type.name,
                record_id=self.record.id if self.record else None,
                typed=typed,
            )
        )

    def discard(self) -> dict[str, Json]:
        """Forget what is typed and not saved; it is returned, should it be wanted back."""
        self._timer.stop()
        typed = self.form.typed()
        self.desk.write(partial(saving.drop, form=self.draft))
        if self.record is None:
            self.begin()
        else:
            self.show(self.record)
        return typed

    # ---- saving ------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save everything now; problems are said beside their fields."""
        if not self.form.settle():
            self._save_wanted = True
            return
        self._save_wanted = False
        if self.record is not None:
            self._save_changes(aloud=True)
        elif not self._adding:
            self._add()

    def leave(self) -> None:
        """The form goes out of sight: save what belongs to a record, keep the rest as a draft."""
        self.form.settle()
        # Kept first: saving forgets the draft when there is nothing left in it.
        self.keep_draft()
        if self.record is not None and not self._is_locked():
            self._save_changes()

    def undo(self) -> None:
        """Take back what was saved last in this window; where that was another record, it is said which."""
        here = self.can_undo()
        self._beside = max(self._beside - 1, 0)
        self.desk.steps.undo(told=not here)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self.desk.steps.redo(told=True)

    def saved_beside(self) -> None:
        """Something about the record was saved beside its form; undo takes it back like what was typed."""
        self._beside += 1
        self.stirred.emit()

    def archive(self, reason: str) -> None:
        """Put the record away, with the reason."""
        if self.record is not None:
            self.desk.write(partial(saving.archive, record_id=self.record.id, reason=reason))

    def unarchive(self) -> None:
        """Take the record out of the archive."""
        if self.record is not None:
            self.desk.write(partial(saving.unarchive, record_id=self.record.id))

    def _is_locked(self) -> bool:
        return self.record is not None and (self.record.type.append_only or self.record.archived is not None)

    def _add(self) -> None:
        editors = list(self.form.editors.values())
        sent = {editor.field.name: editor.typed() for editor in editors}
        self._adding = True
        self.keep_draft()
        self.desk.write(
            partial(
                self._add_by,
                record_type=self.form.type,
                raw=self.form.raw(editors),
                language=self.desk.language.code,
                draft=self.draft,
            ),
            partial(self._added, self._session, self._keeps, sent),
            partial(self._failed, self._session),
        )

    def _save_changes(self, aloud: bool = False) -> None:
        assert self.record is not None
        editors = [editor for editor in self.form.changed() if editor.is_ready()]
        if not editors:
            return
        sent = {editor.field.name: editor.typed() for editor in editors}
        self._timer.stop()
        self.desk.write(
            partial(
                self._change_by,
                record_id=self.record.id,
                raw=self.form.raw(editors),
                language=self.desk.language.code,
                draft=self.draft,
            ),
            partial(self._changed, self._session, self._keeps, sent, aloud),
            partial(self._failed, self._session),
        )

    def _added(self, session: int, keeps: int, sent: Mapping[str, Json], saved: Saved) -> None:
        if session == self._session:
            if self._keeps != keeps:
                # Kept once more while it was being saved: now it is in the record.
                self.desk.write(partial(saving.drop, form=self.draft))
            self._turn(saved.record)
            self.form.show_problems(())
            self.form.accept(saved.record.values, sent)
            self.form.set_locked(self._is_locked())
            self.turned.emit()
            self.saved.emit()
            self.keep_draft()
        self.desk.changed.emit(saved.change)

    def _changed(self, session: int, keeps: int, sent: Mapping[str, Json], aloud: bool, saved: Saved) -> None:
        if session == self._session:
            before, self.record = self.record, saved.record
            wrong = {problem.field for problem in saved.problems}
            nothing_saved = saved.problems and not saved.change
            done = {} if nothing_saved else {name: typed for name, typed in sent.items() if name not in wrong}
            self.form.show_problems(saved.problems)
            self.form.accept(saved.record.values, done)
            self.form.follow(before.values if before else {}, saved.record.values, sent)
            if not saved.problems and self._keeps == keeps:
                self._kept = {}
            self.keep_draft()
            if saved.problems and aloud:
                self.form.go_to_first_problem()
            self.turned.emit()
            self.saved.emit()
        if saved.change:
            self.desk.changed.emit(saved.change)

    def _failed(self, session: int, failure: Failure) -> None:
        if session != self._session:
            self.desk.failed.emit(failure)
            return
        self._adding = False
        if isinstance(failure, InputAtFault):
            self.form.show_problems(failure.problems)
            self.form.go_to_first_problem()
        else:
            self.desk.failed.emit(failure)
        self.stirred.emit()

    # ---- what happens ------------------------------------------------------------------------------------------

    def _edited(self, editor: Editor) -> None:
        if self._turning:
            return
        if not self._timer.isActive():
            self._timer.start()
        self.stirred.emit()
        if editor.is_ready() and not holds_focus(editor):
            # What was looked up after the field was left has come.
            if self._save_wanted:
                self.save()
            else:
                self._left(editor)

    def _left(self, editor: Editor) -> None:
        if not editor.is_ready() or not self.form.isVisible():
            return
        if self.record is not None:
            if not self._is_locked() and editor.changed():
                self._save_changes()
            return
        self.keep_draft()
        if editor.changed():
            self.desk.read(
                partial(judge, field=editor.field, raw=editor.raw(), language=self.desk.language.code),
                partial(self._judged, self._session, editor, editor.typed()),
            )

    def _judged(self, session: int, editor: Editor, typed: Json, problem: Problem | None) -> None:
        if session == self._session and editor.typed() == typed:
            editor.show_problem(problem)

    def _changed_elsewhere(self, change: Change) -> None:
        if self.record is None or self.record.id not in [record_id for _, record_id in change.records]:
            return
        fresh = self.desk.office.store.record(self.record.id)
        if fresh.revision == self.record.revision:
            return
        self.record = fresh
        self.form.set_locked(self._is_locked())
        self.form.refresh(fresh.values)
        self.turned.emit()
