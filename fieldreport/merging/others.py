"""Others: two records that somebody has said not to be the same, however alike they look."""

from __future__ import annotations

from collections.abc import Iterator

from fieldreport.failures import InputAtFault, Problem
from fieldreport.language import N_
from fieldreport.merging.merge import OTHER_TYPE
from fieldreport.store import Change, Revision, Store
from fieldreport.store.change import NOT_SAME

TWO_ALIKE = N_("{reference} is given twice; please give the references of two records.")
#: What these kinds of change are called in the history.
WHAT, REVOKED = "not_same", "maybe_same"


def not_same(store: Store, one: str, other: str, *, by: str) -> Change:
    """Remember that two records (references or ids) are not the same: they are no more suggested as duplicates.

    Both remember it, in one step that can be undone. Raises ``InputAtFault`` for one record and for two types.
    """
    return _mark(store, one, other, by, are_others=True)


def maybe_same(store: Store, one: str, other: str, *, by: str) -> Change:
    """Take back that two records are not the same; nothing is changed where nobody has said so."""
    return _mark(store, one, other, by, are_others=False)


def _mark(store: Store, one: str, other: str, by: str, *, are_others: bool) -> Change:
    def revisions() -> Iterator[Revision]:
        first, second = store.record(one), store.record(other)
        if first.id == second.id:
            raise InputAtFault(Problem(TWO_ALIKE, {"reference": first.reference}))
        if first.type.name != second.type.name:
            raise InputAtFault(Problem(OTHER_TYPE, {"keep": first.reference, "drop": second.reference}))
        for record, others in ((first, second), (second, first)):
            there = store.mark(record.id, NOT_SAME) or []
            if are_others == (others.id in there):
                continue
            rest = [each for each in there if each != others.id]
            marks = {NOT_SAME: [*rest, others.id] if are_others else rest}
            yield Revision(record, record.values, record.archived, marks)

    return store.revise(revisions, by, WHAT if are_others else REVOKED)
