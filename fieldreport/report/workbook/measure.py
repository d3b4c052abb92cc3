"""Measure: how wide a text is and how many lines it takes, near enough to lay out a page without its fonts."""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache


def width(text: str) -> float:
    """The width of a line in digits of the default font: Hangul takes nearly two, Bengali a little over one."""
    return sum(map(_of, text))


@lru_cache(maxsize=4096)
def _of(character: str) -> float:
    if character.isascii():
        return 1.15 if character.isupper() else 0.5 if character in " .,;:'|!iljtf()[]" else 0.97
    if unicodedata.east_asian_width(character) in "WF":
        return 1.75
    if character == "\u09cd":
        # The hasanta joins two letters into one that is hardly wider.
        return -0.8
    if "\u0980" <= character <= "\u09ff":
        # Signs above and below take no room of their own, those beside a letter take some.
        category = unicodedata.category(character)
        return 0.0 if category == "Mn" else 0.6 if category == "Mc" else 1.18
    return 0.0 if unicodedata.combining(character) else 1.0


def lines(text: str, digits: float) -> int:
    """How many lines a text takes in a column of that width, broken at spaces as spreadsheets break it."""
    return sum(_broken(line, digits) for line in text.split("\n"))


def _broken(line: str, digits: float) -> int:
    count, used = 1, 0.0
    for word in line.split(" "):
        needed = width(word)
        if used and used + 1 + needed > digits:
            count += 1
            used = 0.0
        if needed > digits:
            # A word longer than the line is broken anywhere.
            count += math.ceil(needed / digits) - 1
            needed %= digits
        used += needed + (1 if used else 0)
    return count


def shortened(text: str, digits: float, most: int) -> str:
    """The beginning of a text that fits ``most`` lines of that width; it ends in an ellipsis if there was more."""
    whole = " ".join(text.split())
    if lines(whole, digits) <= most:
        return whole
    low, high = 0, len(whole)
    while low < high:
        middle = (low + high + 1) // 2
        if lines(whole[:middle] + " …", digits) <= most:
            low = middle
        else:
            high = middle - 1
    beginning = whole[:low]
    space = beginning.rfind(" ")
    return (beginning[:space] if space > low * 0.7 else beginning).rstrip() + " …"
