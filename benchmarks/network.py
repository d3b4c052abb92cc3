"""A made-up network of offices: signed packages written fast, with corrections, and what each office holds in truth.

A package here is a real one (manifest, signature, records, a visible sheet), only that its workbook is as small as one
can be. Records are read once by their record types, and then copied with an identity and days of their own.
"""

from __future__ import annotations

import hashlib
import io
import json
import random
import uuid
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from fieldreport.field import Reading
from fieldreport.fields.day import moment_text
from fieldreport.keys import PublicKey
from fieldreport.offices import Offices
from fieldreport.period import Period
from fieldreport.plan import Plan
from fieldreport.record import Record, RecordType
from fieldreport.records import RECORD_TYPES
from fieldreport.report.manifest import Entry, Manifest, Seal, SheetDigest, canonical, rows_line
from fieldreport.report.manifest.canonical import digest
from fieldreport.report.manifest.package import CONTENTS, MANIFEST, PIECE, SIGNATURE

#: A record as its package says it.
Said = dict[str, Any]

_BY = {"ko": "윤가람", "en": "Nadia Shimul", "bn": "নাদিয়া শিমুল"}
_TEXTS = {
    "ko": ("환편기 및 부속품", "통관이 11일째 보류됨. 제조연도 증빙을 추가로 요구받음."),
    "en": (
        "Circular knitting machines and parts",
        "Held at the port; customs asks for proof of the year of manufacture.",
    ),
    "bn": ("সার্কুলার নিটিং মেশিন ও যন্ত্রাংশ", "বন্দরে আটকে আছে; উৎপাদনের বছরের প্রমাণ চাওয়া হয়েছে।"),
}
_NAMES = {"ko": "샤플라 니트웨어", "en": "Shapla Knitwear Ltd.", "bn": "শাপলা নিটওয়্যার"}
_STATUS = ("new", "qualifying", "qualified", "invalid", "matched", "dormant")
_KINDS = ("tariff", "customs_clearance", "origin_and_fta", "payment", "logistics")


@cache
def _types() -> Mapping[str, RecordType]:
    return {one.name: one for one in RECORD_TYPES}


@cache
def _pattern(name: str, language: str) -> str:
    """A record of a type in a language, read by its type, as the JSON that every copy begins with."""
    product, said = _TEXTS[language]
    some = str(uuid.UUID(int=1))
    raw: dict[str, dict[str, Any]] = {
        "organisation": {"name": _NAMES[language], "roles": ["buyer"], "country": "BD"},
        "lead": {
            "buyer": some,
            "products": product,
            "hs_codes": ["8447.12"],
            "value": {"amount": "18000", "currency": "USD"},
            "need": said,
            "received_on": "2026-11-09",
        },
        "activity": {
            "task": 6,
            "kind": "consulting",
            "company": some,
            "done_on": "2026-11-09",
            "status": "done",
            "description": said,
        },
        "difficulty": {
            "company": some,
            "reported_on": "2026-11-09",
            "kind": "tariff",
            "description": said,
            "hs_codes": ["8447.12"],
        },
        "event": {
            "name": product,
            "kind": "consultation_event",
            "starts_on": "2026-11-09",
            "ends_on": "2026-11-10",
            "task": 2,
        },
        "action": {
            "what": said,
            "kind": "remedial",
            "task": 1,
            "cause": said,
            "remedy": "staff",
            "raised_on": "2026-11-09",
        },
    }
    kind = _types()[name]
    at = datetime(2026, 11, 9, 4, 30, tzinfo=UTC)
    values = kind.read(
        raw[name], Reading(language=language, today=at.date(), resolve=lambda _to, typed: typed)
    )
    record = Record(
        type=kind,
        key=1,
        id=some,
        reference=f"{kind.prefix}-0001",
        office="DHK",
        language=language,
        created_at=at,
        created_by=_BY[language],
        changed_at=at,
        changed_by=_BY[language],
        values=values,
    )
    return json.dumps(record.to_json())


