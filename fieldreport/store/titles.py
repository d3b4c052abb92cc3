"""Titles: what people call a record, made from the fields its type names, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fieldreport.field import Values
from fieldreport.language import Language
from fieldreport.record import Record, RecordType
from fieldreport.store.query import Queries

#: Between the parts of a title made from several fields.
SEPARATOR = " · "
#: A title may name records whose titles name records; further down only the reference is said.
DEPTH = 2
#: SQLite's parameters for one query.
MOST_AT_ONCE = 500


class Titles:
    """Titles by record id, kept once found; ``forget`` those that changed."""

    def __init__(self, store: Queries, language: Language) -> None:
        self._store = store
        self._language = language
        self._known: dict[str, str] = {}

    def __call__(self, record_id: str) -> str:
        if record_id not in self._known:
            self.prefetch([record_id])
        return self._known.get(record_id, record_id)

    def of(self, record: Record) -> str:
        """The title of a record that is at hand."""
        self.prefetch(self._linked(record.type, record.values))
        return self._title(record.type, record.values, record.reference)

    def forget(self, record_ids: Iterable[str] = ()) -> None:
        """Forget titles that may have changed; all of them when none is named, for titles are made of titles."""
        self._known.clear()

    def prefetch(self, record_ids: Iterable[str], depth: int = DEPTH) -> None:
        """Find many titles with one query a record type."""
        wanted = [one for one in dict.fromkeys(record_ids) if one not in self._known]
        by_type: dict[str, list[int]] = {}
        for start in range(0, len(wanted), MOST_AT_ONCE):
            part = wanted[start : start + MOST_AT_ONCE]
            for type_name, key in self._store.database.rows(
                f"SELECT type, key FROM record WHERE id IN ({', '.join('?' * len(part))})", part
            ):
                by_type.setdefault(type_name, []).append(key)
        for type_name, keys in by_type.items():
            record_type = self._store.types[type_name]
            parts = self._store.parts(record_type, keys, record_type.title)
            if depth > 0:
                self.prefetch(
                    (linked for one in parts for linked in self._linked(record_type, one.values)), depth - 1
                )
            for one in parts:
                self._known[one.id] = self._title(record_type, one.values, one.reference)

    def _linked(self, record_type: RecordType, values: Values) -> Sequence[str]:
        return [
            linked for name in record_type.title for linked in record_type.field(name).links(values.get(name))
        ]

    def _title(self, record_type: RecordType, values: Values, reference: str) -> str:
        parts = [
            record_type.field(name).show(values.get(name), self._language, self._shallow)
            for name in record_type.title
        ]
        return SEPARATOR.join(part for part in parts if part) or reference

    def _shallow(self, record_id: str) -> str:
        return self._known.get(record_id, "")
