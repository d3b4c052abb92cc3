"""Looking through the records for duplicates: piece by piece in the background, until somebody stops it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fieldreport.failures import Failure
from ui.desk import Desk
from ui.tools.twice.work import Stretch, go_on

if TYPE_CHECKING:
    from fieldreport.duplicates import Pair, Walk


class Looking(QObject):
    """A walk through the records of some types. Between two pieces of it searches and lists have their turn."""

    #: Some more has been looked through.
    found = Signal()
    #: Everything has been looked through, or somebody stopped it: ``pairs`` are in order, the likeliest first.
    finished = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.busy = False
        #: How much has been looked through, from 0 to 1.
        self.done = 0.0
        self.pairs: list[tuple[str, Pair]] = []
        self.titles: dict[str, str] = {}
        self._types: Sequence[str] = ()
        self._left: list[str] = []
        self._walk: Walk | None = None
        self._run = 0

    def begin(self, types: Sequence[str]) -> None:
        """Begin anew."""
        self._run += 1
        self.busy, self.done = bool(types), 0.0
        self.pairs, self.titles = [], {}
        self._types, self._left, self._walk = types, list(types), None
        self.found.emit()
        if self._left:
            self._go_on()

    def stop(self, _checked: bool = False) -> None:
        """Look no further; what was found stays."""
        self._run += 1
        self._finish()

    def give_up(self) -> None:
        """Look no further, and tell nobody."""
        self._run += 1
        self.busy = False

    def _go_on(self) -> None:
        code = self.desk.language.code
        self.desk.read(
            partial(go_on, type_name=self._left[0], walk=self._walk, language_code=code),
            partial(self._went_on, self._run),
            partial(self._failed, self._run),
        )

    def _went_on(self, run: int, stretch: Stretch) -> None:
        if run != self._run:
            return
        self._walk = walk = stretch.walk
        self.pairs += stretch.pairs
        self.titles.update(stretch.titles)
        part = 0.0
        if walk is not None and walk.finished:
            self._left, self._walk = self._left[1:], None
        elif walk is not None:
            part = walk.done / walk.total
        self.done = (len(self._types) - len(self._left) + part) / len(self._types)
        if self._left:
            self.found.emit()
            self._go_on()
        else:
            self._finish()

    def _failed(self, run: int, failure: Failure) -> None:
        if run == self._run:
            self._finish()
            self.desk.failed.emit(failure)

    def _finish(self) -> None:
        self.busy = False
        self.pairs.sort(key=lambda one: (-one[1].score, one[0], one[1].references))
        self.finished.emit()
