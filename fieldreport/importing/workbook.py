"""Workbooks, read with distrust: what would fill the memory or was never a workbook is refused before it is opened.

python-calamine lays a sheet out as one rectangle from its first to its last cell, however far apart they are, and a
rectangle that does not fit into the memory ends the process. So the file is looked through first, as it is
decompressed: how much there is, and how far the cells reach. Formulas give the values that were saved with them;
macros and links to other files are never followed.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from fieldreport.failures import InputAtFault, MachineAtFault, Problem
from fieldreport.files import machine_at_fault
from fieldreport.importing.table import Cell, Note, SheetName, letters
from fieldreport.language import N_

NO_FILE = N_("There is no file {path}. Please check its name.")
IS_A_FOLDER = N_("{path} is a folder. Please give the name of a file.")
TOO_LARGE = N_("This file is larger than {longest} MB. Please split it.")
TOO_MUCH_INSIDE = N_("This file would be larger than {longest} MB when it is opened. Please split it.")
TOO_FAR = N_(
    "The cells of this sheet reach as far as column {column}, row {row}. At most {columns} columns, {rows} rows and"
    " {cells} cells together are read. Please delete what lies outside the table, or split it."
)
NOT_A_WORKBOOK = N_(
    "This file is not whole, or not an Excel workbook. Please open it in Excel and save it anew."
)
OLD_WORKBOOK = N_(
    "This is a workbook of an old Excel, or locked by a password. Please save it as .xlsx without one."
)
LOCKED_WORKBOOK = N_("This workbook is locked by a password. Please save it without one.")
OTHER_WORKBOOK = N_("This is not an .xlsx workbook. Please save it as .xlsx or CSV.")
WEB_PAGE = N_(
    "This is a web page, although its name says otherwise. Please open it in Excel and save it as .xlsx."
)
NO_SUCH_SHEET = N_("There is no sheet “{name}”; there are: {known}.")
NO_SHEET = N_("This workbook has no sheet with cells.")
CELL_TOO_LONG = N_("A cell has more than {longest} characters.")
FORMULA_WITHOUT_VALUE = N_(
    "These cells hold formulas whose results were not saved with the file, so they are taken as empty."
)
ERROR_CELL = N_("These cells hold an error of the spreadsheet, such as #N/A, so they are taken as empty.")

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_SHEET_NAMESPACES = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_CHUNK = 1 << 20
#: Letters of a chunk that are looked at again with the next one, so that no cell is cut in two.
_OVERLAP = 400
#: Texts of so many characters may come again in other cells; so many different ones are kept.
_SHORT, _MOST_KEPT = 60, 20_000
#: Cells of a kind that are counted one by one.
_MOST_TOLD = 1_000
#: Looked for where all white space is left out, which XML allows around the sign.
_CELLS = re.compile(rb"""r=["']([A-Za-z]{1,7})(\d{1,12})["']""")
_ROWS = re.compile(rb"""row[^>]{0,300}?r=["'](\d{1,12})["']""")
_ANY_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_ROW_BEGINS, _CELL_BEGINS = (b"<row", b":row"), (b"<c", b":c")
#: Other marks that begin as a cell does, in an ordinary sheet.
_OTHERS = 50
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ERRORS = re.compile(rb"""<(?:\w+:)?c\b(?=[^>]*\bt=["']e["'])[^>]*\br=["']([A-Z]{1,3}\d{1,7})["']""")
_NO_RESULT = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*\br=["']([A-Z]{1,3}\d{1,7})["'][^>]*>"""
    rb"""<(?:\w+:)?f(?:/>|\b[^>]*/>|\b[^>]*>[^<]{0,300}</(?:\w+:)?f>)(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"""
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read of a workbook at most: far above any list of a trade office, below what fills a laptop's memory."""

    bytes: int = 50_000_000
    #: Bytes of a part, and of all parts that are looked into, when they are decompressed.
    inside: int = 250_000_000
    parts: int = 10_000
    rows: int = 1_000_000
    columns: int = 500
    cells: int = 6_000_000
    #: Characters of a cell; Excel itself allows 32,767.
    cell: int = 100_000


LIMITS = Limits()


@dataclass(frozen=True)
class Sheet:
    """A sheet's cells as they lie: ``rows`` begins in row 1 of the file and column A."""

    name: str
    sheets: tuple[SheetName, ...]
    rows: list[list[Cell]]
    #: Merged cells: first and last row and column of each, counted from 0.
    merged: tuple[tuple[int, int, int, int], ...]
    notes: tuple[Note, ...]
    #: The other sheets that people see and that are not empty, where none was asked for by its name.
    others: tuple[str, ...] = ()


def content_of(path: Path, limits: Limits = LIMITS) -> bytes:
    """A file's bytes; raises ``InputAtFault`` and ``MachineAtFault``."""
    if path.is_dir():
        raise InputAtFault(Problem(IS_A_FOLDER, {"path": str(path)}))
    try:
        with path.open("rb") as file:
            raw = file.read(limits.bytes + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise InputAtFault(Problem(NO_FILE, {"path": str(path)})) from None
    except OSError as error:
        raise machine_at_fault(error, path) from error
    if len(raw) > limits.bytes:
        raise InputAtFault(Problem(TOO_LARGE, {"longest": limits.bytes // 1_000_000}, place=path.name))
    return raw


def is_workbook(raw: bytes, name: str) -> bool:
    """Whether this is a workbook that can be read, by its content; its name does not matter.

    Raises ``InputAtFault`` for what is neither that nor text.
    """
    # As zip files begin, whole, empty or in several parts.
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return True
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputAtFault(Problem(OLD_WORKBOOK, place=name))
    begin = raw[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begin.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        raise InputAtFault(Problem(WEB_PAGE, place=name))
    if begin.startswith((b"<?xml", b"%pdf", b"{\\rtf")):
        raise InputAtFault(Problem(OTHER_WORKBOOK, place=name))
    return False


def read(raw: bytes, file: str, sheet: str = "", limits: Limits = LIMITS) -> Sheet:
    """A sheet of a workbook: the one of this name, or else the first that people see and that has cells.

    Raises ``InputAtFault``.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = _parts(archive, file, limits)
            with CalamineWorkbook.from_object(io.BytesIO(raw)) as book:
                sheets = tuple(
                    SheetName(one.name, one.visible != SheetVisibleEnum.Visible)
                    for one in book.sheets_metadata
                )
                wanted = _wanted(sheets, sheet, file)
                for place, name in enumerate(wanted):
                    reach = _reach(archive, parts.get(name), file, limits)
                    found = book.get_sheet_by_name(name)
                    if found.start is None and not sheet:
                        continue
                    rows = _rows(found, name, file, limits)
                    merged = tuple((a, b, c, d) for (a, b), (c, d) in found.merged_cell_ranges or ())
                    others = () if sheet else _filled(archive, parts, wanted[place + 1 :])
                    return Sheet(name, sheets, rows, merged, reach.notes(f"{file}:{name}!"), others)
    except PasswordError:
        raise InputAtFault(Problem(LOCKED_WORKBOOK, place=file)) from None
    except (
        CalamineError,
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        EOFError,
        ElementTree.ParseError,
        UnicodeError,
        ValueError,
        KeyError,
    ):
        raise InputAtFault(Problem(NOT_A_WORKBOOK, place=file)) from None
    except MemoryError:
        raise MachineAtFault(TOO_MUCH_INSIDE, longest=limits.inside // 1_000_000) from None
    raise InputAtFault(Problem(NO_SHEET, place=file))


def _filled(archive: zipfile.ZipFile, parts: Mapping[str, str], names: Sequence[str]) -> tuple[str, ...]:
    """Those of the sheets that seem to have cells; that much is told by the beginning of their parts."""
    found = []
    for name in names:
        begin = next(_chunks(archive, parts[name]), b"") if name in parts else b""
        if name not in parts or _ANY_CELL.search(begin):
            found.append(name)
    return tuple(found)


def _wanted(sheets: Sequence[SheetName], name: str, file: str) -> list[str]:
    if not name:
        return [one.name for one in sheets if not one.hidden]
    for one in sheets:
        if one.name.strip().casefold() == name.strip().casefold():
            return [one.name]
    known = ", ".join(one.name for one in sheets)
    raise InputAtFault(Problem(NO_SUCH_SHEET, {"name": name, "known": known}, place=file))


# ---- looking through the file before it is opened ------------------------------------------------------------


def _parts(archive: zipfile.ZipFile, file: str, limits: Limits) -> dict[str, str]:
    """Each sheet's part of the file, after a look at how much is in all of them."""
    infos = archive.infolist()
    names = [one.filename.casefold() for one in infos]
    if len(infos) > limits.parts or len(set(names)) != len(names):
        raise zipfile.BadZipFile("too many parts, or two of one name")
    if any(one.flag_bits & 1 for one in infos):
        raise InputAtFault(Problem(LOCKED_WORKBOOK, place=file))
    if not any(one in names for one in ("xl/workbook.xml", "_rels/.rels")):
        raise InputAtFault(Problem(OTHER_WORKBOOK, place=file))
    if not any(one.startswith("xl/") and one.endswith(".xml") for one in names):
        raise InputAtFault(Problem(OTHER_WORKBOOK, place=file))
    # What the directory says is what zipfile reads at most; the other reader stops at the same checksum.
    texts = [one.file_size for one in infos if not one.filename.casefold().startswith("xl/media/")]
    if max(texts, default=0) > limits.inside or sum(texts) > 2 * limits.inside:
        raise InputAtFault(Problem(TOO_MUCH_INSIDE, {"longest": limits.inside // 1_000_000}, place=file))
    return _sheet_parts(archive)


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    by_name = {one.casefold(): one for one in archive.namelist()}

    def parsed(name: str) -> ElementTree.Element | None:
        part = by_name.get(name)
        if part is None or archive.getinfo(part).file_size > 20_000_000:
            return None
        raw = archive.read(part)
        # No workbook declares entities; whoever does wants to fill the memory.
        if b"<!DOCTYPE" in raw[:4000] or b"<!ENTITY" in raw:
            raise zipfile.BadZipFile("entities")
        return ElementTree.fromstring(raw)

    book, relations = parsed("xl/workbook.xml"), parsed("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return {}
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    found: dict[str, str] = {}
    for one in book.iter():
        if one.tag.rpartition("}")[2] == "sheet":
            target = targets.get(one.get(_SHEET_NAMESPACES) or one.get(_STRICT_ID), "")
            whole = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
            if target and whole.casefold() in by_name:
                found[one.get("name", "")] = by_name[whole.casefold()]
    return found


@dataclass(frozen=True)
class _Reach:
    errors: tuple[str, ...]
    without: tuple[str, ...]

    def notes(self, sheet: str) -> tuple[Note, ...]:
        told = ((ERROR_CELL, self.errors), (FORMULA_WITHOUT_VALUE, self.without))
        return tuple(
            Note(message, place=f"{sheet}{cells[0]}", count=len(cells)) for message, cells in told if cells
        )


def _reach(archive: zipfile.ZipFile, part: str | None, file: str, limits: Limits) -> _Reach:
    """How far a sheet's cells reach; every part is looked through where it is not known which one is the sheet's."""
    searched = [part] if part else [one for one in archive.namelist() if not one.endswith("/")]
    rows = columns = counted = 0
    errors: dict[str, None] = {}
    without: dict[str, None] = {}
    for name in searched:
        in_row = 0
        for chunk in _chunks(archive, name):
            dense = chunk.translate(None, b" \t\r\n")
            cells = _CELLS.findall(dense)
            columns = max([columns, *map(_number, {one for one, _ in cells})])
            rows = max([rows, *map(int, {one for _, one in cells}), *map(int, _ROWS.findall(dense))])
            counted += sum(map(chunk.count, _ROW_BEGINS))
            if sum(map(chunk.count, _CELL_BEGINS)) > len(cells) + _OTHERS:
                # Cells that do not say where they are stand beside one another.
                first, *others = (len(_ANY_CELL.findall(one)) for one in _ANY_ROW.split(chunk))
                columns = max([columns, in_row + first, *others])
                in_row = others[-1] if others else in_row + first
            if b"<f" in chunk and len(without) < _MOST_TOLD:
                without.update(dict.fromkeys(one.decode("ascii") for one in _NO_RESULT.findall(chunk)))
            if (b't="e"' in chunk or b"t='e'" in chunk) and len(errors) < _MOST_TOLD:
                errors.update(dict.fromkeys(one.decode("ascii") for one in _ERRORS.findall(chunk)))
            reached = max(rows, counted)
            if reached > limits.rows or columns > limits.columns or reached * max(columns, 1) > limits.cells:
                values = {
                    "column": letters(columns - 1),
                    "row": reached,
                    "columns": limits.columns,
                    "rows": limits.rows,
                    "cells": limits.cells,
                }
                raise InputAtFault(Problem(TOO_FAR, values, place=file))
    return _Reach(tuple(errors), tuple(without))


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as part:
        kept = b""
        while chunk := part.read(_CHUNK):
            if b"\0" in chunk[:200] and name.casefold().endswith(".xml"):
                # In UTF-16 nothing of what is looked for would be found.
                raise zipfile.BadZipFile("not UTF-8")
            yield kept + chunk
            kept = chunk[-_OVERLAP:]


def _number(column: bytes) -> int:
    number = 0
    for one in column.upper():
        number = number * 26 + one - 64
    return number


def _rows(found: CalamineSheet, sheet: str, file: str, limits: Limits) -> list[list[Cell]]:
    """The sheet's rows from its first row and column on, row by row, so that cells that say the same are kept once."""
    rows: list[list[Cell]] = []
    if found.start is None:
        return rows
    left: list[Cell] = [""] * found.start[1]
    kept: dict[str, str] = {}
    for number, row in enumerate(found.iter_rows(), start=1):
        cells = left.copy()
        for cell in row:
            if isinstance(cell, str):
                if len(cell) <= _SHORT:
                    cell = kept.setdefault(cell, cell) if len(kept) < _MOST_KEPT else kept.get(cell, cell)
                elif len(cell) > limits.cell:
                    place = f"{file}:{sheet}!{number}"
                    raise InputAtFault(Problem(CELL_TOO_LONG, {"longest": limits.cell}, place=place))
            cells.append(cell)
        rows.append(cells)
    return rows
