"""Batch: what one file brought in, found in the history and taken back as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from fieldreport.failures import InputAtFault, Problem
from fieldreport.importing.turn import alone
from fieldreport.language import N_
from fieldreport.record import Record
from fieldreport.store import Store
from fieldreport.store.bulk import Bulk
from fieldreport.store.change import ARCHIVED, CREATED, Revision
from fieldreport.store.undoing import TAKE_BACK, undone

#: How the history calls a change that came from a file: this word and the batch's name.
WHAT = "import"
#: The reason with which a record that was taken back is archived; the same as for every undoing.
UNDONE = "undone"
PART = 500

NO_BATCH = N_("Nothing was brought in under the name “{name}”.")
NO_BATCH_BUT = N_("Nothing was brought in under the name “{name}”; the last ones are {known}.")
KEPT_CHANGED = N_("{reference} was changed after it was brought in, so it is kept.")
KEPT_NAMED = N_("{reference} is named by other records that were written later, so it is kept.")
KEPT_BATCH = N_(
    "{reference} is named by records that came with {batch} later, so it is kept."
    " Please take {batch} back first, then this one once more."
)
KEPT_WITH = N_("{reference} is named by {other}, which is kept, so it is kept too.")
NEWER_FIRST = N_(
    "{newer} was brought in after {batch} and changed its records. Nothing is taken back;"
    " please take {newer} back first, then {batch}."
)
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
        " AND key NOT IN (SELECT value FROM json_each(?)) ORDER BY key DESC LIMIT ?",
        (f"{WHAT} *", undone(store), most),
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
        self._no_longer = undone(store)
        # What is still there first: two files brought in at once may have been given one name.
        rows = store.database.rows(
            "SELECT key FROM change_set WHERE what = ?"
            " ORDER BY key IN (SELECT value FROM json_each(?)), key DESC",
            (f"{WHAT} {name.strip()}", self._no_longer),
        )
        if not rows:
            known = ", ".join(one.name for one in batches(store, 3))
            raise InputAtFault(Problem(NO_BATCH_BUT if known else NO_BATCH, {"name": name, "known": known}))
        self._change_set = int(rows[0][0])
        self._bulk = Bulk(store, by, TAKE_BACK, undoes=self._change_set)
        self._ids: list[str] = [
            row[0]
            for row in store.database.rows(
                "SELECT DISTINCT record_id FROM change WHERE change_set = ?", (self._change_set,)
            )
        ]
        self._name = name.strip()
        self._kept: dict[str, Problem] = {}
        self.undone = Undone(len(self._ids))

    def run(self, part: int = PART) -> Iterator[Undone]:
        """Take it back, and tell after each part what was done so far.

        Raises ``InputAtFault`` where a batch brought in later must go first, ``MachineAtFault`` where a file is being
        brought in. A record that is kept keeps what it points at.
        """
        with alone(self._store):
            with self._store.database.reading():
                self._refuse_older()
                self._find_kept()
            yield from self._parts(part)

    def _parts(self, part: int) -> Iterator[Undone]:
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

    # ---- what stays -------------------------------------------------------------------------------------------

    def _asked(self, sql: str) -> list[Any]:
        """Rows of a query, in which ``:own`` is the batch, and ``:created`` the sign of what it added; later changes
        count that are in force and do not take later ones back."""
        counts = (
            "(undoes IS NULL OR undoes <= :own) AND later.change_set > :own"
            " AND later.change_set NOT IN (SELECT value FROM json_each(:undone))"
        )
        values = {
            "own": self._change_set,
            "created": CREATED,
            "archived": ARCHIVED,
            "undone": self._no_longer,
        }
        return self._store.database.rows(sql.format(counts=counts), values)

    def _refuse_older(self) -> None:
        found = self._asked(
            "SELECT what FROM change AS mine JOIN change AS later USING (record_id)"
            " JOIN change_set ON change_set.key = later.change_set"
            " WHERE mine.change_set = :own AND mine.field IN (:created, later.field) AND later.field <> :archived"
            f" AND what GLOB '{WHAT} *' AND {{counts}} ORDER BY later.change_set DESC LIMIT 1"
        )
        if found:
            newer = found[0][0].removeprefix(f"{WHAT} ")
            raise InputAtFault(Problem(NEWER_FIRST, {"newer": newer, "batch": self._name}))

    def _find_kept(self) -> None:
        """Which of the added records stay: those that people changed, that others name, and what these name."""
        added = {
            row[0]
            for row in self._asked(
                "SELECT mine.record_id FROM change AS mine WHERE change_set = :own AND field = :created"
            )
        }
        for (one,) in self._asked(
            "SELECT DISTINCT record_id FROM change AS mine JOIN change AS later USING (record_id)"
            " JOIN change_set ON change_set.key = later.change_set WHERE mine.change_set = :own"
            " AND mine.field = :created AND later.field <> :archived AND {counts}"
        ):
            self._keep(KEPT_CHANGED, one)
        naming: dict[str, list[str]] = {}
        for target, pointing, batch in self._asked(
            "SELECT link.target_id, link.record_id, what FROM change AS mine JOIN link ON target_id = mine.record_id"
            " LEFT JOIN change AS first ON first.record_id = link.record_id AND first.field = :created"
            " LEFT JOIN change_set ON change_set.key = first.change_set"
            " WHERE mine.change_set = :own AND mine.field = :created"
        ):
            if pointing in added:
                naming.setdefault(pointing, []).append(target)
            elif target not in self._kept and not self._is_archived(pointing):
                known = str(batch or "")
                if known.startswith(f"{WHAT} "):
                    self._keep(KEPT_BATCH, target, batch=known.removeprefix(f"{WHAT} "))
                else:
                    self._keep(KEPT_NAMED, target)
        left = [one for one in self._kept if not self._is_archived(one)]
        while left:
            one = left.pop()
            for target in naming.get(one, ()):
                if target not in self._kept:
                    self._keep(KEPT_WITH, target, other=self._store.record(one).reference)
                    left.append(target)

    def _keep(self, message: str, record_id: str, **values: str) -> None:
        reference = self._store.record(record_id).reference
        self._kept.setdefault(record_id, Problem(message, {"reference": reference, **values}))

    def _is_archived(self, record_id: str) -> bool:
        return self._store.record(record_id).archived is not None

    # ---- what was before --------------------------------------------------------------------------------------

    def _before(self, record_id: str) -> Revision | None:
        """A record as it was before the batch; None where nothing of it is to be taken back."""
        record = self._store.record(record_id)
        history = self._store.database.rows(
            "SELECT field, old, change_set = :own, change_set > :own AND (undoes IS NULL OR undoes <= :own)"
            " AND change_set NOT IN (SELECT value FROM json_each(:undone))"
            " FROM change JOIN change_set ON change_set.key = change_set WHERE record_id = :id ORDER BY revision",
            {"own": self._change_set, "undone": self._no_longer, "id": record_id},
        )
        own = [(name, old) for name, old, is_own, _ in history if is_own]
        if any(name == CREATED for name, _ in own):
            return self._added(record)
        return self._restored(record, own, {one[0] for one in history if one[3]})

    def _added(self, record: Record) -> Revision | None:
        if record.archived is not None:
            return None
        if record.id in self._kept:
            self.undone.kept.append(self._kept[record.id])
            return None
        self.undone.archived += 1
        return Revision(record, record.values, UNDONE)

    def _restored(
        self, record: Record, own: Sequence[tuple[str, str | None]], later: set[str]
    ) -> Revision | None:
        values = dict(record.values)
        restored = False
        for name, old in dict(reversed(own)).items():
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
