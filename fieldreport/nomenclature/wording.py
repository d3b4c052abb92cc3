"""Words of names and queries: folded, without signs, as they are kept and looked for."""

from __future__ import annotations

import unicodedata

from fieldreport import text


def spaced(raw: str) -> str:
    """The text with a space for every sign that is no letter, digit or mark of a letter."""
    if raw.isalnum():
        return raw
    return "".join(one if one.isalnum() or unicodedata.category(one).startswith("M") else " " for one in raw)


def words_of(raw: str) -> list[str]:
    """The folded words of a text; Korean by its letters, so that an unfinished syllable begins the finished one."""
    return spaced(text.fold(raw)).split()


def looked_in(*names: str) -> str:
    """What words are looked for in: the folded words of the names, a space before each, so that beginnings show."""
    return "".join(f" {word}" for name in names if name for word in words_of(name))
