"""The glossary: the field's own words in three languages, and texts that use another word for them."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "glossary.csv"
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


class Term:
    """One word of the field: English, the word to use for it in a language, and others that fit some sentences.

    ``alone`` marks everyday English words (new, held), which mean the term only where they are the whole text.
    """

    def __init__(self, source: str, word: str, others: Sequence[str] = (), *, alone: bool = False) -> None:
        self.source = source
        self.word = word
        self.others = tuple(others)
        self.alone = alone
        #: What every form of the term has in it, to look for before the pattern is tried.
        self.stem = source.casefold().removesuffix("y")

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The term as a word of its own, one or several of it; Korean particles may follow it."""
        ending = "(?:y|ies)" if self.source.endswith("y") else "(?:s|es)?"
        stem = self.source.removesuffix("y")
        return re.compile(rf"(?<![A-Za-z-]){re.escape(stem)}{ending}(?![A-Za-z-])", re.IGNORECASE)

    def is_used(self, translation: str) -> bool:
        """Whether a translation uses the term's word, another that fits, or leaves the English as it is."""
        return any(word in translation for word in (self.word, *self.others)) or bool(
            self.pattern.search(translation)
        )


def read_glossary(locales: Path, language: str) -> tuple[Term, ...]:
    """The terms in ``locales``, the longest first; none where there is no glossary."""
    file = locales / FILE_NAME
    try:
        with file.open(encoding="utf-8", newline="") as rows:
            terms = [
                Term(
                    row["term_en"],
                    row[language],
                    [word for word in (row.get(f"{language}_also") or "").split("|") if word],
                    alone=bool(row.get("alone")),
                )
                for row in csv.DictReader(rows)
            ]
    except (OSError, KeyError, ValueError, csv.Error):
        # The glossary is advice; texts are shown without it.
        return ()
    return tuple(sorted(terms, key=lambda term: -len(term.source)))


def terms_in(source: str, terms: Sequence[Term]) -> list[Term]:
    """The terms that an English text uses; a word inside a longer term is not one of its own."""
    found: list[Term] = []
    rest = _PLACEHOLDER.sub(" ", source)
    whole, folded = rest.strip().casefold(), rest.casefold()
    for term in terms:
        if term.stem not in folded or (term.alone and whole != term.source.casefold()):
            continue
        without = term.pattern.sub("\n", rest)
        if without != rest:
            rest, folded = without, without.casefold()
            found.append(term)
    return found


def other_words(
    source: str, context: str | None, translations: Sequence[str], terms: Sequence[Term]
) -> list[Term]:
    """The terms in ``source`` for which its translation uses another word than the glossary's.

    A term said in a context of its own may mean something else there, and is left alone.
    """
    found = []
    for term in terms_in(source, terms):
        is_whole = source.casefold() == term.source.casefold()
        if is_whole and context is not None:
            continue
        wrong = (
            any(one != term.word for one in translations)
            if is_whole
            else not any(term.is_used(one) for one in translations)
        )
        if wrong:
            found.append(term)
    return found
