"""Sheet: rows as a real table with filters, frozen and repeated heads, and widths that fit what is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from fieldreport.progress import percent_places
from fieldreport.report.safe import FORMULA_STARTS
from fieldreport.report.workbook import paper
from fieldreport.report.workbook.book import Book
from fieldreport.report.workbook.columns import Cell, Format
from fieldreport.report.workbook.extent import ROW, Extent, Listing, measure, unique
from fieldreport.report.workbook.look import (
    ACCENT,
    LINE,
    PALE,
    Palette,
    Script,
    Style,
    Styled,
    number_format,
    script,
)

HEAD = Style(bold=True, fill=PALE, vertical="center", edges="tb", edge_color=LINE)
BODY = Style(vertical="top")


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Names that Excel takes for sheets: without []:*?/\\ and outer apostrophes, of 31 characters, no two alike."""
    plain = [re.sub(r"[\[\]:*?/\\]", " ", title).strip("' ")[:28].rstrip() or "-" for title in titles]
    return unique(plain)


def write_sheet(
    book: Book,
    listing: Listing,
    extent: Extent | None = None,
    decorate: Callable[[Any], None] | None = None,
) -> None:
    """Write a listing as the workbook's next sheet; ``extent`` is its measures, if they are known already.

    ``decorate`` may add to the sheet what is not in its rows, such as a chart.
    """
    sheet, palette = book.new_sheet(listing.title), book.palette
    extent = extent or measure(listing)
    _lay_out(sheet, listing, extent, book)
    rows = _rows(listing)
    last = f"{get_column_letter(len(listing.columns))}{rows}"
    # add_table would warn that the heads are not there to be read. The sheet's number makes the name unique.
    sheet.tables.add(_table(f"A1:{last}", extent.headers, len(book.rows)))
    sheet.conditional_formatting.add(f"A2:{last}", _lines_between_rows())
    sheet.append(palette.styled(header, HEAD) for header in extent.headers)
    tracks = [_Track(column.format, palette, column.limits) for column in listing.columns]
    for row in listing.rows:
        sheet.append(_styled(tracks, row))
    if not listing.rows:
        sheet.append([])
    if decorate is not None:
        decorate(sheet)
    book.rows.append(rows)
    if book.package is not None:
        book.package.add_sheet(listing.title, chain([extent.headers], listing.rows))


def _styled(tracks: Sequence[_Track], row: Sequence[Cell]) -> Iterator[Styled | None]:
    for track, value in zip(tracks, row, strict=True):
        if value is None:
            yield None
        elif isinstance(value, str) and value.isascii() and value[:1] not in FORMULA_STARTS:
            # By far the most cells; the others are the track's business.
            yield (value, "s", track.ascii)
        else:
            yield track.styled(value)


@lru_cache(maxsize=2048)
def _serial(day: date) -> int | float:
    """A day or moment as the number that spreadsheets keep it as."""
    serial: int | float = to_excel(day)  # type: ignore[no-untyped-call]
    return serial


class _Track:
    """The styles of one column: one for each script, and one for each number of decimals."""

    def __init__(self, format_: Format, palette: Palette, limits: tuple[Fraction, ...] = ()) -> None:
        self._format = format_
        self._limits = limits
        self._palette = palette
        self._texts: dict[tuple[Script, bool], int] = {}
        self._numbers: dict[int, int] = {}
        #: The style of texts in no script in particular.
        self.ascii = self._text("", quoted=False)

    def styled(self, value: str | int | Decimal | date) -> Styled:
        """The value with its style."""
        if isinstance(value, str):
            found, quoted = script(value), value[:1] in FORMULA_STARTS
            number = self._texts.get((found, quoted))
            return (value, "s", self._text(found, quoted) if number is None else number)
        shown: int | float | Decimal = _serial(value) if isinstance(value, date) else value
        places = 0
        if self._format is Format.PERCENT:
            places = percent_places(Fraction(value), self._limits) if isinstance(value, Decimal | int) else 0
        elif isinstance(value, Decimal):
            exponent = value.as_tuple().exponent
            places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        number = self._numbers.get(places)
        return (shown, "n", self._number(places) if number is None else number)

    def _text(self, found: Script, quoted: bool) -> int:
        style = replace(
            BODY, number=number_format(self._format, self._palette.language), script=found, quoted=quoted
        )
        number = self._texts[found, quoted] = self._palette.number(style)
        return number

    def _number(self, places: int) -> int:
        style = replace(
            BODY,
            number=number_format(self._format, self._palette.language, places),
            horizontal="left" if self._format in (Format.DAY, Format.MOMENT) else "right",
            wrap=False,
        )
        number = self._numbers[places] = self._palette.number(style)
        return number


def _lay_out(sheet: Any, listing: Listing, extent: Extent, book: Book) -> None:
    for at, (digits, hidden) in enumerate(zip(extent.widths, extent.hidden, strict=True), start=1):
        dimension = sheet.column_dimensions[get_column_letter(at)]
        dimension.width = digits
        # The numbers above the columns show the first so many levels: what is printed, what was entered, everything.
        if hidden:
            # Nothing in this period: out of sight and off the paper, one click on the [+] above the columns away.
            dimension.hidden = True
            dimension.outlineLevel = 2
        elif at > extent.printed:
            dimension.outlineLevel = 1
    sheet.sheet_format.defaultRowHeight = ROW
    sheet.sheet_format.customHeight = True
    for number, points in extent.heights.items():
        # What a RowDimension comes to when it is written, for a tenth of its time.
        sheet.row_dimensions[number] = {"ht": f"{points:g}", "customHeight": "1"}
    sheet.freeze_panes = f"{get_column_letter(min(listing.kept, len(extent.widths)) + 1)}2"
    sheet.sheet_view.zoomScale = 100
    sheet.sheet_properties.tabColor = f"FF{ACCENT}" if listing.rows else None
    sheet.print_title_rows = "1:1"
    if extent.printed < len(extent.widths):
        sheet.print_area = f"A1:{get_column_letter(extent.printed)}{_rows(listing)}"
    down = paper.pages_down(extent.high, extent.across)
    paper.set_up(sheet, book.language, book.footer, listing.title, down)


def _rows(listing: Listing) -> int:
    """The rows of a sheet with its heads: a table has at least one row below them."""
    return max(len(listing.rows), 1) + 1


def _table(reference: str, headers: Sequence[str], number: int) -> Table:
    # In write-only mode openpyxl cannot read the heads from the cells, so they are named; both must be equal.
    table = Table(displayName=f"Table{number}", ref=reference, autoFilter=AutoFilter(ref=reference))
    for at, header in enumerate(headers, start=1):
        table.tableColumns.append(TableColumn(id=at, name=header))
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    return table


def _lines_between_rows() -> Rule:
    """A line under each row, empty cells included, at no cost for each cell; LibreOffice draws no table styles."""
    line = Border(bottom=Side("thin", f"FF{LINE}"))
    return Rule(type="expression", formula=["TRUE"], dxf=DifferentialStyle(border=line))
