"""Canvas: a printed page laid out on a grid of columns, drawn in any order and written row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from openpyxl.utils import get_column_letter

from fieldreport.report.workbook.look import Palette, Style, Styled


@dataclass
class _Row:
    height: float
    cells: dict[int, tuple[object, Style]] = field(default_factory=dict)


class Canvas:
    """A page whose columns lie between ``stops``, given in digits from its left edge.

    ``add_row`` opens a row below the last one; ``put`` fills the place from one stop to another in the rows it is
    told, merged into one cell.
    """

    def __init__(self, stops: Iterable[float]) -> None:
        self.stops = sorted({round(stop, 3) for stop in stops})
        self._columns = {stop: at for at, stop in enumerate(self.stops, start=1)}
        self._rows: list[_Row] = []
        self._merged: list[tuple[int, int, int, int]] = []

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @property
    def height(self) -> float:
        """The page's height so far, in points."""
        return sum(row.height for row in self._rows)

    def add_row(self, height: float) -> int:
        """Open a row of that height in points; returns its number, from 1."""
        self._rows.append(_Row(height))
        return len(self._rows)

    def put(
        self, value: object, style: Style, left: float, right: float, first: int, last: int | None = None
    ) -> None:
        """Fill the place between two stops, in the rows ``first`` to ``last``, as one cell.

        The lines of ``style.edges`` run around the whole place.
        """
        begin, end = self._column(left), self._column(right) - 1
        last = first if last is None else last
        styles: dict[str, Style] = {}
        for row in range(first, last + 1):
            cells = self._rows[row - 1].cells
            above_and_below = ("t" if row == first else "") + ("b" if row == last else "")
            for column in range(begin, end + 1):
                sides = above_and_below + ("l" if column == begin else "") + ("r" if column == end else "")
                edges = "".join(edge for edge in style.edges if edge in sides)
                here = value if row == first and column == begin else None
                # Within a merged cell only what is drawn on has to be there.
                if here is None and not edges and not style.fill:
                    continue
                if edges not in styles:
                    styles[edges] = replace(style, edges=edges)
                cells[column] = (here, styles[edges])
        if begin < end or first < last:
            self._merged.append((begin, first, end, last))

    def _column(self, stop: float) -> int:
        return self._columns[round(stop, 3)]

    def columns_between(self, left: float, right: float) -> Iterator[tuple[float, float]]:
        """The columns of the grid from one stop to another, each as its own two stops."""
        begin, end = self._column(left) - 1, self._column(right) - 1
        return zip(self.stops[begin:end], self.stops[begin + 1 : end + 1], strict=True)

    def write(self, sheet: Any, palette: Palette) -> None:
        """Write everything to an empty write-only sheet."""
        for at, (left, right) in enumerate(zip(self.stops, self.stops[1:], strict=False), start=1):
            sheet.column_dimensions[get_column_letter(at)].width = right - left
        for number, row in enumerate(self._rows, start=1):
            sheet.row_dimensions[number].height = row.height
        for begin, first, end, last in self._merged:
            sheet.merged_cells.add(f"{get_column_letter(begin)}{first}:{get_column_letter(end)}{last}")
        for row in self._rows:
            sheet.append(_line(row, len(self.stops) - 1, palette))

    def contents(self) -> Iterator[list[object]]:
        """What the cells hold, row by row."""
        for row in self._rows:
            held = [row.cells[at][0] if at in row.cells else None for at in range(1, len(self.stops))]
            yield held


def _line(row: _Row, columns: int, palette: Palette) -> Iterator[Styled | None]:
    for column in range(1, columns + 1):
        found = row.cells.get(column)
        yield None if found is None else palette.styled(*found)


def shares(left: float, right: float, parts: Sequence[float]) -> list[tuple[float, float]]:
    """The width from ``left`` to ``right`` divided in proportion to ``parts``, each as its two stops."""
    whole, at, found = sum(parts), left, []
    for part in parts:
        following = at + (right - left) * part / whole
        found.append((at, following))
        at = following
    return found
