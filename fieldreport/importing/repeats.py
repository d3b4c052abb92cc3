"""Repeats: rows of a file that say the same as an earlier one in every column that is brought in."""

from __future__ import annotations

from collections.abc import Sequence

from fieldreport.importing.table import Cell, Table


class Repeats:
    """Finds them. Rows are called by where they are in the table; only a number is kept of each."""

    def __init__(self, table: Table, columns: Sequence[int]) -> None:
        self._table = table
        self._columns = sorted(set(columns))
        self._first: dict[int, int] = {}
        self._left_out: set[int] = set()

    def divided(self, at: Sequence[int]) -> tuple[list[int], list[tuple[int, int]]]:
        """These rows: those that say something of their own, and the others, each with the earlier one like it."""
        own: list[int] = []
        again: list[tuple[int, int]] = []
        for one in at:
            said = self._said(one)
            earlier = self._first.setdefault(hash(said), one)
            if earlier != one and not self._is_same(earlier, one):
                # Two rows may share a number, by chance or because 1 and True do.
                earlier = self._first.setdefault(hash((said, *map(type, said))), one)
            if earlier != one and self._is_same(earlier, one):
                again.append((one, earlier))
            else:
                own.append(one)
        return own, again

    def leave_out(self, number: int) -> None:
        """The row of this number in the file was left out, so that it has not said anything yet."""
        self._left_out.add(number)

    def is_left_out(self, at: int) -> bool:
        """Whether a row was left out."""
        return self._table.numbers[at] in self._left_out

    def _is_same(self, one: int, other: int) -> bool:
        mine, theirs = self._said(one), self._said(other)
        # To people 1 and True are two cells.
        return mine == theirs and [*map(type, mine)] == [*map(type, theirs)]

    def _said(self, at: int) -> tuple[Cell, ...]:
        row = self._table.rows[at]
        # Short rows end in empty cells.
        return tuple([row[one] if one < len(row) else "" for one in self._columns])
