"""How wide the columns of a list begin: what records are called first, then whatever else comes into sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

#: No column begins wider or narrower than this, in pixels; whoever wants to read more pulls it wider.
WIDEST, NARROWEST = 240, 56
#: What is called by its name is known by it: those columns keep this much where not all columns are in sight.
NAMED = 120
#: Other columns give up so much that the ones after them come into sight.
SQUEEZED = 110


class Width(NamedTuple):
    """What a column needs: at ``least`` this for its head, ``wanted`` for all of what is seen of it, in pixels.

    ``names`` tells that its records are called by it.
    """

    least: int
    wanted: int
    names: bool = False


def fitted(columns: Sequence[Width], room: int) -> list[int]:
    """The widths of columns of which ``room`` pixels are in sight.

    As many columns as there is room for, from the first on, are in sight as a whole. What is left is given to those
    that records are called by, then to the others, until all of their content is to be read.
    """
    most = [max(one.least, min(one.wanted, WIDEST)) for one in columns]
    widths = [
        max(one.least, min(wide, NAMED if one.names else SQUEEZED))
        for one, wide in zip(columns, most, strict=True)
    ]
    in_sight, used = 0, 0
    while in_sight < len(widths) and used + widths[in_sight] <= room:
        used += widths[in_sight]
        in_sight += 1
    order = sorted(range(in_sight), key=lambda column: not columns[column].names)
    for column in order:
        more = min(most[column] - widths[column], room - used)
        widths[column] += more
        used += more
    return widths
