"""Cells: what a workbook's sheets hold, row by row, as a spreadsheet would read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from fieldreport.verifying import plain
from fieldreport.verifying.archive import (
    MALFORMED,
    NO_WORKBOOK,
    TOO_LARGE,
    Archive,
    Unreadable,
    feed,
    parse,
    parser,
    relations,
)

#: What a cell holds; a formula, an error and a truth value, none of which a report has, are ``Odd``.
Held: TypeAlias = "str | float | Odd"

_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
(ROW, CELL, VALUE, INLINE, TEXT, FORMULA, PHONETIC, RUN, ITEM, DATA, SHEET, PROPERTIES) = range(1, 13)
_NAMES = {
    "row": ROW,
    "c": CELL,
    "v": VALUE,
    "is": INLINE,
    "t": TEXT,
    "f": FORMULA,
    "rPh": PHONETIC,
    "r": RUN,
    "si": ITEM,
    "sheetData": DATA,
    "sheet": SHEET,
    "workbookPr": PROPERTIES,
}
_KINDS = {f"{space} {name}": kind for space in _MAIN for name, kind in _NAMES.items()}
_ID = tuple(
    f"{space} id"
    for space in (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
)
_WHERE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
#: Excel's limits (Excel specifications and limits), with room for what a cell's text takes in Python.
MOST_ROWS, MOST_COLUMNS, LONGEST = 1_048_576, 16_384, 40_000
#: Characters of all shared strings.
MOST_SHARED = 48 << 20


@dataclass(frozen=True, slots=True)
class Odd:
    """What no cell of a report holds: a formula, an error value, a truth value."""

    text: str


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of the workbook: its name, its part of the file, ``visible`` or else how it is hidden."""

    name: str
    part: str
    state: str


@dataclass
class Book:
    """A workbook's sheets in their order, and its shared strings."""

    archive: Archive
    sheets: list[SheetPart] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)


