"""How tasks come along, period by period, and the roadmap, on records given by the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from fieldreport.plan import CountingRule, Plan
from fieldreport.progress import Course, Expected, Month, State, Tally, courses, progress, roadmap

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return Plan.built_in()


def tally(plan: Plan, task: int, days: Mapping[date, int], day: date = DAY) -> Tally:
    """A tally in which one task has come to something on some days."""

    def added(rule: CountingRule, first: date, last: date) -> dict[date, int | object]:
        if rule is not plan.task(task).counting:
            return {}
        return {on: number for on, number in days.items() if first <= on <= last}

    return Tally(plan, day, added)  # type: ignore[arg-type]  # amounts are whole here


def of_task(plan: Plan, task: int, days: Mapping[date, int], day: date = DAY) -> Course:
    return next(one for one in courses(tally(plan, task, days, day), "DHK", day) if one.task.number == task)


def test_the_trend_has_a_point_for_each_period_of_the_plan(plan: Plan) -> None:
    days = {date(2026, 8, 24): 3, date(2026, 9, 1): 10, date(2026, 11, 22): 20, date(2026, 11, 23): 99}
    course = of_task(plan, 1, days)
    assert [one.period.code for one in course.trend] == [f"2026-B{number}" for number in range(17, 24)]
    assert [(one.actual, one.added) for one in course.trend] == [
        (3, 3),
        (13, 10),
        (13, 0),
        (13, 0),
        (13, 0),
        (13, 0),
        (33, 20),
    ]
    # B17 has 7 days of the plan: 24 to 30 August; 200 × 7 ÷ 182 are due by then.
    assert course.trend[0].achievement == 3 / Fraction(200 * 7, 182)
    assert course.trend[-1].achievement == course.progress.achievement == Fraction(33, 100)


def test_the_trend_goes_over_the_years_boundary_to_the_plans_end(plan: Plan) -> None:
    for day in (plan.end, date(2027, 6, 1)):
        course = of_task(plan, 1, {date(2026, 12, 31): 50, date(2027, 1, 4): 7, date(2027, 2, 22): 9}, day)
        assert [one.period.code for one in course.trend] == [
            *(f"2026-B{number}" for number in range(17, 27)),
            *(f"2027-B0{number}" for number in range(1, 5)),
        ]
        # B26 is 21 December to 3 January.
        assert {one.period.code: one.added for one in course.trend if one.added} == {
            "2026-B26": 50,
            "2027-B01": 7,
        }
        assert course.trend[-1].achievement == Fraction(57, 200)


def test_before_the_launch_a_point_has_no_achievement(plan: Plan) -> None:
    course = of_task(plan, 7, {date(2026, 9, 9): 2})
    # Launched on 24 October, the last day but one of B21.
    assert [one.achievement is None for one in course.trend] == [True] * 4 + [False] * 3
    assert [one.actual for one in course.trend] == [0, 2, 2, 2, 2, 2, 2]


def test_before_the_plan_there_is_no_trend(plan: Plan) -> None:
    course = of_task(plan, 1, {date(2026, 8, 20): 5}, date(2026, 8, 23))
    assert (course.trend, course.progress.actual) == ((), 0)


def test_a_course_stands_where_progress_stands(plan: Plan) -> None:
    days = {date(2026, 9, 9): 60}
    counted = tally(plan, 1, days)
    assert [one.progress for one in courses(counted, "DHK", DAY)] == progress(
        plan, "DHK", DAY, lambda rule, first, last: 60 if rule is plan.task(1).counting else 0
    )


# ---- the roadmap -----------------------------------------------------------------------------------------------


def month(plan: Plan, number: int, task: int, days: Mapping[date, int], day: date) -> Month:
    return next(
        one for one in roadmap(tally(plan, task, days, day), "DHK", day) if one.milestone.month == number
    )


def events(plan: Plan, days: Mapping[date, int], day: date) -> Expected:
    [expected] = month(plan, 3, 2, days, day).amounts
    return expected


@pytest.mark.parametrize(
    ("day", "days", "state"),
    [
        (date(2026, 11, 22), {date(2026, 9, 9): 3}, State.NOT_DUE),
        (date(2026, 11, 22), {date(2026, 9, 9): 4}, State.AHEAD),
        (date(2026, 11, 23), {date(2026, 9, 9): 3, date(2026, 11, 23): 1}, State.REACHED),
        (date(2026, 11, 23), {date(2026, 9, 9): 3}, State.MISSED),
        (date(2026, 12, 9), {date(2026, 9, 9): 3, date(2026, 11, 24): 5}, State.MISSED),
        (date(2026, 12, 9), {date(2026, 9, 9): 4}, State.REACHED),
    ],
)
def test_an_office_owes_its_share_of_an_amount_by_the_months_last_day(
    plan: Plan, day: date, days: dict[date, int], state: State
) -> None:
    # 100 of 200 events by the end of month 3 (23 November); Dhaka's target is 8: it owes 4.
    one = events(plan, days, day)
    assert (one.whole, one.amount, one.due, one.state) == (100, Fraction(4), date(2026, 11, 23), state)


def test_what_came_late_is_told_beside_what_was_there_in_time(plan: Plan) -> None:
    one = events(plan, {date(2026, 9, 9): 3, date(2026, 11, 24): 5}, date(2026, 12, 9))
    assert (one.actual, one.now) == (3, 8)


@pytest.mark.parametrize(
    ("day", "on", "state"),
    [
        (date(2026, 10, 23), date(2026, 10, 20), State.AHEAD),  # month 3 begins on 24 October
        (date(2026, 10, 23), date(2026, 10, 24), State.NOT_DUE),
        (date(2026, 10, 24), date(2026, 10, 24), State.REACHED),
        (date(2026, 11, 22), date(2026, 11, 23), State.NOT_DUE),
        (date(2026, 11, 23), date(2026, 11, 24), State.MISSED),
        (date(2027, 2, 1), date(2026, 11, 24), State.MISSED),
    ],
)
def test_a_launch_is_reached_by_work_within_its_month(plan: Plan, day: date, on: date, state: State) -> None:
    found = {one.task.number: one.state for one in month(plan, 3, 7, {on: 1}, day).launches}
    assert found[7] is state
    assert found[12] is None  # not one of Dhaka's


def test_another_offices_amount_is_not_ours(plan: Plan) -> None:
    [vouchers] = month(plan, 4, 4, {date(2026, 9, 9): 9}, DAY).amounts
    assert (vouchers.whole, vouchers.amount, vouchers.state) == (100, None, None)


def test_the_last_month_ends_with_the_plan(plan: Plan) -> None:
    months = roadmap(tally(plan, 1, {}, plan.end), "DHK", plan.end)
    assert (months[-1].last, months[-1].running) == (date(2027, 2, 21), True)
    assert [one.running for one in months[:-1]] == [False] * 5


def test_at_the_plans_end_the_last_months_amount_is_due(plan: Plan) -> None:
    last = replace(plan.roadmap[-1], expects={1: 30000})
    whole = replace(plan, roadmap=(*plan.roadmap[:-1], last))
    [one] = roadmap(tally(whole, 1, {date(2026, 9, 9): 199}, plan.end), "DHK", plan.end)[-1].amounts
    assert (one.amount, one.state) == (Fraction(200), State.MISSED)
