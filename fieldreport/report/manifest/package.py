"""Package: what goes into the very hidden sheet: the manifest, the signature, all records and all visible cells.

The sheet has texts alone, in two columns: what a line belongs to, and a piece of it. Longer things are cut into pieces
that a cell holds. The contents are lines, compressed as one: ``R`` and a record's canonical JSON, ``S`` and a sheet's
name, then its rows, some on each line.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from fieldreport.language import Language
from fieldreport.report.contents import Report
from fieldreport.report.manifest.canonical import canonical, rows_line, shortened
from fieldreport.report.manifest.manifest import (
    Entry,
    Manifest,
    Seal,
    SheetDigest,
    entry_of,
    manifest_of,
)

#: Bytes of a piece: 32,000 characters of base64, below the 32,767 that a cell holds.
PIECE = 24_000
#: What stands in the first column.
MANIFEST, SIGNATURE, CONTENTS = "manifest", "signature", "contents"
#: Begins a line of the contents.
RECORD, SHEET_BEGINS = b"R", b"S"
#: Rows on one line: each line costs as much as a row of ten cells.
AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Sealer:
    """Who seals a report, and what signs the manifest's bytes with the key of that id."""

    seal: Seal
    sign: Callable[[bytes], bytes]


@dataclass
class Package:
    """The package of one workbook while its sheets are written."""

    report: Report
    language: Language
    sealer: Sealer | None = None
    _squeezed: list[bytes] = field(default_factory=list)
    _sheets: list[SheetDigest] = field(default_factory=list)

    def __post_init__(self) -> None:
        # The fastest level: half of what is in it are texts that differ anyway.
        self._squeeze = zlib.compressobj(1)

    def add_sheet(self, name: str, rows: Iterable[Sequence[object]]) -> None:
        """Take in what the cells of the next visible sheet hold, from its first row on."""
        hashed, count = hashlib.sha256(), 0
        self._keep(SHEET_BEGINS + json.dumps(name).encode("ascii") + b"\n")
        remaining = iter(rows)
        while some := list(islice(remaining, AT_ONCE)):
            content = rows_line(some) + b"\n"
            hashed.update(content)
            count += len(some)
            self._keep(content)
        self._sheets.append(SheetDigest(name, count, shortened(hashed.digest())))

    def _keep(self, content: bytes) -> None:
        self._squeezed.append(self._squeeze.compress(content))

    def close(self) -> tuple[Manifest, Iterator[tuple[str, str]]]:
        """The manifest, and the rows of the hidden sheet, once; all visible sheets have been taken in."""
        entries: list[Entry] = []
        for record in self.report.shown:
            content = canonical(record.to_json())
            self._keep(RECORD + content + b"\n")
            entries.append(entry_of(record, content))
        manifest = manifest_of(self.report, self.language, entries)
        seal = None if self.sealer is None else self.sealer.seal
        manifest = replace(manifest, sheets=tuple(self._sheets), seal=seal)
        signature = b"" if self.sealer is None else self.sealer.sign(manifest.content)
        self._squeezed.append(self._squeeze.flush())
        rows = chain(
            _pieces(MANIFEST, [zlib.compress(manifest.content, 1)]),
            _pieces(SIGNATURE, [signature]),
            _pieces(CONTENTS, self._squeezed),
        )
        return manifest, rows


def _pieces(name: str, content: Iterable[bytes]) -> Iterator[tuple[str, str]]:
    """The content in rows, made as they are asked for; joined again they are its base64."""
    waiting = bytearray()
    for one in content:
        waiting += one
        while len(waiting) >= PIECE:
            yield name, b64encode(waiting[:PIECE]).decode("ascii")
            del waiting[:PIECE]
    if waiting:
        yield name, b64encode(waiting).decode("ascii")
