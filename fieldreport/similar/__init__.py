"""Similar: past difficulties that were resolved and are like another one, with the reasons and what solved them.

Alike is what has the same kind, the same HS codes as far as they go, the same authority, and speaks of the same things
in any of three languages. However many records there are, only the latest few hundred that share one of these are
looked at, found by the indexes that the store has anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from fieldreport.language import N_, Named
from fieldreport.record import Record
from fieldreport.records.difficulty import DIFFICULTY, RESOLVED, RESOLVED_ON
from fieldreport.similar.terms import Term, searchable, terms
from fieldreport.store.query import Part, Queries
from fieldreport.store.schema import has_day
from fieldreport.store.search import Wanted
from fieldreport.values import HsCode, Text

#: What each likeness is worth; together at most 100.
KIND, WORDS, AUTHORITY = 25, 40, 10
SUBHEADING, HEADING, CHAPTER = 25, 18, 8
#: What is less alike is not told of: the same kind, and nothing more.
LEAST = KIND
#: The latest records with a term or heading that are looked at, of the same kind, and of any kind for the chapter.
LATEST, LATEST_OF_KIND, LATEST_OF_ALL = 150, 150, 600
#: Terms that are asked of the index, HS codes that are, and cases whose texts are then read.
ASKED, ASKED_CODES, READ = 10, 5, 250
#: Words of which a reason tells.
TOLD = 6

_FIELDS = ("kind", "status", "hs_codes", "authority", "description", "resolution", "resolved_on")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a case is alike: a catalogue text and its values."""

    message: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Case:
    """A past case: how like it is (1 to 100), why, what solved it and when; ``in_part`` that not all was solved."""

    id: str
    reference: str
    score: int
    reasons: tuple[Reason, ...]
    description: Text
    resolution: Text | None
    resolved_on: object
    in_part: bool


def similar(store: Queries, record: Record, limit: int = 5) -> list[Case]:
    """The past cases most like a difficulty, the likest first and of those the latest; at most ``limit``.

    Raises ``ValueError`` for a record that is no difficulty.
    """
    if record.type.name != DIFFICULTY.name:
        raise ValueError(f"{record.reference} is no difficulty")
    asked = _Asked(store, record)
    with store.database.reading():
        cases = [
            case
            for part in store.parts(DIFFICULTY, asked.candidates(), _FIELDS)
            if part.id != record.id and part.values["status"] in RESOLVED
            for case in asked.compared(part)
        ]
    cases.sort(key=lambda one: (one.score, str(one.resolved_on or "")), reverse=True)
    return cases[:limit]


