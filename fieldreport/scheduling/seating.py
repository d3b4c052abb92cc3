"""Seating: which of the free tables each meeting of a slot gets, so that people walk about as little as possible."""

from __future__ import annotations

from collections.abc import Sequence


def seat(
    meetings: Sequence[tuple[int, tuple[int, int], str]],
    tables: Sequence[str],
    used: Sequence[set[str]],
    before: Sequence[str],
) -> list[str]:
    """A table for each meeting, given as its slot, its two participants and its own table (or "").

    ``used`` are the tables of each slot that are not to be had, ``before`` the table that a meeting had before (or ""),
    which it keeps where it can. Else a buyer stays at the table of its last meeting, or a company. There must be
    enough tables; the order of ``meetings`` decides among equals.
    """
    found = [own for _, _, own in meetings]
    known = set(tables)
    by_slot: dict[int, list[int]] = {}
    for number, (slot, _, own) in enumerate(meetings):
        if not own:
            by_slot.setdefault(slot, []).append(number)
    last: dict[int, str] = {}
    for slot in sorted(by_slot):
        free = dict.fromkeys(table for table in tables if table not in used[slot])
        left = by_slot[slot]
        for wanted in (
            lambda number: before[number],
            lambda number: last.get(meetings[number][1][1], ""),
            lambda number: last.get(meetings[number][1][0], ""),
        ):
            still = []
            for number in left:
                table = wanted(number)
                if table in known and table in free:
                    found[number] = table
                    del free[table]
                else:
                    still.append(number)
            left = still
        for number, table in zip(left, list(free), strict=False):
            found[number] = table
        for number in by_slot[slot]:
            for participant in meetings[number][1]:
                last[participant] = found[number]
    return found
