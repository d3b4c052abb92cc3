"""Duplicates: records that may be the same as another one, each with its reasons. They are suggested, never merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fieldreport.duplicates import sound
from fieldreport.duplicates.evidence import SUGGESTED, Evidence, Reason, Shape, compare, gather, names_differ
from fieldreport.duplicates.index import Index
from fieldreport.duplicates.naming import Reader
from fieldreport.field import Values
from fieldreport.record import Record, RecordType
from fieldreport.store.database import quoted
from fieldreport.store.query import Part, Queries

__all__ = ["SUBJECTS", "Duplicates", "Likely", "Pair", "Reason"]

#: The record types that have duplicates worth telling of: others are written about, these are.
SUBJECTS = ("organisation", "contact")
#: Records looked at for one answer: more of them share so common a word that it tells nothing.
MOST_CANDIDATES = 200
#: Records that may share a part before it tells nothing, when all records are looked through.
MOST_IN_BLOCK = 40


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

        ``values`` may be of a record that is being written: what it lacks is passed over.
        """
        if not self.knows(record_type):
            return []
        asked = self._evidence(record_type.name, values)
        found = []
        for part in self._parts(record_type.name, self._candidates(record_type.name, asked)):
            if part.id == but:
                continue
            other = self._evidence(record_type.name, part.values)
            score, reasons = compare(asked, other)
            if score >= SUGGESTED:
                found.append(Likely(part.id, part.reference, other.name, score, reasons))
        return sorted(found, key=lambda one: (-one.score, one.reference))[:limit]

    def evidence(self, record_type: RecordType, values: Values) -> Evidence:
        """What these values say of who a record is, for ``of_many``, ``likely`` and ``take``."""
        return self._evidence(record_type.name, values)

    def of_many(self, record_type: RecordType, asked: Sequence[Evidence]) -> list[list[Likely]]:
        """For each the records likely the same, the likeliest first, as ``of`` would find them by what is whole.

        Only those are compared that share a whole name as it sounds, an address, a telephone or a registration number:
        a slip in a name is not looked for, which would take a thousand times as long. The index is not brought up.
        """
        name = record_type.name
        parts = [[part for part in one.parts() if not part.startswith("n:")] for one in asked]
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
        return Likely(record_id, reference, other.name, score, reasons, names_differ(asked, other))

    def take(self, record_type: RecordType, records: Sequence[tuple[int, Evidence]], *, new: bool) -> None:
        """Take records into the index whose evidence is known already: new ones, or such as have changed."""
        self._index.take(record_type.name, [(key, one.parts()) for key, one in records], new=new)

    def pairs(self, record_type: RecordType) -> Iterator[Pair]:
        """Every two records that are likely the same. Only those are compared that share a part few others have."""
        if not self.knows(record_type):
            return
        seen: set[tuple[int, int]] = set()
        for block in self._index.blocks(record_type.name, MOST_IN_BLOCK):
            parts = sorted(self._parts(record_type.name, block), key=lambda part: part.reference)
            evidence = [self._evidence(record_type.name, part.values) for part in parts]
            numbers = [int(part.reference.rpartition("-")[2]) for part in parts]
            for second in range(len(parts)):
                for first in range(second):
                    both = (min(numbers[first], numbers[second]), max(numbers[first], numbers[second]))
                    if both in seen:
                        continue
                    seen.add(both)
                    score, reasons = compare(evidence[second], evidence[first])
                    if score >= SUGGESTED:
                        yield Pair(
                            (parts[first].reference, parts[second].reference),
                            (parts[first].id, parts[second].id),
                            evidence[first].name,
                            score,
                            reasons,
                        )

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
        marks = ", ".join("?" * len(keys))
        there = self._store.database.rows(
            f"SELECT key FROM {quoted(name)} WHERE key IN ({marks}) AND archived IS NULL", list(keys)
        )
        record_type = self._store.types[name]
        return self._store.parts(record_type, [row[0] for row in there], self._shapes[name].fields)

    def _evidence(self, name: str, values: Values) -> Evidence:
        return gather(self._shapes[name], values, self._readers[name])
