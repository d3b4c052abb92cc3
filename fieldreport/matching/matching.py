"""Matching: the best candidates for a lead or a company, found by an index and compared as they are now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fieldreport.duplicates.index import Index
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Values
from fieldreport.language import N_
from fieldreport.matching.evidence import SUGGESTED, Meeting, Reason, compare
from fieldreport.matching.profile import Profile, Reader
from fieldreport.record import Record
from fieldreport.records.lead import ACTIVE
from fieldreport.store.database import quoted
from fieldreport.store.query import Part, Queries

if TYPE_CHECKING:
    from fieldreport.store import Change, Store

FILE_NAME = "matching.db"
#: Raised when other parts are made of the same records.
VERSION = 1
TYPES = ("organisation", "lead", "meeting")
#: Leads for which a company may still be found: what is won, lost or no lead at all needs none.
OPEN = (*ACTIVE, "dormant")
#: A Korean company, as the record of an organisation says it.
COMPANY, COUNTRY = "company", "KR"

#: Records taken of one part: a part that more share tells nearly nothing, and the newest ones are worth most.
MOST_OF_PART = 1_000
#: Records compared for one answer.
MOST_COMPARED = 80
#: Meetings looked at for one answer, the newest ones.
MOST_MEETINGS = 300
#: What a part counts for in choosing whom to compare; the comparison itself weighs again.
_HINTS = {"6": 66, "p": 56, "4": 30, "w": 10, "2": 4}

NOT_MATCHED = N_("Matches are found for leads and for Korean companies; {reference} is neither.")
NO_LEAD = N_("{reference} is no lead.")

_MEETING_FIELDS = ("company", "buyer", "held_on", "status", *Reader.MEETING)
_COMPANY_FIELDS = ("roles", "country", *Reader.ORGANISATION)
_LEAD_FIELDS = ("buyer", "status", "matched_companies", *Reader.LEAD)


@dataclass(frozen=True)
class Candidate:
    """A company for a lead, or a lead for a company: ``score`` of 100, and why, the best reason first.

    ``matched`` says that the lead has the company among its matched ones already.
    """

    id: str
    reference: str
    score: int
    reasons: tuple[Reason, ...]
    matched: bool


class Matching:
    """Finds what fits among an office's records. It belongs to one thread, as the office does."""

    def __init__(self, store: Queries, folder: Path | None = None) -> None:
        """``folder`` is where the index is kept between two runs; without one it is made in memory."""
        self._store = store
        self._reader = Reader()
        self._index = Index(folder, store, TYPES, FILE_NAME, VERSION)
        self._shares: dict[str, float] = {}
        self._companies = 0

    def close(self) -> None:
        """Close the index; closing twice is harmless."""
        self._index.close()

    def __enter__(self) -> Matching:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def update(self, most: int | None = None) -> bool:
        """Take in what changed, at most about so many new records of a type; whether something is left for later."""
        self._shares.clear()
        self._companies = 0
        return self._index.update(self._keys_of, most) > 0

    def candidates(self, record: Record, limit: int = 10) -> list[Candidate]:
        """What fits a lead or a company; raises ``InputAtFault`` for any other record."""
        if record.type.name == "lead":
            return self.companies_for(record, limit)
        if is_company(record):
            return self.leads_for(record, limit)
        raise InputAtFault(Problem(NOT_MATCHED, {"reference": record.reference}))

    @staticmethod
    def is_open(lead: Record) -> bool:
        """Whether a lead still needs companies."""
        return lead["status"] in OPEN

    @classmethod
    def matches(cls, record: Record) -> bool:
        """Whether anything is matched with a record: an open lead, or a Korean company; neither when put away."""
        if record.archived is not None:
            return False
        return cls.is_open(record) if record.type.name == "lead" else is_company(record)

    def companies_for(self, lead: Record, limit: int = 10) -> list[Candidate]:
        """The Korean companies that fit a lead, the best first; none for one that is won, lost or invalid."""
        if not self.is_open(lead):
            return []
        wanted = self._reader.lead(lead.values)
        buyer = lead["buyer"]
        with_buyer = self._meetings(self._pointing(buyer, "meeting", "buyer"))
        about = self._meetings(self._sharing("meeting", wanted, ("6", "p")))
        hints = self._hints("organisation", wanted)
        met = {one.company for one in (*with_buyer, *about)}
        hints.update(dict.fromkeys(self._keys([*met]), 40))
        known = self._reader.organisation(
            self._values("organisation", [buyer], Reader.ORGANISATION).get(buyer, {})
        )
        found: list[Candidate] = []
        for part in self._best("organisation", hints, _COMPANY_FIELDS):
            if not _is_company(part.values):
                continue
            score, reasons = compare(
                wanted,
                self._reader.organisation(part.values),
                self._share,
                with_buyer=[one for one in with_buyer if one.company == part.id],
                with_others=[one for one in about if one.company == part.id and one.buyer != buyer],
                buyer=known,
            )
            matched = part.id in (lead["matched_companies"] or ())
            found.append(Candidate(part.id, part.reference, score, reasons, matched))
        return _first(found, limit)

    def leads_for(self, company: Record, limit: int = 10) -> list[Candidate]:
        """The open leads that a company fits, the best first; none for what is no Korean company."""
        if not is_company(company):
            return []
        offered = self._reader.organisation(company.values)
        meetings = self._meetings(self._pointing(company.id, "meeting", "company"))
        by_buyer: dict[str, list[Meeting]] = defaultdict(list)
        for one in meetings:
            by_buyer[one.buyer].append(one)
        hints = self._hints("lead", Profile.joined([offered, *(one.about for one in meetings)]))
        for buyer in by_buyer:
            hints.update(dict.fromkeys(self._pointing(buyer, "lead", "buyer"), 16))
        parts = [one for one in self._best("lead", hints, _LEAD_FIELDS) if one.values["status"] in OPEN]
        buyers = self._values(
            "organisation", list({one.values["buyer"] for one in parts}), Reader.ORGANISATION
        )
        found: list[Candidate] = []
        for part in parts:
            buyer = part.values["buyer"]
            score, reasons = compare(
                self._reader.lead(part.values),
                offered,
                self._share,
                with_buyer=by_buyer.get(buyer, ()),
                with_others=[one for one in meetings if one.buyer != buyer],
                buyer=self._reader.organisation(buyers.get(buyer, {})),
            )
            matched = company.id in (part.values["matched_companies"] or ())
            found.append(Candidate(part.id, part.reference, score, reasons, matched))
        return _first(found, limit)

    # ---- candidates ------------------------------------------------------------------------------------------------

    def _keys_of(self, name: str, keys: Sequence[int]) -> Iterable[tuple[int, set[str]]]:
        names = {"organisation": _COMPANY_FIELDS, "lead": _LEAD_FIELDS, "meeting": _MEETING_FIELDS}[name]
        for part in self._store.parts(self._store.types[name], keys, names):
            if name == "organisation":
                if _is_company(part.values):
                    yield part.key, {"company", *self._reader.organisation(part.values).parts()}
            elif name == "lead":
                yield part.key, self._reader.lead(part.values).parts()
            elif part.values["status"] == "held":
                yield part.key, self._reader.meeting(part.values).parts()

    def _share(self, part: str) -> float:
        """How many of all companies have a part too, beside the one that is looked at, from 0 to 1."""
        if not self._companies:
            self._companies = max(self._index.count("organisation", COMPANY), 1)
        if part not in self._shares:
            others = max(self._index.count("organisation", part) - 1, 0)
            self._shares[part] = min(others / self._companies, 1.0)
        return self._shares[part]

    def _hints(self, name: str, profile: Profile) -> Counter[int]:
        """Keys of records that share parts of a profile, and how much speaks for each at first sight."""
        hints: Counter[int] = Counter()
        for part in profile.parts() | self._reader.usual(profile):
            kind = part.partition(":")[0]
            worth = _HINTS[kind] if kind in "64" else round(_HINTS[kind] * (1 - self._share(part)) ** 2)
            if worth:
                for key in self._index.shares(name, part, MOST_OF_PART):
                    hints[key] += worth
        return hints

    def _sharing(self, name: str, profile: Profile, kinds: Sequence[str]) -> list[int]:
        parts = [one for one in profile.parts() if one.partition(":")[0] in kinds]
        keys = {key for part in parts for key in self._index.shares(name, part, MOST_MEETINGS)}
        return sorted(keys, reverse=True)[:MOST_MEETINGS]

    def _pointing(self, target: str, name: str, field: str) -> list[int]:
        """Keys of the newest records of a type that point at one by a field."""
        rows = self._store.database.rows(
            "SELECT record.key FROM link JOIN record ON record.id = link.record_id"
            " WHERE link.target_id = ? AND link.field = ? AND record.type = ? ORDER BY record.key DESC LIMIT ?",
            (target, field, name, MOST_MEETINGS),
        )
        return [row[0] for row in rows]

    def _keys(self, ids: Sequence[str]) -> list[int]:
        return [
            row[0]
            for start in range(0, len(ids), 500)
            for part in [ids[start : start + 500]]
            for row in self._store.database.rows(
                f"SELECT key FROM record WHERE id IN ({', '.join('?' * len(part))})", part
            )
        ]

    def _best(self, name: str, hints: Counter[int], fields: Sequence[str]) -> list[Part]:
        """The records for which most speaks at first sight and that are not put away."""
        keys = [key for key, _ in sorted(hints.items(), key=lambda one: (-one[1], -one[0]))[:MOST_COMPARED]]
        return self._parts(name, keys, fields)

    def _parts(self, name: str, keys: Sequence[int], fields: Sequence[str]) -> list[Part]:
        if not keys:
            return []
        marks = ", ".join("?" * len(keys))
        there = self._store.database.rows(
            f"SELECT key FROM {quoted(name)} WHERE key IN ({marks}) AND archived IS NULL", list(keys)
        )
        return self._store.parts(self._store.types[name], [row[0] for row in there], fields)

    def _values(self, name: str, ids: Sequence[str], fields: Sequence[str]) -> Mapping[str, Values]:
        return {one.id: one.values for one in self._parts(name, self._keys(ids), fields)}

    def _meetings(self, keys: Sequence[int]) -> list[Meeting]:
        """The meetings with these keys that were held, the newest first."""
        found = [
            Meeting(
                one.values["company"],
                one.values["buyer"],
                one.values["held_on"],
                self._reader.meeting(one.values),
            )
            for one in self._parts("meeting", keys, _MEETING_FIELDS)
            if one.values["status"] == "held"
        ]
        return sorted(found, key=lambda one: one.day, reverse=True)


def is_company(record: Record) -> bool:
    """Whether a record is a Korean company."""
    return record.type.name == "organisation" and _is_company(record.values)


def add_company(store: Store, lead: str, company: str, by: str) -> Change:
    """Put a company among a lead's matched ones, as they are in this very moment; undone as any other change.

    An empty ``Change`` when it is there already. Raises ``InputAtFault`` for an archived lead or no lead at all.
    """

    def revise(record: Record) -> Values:
        if record.type.name != "lead":
            raise InputAtFault(Problem(NO_LEAD, {"reference": record.reference}))
        matched = record["matched_companies"] or ()
        return (
            record.values
            if company in matched
            else {**record.values, "matched_companies": (*matched, company)}
        )

    return store.rewrite(lead, revise, by)


def _is_company(values: Values) -> bool:
    return COMPANY in (values.get("roles") or ()) and values.get("country") == COUNTRY


def _first(found: Sequence[Candidate], limit: int) -> list[Candidate]:
    told = [one for one in found if one.score >= SUGGESTED]
    return sorted(told, key=lambda one: (-one.score, one.reference))[:limit]
