"""Sums of money as people type them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport import parsing
from fieldreport.language import CODES, Language
from fieldreport.parsing import Unreadable
from fieldreport.values import Money, exponent
from fieldreport.words import CURRENCIES

Outcome = Callable[..., Any]


@pytest.mark.parametrize(
    ("typed", "amount", "currency"),
    [
        ("180000", "180000", "BDT"), ("US$ 180,000", "180000", "USD"), ("$180,000.50", "180000.50", "USD"),
        ("180,000 USD", "180000", "USD"), ("usd180000", "180000", "USD"), ("₩1,000", "1000", "KRW"),
        ("￦1,000", "1000", "KRW"), ("1,000원", "1000", "KRW"), ("৳ ১২,৩৪,৫৬৭.৫০", "1234567.50", "BDT"),
        ("5 tk", "5", "BDT"), ("Tk. 5", "5", "BDT"), ("৫ টাকা", "5", "BDT"),
        ("২৪ লাখ টাকা", "2400000", "BDT"), ("USD 2.41m", "2410000", "USD"), ("500k", "500000", "BDT"),
        ("2.5 million dollars", "2500000", "USD"), ("241만 달러", "2410000", "USD"),
        ("2억 4,100만 달러", "241000000", "USD"), ("1만 8,500달러", "18500", "USD"),
        ("3천만 원", "30000000", "KRW"), ("৬,২০,০০০ মা.ড.", "620000", "USD"), ("€5", "5", "EUR"),
        ("5 유로", "5", "EUR"), ("JP¥500", "500", "JPY"), ("500 위안", "500", "CNY"), ("-5", "-5", "BDT"),
        ("US$ -5", "-5", "USD"), ("-US$0.62m", "-620000", "USD"), ("CHF 2.5bn", "2500000000", "CHF"),
        ("US$ 100 달러", "100", "USD"), ("1.5 crore", "15000000", "BDT"),
    ],
)  # fmt: skip
def test_sums_that_are_read(typed: str, amount: str, currency: str) -> None:
    assert parsing.amount(typed, "BDT") == (Decimal(amount), currency)


@pytest.mark.parametrize(
    "typed",
    [
        "", "usd", "a lot", "100 XYZ", "1e5", "12,3 USD", "nan", "USD nan", "¥500", "US$ 5 원", "5 5",
        "5 만 만", "1만 2억", "--5", "5 m m", "- US$ -5", "٥ USD", "9" * 26, "5 USD extra", "$", "₩", "만",
        "k",
    ],
)  # fmt: skip
def test_sums_that_are_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        parsing.amount(typed, "BDT")


def test_a_bare_sign_is_the_office_s_own_currency_where_it_may_be() -> None:
    assert parsing.amount("$5", "SGD") == (Decimal(5), "SGD")
    assert parsing.amount("¥5", "CNY") == (Decimal(5), "CNY")


def test_currency_codes() -> None:
    assert parsing.is_currency("BDT")
    assert not [code for code in ("bdt", "XYZ", "", "XAU", "USDX") if parsing.is_currency(code)]


@given(st.sampled_from(sorted(CURRENCIES)), st.integers(-(10**15), 10**15), st.sampled_from(CODES))
def test_a_sum_shown_can_be_typed_back(currency: str, minor: int, code: str) -> None:
    amount, read = parsing.amount(Language(code).money(Money(minor, currency)), "USD")
    assert (int(amount.scaleb(exponent(currency))), read) == (minor, currency)


@given(st.integers(0, 10**13), st.sampled_from(["USD", "KRW", "BDT", "CHF"]), st.sampled_from(CODES))
def test_a_headline_can_be_typed_back_to_what_it_says(units: int, currency: str, code: str) -> None:
    money = Money(units * 10 ** exponent(currency), currency)
    amount, read = parsing.amount(Language(code).short_money(money), "EUR")
    assert read == currency
    assert abs(amount - units) <= max(Decimal(5000), Decimal(units) / 200)


@given(st.text(max_size=120))
def test_a_sum_is_read_or_refused_and_nothing_else(outcome: Outcome, typed: str) -> None:
    read = outcome(parsing.amount, typed, "USD")
    assert read is None or (read[0].is_finite() and parsing.is_currency(read[1]))
