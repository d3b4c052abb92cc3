from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.failures import InputAtFault
from fieldreport.period import Fortnights

ANCHOR = date(2026, 1, 5)
FORTNIGHTS = Fortnights(ANCHOR)

days = st.dates(date(1990, 1, 1), date(2150, 12, 31))
calendars = st.builds(
    Fortnights,
    anchor=st.dates(date(2000, 1, 1), date(2100, 12, 31)),
    length=st.integers(7, 31),
    due_days=st.integers(0, 14),
)


def test_the_fortnight_of_november_2026() -> None:
    period = FORTNIGHTS.of(date(2026, 11, 22))
    assert period.code == "2026-B23"
    assert (period.year, period.number) == (2026, 23)
    assert (period.first, period.last, period.due) == (
        date(2026, 11, 9),
        date(2026, 11, 22),
        date(2026, 11, 25),
    )


def test_first_and_last_day_belong_and_their_neighbours_do_not() -> None:
    period = FORTNIGHTS.of(date(2026, 11, 9))
    assert date(2026, 11, 9) in period
    assert date(2026, 11, 22) in period
    assert date(2026, 11, 8) not in period
    assert date(2026, 11, 23) not in period
    assert FORTNIGHTS.of(date(2026, 11, 8)).code == "2026-B22"
    assert FORTNIGHTS.of(date(2026, 11, 23)).code == "2026-B24"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 1, 4), "2025-B26"),  # begins on 22 December 2025 and is numbered there
        (date(2026, 1, 5), "2026-B01"),
        (date(2027, 1, 3), "2026-B26"),
        (date(2027, 1, 4), "2027-B01"),
        (date(2029, 12, 31), "2029-B27"),  # 1 January 2029 is a first day: 27 of them begin in that year
        (date(2029, 1, 1), "2029-B01"),
        (date(2028, 12, 31), "2028-B26"),
    ],
)
def test_numbering_at_the_turn_of_the_year(day: date, code: str) -> None:
    assert FORTNIGHTS.of(day).code == code


def test_a_year_has_27_periods_when_one_begins_on_its_first_day() -> None:
    assert [FORTNIGHTS.count(year) for year in range(2025, 2031)] == [26, 26, 26, 26, 27, 26]


def test_a_leap_year_has_27_periods_when_one_begins_on_its_second_day() -> None:
    assert Fortnights(date(2028, 1, 2)).count(2028) == 27
    assert Fortnights(date(2027, 1, 2)).count(2027) == 26


def test_weeks_are_52_or_53_a_year() -> None:
    weeks = Fortnights(date(2024, 1, 1), length=7)
    # 2024 and 2029 begin on a Monday: their 53rd Mondays are 30 December (it is a leap year) and 31 December.
    assert [weeks.count(year) for year in range(2024, 2031)] == [53, 52, 52, 52, 52, 53, 52]
    last = weeks.parse("2024-B53")
    assert (last.first, last.last) == (date(2024, 12, 30), date(2025, 1, 5))
    assert weeks.next(last).code == "2025-B01"
    assert weeks.of(date(2025, 1, 5)) == last
    with pytest.raises(InputAtFault):
        weeks.parse("2025-B53")


def test_a_year_of_27_fortnights_is_followed_by_the_first_of_the_next() -> None:
    last = FORTNIGHTS.parse("2029-B27")
    assert (last.first, last.last) == (date(2029, 12, 31), date(2030, 1, 13))
    assert FORTNIGHTS.next(last).code == "2030-B01"
    assert [one.code for one in FORTNIGHTS.between(date(2029, 12, 25), date(2030, 1, 14))] == [
        "2029-B26",
        "2029-B27",
        "2030-B01",
    ]


@given(calendars, days)
def test_every_day_lies_in_exactly_one_period(calendar: Fortnights, day: date) -> None:
    period = calendar.of(day)
    assert day in period
    assert (period.last - period.first).days == calendar.length - 1
    assert period.due == period.last + timedelta(days=calendar.due_days)
    assert day not in calendar.next(period)
    assert day not in calendar.previous(period)


