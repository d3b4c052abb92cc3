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
_IN_FORCE = "key NOT IN (SELECT undoes FROM change_set WHERE undoes IS NOT NULL)"


def last(queries: Queries, what: str = UNDO) -> int:
    """The last change set that can be undone, or with ``REDO`` the undoing that can be taken back.

    A change is done again only while nothing else was written since. Raises ``InputAtFault`` when there is none.
    """
    found = queries.database.row(
        f"SELECT key FROM change_set WHERE what = '{UNDO}' AND {_IN_FORCE} AND key > coalesce("
        "(SELECT max(key) FROM change_set WHERE undoes IS NULL), 0) ORDER BY key DESC LIMIT 1"
        if what == REDO
        else f"SELECT key FROM change_set WHERE (undoes IS NULL OR what = '{REDO}') AND {_IN_FORCE}"
        " AND what <> 'sample' ORDER BY key DESC LIMIT 1"
    )
    if found is None:
        raise InputAtFault(Problem(NOTHING_TO_REDO if what == REDO else NOTHING_TO_UNDO))
    return int(found[0])


def refuse_changed(queries: Queries, change_set: int) -> None:
    """Raise ``InputAtFault`` where the change set is undone already, or what it changed was changed again."""
    if not queries.database.row(
        "SELECT 1 FROM change_set WHERE key = ? AND key NOT IN"
        " (SELECT undoes FROM change_set WHERE undoes IS NOT NULL)",
        (change_set,),
    ):
        raise InputAtFault(Problem(NOTHING_TO_UNDO))
    # What came later and was undone again has left no trace, nor has the undoing of it.
    later = queries.database.row(
        "SELECT later.record_id FROM change AS mine JOIN change AS later USING (record_id, field)"
        " JOIN change_set ON change_set.key = later.change_set"
        " WHERE mine.change_set = :undone AND later.change_set > :undone"
        f" AND (coalesce(undoes, 0) <= :undone OR what = '{REDO}')"
        " AND later.change_set NOT IN (SELECT undoes FROM change_set WHERE undoes IS NOT NULL) LIMIT 1",
        {"undone": change_set},
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
