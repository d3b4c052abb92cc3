"""Arriving: a workbook that came, judged, and taken apart into what headquarters keeps; or the reason why not."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from fieldreport import text
from fieldreport.failures import InputAtFault
from fieldreport.field import Field
from fieldreport.fields import Choice, Country, Day, HsCodes, Link, Number, Task, Website, Whole, YesNo
from fieldreport.fields.day import moment_text
from fieldreport.fields.registration import RegistrationNumber
from fieldreport.keys import PublicKey
from fieldreport.offices import OFFICE_CODE, Offices
from fieldreport.period import Fortnights
from fieldreport.record import RecordType
from fieldreport.records import RECORD_TYPES
from fieldreport.records.organisation import ORGANISATION
from fieldreport.report.manifest import Manifest, canonical
from fieldreport.report.manifest.canonical import digest
from fieldreport.report.manifest.manifest import SCHEMA
from fieldreport.verifying.inspecting import record_of
from fieldreport.verifying.verdict import Signature, Status, Verdict, judged


class Reason(StrEnum):
    """Why a file is in quarantine, beside what ``verifying`` itself says of files."""

    UNREADABLE_FILE = "unreadable_file"
    SEALED = "sealed"
    CANNOT_UNSEAL = "cannot_unseal"
    UNKNOWN_OFFICE = "unknown_office"
    UNKNOWN_PERIOD = "unknown_period"
    PERIOD_NOT_BEGUN = "period_not_begun"
    NEWER_PROGRAM = "newer_program"
    MALFORMED_RECORD = "malformed_record"


@dataclass(frozen=True, slots=True)
class Entry:
    """A version of a record that came: what it is, and by what it is counted and chosen."""

    record: str
    type: str
    revision: int
    hash: str
    changed_at: str
    archived: bool
    day: str
    #: As JSON.
    facts: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """A package that is believed. ``contents`` names its records whatever its language is."""

    sha256: str
    file: str
    manifest: Manifest
    signature: Signature
    contents: str
    rank: str
    entries: Sequence[Entry]
    #: The records as they were signed, compressed.
    lines: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is not believed. Office, period and issue are what it or its name claims, empty for nothing."""

    sha256: str
    file: str
    reason: str
    office: str = ""
    period: str = ""
    issue: int = 0


@dataclass(frozen=True)
class Expectations:
    """What a package is held against: who may send, which periods there are, whose signature is believed.

    An office of which a key is believed must sign. Of one without, what nobody vouches for is taken too, and the
    board says so, unless only what is signed is to be taken (``signed_only``).
    """

    offices: Offices
    fortnights: Fortnights
    trusted: Sequence[PublicKey]
    today: date
    signed_only: bool = False

    def vouched(self, verdict: Verdict, office: str) -> bool:
        """Whether the verdict is good enough for this office."""
        if verdict.status is Status.UNTOUCHED:
            return True
        if verdict.status not in (Status.UNSIGNED, Status.SIGNATURE_UNKNOWN) or self.signed_only:
            return False
        return all(one.office != office for one in self.trusted)


def arrive(
    found: Mapping[str, Any], records: Sequence[bytes], sha256: str, file: str, expected: Expectations
) -> Arrived | Refused:
    """Judge what the reading process has found in a file, and take it apart."""
    entries = [entry_of(one) for one in records]
    described = {
        **found,
        "records": [
            record_of(content) if one is None else (one.type, one.record, one.hash)
            for one, content in zip(entries, records, strict=True)
        ],
    }
    verdict = judged(described, expected.trusted)
    manifest = verdict.manifest
    if manifest is None:
        office, period = claimed(file)
        return Refused(sha256, file, str(verdict.reason or verdict.status), office, period)
    reason = _refusal(verdict, manifest, expected)
    if reason is None:
        whole = [one for one in entries if one is not None]
        if len(whole) == len(entries) and _as_said(manifest, whole):
            return _arrived(sha256, file, manifest, verdict.signature, whole, records)
        reason = Reason.MALFORMED_RECORD
    office, period = _known(manifest.office, manifest.period)
    return Refused(sha256, file, str(reason), office, period, min(max(manifest.issue, 0), 10_000))


def _refusal(verdict: Verdict, manifest: Manifest, expected: Expectations) -> str | None:
    if not expected.vouched(verdict, manifest.office):
        return str(verdict.status)
    if manifest.schema > SCHEMA:
        return Reason.NEWER_PROGRAM
    if manifest.office not in expected.offices.by_code:
        return Reason.UNKNOWN_OFFICE
    try:
        period = expected.fortnights.parse(manifest.period)
    except InputAtFault:
        return Reason.UNKNOWN_PERIOD
    if period.code != manifest.period or not 1 <= manifest.issue <= 10_000:
        return Reason.UNKNOWN_PERIOD
    # A day's grace: somewhere on earth it may be tomorrow.
    if period.first > expected.today + timedelta(days=1):
        return Reason.PERIOD_NOT_BEGUN
    return None


def _as_said(manifest: Manifest, entries: Sequence[Entry]) -> bool:
    said = {(one.id, one.type, one.revision, one.hash) for one in manifest.records}
    return said == {(one.record, one.type, one.revision, one.hash) for one in entries}