def unescaped(text: str) -> str:
    """A cell's text without Open XML's own escapes (ST_Xstring: ``_x000D_``)."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def open_book(archive: Archive) -> Book:
    """Find the sheets and read the shared strings; raises ``Unreadable``."""
    try:
        documents = [part for kind, part in relations(archive, "").values() if kind == "officeDocument"]
    except Unreadable as unreadable:
        raise Unreadable(NO_WORKBOOK if unreadable.reason == MALFORMED else unreadable.reason) from unreadable
    if len(documents) != 1:
        raise Unreadable(NO_WORKBOOK)
    book, related = Book(archive), relations(archive, documents[0])

    def start(name: str, attributes: dict[str, str]) -> None:
        kind = _KINDS.get(name)
        if kind == PROPERTIES and attributes.get("date1904", "0") in ("1", "true"):
            # Every day would be shown four years later.
            raise Unreadable(MALFORMED)
        if kind == SHEET:
            to = next((attributes[one] for one in _ID if one in attributes), "")
            found, part = related.get(to, ("", ""))
            if found == "worksheet":
                title, state = attributes.get("name", ""), attributes.get("state", "visible")
                book.sheets.append(SheetPart(title, part, state))

    parse(archive, documents[0], start)
    titles = {one.name.casefold() for one in book.sheets}
    if len(titles) != len(book.sheets) or not book.sheets:
        raise Unreadable(MALFORMED if book.sheets else NO_WORKBOOK)
    strings = [part for kind, part in related.values() if kind == "sharedStrings"]
    if len(strings) > 1:
        raise Unreadable(MALFORMED)
    for part in strings:
        _read_shared(archive, part, book.shared)
    return book


def _read_shared(archive: Archive, part: str, shared: list[str]) -> None:
    pieces: list[str] = []
    inside = phonetic = 0
    total = 0

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal inside, phonetic
        kind = _KINDS.get(name)
        if kind == TEXT:
            inside += 1
        elif kind == PHONETIC:
            phonetic += 1

    def end(name: str) -> None:
        nonlocal inside, phonetic
        kind = _KINDS.get(name)
        if kind == TEXT:
            inside -= 1
        elif kind == PHONETIC:
            phonetic -= 1
        elif kind == ITEM:
            shared.append(unescaped("".join(pieces)))
            pieces.clear()

    def characters(text: str) -> None:
        nonlocal total
        if inside and not phonetic:
            total += len(text)
            if total > MOST_SHARED:
                raise Unreadable(TOO_LARGE)
            pieces.append(text)

    for _ in feed(parser(start, end, characters), archive.read(part)):
        pass


def column_number(letters: str) -> int:
    """A column's number, from 1, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """A column's letters by its number, from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class _Sheet:
    """A sheet's part while it is parsed: whole rows are in ``rows``."""

    def __init__(self, shared: list[str]) -> None:
        self.shared = shared
        self.rows: list[tuple[int, dict[int, Held]]] = []
        self.cells: dict[int, Held] = {}
        self.row = self.column = 0
        self.data = 0
        self.in_data = False
        self.type = ""
        self.catching = 0
        self.phonetic = False
        self.pieces: list[str] = []
        self.length = 0
        self.formula: str | None = None
        self.places: dict[str, int] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = _KINDS.get(name)
        if not self.in_data:
            if kind == DATA:
                self.data += 1
                self.in_data = True
                if self.data > 1:
                    raise Unreadable(MALFORMED)
            elif name.endswith("AlternateContent") and not self.data:
                raise Unreadable(MALFORMED)
            return
        if kind == CELL:
            self._begin_cell(attributes)
        elif kind in (VALUE, TEXT, FORMULA):
            self.catching = kind
            if kind != TEXT:
                # Of a text in several styles, every part counts.
                self.pieces.clear()
                self.length = 0
        elif kind == ROW:
            number = self.row + 1
            if "r" in attributes:
                number = int(attributes["r"]) if attributes["r"].isascii() else 0
            if not self.row < number <= MOST_ROWS:
                raise Unreadable(MALFORMED)
            self.row, self.column, self.cells = number, 0, {}
        elif kind == PHONETIC:
            self.phonetic = True
        elif kind is None and name.rpartition(" ")[0] not in _MAIN:
            # Choices between contents: one program would show this and another that.
            raise Unreadable(MALFORMED)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            column = self.column + 1
        else:
            found = _WHERE.fullmatch(place)
            if found is None or int(found[2]) != self.row:
                raise Unreadable(MALFORMED)
            letters = found[1]
            column = self.places.get(letters, 0)
            if not column:
                column = self.places[letters] = column_number(letters)
        if not self.column < column <= MOST_COLUMNS:
            raise Unreadable(MALFORMED)
        self.column = column
        self.type = attributes.get("t", "n")
        self.pieces = []
        self.length = 0
        self.formula = None

    def characters(self, text: str) -> None:
        if self.catching and not self.phonetic:
            self.length += len(text)
            if self.length > LONGEST:
                raise Unreadable(TOO_LARGE)
            self.pieces.append(text)

    def end(self, name: str) -> None:
        if not self.in_data:
            return
        kind = _KINDS.get(name)
        if kind == CELL:
            self._end_cell()
        elif kind == FORMULA:
            self.formula = "".join(self.pieces)
            self.pieces = []
            self.catching = 0
        elif kind in (VALUE, TEXT):
            self.catching = 0
        elif kind == PHONETIC:
            self.phonetic = False
        elif kind == ROW:
            if self.cells:
                self.rows.append((self.row, self.cells))
                self.cells = {}
        elif kind == DATA:
            self.in_data = False

    def _end_cell(self) -> None:
        if self.formula is not None:
            self.cells[self.column] = Odd(f"={self.formula}")
            return
        text = "".join(self.pieces)
        if not text:
            return
        if self.type == "s":
            index = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
            if not 0 <= index < len(self.shared):
                raise Unreadable(MALFORMED)
            text = self.shared[index]
            if text:
                self.cells[self.column] = text
        elif self.type in ("inlineStr", "str"):
            self.cells[self.column] = unescaped(text)
        elif self.type == "n":
            if "_" in text:
                raise Unreadable(MALFORMED)
            self.cells[self.column] = float(text)
        else:
            self.cells[self.column] = Odd(text)


def rows_of(book: Book, sheet: SheetPart) -> Iterator[tuple[int, dict[int, Held]]]:
    """The rows of a sheet that hold something: number and cells by column, both from 1; raises ``Unreadable``."""
    found = _plain_rows(book, sheet)
    if found is not None:
        yield from found
        return
    reading = _Sheet(book.shared)
    made = parser(reading.start, reading.end, reading.characters)
    for _ in feed(made, book.archive.read(sheet.part)):
        yield from reading.rows
        reading.rows.clear()


def _plain_rows(book: Book, sheet: SheetPart) -> Sequence[tuple[int, dict[int, Held]]] | None:
    """The rows of a sheet that is written as this program writes it; None for any other, which is read anew."""
    info = book.archive.names.get(sheet.part)
    if info is None or info.file_size > plain.LARGEST:
        return None
    before = book.archive.unpacked
    content = b"".join(book.archive.read(sheet.part))
    parts = plain.framed(content)
    rows = parts and plain.rows_in(parts[1], column_number, MOST_COLUMNS, LONGEST)
    if parts and rows is not None:
        # The frame is held to everything that any sheet is held to.
        frame = _Sheet(book.shared)
        for _ in feed(parser(frame.start, frame.end, frame.characters), iter((parts[0],))):
            pass
        if frame.data == 1:
            return cast("list[tuple[int, dict[int, Held]]]", rows)
    book.archive.unpacked = before
    return None
