"""Inspecting: one workbook read in a process of its own, which may be stopped or run out of memory without harm.

It says what it found as JSON, or why it could not; who vouches for it, and whether it is the manifest's, is the
caller's business. Nothing but Python's own library is loaded here, so that the process has the room for itself.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from fieldreport.verifying.archive import LARGEST_WHOLE, MALFORMED, TOO_LARGE, Archive, Unreadable
from fieldreport.verifying.cells import Book, Held, Odd, column_letters, open_book, rows_of, unescaped

#: The hidden sheet and what stands in its first column, as ``fieldreport.report.manifest`` writes them.
SHEET, MANIFEST, SIGNATURE, CONTENTS = "fieldreport", "manifest", "signature", "contents"
NOT_A_REPORT = "not_a_report"
#: Bytes of memory that the process may have, where the system can say so, and seconds of work.
MEMORY, SECONDS = 300 << 20, 10
#: Bytes of the hidden sheet's pieces and of one line of its contents; changed cells that are told one by one, and the
#: characters of all of them.
LARGEST_PACKAGE, LONGEST_LINE, MOST_TOLD, MOST_CHARACTERS = 48 << 20, 32 << 20, 2_000, 1_000_000
#: Two numbers are the same when they agree in the fifteen digits that every spreadsheet keeps.
AGREE = 6e-15


@dataclass
class Found:
    """What is in a workbook: its package, and where the visible cells say otherwise."""

    manifest: bytes = b""
    signature: bytes = b""
    #: The records of the contents: type, id, hash.
    records: list[tuple[str, str, str]] = field(default_factory=list)
    #: The sheets of the contents: name, rows, hash.
    sheets: list[tuple[str, int, str]] = field(default_factory=list)
    #: Changed cells: sheet, cell (empty for a sheet as a whole), what it was, what it is.
    cells: list[tuple[str, str, Any, Any]] = field(default_factory=list)
    changed: int = 0
    characters: int = 0
    #: The records themselves, for whoever asked for them.
    kept: list[bytes] | None = None

    def tell(self, sheet: str, cell: str, was: Any, now: Any) -> None:
        """Note a changed cell; the first ones are told in full."""
        self.changed += 1
        self.characters += sum(len(one) for one in (was, now) if isinstance(one, str))
        if len(self.cells) < MOST_TOLD and self.characters < MOST_CHARACTERS:
            self.cells.append((sheet, cell, was, now))

    def to_json(self) -> dict[str, Any]:
        """What was found, for the process that asked."""
        return {
            "manifest": self.manifest.decode("ascii", "replace"),
            "signature": self.signature.hex(),
            "records": self.records,
            "sheets": self.sheets,
            "cells": self.cells,
            "changed": self.changed,
        }


def inspect(source: Path | bytes, *, keep: bool = False) -> Found:
    """Read a workbook, a file or what was read of one; ``keep`` its records too. Raises ``Unreadable``."""
    book = open_book(Archive.open(source))
    package = next((one for one in book.sheets if one.name == SHEET), None)
    if package is None:
        raise Unreadable(NOT_A_REPORT)
    found = Found(kept=[] if keep else None)
    pieces: dict[str, list[str]] = {MANIFEST: [], SIGNATURE: [], CONTENTS: []}
    size = 0
    for _, cells in rows_of(book, package):
        name, piece = cells.get(1), cells.get(2)
        if isinstance(name, str) and isinstance(piece, str) and name in pieces:
            size += len(piece)
            if size > LARGEST_PACKAGE:
                raise Unreadable(TOO_LARGE)
            pieces[name].append(piece)
    if not size:
        raise Unreadable(NOT_A_REPORT)
    # What cannot be read any more was changed: without a manifest nothing can be believed, no signature is right that
    # is none, and without contents every record is gone.
    with suppress(ValueError):
        found.manifest = _unpacked(_joined(pieces[MANIFEST]))
    found.signature = _joined(pieces[SIGNATURE], b"none")
    contents = _joined(pieces[CONTENTS], b"")
    pieces.clear()
    _compare(book, contents, found)
    return found


def _joined(pieces: list[str], otherwise: bytes | None = None) -> bytes:
    """The bytes of some pieces, or ``otherwise`` where they are no base64; raises ``ValueError`` without one."""
    try:
        return b64decode("".join(pieces), validate=True)
    except ValueError:
        if otherwise is None:
            raise
        return otherwise


def _unpacked(content: bytes) -> bytes:
    opened = zlib.decompressobj()
    try:
        unpacked = opened.decompress(content, LARGEST_PACKAGE)
    except zlib.error as error:
        raise ValueError from error
    if opened.unconsumed_tail or not opened.eof:
        raise ValueError
    return unpacked


def lines_of(content: bytes) -> Iterator[bytes]:
    """The lines of compressed contents, without their ends; raises ``Unreadable``. A broken end is left out."""
    opened, rest, total, waiting = zlib.decompressobj(), b"", 0, content
    while waiting and not opened.eof:
        try:
            unpacked = opened.decompress(waiting, 1 << 18)
        except zlib.error:
            return
        waiting = opened.unconsumed_tail
        total += len(unpacked)
        if total > LARGEST_WHOLE or len(rest) > LONGEST_LINE:
            raise Unreadable(TOO_LARGE)
        *whole, rest = (rest + unpacked).split(b"\n") if b"\n" in unpacked else (rest + unpacked,)
        yield from whole


class _Contents:
    """The contents' lines, one ahead."""

    def __init__(self, content: bytes) -> None:
        self.lines = lines_of(content)
        self.line = next(self.lines, None)

    def next(self) -> bytes | None:
        line, self.line = self.line, next(self.lines, None)
        return line


