"""Merge: what will become of two records, and making them one in one step that can be undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fieldreport import text
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Values
from fieldreport.fields import TextField, Words
from fieldreport.language import N_
from fieldreport.merging.line import Line, Side, line_of, said
from fieldreport.record import Record, RecordType
from fieldreport.store import Change, Revision, Store
from fieldreport.store.change import MERGED, MERGED_INTO, NOT_SAME
from fieldreport.store.query import Queries
from fieldreport.store.store import APPEND_ONLY, IS_ARCHIVED
from fieldreport.values import Text

#: What this kind of change is called in the history.
WHAT = "merge"
#: The field in which a record remembers what else it is called.
ALIASES = "aliases"

ITSELF = N_("{reference} cannot be merged with itself; please give two records.")
OTHER_TYPE = N_("{keep} and {drop} are records of two types; only records of one type can be merged.")
CHOOSE = N_("Both records say something here; please choose which is kept.")
NO_SUCH_CHOICE = N_("This cannot be chosen here; there is: {sides}.")
NO_FIELD = N_("{type} has no field of this name.")
REASON = "merged into {reference}"


@dataclass(frozen=True)
class Plan:
    """What a merge will do: field by field, and what points at the record that is dropped.

    ``pointing`` counts the records whose links will lead to the kept one, by their type. ``doubts`` are references of
    records that name both in two different fields, such as a meeting of one with the other: then they are likely two.
    """

    keep: Record
    drop: Record
    lines: tuple[Line, ...]
    pointing: Mapping[str, int] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()

    @property
    def conflicts(self) -> list[Line]:
        """The fields of which only one value can stay, so that somebody has to choose."""
        return [line for line in self.lines if line.conflict]

    @property
    def repointed(self) -> int:
        """How many records point at the dropped one and will point at the kept one."""
        return sum(self.pointing.values())

    def result(self, choices: Mapping[str, Side] | None = None) -> dict[str, Any]:
        """The values of the kept record afterwards; where nothing is chosen, as each line says by itself."""
        values = {**self.keep.values}
        for line in self.lines:
            values[line.field.name] = line.results[(choices or {}).get(line.field.name, line.side)]
        return self._with_names(values)

    def _with_names(self, values: dict[str, Any]) -> dict[str, Any]:
        """Every name that either had and the result does not show any more becomes another name of it."""
        record_type = self.keep.type
        if not isinstance(record_type.by_name.get(ALIASES), Words):
            return values
        titles = names_of(record_type)
        shown = {text.fold(one) for name in titles for one in _texts(values.get(name))}
        known = dict.fromkeys(values.get(ALIASES) or ())
        folded = shown | {text.fold(one) for one in known}
        for record in (self.keep, self.drop):
            for name in titles:
                for one in _texts(record.values.get(name)):
                    if text.fold(one) not in folded:
                        folded.add(text.fold(one))
                        known[one] = None
        values[ALIASES] = tuple(one for one in known if text.fold(one) not in shown)
        return values


def names_of(record_type: RecordType) -> list[str]:
    """The fields of a type that name its records in several languages."""
    return [name for name in record_type.title if isinstance(record_type.by_name[name], TextField)]


def _texts(value: object) -> Iterable[str]:
    return said(value).values() if isinstance(value, Text) else ()


def plan(store: Queries, keep: str, drop: str) -> Plan:
    """What merging the record ``drop`` into the record ``keep`` (references or ids) would do; nothing is changed.

    Raises ``InputAtFault`` where they cannot be merged: the same record, two types, archived, or of the ledger.
    """
    one, other = store.record(keep), store.record(drop)
    _refuse(one, other)
    aliases = isinstance(one.type.by_name.get(ALIASES), Words)
    named = names_of(one.type)
    lines = []
    for each in one.type.fields:
        # A link from one to the other would become a link to itself.
        kept = each.pointed(each.pointed(one.values.get(each.name), one.id, ""), other.id, "")
        dropped = each.pointed(each.pointed(other.values.get(each.name), one.id, ""), other.id, "")
        lines.append(line_of(each, kept, dropped, named=each.name in named, aliases=aliases))
    pointing, doubts = _pointing(store, one, other)
    return Plan(one, other, tuple(lines), pointing, doubts)


def _refuse(one: Record, other: Record) -> None:
    if one.id == other.id:
        raise InputAtFault(Problem(ITSELF, {"reference": one.reference}))
    if one.type.name != other.type.name:
        raise InputAtFault(Problem(OTHER_TYPE, {"keep": one.reference, "drop": other.reference}))
    for record in (one, other):
        if record.type.append_only:
            raise InputAtFault(Problem(APPEND_ONLY, {"reference": record.reference}))
        if record.archived is not None:
            raise InputAtFault(Problem(IS_ARCHIVED, {"reference": record.reference}))


def _pointing(store: Queries, one: Record, other: Record) -> tuple[dict[str, int], tuple[str, ...]]:
    ours = {(record_id, name) for _, record_id, name in store.pointing_at(one.id)}
    theirs = [each for each in store.pointing_at(other.id) if each[1] not in (one.id, other.id)]
    records = {record_id: name for name, record_id, _ in theirs}
    fields: dict[str, set[str]] = {}
    for _, record_id, name in theirs:
        fields.setdefault(record_id, set()).add(name)
    # A list that names both names one afterwards; two fields that do so say that these are two.
    torn = sorted({each for each, name in ours if each in fields and fields[each] - {name}})
    doubts = tuple(store.record(each).reference for each in torn[:MOST_DOUBTS])
    return dict(sorted(Counter(records.values()).items())), doubts


#: References of doubtful records that are told: one is enough to think again.
MOST_DOUBTS = 5


def merge(
    store: Store,
    keep: str,
    drop: str,
    choices: Mapping[str, Side] | None = None,
    *,
    by: str,
    reason: str = "",
) -> Change:
    """Make of two records one, in one step: ``keep`` gets the values chosen, whatever points at ``drop`` points at it.

    ``drop`` is archived with ``reason`` and remembers into which record it went. Every conflict needs a choice. Raises
    ``InputAtFault`` with every problem, as ``plan`` does and for values that contradict one another; then nothing is
    changed. ``Store.undo`` brings everything back.
    """

    def revisions() -> Iterator[Revision]:
        found = plan(store, keep, drop)
        refuse_choices(found, choices or {})
        values = _checked(found, found.result(choices))
        marks, others = _marks(store, found)
        yield Revision(found.keep, values, None, marks)
        yield Revision(
            found.drop,
            found.drop.values,
            text.one_line(reason) or REASON.format(reference=found.keep.reference),
            {MERGED_INTO: found.keep.id},
        )
        yield from _led(store, found, others)

    return store.revise(revisions, by, WHAT)


def refuse_choices(found: Plan, choices: Mapping[str, Side], *, all_made: bool = True) -> None:
    """Raise ``InputAtFault`` for choices that there are not, and for conflicts without one if ``all_made``."""
    lines = {line.field.name: line for line in found.lines}
    problems = [
        Problem(NO_FIELD, {"type": found.keep.type.name}, name) for name in choices if name not in lines
    ]
    for name, line in lines.items():
        if name in choices and choices[name] not in line.results:
            sides = ", ".join(line.results)
            problems.append(Problem(NO_SUCH_CHOICE, {"sides": sides}, name))
        elif all_made and line.conflict and name not in choices:
            problems.append(Problem(CHOOSE, {}, name))
    if problems:
        raise InputAtFault(problems)


def _checked(found: Plan, values: dict[str, Any]) -> Values:
    """The values, if they do not contradict one another more than those of the kept record did already."""
    record_type = found.keep.type
    settled: Values = record_type.settled(values) if record_type.settled else values
    there = {(one.field, one.message) for one in record_type.check(found.keep.values)}
    problems = [one for one in record_type.check(settled) if (one.field, one.message) not in there]
    if problems:
        raise InputAtFault(problems)
    return settled


def _marks(store: Queries, found: Plan) -> tuple[dict[str, Any], list[str]]:
    """The marks of the kept record, and the records that were said to be others than the dropped one."""
    keep, drop = found.keep.id, found.drop.id
    merged = [*(store.mark(keep, MERGED) or ()), drop]
    mine = list(store.mark(keep, NOT_SAME) or ())
    others = [one for one in store.mark(drop, NOT_SAME) or () if one != keep and one not in mine]
    marks: dict[str, Any] = {MERGED: merged}
    if others:
        marks[NOT_SAME] = [*mine, *others]
    return marks, others


def _led(store: Queries, found: Plan, others: Sequence[str]) -> Iterator[Revision]:
    """Every record that points at the dropped one, pointing at the kept one; who was another stays another."""
    keep, drop = found.keep.id, found.drop.id
    pointing = {each for _, each, _ in store.pointing_at(drop) if each not in (keep, drop)}
    for each in sorted(pointing | set(others)):
        record = store.record(each)
        values = {
            one.name: one.pointed(record.values.get(one.name), drop, keep) for one in record.type.fields
        }
        marks = {NOT_SAME: [*(store.mark(each, NOT_SAME) or ()), keep]} if each in others else {}
        yield Revision(record, values, record.archived, marks)


def lead_on(store: Queries, record: Record) -> Record | None:
    """The record into which this one was merged in the end; None for one that stands for itself."""
    kept = store.kept(record.id) if record.archived is not None else None
    return store.record(kept) if kept else None
