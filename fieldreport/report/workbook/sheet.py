"""Sheet: rows as a real table with filters, frozen and repeated heads, and widths that fit what is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from math import ceil
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from fieldreport.report.safe import FORMULA_STARTS, LongText, Texts
from fieldreport.report.workbook import paper
from fieldreport.report.workbook.book import Book
from fieldreport.report.workbook.columns import Cell, Column, Format
from fieldreport.report.workbook.look import (
    ACCENT,
    LINE,
    PALE,
    Palette,
    Pen,
    Script,
    Style,
    Styled,
    number_format,
    script,
)
from fieldreport.report.workbook.measure import lines, width

#: No narrower than this, in digits: the filter's button covers two of them.
NARROWEST = 7
HEAD = Style(bold=True, fill=PALE, vertical="center", edges="tb", edge_color=LINE)
BODY = Style(vertical="top")
#: Points: the highest row (Excel allows 409); what a higher one is cut to, its text being in the sheet of long texts
#: too; a row of one line; what each further line takes, which is more in Bengali.
HIGHEST_ROW, CUT_ROW, ROW = 330.0, 120.0, 18.0
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


def write_sheet(book: Book, listing: Listing, decorate: Callable[[Any], None] | None = None) -> None:
    """Write a listing as the workbook's next sheet.

    ``decorate`` may add to the sheet what is not in its rows, such as a chart.
    """
    sheet, palette = book.new_sheet(listing.title), book.palette
    headers = unique([column.header for column in listing.columns])
    widths = _widths(listing, headers)
    empty = [all(row[at] is None for row in listing.rows) for at in range(len(widths))]
    _lay_out(sheet, listing, widths, empty, book)
    _set_heights(sheet, listing, headers, widths)
    # A table has at least one row below its head.
    rows = max(len(listing.rows), 1) + 1
    last = f"{get_column_letter(len(widths))}{rows}"
    # add_table would warn that the heads are not there to be read. The sheet's number makes the name unique.
    sheet.tables.add(_table(f"A1:{last}", headers, len(book.rows)))
    sheet.conditional_formatting.add(f"A2:{last}", _lines_between_rows())
    pen = Pen(sheet)
    sheet.append(pen.line(palette.styled(header, HEAD) for header in headers))
    tracks = [_Track(column.format, palette) for column in listing.columns]
    for row in listing.rows:
        sheet.append(pen.line(_styled(tracks, row)))
    if not listing.rows:
        sheet.append([])
    if decorate is not None:
        decorate(sheet)
    book.rows.append(rows)


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

    def __init__(self, format_: Format, palette: Palette) -> None:
        self._format = format_
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
        if isinstance(value, Decimal) and self._format is not Format.PERCENT:
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


def _lay_out(
    sheet: Any, listing: Listing, widths: Sequence[float], empty: Sequence[bool], book: Book
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
    paper.set_up(sheet, book.language, book.footer, listing.title, across=listing.across or pages)


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
    # Grouping puts a comma after every third digit.
    return len(str(value)) * 4 / 3 + 3


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
    broken = [
        (at, digits)
        for at, (column, digits) in enumerate(zip(listing.columns, widths, strict=True))
        if column.format in (Format.TEXT, Format.CODE) and _may_break(listing, at, digits)
    ]
    for number, row in enumerate(listing.rows, start=2):
        highest = max((height(row[at], digits) for at, digits in broken if row[at] is not None), default=0.0)
        if highest > ROW:
            heights[number] = CUT_ROW if highest > HIGHEST_ROW else highest
    for number, points in heights.items():
        # What a RowDimension comes to when it is written, for a tenth of its time.
        sheet.row_dimensions[number] = {"ht": f"{points:g}", "customHeight": "1"}


def _may_break(listing: Listing, at: int, digits: float) -> bool:
    """Whether any text of the column takes more than one line."""
    if digits >= listing.columns[at].widest:
        return True
    values = (row[at] for row in listing.rows)
    return any(isinstance(value, str) and "\n" in value for value in values)


def fit(text: str, reference: str, column: Column, texts: Texts) -> str:
    """The text as it goes into a cell of the column; one too long to be read in its row is noted as a long one."""
    fitting = texts.fit(text, reference, column.header)
    if fitting is text and height(text, column.widest) > HIGHEST_ROW:
        texts.long.append(LongText(reference, column.header, text, whole=True))
    return fitting


def height(value: Cell, digits: float) -> float:
    """The height in points that a text takes in a column of that width; 0 if it takes one line."""
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
