"""Moving: where a sheet's rows go when its table regions grow, and everything in the file that names a row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_REFERENCE = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+)(?::(\$?[A-Z]{1,3}\$?)(\d+))?")
_ROWS_ONLY = re.compile(r"(\$)(\d+):(\$)(\d+)")
#: Attributes of a sheet's part, beside its rows, that name cells.
_ATTRIBUTES = re.compile(
    r"(<(?:mergeCell|conditionalFormatting|dataValidation|hyperlink|autoFilter|dimension|pane|ignoredError"
    r'|protectedRange)\b[^>]*?\b(?:ref|sqref|topLeftCell)=")([^"]*)(")'
)
_SELECTION = re.compile(r"<selection\b[^>]*>")
_EXTENDED = re.compile(r"(<xm:sqref>)([^<]*)(</xm:sqref>)")
_BREAK = re.compile(r"<rowBreaks\b.*?</rowBreaks>", re.DOTALL)
_BREAK_ID = re.compile(r'(<brk\b[^>]*?\bid=")(\d+)(")')


@dataclass(frozen=True, slots=True)
class Moves:
    """How many rows each pattern row becomes, by its number; all of them at least one."""

    grown: Mapping[int, int]

    def first(self, row: int) -> int:
        """Where a row goes; a pattern row's first copy."""
        return row + sum(count - 1 for at, count in self.grown.items() if at < row)

    def last(self, row: int) -> int:
        """Where a row goes; a pattern row's last copy."""
        return self.first(row) + self.grown.get(row, 1) - 1

    def reference(self, text: str) -> str:
        """A reference, or several with spaces between, to where its cells are now; it grows with a pattern row."""

        def moved(found: re.Match[str]) -> str:
            left, top, right, bottom = (
                found[1],
                int(found[2]),
                found[3] or found[1],
                int(found[4] or found[2]),
            )
            first, last = self.first(top), self.last(bottom)
            if found[3] is None and first == last:
                return f"{left}{first}"
            return f"{left}{first}:{right}{last}"

        return _REFERENCE.sub(moved, text)

    def rows(self, text: str) -> str:
        """The same of whole rows (``$1:$3``), as repeated heads are named."""
        if _ROWS_ONLY.fullmatch(text):
            return _ROWS_ONLY.sub(lambda one: f"${self.first(int(one[2]))}:${self.last(int(one[4]))}", text)
        return self.reference(text)

    def around(self, content: str) -> str:
        """A sheet's part without its rows, everything in it that names cells moved."""

        def moved(found: re.Match[str]) -> str:
            text = self.reference(found[2])
            return found[1] + (text.partition(":")[0] if "topLeftCell" in found[1] else text) + found[3]

        # Where the cursor was does not matter; a cell that is not there any more would.
        content = _ATTRIBUTES.sub(moved, _SELECTION.sub("", content))
        content = _EXTENDED.sub(lambda one: one[1] + self.reference(one[2]) + one[3], content)
        return _BREAK.sub(
            lambda one: _BREAK_ID.sub(lambda each: each[1] + str(self.last(int(each[2]))) + each[3], one[0]),
            content,
        )

    def drawing(self, content: str) -> str:
        """A drawing's part: its anchors count rows from 0."""
        return re.sub(
            r"(<(?:\w+:)?row>)(\d+)(</(?:\w+:)?row>)",
            lambda one: one[1] + str(self.first(int(one[2]) + 1) - 1) + one[3],
            content,
        )
