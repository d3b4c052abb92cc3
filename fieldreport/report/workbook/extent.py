"""Extent: how wide a sheet's columns are and how high its rows, and how many of its columns are on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from math import ceil

from fieldreport.report.safe import LongText, Texts
from fieldreport.report.workbook import paper
from fieldreport.report.workbook.columns import Cell, Column, Format
from fieldreport.report.workbook.look import script
from fieldreport.report.workbook.measure import lines, width

#: No narrower than this, in digits: the filter's button covers two of them.
NARROWEST = 7
#: Columns wider than this may be made narrower for the paper, down to half; others would break days and references.
WIDE = 20
#: Points: the highest row (Excel allows 409); what a higher one is cut to, its text being in the sheet of long texts
#: too; a row of one line; what each further line takes, which is more in Bengali.
HIGHEST_ROW, CUT_ROW, ROW = 330.0, 120.0, 18.0
LINE_HEIGHT: Mapping[str, float] = {"ko": 14.0, "bn": 16.0, "": 13.0}
#: A unit is a little less than a digit; lines are broken at spaces, so that some of each stays empty.
UNIT, RAGGED = 0.95, 2.0


@dataclass(frozen=True)
class Listing:
    """What a sheet shows: its name, its columns, its rows. ``names`` of sheets and tables are unique in a workbook."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    #: How many columns at the left stay in view.
    kept: int = 2
    #: How many columns at the left belong on paper, made narrower if they must; others where there is room.
    essential: int = 1_000


@dataclass(frozen=True)
class Extent:
    """The measures of a listing whose heads are ``headers``: widths in digits, heights in points."""

    headers: Sequence[str]
    widths: Sequence[float]
    #: Which columns have nothing in them, although the sheet has rows.
    hidden: Sequence[bool]
    #: How many columns, from the left, are printed; they fit on one page.
    printed: int
    #: The rows, from 1, that are higher than one line; the height of all rows together.
    heights: Mapping[int, float]
    high: float
    #: Row and column, from 0 and without the heads, of each text that is too long to be read in its row.
    too_high: Sequence[tuple[int, int]]

    @property
    def across(self) -> float:
        """The width of what is printed."""
        return sum(
            digits
            for digits, hidden in zip(self.widths[: self.printed], self.hidden, strict=False)
            if not hidden
        )

    def with_column(self, at: int, header: str, digits: float) -> Extent:
        """The same with one more printed column, for which room was reserved, before the one ``at``."""
        return replace(
            self,
            headers=unique([*self.headers[:at], header, *self.headers[at:]]),
            widths=[*self.widths[:at], digits, *self.widths[at:]],
            hidden=[*self.hidden[:at], False, *self.hidden[at:]],
            printed=self.printed + 1,
        )


def note_too_high(texts: Texts, listing: Listing, extent: Extent, reference: int = 0) -> None:
    """Note as long ones the texts that cannot be read in their rows; ``reference`` is the column that names a row."""
    known = {(one.reference, one.column) for one in texts.long}
    for row, at in extent.too_high:
        name, header, text = listing.rows[row][reference], listing.columns[at].header, listing.rows[row][at]
        if (name, header) not in known:
            texts.long.append(LongText(str(name), header, str(text), whole=True))


def measure(listing: Listing, reserved: float = 0) -> Extent:
    """Find the measures of a listing; ``reserved`` digits of the paper's width are kept free."""
    columns, rows = listing.columns, listing.rows
    headers = unique([column.header for column in columns])
    found = [
        _Width(column, header, [row[at] for row in rows])
        for at, (column, header) in enumerate(zip(columns, headers, strict=True))
    ]
    room = paper.DIGITS - reserved
    printed = _printed(found, listing.essential, room)
    widths = [one.natural for one in found]
    widths[:printed] = _narrowed(found[:printed], room)
    heights, too_high = _heights(listing, headers, widths, found, printed)
    high = sum(heights.values()) + (len(rows) + 1 - len(heights)) * ROW
    return Extent(headers, widths, [one.hidden for one in found], printed, heights, high, too_high)


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


