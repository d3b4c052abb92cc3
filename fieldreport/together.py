"""Together: several records are changed at once, each under its own rules; those refused are told, one undo for all.

A step from one state to another is guarded for each record as if it were taken alone. What somebody gives once for all
(a reason, a company) goes only to the records whose step lacks it, so that nothing that is known is written over; the
reason of opening again is asked for anew and goes to each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fieldreport import text
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json, Reading
from fieldreport.language import N_
from fieldreport.life import STATUS, Need
from fieldreport.record import Record, RecordType
from fieldreport.store import Change, Store, once
from fieldreport.store.change import ARCHIVED, MERGED_INTO, Revision
from fieldreport.store.store import NEEDS_REASON

#: Records changed at once at most: some seconds of writing, for which other saves wait.
MOST = 5_000
TOO_MANY = N_("At most {longest} entries are changed at once; please choose fewer.")


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that stays as it was, and why."""

    id: str
    reference: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of several records: one change, which one undo takes back, and those refused."""

    change: Change
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class Ahead:
    """A state that may follow: how many records have a step there, and what any of those still lacks for it."""

    number: int
    missing: tuple[Need, ...]


def ahead(record_type: RecordType, values: Iterable[Mapping[str, Any]]) -> dict[str, Ahead]:
    """The states that may follow for records with these values, in the order in which the type names its states."""
    life = record_type.life
    found: dict[str, tuple[int, dict[Need, None]]] = {}
    for one in values:
        for step in () if life is None else life.possible(one):
            number, missing = found.get(step.to, (0, {}))
            found[step.to] = (number + 1, {**missing, **dict.fromkeys(step.missing)})
    order = [state for state in (life.steps if life is not None else ()) if state in found]
    return {state: Ahead(found[state][0], tuple(found[state][1])) for state in order}


def change(store: Store, ids: Sequence[str], field: str, value: Json, by: str, reading: Reading) -> Done:
    """Give one field of all these records a value; raises ``InputAtFault`` for too many of them."""
    return _write(store, ids, lambda _: {field: value}, by, reading)


def go_on(
    store: Store, ids: Sequence[str], state: str, given: Mapping[str, Json], by: str, reading: Reading
) -> Done:
    """Take the step into a state with all these records; ``given`` are raw values for what the steps lack.

    A record that is in the state already is neither changed nor refused. Raises ``InputAtFault`` for too many.
    """

    def raw_of(record: Record) -> dict[str, Json]:
        life = record.type.life
        step = None if life is None else life.step(record.values, state)
        lacking = {name for need in (() if step is None else step.missing) for name in need.fields}
        return {**{name: raw for name, raw in given.items() if name in lacking}, STATUS: state}

    return _write(store, ids, raw_of, by, reading)


def archive(store: Store, ids: Sequence[str], reason: str, by: str) -> Done:
    """Put all these records away for one reason; raises ``InputAtFault`` without one, and for too many of them."""
    reason = text.clean(reason).strip()
    if not reason:
        raise InputAtFault(Problem(NEEDS_REASON, {}, ARCHIVED))
    _bound(ids)

    def revisions() -> list[Revision]:
        records = (store.record(one) for one in ids)
        return [Revision(one, one.values, reason) for one in records if one.archived is None]

    return Done(store.revise(revisions, by, "archive"))


def unarchive(store: Store, ids: Sequence[str], by: str) -> Done:
    """Take all these records out of the archive; raises ``InputAtFault`` for too many of them."""
    _bound(ids)

    def revisions() -> list[Revision]:
        records = (store.record(one) for one in ids)
        return [
            Revision(one, one.values, None, {MERGED_INTO: None})
            for one in records
            if one.archived is not None
        ]

    return Done(store.revise(revisions, by, "unarchive"))


def _write(
    store: Store,
    ids: Sequence[str],
    raw_of: Callable[[Record], Mapping[str, Json]],
    by: str,
    reading: Reading,
) -> Done:
    _bound(ids)
    refused: list[Refused] = []

    def revisions() -> list[Revision]:
        found = []
        for one in ids:
            before = store.record(one)
            try:
                revision = Revision(before, store.changed(before, raw_of(before), reading), None)
                once.refuse_changed(store, [revision])
            except InputAtFault as failure:
                refused.append(Refused(before.id, before.reference, tuple(failure.problems)))
            else:
                found.append(revision)
        # Also what two of them would have alike.
        once.refuse_changed(store, found)
        return found

    return Done(store.revise(revisions, by, "set"), tuple(refused))


def _bound(ids: Sequence[str]) -> None:
    if len(ids) > MOST:
        raise InputAtFault(Problem(TOO_MANY, {"longest": MOST}))
