"""Book: the workbook while its sheets are written, with what all of them share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import WorkbookAlreadySaved

from fieldreport.report.manifest import Package
from fieldreport.report.workbook.look import FONTS, Palette


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
        return self.workbook.create_sheet(title)


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
