"""A name in the three languages: data of the plan or of headquarters' lists, not a text of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """The same name in Korean, English and Bengali; none of them is empty."""

    ko: str
    en: str
    bn: str

    def in_language(self, language: str) -> str:
        """The name in ``language`` (``ko``, ``en``, ``bn``); in English for any other code."""
        if language == "ko":
            return self.ko
        return self.bn if language == "bn" else self.en
