"""The built-in plan's counting rules, answered by a real database."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fieldreport.field import Reading
from fieldreport.plan import Plan
from fieldreport.progress import progress
from fieldreport.records import RECORD_TYPES
from fieldreport.store import New, Store
from fieldreport.store.counting import additions, count

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return Plan.built_in()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "office.db", RECORD_TYPES)
    opened.set_property("office", "DHK")
    yield opened
    opened.close()


def add(store: Store, record_type: str, **raw: Any) -> str:
    kind = store.types[record_type]
    reading = Reading(language="en", today=DAY, resolve=store.resolve)
    # What a state asks for besides does not matter to what is counted.
    new = New(kind, kind.read(raw, reading, history=True), "en", "tester")
    store.add(new)
    return new.id


def organisation(store: Store, name: str) -> str:
    return add(store, "organisation", name=name, roles=["buyer"], country="BD")


def activity(store: Store, task: int, **raw: Any) -> str:
    given = {"kind": "consulting", "done_on": "2026-11-22", "description": "Done", "task": task}
    return add(store, "activity", **(given | raw))


def actual(store: Store, plan: Plan, number: int, day: date = DAY) -> int | Decimal:
    stood = progress(plan, "DHK", day, lambda rule, first, last: count(store, rule, first, last))
    return next(one.actual for one in stood if one.task.number == number)


def test_every_rule_can_be_asked_of_the_database(store: Store, plan: Plan) -> None:
    assert [count(store, task.counting, plan.start, plan.end) for task in plan.tasks] == [0] * 17


def test_leads_count_by_the_day_they_were_received_unless_invalid(store: Store, plan: Plan) -> None:
    buyer = organisation(store, "A buyer")
    for received, status in [
        ("2026-08-23", "new"),  # the day before the plan
        ("2026-08-24", "new"),
        ("2026-11-22", "dormant"),
        ("2026-11-22", "invalid"),
        ("2026-11-23", "new"),
    ]:
        add(store, "lead", buyer=buyer, products="Yarn", received_on=received, status=status)
    assert actual(store, plan, 1) == 2
    assert actual(store, plan, 1, date(2026, 11, 23)) == 3


def test_consultation_events_count_once_held_by_their_last_day(store: Store, plan: Plan) -> None:
    for kind, status, ends in [
        ("consultation_event", "held", "2026-11-22"),
        ("consultation_event", "closed", "2026-10-01"),
        ("consultation_event", "held", "2026-11-23"),
        ("consultation_event", "confirmed", "2026-11-22"),
        ("consultation_event", "cancelled", "2026-11-22"),
        ("seminar", "held", "2026-11-22"),
    ]:
        add(store, "event", name="A day", kind=kind, status=status, starts_on="2026-09-30", ends_on=ends)
    assert actual(store, plan, 2) == 2


def test_companies_count_once_however_often_they_are_advised(store: Store, plan: Plan) -> None:
    first, second, third = (organisation(store, name) for name in ("One", "Two", "Three"))
    for company in (first, first, second):
        activity(store, 13, company=company)
    activity(store, 13, company=third, status="planned")
    activity(store, 13)  # for nobody in particular: no company
    activity(store, 9, company=third)
    assert actual(store, plan, 13) == 2
    assert actual(store, plan, 9) == 1


def test_studies_count_by_their_quantity_or_as_one(store: Store, plan: Plan) -> None:
    activity(store, 7)
    activity(store, 7, quantity="3")
    assert actual(store, plan, 7) == 4
    activity(store, 7, quantity="0.1")
    activity(store, 7, quantity="0.2")
    assert actual(store, plan, 7) == Decimal("4.3")


def test_vouchers_without_an_amount_count_as_nothing(store: Store, plan: Plan) -> None:
    activity(store, 4)
    activity(store, 4, quantity="1.25")
    assert count(store, plan.task(4).counting, plan.start, DAY) == Decimal("1.25")


def test_archived_records_do_not_count(store: Store, plan: Plan) -> None:
    study = activity(store, 7)
    assert actual(store, plan, 7) == 1
    store.archive(study, "entered twice", "tester")
    assert actual(store, plan, 7) == 0


#: By hand, from ``support_of_every_kind``: quantities 2.5 and 4 and 1, one record without (which counts as 1, or as
#: nothing for vouchers, whose quantity is their sum), and two companies.
WITH_ONE_FOR_NONE, WITHOUT, COMPANIES = Decimal("8.5"), Decimal("7.5"), 2


def support_of_every_kind(store: Store, task: int) -> None:
    one, two, three = (organisation(store, name) for name in ("One", "Two", "Three"))
    for raw in (
        {"company": one, "quantity": "2.5", "done_on": "2026-08-24"},
        {"company": one, "done_on": "2026-10-01"},
        {"company": two, "quantity": "4", "done_on": "2026-11-22"},
        {"quantity": "1", "done_on": "2026-11-01"},  # for nobody in particular
        {"company": three, "quantity": "9", "done_on": "2026-11-01", "status": "planned"},
        {"company": three, "quantity": "9", "done_on": "2026-11-01", "status": "cancelled"},
        {"company": three, "quantity": "7", "done_on": "2026-08-23"},  # before the plan
        {"company": three, "quantity": "7", "done_on": "2026-11-23"},  # after the day
    ):
        activity(store, task, **raw)
    activity(store, task % 17 + 1, company=three, quantity="5")  # of another task
    store.archive(activity(store, task, company=three, quantity="11"), "entered twice", "tester")


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        (3, WITH_ONE_FOR_NONE),
        (4, WITHOUT),
        (6, COMPANIES),
        (7, WITH_ONE_FOR_NONE),
        (8, WITH_ONE_FOR_NONE),
        (9, COMPANIES),
        (10, COMPANIES),
        (11, WITH_ONE_FOR_NONE),
        (12, COMPANIES),
        (13, COMPANIES),
        (14, COMPANIES),
        (15, COMPANIES),
        (16, WITH_ONE_FOR_NONE),
        (17, WITH_ONE_FOR_NONE),
    ],
)
def test_every_rule_about_support_by_hand(
    store: Store, plan: Plan, task: int, expected: int | Decimal
) -> None:
    support_of_every_kind(store, task)
    assert count(store, plan.task(task).counting, plan.start, DAY) == expected
    stood = progress(plan, "HAN", DAY, lambda rule, first, last: count(store, rule, first, last))
    assert next(one.actual for one in stood if one.task.number == task) == expected


def test_trade_shows_count_apart_from_consultation_events(store: Store, plan: Plan) -> None:
    for kind, status, ends in [
        ("exhibition", "held", "2026-11-22"),
        ("exhibition", "closed", "2026-08-24"),
        ("exhibition", "held", "2026-08-23"),
        ("exhibition", "planned", "2026-11-22"),
        ("consultation_event", "held", "2026-11-22"),
        ("trade_mission", "held", "2026-11-22"),
    ]:
        add(store, "event", name="A day", kind=kind, status=status, starts_on="2026-08-01", ends_on=ends)
    assert count(store, plan.task(5).counting, plan.start, DAY) == 2
    assert count(store, plan.task(2).counting, plan.start, DAY) == 1


def test_the_rules_of_all_seventeen_tasks_are_done_by_hand_here(plan: Plan) -> None:
    assert {task.number for task in plan.tasks} == {1, 2, 5, 3, 4, *range(6, 18)}


def test_what_each_day_adds_comes_to_the_count_on_every_day(store: Store, plan: Plan) -> None:
    chance = random.Random(17)
    companies = [organisation(store, f"Company {number}") for number in range(6)]
    days = [date.fromordinal(plan.start.toordinal() + number) for number in range(-3, 40)]
    for _ in range(150):
        activity(
            store,
            chance.choice((3, 4, 13)),
            company=chance.choice([*companies, None]),
            quantity=chance.choice([None, "1", "2.5", "0.1"]),
            done_on=chance.choice(days).isoformat(),
            status=chance.choice(["done", "done", "planned"]),
        )
        on = chance.choice(days).isoformat()
        add(store, "lead", buyer=companies[0], products="Yarn", received_on=on)
    for number in (1, 3, 4, 13):
        rule = plan.task(number).counting
        added = additions(store, rule, plan.start, days[-1])
        assert added
        for day in days:
            so_far = sum((Decimal(value) for on, value in added.items() if on <= day), Decimal(0))
            assert so_far == count(store, rule, plan.start, day)
