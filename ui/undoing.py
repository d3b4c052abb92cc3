"""What was written in this window, step by step, so that it can be taken back and done again across all records."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fieldreport.failures import Failure
from fieldreport.language import N_
from fieldreport.store.undoing import REDO, UNDO
from ui.desk import Notice

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.store import Change
    from ui.desk import Desk

#: Steps that are remembered.
MOST = 200

TAKEN_BACK = N_("Taken back: {records}.")
DONE_AGAIN = N_("Done again: {records}.")
TAKEN_BACK_MANY = N_("Taken back: {records} and others.")
DONE_AGAIN_MANY = N_("Done again: {records} and others.")
#: Records named in the sentence that says what was taken back.
NAMED = 3


@dataclass(frozen=True)
class Step:
    """A change as it stands in the history, or what took it back."""

    change_set: int
    records: tuple[tuple[str, str], ...]

    def __contains__(self, record_id: str) -> bool:
        """Whether it changed this record."""
        return any(each == record_id for _, each in self.records)


def turn(office: Office, *, change_set: int, what: str) -> Change:
    """Take a change back, or the taking back of it."""
    return office.store.undo(office.person, change_set, what=what)


class Steps(QObject):
    """The changes of this window that can be undone, and those that can be done again.

    It follows what the desk tells of changes, whoever asked for them, so that a pane's own undo and that of the
    whole window are one.
    """

    #: What can be undone or done again may have changed.
    stirred = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._asked: set[int] = set()
        desk.changed.connect(self.note)

    def last(self) -> Step | None:
        """What would be taken back next."""
        return next((one for one in reversed(self._done) if one.change_set not in self._asked), None)

    def next(self) -> Step | None:
        """The taking back that would be taken back next."""
        return next((one for one in reversed(self._undone) if one.change_set not in self._asked), None)

    def undo(self, told: bool = False) -> bool:
        """Take back what was written last in this window; ``told`` says so in a notice. Whether there was anything."""
        return self._turn(self.last(), UNDO, told)

    def redo(self, told: bool = False) -> bool:
        """Do again what was taken back last; whether there was anything."""
        return self._turn(self.next(), REDO, told)

    def _turn(self, step: Step | None, what: str, told: bool) -> bool:
        if step is None:
            return False
        self._asked.add(step.change_set)
        self._desk.write(
            partial(turn, change_set=step.change_set, what=what),
            partial(self._turned, step, what, told),
            partial(self._refused, step),
        )
        return True

    def note(self, change: Change) -> None:
        """A change has been written: another one, or one that takes back, or does again."""
        if not change.change_set:
            return
        step = Step(change.change_set, change.records)
        if change.undoes and self._take(self._done, change.undoes):
            self._undone.append(step)
        elif change.undoes and self._take(self._undone, change.undoes):
            self._done.append(step)
        else:
            self._done.append(step)
            self._undone.clear()
        del self._done[:-MOST]
        self.stirred.emit()

    @staticmethod
    def _take(steps: list[Step], change_set: int) -> bool:
        for one in steps:
            if one.change_set == change_set:
                steps.remove(one)
                return True
        return False

    def _turned(self, step: Step, what: str, told: bool, change: Change) -> None:
        self._asked.discard(step.change_set)
        if told:
            self._say(step, what)

    def _refused(self, step: Step, failure: Failure) -> None:
        # Somebody has changed it since: it cannot be turned any more.
        self._asked.discard(step.change_set)
        self._take(self._done, step.change_set)
        self._take(self._undone, step.change_set)
        self._desk.failed.emit(failure)
        self.stirred.emit()

    def _say(self, step: Step, what: str) -> None:
        language, store = self._desk.language, self._desk.office.store
        named = [store.record(record_id).reference for _, record_id in step.records[:NAMED]]
        many = len(step.records) > NAMED
        message = (
            (TAKEN_BACK_MANY if many else TAKEN_BACK)
            if what == UNDO
            else (DONE_AGAIN_MANY if many else DONE_AGAIN)
        )
        self._desk.noticed.emit(
            Notice(
                message,
                {"records": language.listing([language.reference(one) for one in named])},
                action=N_("Show it"),
                act=partial(self._desk.open_record, *step.records[0]),
            )
        )
