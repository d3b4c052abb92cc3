"""Sums of money as people type them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from fieldreport.catalogue import N_
from fieldreport.parsing.numbers import number
from fieldreport.parsing.typed import Unreadable, plain
from fieldreport.words import CURRENCIES, SYMBOLS, WORDS

_NAMES = {
    "USD": "us dollars|us dollar|dollars|dollar|미국 달러|미국달러|미달러|불|মার্কিন ডলার|মা.ড.",
    "KRW": "won|대한민국 원|한국 원",
    "BDT": "tk.|tk|taka",
    "EUR": "euros|euro",
    "GBP": "pounds|pound",
    "JPY": "yen",
    "CNY": "rmb|yuan|위안화",
    "INR": "rupees|rupee|rs.|rs",
}
#: Dollars that a bare $ may mean, when the office's own currency is one of them.
_DOLLARS = frozenset({"USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD"})
_SCALES = {
    10**3: "k thousand 천 হাজার",
    10**4: "만",
    10**5: "lakh lakhs lac লাখ লক্ষ",
    10**6: "m mn mil million 백만",
    10**7: "crore crores কোটি 천만",
    10**8: "억",
    10**9: "bn billion 십억",
    10**12: "조 trillion",
}
_LARGEST = 10**24


def is_currency(code: str) -> bool:
    """Whether ``code`` is the code of a currency in use (ISO 4217), in capitals."""
    return code in CURRENCIES


def amount(typed: str, default_currency: str) -> tuple[Decimal, str]:
    """A sum and its currency: ``US$ 180,000``, ``1,000원``, ``৳ ১২,৩৪,৫৬৭.৫০``, ``USD 2.41m``, ``241만 달러``.

    Without a currency it is ``default_currency``; negative sums are for the caller to refuse. Raises ``Unreadable``.
    """
    line = plain(typed)
    if not line:
        raise Unreadable(N_("Nothing is written here. Type a sum, for example US$ 180,000."))
    sign = ""
    if line[0] in "+-":
        sign, line = line[0], line[1:].strip()
    before, line = _currency_before(line, default_currency, typed)
    after, line = _currency_after(line, default_currency, typed)
    if before and after and before != after:
        raise Unreadable(
            N_("“{text}” names two currencies, {first} and {second}. Keep one."),
            text=typed,
            first=before,
            second=after,
        )
    if not re.search(r"\d", line):
        raise Unreadable(N_("“{text}” has no number. Type a sum, for example US$ 180,000."), text=typed)
    if line[0] in "+-":
        if sign:
            raise Unreadable(_no_sum(), text=typed)
        sign, line = line[0], line[1:].strip()
    value = _scaled(line, typed)
    return (-value if sign == "-" and value else value), before or after or default_currency


def _no_sum() -> str:
    return N_("“{text}” is not a sum. Type the number and the currency, for example USD 180,000.")


def _currency_before(line: str, default: str, typed: str) -> tuple[str, str]:
    if line[:1].isdigit():
        # No currency is called by a number, and there are hundreds of names to be tried.
        return "", line
    for name, code in _names(default, line, typed):
        rest = line.removeprefix(name)
        if rest != line and not (name[-1].isalpha() and rest[:1].isalpha()):
            return code, rest.strip()
    return "", line


def _currency_after(line: str, default: str, typed: str) -> tuple[str, str]:
    if line[-1:].isdigit():
        return "", line
    for name, code in _names(default, line, typed):
        rest = line.removesuffix(name)
        if rest != line and not (name.isascii() and name[0].isalpha() and rest[-1:].isalpha()):
            return code, rest.strip()
    return "", line


def _names(default: str, line: str, typed: str) -> tuple[tuple[str, str], ...]:
    """Every name of a currency, longest first, with its code."""
    dollars, yen = default if default in _DOLLARS else "USD", ""
    if line.startswith("¥") or line.endswith("¥"):
        if default not in ("JPY", "CNY"):
            raise Unreadable(N_("“{text}” may be yen or yuan. Write JPY or CNY instead of ¥."), text=typed)
        yen = default
    return _names_where(dollars, yen)


@cache
def _names_where(dollars: str, yen: str) -> tuple[tuple[str, str], ...]:
    """The names when ``$`` stands for ``dollars`` and ``¥`` for ``yen``; made once, since an import reads thousands."""
    named = {name: code for code, names in _NAMES.items() for name in names.split("|")}
    named.update({symbol.casefold(): code for code, symbol in SYMBOLS.items()})
    named.update({plain(name): code for words in WORDS.values() for code, name in words.currencies.items()})
    named.update({code.casefold(): code for code in CURRENCIES})
    named["$"] = dollars
    if yen:
        named["¥"] = yen
    return tuple(
        sorted(((plain(name), code) for name, code in named.items()), key=lambda pair: -len(pair[0]))
    )


@cache
def _scales() -> dict[str, int]:
    """Every word for a scale; made once, as the names."""
    return {plain(word): scale for scale, words in _SCALES.items() for word in words.split()}


def _scaled(line: str, typed: str) -> Decimal:
    """A number with words for its scale, one or several in falling order: 2.41m, 2억 4,100만, 1만 8,500."""
    scales = _scales()
    total, smallest = Decimal(0), _LARGEST
    rest = line
    while rest:
        match = re.match(r"([\d.,]+)\s*([^\d\s.,]+)?\s*", rest)
        scale = 1 if match is None or not match[2] else scales.get(match[2], 0)
        if match is None or not scale or scale >= smallest:
            raise Unreadable(_no_sum(), text=typed)
        total += number(match[1]) * scale
        smallest, rest = scale, rest[match.end() :]
    if total >= _LARGEST:
        raise Unreadable(N_("“{text}” has too many digits. Check the number and shorten it."), text=typed)
    return total
