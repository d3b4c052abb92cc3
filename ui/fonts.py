"""Fonts: whether this computer can show every letter of the three languages, and what helps where it cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QTextLayout

from fieldreport.doctor.fonts import LINUX, MACOS, PACKAGES, WINDOWS
from ui.theme import font

#: Letters that a font for the language must have, conjuncts and rare syllables among them.
SAMPLES: Mapping[str, str] = {
    "ko": "무역관 뷁 힣 ㅎ",
    "en": "Trade office “1,234.50” – …",
    "bn": "ক্ষ্ম স্ত্রী দ্দ্বূ য় ড় ৎ ০১২৩৪৫৬৭৮৯ ৳",
}


@dataclass(frozen=True)
class Remedy:
    """What helps: a catalogue text and its values."""

    message: str
    values: Mapping[str, object]


def can_show(language: str, text: str) -> bool:
    """Whether the language's fonts have a glyph for every letter of ``text``."""
    layout = QTextLayout(text, font(language))
    layout.beginLayout()
    layout.createLine().setLineWidth(1_000_000)
    layout.endLayout()
    runs = layout.glyphRuns()
    # A missing glyph has the id 0. Where no font was found at all Qt draws boxes by a font without a size, which must
    # not be asked for its family: that ends the program.
    return bool(runs) and all(run.rawFont().pixelSize() > 0 and 0 not in run.glyphIndexes() for run in runs)


def missing() -> list[str]:
    """The languages whose letters this computer cannot show."""
    return [code for code, text in SAMPLES.items() if not can_show(code, text)]


def remedy(languages: Sequence[str], system: str, names: Mapping[str, str]) -> Remedy:
    """What helps on a system (``platform.system()``'s name) that lacks these languages, called by ``names``."""
    called = [names[code] for code in languages]
    if system in ("Windows", "Darwin"):
        return Remedy(WINDOWS if system == "Windows" else MACOS, {"languages": called})
    return Remedy(LINUX, {"languages": called, "packages": [PACKAGES[code] for code in languages]})
