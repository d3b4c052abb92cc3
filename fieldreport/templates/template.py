"""Template: a manager's workbook with its named places and table regions, read with distrust and checked cell by cell.

A defined name that begins with ``fr_`` is a place: its cell is filled. One that begins with ``fr_table_`` is a table
region: a row whose cells hold the names of columns; it is repeated for each row of the table, and what stands below
moves down. Everything else of the file stays, byte by byte.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from fieldreport.failures import InputAtFault, Problem
from fieldreport.language import N_
from fieldreport.templates.places import PLACE, PLACES, TABLE, TABLES
from fieldreport.verifying.archive import FOREIGN_PARTS, TOO_LARGE, Archive, Unreadable
from fieldreport.verifying.cells import (
    Book,
    Held,
    Odd,
    SheetPart,
    column_letters,
    column_number,
    open_book,
    rows_of,
)

#: The name of the very hidden sheet, which a template must leave free.
RESERVED = "fieldreport"
#: Rows of a template's sheet: a form is laid out by hand.
MOST_ROWS = 5_000

NO_FILE = N_("There is no file {path}. Please check the name.")
NO_WORKBOOK = N_("This is no Excel workbook (.xlsx) that can be read. Save it once more as .xlsx.")
FOREIGN = N_(
    "The workbook has macros, embedded files or links to other files. Remove them and save it as .xlsx."
)
LARGE = N_("The workbook is too large for a template.")
NO_PLACES = N_(
    "The workbook has no named place. Give a cell a name such as fr_office, or a row a name such as fr_table_lead."
)
UNKNOWN_PLACE = N_("There is no place “{name}”; there are: {known}.")
UNKNOWN_TABLE = N_("There is no table “{name}”; there are: {known}.")
UNKNOWN_COLUMN = N_("There is no column “{name}” in this table; there are: {known}.")
BROKEN = N_("The name “{name}” points at nothing. Delete it, or point it at a cell.")
NOT_ONE_CELL = N_("The place “{name}” covers several cells. Let it point at one, or merge them.")
NOT_ONE_ROW = N_("The table region “{name}” must be one row, which is repeated for each entry.")
NO_COLUMN = N_(
    "The table region “{name}” has no column in its cells. Write into each the name of one: {known}."
)
TWO_TABLES = N_("Two table regions are in one row. Put them into different rows or sheets.")
TALL_MERGE = N_("A merged cell reaches into the row of a table region. Take it apart.")
FORMULA = N_(
    "There is a formula here. A form has none: what it would work out could differ from what was signed."
)
NOT_PLAIN = N_("There is an error or a truth value here. Write a text or a number.")
HIDDEN = N_("The sheet is hidden. Show it or remove it: nothing in a report is out of sight.")
NAME_TAKEN = N_("A sheet is called “{name}”, as only the program's own may be. Rename it.")

_SHEET_DATA = re.compile(r"<sheetData\s*/>|<sheetData\b[^>]*>.*?</sheetData>", re.DOTALL)
_DEFINED = re.compile(r"<definedName\b([^>]*)>([^<]*)</definedName>")
_TARGET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
MERGE = re.compile(r'<mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a template, and in which cell; sheet and cell are empty for the file as a whole."""

    sheet: str
    cell: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def problem(self) -> Problem:
        """The same as a problem of input."""
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return Problem(self.message, self.values, place=place)


@dataclass(frozen=True, slots=True)
class Named:
    """A name of ours and where it points: columns and rows from 1."""

    name: str
    sheet: str
    left: int
    top: int
    right: int
    bottom: int

    @property
    def cell(self) -> str:
        """The first cell."""
        return f"{column_letters(self.left)}{self.top}"


@dataclass
class Template:
    """A template that was read: its parts as text, its sheets, places and regions, and what is wrong with it."""

    archive: Archive
    book: Book
    workbook: str = ""
    sheets: dict[str, SheetPart] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    cells: dict[str, dict[int, dict[int, Held]]] = field(default_factory=dict)
    places: list[Named] = field(default_factory=list)
    tables: list[Named] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    def text(self, part: str) -> str:
        """A part's text."""
        return b"".join(self.archive.read(part)).decode("utf-8-sig")

    def columns(self, table: Named) -> dict[int, str]:
        """Which column of a table region is filled with what."""
        held = self.cells[table.sheet].get(table.top, {})
        return {
            at: value.strip()
            for at, value in held.items()
            if table.left <= at <= table.right and isinstance(value, str)
        }


def read(path: Path) -> Template:
    """Read and check a template; ``mistakes`` has everything wrong. Raises ``InputAtFault`` for what is no workbook."""
    if not path.is_file():
        raise InputAtFault(Problem(NO_FILE, {"path": str(path)}))
    try:
        archive = Archive.open(path)
        template = Template(archive, open_book(archive))
        _take_in(template)
    except Unreadable as unreadable:
        said = {FOREIGN_PARTS: FOREIGN, TOO_LARGE: LARGE}.get(unreadable.reason, NO_WORKBOOK)
        raise InputAtFault(Problem(said, place=path.name)) from unreadable
    except UnicodeDecodeError as error:
        raise InputAtFault(Problem(NO_WORKBOOK, place=path.name)) from error
    _check_names(template)
    _check_cells(template)
    template.mistakes.sort(key=lambda one: (one.sheet, _order(one.cell), one.message))
    return template


