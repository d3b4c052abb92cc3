"""Table: one record type's rows, to and from records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from fieldreport.field import Values
from fieldreport.fields.day import moment_text
from fieldreport.fields.text import TextField
from fieldreport.record import Record, RecordType
from fieldreport.store.database import quoted
from fieldreport.store.schema import IDENTITY_COLUMNS, columns_of
from fieldreport.store.searchable import searchable


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
            *(cell for one in self.type.fields for cell in one.to_columns(record.values.get(one.name))),
        )

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
        for one in self.type.fields:
            found = one.search_text(values.get(one.name)) if one.searched else ""
            if found:
                words.append(found)
                if not isinstance(one, TextField) or one.short:
                    names += found.split("\n")
        return fold("\n".join(words), names)

    def search_changed(self, before: Values, after: Values) -> bool:
        """Whether ``searchable`` may differ between two states of one record: folding twice to see would cost more."""
        return any(one.searched and before.get(one.name) != after.get(one.name) for one in self.type.fields)

    def links(self, values: Values) -> list[tuple[str, str]]:
        """Each link of a record as field and target id."""
        return [
            (one.name, target)
            for one in self.type.fields
            for target in dict.fromkeys(one.links(values.get(one.name)))
        ]


def differences(record_type: RecordType, before: Values, after: Values) -> Mapping[str, tuple[Any, Any]]:
    """The fields that differ, each with its old and new value as JSON."""
    return {
        one.name: (one.to_json(before.get(one.name)), one.to_json(after.get(one.name)))
        for one in record_type.fields
        if before.get(one.name) != after.get(one.name)
    }