@given(calendars, days)
def test_periods_follow_each_other_without_a_gap(calendar: Fortnights, day: date) -> None:
    period = calendar.of(day)
    following = calendar.next(period)
    assert following.first == period.last + timedelta(days=1)
    assert calendar.previous(following) == period
    if following.year == period.year:
        assert following.number == period.number + 1
    else:
        assert (following.year, following.number) == (period.year + 1, 1)
        assert period.number == calendar.count(period.year)


@given(calendars, days)
def test_a_code_names_its_period(calendar: Fortnights, day: date) -> None:
    period = calendar.of(day)
    assert calendar.parse(period.code) == period
    assert str(period) == period.code


@given(calendars, st.integers(1990, 2150))
def test_the_codes_of_a_year_are_all_its_periods(calendar: Fortnights, year: int) -> None:
    count = calendar.count(year)
    periods = [calendar.parse(f"{year}-B{number:02}") for number in range(1, count + 1)]
    assert len(set(periods)) == count
    assert all(period.first.year == year for period in periods)
    assert calendar.previous(periods[0]).year == year - 1
    assert calendar.next(periods[-1]).year == year + 1
    with pytest.raises(InputAtFault):
        calendar.parse(f"{year}-B{count + 1:02}")


@given(days)
def test_fortnights_are_26_or_27_a_year(day: date) -> None:
    assert Fortnights(day).count(day.year) in (26, 27)


@pytest.mark.parametrize(
    "text", ["2026-b23", " 2026-B23 ", "2026B23", "২০২৬-B২৩", "২০২৬-B23", "２０２６－Ｂ２３", "2026 - B 23"]
)
def test_codes_as_people_type_them(text: str) -> None:
    assert FORTNIGHTS.parse(text).code == "2026-B23"


def test_a_short_number_is_taken() -> None:
    assert FORTNIGHTS.parse("2026-B3").code == "2026-B03"


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-23", "26-B23", "2026-C23", "2026-B023", "2026-B23x", "2026-11-09"]
)
def test_another_text_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputAtFault) as caught:
        FORTNIGHTS.parse(text)
    (problem,) = caught.value.problems
    assert problem.field == "period"
    assert problem.values == {"given": text, "example": "2026-B01"}


@pytest.mark.parametrize("text", ["2026-B00", "2026-B27", "2026-B99"])
def test_a_number_the_year_lacks_is_refused_with_its_last(text: str) -> None:
    with pytest.raises(InputAtFault) as caught:
        FORTNIGHTS.parse(text)
    assert caught.value.problems[0].values == {"code": text, "last": "2026-B26"}


@pytest.mark.parametrize("text", ["0000-B01", "9999-B01", "0001-B28"])
def test_a_year_outside_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(InputAtFault):
        FORTNIGHTS.parse(text)


def test_the_ends_of_the_calendar_are_refused_not_a_crash() -> None:
    with pytest.raises(InputAtFault):
        FORTNIGHTS.of(date.max)
    with pytest.raises(InputAtFault):
        FORTNIGHTS.previous(FORTNIGHTS.of(date.min))
    with pytest.raises(InputAtFault):
        Fortnights(date(2026, 1, 6)).of(date.min)


def test_the_last_full_period_is_the_one_to_report() -> None:
    assert FORTNIGHTS.last_full(date(2026, 11, 22)).code == "2026-B23"
    assert FORTNIGHTS.last_full(date(2026, 11, 21)).code == "2026-B22"
    assert FORTNIGHTS.last_full(date(2026, 11, 23)).code == "2026-B23"


def test_between_gives_the_periods_touched() -> None:
    codes = [period.code for period in FORTNIGHTS.between(date(2026, 11, 22), date(2026, 12, 7))]
    assert codes == ["2026-B23", "2026-B24", "2026-B25"]
