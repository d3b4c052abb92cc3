"""Draft: one row on its way to a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fieldreport.failures import Problem
from fieldreport.field import Json
from fieldreport.fields import Link, Links, TextField
from fieldreport.importing.cell import plain
from fieldreport.importing.columns import Cells, with_parts
from fieldreport.importing.outcome import Outcome, Without
from fieldreport.importing.table import Cell, Table
from fieldreport.importing.target import Target
from fieldreport.parsing import Unreadable
from fieldreport.record import RecordType

#: Parts of a record that is pointed at that say which one it is.
_IDENTIFY = frozenset({"", "name", "registration_number"})


@dataclass
class Draft:
    """A row's raw input and values by field, what it calls its record, and what is wrong with it.

    ``linked`` has, by field, what the row says of the records it points at: the name under ``""``, and their fields.
    """

    number: int
    raw: dict[str, Json] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    linked: dict[str, dict[str, Json]] = field(default_factory=dict)
    called: str = ""
    #: Fields that the row says nothing of, and that all rows have: a record that is there keeps its own.
    assumed: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    #: What is wrong with cells that the record can do without; ``field`` is the target's path.
    without: list[Problem] = field(default_factory=list)
    #: The id of the record that it is taken for; empty for a new one.
    id: str = ""
    #: It is that record by its name in the file, not by what it is like.
    by_name: bool = False
    #: The id of the new record that it will be.
    reserved: str = ""


class Drafts:
    """Makes drafts of rows."""

    def __init__(
        self,
        record_type: RecordType,
        cells: Sequence[Cells],
        table: Table,
        outcome: Outcome,
        constants: Mapping[str, tuple[Json, Any]],
    ) -> None:
        self._type = record_type
        self._cells = cells
        self._table = table
        self._outcome = outcome
        self._constants = constants
        fields = [one.target.field.name for one in cells if one.target.field is not None]
        self._several = {name for name in fields if fields.count(name) > 1}
        self._columns = {one.target.path: one.column.index for one in cells}
        for one in cells:
            if one.target.field is not None:
                self._columns.setdefault(one.target.field.name, one.column.index)
        self._currencies = {
            one.target.field.name: one.currency
            for one in cells
            if one.target.field is not None and one.currency
        }
        #: Each column's place, how its cells are read, its target, and the field that it gives alone, if it does.
        self._ways = [
            (one.column.index, one.read, one.target, self._given_alone(one.target)) for one in cells
        ]
        #: Where what a field has no room for is kept.
        self._beside = next(
            (one.name for one in record_type.fields if isinstance(one, TextField) and not one.short), ""
        )

    def _given_alone(self, target: Target) -> str:
        if target.field is None or target.linked is not None or isinstance(target.field, Link | Links):
            return ""
        return "" if target.field.name in self._several or target.part else target.field.name

    def place(self, draft: Draft, path: str) -> str:
        """Where in the file a field's cell of a row is; the row where no column gives the field."""
        return self._table.place(draft.number, self._columns.get(path))

    def refused(self, draft: Draft, problems: Sequence[Problem]) -> None:
        """Tell of a row that is left out; what it could have done without is to be put right with the rest."""
        told = sorted([*problems, *draft.without], key=lambda one: self._columns.get(one.field, -1))
        self._outcome.refuse([one.at(place=self.place(draft, one.field)) for one in told])

    def spared(self, draft: Draft) -> None:
        """Tell of a row that is brought in without some of its cells."""
        if draft.without:
            self._outcome.spare(
                [
                    Without(one.at(place=self.place(draft, one.field)), self._said(draft, one.field))
                    for one in draft.without
                ]
            )

    def _said(self, draft: Draft, path: str) -> str:
        index = self._columns.get(path)
        row = self._table.row(draft.number)
        return "" if index is None or index >= len(row) else plain(row[index]).strip()

    def can_do_without(self, path: str) -> bool:
        """Whether a row may be brought in without what the column of ``path`` says: not if its record needs that, or
        if it says which record is meant."""
        name, _, part = path.partition(".")
        field_of = self._type.by_name.get(name)
        if field_of is None or path not in self._columns or name in self._constants:
            return False
        if isinstance(field_of, Link | Links):
            linked = next((one.target.linked for one in self._cells if one.target.path == path), None)
            return linked is not None and not linked.required and part not in _IDENTIFY
        return not field_of.required

    def do_without(self, draft: Draft, problems: Sequence[Problem]) -> bool:
        """Take the fields at fault out of a draft that was read; False, and nothing done, where it needs them."""
        if not all(one.field in draft.values and self.can_do_without(one.field) for one in problems):
            return False
        for one in problems:
            draft.without.append(one)
            draft.values.pop(one.field, None)
            draft.raw.pop(one.field, None)
        return bool(problems)

    def of(self, number: int, row: Sequence[Cell]) -> Draft:
        """The draft of a row."""
        draft = Draft(number)
        parts: dict[str, dict[str, Json]] = {}
        beside: list[str] = []
        width = len(row)
        for index, read_cell, target, alone in self._ways:
            if index >= width:
                continue
            raw, value, notes, kept_beside, unreadable = read_cell(row[index])
            if notes:
                for message, values in notes:
                    self._outcome.note(message, values, self._table.place(number, index), target.path)
            if unreadable is not None:
                wrong = Problem(unreadable.message, unreadable.values, target.path)
                (draft.without if self.can_do_without(target.path) else draft.problems).append(wrong)
                continue
            if raw is None or raw == "" or raw == []:
                continue
            if alone:
                draft.raw[alone] = raw
                draft.values[alone] = value
                if kept_beside:
                    beside.append(kept_beside)
                continue
            if target.field is None:
                draft.called = draft.called or str(raw)
                continue
            name = target.field.name
            if target.linked is not None or isinstance(target.field, Link | Links):
                draft.linked.setdefault(name, {})[target.part] = raw
            else:
                parts.setdefault(name, {})[target.part] = raw
            if kept_beside:
                beside.append(kept_beside)
        self._put_together(draft, parts, beside)
        return draft

    def _put_together(self, draft: Draft, parts: dict[str, dict[str, Json]], beside: Sequence[str]) -> None:
        for name, pieces in parts.items():
            field_of = self._type.by_name[name]
            raw = with_parts(field_of, pieces, self._currencies.get(name, ""))
            if raw is not None:
                draft.raw[name] = raw
        for name, (raw, _) in self._constants.items():
            if name not in draft.raw and name not in draft.linked:
                draft.raw[name] = raw
                draft.assumed.add(name)
        before = draft.raw.get(self._beside)
        if beside and self._beside and (before is None or isinstance(before, str)):
            lines = [*([before] if before else []), ", ".join(beside)]
            draft.raw[self._beside] = "\n".join(lines)
            draft.values.pop(self._beside, None)

    def read_rest(self, draft: Draft, reading: Any) -> None:
        """Read the fields that are made of several columns or are the same in all rows."""
        if len(draft.values) == len(draft.raw):
            return
        unread: list[Problem] = []
        for name, raw in draft.raw.items():
            if name in draft.values:
                continue
            constant = self._constants.get(name)
            if constant is not None and constant[0] is raw:
                draft.values[name] = constant[1]
                continue
            try:
                draft.values[name] = self._type.by_name[name].read(raw, reading)
            except Unreadable as wrong:
                unread.append(Problem(wrong.message, wrong.values, name))
        for one in unread:
            # A sum whose currency is at fault is told of where the sum is.
            if self.can_do_without(one.field):
                draft.without.append(one)
                del draft.raw[one.field]
            else:
                draft.problems.append(one)
