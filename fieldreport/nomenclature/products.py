"""Products: what companies and buyers in this trade call their goods in three languages, and the codes that these have.

A small vocabulary of about 160 things. It finds codes for words that no loaded table has (a table in English knows
no 환편기), and tells that two texts in two languages speak of the same thing.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from fieldreport import folders, text
from fieldreport.names import Names
from fieldreport.nomenclature.wording import looked_in, spaced, words_of

#: Endings that make no other word of a Bengali one: of, in, the, and several of it. The longest first.
_BENGALI_ENDINGS = tuple(
    sorted(("গুলোর", "গুলো", "সমূহ", "ের", "র", "ে", "টি", "টা", "য়", "তে", "কে"), key=len, reverse=True)
)
#: Says that the word before, or a word behind, is what something else is for; so many words behind.
_FOR_KOREAN, _FOR_ENGLISH, _REACH = ("용", "형"), "for", 3
#: A word keeps at least so many letters when its ending is taken off.
_STEM = 3


@dataclass(frozen=True)
class Product:
    """One thing that is traded: its usual name in each language, every word for it, and its codes, most usual first."""

    number: int
    names: Names
    words: tuple[str, ...]
    codes: tuple[str, ...]

    def name(self, language: str) -> str:
        """What it is usually called in ``language``."""
        return self.names.in_language(language)

    @cached_property
    def looked_in(self) -> str:
        """Its words as they are looked for while somebody types."""
        return looked_in(*self.words)


def stem(word: str) -> str:
    """A folded word without what plural and case add to it in English and Bengali."""
    if word.isascii():
        if word.endswith(("ches", "shes", "xes", "sses", "zes")) and len(word) > 5:
            return word[:-2]
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        return word[:-1] if len(word) > _STEM and word.endswith("s") and not word.endswith("ss") else word
    if "\u0980" <= word[0] <= "\u09ff":
        for ending in _BENGALI_ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _STEM:
                return word[: -len(ending)]
    return word


def stems_of(raw: str) -> list[str]:
    """The stems of a text's words, Korean by its letters."""
    return [stem(word) for word in words_of(raw)]


def _korean_of(raw: str) -> str:
    """A text with whole syllables, which tell 기모 from 김, and signs as spaces."""
    return spaced(unicodedata.normalize("NFKC", text.clean(raw)).casefold())


def _has_korean(raw: str) -> bool:
    return any("가" <= one <= "힣" for one in raw)


class Products:
    """All products, found in texts and by what is being typed."""

    def __init__(self, products: Sequence[Product]) -> None:
        self.all = tuple(products)
        self._phrases: dict[str, list[tuple[tuple[str, ...], Product]]] = {}
        self._korean: list[tuple[str, Product]] = []
        for product in self.all:
            for word in product.words:
                if _has_korean(word):
                    self._korean.append((" ".join(_korean_of(word).split()), product))
                else:
                    stems = tuple(stems_of(word))
                    self._phrases.setdefault(stems[0], []).append((stems, product))

    @classmethod
    def load(cls, path: Path) -> Products:
        """The products in the program's own file at ``path``."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            [
                Product(
                    number,
                    Names(one["ko"][0], one["en"][0], one["bn"][0]),
                    (*one["ko"], *one["en"], *one["bn"]),
                    tuple(one["hs"]),
                )
                for number, one in enumerate(raw)
            ]
        )

    @classmethod
    def built_in(cls) -> Products:
        """The products that come with the program, read once."""
        return _built_in()

    def being_typed(self, words: Sequence[str]) -> list[Product]:
        """The products one of whose words has all these folded words, each at a word's beginning or inside Korean."""
        if not words or sum(map(len, words)) < 2:
            return []
        return [one for one in self.all if all(f" {word}" in one.looked_in for word in words)]

    def spoken_of(self, *texts: str) -> list[Product]:
        """The products that texts in any of the languages speak of, the first one first.

        Of two names one inside the other only the longer one counts: circular knitting machines are not
        knitting machines of any kind. What something is for, or a part of, is not spoken of either: a battery for
        pumps (펌프용, পাম্পের) is no pump.
        """
        found: dict[int, Product] = {}
        for raw in texts:
            spans = sorted((*self._in_words(raw), *self._in_korean(raw)), key=lambda one: one[0] - one[1])
            taken: list[tuple[str, int, int]] = []
            for start, end, kind, product in spans:
                if not any(kind == other and a <= start and end <= b for other, a, b in taken):
                    taken.append((kind, start, end))
                    found.setdefault(product.number, product)
        return list(found.values())

    def _in_words(self, raw: str) -> Iterator[tuple[int, int, str, Product]]:
        words = words_of(raw)
        stems = [stem(word) for word in words]
        for start, first in enumerate(stems):
            for phrase, product in self._phrases.get(first, ()):
                end = start + len(phrase)
                if tuple(stems[start:end]) == phrase and not _is_purpose(words, start, end):
                    yield start, end, "words", product

    def _in_korean(self, raw: str) -> Iterator[tuple[int, int, str, Product]]:
        if not _has_korean(raw):
            return
        written = f" {' '.join(_korean_of(raw).split())} "
        for word, product in self._korean:
            # A word of one syllable is part of too many others: 김 is in 김치 and in a family's name.
            sought = word if len(word) > 1 else f" {word} "
            at = written.find(sought)
            if at >= 0 and not written.startswith(_FOR_KOREAN, at + len(sought)):
                yield at, at + len(sought), "korean", product


def _is_purpose(words: Sequence[str], start: int, end: int) -> bool:
    """Whether words only say what another thing is for (for X, X-এর জন্য) or whose part it is (X-এর যন্ত্রাংশ)."""
    if _FOR_ENGLISH in words[max(start - _REACH, 0) : start]:
        return True
    last, more = words[end - 1], end < len(words)
    return more and "\u0980" <= last[0] <= "\u09ff" and last.endswith("র") and last != stem(last)


@cache
def _built_in() -> Products:
    return Products.load(folders.resources() / "hs" / "products.json")
