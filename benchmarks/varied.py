"""Offices whose records have words of their own: a few common and most of them rare, as words of real texts are."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from benchmarks.records import Filling
from fieldreport.record import RecordType
from fieldreport.store.pointing import name_fields
from fieldreport.store.schema import columns_of
from fieldreport.store.search import WAITING
from fieldreport.store.searchable import searchable
from fieldreport.values import Text

LANGUAGES = ("ko", "en", "bn")
#: Different words of each language.
WORDS = 20_000

_KOREAN = (
    "가각간감강개거건검결경계고공과관광교구국군규기길김나남내노농다단달담대도동두등라력로료류리린마만매면명모목무문물미민바박"
    "반발방배번법보복본부비빛사산삼상새생서석선설섬성세소수술스승시식신실아안앙야약양어업에여연영예오온용우운원유육은의이인"
    "일임입자작장재저적전정제조종주준중즉지직진집차창천철청체초총최추출충치크타태텍토통트특파판편평표품프플하학한할함합항해"
    "행향현협형호화확환활회획효후닭값흙삶젊없있했됐"
)
_BENGALI = "ক খ গ ঘ চ ছ জ ট ড ত থ দ ধ ন প ফ ব ভ ম য র ল শ ষ স হ য় ড় ক্ষ স্ত প্র ত্র ন্ত ম্প ৎ"
_BENGALI_SIGNS = ("", "", "া", "ি", "ী", "ু", "ে", "ো", "ং")
_LATIN = (
    "b c d f g h j k l m n p r s t v w st tr pr ch sh fl gr",
    "a e i o u ea ou io",
    "n r s t l nt ng ck m",
)


class Vocabulary:
    """A language's words; the same seed makes the same words in the same order of frequency."""

    def __init__(self, language: str, seed: int = 2026) -> None:
        chance = random.Random(f"{language} {seed}")
        make: Callable[[random.Random], str] = {"ko": _korean, "en": _english, "bn": _bengali}[language]
        words: dict[str, None] = {}
        while len(words) < WORDS:
            words[make(chance)] = None
        self.words = list(words)
        # Zipf's law, flattened at its head: function words are few in notes and names.
        self._weights = list(itertools.accumulate(1 / (rank + 3) ** 0.9 for rank in range(WORDS)))

    def pick(self, chance: random.Random, count: int) -> list[str]:
        """So many words, common ones more often."""
        return chance.choices(self.words, cum_weights=self._weights, k=count)


def _korean(chance: random.Random) -> str:
    common = (
        min(int(chance.expovariate(1 / 60)), len(_KOREAN) - 1)
        for _ in range(chance.choice((2, 2, 2, 3, 3, 4)))
    )
    return "".join(_KOREAN[rank] for rank in common)


def _english(chance: random.Random) -> str:
    starts, vowels, ends = (parts.split() for parts in _LATIN)

    def syllable() -> str:
        return chance.choice(starts) + chance.choice(vowels) + chance.choice(["", "", *ends])

    return "".join(syllable() for _ in range(chance.choice((1, 2, 2, 2, 3, 3, 4))))


def _bengali(chance: random.Random) -> str:
    consonants: Sequence[str] = _BENGALI.split()
    return "".join(
        chance.choice(consonants) + chance.choice(_BENGALI_SIGNS)
        for _ in range(chance.choice((2, 3, 3, 3, 4, 5)))
    )


class Texts:
    """The words of every record of an office."""

    def __init__(self) -> None:
        self._vocabularies = {language: Vocabulary(language) for language in LANGUAGES}

    def of(self, record_type: str, number: int) -> tuple[str, list[str], str]:
        """The language, the names and the note of the record with this number."""
        chance = random.Random(f"{record_type} {number}")
        language = chance.choice(LANGUAGES)
        words = self._vocabularies[language]
        names = [" ".join(words.pick(chance, chance.choice((2, 3, 5)))), " ".join(words.pick(chance, 3))]
        if chance.random() < 0.4:
            names.append(" ".join(self._vocabularies["ko"].pick(chance, 3)))
        if chance.random() < 0.5:
            names.append(str(chance.randrange(100_000, 1_000_000)))
        return language, names, " ".join(words.pick(chance, chance.choice((0, 0, 5, 30, 60))))


class Varied(Filling):
    """Writes an office's records as ever, and words of their own into its search and into the names others point at."""

    @cached_property
    def texts(self) -> Texts:
        """What the words are taken from."""
        return Texts()

    def row(self, record_type: RecordType, number: int) -> tuple[Any, ...]:
        """The cells of a record, with a name of its own."""
        cells = super().row(record_type, number)
        if not name_fields(record_type):
            return cells
        name = record_type.field(name_fields(record_type)[0])
        language, names, _ = self.texts.of(record_type.name, number)
        own = name.to_columns(Text(names[0], language))
        first = list(columns_of(record_type)).index(next(iter(name.columns())))
        return (*cells[:first], *own, *cells[first + len(own) :])

    def searchable(self, record_type: RecordType, number: int) -> str:
        """The text in which search looks for words."""
        _, names, note = self.texts.of(record_type.name, number)
        reference = self._store.tables[record_type.name].reference(number)
        return searchable("\n".join([reference, *names, note]), names)

    def fill(self) -> None:
        """Leave half as many records beside the index as may wait there."""
        super().fill()
        connection = self._store.database.connection
        connection.execute(
            "INSERT INTO search_waiting SELECT place, folded FROM search ORDER BY place DESC LIMIT ?",
            (WAITING // 2,),
        )
