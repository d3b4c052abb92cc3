"""Registration numbers: Korea's check digit, the digits of three scripts, and what another country's number keeps."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.failures import InputAtFault
from fieldreport.field import Reading
from fieldreport.fields import Email, RegistrationNumber
from fieldreport.fields.registration import as_in, check_digit, digits_of, is_korean
from fieldreport.language import N_
from fieldreport.parsing import Unreadable
from fieldreport.records.organisation import ORGANISATION

READING = Reading(language="en", today=date(2026, 11, 20))
NUMBER = RegistrationNumber(name="x", label=N_("Note"))
EMAIL = Email(name="x", label=N_("Note"))
nine_digits = st.text("0123456789", min_size=9, max_size=9)


def company(number: Any, country: str = "KR") -> str | None:
    raw = {"name": "한빛기계", "roles": ["company"], "country": country, "registration_number": number}
    value: str | None = ORGANISATION.read(raw, READING)["registration_number"]
    return value


def problems(number: Any, country: str = "KR") -> list[tuple[str, str]]:
    with pytest.raises(InputAtFault) as refused:
        company(number, country)
    return [(problem.field, problem.message) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("first_nine", "digit"),
    [
        # Worked out by hand: the weighted sum with the ninth digit's tens, taken from the next ten.
        ("123456789", "1"),  # 165 + 4 = 169
        ("000000000", "0"),
        ("000000001", "5"),  # 5 + 0
        ("000000002", "9"),  # 10 + 1
        ("100000000", "9"),
        ("010000000", "7"),
        ("001000000", "3"),
        ("999999999", "7"),  # 279 + 4 = 283; the sum alone would give 1
    ],
)
def test_the_check_digit_of_a_korean_number(first_nine: str, digit: str) -> None:
    weights = [1, 3, 7, 1, 3, 7, 1, 3, 5]
    total = sum(int(one) * weight for one, weight in zip(first_nine, weights, strict=True))
    total += int(first_nine[8]) * 5 // 10
    assert check_digit(first_nine) == str((10 - total % 10) % 10) == digit


@pytest.mark.parametrize(
    "typed",
    [
        "123-45-67891",
        "1234567891",
        "123 - 45 - 67891",
        "123‑45–67891",
        "১২৩-৪৫-৬৭৮৯১",
        "１２３－４５－６７８９１",
        " 123-45-67891 ",
        1234567891,
        1234567891.0,
        "1234567891.0",
    ],
)
def test_a_korean_number_is_kept_with_its_hyphens_however_it_was_typed(typed: Any) -> None:
    assert company(typed) == "123-45-67891"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("123-45-67890", "last digit"),
        ("1234567892", "last digit"),
        ("123-45-6789", "ten digits"),
        ("123-45-678911", "ten digits"),
        ("12345-A7891", "ten digits"),
        ("KR1234567891", "ten digits"),
    ],
)
def test_what_is_no_korean_number_is_refused_beside_its_field(typed: str, says: str) -> None:
    [(field, message)] = problems(typed)
    assert field == "registration_number"
    assert says in message


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("C-১৩৪৫৬৭/২০১৯", "C-134567/2019"),
        ("bin 002345678-0101", "BIN 002345678-0101"),
        ("1234567891", "1234567891"),
        ("12 – 34", "12-34"),
    ],
)
def test_another_countrys_number_is_free_but_written_in_one_way(typed: str, kept: str) -> None:
    assert company(typed, "BD") == kept


def test_what_has_no_digit_is_no_number() -> None:
    for typed in ("none", "N/A", "-", "사업자", "1" * 41):
        with pytest.raises(Unreadable):
            NUMBER.read(typed, READING)
    assert NUMBER.read("  ", READING) is None


@given(nine_digits, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(first_nine: str, place: int, more: int) -> None:
    number = first_nine + check_digit(first_nine)
    assert is_korean(number)
    digit = str((int(number[9]) + more) % 10)
    assert not is_korean(number[:9] + digit)
    if place < 8:
        # The weights of the first eight have no factor in common with ten.
        wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]
        assert not is_korean(wrong)


@given(nine_digits)
def test_a_valid_number_stays_what_it_is_once_it_is_written(first_nine: str) -> None:
    number = first_nine + check_digit(first_nine)
    written = company(number)
    assert written is not None
    assert digits_of(written) == number
    assert company(written) == written == as_in("KR", written)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Rahim.Uddin@Example.COM", "Rahim.Uddin@example.com"),
        ("mailto:buying@example.com", "buying@example.com"),
        (" buying+dhaka@sub.example.co.kr ", "buying+dhaka@sub.example.co.kr"),
        ("রহিম@উদাহরণ.বাংলা", "রহিম@উদাহরণ.বাংলা"),
        ("담당@한국.kr", "담당@한국.kr"),
    ],
)
def test_an_address_is_kept_as_it_is_written_with_a_plain_domain(typed: str, kept: str) -> None:
    assert EMAIL.read(typed, READING) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "buying",
        "buying@",
        "@example.com",
        "buying@example",
        "a..b@example.com",
        "buying@exa mple.com",
        "a@example.com, b@example.com",
        "Rahim <rahim@example.com>",
        "buying@example..com",
        "buying@-example.com",
        "buying@[10.0.0.1]",
        "x" * 64 + "@" + "y" * 63 + "." + "z" * 63 + "." + "a" * 63 + ".com",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable, match="not an e-mail address"):
        EMAIL.read(typed, READING)
