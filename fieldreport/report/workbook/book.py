"""Book: the workbook while its sheets are written, with what all of them share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import WorkbookAlreadySaved
from openpyxl.writer.excel import ExcelWriter

from fieldreport.report.manifest import Package
from fieldreport.report.workbook.look import FONTS, Palette
from fieldreport.report.workbook.rows import StyledSheet

#: zlib's level: a sixth larger than by its usual one, in half the time.
LEVEL = 3


@dataclass(frozen=True)
class Book:
    """The workbook, its language, what stands at the foot of its pages, its styles, and the rows of each sheet."""

    workbook: Workbook
    language: str
    footer: str
    palette: Palette
    rows: list[int] = field(default_factory=list)
    #: Takes in what the visible sheets hold, and makes the hidden one of it; None for a workbook that is no report.
    package: Package | None = None

    def new_sheet(self, title: str) -> Any:
        """A new last sheet."""
        sheet = StyledSheet(self.workbook, title)
        self.workbook._add_sheet(sheet)  # type: ignore[attr-defined]  # create_sheet makes openpyxl's own kind alone
        return sheet

    def save(self, path: Path) -> None:
        """Write the file; what is compressed already, the hidden sheet, is not compressed again."""
        hidden = self.workbook.worksheets[-1].path[1:] if self.package is not None else ""
        self.workbook.properties.modified = datetime.now(UTC).replace(tzinfo=None)
        with _Parts(path, hidden) as parts:
            ExcelWriter(self.workbook, parts).save()


class _Parts(ZipFile):
    """The workbook's parts, put together quickly; the one called ``as_it_is`` is not compressed."""

    def __init__(self, path: Path, as_it_is: str) -> None:
        super().__init__(path, "w", ZIP_DEFLATED, compresslevel=LEVEL)
        self._as_it_is = as_it_is

    def write(self, filename: Any, arcname: Any = None, *_: Any) -> None:
        """Add a file, as openpyxl does with each finished sheet."""
        super().write(filename, arcname, ZIP_STORED if arcname == self._as_it_is else None)


@contextmanager
def new_book(language: str, footer: str, package: Package | None = None) -> Iterator[Book]:
    """An empty workbook whose default font is that of the language, so that widths are counted in its digits.

    openpyxl keeps each sheet in a temporary file until the workbook is saved; when that fails they are removed here.
    """
    put_fonts_in_order()
    workbook = Workbook(write_only=True)
    for style in workbook._named_styles:  # type: ignore[attr-defined]  # there is no public way to the default font
        style.font = Font(name=FONTS[language], sz=10)
    try:
        yield Book(workbook, language, footer, Palette(workbook, language), package=package)
    except BaseException:
        for sheet in workbook.worksheets:
            _discard(sheet)
        raise


def _discard(sheet: Any) -> None:
    """Close what is being written and remove its temporary file, whatever state both are in."""
    with suppress(OSError, ValueError, WorkbookAlreadySaved):
        sheet.close()
    with suppress(OSError, AttributeError, ValueError):
        sheet._writer.cleanup()


@cache
def put_fonts_in_order() -> None:
    """Have fonts written in the order of the schema (ECMA-376, 18.8.22), in which openpyxl's own order is invalid.

    It is the library's class that is mended, once; every workbook of this program is written after it.
    """
    Font.__elements__ = (
        *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
        *("sz", "color", "name", "family", "charset", "scheme"),
    )
