"""CSV files: read as the spreadsheets of Korea and Bangladesh write them, written so that none misreads a text.

Written files are UTF-8 with a byte order mark, without which Excel takes them for the computer's old code page, and
have a comma and CRLF (RFC 4180). A text that a spreadsheet would make a formula, a number or a day of (``=1+1``,
``+8801713123720``, the HS code ``0101.21``) gets a tab in front, inside its quotation marks: spreadsheets then leave
it alone (tried with LibreOffice, and what is written of Excel says the same), and unlike an apostrophe the tab is not
seen. ``parse`` takes that tab away again.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from fieldreport import files, text
from fieldreport.failures import InputAtFault, Problem
from fieldreport.language import N_

#: Rows that are looked at to find the delimiter.
SNIFFED = 20
DELIMITERS = (",", ";", "\t")

NO_FILE = N_("There is no file {path}. Please check its name.")
TOO_LARGE = N_("This file is larger than {longest} bytes. Please split it.")
NOT_TEXT = N_("This is not a text file. Please save a workbook as CSV first.")
NOT_DECODED = N_("This is neither UTF-8 nor the Korean CP949. Please save the file as UTF-8.")
#: What is said of a file that holds no text, or none that is known.
NO_TEXT = (NOT_TEXT, NOT_DECODED)
NOT_CSV = N_(
    "A quotation mark is open or stands within a cell. Please close it, or write it twice inside a quoted cell."
)
CELL_TOO_LONG = N_(
    "A cell has more than {longest} characters, or its quotation mark is never closed."
    " Please shorten it, or close the mark."
)
TOO_MANY_COLUMNS = N_(
    "This row has {count} columns; at most {longest} are read. Please leave out those that are not needed."
)
TOO_MANY_ROWS = N_("This file has more than {longest} rows. Please split it.")

#: What may be in a cell: numbers and days stay what they are, a text stays a text.
Cell = str | int | Decimal | date | None

#: Bytes that are looked at to tell how a file is encoded, and the plain signs among them.
SIGNS = 4_000
_PLAIN = frozenset(b"\t\n\r" + bytes(range(0x20, 0x7F)))

_MARK = "\ufeff"
#: How a formula begins; the full-width forms come from Korean input methods.
_FORMULA_STARTS = tuple("=+-@＝＋－＠")
#: What looks like a number, a day or a time.
_NUMBER = re.compile(r"[\d.,:/\-()%\s]*\d[\d.,:/\-()%\s]*|\d+(?:\.\d+)?[eE][+-]?\d+", re.ASCII)
#: Excel's own hint in the first line of a file.
_HINT = re.compile(r"(?:sep|SEP)=([,;\t])\r?\n")


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at most: far above any list of a trade office, far below what fills a laptop's memory."""

    bytes: int = 50_000_000
    rows: int = 1_000_000
    columns: int = 500
    #: Characters of a cell; less than the limit of Python's own reader.
    cell: int = 100_000


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``line`` is the line of the file where it begins, counted from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Csv:
    """A file's rows without the empty ones, and how it was written.

    ``encoding`` is ``utf-8-sig`` (UTF-8 with a byte order mark), ``utf-8``, ``utf-16`` (``-le``
    or ``-be`` without such a mark) or ``cp949``.
    """

    encoding: str
    delimiter: str
    rows: tuple[Row, ...]


