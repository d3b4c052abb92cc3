"""The difficulties of a report, found by the database's indexes, are those that a look at every one of them finds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldreport.record import Record
from fieldreport.records.difficulty import DIFFICULTY, OPEN, RESOLVED
from fieldreport.report.contents import carried_over
from fieldreport.report.figures import was_open
from tests.example_office import PERIOD, ExampleOffice

STATUSES = tuple(DIFFICULTY.field("status").choices)  # type: ignore[attr-defined]
#: Around both ends of the period, and long before and after it.
DAYS = tuple(
    end + timedelta(days=days) for end in (PERIOD.first, PERIOD.last) for days in (-400, -1, 0, 1, 400)
)


@dataclass(frozen=True)
class Case:
    """One difficulty that was entered; ``changed_to`` is its status after a later change."""

    reported_on: date
    status: str
    resolved_on: date | None
    changed_to: str
    urgency: str | None
    escalated: bool
    archived: bool


cases = st.builds(
    Case,
    reported_on=st.sampled_from(DAYS),
    status=st.sampled_from(STATUSES),
    resolved_on=st.none() | st.sampled_from(DAYS),
    changed_to=st.sampled_from(("", *STATUSES)),
    urgency=st.sampled_from((None, "low", "normal", "high", "critical")),
    escalated=st.booleans(),
    archived=st.booleans(),
)


def resolved_on(status: str, day: date | None) -> date | None:
    """What goes with a status; a difficulty may be open again and still name the day it was once resolved on."""
    return day or (PERIOD.first if status in RESOLVED else None)


def add(office: ExampleOffice, company: str, case: Case) -> None:
    reference = office.add(
        "difficulty",
        {
            "company": company,
            "kind": "tariff",
            "description": "A duty.",
            "resolution": "Corrected.",
            "waiting_on": "The bank",
            "reported_on": case.reported_on.isoformat(),
            "urgency": case.urgency,
            "escalated": case.escalated,
            "status": case.status,
            "resolved_on": resolved_on(case.status, case.resolved_on),
        },
        history=True,
    )
    if case.changed_to:
        # Not by a step: the report is right whatever the states are, and undoing leads back to any of them.
        later = {"status": case.changed_to, "resolved_on": resolved_on(case.changed_to, case.resolved_on)}
        office.store.rewrite(reference, lambda record: {**record.values, **later}, "Tester")
    if case.archived:
        office.store.archive(reference, "a slip", "Tester")


@contextmanager
def office_with(given_cases: list[Case]) -> Iterator[tuple[ExampleOffice, list[Record]]]:
    """An office with these difficulties, and all of them that are not archived."""
    with tempfile.TemporaryDirectory() as folder:
        office = ExampleOffice(Path(folder))
        try:
            company = office.add("organisation", {"name": "A", "roles": ["company"], "country": "KR"})
            for case in given_cases:
                add(office, company, case)
            yield office, list(office.store.records(DIFFICULTY))
        finally:
            office.store.close()


@settings(max_examples=40, deadline=None)
@given(st.lists(cases, max_size=12))
def test_the_report_knows_what_a_look_at_every_difficulty_finds(given_cases: list[Case]) -> None:
    with office_with(given_cases) as (office, every):
        report = office.report()
        still_open = [one for one in every if was_open(one, PERIOD.last)]
        assert sorted(one.key for one in report.difficulties) == sorted(one.key for one in still_open)
        assert sorted(carried_over(office.store, PERIOD)) == sorted(
            one.key for one in every if was_open(one, PERIOD.first - timedelta(days=1))
        )
        assert report.figures.difficulties_open == len(still_open)
        assert report.figures.difficulties_escalated == sum(one["escalated"] is True for one in still_open)
        assert report.figures.difficulties_resolved == sum(
            one["status"] in RESOLVED and one["resolved_on"] in PERIOD and one["reported_on"] <= PERIOD.last
            for one in every
            if one["resolved_on"] is not None
        )


@settings(max_examples=20, deadline=None)
@given(st.lists(cases, max_size=12))
def test_the_most_pressing_come_first_and_of_one_day_the_one_added_first(given_cases: list[Case]) -> None:
    with office_with(given_cases) as (office, every):
        order = ("critical", "high", "normal", "low")
        expected = [one for one in every if was_open(one, PERIOD.last)]
        expected.sort(key=lambda one: one.key)
        expected.sort(key=lambda one: one["reported_on"], reverse=True)
        expected.sort(key=lambda one: order.index(one["urgency"] or "normal"))
        expected.sort(key=lambda one: one["escalated"] is not True)
        assert [one.key for one in office.report().difficulties] == [one.key for one in expected]
        assert {one["status"] for one in expected} <= {*OPEN, *RESOLVED}
