"""What is unlike all others is told, at its field; what only happens to be large or late is not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from fieldreport.report import check
from tests.example_office import PERIOD, ExampleOffice, text

FAR_OFF = "A sum is far from what is usual here"
DAY = "2026-11-12"


@pytest.fixture
def office(tmp_path: Path) -> ExampleOffice:
    office = ExampleOffice(tmp_path)
    for name, role in (("가나", "buyer"), ("다라", "company")):
        office.add("organisation", {"name": text(name, "ko"), "roles": [role], "country": "BD"})
    return office


def lead(office: ExampleOffice, value: str, **more: str) -> str:
    return office.add(
        "lead",
        {"buyer": "OR-0001", "products": text("기계", "ko"), "received_on": DAY, "value": value, **more},
    )


def told(office: ExampleOffice, what: str) -> list[tuple[str, str]]:
    return [(one.record, one.field) for one in check(office.report()) if one.what == what]


@pytest.mark.parametrize(
    ("value", "is_told"),
    [("5000000 USD", True), ("400000 USD", False), ("100 USD", True), ("300 USD", False), ("0 USD", False)],
)
def test_a_sum_unlike_the_offices_own_is_told(office: ExampleOffice, value: str, is_told: bool) -> None:
    for _ in range(14):
        lead(office, "10000 USD")
    odd = lead(office, value)
    assert told(office, FAR_OFF) == ([(odd, "value")] if is_told else [])


def test_a_few_sums_do_not_say_what_is_usual(office: ExampleOffice) -> None:
    for value in ("10 USD", "10 USD", "5000000 USD"):
        lead(office, value)
    assert told(office, FAR_OFF) == []


@pytest.mark.parametrize(
    ("day", "what"),
    [
        ("2026-11-12", "A meeting comes before its event"),
        ("2026-11-13", ""),
        ("2026-11-15", ""),
        ("2026-11-16", "A meeting comes after its event"),
    ],
)
def test_a_meeting_is_held_on_a_day_of_its_event(office: ExampleOffice, day: str, what: str) -> None:
    event = {
        "name": text("상담회", "ko"),
        "starts_on": "2026-11-13",
        "ends_on": "2026-11-15",
        "status": "held",
    }
    reference = office.add("event", event)
    meeting = {"event": reference, "company": "OR-0002", "buyer": "OR-0001", "held_on": day, "status": "held"}
    office.add("meeting", meeting | {"said": text("좋음", "ko")})
    for one in ("A meeting comes before its event", "A meeting comes after its event"):
        assert told(office, one) == ([("MT-0001", "held_on")] if one == what else [])


def test_an_event_of_another_period_is_known_too(office: ExampleOffice) -> None:
    later = PERIOD.last + timedelta(days=30)
    event = {"name": text("상담회", "ko"), "starts_on": later.isoformat(), "ends_on": later.isoformat()}
    reference = office.add("event", event)
    meeting = {"event": reference, "company": "OR-0002", "buyer": "OR-0001", "held_on": DAY}
    office.add("meeting", meeting | {"status": "scheduled"})
    assert told(office, "A meeting comes before its event") == [("MT-0001", "held_on")]


@pytest.mark.parametrize(("day", "is_told"), [("2062-12-01", True), ("2027-12-01", False)])
def test_a_wrong_year_is_told(office: ExampleOffice, day: str, is_told: bool) -> None:
    reference = lead(office, "10 USD", next_step_due=day)
    expected = [(reference, "next_step_due")] if is_told else []
    assert told(office, "A day is far outside the period") == expected


@pytest.mark.parametrize(("day", "is_told"), [("2026-11-30", True), ("2026-11-22", False), (DAY, False)])
def test_what_happened_lies_not_ahead(office: ExampleOffice, day: str, is_told: bool) -> None:
    reference = lead(office, "10 USD", tradekorea_number="TK-1", tradekorea_on=day)
    expected = [(reference, "tradekorea_on")] if is_told else []
    assert told(office, "A day lies ahead of what it tells of") == expected
