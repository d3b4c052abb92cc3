"""Matching: which record that is there already a row is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fieldreport import text
from fieldreport.duplicates import SUBJECTS, Duplicates, Likely
from fieldreport.duplicates.evidence import Evidence
from fieldreport.importing.draft import Draft
from fieldreport.importing.fresh import Fresh
from fieldreport.importing.linking import is_sure
from fieldreport.language import N_
from fieldreport.parsing import Unreadable
from fieldreport.record import RecordType
from fieldreport.store import Store
from fieldreport.store.database import quoted

SEVERAL_FIT = N_("Several records fit this row: {references}. Please write the reference of the one it is.")
NOT_HERE = N_("There is no record “{name}”; give a reference like BL-0012 or a record's id.")
OTHER_TYPE = N_("“{name}” is a record of another kind.")

#: By what records of a type are known to be the same, besides what a number says. What the file does not have is left
#: out, but never what stands before the bar.
_SAME: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "lead": (("buyer", "products"), ("received_on",)),
    "event": (("name",), ("starts_on",)),
    "meeting": (("company", "buyer", "held_on"), ("event", "slot")),
    "outcome": (("kind", "dated"), ("meeting", "lead", "amount")),
    "difficulty": (("company", "description"), ("reported_on", "kind")),
    "activity": (("company", "description"), ("task", "done_on", "kind")),
    "signal": (("headline",), ("seen_on",)),
    "action": (("what",), ("raised_on", "about")),
}
#: A number that is one record's for ever.
_NUMBERS = {"lead": "tradekorea_number"}


class Matcher:
    """Finds the records of rows. A record that was there is taken for one row only, unless it is known by name."""

    def __init__(
        self, record_type: RecordType, store: Store, duplicates: Duplicates, given: set[str]
    ) -> None:
        """``given`` are the fields that the file has."""
        self._type = record_type
        self._store = store
        self._duplicates = duplicates
        self.by_likeness = record_type.name in SUBJECTS
        needed, also = _SAME.get(record_type.name, ((), ()))
        self._key = (*needed, *(one for one in also if one in given)) if given.issuperset(needed) else ()
        self._number = _NUMBERS.get(record_type.name, "")
        if self._number not in given:
            self._number = ""
        self._there: dict[tuple[object, ...], list[str]] = {}
        self._numbers: dict[object, str] = {}
        self._fresh_numbers: dict[object, str] = {}
        if not self.by_likeness:
            self._read_there()
        #: The office had none of these before: what this file adds is found by what is kept of it here.
        self._is_first = self.by_likeness and duplicates.has_none(record_type)
        self._fresh = Fresh(record_type, duplicates) if self.by_likeness else None

    def _read_there(self) -> None:
        names = (*self._key, *([self._number] if self._number else []))
        if not names:
            return
        columns = ", ".join(quoted(next(iter(self._type.field(name).columns()))) for name in names)
        cursor = self._store.database.execute(
            f"SELECT id, {columns} FROM {quoted(self._type.name)} WHERE archived IS NULL ORDER BY key"
        )
        while rows := cursor.fetchmany(2_000):
            for record_id, *cells in rows:
                if self._number and cells[-1]:
                    self._numbers.setdefault(_plain(cells[-1]), record_id)
                if self._key:
                    key = tuple(map(_plain, cells[: len(self._key)]))
                    self._there.setdefault(key, []).append(record_id)

    # ---- by name and by what only one has ---------------------------------------------------------------------

    def by_name(self, draft: Draft) -> str:
        """The id of the record that a row calls by its reference or id; raises ``Unreadable`` when there is none."""
        found = self._store.find(draft.called)
        if found is None:
            raise Unreadable(NOT_HERE, name=draft.called)
        if found[0].name != self._type.name:
            raise Unreadable(OTHER_TYPE, name=draft.called)
        row = self._store.database.row(f"SELECT id FROM {quoted(self._type.name)} WHERE key = ?", (found[1],))
        return str(row[0])

    def by_values(self, values: Mapping[str, Any]) -> str:
        """The id of the record with the same number, or the same in all that makes it itself; empty for none."""
        if self._number and values.get(self._number):
            known = self._numbers.get(_plain(values[self._number]))
            if known:
                return known
        if not self._key or any(values.get(one) is None for one in _SAME[self._type.name][0]):
            return ""
        key = tuple(
            _plain(self._type.field(one).to_columns(values[one])[0]) if values.get(one) is not None else None
            for one in self._key
        )
        found = self._there.get(key)
        # Each is taken once, so that two rows that are alike but for what tells nothing of it stay two records.
        return found.pop(0) if found else ""

    # ---- by likeness ------------------------------------------------------------------------------------------

    def evidence(self, values: Mapping[str, Any]) -> Evidence:
        """What a row says of who its record is."""
        return self._duplicates.evidence(self._type, values)

    def like(self, evidence: Sequence[Evidence]) -> list[list[Likely]]:
        """The records that were there before and are like those of rows."""
        return [[] for _ in evidence] if self._is_first else self._duplicates.of_many(self._type, evidence)

    def repeated(self, evidence: Evidence) -> tuple[str, Likely | None]:
        """The id of the record of an earlier row of the file that a row is about too, or else one that is like it."""
        like: Likely | None = None
        for one in self._fresh.like(evidence) if self._fresh is not None else ():
            if is_sure(one):
                return one.id, None
            like = like or one
        return "", like

    def remember(self, record_id: str, evidence: Evidence | None, values: Mapping[str, Any]) -> None:
        """A record that this file adds."""
        if self._fresh is not None and evidence is not None:
            self._fresh.remember(record_id, evidence, values)
        elif self._number and values.get(self._number):
            self._fresh_numbers[_plain(values[self._number])] = record_id

    def same_number(self, values: Mapping[str, Any]) -> str:
        """The id of the record of an earlier row of the file that has the same number; empty for none."""
        number = values.get(self._number) if self._number else None
        return self._fresh_numbers.get(_plain(number), "") if number else ""


def chosen(found: Sequence[Likely]) -> str:
    """The id of the one record that is surely meant; empty for none, ``Unreadable`` where several are."""
    sure = [one for one in found if is_sure(one)]
    if len(sure) > 1 and not (sure[0].score == 100 and sure[1].score < 100):
        raise Unreadable(SEVERAL_FIT, references=", ".join(one.reference for one in sure[:3]))
    return sure[0].id if sure else ""


def _plain(cell: object) -> object:
    return text.one_line(cell).casefold() if isinstance(cell, str) else cell