def _order(cell: str) -> tuple[int, int]:
    found = re.fullmatch(r"([A-Z]+)(\d+)", cell)
    return (int(found[2]), column_number(found[1])) if found else (0, 0)


def usable(path: Path) -> Template:
    """A template without mistakes; raises ``InputAtFault`` with all of them."""
    template = read(path)
    if template.mistakes:
        raise InputAtFault([one.problem for one in template.mistakes])
    return template


def _take_in(template: Template) -> None:
    from fieldreport.verifying.archive import relations

    archive = template.archive
    template.workbook = next(
        part for kind, part in relations(archive, "").values() if kind == "officeDocument"
    )
    template.texts[template.workbook] = template.text(template.workbook)
    for sheet in template.book.sheets:
        template.sheets[sheet.name] = sheet
        content = template.texts[sheet.part] = template.text(sheet.part)
        if len(_SHEET_DATA.findall(content)) != 1 or "<![CDATA[" in content or "<!--" in content:
            raise Unreadable("malformed")
        rows = template.cells[sheet.name] = {}
        for number, cells in rows_of(template.book, sheet):
            if number > MOST_ROWS:
                raise Unreadable(TOO_LARGE)
            rows[number] = cells


def sheet_data(content: str) -> re.Match[str]:
    """Where a sheet's rows stand in its part."""
    found = _SHEET_DATA.search(content)
    assert found is not None
    return found


def _check_names(template: Template) -> None:
    for attributes, target in _DEFINED.findall(template.texts[template.workbook]):
        found = re.search(r'\bname="([^"]*)"', attributes)
        name = unescape(found[1]) if found else ""
        if not name.casefold().startswith(PLACE):
            continue
        name = name.casefold()
        where = _TARGET.fullmatch(unescape(target))
        sheet = (where[1] or "").replace("''", "'") or where[2] if where else ""
        if where is None or sheet not in template.sheets:
            template.mistakes.append(Mistake("", "", BROKEN, {"name": name}))
            continue
        left, top = column_number(where[3]), int(where[4])
        right, bottom = (column_number(where[5]), int(where[6])) if where[5] else (left, top)
        one = Named(name, sheet, left, top, right, bottom)
        (_check_table if name.startswith(TABLE) else _check_place)(template, one)
    if not (template.places or template.tables or template.mistakes):
        template.mistakes.append(Mistake("", "", NO_PLACES))


def _check_place(template: Template, one: Named) -> None:
    template.places.append(one)
    known = one.name.removeprefix(PLACE)
    if known not in PLACES:
        names = ", ".join(f"{PLACE}{name}" for name in PLACES)
        values = {"name": one.name, "known": names}
        template.mistakes.append(Mistake(one.sheet, one.cell, UNKNOWN_PLACE, values))
    if (one.left, one.top) != (one.right, one.bottom) and (
        one.left,
        one.top,
        one.right,
        one.bottom,
    ) not in merges(template.texts[template.sheets[one.sheet].part]):
        template.mistakes.append(Mistake(one.sheet, one.cell, NOT_ONE_CELL, {"name": one.name}))


def _check_table(template: Template, one: Named) -> None:
    def wrong(message: str, cell: str = one.cell, **values: object) -> None:
        template.mistakes.append(Mistake(one.sheet, cell, message, values))

    if any((each.sheet, each.top) == (one.sheet, one.top) for each in template.tables):
        wrong(TWO_TABLES)
    template.tables.append(one)
    known = TABLES.get(one.name.removeprefix(TABLE))
    if known is None:
        wrong(UNKNOWN_TABLE, name=one.name, known=", ".join(f"{TABLE}{name}" for name in TABLES))
        return
    if one.top != one.bottom:
        wrong(NOT_ONE_ROW, name=one.name)
        return
    columns = template.columns(one)
    if not columns:
        wrong(NO_COLUMN, name=one.name, known=", ".join(known))
    for at, name in columns.items():
        if name not in known:
            wrong(UNKNOWN_COLUMN, f"{column_letters(at)}{one.top}", name=name, known=", ".join(known))
    for left, top, _right, bottom in merges(template.texts[template.sheets[one.sheet].part]):
        if top < bottom and top <= one.top <= bottom:
            wrong(TALL_MERGE, f"{column_letters(left)}{top}")


def merges(content: str) -> list[tuple[int, int, int, int]]:
    """The merged cells of a sheet: left, top, right, bottom."""
    return [
        (column_number(left), int(top), column_number(right), int(bottom))
        for left, top, right, bottom in MERGE.findall(content)
    ]


def _check_cells(template: Template) -> None:
    for name, sheet in template.sheets.items():
        if sheet.state != "visible":
            template.mistakes.append(Mistake(name, "", HIDDEN))
        if name.casefold() == RESERVED:
            template.mistakes.append(Mistake(name, "", NAME_TAKEN, {"name": name}))
        for row, cells in template.cells[name].items():
            for column, held in cells.items():
                if isinstance(held, Odd):
                    message = FORMULA if held.text.startswith("=") else NOT_PLAIN
                    template.mistakes.append(Mistake(name, f"{column_letters(column)}{row}", message))


def known_names() -> Sequence[str]:
    """Every name that a template may use."""
    return [*(f"{PLACE}{name}" for name in PLACES), *(f"{TABLE}{name}" for name in TABLES)]
