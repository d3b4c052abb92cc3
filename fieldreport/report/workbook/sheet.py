"""Sheet: rows as a real table with filters, frozen and repeated heads, and widths that fit what is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from fieldreport.report.safe import FORMULA_STARTS
from fieldreport.report.workbook import paper
from fieldreport.report.workbook.columns import Cell, Column, Format
from fieldreport.report.workbook.look import (
    ACCENT,
    LINE,
    PALE,
    ColumnCell,
    Palette,
    Script,
    Style,
    number_format,
    script,
)
from fieldreport.report.workbook.measure import lines, width

#: No narrower than this, in digits: the filter's button covers two of them.
NARROWEST = 7
HEAD = Style(bold=True, fill=PALE, vertical="center", edges="tb", edge_color=LINE)
BODY = Style(vertical="top")
#: Points: Excel's highest row; a row of one line; what each further line takes, which is more in Bengali.
HIGHEST_ROW, ROW = 409.0, 18.0
LINE_HEIGHT: Mapping[str, float] = {"ko": 15.0, "bn": 17.5, "": 14.0}
#: Lines are broken at spaces, so that a little of each stays empty.
FILLED = 0.9


@dataclass(frozen=True)
class Listing:
    """What a sheet shows: its name, its columns, its rows. ``names`` of sheets and tables are unique in a workbook."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    #: How many columns at the left stay in view and are repeated on every page.
    kept: int = 2
    #: Pages side by side on paper; as many as keep the text readable, if nothing is said.
    across: int = 0


def unique(names: Sequence[str]) -> list[str]:
    """The names, those that were there before made different by a number; capitals make no difference to Excel."""
    found: list[str] = []
    seen: set[str] = set()
    for name in names:
        candidate, number = name, 1
        while candidate.casefold() in seen:
            number += 1
            candidate = f"{name} {number}"
        seen.add(candidate.casefold())
        found.append(candidate)
    return found


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Names that Excel takes for sheets: without []:*?/\\ and outer apostrophes, of 31 characters, no two alike."""
    plain = [re.sub(r"[\[\]:*?/\\]", " ", title).strip("' ")[:28].rstrip() or "-" for title in titles]
    return unique(plain)


def write_sheet(
    workbook: Workbook,
    listing: Listing,
    language: str,
    footer: str,
    number: int,
    decorate: Callable[[Any], None] | None = None,
) -> int:
    """Write a listing as the workbook's next sheet, its table named after ``number``; returns its rows.

    ``decorate`` may add to the sheet what is not in its rows, such as a chart.
    """
    sheet = workbook.create_sheet(listing.title)
    headers = unique([column.header for column in listing.columns])
    widths = _widths(listing, headers)
    empty = [all(row[at] is None for row in listing.rows) for at in range(len(widths))]
    _lay_out(sheet, listing, widths, empty, language, footer)
    _set_heights(sheet, listing, headers, widths)
    # A table has at least one row below its head.
    rows = max(len(listing.rows), 1)
    last = f"{get_column_letter(len(widths))}{rows + 1}"
    # ``add_table`` does the same, and warns that a write-only sheet's columns must be given; they are.
    sheet._tables.add(_table(f"A1:{last}", headers, number))
    sheet.conditional_formatting.add(f"A2:{last}", _lines_between_rows())
    palette = Palette(sheet, language)
    # One by one: the cell of a style is the same object each time, holding another header.
    sheet.append(palette.cell(header, HEAD) for header in headers)
    tracks = [_Track(sheet, column, at, language) for at, column in enumerate(listing.columns, start=1)]
    for row in listing.rows:
        sheet.append(_cells(tracks, row))
    if not listing.rows:
        sheet.append([])
    if decorate is not None:
        decorate(sheet)
    return rows + 1


def _cells(tracks: Sequence[_Track], row: Sequence[Cell]) -> Iterator[ColumnCell | None]:
    for track, value in zip(tracks, row, strict=True):
        yield None if value is None else track.cell(value)


class _Track:
    """One column's styled cells, reused down the column: one for each script, and one for each number of decimals."""

    def __init__(self, sheet: Any, column: Column, at: int, language: str) -> None:
        self._sheet = sheet
        self._at = at
        self._language = language
        self._format = column.format
        self._cells: dict[tuple[str | int, bool], ColumnCell] = {}

    def cell(self, value: str | int | Decimal | date) -> ColumnCell:
        """The cell that holds ``value``, until the next one is asked for."""
        if isinstance(value, str):
            found, quoted = script(value), value[:1] in FORMULA_STARTS
            return (self._cells.get((found, quoted)) or self._text(found, quoted)).text(value)
        if isinstance(value, date):
            # Days go in as the numbers that spreadsheets keep them as; openpyxl would turn each into one again.
            return (self._cells.get((0, False)) or self._number(0)).plain(to_excel(value))  # type: ignore[no-untyped-call]
        if self._format is Format.PERCENT:
            return (self._cells.get((0, False)) or self._number(0)).plain(value)
        places = 0
        if isinstance(value, Decimal):
            exponent = value.as_tuple().exponent
            places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return (self._cells.get((places, False)) or self._number(places)).plain(value)

    def _text(self, found: Script, quoted: bool) -> ColumnCell:
        style = replace(BODY, number=number_format(self._format, self._language), script=found, quoted=quoted)
        return self._keep((found, quoted), style)

    def _number(self, places: int) -> ColumnCell:
        style = replace(
            BODY,
            number=number_format(self._format, self._language, places),
            horizontal="left" if self._format in (Format.DAY, Format.MOMENT) else "right",
            wrap=False,
        )
        return self._keep((places, False), style)

    def _keep(self, key: tuple[str | int, bool], style: Style) -> ColumnCell:
        cell = ColumnCell(self._sheet, style, self._language, self._at)
        self._cells[key] = cell
        return cell


