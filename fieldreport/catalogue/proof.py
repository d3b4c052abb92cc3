"""Help for those who write and translate texts: made-up translations, and marks on missing ones."""

from __future__ import annotations

_ACCENTED = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
#: Bengali and Korean texts are seldom longer than this, measured against English.
_LONGER = 0.4


def accented(text: str) -> str:
    """The program's own words with accents, still readable: a text without them never went through the catalogue."""
    return text.translate(_ACCENTED)


def stretched(text: str) -> str:
    """A text in brackets and longer by two fifths: one cut off on the screen has no closing bracket."""
    return f"[{text}{'~' * round(len(text) * _LONGER)}]"


def marked(text: str) -> str:
    """A source text shown because its translation is missing, marked for the translator."""
    return f"⟦{text}⟧"