class _Asked:
    """A difficulty, made ready for being compared with many."""

    def __init__(self, store: Queries, record: Record) -> None:
        self.store = store
        self.record = record
        self.terms = terms(_texts(record["description"]))
        self.codes: Sequence[HsCode] = record["hs_codes"] or ()
        self.weights: dict[Term, float] = {}

    # ---- finding ---------------------------------------------------------------------------------------------

    def candidates(self) -> list[int]:
        """Keys of the past cases that may be like it, those that share most first."""
        votes: dict[int, float] = {}

        def vote(keys: Iterable[int], worth: float) -> None:
            for key in keys:
                votes[key] = votes.get(key, 0) + worth

        for term in self.terms[:ASKED]:
            found = {key for stem in term.stems for key in self._with(stem)}
            self.weights[term] = 1 / (1 + log2(1 + len(found)))
            vote(found, self.weights[term])
        # A term that was not asked for is rather rare than common.
        unknown = min(self.weights.values(), default=0.5)
        self.weights.update((one, unknown) for one in self.terms[ASKED:])
        whole = sum(self.weights.values()) or 1
        votes = {key: worth * WORDS / whole for key, worth in votes.items()}
        for code in self.codes[:ASKED_CODES]:
            if len(code.code) >= 4:
                vote(self._with(code.code[:4]), HEADING)
        vote(self._of_kind(), KIND)
        vote(self._of_chapters(), CHAPTER)
        return sorted(votes, key=lambda key: (-votes[key], -key))[:READ]

    def _with(self, folded: str) -> Iterator[int]:
        found = self.store.index.newest([DIFFICULTY], Wanted((folded,)), LATEST)
        return (key for _, key in found)

    def _of_kind(self) -> list[int]:
        return self._resolved("kind = ?", [self.record["kind"]], LATEST_OF_KIND)

    def _of_chapters(self) -> list[int]:
        chapters = {one.code[:2] for one in self.codes}
        if not chapters:
            return []
        latest = self._resolved("hs_codes IS NOT NULL", [], LATEST_OF_ALL)
        parts = self.store.parts(DIFFICULTY, latest, ("hs_codes",))
        return [
            part.key for part in parts if any(one.code[:2] in chapters for one in part.values["hs_codes"])
        ]

    def _resolved(self, condition: str, parameters: list[object], limit: int) -> list[int]:
        rows = self.store.database.rows(
            # The plus keeps SQLite from reading the index of all records that are not archived instead.
            f"SELECT key FROM difficulty WHERE {has_day(RESOLVED_ON)} AND +archived IS NULL AND {condition}"
            " ORDER BY resolved_on DESC LIMIT ?",
            [*parameters, limit],
        )
        return [row[0] for row in rows]

    # ---- comparing -------------------------------------------------------------------------------------------

    def compared(self, part: Part) -> Iterator[Case]:
        """The case, if it is alike."""
        found = [
            *self._kind(part),
            *self._codes(part.values["hs_codes"] or ()),
            *self._words(part),
            *self._authority(part),
        ]
        score = round(sum(worth for worth, _ in found))
        if score >= LEAST:
            values = part.values
            yield Case(
                part.id,
                part.reference,
                min(score, 100),
                tuple(reason for _, reason in found),
                values["description"],
                values["resolution"],
                values["resolved_on"],
                values["status"] == "resolved_in_part",
            )

    def _kind(self, part: Part) -> Iterator[tuple[float, Reason]]:
        kind = part.values["kind"]
        if kind == self.record["kind"]:
            label = DIFFICULTY.field("kind").choices[kind]  # type: ignore[attr-defined]
            yield KIND, Reason(N_("same kind ({kind})"), {"kind": Named(label, kind)})

    def _codes(self, others: Sequence[HsCode]) -> Iterator[tuple[float, Reason]]:
        mine = [one.code for one in self.codes]
        theirs = [one.code for one in others]
        for length, worth, message in (
            (6, SUBHEADING, N_("same HS subheading ({code})")),
            (4, HEADING, N_("same HS heading ({code})")),
            (2, CHAPTER, N_("same HS chapter ({code})")),
        ):
            shared = {one[:length] for one in mine if len(one) >= length} & {one[:length] for one in theirs}
            if shared:
                code = min(shared)
                shown = f"{code[:4]}.{code[4:]}" if length == 6 else code
                yield worth, Reason(message, {"code": shown})
                return

    def _words(self, part: Part) -> Iterator[tuple[float, Reason]]:
        texts = [*_texts(part.values["description"]), *_texts(part.values["resolution"])]
        searched = searchable("\n".join(texts))
        shared = [one for one in self.terms if one.is_in(searched)]
        if shared:
            whole = sum(self.weights.values())
            worth = WORDS * sum(self.weights[one] for one in shared) / whole
            told = sorted(shared, key=lambda one: -self.weights[one])[:TOLD]
            yield worth, Reason(N_("same words ({words})"), {"words": [one.word for one in told]})

    def _authority(self, part: Part) -> Iterator[tuple[float, Reason]]:
        if self.record["authority"] is not None and part.values["authority"] == self.record["authority"]:
            yield AUTHORITY, Reason(N_("same authority"), {})


def _texts(value: Text | None) -> list[str]:
    if value is None:
        return []
    return [value.original, *(one.text for one in value.translations.values())]
