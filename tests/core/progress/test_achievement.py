from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.language import Language
from fieldreport.plan import CountingRule, Plan
from fieldreport.progress import TaskProgress, percent_places, progress, target_to_date

START, END = date(2026, 8, 24), date(2027, 2, 21)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return Plan.built_in()


def of_task(plan: Plan, number: int, day: date, actual: int | Decimal) -> TaskProgress:
    return next(
        one
        for one in progress(plan, "DHK", day, lambda rule, first, last: actual)
        if one.task.number == number
    )


def with_target(plan: Plan, number: int, target: int | Decimal) -> Plan:
    tasks = tuple(
        replace(task, by_office={"DHK": target}) if task.number == number else task for task in plan.tasks
    )
    return replace(plan, tasks=tasks)


# 24 August to 21 February are 8 + 30 + 31 + 30 + 31 + 31 + 21 = 182 days.
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (START - timedelta(days=1), Fraction(0)),
        (START, Fraction(520, 182)),  # the launch day counts: 1 of 182 days
        (date(2026, 11, 22), Fraction(260)),  # 8 + 30 + 31 + 22 = 91 days, exactly half
        (END - timedelta(days=1), Fraction(520 * 181, 182)),
        (END, Fraction(520)),
        (END + timedelta(days=400), Fraction(520)),
    ],
)
def test_the_target_to_date_counts_both_ends(day: date, expected: Fraction) -> None:
    assert target_to_date(520, START, END, day) == expected


def test_a_target_to_date_runs_from_the_launch() -> None:
    # Launched on 24 October: 8 + 22 = 30 days up to 22 November, of 8 + 30 + 31 + 31 + 21 = 121.
    assert target_to_date(15, date(2026, 10, 24), END, date(2026, 11, 22)) == Fraction(15 * 30, 121)


def test_a_task_of_one_day() -> None:
    assert target_to_date(5, END, END, END) == 5
    assert target_to_date(5, END, END, END - timedelta(days=1)) == 0


def test_an_end_before_the_launch_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="before its launch"):
        target_to_date(5, END, START, END)


days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
amounts = st.integers(1, 10**12) | st.decimals("0.001", "1000000", places=3)


@given(amounts, days, st.integers(0, 1000), days)
def test_the_target_to_date_grows_evenly_to_the_whole(
    target: int | Decimal, launch: date, length: int, day: date
) -> None:
    end = launch + timedelta(days=length)
    today = target_to_date(target, launch, end, day)
    tomorrow = target_to_date(target, launch, end, day + timedelta(days=1))
    assert 0 <= today <= tomorrow <= Fraction(target)
    if launch <= day < end:
        assert tomorrow - today == Fraction(target) / (length + 1)
    assert target_to_date(target, launch, end, end) == Fraction(target)


def test_exactly_the_threshold_is_not_remedial(plan: Plan) -> None:
    # Target to date on 22 November is 100; 70 leads are 70 % of it.
    at = of_task(plan, 1, date(2026, 11, 22), 70)
    assert (at.target, at.target_to_date, at.achievement) == (200, Fraction(100), Fraction(7, 10))
    assert (at.remedial, at.watch) == (False, True)


def test_just_below_the_threshold_is_remedial(plan: Plan) -> None:
    below = of_task(plan, 1, date(2026, 11, 22), 69)
    assert below.achievement == Fraction(69, 100)
    assert (below.remedial, below.watch) == (True, False)


def test_a_hair_below_the_threshold_is_remedial_though_it_rounds_to_it(plan: Plan) -> None:
    below = of_task(with_target(plan, 1, 2 * 10**12), 1, date(2026, 11, 22), 7 * 10**11 - 1)
    assert below.achievement is not None
    assert f"{float(below.achievement):.4%}" == "70.0000%"
    assert below.remedial
    assert not of_task(with_target(plan, 1, 2 * 10**12), 1, date(2026, 11, 22), 7 * 10**11).remedial


LIMITS = (Fraction(7, 10), Fraction(8, 10))


@pytest.mark.parametrize(
    ("achievement", "places"),
    [
        (Fraction(57, 100), 0),
        (Fraction(70, 100), 0),
        (Fraction(6994, 10000), 1),
        (Fraction(6996, 10000), 2),
        (Fraction(69951, 100000), 2),
        (Fraction(7999, 10000), 2),
        (Fraction(110, 100), 0),
    ],
)
def test_a_percentage_has_as_few_decimals_as_tell_its_side_of_a_limit(
    achievement: Fraction, places: int
) -> None:
    assert percent_places(achievement, LIMITS) == places


@given(
    st.fractions(0, 2, max_denominator=100_000), st.integers(0, 2), st.sampled_from(["0.7", "0.695", "0.8"])
)
def test_no_percentage_is_shown_on_the_other_side_of_a_limit(
    achievement: Fraction, least: int, limit: str
) -> None:
    plan_limits = (Fraction(limit), Fraction(9, 10))
    shown = round(Decimal(achievement.numerator) / achievement.denominator * 100, 20).quantize(
        Decimal(1).scaleb(-percent_places(achievement, plan_limits, least)), ROUND_HALF_UP
    )
    assert all((shown < each * 100) == (achievement < each) for each in plan_limits)


