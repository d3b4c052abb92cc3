"""Manifest: what is signed of a workbook: whose report it is, the hash of each record and of each visible sheet."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property
from typing import Any

from fieldreport.field import Json
from fieldreport.fields.day import moment_text
from fieldreport.language import Language
from fieldreport.record import Record
from fieldreport.report.contents import Report
from fieldreport.report.manifest.canonical import canonical, digest

#: The name of the very hidden sheet, the same in every language.
SHEET = "fieldreport"
#: Counts changes of what a manifest and the hidden sheet say.
FORMAT = 1
#: Counts changes of what the records' neutral JSON means; headquarters' programs ask for it.
SCHEMA = 1


class NotAManifest(Exception):
    """The bytes are no manifest that this program knows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of the report: what it is, how often it had been changed, and the hash of its neutral JSON."""

    type: str
    id: str
    revision: int
    hash: str


@dataclass(frozen=True, slots=True)
class SheetDigest:
    """A visible sheet: its name, its rows, and the hash of what its cells hold."""

    name: str
    rows: int
    hash: str


@dataclass(frozen=True, slots=True)
class Seal:
    """Who sealed the report, when, and with which key (its id)."""

    by: str
    at: datetime
    key: str


@dataclass(frozen=True)
class Manifest:
    """Everything that is signed. ``previous`` is the digest of the package before: the issue before, or the period's.

    ``reason`` says why there is another issue; the first has none. ``plan`` is the version of the plan.
    """

    office: str
    period: str
    issue: int
    language: str
    plan: str
    previous: str
    reason: str
    records: tuple[Entry, ...]
    sheets: tuple[SheetDigest, ...] = ()
    seal: Seal | None = None
    format: int = FORMAT
    schema: int = SCHEMA

    def to_json(self) -> dict[str, Json]:
        """The manifest as JSON; lists of lists, because there may be thousands of records."""
        seal = self.seal
        return {
            "format": self.format,
            "schema": self.schema,
            "office": self.office,
            "period": self.period,
            "issue": self.issue,
            "language": self.language,
            "plan": self.plan,
            "previous": self.previous,
            "reason": self.reason,
            "seal": None if seal is None else {"by": seal.by, "at": moment_text(seal.at), "key": seal.key},
            "records": [[one.type, one.id, one.revision, one.hash] for one in self.records],
            "sheets": [[one.name, one.rows, one.hash] for one in self.sheets],
        }

    @cached_property
    def content(self) -> bytes:
        """The canonical bytes: what is signed and what the digest is of."""
        return canonical(self.to_json())

    @property
    def digest(self) -> str:
        """The hash that names this package; the next one says it as its ``previous``."""
        return digest(self.content)

    @classmethod
    def read(cls, content: bytes) -> Manifest:
        """The manifest of canonical bytes; raises ``NotAManifest`` for anything else, whatever it is."""
        try:
            raw = json.loads(content)
            seal = raw["seal"]
            manifest = cls(
                **{one.name: _typed(raw[one.name], one.type) for one in fields(cls) if one.name in _PLAIN},
                records=tuple(
                    Entry(_text(kind), _text(name), _whole(revision), _text(hashed))
                    for kind, name, revision, hashed in raw["records"]
                ),
                sheets=tuple(
                    SheetDigest(_text(name), _whole(rows), _text(hashed))
                    for name, rows, hashed in raw["sheets"]
                ),
                seal=None
                if seal is None
                else Seal(_text(seal["by"]), datetime.fromisoformat(_text(seal["at"])), _text(seal["key"])),
            )
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise NotAManifest from error
        if manifest.format != FORMAT or manifest.content != content:
            # What can be written in two ways could be read in two ways.
            raise NotAManifest
        return manifest


_PLAIN = {"office", "period", "issue", "language", "plan", "previous", "reason", "format", "schema"}


def _typed(value: Json, kind: Any) -> Any:
    return _whole(value) if kind == "int" else _text(value)


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: Json) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def entry_of(record: Record, content: bytes) -> Entry:
    """A record's entry; ``content`` is its canonical bytes."""
    return Entry(record.type.name, record.id, record.revision, digest(content))


def manifest_of(report: Report, language: Language, records: Iterable[Entry] | None = None) -> Manifest:
    """The manifest of a report in a language, before it is known what its sheets hold.

    ``records`` are the entries of all records shown, where they are known already.
    """
    if records is None:
        records = (entry_of(one, canonical(one.to_json())) for one in report.shown)
    return Manifest(
        office=report.office.code,
        period=report.period.code,
        issue=report.issue,
        language=language.code,
        plan=report.plan.version,
        previous=report.previous.get(language.code, ""),
        reason=report.stored.reason,
        records=tuple(records),
    )