def _compare(book: Book, content: bytes, found: Found) -> None:
    contents = _Contents(content)
    shown = {one.name: one for one in book.sheets if one.name != SHEET}
    while contents.line is not None:
        line = contents.next() or b""
        if line[:1] == b"R":
            if found.kept is not None:
                found.kept.append(line[1:])
            else:
                found.records.append(record_of(line[1:]))
        elif line[:1] == b"S":
            name = _name(line[1:])
            part = shown.pop(name, None)
            rows = iter(()) if part is None else rows_of(book, part)
            if part is None:
                found.tell(name, "", name, None)
            elif part.state != "visible":
                found.tell(name, "", "visible", part.state)
            _compare_sheet(name, contents, rows, found, told=part is None)
    for part in shown.values():
        found.tell(part.name, "", None, part.name)
        for number, cells in rows_of(book, part):
            for column, held in cells.items():
                found.tell(part.name, f"{column_letters(column)}{number}", None, _told(held))


def record_of(content: bytes) -> tuple[str, str, str]:
    """A record's type, id and hash; empty ones where it is none."""
    hashed = urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode("ascii")
    try:
        raw = json.loads(content)
        return str(raw["type"]), str(raw["id"]), hashed
    except (ValueError, LookupError, TypeError, RecursionError):
        return "", "", hashed


def _name(content: bytes) -> str:
    try:
        return str(json.loads(content))
    except (ValueError, RecursionError) as error:
        raise Unreadable(MALFORMED) from error


def _compare_sheet(
    name: str,
    contents: _Contents,
    rows: Iterator[tuple[int, dict[int, Held]]],
    found: Found,
    *,
    told: bool,
) -> None:
    """Compare one visible sheet with the lines that say what it held; ``told`` that it is not there at all."""
    hashed = hashlib.sha256()
    number = 0
    row, cells = next(rows, (0, {}))
    while contents.line is not None and contents.line[:1] == b"[":
        line = contents.next() or b""
        hashed.update(line + b"\n")
        for was in _rows(line):
            number += 1
            if told:
                continue
            here: dict[int, Held] = {}
            if row == number:
                here = cells
                row, cells = next(rows, (0, {}))
            if here == {at: one for at, one in enumerate(was, start=1) if one is not None and one != ""}:
                # As it is for nearly every row, and then all of it is compared at once.
                continue
            for column, value in enumerate(was, start=1):
                now = here.pop(column, None) if here else None
                if value != now and not _same(value, now):
                    found.tell(name, f"{column_letters(column)}{number}", _was(value), _told(now))
            for column, held in here.items():
                found.tell(name, f"{column_letters(column)}{number}", None, _told(held))
    while row:
        for column, held in cells.items():
            found.tell(name, f"{column_letters(column)}{row}", None, _told(held))
        row, cells = next(rows, (0, {}))
    found.sheets.append((name, number, urlsafe_b64encode(hashed.digest()).rstrip(b"=").decode("ascii")))


def _rows(line: bytes) -> list[list[Any]]:
    try:
        rows = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unreadable(MALFORMED) from error
    if not all(isinstance(row, list) for row in rows):
        raise Unreadable(MALFORMED)
    return list(rows)


def _same(was: Any, now: Held | None) -> bool:
    if isinstance(was, str):
        return unescaped(was) == (now or "")
    if isinstance(was, int | float) and isinstance(now, float):
        return abs(was - now) <= AGREE * max(abs(was), abs(now))
    return was is None and now is None


def _was(value: Any) -> Any:
    return unescaped(value) if isinstance(value, str) else value


def _told(held: Held | None) -> Any:
    return held.text if isinstance(held, Odd) else held


def _limit(*, many: bool = False) -> None:
    """Have the system hold this process to its memory and time, where it can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limits = [(resource.RLIMIT_AS, MEMORY)]
    if not many:
        limits.append((resource.RLIMIT_CPU, SECONDS))
    for which, most in limits:
        try:
            resource.setrlimit(which, (most, most))
        except (ValueError, OSError):
            # A system that takes no such limit; the caller still watches the clock.
            continue


def _limit_next() -> None:
    """Let the next of many files have its seconds of work, counted from now."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime) + SECONDS + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def serve(given: BinaryIO, out: BinaryIO) -> None:
    """Inspect many files, one after another: a length and that many bytes come, two lengths, JSON and records go.

    Lengths are four bytes, the most significant first; the records are lines. Ends where the input ends.
    """
    _limit(many=True)
    while len(length := given.read(4)) == 4:
        content = given.read(int.from_bytes(length, "big"))
        _limit_next()
        records = b""
        try:
            found = inspect(content, keep=True)
            content = b""
            if sum(map(len, found.kept or ())) > LARGEST_PACKAGE:
                raise Unreadable(TOO_LARGE)
            records = b"\n".join(found.kept or ())
            said = found.to_json()
        except Unreadable as unreadable:
            said = {"unreadable": unreadable.reason}
        except (MemoryError, OverflowError, RecursionError):
            said = {"unreadable": TOO_LARGE}
        described = json.dumps(said).encode("ascii")
        out.write(len(described).to_bytes(4, "big") + len(records).to_bytes(4, "big"))
        out.write(described)
        out.write(records)
        out.flush()


def main(words: list[str]) -> int:
    """Inspect the file named and print what was found as JSON; without one, serve."""
    if not words:
        serve(sys.stdin.buffer, sys.stdout.buffer)
        return 0
    _limit()
    try:
        said = inspect(Path(words[0])).to_json()
    except Unreadable as unreadable:
        said = {"unreadable": unreadable.reason}
    except (MemoryError, OverflowError, RecursionError):
        said = {"unreadable": TOO_LARGE}
    sys.stdout.write(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