@dataclass
class MadeUpOffice:
    """An office with its key: ``held`` is what it has said of each period, by the record's id."""

    code: str
    language: str
    chance: random.Random
    private: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    held: dict[str, dict[str, Said]] = field(default_factory=dict)
    issues: dict[str, int] = field(default_factory=dict)
    companies: list[str] = field(default_factory=list)
    previous: str = ""

    @property
    def public(self) -> PublicKey:
        """What headquarters believes."""
        raw = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return PublicKey(self.code, f"Head of {self.code}", raw, datetime(2026, 1, 5, tzinfo=UTC))

    def _record(self, type_name: str, period: Period, **said: Any) -> Said:
        record: Said = json.loads(_pattern(type_name, self.language))
        day = period.first + timedelta(days=self.chance.randrange((period.last - period.first).days + 1))
        moment = moment_text(datetime.combine(day, time(4, 30), UTC))
        record |= {
            "id": str(uuid.UUID(int=self.chance.getrandbits(128), version=4)),
            "office": self.code,
            "created_at": moment,
            "changed_at": moment,
        }
        dated = _types()[type_name].period_field
        if dated is not None:
            record[dated] = day.isoformat()
        if type_name == "event":
            record["ends_on"] = day.isoformat()
        record |= said
        return record

    def work(self, period: Period, records: int) -> None:
        """Do a fortnight's work: so many records, most of them leads."""
        held = self.held.setdefault(period.code, {})
        for number in range(records):
            one = self._some(period, number)
            held[one["id"]] = one

    def _some(self, period: Period, number: int) -> Said:
        if number == 0 or not self.companies:
            founded = self._record("organisation", period)
            self.companies.append(founded["id"])
            return founded
        company = self.chance.choice(self.companies)
        match number % 10:
            case 1 | 2:
                return self._record(
                    "activity", period, task=self.chance.choice((3, 6, 6, 9, 13)), company=company
                )
            case 3:
                escalated: Said = {}
                if number == 3:
                    escalated = {"escalated": True, "escalated_on": period.first.isoformat()}
                return self._record(
                    "difficulty", period, kind=self.chance.choice(_KINDS), company=company, **escalated
                )
            case 4 if number == 4:
                return self._record("event", period, status=self.chance.choice(("held", "closed", "planned")))
            case 5 if number == 5:
                return self._record("action", period)
            case _:
                return self._record("lead", period, status=self.chance.choice(_STATUS), buyer=company)

    def correct(self, period: Period) -> None:
        """Find mistakes in what was said of a period: some records change, one goes, one is added."""
        held = self.held[period.code]
        for name in self.chance.sample(sorted(held), k=max(1, len(held) // 5)):
            one = held[name]
            one["revision"] += 1
            one["changed_at"] = moment_text(
                datetime.combine(period.last, time(6), UTC) + timedelta(hours=one["revision"])
            )
            if one["type"] == "lead":
                one["status"] = self.chance.choice(_STATUS)
        gone = self.chance.choice(sorted(held))
        if held[gone]["type"] == "lead":
            del held[gone]
        added = self._record("lead", period, buyer=self.companies[0])
        held[added["id"]] = added

    def package(
        self, period: Period, language: str = "", *, signed: bool = True, same: bool = False
    ) -> bytes:
        """The next issue's workbook, or (``same``) the last one's again, in another language for example."""
        issue = self.issues.get(period.code, 0) + (0 if same else 1)
        self.issues[period.code] = issue
        records = [canonical(one) for one in self.held[period.code].values()]
        visible: list[list[object]] = [["Report", self.code, period.code], [None, "Records", len(records)]]
        lines = rows_line(visible) + b"\n"
        seal = Seal(f"Head of {self.code}", datetime.combine(period.last, time(9), UTC), self.public.id)
        manifest = Manifest(
            office=self.code,
            period=period.code,
            issue=issue,
            language=language or self.language,
            plan=Plan.built_in().version,
            previous=self.previous,
            reason="" if issue == 1 else "A mistake was found.",
            records=tuple(
                Entry(one["type"], one["id"], one["revision"], digest(content))
                for one, content in zip(self.held[period.code].values(), records, strict=True)
            ),
            sheets=(SheetDigest("Report", len(visible), digest(lines)),),
            seal=seal if signed else None,
        )
        self.previous = manifest.digest
        signature = self.private.sign(manifest.content) if signed else b""
        contents = b'S"Report"\n' + lines + b"".join(b"R" + one + b"\n" for one in records)
        return workbook(visible, [
            *pieces(MANIFEST, zlib.compress(manifest.content, 1)),
            *pieces(SIGNATURE, signature),
            *pieces(CONTENTS, zlib.compress(contents, 1)),
        ])  # fmt: skip


@cache
def _plan() -> Plan:
    return Plan.built_in()


def pieces(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Rows of the hidden sheet."""
    for start in range(0, len(content), PIECE):
        yield name, b64encode(content[start : start + PIECE]).decode("ascii")


def workbook(visible: Sequence[Sequence[object]], hidden: Sequence[Sequence[object]]) -> bytes:
    """A workbook of two sheets, the second one very hidden, as few parts as may be."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheets = "".join(
        f'<Relationship Id="r{number}" Type="{rel}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in (1, 2)
    )
    types = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{kinds}.{kind}+xml"/>'
        for part, kind in (
            ("workbook", "sheet.main"),
            ("worksheets/sheet1", "worksheet"),
            ("worksheets/sheet2", "worksheet"),
        )
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
        '<sheet name="Report" sheetId="1" r:id="r1"/>'
        '<sheet name="fieldreport" sheetId="2" state="veryHidden" r:id="r2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{sheets}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet_part(visible),
        "xl/worksheets/sheet2.xml": sheet_part(hidden),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def hidden_sheet(archive: zipfile.ZipFile) -> tuple[str, list[tuple[str, str]]]:
    """The part of an exported workbook that is the hidden sheet, the last one, and its rows."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(_again(archive)), read_only=True)
    rows = [(str(row[0]), str(row[1])) for row in book.worksheets[-1].iter_rows(values_only=True)]
    parts = [one for one in archive.namelist() if one.startswith("xl/worksheets/sheet")]
    return f"xl/worksheets/sheet{len(parts)}.xml", rows


def _again(archive: zipfile.ZipFile) -> bytes:
    file = archive.fp
    if file is None:
        raise ValueError
    file.seek(0)
    return file.read()


def sheet_part(rows: Sequence[Sequence[object]]) -> str:
    """A sheet with these rows, as a workbook keeps it."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    written = []
    for number, row in enumerate(rows, start=1):
        cells = ""
        for letter, value in zip("ABCDEFGH", row, strict=False):
            if isinstance(value, int):
                cells += f'<c r="{letter}{number}"><v>{value}</v></c>'
            elif value is not None:
                cells += f'<c r="{letter}{number}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
        written.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{main}"><sheetData>{"".join(written)}</sheetData></worksheet>'


def offices_file(path: Path, count: int) -> Path:
    """A list of so many offices: those of the program, and made-up ones beside them."""
    from fieldreport.folders import resources

    listed = json.loads((resources() / "offices.json").read_text(encoding="utf-8"))
    regions = ("asean", "middle_east_africa", "europe", "latin_america", "south_asia", "other")
    offices = listed["offices"][:count]
    for number in range(count - len(offices)):
        code = f"X{number:03}"
        names = {language: f"{code} {language}" for language in ("ko", "en", "bn")}
        offices.append(
            {
                "code": code, "names": names, "country": "BD", "region": regions[number % 6],
                "time_zone": "UTC", "weekend": ["saturday", "sunday"], "currency": "USD",
            }
        )  # fmt: skip
    path.write_text(json.dumps({**listed, "offices": offices}), encoding="utf-8")
    return path


def network(path: Path, count: int, seed: int = 2026) -> list[MadeUpOffice]:
    """The offices of a list, in three languages."""
    return [
        MadeUpOffice(one.code, ("ko", "en", "bn")[number % 3], random.Random(f"{seed} {one.code}"))
        for number, one in enumerate(list(Offices.load(path))[:count])
    ]


def sha256(content: bytes) -> str:
    """By what headquarters names a package."""
    return hashlib.sha256(content).hexdigest()
