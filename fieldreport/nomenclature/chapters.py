"""Chapters: the sections and the 96 chapters of the Harmonized System, named in three languages.

They come with the program, so that every code has at least its chapter's name. The names are short forms of the
chapters' titles in the HS of 2022 (World Customs Organization), in our own translation; chapter 77 is reserved, and 98
and 99 are each country's own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from fieldreport import folders
from fieldreport.names import Names
from fieldreport.nomenclature.wording import looked_in


@dataclass(frozen=True, slots=True)
class Section:
    """One of the 21 sections: its Roman number, its first and last chapter."""

    number: str
    first: str
    last: str
    names: Names

    def holds(self, code: str) -> bool:
        """Whether a code belongs to it."""
        return self.first <= code[:2] <= self.last


@dataclass(frozen=True)
class Chapters:
    """The chapters by their two digits, and the sections in their order."""

    by_code: Mapping[str, Names]
    sections: tuple[Section, ...]

    @classmethod
    def load(cls, path: Path) -> Chapters:
        """The chapters in the program's own file at ``path``."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            {one["code"]: Names(**one["names"]) for one in raw["chapters"]},
            tuple(
                Section(one["number"], one["first"], one["last"], Names(**one["names"]))
                for one in raw["sections"]
            ),
        )

    @classmethod
    def built_in(cls) -> Chapters:
        """The chapters that come with the program, read once."""
        return _built_in()

    def section(self, code: str) -> Section | None:
        """The section to which a code belongs; None for the chapters that each country has of its own."""
        return next((one for one in self.sections if one.holds(code)), None)

    @cached_property
    def looked_in(self) -> Mapping[str, str]:
        """By chapter, the words of its name and its section's in three languages."""
        return {code: looked_in(names.ko, names.en, names.bn) for code, names in self.by_code.items()}

    def with_word(self, word: str) -> list[str]:
        """The chapters in whose names a folded word is found."""
        return [code for code, words in self.looked_in.items() if word in words]


@cache
def _built_in() -> Chapters:
    return Chapters.load(folders.resources() / "hs" / "chapters.json")