def _lay_out(
    sheet: Any, listing: Listing, widths: Sequence[float], empty: Sequence[bool], language: str, footer: str
) -> None:
    for at, (digits, nothing) in enumerate(zip(widths, empty, strict=True), start=1):
        dimension = sheet.column_dimensions[get_column_letter(at)]
        dimension.width = digits
        if nothing and listing.rows:
            # Nothing in this period: out of sight and off the paper, one click on the [+] above the columns away.
            dimension.hidden = True
            dimension.outlineLevel = 1
    kept = min(listing.kept, len(widths))
    sheet.freeze_panes = f"{get_column_letter(kept + 1)}2"
    sheet.sheet_view.zoomScale = 100
    sheet.sheet_properties.tabColor = f"FF{ACCENT}" if listing.rows else None
    sheet.print_title_rows = "1:1"
    sheet.print_title_cols = f"A:{get_column_letter(kept)}"
    seen = sum(
        digits for digits, nothing in zip(widths, empty, strict=True) if not (nothing and listing.rows)
    )
    pages = paper.pages_across(seen)
    # Each further page repeats the columns that are kept.
    pages = paper.pages_across(seen + (pages - 1) * sum(widths[:kept]))
    paper.set_up(sheet, language, footer, listing.title, across=listing.across or pages)


def _widths(listing: Listing, headers: Sequence[str]) -> list[float]:
    """A width for each column: that of its longest line, but no more than its widest; heads may take two lines."""
    found = []
    for at, (column, header) in enumerate(zip(listing.columns, headers, strict=True)):
        head = max(width(word) for word in header.split() or [""]) + 3
        longest = _longest({row[at] for row in listing.rows}, column.widest)
        found.append(float(max(NARROWEST, head, width(header) / 2 + 3, min(longest + 1.5, column.widest))))
    return found


def _longest(values: set[Cell], enough: float) -> float:
    """The width of the longest value, or of the first one found to be wide enough."""
    longest = 0.0
    for value in values:
        if longest >= enough:
            break
        longest = max(longest, _digits(value))
    return longest


def _digits(value: Cell) -> float:
    if value is None:
        return 0
    if isinstance(value, str):
        return max(map(_units, value.split("\n")), default=0)
    if isinstance(value, date):
        return 16 if isinstance(value, datetime) else 12
    return len(f"{value:,}") + 3


def _units(line: str) -> int:
    """About the width of a line in digits, found quickly: two for Hangul, one for anything else."""
    return len(line) if line.isascii() else len(line.encode("cp949", "replace"))


def _set_heights(sheet: Any, listing: Listing, headers: Sequence[str], widths: Sequence[float]) -> None:
    """Give rows of more than one line their height: LibreOffice does not find it by itself."""
    sheet.sheet_format.defaultRowHeight = ROW
    sheet.sheet_format.customHeight = True
    heads = max(
        lines(header, digits - 3) * LINE_HEIGHT[script(header)]
        for header, digits in zip(headers, widths, strict=True)
    )
    heights = {1: heads + 8}
    texts = [
        (at, digits)
        for at, (column, digits) in enumerate(zip(listing.columns, widths, strict=True))
        if column.format in (Format.TEXT, Format.CODE)
    ]
    for number, row in enumerate(listing.rows, start=2):
        height = max((_height(row[at], digits) for at, digits in texts if row[at] is not None), default=0.0)
        if height > ROW:
            heights[number] = min(height, HIGHEST_ROW)
    for number, height in heights.items():
        # What a RowDimension comes to when it is written, for a tenth of its time.
        sheet.row_dimensions[number] = {"ht": f"{height:g}", "customHeight": "1"}


def _height(value: Cell, digits: float) -> float:
    """The height that a text takes in a column of that width."""
    # No character is wider than two digits: most texts are done with here.
    if not isinstance(value, str) or (len(value) * 2 <= digits and "\n" not in value):
        return 0.0
    count = sum(_lines(line, digits) for line in value.split("\n"))
    return count * LINE_HEIGHT[script(value)] + 4 if count > 1 else 0.0


def _lines(line: str, digits: float) -> int:
    units = _units(line)
    return 1 if units <= digits - 1 else ceil(units / (digits * FILLED))


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
