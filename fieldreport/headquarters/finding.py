"""Finding: the records behind a figure, what is said of difficulties, and who is a buyer of several offices."""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sqlalchemy import select

from fieldreport import text
from fieldreport.duplicates.wording import company_words
from fieldreport.headquarters.counting import chosen
from fieldreport.headquarters.store import Store
from fieldreport.headquarters.tables import CONTENT, PACKAGE, RECORD
from fieldreport.plan import Plan, Task
from fieldreport.records.action import ACTION
from fieldreport.records.difficulty import DIFFICULTY, OPEN, RESOLVED
from fieldreport.records.organisation import ORGANISATION

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: A record as its office has signed it.
Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Counted:
    """A record that counts towards a task, and the package that says so."""

    office: str
    id: str
    reference: str
    type: str
    day: date
    revision: int
    period: str
    issue: int
    package: str


def counted(store: Store, plan: Plan, task: Task, first: date, last: date, office: str = "") -> list[Counted]:
    """The records that a task's figure is made of, by office and day, of all offices or of one."""
    day = RECORD.c.facts[task.counting.date].as_string()
    where = chosen(task.counting, max(first, plan.start), min(last, plan.end))
    if office:
        where.append(RECORD.c.office == office)
    with store.reading() as connection:
        rows = connection.execute(
            select(
                RECORD.c.office,
                RECORD.c.record,
                RECORD.c.facts["reference"].as_string(),
                RECORD.c.type,
                day,
                RECORD.c.revision,
                PACKAGE.c.period,
                PACKAGE.c.issue,
                PACKAGE.c.sha256,
            )
            .join(PACKAGE, (PACKAGE.c.contents == RECORD.c.contents) & PACKAGE.c.counts.is_(True))
            .where(*where)
        ).all()
    found = [
        Counted(
            row[0], row[1], row[2] or "", row[3], date.fromisoformat(row[4]), row[5], row[6], row[7], row[8]
        )
        for row in rows
    ]
    # Records that stand in several packages alike are told once, by the earliest of these.
    once = {(one.office, one.id): one for one in sorted(found, key=lambda one: one.period, reverse=True)}
    return sorted(once.values(), key=lambda one: (one.office, one.day, one.reference, one.id))


def said(connection: Connection, rows: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Said]:
    """Records as they were signed, by content and id."""
    wanted: dict[str, set[str]] = {}
    for contents, record in rows:
        wanted.setdefault(contents, set()).add(record)
    found: dict[tuple[str, str], Said] = {}
    for contents, records in wanted.items():
        lines = connection.scalar(select(CONTENT.c.lines).where(CONTENT.c.contents == contents))
        for one in records_of(lines or b""):
            if one["id"] in records:
                found[contents, one["id"]] = one
    return found


def records_of(lines: bytes) -> Iterator[Said]:
    """The records of a package's content."""
    for line in zlib.decompress(lines).split(b"\n") if lines else ():
        if line:
            yield json.loads(line)


# ---- difficulties and remedies -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difficulty:
    """A difficulty as its office has said it last."""

    office: str
    id: str
    reference: str
    kind: str
    status: str
    escalated: bool
    chapters: tuple[str, ...]
    reported_on: str
    contents: str