@dataclass(slots=True)
class _Width:
    """How wide a column would be by itself, and how narrow it may be; a hidden one takes no room."""

    column: Column
    header: str
    values: Sequence[Cell]
    hidden: bool = field(init=False)
    natural: float = field(init=False)
    least: float = field(init=False)

    def __post_init__(self) -> None:
        different = set(self.values)
        self.hidden = different == {None}
        # Heads may take two lines, on paper more.
        word = max(width(word) for word in self.header.split() or [""]) + 3
        widest = self.column.widest
        longest = _longest(different, widest) + 1.5
        self.natural = float(max(NARROWEST, word, width(self.header) / 2 + 3, min(longest, widest)))
        narrow = max(NARROWEST, word, min(longest, widest / 2)) if widest > WIDE else self.natural
        self.least = float(min(narrow, self.natural))

    @property
    def breaks(self) -> bool:
        """Whether any text of the column may take more than one line."""
        if self.column.format not in (Format.TEXT, Format.CODE):
            return False
        return self.natural >= self.column.widest or any(
            isinstance(value, str) and "\n" in value for value in self.values
        )


def _printed(found: Sequence[_Width], essential: int, room: float) -> int:
    """How many columns fit on paper: essential ones as narrow as they may be, then others half narrowed."""
    end = 0
    least = natural = 0.0
    while end < len(found):
        begin, end = end, end + 1
        while end < len(found) and found[end].column.joined:
            end += 1
        seen = [one for one in found[begin:end] if not one.hidden]
        least += sum(one.least for one in seen)
        natural += sum(one.natural for one in seen)
        further = end > essential
        needed = (least + natural) / 2 if further else least
        if begin and (needed > room or (further and found[begin].column.aside)):
            return begin
    return end


def _narrowed(found: Sequence[_Width], room: float) -> list[float]:
    """The columns' widths, made narrower alike, but none narrower than it may be, until they fit."""
    natural = sum(one.natural for one in found if not one.hidden)
    least = sum(one.least for one in found if not one.hidden)
    if natural <= room or natural == least:
        return [one.natural for one in found]
    share = max(0.0, (room - least) / (natural - least))
    return [one.least + (one.natural - one.least) * share for one in found]


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


def _heights(
    listing: Listing,
    headers: Sequence[str],
    widths: Sequence[float],
    found: Sequence[_Width],
    printed: int,
) -> tuple[dict[int, float], list[tuple[int, int]]]:
    """The heights of rows with more than one line, which LibreOffice does not find by itself, and what is too high.

    What is not printed makes no row much higher: paper would be empty there.
    """
    heads = max(
        lines(header, digits - 3) * LINE_HEIGHT[script(header)]
        for header, digits in zip(headers, widths, strict=True)
    )
    heights, too_high = {1: heads + 8}, []
    broken = [
        (at, digits)
        for at, (one, digits) in enumerate(zip(found, widths, strict=True))
        if digits < one.natural or one.breaks
    ]
    for number, row in enumerate(listing.rows):
        highest = 0.0
        for at, digits in broken:
            value = row[at]
            if value is not None:
                points = height(value, digits)
                if points > HIGHEST_ROW:
                    too_high.append((number, at))
                elif at >= printed:
                    points = min(points, CUT_ROW)
                if points > highest:
                    highest = points
        if highest > ROW:
            heights[number + 2] = CUT_ROW if highest > HIGHEST_ROW else highest
    return heights, too_high


def height(value: Cell, digits: float) -> float:
    """The height in points that a text takes in a column of that width; 0 if it takes one line."""
    # No character is wider than two digits: most texts are done with here.
    if not isinstance(value, str) or (len(value) * 2 <= digits and "\n" not in value):
        return 0.0
    count = sum(_lines(line, digits) for line in value.split("\n"))
    return count * LINE_HEIGHT[script(value)] + 4 if count > 1 else 0.0


def _lines(line: str, digits: float) -> int:
    units = _units(line) * UNIT
    return 1 if units <= digits - 1 else ceil(units / (digits - RAGGED))
