"""Which language a text is written in, as far as its letters tell."""

from __future__ import annotations


def language_of(text: str) -> str | None:
    """``ko``, ``bn`` or ``en`` by the letters that are most; None for a text without letters of these scripts.

    Korean and Bengali texts are full of Latin names, so a third of the letters is enough for their script.
    """
    if text.isascii():
        return "en" if any(character.isalpha() for character in text) else None
    counts = {"ko": 0, "bn": 0, "en": 0}
    for character in text:
        code = ord(character)
        if 0x0980 <= code <= 0x09FF:
            counts["bn"] += 1
        elif 0xAC00 <= code <= 0xD7A3 or 0x1100 <= code <= 0x11FF or 0x3130 <= code <= 0x318F:
            counts["ko"] += 1
        elif code < 0x250 and character.isalpha():
            counts["en"] += 1
    total = sum(counts.values())
    if not total:
        return None
    own = max(("ko", "bn"), key=lambda language: counts[language])
    return own if counts[own] * 3 >= total else "en"
