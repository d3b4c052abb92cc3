"""The grid of an event: slots down, companies, buyers or tables across; a meeting is carried to another place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from fieldreport.events.placing import ORGANISATIONS, Place
from fieldreport.failures import Problem
from fieldreport.language import Language
from fieldreport.records.meeting import MEETING
from ui.tools.fair.seen import BUYERS, COMPANIES, NO_SLOT, TABLES, Cell, Grid

if TYPE_CHECKING:
    from fieldreport.events import Seats, Verdict

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
#: Roles: the lines of a column's head; the meetings of a cell.
HEAD, CELLS = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_TEXTS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class GridModel(QAbstractTableModel):
    """Only what is seen is asked for: a cell is looked up when it is painted."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid = Grid()
        self.seats: Seats | None = None
        #: The meeting that is being carried to another place.
        self.carried: Cell | None = None
        self._names: Mapping[str, str] = {}
        self._others: Mapping[str, str] = {}
        self._language = language

    def put(
        self,
        grid: Grid,
        names: Mapping[str, str],
        others: Mapping[str, str],
        seats: Seats | None,
        language: Language,
    ) -> None:
        """Show another grid, or the same one in another language. One of the same shape keeps what is marked."""
        same = (
            len(grid.slots) == self.rowCount()
            and len(grid.columns) == self.columnCount()
            and language is self._language
        )
        if same:
            self.grid, self._names, self._others, self.seats = grid, names, others, seats
            if self.rowCount() and self.columnCount():
                last = self.index(self.rowCount() - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(0, 0), last)
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
                self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)
            return
        self.beginResetModel()
        self.grid, self._names, self._others = grid, names, others
        self.seats, self._language = seats, language
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.grid.slots)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.grid.columns)

    # ---- what stands in a place ----------------------------------------------------------------------------------

    def cells(self, index: Index) -> Sequence[Cell]:
        """Who meets at a place of the grid."""
        return self.grid.cells.get((index.row(), index.column()), ())

    def name(self, organisation_id: str) -> str:
        """What an organisation is called."""
        return self._names.get(organisation_id, "")

    def lines(self, cell: Cell, row: int) -> tuple[str, ...]:
        """What a meeting's place says: whom one meets there, and how it stands."""
        state = self.state(cell, row)
        if self.grid.axis == TABLES:
            return self.name(cell.company), self.name(cell.buyer), state
        return self.name(cell.buyer if self.grid.axis == COMPANIES else cell.company), state

    def state(self, cell: Cell, row: int) -> str:
        """How a meeting stands, in words; with what it is worth, or at which table it is."""
        say, meeting = self._language.say, cell.meeting
        if self.clashes(cell, row):
            return say("Booked twice")
        if cell.status == "proposed":
            status = self._language.say_in("meeting status", "Proposed")
        else:
            status = MEETING.field("status").show(cell.status, self._language)
        if meeting is not None and meeting.value is not None:
            return say("{first} · {second}", first=status, second=self._language.short_money(meeting.value))
        if cell.table and self.grid.axis != TABLES and cell.status in ("scheduled", "proposed"):
            table = say("Table {table}", table=self._language.reference(cell.table))
            return say("{first} · {second}", first=status, second=table)
        return status

    def clashes(self, cell: Cell, row: int) -> list[Problem]:
        """What is booked twice at a meeting's place."""
        number = self.grid.numbers[row]
        if self.seats is None or cell.meeting is None or number == NO_SLOT:
            return []
        return list(self.seats.clashes(cell.meeting, number))

    def is_away(self, index: Index) -> bool:
        """Whether the participant of a column has no time in a row's slot."""
        number = self.grid.numbers[index.row()]
        if self.seats is None or number == NO_SLOT or self.grid.axis == TABLES:
            return False
        return self.seats.is_away(self.grid.columns[index.column()], number)

    # ---- carrying ------------------------------------------------------------------------------------------------

    def may_carry(self, cell: Cell) -> bool:
        """Whether a meeting can be taken up; whether it may be put anywhere is said of each place."""
        return self.seats is not None and cell.meeting is not None

    def place(self, index: Index) -> Place | None:
        """What it would mean to put a meeting here; None where no slot of the event is."""
        if not index.isValid() or self.grid.numbers[index.row()] == NO_SLOT:
            return None
        slot, column = self.grid.numbers[index.row()], self.grid.columns[index.column()]
        if self.grid.axis == TABLES:
            return Place(slot, table=column or None)
        if self.grid.axis == BUYERS:
            return Place(slot, buyer=column)
        return Place(slot, company=column)

    def verdict(self, index: Index) -> Verdict | None:
        """What speaks against putting the carried meeting here; None where nothing is carried, or from here."""
        if self.carried is None or self.carried.meeting is None or self.seats is None:
            return None
        place = self.place(index)
        if place is None or self.carried in self.cells(index):
            return None
        return self.seats.verdict(self.carried.meeting, place)

    def in_words(self, problem: Problem) -> str:
        """A problem with the names of its organisations."""
        values = {
            name: self.name(str(value)) if name in ORGANISATIONS else value
            for name, value in problem.values.items()
        }
        return self._language.say(problem.message, **values)

    # ---- what Qt asks --------------------------------------------------------------------------------------------

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == CELLS:
            return self.cells(index)
        if role not in _TEXTS:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(", ".join(self.lines(one, index.row())) for one in self.cells(index))
        return self._told(index)

    def _told(self, index: Index) -> str:
        """Everything about a place, for whoever points at it or hears it read."""
        row = index.row()
        told = [", ".join(self.lines(one, row)) for one in self.cells(index)]
        told += [self.in_words(problem) for one in self.cells(index) for problem in self.clashes(one, row)]
        if not told and self.is_away(index):
            told.append(self._language.say("Has no time"))
        verdict = self.verdict(index)
        if verdict is not None:
            told += [self.in_words(one.problem) for one in verdict.objections]
        return "\n".join(told)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            if 0 <= section < self.rowCount() and role in _TEXTS:
                return "\n".join(self.slot_lines(section))
            return None
        if not 0 <= section < self.columnCount():
            return None
        lines = self.head_lines(section)
        if role == HEAD:
            return lines
        return "\n".join(lines) if role in _TEXTS else None

    def slot_lines(self, row: int) -> tuple[str, ...]:
        """The time of a row, and its day where the event has several."""
        day, clock = self.grid.slots[row]
        said = self._language.clock(clock)
        if self.grid.slots[0][0] == self.grid.slots[-1][0]:
            return (said,)
        return said, self._language.day(day, "short")

    def head_lines(self, column: int) -> tuple[str, ...]:
        """What stands over a column: a table, or a name and what others call it."""
        name = self.grid.columns[column]
        if self.grid.axis == TABLES:
            if not name:
                return (self._language.say("No table"),)
            return (self._language.say("Table {table}", table=self._language.reference(name)),)
        called, other = self.name(name), self._others.get(name, "")
        return (called,) if other in ("", called) else (called, other)
