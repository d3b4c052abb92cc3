"""Fonts: whether this computer can show every letter of the three languages."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QTextLayout

from ui.theme import font

#: Letters that a font for the language must have, conjuncts and rare syllables among them.
SAMPLES: Mapping[str, str] = {
    "ko": "무역관 뷁 힣 ㅎ",
    "en": "Trade office “1,234.50” – …",
    "bn": "ক্ষ্ম স্ত্রী দ্দ্বূ য় ড় ৎ ০১২৩৪৫৬৭৮৯ ৳",
}


def can_show(language: str, text: str) -> bool:
    """Whether the language's fonts have a glyph for every letter of ``text``."""
    layout = QTextLayout(text, font(language))
    layout.beginLayout()
    layout.createLine().setLineWidth(1_000_000)
    layout.endLayout()
    runs = layout.glyphRuns()
    # A missing glyph has the id 0; where no font was found at all, the family is empty.
    return bool(runs) and all(run.rawFont().familyName() and 0 not in run.glyphIndexes() for run in runs)


def missing() -> list[str]:
    """The languages whose letters this computer cannot show."""
    return [code for code, text in SAMPLES.items() if not can_show(code, text)]
