"""Values as they are kept: neutral, immutable, the same in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

#: Decimal places of currencies that have other than two (ISO 4217, table A.1).
_EXPONENTS = {
    **dict.fromkeys(
        (
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ),
        0,
    ),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}


def exponent(currency: str) -> int:
    """Decimal places of a currency's minor unit: 2 for USD, 0 for KRW (source: ISO 4217)."""
    return _EXPONENTS.get(currency, 2)


class TextState(StrEnum):
    """How a text in one language came to be."""

    WRITTEN = "written"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Translation:
    """A text in another language than its original's, and whether a person has reviewed it."""

    text: str
    state: TextState = TextState.TRANSLATED


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the language in which it was written, and its translations beside it.

    ``language`` is ``ko``, ``en`` or ``bn``. A translation never takes the original's place.
    """

    original: str
    language: str
    translations: Mapping[str, Translation] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.original, self.language))

    def in_language(self, language: str) -> str | None:
        """The text in ``language``, or None when nobody has written or translated it."""
        if language == self.language:
            return self.original
        translation = self.translations.get(language)
        return translation.text if translation and translation.text else None

    def best(self, language: str) -> str:
        """The text in ``language``, or else the original."""
        return self.in_language(language) or self.original


@dataclass(frozen=True, slots=True)
class Money:
    """A sum: whole minor units of a currency, and the US$ rate it is reported at.

    ``rate`` is US dollars for one unit of ``currency`` on ``rate_date``; None where nobody has given it yet.
    """

    minor: int
    currency: str
    rate: Decimal | None = None
    rate_date: date | None = None

    @property
    def amount(self) -> Decimal:
        """The sum in units of the currency (180000.00 for 18,000,000 cents)."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    @property
    def us_dollars(self) -> Decimal | None:
        """The sum in US dollars, unrounded; None without a rate."""
        if self.currency == "USD":
            return self.amount
        return None if self.rate is None else self.amount * self.rate


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time on a day, or on every day where ``day`` is None. The end is no longer part of it."""

    begin: time
    end: time
    day: date | None = None

    def overlaps(self, day: date, begin: time, end: time) -> bool:
        """Whether it takes any of the time from ``begin`` to ``end`` on a day."""
        return self.day in (None, day) and self.begin < end and begin < self.end


@dataclass(frozen=True, slots=True)
class HsCode:
    """A code of the Harmonized System as text: 2, 4 or 6 digits, or a national code of 8 or 10.

    ``nomenclature`` is ``HS``, ``HSK`` (Korea, 10 digits) or ``BCT`` (Bangladesh, 8 digits); ``edition`` its year.
    Fewer digits than the nomenclature's full length are provisional. Zeros are never added or stripped.
    """

    code: str
    nomenclature: str = "HS"
    edition: str = "2022"

    @property
    def chapter(self) -> str:
        """The first two digits."""
        return self.code[:2]


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as it was typed and, where it could be read, in E.164 (``+8801713123720``)."""

    typed: str
    e164: str | None = None