def difficulties(store: Store, last: date) -> list[Difficulty]:
    """All difficulties reported by a day, by office and day."""
    rows = _last(store, DIFFICULTY.name, RECORD.c.day <= last.isoformat())
    return [
        Difficulty(
            row["office"],
            row["record"],
            row["facts"].get("reference", ""),
            row["facts"].get("kind", ""),
            row["facts"].get("status", ""),
            row["facts"].get("escalated") == "true",
            tuple(row["facts"].get("hs_codes", "").split()),
            row["facts"].get("reported_on", ""),
            row["contents"],
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many difficulties there are of one kind, chapter or country."""

    of: str
    all: int
    open: int
    resolved: int
    escalated: int


def tallied(found: Sequence[Difficulty], by: str, countries: Mapping[str, str]) -> list[Tally]:
    """Difficulties counted by ``kind``, ``chapter`` or ``country`` (that of the office), the most first."""
    counts: dict[str, Counter[str]] = {}
    for one in found:
        keys = {
            "kind": (one.kind,),
            "chapter": one.chapters or ("",),
            "country": (countries.get(one.office, ""),),
        }[by]
        for key in keys:
            counter = counts.setdefault(key, Counter())
            counter["all"] += 1
            counter["open"] += one.status in OPEN
            counter["resolved"] += one.status in RESOLVED
            counter["escalated"] += one.escalated and one.status in OPEN
    made = [
        Tally(key, one["all"], one["open"], one["resolved"], one["escalated"]) for key, one in counts.items()
    ]
    return sorted(made, key=lambda one: (-one.all, one.of))


def remedies(store: Store, last: date) -> dict[tuple[str, int], list[Said]]:
    """The remedial actions raised by a day, by office and task, as they were signed; the latest first."""
    rows = [
        row
        for row in _last(store, ACTION.name, RECORD.c.day <= last.isoformat())
        if row["facts"].get("kind") == "remedial" and row["facts"].get("task")
    ]
    with store.reading() as connection:
        known = said(connection, [(row["contents"], row["record"]) for row in rows])
    found: dict[tuple[str, int], list[Said]] = {}
    for row in sorted(rows, key=lambda one: one["day"], reverse=True):
        action = known.get((row["contents"], row["record"]))
        if action is not None:
            found.setdefault((row["office"], int(row["facts"]["task"])), []).append(action)
    return found


def _last(store: Store, record_type: str, *where: Any) -> list[Mapping[str, Any]]:
    columns = [RECORD.c.office, RECORD.c.record, RECORD.c.day, RECORD.c.contents, RECORD.c.facts]
    with store.reading() as connection:
        found = connection.execute(
            select(*columns).where(
                RECORD.c.type == record_type, RECORD.c["last"].is_(True), RECORD.c.archived.is_(False), *where
            )
        )
        rows = [dict(row) for row in found.mappings()]
    return sorted(rows, key=lambda one: (one["office"], one["day"], one["record"]))


# ---- buyers --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shared:
    """An organisation that several offices have: its names, and each office's reference and id of it."""

    names: tuple[str, ...]
    country: str
    by_office: tuple[tuple[str, str, str], ...]
    #: What says so: ``registration``, ``website`` or ``name``.
    evidence: tuple[str, ...]


def shared_buyers(store: Store, last: date) -> list[Shared]:
    """Organisations that are surely the same in several offices: one registration number, website, or name and country.

    Names are compared in every language without the words that many companies have (Ltd., 주식회사, লিমিটেড); what is
    only like another is left to the offices, who know their buyers.
    """
    rows = _last(store, ORGANISATION.name, RECORD.c.day <= last.isoformat())
    groups = _Groups(len(rows))
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows):
        for same in _evidence(row["facts"]):
            first = seen.setdefault(same, number)
            if first != number:
                groups.join(first, number, same[0])
    found = []
    for members, evidence in groups.all():
        offices = {rows[at]["office"] for at in members}
        if len(offices) < 2:
            continue
        names = [name for at in members for name in rows[at]["facts"].get("name", "").split("\n") if name]
        found.append(
            Shared(
                tuple(dict.fromkeys(names)),
                next((country for at in members if (country := rows[at]["facts"].get("country"))), ""),
                tuple(
                    (rows[at]["office"], rows[at]["facts"].get("reference", ""), rows[at]["record"])
                    for at in members
                ),
                tuple(sorted(evidence)),
            )
        )
    return sorted(found, key=lambda one: (-len({office for office, *_ in one.by_office}), one.names))


def _evidence(facts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    number = re.sub(r"[^0-9A-Za-z]", "", facts.get("registration_number", ""))
    if len(number) >= 6:
        yield "registration", f"{facts.get('country', '')} {number.casefold()}"
    site = urlsplit(facts.get("website", "")).hostname if "//" in facts.get("website", "") else None
    if site:
        yield "website", site.removeprefix("www.")
    common = company_words()
    for name in facts.get("name", "").split("\n"):
        words = [one for one in re.findall(r"\w+", text.fold(name)) if one not in common]
        if len("".join(words)) >= 4 and facts.get("country"):
            yield "name", f"{facts['country']} {' '.join(words)}"


class _Groups:
    """Which of some things belong together, and by what."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))
        self._evidence: dict[int, set[str]] = {}

    def _top(self, at: int) -> int:
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at

    def join(self, one: int, other: int, evidence: str) -> None:
        first, second = sorted((self._top(one), self._top(other)))
        self._above[second] = first
        self._evidence.setdefault(first, set()).update({evidence}, self._evidence.pop(second, set()))

    def all(self) -> Iterator[tuple[list[int], set[str]]]:
        members: dict[int, list[int]] = {}
        for at in range(len(self._above)):
            members.setdefault(self._top(at), []).append(at)
        for top, group in members.items():
            if len(group) > 1:
                yield group, self._evidence.get(top, set())