@pytest.mark.parametrize(("code", "said"), [("ko", "69.99%"), ("en", "69.99%"), ("bn", "৬৯.৯৯%")])
def test_what_is_remedial_is_never_shown_as_having_reached_the_threshold(
    plan: Plan, code: str, said: str
) -> None:
    below = of_task(with_target(plan, 1, 20_000), 1, date(2026, 11, 22), 6_999)
    assert below.remedial
    assert (below.percent(Language(code)), below.percent(Language(code), 1)) == (said, said)
    assert (
        of_task(with_target(plan, 1, 20_000), 1, date(2026, 11, 22), 7_000).percent(Language("en")) == "70%"
    )


@pytest.mark.parametrize(
    ("actual", "watch"), [(70, True), (79, True), (80, False), (100, False), (120, False)]
)
def test_watch_reaches_up_to_its_own_threshold(plan: Plan, actual: int, watch: bool) -> None:
    at = of_task(plan, 1, date(2026, 11, 22), actual)
    assert (at.remedial, at.watch) == (False, watch)


def test_decimal_counts_are_exact(plan: Plan) -> None:
    at = of_task(with_target(plan, 1, Decimal("0.6")), 1, date(2026, 11, 22), Decimal("0.21"))
    assert at.achievement == Fraction(7, 10)
    assert not at.remedial


def test_before_its_launch_a_task_cannot_fall_short(plan: Plan) -> None:
    before = of_task(plan, 7, date(2026, 10, 23), 0)
    assert before == TaskProgress(plan.task(7), 0, 15, Fraction(0), None, remedial=False, watch=False)


def test_on_its_launch_day_a_task_counts(plan: Plan) -> None:
    launched = of_task(plan, 7, date(2026, 10, 24), 0)
    assert (launched.target_to_date, launched.achievement, launched.remedial) == (
        Fraction(15, 121),
        Fraction(0),
        True,
    )


def test_work_ahead_of_the_launch_is_shown_and_then_counts(plan: Plan) -> None:
    assert of_task(plan, 7, date(2026, 10, 23), 2).actual == 2
    assert of_task(plan, 7, date(2026, 10, 24), 2).achievement == Fraction(2 * 121, 15)


@pytest.mark.parametrize("day", [END, END + timedelta(days=100)])
def test_at_the_end_the_whole_target_counts(plan: Plan, day: date) -> None:
    at = of_task(plan, 1, day, 140)
    assert (at.target_to_date, at.achievement, at.remedial) == (Fraction(200), Fraction(7, 10), False)
    assert of_task(plan, 1, day, 139).remedial


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        (START, (START, START)),
        (date(2026, 11, 22), (START, date(2026, 11, 22))),
        (END, (START, END)),
        (date(2028, 1, 1), (START, END)),
    ],
)
def test_records_count_from_the_plans_start_to_the_day(
    plan: Plan, day: date, asked: tuple[date, date]
) -> None:
    seen = []

    def count(rule: CountingRule, first: date, last: date) -> int:
        seen.append((rule, first, last))
        return 0

    stood = progress(plan, "DHK", day, count)
    assert seen == [(one.task.counting, *asked) for one in stood]


def test_before_the_plan_nothing_is_counted(plan: Plan) -> None:
    def count(rule: CountingRule, first: date, last: date) -> int:
        raise AssertionError("there is no day to count")

    stood = progress(plan, "DHK", START - timedelta(days=1), count)
    assert [(one.actual, one.target_to_date, one.achievement, one.remedial) for one in stood] == [
        (0, Fraction(0), None, False)
    ] * len(stood)


def test_dhaka_stands_on_its_ten_tasks(plan: Plan) -> None:
    stood = progress(plan, "DHK", date(2026, 11, 22), lambda rule, first, last: 0)
    assert [one.task.number for one in stood] == [1, 2, 3, 7, 9, 10, 11, 13, 14, 16]


def test_an_office_without_targets_is_counted_and_compared_with_nothing(plan: Plan) -> None:
    stood = progress(plan, "HAN", date(2026, 11, 22), lambda rule, first, last: 3)
    assert [one.task.number for one in stood] == list(range(1, 18))
    assert {
        (one.actual, one.target, one.target_to_date, one.achievement, one.remedial, one.watch)
        for one in stood
    } == {(3, None, None, None, False, False)}


def test_the_basis_may_be_the_full_target(plan: Plan) -> None:
    full = replace(plan, remedial=replace(plan.remedial, basis="full"))
    at = of_task(full, 1, date(2026, 11, 22), 100)
    assert (at.target_to_date, at.achievement, at.remedial) == (Fraction(100), Fraction(1, 2), True)
