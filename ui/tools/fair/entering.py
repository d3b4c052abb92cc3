"""The rows in which results are entered: what each cell says, what was typed into it, and how that is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from fieldreport.failures import Problem
from fieldreport.language import N_, Language
from fieldreport.record import Record
from fieldreport.records.meeting import MEETING
from ui.desk import Desk
from ui.tables.model import TONE
from ui.tables.tones import TONES
from ui.tools.fair.answers import said_of

if TYPE_CHECKING:
    from fieldreport.events import Planned

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
SLOT, COMPANY, BUYER, STATUS, VALUE, SAID, TABLE, REFERENCE = range(8)
COLUMNS = (SLOT, COMPANY, BUYER, STATUS, VALUE, SAID, TABLE, REFERENCE)
#: The columns in which something is entered, and the fields it goes to.
FIELDS = {STATUS: "status", VALUE: "value", SAID: "said"}
#: The problem of a cell, or None.
PROBLEM = Qt.ItemDataRole.UserRole + 20
#: Rows of which the notes are read together.
PAGE = 60
NOT_SAVED = N_("This was typed and is not saved yet; press Enter on it to save it.")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a cell and is not saved; ``problem`` says why not, None while it is on its way."""

    text: str
    problem: Problem | None = None


class ResultsModel(QAbstractTableModel):
    """Meetings down the day. What a cell holds is told by ``entered``; saving it is the view's part."""

    #: Something was typed into a cell (record id, field name, text).
    entered = Signal(str, str, str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.meetings: Sequence[Planned] = ()
        self.typed: dict[tuple[str, str], Typed] = {}
        self._rows: dict[str, int] = {}
        self._names: Mapping[str, str] = {}
        self._said: dict[int, str] = {}
        self._language: Language = desk.language

    def put(self, meetings: Sequence[Planned], names: Mapping[str, str]) -> None:
        """Show other meetings; the same ones keep what is marked and what is being typed."""
        language = self._desk.language
        same = language is self._language and [one.key for one in meetings] == [
            one.key for one in self.meetings
        ]
        if not same:
            self.beginResetModel()
        self.meetings, self._names, self._language = meetings, names, language
        self._said = {}
        self._rows = {one.record_id: row for row, one in enumerate(meetings)}
        if not same:
            self.endResetModel()
        elif meetings:
            self.dataChanged.emit(self.index(0, 0), self.index(len(meetings) - 1, REFERENCE))

    def row_of(self, record_id: str) -> int:
        """Where a meeting stands; -1 where it does not."""
        return self._rows.get(record_id, -1)

    def keep(self, record_id: str, field: str, typed: Typed | None) -> None:
        """Show what was typed into a cell, or with None what is saved there."""
        if typed is None:
            self.typed.pop((record_id, field), None)
        else:
            self.typed[record_id, field] = typed
        self._tell(record_id)

    def follow(self, record: Record) -> None:
        """Show a meeting as it was saved."""
        row = self.row_of(record.id)
        if row < 0:
            return
        changed = replace(
            self.meetings[row], status=record["status"], absent=record["absent"], value=record["value"]
        )
        self.meetings = [*self.meetings[:row], changed, *self.meetings[row + 1 :]]
        self._said.pop(changed.key, None)
        self._tell(record.id)

    def _tell(self, record_id: str) -> None:
        row = self.row_of(record_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, REFERENCE))

    # ---- what Qt asks --------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.meetings)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        known = super().flags(index)
        return known | Qt.ItemFlag.ItemIsEditable if index.column() in FIELDS else known

    def typed_at(self, index: Index) -> Typed | None:
        """What was typed into a cell and is not saved."""
        field = FIELDS.get(index.column())
        return None if field is None else self.typed.get((self.meetings[index.row()].record_id, field))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one, typed = self.meetings[index.row()], self.typed_at(index)
        problem = None if typed is None else typed.problem
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return typed.text if typed is not None else self._text(one, index)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            shown = typed.text if typed is not None else self._text(one, index)
            return (
                shown
                if problem is None
                else f"{shown}\n{self._language.say(problem.message, **problem.values)}"
            )
        if role == PROBLEM:
            return problem
        if role == TONE and index.column() == STATUS and typed is None:
            return TONES.get(one.status, "calm")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        field = FIELDS.get(index.column())
        if role != Qt.ItemDataRole.EditRole or field is None:
            return False
        self.entered.emit(self.meetings[index.row()].record_id, field, str(value))
        return True

    def _text(self, one: Planned, index: Index) -> str:
        language = self._language
        match index.column():
            case 0:
                parts = [
                    "" if one.day is None else language.day(one.day, "short"),
                    language.reference(one.slot),
                ]
                return "  ".join(part for part in parts if part)
            case 1 | 2:
                return self._names.get(one.company if index.column() == COMPANY else one.buyer, "")
            case 3:
                return said_of(one.status, one.absent, language)
            case 4:
                return "" if one.value is None else language.money(one.value)
            case 5:
                return self._note(index.row())
            case _:
                return language.reference(one.table if index.column() == TABLE else one.reference)

    def _note(self, row: int) -> str:
        """What was said, read page by page: nobody looks at forty thousand notes at once."""
        one = self.meetings[row]
        if one.key not in self._said:
            start = row - row % PAGE
            page = self.meetings[start : start + PAGE]
            texts = MEETING.field("said")
            self._said.update(dict.fromkeys((each.key for each in page), ""))
            for part in self._desk.office.store.parts(MEETING, [each.key for each in page], ("said",)):
                self._said[part.key] = texts.show(part.values["said"], self._language)
        return " ".join(self._said[one.key].split())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            say = self._language.say
            return (
                *(say("Slot"), say("Company"), say("Buyer"), say("Status")),
                *(say("Consultation value"), say("What was said"), say("Table"), say("Reference")),
            )[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(
                Qt.TextFlag.TextWordWrap
            )
        return None
