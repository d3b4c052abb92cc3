"""What is chosen in a list: one record or several, and that they stay chosen when the rows are worked out anew."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QObject, Signal

from ui.tables.keys import rows_of

if TYPE_CHECKING:
    from ui.tables.list import RecordsList

#: So many chosen records are found again among other rows; more than these stay chosen only where all are.
MOST_KEPT = 5_000
FEW = 40
#: Without ``Rows``: what is chosen here spans all columns already, and Qt would look at each range again.
_FLAGS = QItemSelectionModel.SelectionFlag.ClearAndSelect


@dataclass(frozen=True)
class Kept:
    """Several records that were chosen: all there were, or those with these keys."""

    everything: bool
    keys: frozenset[int]


class Selection(QObject):
    """Rows that are chosen, as the keys of their records."""

    #: So many records are chosen now.
    changed = Signal(int)

    def __init__(self, view: RecordsList) -> None:
        super().__init__(view)
        self._view = view
        self._everything = self._choosing = False
        view.selectionModel().selectionChanged.connect(self._turned)

    def number(self) -> int:
        """How many are chosen."""
        return sum(len(one) for one in self._ranges())

    def first_row(self) -> int:
        """The first row that is chosen; -1 where none is."""
        return min((one.start for one in self._ranges()), default=-1)

    def keys(self) -> array[int]:
        """The keys of those chosen, in the list's order."""
        keys = self._view.records.keys()
        found = array("q")
        for one in sorted(self._ranges(), key=lambda each: each.start):
            found.extend(keys[one.start : one.stop])
        return found

    def _ranges(self) -> list[range]:
        chosen = self._view.selectionModel().selection()
        return [range(one.top(), one.bottom() + 1) for one in chosen.toList()]

    def choose_everything(self) -> None:
        """Choose all rows, those too that are still being worked out."""
        model = self._view.records
        if not model.rowCount():
            return
        self._choosing = True
        try:
            last = model.index(model.rowCount() - 1, model.columnCount() - 1)
            self._view.selectionModel().select(QItemSelection(model.index(0, 0), last), _FLAGS)
        finally:
            self._choosing = False
        self._everything = True

    def kept(self) -> Kept | None:
        """Several that are chosen, before other rows come; None where one or none is."""
        number = self.number()
        if number <= 1:
            return None
        if self._everything:
            return Kept(True, frozenset())
        return Kept(False, frozenset(self.keys()) if number <= MOST_KEPT else frozenset())

    def scattered(self) -> frozenset[int]:
        """Those chosen, where they are so many that their rows are to be looked for in the background; else nothing."""
        number = self.number()
        return frozenset(self.keys()) if FEW < number <= MOST_KEPT and not self._everything else frozenset()

    def put_back(self, kept: Kept | None, same: bool, rows: Sequence[int] | None = None) -> None:
        """Choose them again among the rows that came; ``same`` tells that the list still answers the same question.

        ``rows`` are theirs, where somebody has looked for them already.
        """
        if kept is None:
            return
        if kept.everything and same:
            self.choose_everything()
            return
        model = self._view.records
        chosen = QItemSelection()
        last = model.columnCount() - 1
        if rows is None:
            # Looking for a few is quicker than looking through a million.
            rows = (
                sorted(row for row in map(model.row_of, kept.keys) if row >= 0)
                if len(kept.keys) <= FEW
                else rows_of(kept.keys, model.keys())
            )
        start = 0
        for at in range(1, len(rows) + 1):
            if at == len(rows) or rows[at] != rows[at - 1] + 1:
                chosen.append(
                    QItemSelectionRange(model.index(rows[start], 0), model.index(rows[at - 1], last))
                )
                start = at
        if self.number() != len(rows):
            self._view.selectionModel().select(chosen, _FLAGS)

    def _turned(self) -> None:
        if not self._choosing:
            self._everything = False
        self.changed.emit(self.number())
