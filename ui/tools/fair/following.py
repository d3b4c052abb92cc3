"""Following: an event as it is, read in the background, and of what changes only what has to be read again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fieldreport.failures import Failure
from fieldreport.records.event import EVENT
from fieldreport.records.meeting import MEETING
from fieldreport.records.outcome import OUTCOME
from fieldreport.records.participant import PARTICIPANT
from ui.desk import Desk
from ui.tools.fair.seen import Seen, read_again, read_event

if TYPE_CHECKING:
    from fieldreport.store import Change

#: So many changed meetings are read by themselves; after more the event is read anew.
FEW = 50


class Following(QObject):
    """Knows one event; what is shown of it is never older than what has been told."""

    #: The event was read, or what changed of it: ``seen`` is new.
    stirred = Signal()
    #: It could not be read (a ``Failure``).
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.event_id = ""
        self.seen: Seen | None = None
        #: Whether the whole event is being read, and the meetings that were changed since it was.
        self._reading = False
        self._behind: list[str] = []

    def choose(self, event_id: str) -> None:
        """Turn to another event, of which nothing is known yet."""
        self.event_id, self.seen = event_id, None
        self._reading, self._behind = False, []

    def read(self) -> None:
        """Read the whole event."""
        if self.event_id:
            self._reading, self._behind = True, []
            self.desk.read(
                partial(read_event, event_id=self.event_id, language_code=self.desk.language.code),
                partial(self._take, ()),
                self._not_read,
                latest=f"event {id(self)}",
            )

    def follow(self, change: Change) -> None:
        """Read what a change has to do with the event."""
        kinds = {name for name, _ in change.records}
        meetings = [record_id for name, record_id in change.records if name == MEETING.name]
        if kinds == {MEETING.name} and len(meetings) <= FEW and self.seen is not None and not self._reading:
            self._behind += meetings
            behind = tuple(self._behind)
            self.desk.read(
                partial(read_again, seen=self.seen, changed=behind),
                partial(self._take, behind),
                self._not_read,
                latest=f"meetings {id(self)}",
            )
        elif kinds & {EVENT.name, MEETING.name, PARTICIPANT.name, OUTCOME.name}:
            self.read()

    def _take(self, caught_up: Sequence[str], seen: Seen) -> None:
        if seen.event_id != self.event_id or (caught_up and self._reading):
            return
        self._reading = False
        # What was changed while it was read is still behind.
        self._behind = self._behind[len(caught_up) :]
        self.seen = seen
        self.stirred.emit()

    def _not_read(self, failure: Failure) -> None:
        self._reading, self._behind = False, []
        self.failed.emit(failure)
