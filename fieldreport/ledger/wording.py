"""Wording: what sums say about themselves, on the command line and in the workbook."""

from __future__ import annotations

from fieldreport.language import Language
from fieldreport.ledger.sums import Sum


def rates_in_words(one: Sum, language: Language) -> str:
    """At which days' rates a sum was put into US dollars."""
    told = []
    for each in one.by_currency:
        for rate, day in each.rates:
            if day is None:
                told.append(language.say("{currency} at {rate}", currency=each.currency, rate=rate))
            else:
                told.append(
                    language.say("{currency} at {rate} of {day}", currency=each.currency, rate=rate, day=day)
                )
    return language.listing(told) if told else ""
