"""The forecast's formula, by cases done by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.progress import Basis, Forecast, forecast

START, END = date(2026, 8, 24), date(2027, 2, 21)
DAY = date(2026, 11, 22)  # the 91st of 182 days


def counted(sums: Mapping[date, int]) -> Callable[[date], int]:
    """The count up to a day, from the counts at some days."""
    return lambda day: max((sums[one] for one in sums if one <= day), default=0)


def at(sums: Mapping[date, int], target: int | None = 200, launch: date = START, day: date = DAY) -> Forecast:
    return forecast(counted=counted(sums), target=target, launch=launch, end=END, day=day, length=14)


def test_two_paces_are_taken_on_to_the_end() -> None:
    # 70 in 91 days: 10 10/13 a period. The last 42 days begin on 12 October; 30 in them: 10 a period. 91 days are left.
    one = at({START: 1, date(2026, 10, 11): 40, DAY: 70})
    assert one == Forecast(
        Basis.PACE,
        estimate=Fraction(275, 2),  # midway between 135 and 140
        low=Fraction(135),  # 70 + 91 × 30/42
        high=Fraction(140),  # 70 + 91 × 70/91
        share=Fraction(275, 400),
        needed=Fraction(20),  # 130 in 6.5 periods
        whole_pace=Fraction(140, 13),
        recent_pace=Fraction(10),
        recent_periods=3,
    )


def test_a_faster_end_makes_the_recent_pace_the_higher_one() -> None:
    one = at({START: 1, date(2026, 10, 11): 10, DAY: 52})
    assert (one.low, one.high) == (Fraction(104), Fraction(52 + 91))


def test_work_ahead_of_the_launch_counts_but_sets_no_pace() -> None:
    # Launched on 24 October: 30 days up to 22 November. Of 12 studies 6 were done before; 6 in 30 days, 91 days left.
    one = at({date(2026, 10, 1): 6, DAY: 12}, target=15, launch=date(2026, 10, 24))
    assert one.low == one.high == one.estimate == 12 + Fraction(6 * 91, 30)
    assert (one.recent_periods, one.needed) == (2, Fraction(3 * 14, 91))


def test_the_first_forecast_comes_with_the_second_whole_period() -> None:
    launch = date(2026, 11, 9)
    early = at({launch: 5}, launch=launch)
    assert (early.basis, early.estimate, early.possible_on) == (Basis.TOO_EARLY, None, date(2026, 12, 6))
    assert early.needed == Fraction(195 * 14, 91)
    assert at({launch: 5}, launch=launch, day=date(2026, 12, 5)).basis is Basis.TOO_EARLY
    # 5 in 28 days, and 77 days are left.
    assert at({launch: 5}, launch=launch, day=date(2026, 12, 6)).estimate == 5 + Fraction(5 * 77, 28)


def test_before_the_launch_there_is_none() -> None:
    one = at({START: 3}, launch=date(2026, 12, 24))
    assert one == Forecast(Basis.NOT_LAUNCHED, possible_on=date(2027, 1, 20))


@pytest.mark.parametrize("day", [END, END + timedelta(days=30)])
def test_at_the_end_the_count_is_the_result(day: date) -> None:
    one = at({START: 1, END: 140, END + timedelta(days=1): 999}, day=day)
    assert one == Forecast(Basis.OVER, Fraction(140), Fraction(140), Fraction(140), Fraction(7, 10))


def test_a_reached_target_needs_nothing_more_and_no_target_no_share() -> None:
    assert at({START: 250}).needed == 0
    without = at({START: 1, DAY: 91}, target=None)
    assert (without.share, without.needed) == (None, None)
    assert without.low == 182


@given(
    st.dictionaries(st.dates(START, END), st.integers(0, 50), max_size=30),
    st.integers(1, 500),
    st.dates(START, END),
    st.dates(START, END),
)
def test_the_range_holds_the_estimate_and_never_falls_below_what_is_there(
    added: dict[date, int], target: int, launch: date, day: date
) -> None:
    def count(till: date) -> int:
        return sum(number for on, number in added.items() if on <= till)

    one = forecast(counted=count, target=target, launch=launch, end=END, day=day, length=14)
    if one.estimate is None or one.low is None or one.high is None:
        assert one.basis in (Basis.NOT_LAUNCHED, Basis.TOO_EARLY)
        return
    assert count(day) <= one.low <= one.estimate <= one.high
    if one.needed:
        # Keeping to what is needed reaches the target on the last day, neither before nor after.
        assert count(day) + one.needed * (END - day).days / 14 == target
