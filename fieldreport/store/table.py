"""Table: one record type's rows, to and from records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from fieldreport.field import Field, JsonField, Values
from fieldreport.fields.day import moment_text
from fieldreport.fields.text import TextField
from fieldreport.record import Record, RecordType
from fieldreport.store.database import quoted
from fieldreport.store.schema import IDENTITY_COLUMNS, columns_of
from fieldreport.store.searchable import searchable

if TYPE_CHECKING:
    from fieldreport.store.store import New


class Table:
    """The SQL of one record type, made once from its fields."""

    def __init__(self, record_type: RecordType) -> None:
        self.type = record_type
        self.name = quoted(record_type.name)
        columns = list(columns_of(record_type))
        self.columns = ", ".join(map(quoted, columns))
        marks = ", ".join("?" * len(columns))
        self.insert_sql = f"INSERT INTO {self.name} ({self.columns}) VALUES ({marks})"
        self._slices: list[tuple[Any, slice]] = []
        start = len(IDENTITY_COLUMNS)
        for one in record_type.fields:
            end = start + len(one.columns())
            self._slices.append((one, slice(start, end)))
            start = end
        #: For each field how its value becomes cells, those of none, and whether values are worth remembering.
        self._ways = [
            (one.name, one.to_columns, one.to_columns(None), isinstance(one, JsonField))
            for one in record_type.fields
        ]
        self._pointing = [
            (one.name, one.links) for one in record_type.fields if type(one).links is not Field.links
        ]
        self._searched = [
            (one.name, one.search_text, not isinstance(one, TextField) or one.short)
            for one in record_type.fields
            if one.searched
        ]

    def row(self, record: Record) -> tuple[Any, ...]:
        """The cells of a record, in the order of the columns."""
        return (
            record.key,
            record.id,
            int(record.reference.rpartition("-")[2]),
            record.office,
            record.language,
            moment_text(record.created_at),
            record.created_by,
            moment_text(record.changed_at),
            record.changed_by,
            record.revision,
            record.archived,
            record.batch,
            *[cell for one in self.type.fields for cell in one.to_columns(record.values.get(one.name))],
        )

    def row_of_new(
        self,
        key: int,
        new: New,
        number: int,
        office: str,
        at: str,
        known: dict[tuple[str, Any], tuple[Any, ...]],
    ) -> tuple[Any, ...]:
        """The cells of a record that is added at this moment; ``known`` as for ``cells``."""
        return (
            key, new.id, number, office, new.language, at, new.by, at, new.by, 1, None, new.batch,
            *self.cells(new.values, known),
        )  # fmt: skip

    def cells(self, values: Values, known: dict[tuple[str, Any], tuple[Any, ...]]) -> list[Any]:
        """The cells of a record's fields, in the order of the columns.

        ``known`` is what values have become before, by their field, for those that come again in many records.
        """
        found: list[Any] = []
        get = values.get
        for name, to_columns, empty, kept in self._ways:
            value = get(name)
            if value is None or value == ():
                found += empty
            elif kept:
                cells = known.get((name, value))
                if cells is None:
                    cells = known[name, value] = to_columns(value)
                found += cells
            else:
                found += to_columns(value)
        return found

    def record(self, row: Sequence[Any]) -> Record:
        """The record of a row."""
        return Record(
            type=self.type,
            key=row[0],
            id=row[1],
            reference=self.reference(row[2]),
            office=row[3],
            language=row[4],
            created_at=datetime.fromisoformat(row[5]),
            created_by=row[6],
            changed_at=datetime.fromisoformat(row[7]),
            changed_by=row[8],
            revision=row[9],
            archived=row[10],
            batch=row[11],
            values={one.name: one.from_columns(row[cells]) for one, cells in self._slices},
        )

    def columns_of(self, names: Sequence[str]) -> str:
        """The columns of these fields, for ``values_of``."""
        return ", ".join(quoted(column) for name in names for column in self.type.field(name).columns())

    def values_of(self, names: Sequence[str], cells: Sequence[Any]) -> dict[str, Any]:
        """The values of these fields from the cells of ``columns_of``."""
        values: dict[str, Any] = {}
        start = 0
        for name in names:
            one = self.type.field(name)
            end = start + len(one.columns())
            values[name] = one.from_columns(cells[start:end])
            start = end
        return values

    def reference(self, number: int) -> str:
        """The reference people say aloud: prefix and at least four digits."""
        return f"{self.type.prefix}-{number:04d}"

    def update(self, before: Record, after: Record) -> tuple[str, list[Any]]:
        """SQL that writes what differs between two states of one record."""
        cells: dict[str, Any] = {
            "changed_at": moment_text(after.changed_at),
            "changed_by": after.changed_by,
            "revision": after.revision,
            "archived": after.archived,
        }
        for one in self.type.fields:
            old, new = before.values.get(one.name), after.values.get(one.name)
            if old != new:
                cells.update(zip(one.columns(), one.to_columns(new), strict=True))
        assignments = ", ".join(f"{quoted(name)} = ?" for name in cells)
        return f"UPDATE {self.name} SET {assignments} WHERE key = ?", [*cells.values(), before.key]

    def searchable(
        self, reference: str, values: Values, fold: Callable[[str, Sequence[str]], str] = searchable
    ) -> str:
        """The text in which search looks for words: the reference and the searched fields.

        Initial consonants are those of names, titles and other short fields; long texts would match any of them.
        """
        words, names = [reference], []
        for name, search_text, is_short in self._searched:
            value = values.get(name)
            found = "" if value is None else search_text(value)
            if found:
                words.append(found)
                if is_short:
                    names += found.split("\n")
        return fold("\n".join(words), names)

    def search_changed(self, before: Values, after: Values) -> bool:
        """Whether ``searchable`` may differ between two states of one record: folding twice to see would cost more."""
        return any(one.searched and before.get(one.name) != after.get(one.name) for one in self.type.fields)

    def links(self, values: Values) -> list[tuple[str, str]]:
        """Each link of a record as field and target id."""
        return [
            (name, target)
            for name, links in self._pointing
            if values.get(name)
            for target in dict.fromkeys(links(values[name]))
        ]


def differences(record_type: RecordType, before: Values, after: Values) -> Mapping[str, tuple[Any, Any]]:
    """The fields that differ, each with its old and new value as JSON."""
    return {
        one.name: (one.to_json(before.get(one.name)), one.to_json(after.get(one.name)))
        for one in record_type.fields
        if before.get(one.name) != after.get(one.name)
    }
