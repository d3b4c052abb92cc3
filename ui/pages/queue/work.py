"""The work on the queue: what is typed until it is saved, what is being saved, and what can be taken back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from fieldreport.failures import Failure
from fieldreport.store import Change
from fieldreport.store.missing import Gap
from fieldreport.values import Text
from ui.desk import Desk
from ui.pages.queue import keeping
from ui.pages.queue.keeping import Kept, Task, Typed


class Work(QObject):
    """Keeps drafts and saves translations, each through the one writer, in order."""

    #: What is kept and not saved may be something else now.
    stirred = Signal()
    #: A translation was saved (its ``Task``, the ``Typed``, and the ``Change``).
    saved = Signal(object, object, object)
    #: A translation was not saved, and is kept as a draft (its ``Task``, and the ``Failure``).
    refused = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.kept: dict[Task, Kept] = {}
        #: What leaves the queue by being saved, though the database may not know it yet.
        self.leaving: dict[Task, Gap] = {}
        self._done: list[Task] = []
        # Asked of the writer, so that a draft on its way to the disk is found as well.
        desk.write(keeping.kept, self._take)

    def keep(self, task: Task, typed: Typed) -> None:
        """Keep what is typed and not saved."""
        before = self.kept.get(task)
        if before is None or before.typed != typed:
            self.kept[task] = Kept(typed, self.desk.office.clock())
            self.stirred.emit()
            self.desk.write(partial(keeping.keep, task=task, typed=typed))

    def drop(self, task: Task) -> None:
        """Forget what is typed and not saved."""
        if self.kept.pop(task, None) is not None:
            self.stirred.emit()
            self.desk.write(partial(keeping.drop, task=task))

    def save(self, task: Task, typed: Typed, seen: Text, leaves: Gap | None) -> None:
        """Save a translation of the text as it was ``seen``; ``leaves`` is what the queue has no longer then."""
        self.kept.pop(task, None)
        if leaves is not None:
            self.leaving[task] = leaves
        self.desk.write(
            partial(keeping.save, task=task, typed=typed, seen=seen),
            partial(self._saved, task, typed),
            partial(self._refused, task, typed),
        )

    def can_undo(self) -> bool:
        """Whether something saved here can be taken back."""
        return bool(self._done)

    def undo(self) -> Task:
        """Take back what was saved here last, and say what it was."""
        task = self._done.pop()
        self.desk.write(keeping.undo)
        return task

    def _take(self, kept: dict[Task, Kept]) -> None:
        self.kept = {**kept, **self.kept}
        self.stirred.emit()

    def _saved(self, task: Task, typed: Typed, change: Change) -> None:
        self.leaving.pop(task, None)
        if change:
            self._done.append(task)
        self.saved.emit(task, typed, change)

    def _refused(self, task: Task, typed: Typed, failure: Failure) -> None:
        self.leaving.pop(task, None)
        self.keep(task, typed)
        self.refused.emit(task, failure)
