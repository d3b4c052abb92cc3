"""Archive: a workbook's parts, read with distrust: nothing is unpacked to a disk, nothing is read without a limit."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

#: Bytes: of a file that mail still carries, of one part and of all parts unpacked, of one tag of XML.
LARGEST_FILE, LARGEST_PART, LARGEST_WHOLE, LARGEST_TOKEN = 64 << 20, 192 << 20, 320 << 20, 1 << 20
MOST_PARTS = 5_000
CHUNK = 1 << 16
#: Beginnings of names of parts that this program never writes: macros, other workbooks, embedded programs and data.
FOREIGN = (
    "vbaproject",
    "externallinks/",
    "embeddings/",
    "activex/",
    "ctrlprops/",
    "connections",
    "querytables/",
    "macrosheets/",
    "dialogsheets/",
)
#: What zipfile and zlib raise for damaged files.
DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
)


class Unreadable(Exception):
    """The file is no workbook that can be read safely; ``reason`` is one of the words below."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


#: Reasons: no workbook at all; more than a report ever has; what a report never has; written by no spreadsheet.
NO_WORKBOOK, TOO_LARGE, FOREIGN_PARTS, MALFORMED = "no_workbook", "too_large", "foreign_parts", "malformed"


@dataclass
class Archive:
    """An open workbook; ``read`` gives a part's bytes in chunks, all of them counted."""

    archive: zipfile.ZipFile
    names: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    unpacked: int = 0

    @classmethod
    def open(cls, source: Path | bytes) -> Archive:
        """Open a file, or what was read of one, and look at its table of parts; raises ``Unreadable``."""
        try:
            size = len(source) if isinstance(source, bytes) else source.stat().st_size
            if size > LARGEST_FILE:
                raise Unreadable(TOO_LARGE)
            opened = cls(zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source))
        except DAMAGED as error:
            raise Unreadable(NO_WORKBOOK) from error
        opened._look_through()
        return opened

    def _look_through(self) -> None:
        parts = self.archive.infolist()
        if len(parts) > MOST_PARTS:
            raise Unreadable(TOO_LARGE)
        seen: set[str] = set()
        for part in parts:
            folded = part.filename.casefold()
            if folded in seen or part.flag_bits & 1 or "\\" in folded or ".." in folded.split("/"):
                # Two parts of one name are read by one program as this and by another as that.
                raise Unreadable(MALFORMED)
            seen.add(folded)
            inside = folded.removeprefix("/").removeprefix("xl/")
            if inside.startswith(FOREIGN):
                raise Unreadable(FOREIGN_PARTS)
            self.names[part.filename] = part

    def read(self, name: str) -> Iterator[bytes]:
        """A part in chunks; raises ``Unreadable`` when it is missing, damaged or too large."""
        if name not in self.names:
            raise Unreadable(MALFORMED)
        size = 0
        try:
            with self.archive.open(self.names[name]) as part:
                while chunk := part.read(CHUNK):
                    size += len(chunk)
                    self.unpacked += len(chunk)
                    if size > LARGEST_PART or self.unpacked > LARGEST_WHOLE:
                        raise Unreadable(TOO_LARGE)
                    yield chunk
        except DAMAGED as error:
            raise Unreadable(MALFORMED) from error
        except Exception as error:
            if type(error).__module__ in ("zlib", "lzma", "_lzma", "struct"):
                raise Unreadable(MALFORMED) from error
            raise


Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Characters = Callable[[str], None]


def parser(start: Start, end: End | None = None, characters: Characters | None = None) -> expat.XMLParserType:
    """A parser of UTF-8 that takes no document type, so that there are neither entities nor anything outside."""
    made = expat.ParserCreate("utf-8", " ")
    made.buffer_text = True
    made.buffer_size = 1 << 16
    made.StartElementHandler = start
    if end is not None:
        made.EndElementHandler = end
    if characters is not None:
        made.CharacterDataHandler = characters
    made.StartDoctypeDeclHandler = _refuse
    return made


def _refuse(*_declared: object) -> None:
    raise Unreadable(MALFORMED)


def feed(made: expat.XMLParserType, chunks: Iterator[bytes]) -> Iterator[None]:
    """Parse chunk by chunk, stopping after each; raises ``Unreadable``."""
    given = 0
    try:
        for chunk in chunks:
            made.Parse(chunk, False)
            given += len(chunk)
            if given - made.CurrentByteIndex > LARGEST_TOKEN:
                # One name or attribute longer than that: the parser would keep all of it.
                raise Unreadable(TOO_LARGE)
            yield
        made.Parse(b"", True)
        yield
    except (expat.ExpatError, ValueError) as error:
        raise Unreadable(MALFORMED) from error


def parse(archive: Archive, name: str, start: Start) -> None:
    """Parse a small part to its end."""
    for _ in feed(parser(start), archive.read(name)):
        pass


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def relations(archive: Archive, of: str) -> dict[str, tuple[str, str]]:
    """The relations of a part (of the whole file for ""): by their ids, the kind's last word and the part's name."""
    folder, _, file = of.rpartition("/")
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] != "Relationship":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = attributes.get("Target", "")
        if attributes.get("TargetMode", "") == "External":
            if kind != "hyperlink":
                raise Unreadable(FOREIGN_PARTS)
            return
        if kind == "vbaProject":
            raise Unreadable(FOREIGN_PARTS)
        joined = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        name_of = attributes.get("Id", "")
        if name_of in found:
            raise Unreadable(MALFORMED)
        found[name_of] = (kind, joined)

    parse(archive, posixpath.join(folder, "_rels", f"{file}.rels"), start)
    return found
