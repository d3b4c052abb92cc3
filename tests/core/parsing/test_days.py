"""Days as people type them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport import parsing
from fieldreport.language import CODES, Language
from fieldreport.parsing import Unreadable

TODAY = date(2026, 11, 20)


Outcome = Callable[..., Any]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2025-03-09", "2025-03-09"), ("2025-3-9", "2025-03-09"), ("2025/03/09", "2025-03-09"),
        ("20250309", "2025-03-09"), ("2025. 3. 9.", "2025-03-09"), ("2025.3.9", "2025-03-09"),
        ("2025년 3월 9일", "2025-03-09"), ("25년 3월 9일", "2025-03-09"), ("2025. 3. 9. (일)", "2025-03-09"),
        ("2026.11.9 월요일", "2026-11-09"), ("25. 3. 9.", "2025-03-09"), ("'25. 3. 9.", "2025-03-09"),
        ("’25.3.9", "2025-03-09"), ("২০২৫-০৩-০৯", "2025-03-09"), ("９/３/２０２５", "2025-03-09"),
        ("৯/৩/২০২৫", "2025-03-09"), ("9.3.2025", "2025-03-09"), ("9-3-2025", "2025-03-09"),
        ("9/3/25", "2025-03-09"), ("25/12/25", "2025-12-25"), ("9 March 2025", "2025-03-09"),
        ("9 mar 2025", "2025-03-09"), ("9-Mar-2025", "2025-03-09"), ("9th March, 2025", "2025-03-09"),
        ("March 9, 2025", "2025-03-09"), ("Sunday 9 March 2025", "2025-03-09"),
        ("Sun, 9 Mar 25", "2025-03-09"), ("9 Sept 2025", "2025-09-09"), ("৯ মার্চ ২০২৫", "2025-03-09"),
        ("৯ই মার্চ ২০২৫", "2025-03-09"), ("২১শে ফেব্রুয়ারি ২০২৬", "2026-02-21"),
        ("২১ ফেব্রুয়ারী ২০২৬", "2026-02-21"), ("রবিবার, ৯ মার্চ ২০২৫", "2025-03-09"),
        ("৯ নভে. ২০২৬", "2026-11-09"), ("29 Feb 2024", "2024-02-29"), ("9 Nov", "2026-11-09"),
        ("11. 9.", "2026-11-09"), ("11월 9일", "2026-11-09"), ("3 Jan", "2027-01-03"),
        ("24/11", "2026-11-24"), ("5/5", "2027-05-05"), ("29 Feb", "2028-02-29"), ("today", "2026-11-20"),
        ("오늘", "2026-11-20"), ("আজ", "2026-11-20"), ("Yesterday", "2026-11-19"), ("어제", "2026-11-19"),
        ("গতকাল", "2026-11-19"), ("내일", "2026-11-21"), ("আগামীকাল", "2026-11-21"), ("모레", "2026-11-22"),
        ("그저께", "2026-11-18"),
    ],
)  # fmt: skip
def test_days_that_are_read(typed: str, day: str) -> None:
    assert parsing.day(typed, TODAY).isoformat() == day


@pytest.mark.parametrize(
    "typed",
    [
        "", "soon", "কাল", "2025", "2025-13-01", "0000-01-01", "2025-3/9", "11/9", "25.3.9", "25/3/9",
        "3/25/2025", "9 Marz 2025", "2025-03-09 10:00", "99/99/99", "1.2.3", "1.2.3.", "32 March 2025",
        "0 March 2025", "March 2025", "٩/٣/٢٠٢٥", "9 March 12025", "2025-03-0९", "-5", "2025--03", "1" * 150,
    ],
)  # fmt: skip
def test_days_that_are_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        parsing.day(typed, TODAY)


@pytest.mark.parametrize(
    "typed",
    ["30 Feb 2025", "2025-02-30", "2025. 2. 30.", "30/2/2025", "৩০ ফেব্রুয়ারি ২০২৫", "2월 30일", "30 Feb"],
)
def test_a_day_that_its_month_has_not_is_refused_by_name(typed: str) -> None:
    with pytest.raises(Unreadable, match=r"no day 30: that month has 2[89] days"):
        parsing.day(typed, TODAY)


def test_a_weekday_that_does_not_fit_is_told() -> None:
    with pytest.raises(Unreadable, match="weekday"):
        parsing.day("2026. 11. 9. (화)", TODAY)
    with pytest.raises(Unreadable, match="weekday"):
        parsing.day("Friday 9 November 2026", TODAY)


def test_two_digits_are_a_year_of_this_century() -> None:
    assert parsing.day("9 March 25", TODAY).year == 2025
    assert parsing.day("9/3/99", TODAY).year == 2099


STYLES = ("medium", "long", "weekday")


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from(CODES),
    st.sampled_from(STYLES),
    st.sampled_from(["beng", "latn"]),
)
def test_a_day_shown_can_be_typed_back(day: date, code: str, style: str, digits: str) -> None:
    assert parsing.day(Language(code, digits=digits).day(day, style), TODAY) == day


@given(st.integers(-180, 180), st.sampled_from(CODES), st.sampled_from(["short", "weekday_short"]))
def test_a_day_without_its_year_can_be_typed_back_within_half_a_year(
    distance: int, code: str, style: str
) -> None:
    day = TODAY + timedelta(days=distance)
    assert parsing.day(Language(code).day(day, style), TODAY) == day


@given(st.text(max_size=120), st.dates())
def test_a_day_is_read_or_refused_and_nothing_else(outcome: Outcome, typed: str, today: date) -> None:
    assert isinstance(outcome(parsing.day, typed, today), date | None)


@given(
    st.from_regex(r"['’]?\d{1,4}[-./ 년]{1,2}\d{1,2}[-./ 월]{1,2}\d{1,4}[.일]?", fullmatch=True), st.dates()
)
def test_what_looks_like_a_day_is_read_or_refused_and_nothing_else(
    outcome: Outcome, typed: str, today: date
) -> None:
    assert isinstance(outcome(parsing.day, typed, today), date | None)


@pytest.mark.parametrize(("typed", "today"), [("tomorrow", date.max), ("어제", date.min)])
def test_the_ends_of_the_calendar(typed: str, today: date) -> None:
    with pytest.raises(Unreadable):
        parsing.day(typed, today)
