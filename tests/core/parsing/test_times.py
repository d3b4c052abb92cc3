"""Times of day and moments as people type them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport import parsing
from fieldreport.language import CODES, Language
from fieldreport.parsing import Unreadable

DHAKA = timezone(timedelta(hours=6))
TODAY = date(2026, 11, 20)


Outcome = Callable[..., Any]


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("14:05", "14:05"), ("9:05", "09:05"), ("1405", "14:05"), ("14.05", "14:05"), ("১৪:০৫", "14:05"),
        ("14：05", "14:05"), ("오후 2:05", "14:05"), ("오전 2:05", "02:05"), ("오후2:05", "14:05"),
        ("오후 2시 5분", "14:05"), ("오후 2시", "14:00"), ("14시 30분", "14:30"), ("오전 12:30", "00:30"),
        ("오후 12:30", "12:30"), ("오후 0:30", "12:30"), ("밤 11시", "23:00"), ("새벽 3시", "03:00"),
        ("2:05 pm", "14:05"), ("2 PM", "14:00"), ("2pm", "14:00"), ("2 p.m.", "14:00"), ("12:30 PM", "12:30"),
        ("12 PM", "12:00"), ("12 AM", "00:00"), ("12:05 am", "00:05"), ("14:05 pm", "14:05"),
        ("সকাল ১০টা", "10:00"), ("বিকাল ৩:৩০", "15:30"), ("বিকেল ৩টা ৩০ মিনিট", "15:30"),
        ("দুপুর ১২টা", "12:00"), ("দুপুর ১১টা", "11:00"), ("দুপুর ২টা", "14:00"), ("রাত ৯টা", "21:00"),
        ("রাত ২:৩০", "02:30"), ("রাত ১২টা", "00:00"), ("সন্ধ্যা ৭টা", "19:00"), ("noon", "12:00"),
        ("정오", "12:00"), ("자정", "00:00"), ("14:05:30", "14:05:30"),
    ],
)  # fmt: skip
def test_times_that_are_read(typed: str, clock: str) -> None:
    assert parsing.clock(typed) == time.fromisoformat(clock)


@pytest.mark.parametrize(
    "typed",
    [
        "", "14", "25:00", "24:00", "14:60", "14:5", "오전 14:05", "오후 오전 2:05", "13:00 am", "pm",
        "later", "2:05 xm", "14:05:61", "오후 2:05 pm", "9999", "-1:00", "1e1:00", "٢:٠٥",
    ],
)  # fmt: skip
def test_times_that_are_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        parsing.clock(typed)


@given(
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from(CODES),
    st.sampled_from(["beng", "latn"]),
)
def test_a_time_shown_can_be_typed_back(at: time, code: str, digits: str) -> None:
    assert parsing.clock(Language(code, digits=digits).clock(at)) == at


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-11-09 14:05", "2026-11-09T08:05"), ("2026-11-09T14:05", "2026-11-09T08:05"),
        ("2026-11-09T14:05:00Z", "2026-11-09T14:05"), ("2026-11-09T14:05+09:00", "2026-11-09T05:05"),
        ("2026. 11. 9. 오후 2:05", "2026-11-09T08:05"), ("2026. 11. 9. (월) 오후 2:05", "2026-11-09T08:05"),
        ("9 Nov 2026, 14:05", "2026-11-09T08:05"), ("9 Nov 2026 2 pm", "2026-11-09T08:00"),
        ("9 Nov 2026 2:05 pm", "2026-11-09T08:05"), ("৯ নভেম্বর ২০২৬, ১৪:০৫", "2026-11-09T08:05"),
        ("৯ নভেম্বর বিকাল ৩টা", "2026-11-09T09:00"), ("오늘 오후 2시", "2026-11-20T08:00"),
        ("2026-11-09 noon", "2026-11-09T06:00"), ("2026-11-09 00:30", "2026-11-08T18:30"),
    ],
)  # fmt: skip
def test_moments_that_are_read(typed: str, moment: str) -> None:
    read = parsing.moment(typed, DHAKA, TODAY)
    assert read == datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert read.tzinfo is UTC


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "Nothing"), ("soon", "not a date and time"), ("9 Nov 2026", "no time"),
        ("2026-11-09", "no time"), ("2026-02-30 10:00", "no day 30"), ("2026-11-09 25:00", "no time"),
        ("2026-11-09T25:00:00Z", "time"), ("14:05", "date and time"), ("0001-01-01 00:00", "date and time"),
        ("2026-11-09 오전 14:05", "morning"),
    ],
)  # fmt: skip
def test_moments_that_are_refused(typed: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        parsing.moment(typed, DHAKA, TODAY)


def test_a_time_that_clocks_skip_is_refused() -> None:
    with pytest.raises(Unreadable, match="put forward"):
        parsing.moment("2026-03-29 02:30", ZoneInfo("Europe/Berlin"), TODAY)


@given(st.integers(-36_000_000, 120_000_000), st.sampled_from(CODES))
def test_a_moment_shown_can_be_typed_back(minutes: int, code: str) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    assert parsing.moment(Language(code).moment(moment, DHAKA), DHAKA, TODAY) == moment


@given(st.text(max_size=120))
def test_a_moment_is_read_or_refused_and_nothing_else(outcome: Outcome, typed: str) -> None:
    assert isinstance(outcome(parsing.clock, typed), time | None)
    assert isinstance(outcome(parsing.moment, typed, DHAKA, TODAY), datetime | None)


@given(st.from_regex(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(Z|[+-]\d\d:\d\d)?", fullmatch=True))
def test_what_looks_like_a_moment_is_read_or_refused_and_nothing_else(outcome: Outcome, typed: str) -> None:
    moment = outcome(parsing.moment, typed, DHAKA, TODAY)
    assert moment is None or moment.tzinfo is UTC
