"""Table: what was found in a file, as rows of cells under titles, whatever the file was."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from fieldreport.failures import Problem

#: What a cell may hold. A workbook's numbers are floats; everything in a CSV file is text.
Cell = str | int | float | bool | date | datetime | time | timedelta | Decimal | None

#: Rows that are looked at to tell where the titles are and what a column holds.
LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Note:
    """Something told of a file that is no problem: what was cleaned, left out or taken for something.

    ``message`` is a catalogue text with ``values``. ``place`` is the first place where it was seen, ``field`` the field
    it is about, ``count`` how often it was seen.
    """

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    place: str = ""
    field: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place counted from 0, its title, and the title above that stands over several columns."""

    index: int
    title: str
    group: str = ""

    @property
    def letter(self) -> str:
        """The column as spreadsheets call it."""
        return letters(self.index)

    @property
    def whole_title(self) -> str:
        """The title with what stands over it; the column's letter where it has neither."""
        return " · ".join(one for one in (self.group, self.title) if one) or self.letter


@dataclass(frozen=True, slots=True)
class SheetName:
    """A sheet of a workbook, and whether people see it."""

    name: str
    hidden: bool = False


@dataclass(frozen=True)
class Table:
    """The rows under the titles; ``numbers`` are their rows in the file, counted from 1 as spreadsheets count them.

    ``sheet`` is empty for a CSV file, ``sheets`` are all those of a workbook. ``title_row`` is the row of the titles.
    """

    file: str
    sheet: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    numbers: Sequence[int]
    title_row: int
    sheets: tuple[SheetName, ...] = ()
    notes: tuple[Note, ...] = ()
    #: What is wrong with whole rows, by their numbers: they are not brought in.
    faults: Mapping[int, Problem] = field(default_factory=dict)

    def place(self, row: int, column: int | None = None) -> str:
        """Where a cell or a whole row is: ``leads.xlsx:Sheet1!C5``."""
        cell = f"{'' if column is None else letters(column)}{row}"
        return f"{self.file}:{self.sheet}!{cell}" if self.sheet else f"{self.file}:{cell}"

    def row(self, number: int) -> Sequence[Cell]:
        """The cells of a row by its number in the file; none where the table has no such row."""
        at = bisect_left(self.numbers, number)
        return self.rows[at] if at < len(self.numbers) and self.numbers[at] == number else ()

    def samples(self, column: Column, most: int = LOOKED_AT) -> list[Cell]:
        """The first filled cells of a column."""
        found: list[Cell] = []
        for row in self.rows[: most * 5]:
            cell = row[column.index] if column.index < len(row) else None
            if not is_blank(cell):
                found.append(cell)
                if len(found) == most:
                    break
        return found


def is_blank(cell: Cell) -> bool:
    """Whether there is nothing in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def letters(index: int) -> str:
    """A column's letters: A for 0, Z for 25, AA for 26."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
