"""Lists as people type them on one line, and as they are written so that they can be typed back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from fieldreport.parsing.typed import Unreadable
from fieldreport.words import WORDS

Value = TypeVar("Value")

#: Those of Korean and Chinese keyboards too.
_COMMAS, _SEMICOLONS = ",\uff0c\u3001", ";\uff1b"
#: What the languages put before the last item of a list.
_JOINERS = tuple(words.before_last for words in WORDS.values())
_QUOTED = re.compile(rf'\s*"((?:[^"]|"")*)"\s*(?=[{_COMMAS}{_SEMICOLONS}\n]|$)')
_PIECE = re.compile(rf"[^{_SEMICOLONS}\n]*")
_SMALL_PIECE = re.compile(rf"[^{_COMMAS}{_SEMICOLONS}\n]*")
#: Where a piece has one of these, or begins with a quotation mark, it is written in quotation marks.
_SEPARATING = re.compile(rf"[{_COMMAS}{_SEMICOLONS}\n]")


def pieces(typed: str) -> list[str]:
    """The pieces of a list: ``film, 필름``; ``Meghna Co., Ltd.; 메그나``; ``"Meghna Co., Ltd.", 메그나``.

    Commas separate, but where there is a semicolon or a new line only these do. What stands in quotation marks is one
    piece, its own quotation marks doubled. Empty pieces are left out.
    """
    for piece in (_SMALL_PIECE, _PIECE):
        found, signs = _cut(typed, piece)
        if piece is _PIECE or not any(sign in _SEMICOLONS + "\n" for sign in signs):
            break
    return found


def each(found: Iterable[Any], read: Callable[[Any], Value]) -> list[Value]:
    """What ``read`` makes of each piece; a last one like “A and B”, which ``read`` refuses, is read as two.

    The “and” is that of any of the languages. Raises what ``read`` raises of the whole piece.
    """
    values: list[Value] = []
    for piece in found:
        try:
            values.append(read(piece))
        except Unreadable:
            both = next(_both(piece, read), None)
            if both is None:
                raise
            values += both
    return values


def _both(piece: Any, read: Callable[[Any], Value]) -> Iterator[tuple[Value, Value]]:
    """The two values that a piece may be, wherever it has an “and”."""
    for joiner in _JOINERS if isinstance(piece, str) else ():
        for match in re.finditer(re.escape(joiner), piece):
            try:
                yield read(piece[: match.start()]), read(piece[match.end() :])
            except Unreadable:
                continue


def _cut(typed: str, piece: re.Pattern[str]) -> tuple[list[str], list[str]]:
    """The pieces and the signs between them."""
    found: list[str] = []
    signs: list[str] = []
    at = 0
    while True:
        quoted = _QUOTED.match(typed, at)
        match = quoted or piece.match(typed, at)
        assert match is not None  # A piece may be empty, so that one always fits.
        one = quoted[1].replace('""', '"') if quoted else match[0]
        if one.strip():
            found.append(one.strip())
        at = match.end()
        if at >= len(typed):
            return found, signs
        signs.append(typed[at])
        at += 1


def listed(items: Sequence[str]) -> str:
    """The items in one text that ``pieces`` reads back."""
    return ", ".join(_written(item) for item in items)


def _written(item: str) -> str:
    if _SEPARATING.search(item) or item.startswith('"'):
        return '"' + item.replace('"', '""') + '"'
    return item
