"""Duplicates: records that may be the same as another one, each with its reasons. They are suggested, never merged."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from fieldreport.duplicates import sound
from fieldreport.duplicates.evidence import (
    ALIKE_NAME,
    EXACT_NAME,
    SUGGESTED,
    Evidence,
    Reason,
    Shape,
    compare,
    gather,
    names_differ,
)
from fieldreport.duplicates.index import Index
from fieldreport.duplicates.naming import Reader
from fieldreport.field import Values
from fieldreport.record import Record, RecordType
from fieldreport.store.change import NOT_SAME
from fieldreport.store.database import quoted
from fieldreport.store.query import PAGE, Part, Queries

__all__ = ["SUBJECTS", "Duplicates", "Likely", "Pair", "Reason", "Walk"]

#: The record types that have duplicates worth telling of: others are written about, these are.
SUBJECTS = ("organisation", "contact")
#: Records looked at for one answer: more of them share so common a word that it tells nothing.
MOST_CANDIDATES = 200
#: Records that may share a part before it tells nothing, when all records are looked through. Of up to ``FEW`` each is
#: compared with every other one; of more only with the ``NEXT`` added after it, so that what was put in twenty times is
#: found, one after the other, and a common name costs no more than a rare one.
MOST_IN_BLOCK, FEW, NEXT = 60, 12, 2
#: Parts looked at in one step of a walk: about a tenth of a second.
STEP = 100
#: Pairs that a walk remembers having compared; then it forgets them and may compare some again. About 30 MB.
MOST_COMPARED = 250_000

T = TypeVar("T")
#: Hears how much of how much has been looked through.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Likely:
    """A record that is likely the one asked about: ``score`` of 100, and why, the best reason first.

    ``name`` is its name as it was first written down.
    """

    id: str
    reference: str
    name: str
    score: int
    reasons: tuple[Reason, ...]
    #: The two are called by names that have little in common.
    other_name: bool = False


@dataclass(frozen=True)
class Pair:
    """Two records that are likely the same: references and ids, the one asked about last; the name of the other."""

    references: tuple[str, str]
    ids: tuple[str, str]
    name: str
    score: int
    reasons: tuple[Reason, ...]


def _to_compare(block: Sequence[T]) -> Iterator[tuple[T, T]]:
    if len(block) <= FEW:
        yield from itertools.combinations(block, 2)
        return
    for at, one in enumerate(block):
        yield from ((one, other) for other in block[at + 1 : at + 1 + NEXT])


@dataclass
class Walk:
    """How far the records of a type have been looked through for duplicates. It holds no office: any thread may go on.

    ``done`` of ``total`` blocks tell how far. ``told`` are the pairs of keys that were told, ``compared`` those that
    were compared last: most share more than one part.
    """

    type: str
    total: int = 0
    done: int = 0
    part: str = ""
    told: set[tuple[int, int]] = field(default_factory=set)
    compared: set[tuple[int, int]] = field(default_factory=set)

    @property
    def finished(self) -> bool:
        """Whether everything has been looked through."""
        return self.done >= self.total


class Duplicates:
    """Finds what is likely the same among an office's records. It belongs to one thread, as the office does."""

    def __init__(self, store: Queries, folder: Path | None) -> None:
        """``folder`` is where the index is kept between two runs; without one it is made in memory."""
        self._store = store
        self._shapes = {name: Shape.of(store.types[name]) for name in SUBJECTS if name in store.types}
        self._readers = {name: Reader(people=shape.is_person) for name, shape in self._shapes.items()}
        self._index = Index(folder, store, list(self._shapes))

    def close(self) -> None:
        """Close the index."""
        self._index.close()

    def knows(self, record_type: RecordType) -> bool:
        """Whether records of this type are looked at."""
        return record_type.name in self._shapes

    @staticmethod
    def fields_of(record_type: RecordType) -> tuple[str, ...]:
        """The fields of a type that are looked at."""
        return Shape.of(record_type).fields

    def update(self, most: int | None = None) -> bool:
        """Take in what changed, at most about so many new records of a type; whether something is left for later.

        Without it the answers are of the records as they were found before.
        """
        return self._index.update(self._keys_of, most) > 0

    def of(self, record_type: RecordType, values: Values, *, but: str = "", limit: int = 5) -> list[Likely]:
        """Records likely the same as one with these values, the likeliest first; ``but`` is the id of that one itself.

        Those that somebody said are others than that one are not told. ``values`` may be of a record that is being
        written: what it lacks is passed over.
        """
        if not self.knows(record_type):
            return []
        asked = self._evidence(record_type.name, values)
        others = set(self._store.mark(but, NOT_SAME) or ()) if but else set()
        found = []
        for part in self._parts(record_type.name, self._candidates(record_type.name, asked)):
            if part.id == but or part.id in others:
                continue
            other = self._evidence(record_type.name, part.values)
            score, reasons = compare(asked, other)
            if score >= SUGGESTED:
                found.append(Likely(part.id, part.reference, other.name, score, reasons))
        return sorted(found, key=lambda one: (-one.score, one.reference))[:limit]

    def has_none(self, record_type: RecordType) -> bool:
        """Whether nothing is known of any record of this type, so that nothing need be asked."""
        return self._index.is_empty(record_type.name)

    def evidence(self, record_type: RecordType, values: Values) -> Evidence:
        """What these values say of who a record is, for ``of_many``, ``likely`` and ``take``."""
        return self._evidence(record_type.name, values)

    def of_many(self, record_type: RecordType, asked: Sequence[Evidence]) -> list[list[Likely]]:
        """For each the records likely the same, the likeliest first, as ``of`` would find them by what is whole.

        Only those are compared that share a whole name as it sounds, an address, a telephone or a registration number:
        a slip in a name is not looked for, which would take a thousand times as long. The index is not brought up.
        """
        name = record_type.name
        parts = [one.whole_parts() for one in asked]
        sharing = self._index.sharing_each(name, {part for one in parts for part in one}, MOST_IN_BLOCK)
        keys = {key for found in sharing.values() for key in found}
        known = {
            part.key: (part, self._evidence(name, part.values)) for part in self._parts(name, sorted(keys))
        }
        answers = []
        for one, own in zip(asked, parts, strict=True):
            found = []
            for key in {key for part in own for key in sharing.get(part, ())}:
                if key in known:
                    there, other = known[key]
                    likely = self.likely(one, other, there.id, there.reference)
                    if likely is not None:
                        found.append(likely)
            answers.append(sorted(found, key=lambda each: (-each.score, each.reference)))
        return answers

    @staticmethod
    def likely(asked: Evidence, other: Evidence, record_id: str, reference: str) -> Likely | None:
        """How likely ``other`` is the same as what is asked about; None where it is not worth telling."""
        score, reasons = compare(asked, other)
        if score < SUGGESTED:
            return None
        # Names that are a reason have much in common, which need not be found out a second time.
        by_name = any(one.message in (EXACT_NAME, ALIKE_NAME) for one in reasons)
        other_name = not by_name and names_differ(asked, other)
        return Likely(record_id, reference, other.name, score, reasons, other_name)

    def take(self, record_type: RecordType, records: Sequence[tuple[int, set[str]]], *, new: bool) -> None:
        """Take records into the index whose parts are known already: new ones, their keys rising, or changed ones."""
        self._index.take(record_type.name, records, new=new)

    def pairs(self, record_type: RecordType, progress: Progress | None = None) -> Iterator[Pair]:
        """Every two records that are likely the same, but those that somebody said are not.

        Only those are compared that share a part few others have. ``progress`` hears how much has been looked through;
        whoever has enough stops asking.
        """
        walk = self.walk(record_type)
        while not walk.finished:
            yield from self.step(walk)
            if progress is not None:
                progress(walk.done, walk.total)

    def walk(self, record_type: RecordType) -> Walk:
        """The beginning of a walk through all records of a type, to be gone on with by ``step``."""
        if not self.knows(record_type):
            return Walk(record_type.name)
        return Walk(record_type.name, self._index.count_blocks(record_type.name, MOST_IN_BLOCK))

    def step(self, walk: Walk, blocks: int = STEP) -> list[Pair]:
        """Go on for so many blocks of records that share a part; the pairs found in them, each once in a walk.

        Each step looks at the records as they are: between two of them anything may be changed.
        """
        found = [] if walk.finished else self._index.blocks(walk.type, MOST_IN_BLOCK, walk.part, blocks)
        if len(found) < blocks:
            walk.done = walk.total
        else:
            # There may be more of them by now than there were when it began.
            walk.part, walk.done = found[-1][0], min(walk.done + len(found), walk.total - 1)
        there = self._present(walk.type, {key for _, keys in found for key in keys})
        pairs: list[Pair] = []
        if len(walk.compared) > MOST_COMPARED:
            walk.compared.clear()
        for _, keys in found:
            block = [there[key] for key in sorted(keys) if key in there]
            for (first, mine), (second, theirs) in _to_compare(block):
                both = (first.key, second.key)
                if both in walk.told or both in walk.compared:
                    continue
                walk.compared.add(both)
                score, reasons = compare(theirs, mine)
                if score >= SUGGESTED and not self._are_others(first.id, second.id):
                    walk.told.add(both)
                    references, ids = (first.reference, second.reference), (first.id, second.id)
                    pairs.append(Pair(references, ids, mine.name, score, reasons))
        return pairs

    def among(self, records: Iterable[Record]) -> list[Pair]:
        """Of these records each that is likely the same as another one, the likeliest of them.

        Of two that are both asked about the first one is told of.
        """
        found: dict[frozenset[str], Pair] = {}
        for record in records:
            for one in self.of(record.type, record.values, but=record.id, limit=1):
                pair = Pair(
                    (one.reference, record.reference), (one.id, record.id), one.name, one.score, one.reasons
                )
                found.setdefault(frozenset(pair.ids), pair)
        return list(found.values())

    # ---- candidates ----------------------------------------------------------------------------------------------

    def _candidates(self, name: str, asked: Evidence) -> list[int]:
        sure = [part for part in asked.parts() if part[0] in "edpr"]
        keys = self._index.sharing(name, sure, MOST_CANDIDATES) if sure else []
        for divided in asked.divided.values():
            for one in divided:
                if not one.whole:
                    continue
                whole = sorted(f"w:{near}" for near in sound.near(one.whole))
                keys += self._index.sharing(name, whole, MOST_CANDIDATES)
                words = [[f"n:{near}" for near in sound.near(word.loose)] for word in one.own if word.loose]
                if len(words) > 1:
                    # Of two or three own words all must be found again, or the names are not alike.
                    longest = sorted(words, key=len, reverse=True)[:2]
                    keys += self._index.sharing_all(name, longest, MOST_CANDIDATES)
        return list(dict.fromkeys(keys))[: 2 * MOST_CANDIDATES]

    def _keys_of(self, name: str, keys: Sequence[int]) -> Iterable[tuple[int, set[str]]]:
        table = self._store.tables[name]
        names = self._shapes[name].fields
        marks = ", ".join("?" * len(keys))
        for row in self._store.database.rows(
            f"SELECT key, {table.columns_of(names)} FROM {table.name} WHERE key IN ({marks})", list(keys)
        ):
            yield row[0], self._evidence(name, table.values_of(names, row[1:])).parts()

    def _parts(self, name: str, keys: Sequence[int]) -> list[Part]:
        if not keys:
            return []
        there: list[int] = []
        for start in range(0, len(keys), PAGE):
            page = list(keys[start : start + PAGE])
            marks = ", ".join("?" * len(page))
            rows = self._store.database.rows(
                f"SELECT key FROM {quoted(name)} WHERE key IN ({marks}) AND archived IS NULL", page
            )
            there += [row[0] for row in rows]
        record_type = self._store.types[name]
        return self._store.parts(record_type, there, self._shapes[name].fields)

    def _present(self, name: str, keys: set[int]) -> dict[int, tuple[Part, Evidence]]:
        """The records with these keys that are not archived, each with its evidence, read together."""
        return {
            part.key: (part, self._evidence(name, part.values)) for part in self._parts(name, sorted(keys))
        }

    def _are_others(self, one: str, other: str) -> bool:
        return other in (self._store.mark(one, NOT_SAME) or ())

    def _evidence(self, name: str, values: Values) -> Evidence:
        return gather(self._shapes[name], values, self._readers[name])