def _arrived(
    sha256: str,
    file: str,
    manifest: Manifest,
    signature: Signature,
    entries: Sequence[Entry],
    records: Sequence[bytes],
) -> Arrived:
    members: list[Any] = sorted([one.record, one.revision, one.hash] for one in entries)
    contents = digest(canonical([manifest.office, members]))
    latest = max((one.changed_at for one in entries), default="")
    signed = int(signature is Signature.VALID)
    # Of one issue there is one content, unless drafts were sent: what is signed counts, then what was written last.
    rank = f"{signed}|{latest:32}|{len(entries):07}|{contents}"
    ordered = [content for _, content in sorted(zip((one.record for one in entries), records, strict=True))]
    lines = zlib.compress(b"\n".join(ordered), 1)
    return Arrived(sha256, file, manifest, signature, contents, rank, entries, lines)


# ---- records -------------------------------------------------------------------------------------------------------

_TYPES: Mapping[str, RecordType] = {one.name: one for one in RECORD_TYPES}
_compact = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_Fact = Callable[[Any], str]


def _reader(field: Field) -> _Fact | None:
    """How a value by which records are counted or chosen is read as a text; None for any other field.

    What it gives raises ``ValueError`` and the like for a value of another form.
    """
    match field:
        case Day():
            return _day
        case Choice():
            return {choice: choice for choice in field.choices}.__getitem__
        case Link():
            return _link
        case YesNo():
            return {True: "true", False: "false"}.__getitem__
        case Number() | Whole() | Task():
            return _number
        case HsCodes():
            return _chapters
        case Country() | Website() | RegistrationNumber():
            return _short
    return None


def _day(raw: Any) -> str:
    date.fromisoformat(raw)
    if len(raw) != 10:
        raise ValueError
    return str(raw)


def _link(raw: Any) -> str:
    if not _UUID.fullmatch(raw):
        raise ValueError
    return str(raw)


def _short(raw: Any) -> str:
    if not isinstance(raw, str) or len(raw) > 300:
        raise ValueError
    return text.one_line(raw)


def _chapters(raw: Any) -> str:
    """The HS chapters of some codes, each once."""
    if not isinstance(raw, list) or len(raw) > 1_000:
        raise ValueError
    return " ".join(sorted({_short(one["code"])[:2] for one in raw}))


def names_in(raw: Any) -> str:
    """A name in every language in which it is written, a line each."""
    if not isinstance(raw, dict):
        raise ValueError
    written = [raw["text"], *(one["text"] for one in raw["translations"].values())]
    return "\n".join(dict.fromkeys(_short(one)[:200] for one in written if one))


def _number(raw: Any) -> str:
    if not isinstance(raw, int | str) or len(written := str(raw)) > 40:
        raise ValueError
    number = Decimal(written)
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise ValueError
    return str(number)


#: By what each type of records is counted, chosen, named and compared, beside its own fields' values.
_FURTHER: Mapping[str, Sequence[tuple[str, _Fact]]] = {ORGANISATION.name: (("name", names_in),)}
_FACTS: Mapping[str, Sequence[tuple[str, _Fact]]] = {
    one.name: (
        ("reference", _short),
        *((field.name, read) for field in one.fields if (read := _reader(field)) is not None),
        *_FURTHER.get(one.name, ()),
    )
    for one in RECORD_TYPES
}


def entry_of(content: bytes) -> Entry | None:
    """A record of a package; None for what is none, so that nothing that is counted later can be of a wrong form."""
    try:
        raw = json.loads(content)
        record_type = _TYPES[raw["type"]]
        if not _UUID.fullmatch(raw["id"]) or not isinstance(raw["archived"], str | None):
            return None
        revision = raw["revision"]
        if not isinstance(revision, int) or isinstance(revision, bool) or not 0 < revision < 2**31:
            return None
        facts = {
            name: read(value)
            for name, read in _FACTS[record_type.name]
            if (value := raw.get(name)) is not None
        }
        day = (
            _moment(raw["created_at"])[:10]
            if record_type.period_field is None
            else facts.get(record_type.period_field, "")
        )
        return Entry(
            raw["id"],
            record_type.name,
            revision,
            digest(content),
            _moment(raw["changed_at"]),
            raw["archived"] is not None,
            day,
            _compact(facts),
        )
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
        InvalidOperation,
        OverflowError,
    ):
        return None


_AS_STORED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


def _moment(raw: str) -> str:
    """A moment as it is stored; nearly all of them come so."""
    moment = datetime.fromisoformat(raw)
    if _AS_STORED.fullmatch(raw):
        return raw
    if moment.tzinfo is None:
        raise ValueError
    return moment_text(moment)


# ---- what a name claims --------------------------------------------------------------------------------------------

_PERIOD = re.compile(r"(?<![0-9])([0-9]{4}-B[0-9]{2})(?![0-9])")


def claimed(file: str) -> tuple[str, str]:
    """Whose report on which period a file claims to be by its name and folder; for people, never for counting."""
    path = PurePath(file)
    period = _PERIOD.search(path.name)
    begin = path.name.split("_", 1)[0]
    office = next((one for one in (begin, path.parent.name) if OFFICE_CODE.fullmatch(one)), "")
    return office, period[1] if period else ""


def _known(office: str, period: str) -> tuple[str, str]:
    """Office and period of a manifest that may not be believed, as far as they have the form."""
    return office if OFFICE_CODE.fullmatch(office) else "", period if _PERIOD.fullmatch(period) else ""
