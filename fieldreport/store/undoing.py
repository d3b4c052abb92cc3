"""Undoing: what every record was before a change set, and whether that can still be brought back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fieldreport.failures import InputAtFault, Problem
from fieldreport.language import N_
from fieldreport.store.change import ARCHIVED, CREATED, MARKS, Revision
from fieldreport.store.query import Queries

NOTHING_TO_UNDO = N_("There is nothing to undo.")
NOTHING_TO_REDO = N_("There is nothing to do again.")
CHANGED_SINCE = N_(
    "{reference} was changed again after that, so it cannot be undone; please undo the later change first."
)


#: What is said in the history of a write that takes back, and of one that takes back the taking back.
UNDO, REDO = "undo", "redo"
#: What is said of a taking back that is an act of its own, to be undone like any other: that of a whole batch.
TAKE_BACK = "take back"


def undone(queries: Queries) -> str:
    """The change sets that are not in force, as a list in JSON: what took them back was not taken back itself."""
    found: set[int] = set()
    for key, undoes in queries.database.rows(
        "SELECT key, undoes FROM change_set WHERE undoes IS NOT NULL ORDER BY key DESC"
    ):
        if key not in found:
            found.add(undoes)
    return json.dumps(sorted(found))


def last(queries: Queries, what: str = UNDO) -> int:
    """The last change set that can be undone, or with ``REDO`` the undoing that can be taken back.

    A change is done again only while nothing else was written since. Raises ``InputAtFault`` when there is none.
    """
    in_force = "key NOT IN (SELECT value FROM json_each(:undone))"
    found = queries.database.row(
        f"SELECT key FROM change_set WHERE what IN ('{UNDO}', '{TAKE_BACK}') AND {in_force} AND key >= coalesce("
        f"(SELECT max(key) FROM change_set WHERE undoes IS NULL OR what = '{TAKE_BACK}'), 0) ORDER BY key DESC LIMIT 1"
        if what == REDO
        else f"SELECT key FROM change_set WHERE (undoes IS NULL OR what IN ('{REDO}', '{TAKE_BACK}')) AND {in_force}"
        " AND what <> 'sample' ORDER BY key DESC LIMIT 1",
        {"undone": undone(queries)},
    )
    if found is None:
        raise InputAtFault(Problem(NOTHING_TO_REDO if what == REDO else NOTHING_TO_UNDO))
    return int(found[0])


def refuse_changed(queries: Queries, change_set: int) -> None:
    """Raise ``InputAtFault`` where the change set is undone already, or what it changed was changed again."""
    no_longer = undone(queries)
    if not queries.database.row(
        "SELECT 1 FROM change_set WHERE key = ? AND key NOT IN (SELECT value FROM json_each(?))",
        (change_set, no_longer),
    ):
        raise InputAtFault(Problem(NOTHING_TO_UNDO))
    # What came later and was undone again has left no trace, nor has the undoing of it.
    later = queries.database.row(
        "SELECT later.record_id FROM change AS mine JOIN change AS later USING (record_id, field)"
        " JOIN change_set ON change_set.key = later.change_set"
        " WHERE mine.change_set = :key AND later.change_set > :key AND coalesce(undoes, 0) <= :key"
        " AND later.change_set NOT IN (SELECT value FROM json_each(:undone)) LIMIT 1",
        {"key": change_set, "undone": no_longer},
    )
    if later is not None:
        reference = queries.record(later[0]).reference
        raise InputAtFault(Problem(CHANGED_SINCE, {"reference": reference}))


def before(queries: Queries, change_set: int) -> Iterator[Revision]:
    """What each record was before the change set. What came later was undone already, or changed something else."""
    changed: dict[str, dict[str, Any]] = {}
    for record_id, name, old in queries.database.rows(
        "SELECT record_id, field, old FROM change WHERE change_set = ? ORDER BY revision", (change_set,)
    ):
        # What one large change changed twice was first what its first change found there.
        changed.setdefault(record_id, {}).setdefault(name, None if old is None else json.loads(old))
    for record_id, fields in changed.items():
        record = queries.record(record_id)
        if CREATED in fields:
            yield Revision(record, record.values, "undone")
            continue
        marks = {name: fields[name] for name in MARKS if name in fields}
        values = {
            name: record.type.field(name).from_json(old)
            for name, old in fields.items()
            if name != ARCHIVED and name not in MARKS
        }
        archived = fields.get(ARCHIVED, record.archived)
        yield Revision(record, {**record.values, **values}, archived, marks)
