"""Sums rounded for headlines, with the words each language has for large numbers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from fieldreport.values import Money
from fieldreport.words import SYMBOLS, WORDS, rounded

#: English: the unit, its word, and the smallest sum that is said in it.
_ENGLISH = ((10**9, "bn", 10**9), (10**6, "m", 10**5))
_BENGALI = ((10**7, "কোটি"), (10**5, "লাখ"))
_KOREAN = ((10**12, "조"), (10**8, "억"), (10**4, "만"))

Number = Callable[[Decimal], str]


def short_sum(money: Money, language: str, number: Number) -> str:
    """The sum in a few characters, to two decimals at most: US$2.41m, 241만 달러, ২৪.১ লাখ ডলার.

    ``number`` writes a number in ``language``. Small sums are rounded to whole units of the currency.
    """
    sign, amount = ("-" if money.minor < 0 else ""), abs(money.amount)
    write = {"ko": _korean, "en": _english, "bn": _bengali}[language]
    return sign + write(amount, money.currency, number)


def _english(amount: Decimal, currency: str, number: Number) -> str:
    symbol = SYMBOLS.get(currency, currency + " ")
    for unit, word, smallest in _ENGLISH:
        if amount >= smallest:
            return f"{symbol}{number(_scaled(amount, unit))}{word}"
    return symbol + number(rounded(amount, 0))


def _bengali(amount: Decimal, currency: str, number: Number) -> str:
    name = WORDS["bn"].currencies.get(currency, currency)
    for unit, word in _BENGALI:
        if amount >= unit:
            return f"{number(_scaled(amount, unit))} {word} {name}"
    return f"{number(rounded(amount, 0))} {name}"


def _scaled(amount: Decimal, unit: int) -> Decimal:
    """The amount in units, to two decimals and without zeros at the end."""
    scaled = rounded(amount / unit, 2)
    return scaled.quantize(Decimal(1)) if scaled == scaled.to_integral_value() else scaled.normalize()


def _korean(amount: Decimal, currency: str, number: Number) -> str:
    name = WORDS["ko"].currencies.get(currency, "")
    # Below a million every unit is said, above it ten thousands, above a trillion hundred millions.
    unit = 10**8 if amount >= 10**12 else 10**4 if amount >= 10**6 else 1
    rest = int(rounded(amount / unit, 0)) * unit
    parts = []
    for scale, word in _KOREAN:
        if rest >= scale:
            parts.append(number(Decimal(rest // scale)) + word)
            rest %= scale
    if rest or not parts:
        # A currency's word stands close to a plain number (8,500달러), apart from 만, 억 and 조, as a code always does.
        return " ".join([*parts, number(Decimal(rest)) + (name or f" {currency}")])
    return " ".join([*parts, name or currency])
