"""Timetable: the pages that each side of an event is given, as a workbook to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from fieldreport.events.pages import Line, Pages, pages_of
from fieldreport.office import Office

if TYPE_CHECKING:
    from fieldreport.report.safe import Texts
    from fieldreport.report.workbook.book import Book
    from fieldreport.report.workbook.look import Style, Styled

#: Excel knows at most 1,026 breaks between the pages of a sheet (Excel specifications and limits).
PAGES_PER_SHEET = 1_000
#: The widths of the columns in digits. A4 holds them with room to spare: where a font is missing, digits are wider.
WIDTHS = (22.0, 13.0, 9.0, 36.0, 26.0, 12.0)


def write(
    office: Office, name: str, side: str, path: Path, *, language: str | None = None, compact: bool = False
) -> Path:
    """Write the timetables of one side of the event ``name`` and say where they are.

    Each participant who comes or is to meet somebody has a page, in ``language`` or else its own; ``compact`` lists
    them one below the other. A sheet for each language. Raises ``InputAtFault``, ``MachineAtFault``; an earlier file is
    then as it was.
    """
    from fieldreport.report.safe import Texts, save

    office.refuse_own(path)
    pages = pages_of(office, name, side, language)
    texts = Texts()
    save(path, lambda unfinished: _write(pages, texts, unfinished, compact=compact))
    return path


def _write(pages: Pages, texts: Texts, path: Path, *, compact: bool) -> list[int]:
    from fieldreport.report.workbook.book import new_book
    from fieldreport.report.workbook.sheet import sheet_names

    codes = pages.codes
    language = pages.office.language(codes[0])
    event = pages.gathering.event
    sheets: list[tuple[str, str, list[list[Line]]]] = []
    for code in codes:
        rest = pages.of_language(code)
        while part := list(islice(rest, PAGES_PER_SHEET)):
            sheets.append((code, pages.office.language(code).language_name(code), part))
    with new_book(language.code, pages.title) as book:
        book.workbook.properties.title = event["name"].best(language.code)
        book.workbook.properties.creator = pages.office.place.name(language.code)
        names = sheet_names([name for _, name, _ in sheets])
        for (code, _, part), name in zip(sheets, names, strict=True):
            _write_sheet(book, texts, name, code, part, compact=compact)
        book.save(path)
        return book.rows


def _write_sheet(
    book: Book, texts: Texts, name: str, code: str, pages: Sequence[Sequence[Line]], *, compact: bool
) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.pagebreak import Break
    from openpyxl.worksheet.properties import PageSetupProperties

    from fieldreport.report.workbook import paper

    sheet = book.new_sheet(name)
    for at, digits in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = digits
    paper.set_up(sheet, code, book.footer)
    # Fitted to a page's width, Excel would overlook the breaks between the participants.
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = None
    sheet.page_setup.scale = 100
    styles, row = _styles(), 0
    for number, page in enumerate(pages):
        if number:
            sheet.append([])
            row += 1
            if not compact:
                sheet.row_breaks.append(Break(id=row))
        for line in page:
            row += 1
            sheet.row_dimensions[row] = {"ht": f"{_height(line):g}", "customHeight": "1"}
            cells = [texts.fit(cell, "", "") for cell in line.cells]
            sheet.append(_styled(book, styles[line.kind], cells))
    book.rows.append(row)


def _styled(book: Book, style: Style, cells: Sequence[str]) -> Iterator[Styled | None]:
    for cell in cells:
        yield book.palette.styled(cell, style)


def _styles() -> dict[str, Style]:
    from fieldreport.report.workbook.look import LINE, MUTED, PALE, Style

    return {
        "about": Style(size=9, color=MUTED, wrap=False),
        "name": Style(size=16, bold=True, wrap=False),
        "note": Style(size=11, wrap=False),
        "head": Style(bold=True, fill=PALE, edges="tb", edge_color=LINE),
        "row": Style(size=11, edges="b", edge_color=LINE, vertical="top"),
    }


def _height(line: Line) -> float:
    """The height of a row in points: that of its longest text in its column."""
    from fieldreport.report.workbook.extent import height

    if line.kind == "name":
        return 28.0
    if line.kind in ("about", "note"):
        return 18.0
    # The rows' letters are a tenth larger than those by which widths are counted.
    return max(
        20.0,
        *(height(cell, digits / 1.1) * 1.15 for cell, digits in zip(line.cells, WIDTHS, strict=True)),
    )
