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
            {number: before[number] for number in left},
            {number: last.get(meetings[number][1][1], "") for number in left},
            {number: last.get(meetings[number][1][0], "") for number in left},
        ):
            for number in left:
                table = wanted[number]
                if table in known and table in free and not found[number]:
                    found[number] = table
                    del free[table]
        left = [number for number in left if not found[number]]
        for number, table in zip(left, list(free), strict=False):
            found[number] = table
        for number in by_slot[slot]:
            for participant in meetings[number][1]:
                last[participant] = found[number]
    return found
