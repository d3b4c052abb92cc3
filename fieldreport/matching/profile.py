"""Profile: what a lead wants, what a company offers, what a meeting was about, in codes, products and words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fieldreport import text
from fieldreport.field import Values
from fieldreport.nomenclature import Product, Products
from fieldreport.nomenclature.products import stems_of
from fieldreport.nomenclature.wording import spaced
from fieldreport.values import HsCode, Text

#: Words that say nothing of a product, as stems: in any text of any of the languages.
_EMPTY = frozenset(
    stem
    for stem in stems_of("""
    the and for with from of to in on or per any all new old used second hand type kind set piece unit line system
    quality high low good best company maker manufacturer import export supply goods product items material equipment
    part spare first order accepted colour color large small automatic
    및 용 등 각종 기타 외 부품 제품 전문 제조 수출 수입
    ও এবং জন্য থেকে সহ পণ্য নতুন আমদানি রপ্তানি যন্ত্র মেশিন সরঞ্জাম
    """)
)
#: Letters of a word that tells something; Korean is counted by its letters, three or more a syllable at most.
_SHORTEST = 3

#: Texts whose products are kept in mind at once.
MOST_KNOWN = 20_000


@dataclass(frozen=True)
class Profile:
    """What one record says: its codes, the products it speaks of, and its other words, as written by their stems."""

    codes: frozenset[str] = frozenset()
    products: frozenset[Product] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict)

    def parts(self) -> set[str]:
        """What it is found by: subheading, heading and chapter of each code, each product, each word."""
        found = {f"p:{one.number}" for one in self.products} | {f"w:{one}" for one in self.words}
        for code in self.codes:
            found |= {f"{length}:{code[:length]}" for length in (2, 4, 6) if len(code) >= length}
        return found

    @classmethod
    def joined(cls, profiles: Iterable[Profile]) -> Profile:
        """Several as one."""
        listed = list(profiles)
        return cls(
            frozenset().union(*(one.codes for one in listed)),
            frozenset().union(*(one.products for one in listed)),
            {stem: word for one in listed for stem, word in one.words.items()},
        )


class Reader:
    """Reads profiles of the values of records."""

    #: The fields that are looked at, of each record type; the first ones tell words as well as products.
    LEAD = ("products", "hs_codes")
    ORGANISATION = ("sector", "interests", "name", "aliases", "hs_codes")
    MEETING = ("products", "hs_codes")

    def __init__(self, products: Products | None = None) -> None:
        self._products = products or Products.built_in()
        self._known: dict[str, tuple[Product, ...]] = {}

    def lead(self, values: Values) -> Profile:
        """What a lead wants."""
        texts = _texts(values.get("products"))
        return Profile(_codes(values), self._spoken_of(texts), _words(texts))

    def organisation(self, values: Values) -> Profile:
        """What a company offers or a buyer buys; its names tell products only, their other words are its own."""
        own = [*_texts(values.get("sector")), *_texts(values.get("interests"))]
        names = [*_texts(values.get("name")), *_texts(values.get("aliases"))]
        return Profile(_codes(values), self._spoken_of([*own, *names]), _words(own))

    def meeting(self, values: Values) -> Profile:
        """What a meeting was about."""
        return Profile(_codes(values), self._spoken_of(_texts(values.get("products"))))

    def usual(self, profile: Profile) -> set[str]:
        """By what a record is found too: the usual codes of its products, the products of its codes."""
        codes = {code[:6] for code in profile.codes if len(code) >= 6}
        found = {f"6:{code}" for one in profile.products for code in one.codes if len(code) == 6}
        return found | {f"p:{one.number}" for one in self._products.all if not codes.isdisjoint(one.codes)}

    def _spoken_of(self, texts: Iterable[str]) -> frozenset[Product]:
        found: set[Product] = set()
        for one in texts:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            if one not in self._known:
                # The same sector and the same product are written in thousands of records.
                self._known[one] = tuple(self._products.spoken_of(one))
            found.update(self._known[one])
        return frozenset(found)


def _texts(value: object) -> list[str]:
    if isinstance(value, Text):
        return [value.original, *(one.text for one in value.translations.values() if one.text)]
    return [str(one) for one in value] if isinstance(value, tuple) else []


def _codes(values: Values) -> frozenset[str]:
    codes: tuple[HsCode, ...] = values.get("hs_codes") or ()
    return frozenset(one.code for one in codes)


def _words(texts: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in texts:
        for written in spaced(unicodedata.normalize("NFKC", text.clean(one))).split():
            for stem in stems_of(written):
                if len(stem) >= _SHORTEST and stem not in _EMPTY and not stem.isdigit():
                    found.setdefault(stem, written)
    return found
