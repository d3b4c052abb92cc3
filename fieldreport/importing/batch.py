"""Batch: what one file brought in, found in the history and taken back as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from fieldreport.failures import InputAtFault, Problem
from fieldreport.language import N_
from fieldreport.record import Record
from fieldreport.store import Store
from fieldreport.store.bulk import Bulk
from fieldreport.store.change import ARCHIVED, CREATED, Revision

#: How the history calls a change that came from a file: this word and the batch's name.
WHAT = "import"
#: The reason with which a record that was taken back is archived; the same as for every undoing.
UNDONE = "undone"
PART = 500

NO_BATCH = N_("Nothing was brought in under the name “{name}”.")
NO_BATCH_BUT = N_("Nothing was brought in under the name “{name}”; the last ones are {known}.")
KEPT_CHANGED = N_("{reference} was changed after it was brought in, so it is kept.")
KEPT_NAMED = N_("{reference} is named by other records that were written later, so it is kept.")
KEPT_FIELD = N_("{reference} was changed in this field since, so it stays as it is.")


@dataclass(frozen=True)
class Batch:
    """One file brought in: its name, when and by whom, how many records it added and changed."""

    name: str
    at: str
    by: str
    added: int
    changed: int


@dataclass
class Undone:
    """What was taken back, so far: records put away, records made what they were; what was kept and why."""

    total: int
    archived: int = 0
    restored: int = 0
    done: int = 0
    kept: list[Problem] = field(default_factory=list)
    #: A record of each type that was written, for whoever shows such records.
    touched: dict[str, str] = field(default_factory=dict)


def next_name(store: Store, today: date) -> str:
    """The name of a new batch: the day, and a number."""
    begin = f"{WHAT} {today.isoformat()}-"
    taken = [
        row[0] for row in store.database.rows("SELECT what FROM change_set WHERE what GLOB ?", (f"{begin}*",))
    ]
    numbers = [int(one.removeprefix(begin)) for one in taken if one.removeprefix(begin).isdigit()]
    return f"{today.isoformat()}-{max(numbers, default=0) + 1}"


def batches(store: Store, most: int = 20) -> list[Batch]:
    """The last batches that have not been taken back, the newest first."""
    found = []
    for key, at, by, what in store.database.rows(
        "SELECT key, at, by, what FROM change_set WHERE what GLOB ?"
        " AND key NOT IN (SELECT undoes FROM change_set WHERE undoes IS NOT NULL) ORDER BY key DESC LIMIT ?",
        (f"{WHAT} *", most),
    ):
        added, all_of_them = store.database.row(
            "SELECT count(*) FILTER (WHERE field = ?), count(DISTINCT record_id) FROM change WHERE change_set = ?",
            (CREATED, key),
        )
        found.append(Batch(what.removeprefix(f"{WHAT} "), at, by, added, all_of_them - added))
    return found


class Undo:
    """Takes a batch back, part by part. What people did since is never touched."""

    def __init__(self, store: Store, name: str, by: str) -> None:
        """Raises ``InputAtFault`` for a name that no batch has."""
        self._store = store
        rows = store.database.rows("SELECT key FROM change_set WHERE what = ?", (f"{WHAT} {name.strip()}",))
        if not rows:
            known = ", ".join(one.name for one in batches(store, 3))
            raise InputAtFault(Problem(NO_BATCH_BUT if known else NO_BATCH, {"name": name, "known": known}))
        self._change_set = int(rows[0][0])
        self._bulk = Bulk(store, by, "undo", undoes=self._change_set)
        self._ids: list[str] = [
            row[0]
            for row in store.database.rows(
                "SELECT DISTINCT record_id FROM change WHERE change_set = ?", (self._change_set,)
            )
        ]
        self._own = set(self._ids)
        self.undone = Undone(len(self._ids))

    def run(self, part: int = PART) -> Iterator[Undone]:
        """Take it back, and tell after each part what was done so far."""
        if not self._ids:
            yield self.undone
        for start in range(0, len(self._ids), part):
            some = self._ids[start : start + part]
            with self._store.database.reading():
                changes = [one for record_id in some if (one := self._before(record_id)) is not None]
            change, _ = self._bulk.write([], changes)
            for type_name, record_id in change.records:
                self.undone.touched.setdefault(type_name, record_id)
            self.undone.done += len(some)
            yield replace(self.undone, kept=list(self.undone.kept), touched=dict(self.undone.touched))

    def _before(self, record_id: str) -> Revision | None:
        """A record as it was before the batch; None where nothing of it is to be taken back."""
        record = self._store.record(record_id)
        history = self._store.database.rows(
            "SELECT revision, field, change_set, old FROM change WHERE record_id = ? ORDER BY revision",
            (record_id,),
        )
        own = [one for one in history if one[2] == self._change_set]
        last = max(one[0] for one in own)
        later = {one[1] for one in history if one[0] > last and one[2] != self._change_set}
        if any(one[1] == CREATED for one in own):
            return self._added(record, later)
        return self._restored(record, own, later)

    def _added(self, record: Record, later: set[str]) -> Revision | None:
        if record.archived is not None:
            return None
        if later - {ARCHIVED}:
            self._keep(KEPT_CHANGED, record)
            return None
        if any(
            one[1] not in self._own and not self._is_archived(one[0], one[1])
            for one in self._store.pointing_at(record.id)
        ):
            self._keep(KEPT_NAMED, record)
            return None
        self.undone.archived += 1
        return Revision(record, record.values, UNDONE)

    def _is_archived(self, type_name: str, record_id: str) -> bool:
        found = self._store.find(record_id)
        return found is not None and self._store.page(found[0], [found[1]])[0].archived is not None

    def _restored(self, record: Record, own: Sequence[Any], later: set[str]) -> Revision | None:
        values = dict(record.values)
        restored = False
        for name, old in {one[1]: one[3] for one in reversed(own)}.items():
            if name not in record.type.by_name:
                continue
            field_of = record.type.field(name)
            before = field_of.from_json(None if old is None else json.loads(old))
            if name in later:
                if values[name] != before:
                    self.undone.kept.append(Problem(KEPT_FIELD, {"reference": record.reference}, name))
                continue
            values[name], restored = before, True
        if not restored:
            return None
        self.undone.restored += 1
        return Revision(record, values, record.archived)

    def _keep(self, message: str, record: Record) -> None:
        self.undone.kept.append(Problem(message, {"reference": record.reference}))
