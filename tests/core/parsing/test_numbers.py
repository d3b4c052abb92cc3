"""Numbers, yes and no as people type them."""

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

Outcome = Callable[..., Any]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0", "0"), ("1250", "1250"), ("1,250", "1250"), ("1,234,567.89", "1234567.89"),
        ("12,34,567.89", "1234567.89"), ("1,00,000", "100000"), ("১২,৩৪,৫৬৭.৮৯", "1234567.89"),
        ("１，２５０", "1250"), ("−5", "-5"), ("-5", "-5"), ("－5", "-5"), ("+5", "5"), (" 5 ", "5"),
        ("0.50", "0.50"), ("007", "7"), ("-0", "0"), ("১2", "12"), ("12,345", "12345"),
    ],
)  # fmt: skip
def test_numbers_that_are_read(typed: str, value: str) -> None:
    assert str(parsing.number(typed)) == value


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "nan", "inf", "-inf", "Infinity", "1e3", "1E3", "1_000", "12,3", "1.234,5", "1,2345",
        "1,23,45", "0,123", "12,34,56", ",5", "5.", ".5", "1 000", "1'000", "--5", "+-5", "५", "٣", "①", "½",
        "5²", "一", "5%", "0x10", "1.2.3", "9" * 29, "1" * 200, "\ud800", "5\x00٣", "1,,000",
    ],
)  # fmt: skip
def test_numbers_that_are_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        parsing.number(typed)


@given(st.text(max_size=120))
def test_a_number_is_read_or_refused_and_nothing_else(outcome: Outcome, typed: str) -> None:
    number = outcome(parsing.number, typed)
    assert number is None or number.is_finite()
    assert isinstance(outcome(parsing.whole, typed), int | None)
    assert outcome(parsing.yes_no, typed) in (True, False, None)


@given(
    st.decimals(min_value=-(10**20), max_value=10**20, places=4),
    st.sampled_from(CODES),
    st.sampled_from(["beng", "latn"]),
)
def test_a_number_shown_can_be_typed_back(value: Decimal, code: str, digits: str) -> None:
    assert parsing.number(Language(code, digits=digits).number(value)) == value


def test_whole_numbers() -> None:
    assert parsing.whole("১,২৫০") == 1250
    assert parsing.whole("12.0") == 12
    with pytest.raises(Unreadable, match="whole number"):
        parsing.whole("12.5")


@pytest.mark.parametrize("typed", ["yes", "Y", "예", "네", "হ্যাঁ", "1", "TRUE", "O"])
def test_yes(typed: str) -> None:
    assert parsing.yes_no(typed) is True


@pytest.mark.parametrize("typed", ["no", "N", "아니요", "아니오", "না", "0", "False", "x"])
def test_no(typed: str) -> None:
    assert parsing.yes_no(typed) is False


def test_neither_yes_nor_no() -> None:
    with pytest.raises(Unreadable, match="maybe"):
        parsing.yes_no("maybe")
