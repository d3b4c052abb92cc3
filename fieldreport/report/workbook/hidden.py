"""Hidden: the sheet for programs, which no menu of a spreadsheet shows."""

from __future__ import annotations

from fieldreport.report.manifest import SHEET, Manifest, Package
from fieldreport.report.workbook.book import Book
from fieldreport.report.workbook.look import Style


def write_hidden(book: Book, package: Package) -> Manifest:
    """Write the package of the sheets so far as the workbook's last, very hidden sheet; returns its manifest."""
    manifest, rows = package.close()
    sheet = book.new_sheet(SHEET)
    sheet.sheet_state = "veryHidden"
    number = book.palette.number(Style(wrap=False))
    book.rows.append(0)
    for row in rows:
        sheet.append((piece, "s", number) for piece in row)
        book.rows[-1] += 1
    return manifest
