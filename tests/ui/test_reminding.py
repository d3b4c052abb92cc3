"""Reminders reach people by the system where it can tell them, else above the page; each once a day at most."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fieldreport.office import Office
from fieldreport.settings import Settings
from tests.ui.opened import fill
from ui.app import Session
from ui.reminding import Reminding

Settled = Callable[[], None]


class Outside:
    """Where the system's notifications would go."""

    def __init__(self, *, there: bool = True) -> None:
        self.there = there
        self.told: list[tuple[str, str]] = []

    def tell(self, title: str, text: str) -> bool:
        if self.there:
            self.told.append((title, text))
        return self.there


class Days:
    """A clock that goes on a day when told to; noon in Dhaka."""

    def __init__(self) -> None:
        self.day = 23

    def __call__(self) -> datetime:
        return datetime(2026, 11, self.day, 6, 0, tzinfo=UTC)


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def office(data: Path, days: Days) -> Iterator[Office]:
    """The Dhaka office with a few records, begun in the period whose report is due."""
    days.day = 20
    with Office.create(data, "DHK", person="Officer", language="en", clock=days) as made:
        fill(made)
        days.day = 23
        yield made


def looked(session: Session, settled: Settled, outside: Outside) -> Outside:
    Reminding(session.desk, session.window, outside).look()
    settled()
    return outside


def test_the_system_tells_one_matter_after_the_other_once_a_day(
    session: Session, settled: Settled, days: Days
) -> None:
    outside = Outside()
    for _ in range(4):
        looked(session, settled, outside)
    report = "The report on the period that ended on 22 Nov 2026 is due on 25 Nov 2026."
    assert outside.told == [
        ("Dhaka Trade Office", report),
        ("Dhaka Trade Office", "Follow-ups that are due today or overdue: 2"),
    ]
    assert not session.window.notice.isVisible()
    days.day = 24
    for _ in range(4):
        looked(session, settled, outside)
    assert [text for _, text in outside.told[2:]] == [text for _, text in outside.told[:2]]


def test_without_the_system_the_window_tells_and_leads_there(session: Session, settled: Settled) -> None:
    looked(session, settled, Outside(there=False))
    notice = session.window.notice
    assert notice.isVisible()
    assert notice.text.text().startswith("The report on the period that ended on 22 Nov 2026")
    session.desk.set_language("bn")
    settled()
    assert "২২" in notice.text.text()
    notice.action.click()
    settled()
    assert session.window.place == "report"
    looked(session, settled, Outside(there=False))
    session.window.notice.action.click()
    settled()
    assert session.window.topic() == "tool-follow-ups"


def test_the_systems_own_notifications_are_asked_first(session: Session, settled: Settled) -> None:
    """This screen has none, so the window tells."""
    Reminding(session.desk, session.window).look()
    settled()
    assert session.window.notice.isVisible()


def test_what_was_told_is_remembered_over_a_restart_and_by_the_closing_window(
    session: Session, settled: Settled
) -> None:
    looked(session, settled, Outside())
    session.window.close()
    assert Settings.load(session.desk.office.data).reminded == {"report 2026-B23": "2026-11-23"}


def test_whoever_wants_no_reminders_has_none(session: Session, settled: Settled) -> None:
    session.desk.keep_settings(reminders=False)
    assert looked(session, settled, Outside()).told == []
    assert not session.window.notice.isVisible()