def read(path: Path, limits: Limits = LIMITS) -> Csv:
    """The rows of a file; raises ``InputAtFault`` with the line at fault, or ``MachineAtFault``."""
    try:
        with path.open("rb") as file:
            raw = file.read(limits.bytes + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise InputAtFault(Problem(NO_FILE, {"path": str(path)})) from None
    except OSError as error:
        raise files.machine_at_fault(error, path) from error
    return parse(raw, str(path), limits)


def parse(raw: bytes, name: str, limits: Limits = LIMITS) -> Csv:
    """The rows of a file's bytes, every cell clean (NFC); ``name`` is what messages call it.

    Raises ``InputAtFault`` with the line at fault.
    """
    if len(raw) > limits.bytes:
        raise InputAtFault(Problem(TOO_LARGE, {"longest": limits.bytes}, place=name))
    encoding, decoded = _decoded(raw, name)
    first_line = 1
    hint = _HINT.match(decoded)
    if hint:
        first_line, decoded = 2, decoded[hint.end() :]
    delimiter = hint[1] if hint else sniffed(decoded)
    return Csv(encoding, delimiter, tuple(_rows(decoded, delimiter, name, first_line, limits)))


def _decoded(raw: bytes, name: str) -> tuple[str, str]:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tried = ["utf-16"]
    elif raw.startswith(codecs.BOM_UTF8):
        tried = ["utf-8-sig"]
    elif b"\0" in raw[:SIGNS]:
        tried = _without_mark(raw)
    else:
        # Korean in CP949 is hardly ever UTF-8 by chance, but nearly all UTF-8 could be CP949.
        tried = ["utf-8", "cp949"]
    for encoding in tried:
        try:
            decoded = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in decoded:
            break
        return encoding, decoded
    message = NOT_TEXT if b"\0" in raw else NOT_DECODED
    raise InputAtFault(Problem(message, place=name))


def _without_mark(raw: bytes) -> list[str]:
    """UTF-16 that does not say so itself: half of the bytes of line ends, digits and delimiters are zeros."""
    begin = raw[:SIGNS]
    pairs = [begin[at : at + 2] for at in range(0, len(begin) - 1, 2)]
    last = [one for one in pairs if one[1] == 0 and one[0] in _PLAIN]
    first = [one for one in pairs if one[0] == 0 and one[1] in _PLAIN]
    if len(raw) % 2 or b"\0\0" in pairs or bool(last) == bool(first):
        return []
    return ["utf-16-le" if last else "utf-16-be"]


def sniffed(decoded: str) -> str:
    """The delimiter of a text: the one by which its first rows have the same and the most columns."""

    def fit(delimiter: str) -> tuple[bool, int]:
        rows: list[list[str]] = []
        try:
            for row in csv.reader(io.StringIO(decoded, newline=""), delimiter=delimiter):
                rows += [row] if row else []
                if len(rows) == SNIFFED:
                    break
        except csv.Error:
            # The same mistake is told by the reading that follows.
            pass
        widths = [len(row) for row in rows]
        if not widths or widths[0] < 2:
            return (False, 0)
        return (len(set(widths)) == 1, widths[0])

    return max(DELIMITERS, key=fit)


def _rows(decoded: str, delimiter: str, name: str, first_line: int, limits: Limits) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(decoded, newline=""), delimiter=delimiter, strict=True)
    line, count = first_line, 0
    try:
        for cells in reader:
            cleaned = tuple(_unguarded(text.clean(cell)) for cell in cells)
            filled = any(cell.strip() for cell in cleaned)
            count += filled
            problem = _too_much(cells, count, limits)
            if problem is not None:
                raise InputAtFault(problem.at(place=f"{name}:{line}"))
            if filled:
                yield Row(line, cleaned)
            line = first_line + reader.line_num
    except csv.Error as error:
        too_long = "field larger" in str(error)
        problem = Problem(CELL_TOO_LONG, {"longest": limits.cell}) if too_long else Problem(NOT_CSV)
        raise InputAtFault(problem.at(place=f"{name}:{line}")) from None


def _too_much(cells: Sequence[str], count: int, limits: Limits) -> Problem | None:
    if len(cells) > limits.columns:
        return Problem(TOO_MANY_COLUMNS, {"count": len(cells), "longest": limits.columns})
    if any(len(cell) > limits.cell for cell in cells):
        return Problem(CELL_TOO_LONG, {"longest": limits.cell})
    if count > limits.rows:
        return Problem(TOO_MANY_ROWS, {"longest": limits.rows})
    return None


# ---- writing ---------------------------------------------------------------------------------------------------


def write(path: Path, rows: Iterable[Sequence[Cell]]) -> None:
    """Write a file, whole or not at all; raises ``MachineAtFault``."""
    with (
        files.replacing(path) as unfinished,
        files.plainly(path),
        unfinished.open("w", encoding="utf-8", newline="") as file,
    ):
        file.writelines(lines(rows))


def lines(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The rows as they are written, each with its CRLF, the first with the byte order mark."""
    before = _MARK
    for row in rows:
        yield before + ",".join(_written(cell) for cell in row) + "\r\n"
        before = ""
    if before:
        yield before


def pasted(rows: Iterable[Sequence[Cell]]) -> str:
    """The rows as a text with tabs between the cells, as spreadsheets take it from the clipboard.

    Quotation marks stand only where they are needed, so that it reads well in a letter too.
    """
    return "".join("\t".join(_pasted(cell) for cell in row) + "\r\n" for row in rows)


def _pasted(cell: Cell) -> str:
    if not isinstance(cell, str):
        return _written(cell)
    shown = _guarded(text.clean(cell))
    if any(one in shown for one in '\t\n\r"'):
        return '"' + shown.replace('"', '""') + '"'
    return shown


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            # Every text is quoted, so that no semicolon in one is taken for the delimiter.
            return '"' + _guarded(text.clean(cell)).replace('"', '""') + '"' if cell else ""
        case Decimal():
            return f"{cell:f}"
        case datetime():
            return cell.replace(tzinfo=None).isoformat(" ", "minutes")
        case date():
            return cell.isoformat()
    return str(cell)


def _guarded(cell: str) -> str:
    return f"\t{cell}" if _would_be_misread(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("\t") and _would_be_misread(cell[1:]) else cell


def _would_be_misread(cell: str) -> bool:
    """Whether a spreadsheet would take a text for a formula, a number, a day or a time."""
    return cell.lstrip().startswith(_FORMULA_STARTS) or _NUMBER.fullmatch(cell) is not None
