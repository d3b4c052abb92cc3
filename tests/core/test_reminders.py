"""What is told unasked, when, and how often."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport import reminders
from fieldreport.office import Office
from fieldreport.settings import HOURS, Settings
from fieldreport.store.reports import ReportState, StoredReport


class Moment:
    """A clock that is set by hand, in Dhaka's time."""

    def __init__(self) -> None:
        self.at("2026-11-22 10:00")

    def at(self, written: str) -> None:
        # Dhaka is six hours ahead, all year.
        self.now = (datetime.fromisoformat(written) - timedelta(hours=6)).replace(tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Moment:
    return Moment()


@pytest.fixture
def office(tmp_path: Path, clock: Moment) -> Iterator[Office]:
    """A new office with one record, made on 10 November 2026."""
    clock.at("2026-11-10 10:00")
    with Office.create(tmp_path / "data", "DHK", person="Rahim", clock=clock) as made:
        made.add(
            made.record_type("action"),
            {"what": "Ask the bank", "due": "2026-11-24", "raised_on": "2026-11-10"},
        )
        yield made


def told(office: Office) -> list[str]:
    return [one.about for one in reminders.to_tell(office)]


def test_the_report_is_told_of_some_days_before_it_is_due(office: Office, clock: Moment) -> None:
    # 2026-B23 ends on 22 November, a Sunday, and is due on the 25th.
    clock.at("2026-11-22 10:00")
    (one,) = reminders.to_tell(office)
    assert (one.about, one.subject, one.message) == ("report", "2026-B23", reminders.REPORT_DUE)
    assert one.values == {"last": date(2026, 11, 22), "due": date(2026, 11, 25)}
    office.save_settings(remind_days=1)
    assert told(office) == []
    clock.at("2026-11-24 10:00")
    assert told(office) == ["report", "follow-ups"]
    clock.at("2026-11-26 10:00")
    assert next(iter(reminders.to_tell(office))).message == reminders.REPORT_LATE
    office.reports.save(StoredReport("2026-B23", state=ReportState.EXPORTED))
    assert told(office) == ["follow-ups"]


def test_an_office_that_began_later_is_not_asked_for_a_report(tmp_path: Path, clock: Moment) -> None:
    clock.at("2026-11-24 10:00")
    with Office.create(tmp_path / "new", "DHK", person="Rahim", clock=clock) as office:
        assert told(office) == []
        office.add(
            office.record_type("action"), {"what": "Call", "due": "2026-12-24", "raised_on": "2026-11-24"}
        )
        assert told(office) == []


def test_nothing_is_told_twice_on_one_day(office: Office, clock: Moment) -> None:
    clock.at("2026-11-24 10:00")
    first, second = reminders.to_tell(office)
    office.save_settings(reminded=reminders.after(office.settings.reminded, first.key, office.today()))
    assert [one.key for one in reminders.to_tell(office)] == [second.key]
    clock.at("2026-11-25 09:00")
    assert told(office) == ["report", "follow-ups"]


def test_leads_that_went_quiet_are_told_once_a_week(office: Office, clock: Moment) -> None:
    lead = {"products": "Yarn", "received_on": "2026-10-01", "status": "new"}
    buyer = office.add(
        office.record_type("organisation"), {"name": "Padma", "roles": ["buyer"], "country": "BD"}
    )
    office.add(office.record_type("lead"), {**lead, "buyer": buyer.id})
    clock.at("2026-11-19 10:00")
    (one,) = reminders.to_tell(office)
    assert (one.about, one.values) == ("silence", {"count": 1})
    office.save_settings(reminded=reminders.after({}, one.key, office.today()))
    clock.at("2026-11-24 10:00")
    assert "silence" not in told(office)
    clock.at("2026-11-26 10:00")
    assert "silence" in told(office)


@pytest.mark.parametrize(
    ("moment", "speaks"),
    [
        ("2026-11-24 07:59", False),
        ("2026-11-24 08:00", True),
        ("2026-11-24 18:59", True),
        ("2026-11-24 19:00", False),
        # A Friday, which is a day off in Dhaka, and Victory Day.
        ("2026-11-27 10:00", False),
        ("2026-12-16 10:00", False),
    ],
)
def test_quiet_hours_and_days_off_are_quiet(office: Office, clock: Moment, moment: str, speaks: bool) -> None:
    clock.at(moment)
    assert bool(told(office)) is speaks


def test_whoever_wants_quiet_has_it(office: Office, clock: Moment) -> None:
    clock.at("2026-11-24 10:00")
    office.save_settings(reminders=False)
    assert told(office) == []
    office.save_settings(reminders=True, reminded=reminders.after({}, reminders.QUIET, office.today()))
    assert told(office) == []
    clock.at("2026-11-25 10:00")
    assert told(office)


@given(st.sampled_from(HOURS), st.sampled_from(HOURS), st.times())
def test_quiet_hours_may_go_over_midnight(since: str, until: str, clock: time) -> None:
    settings = Settings(quiet_from=since, quiet_until=until)
    now = datetime.combine(date(2026, 11, 24), clock)
    speaks = reminders.may_speak(settings, now, works_today=True)
    other_way = reminders.may_speak(
        replace(settings, quiet_from=until, quiet_until=since), now, works_today=True
    )
    assert speaks if since == until else speaks is not other_way
    assert not reminders.may_speak(replace(settings, reminders=False), now, works_today=True)


def test_what_was_told_long_ago_is_forgotten_and_a_wrong_clock_silences_nothing(
    office: Office, clock: Moment
) -> None:
    kept = reminders.after(
        {"report 2026-B10": "2026-05-01", "follow-ups": "2030-01-01"}, "x", date(2026, 11, 24)
    )
    assert kept == {"follow-ups": "2030-01-01", "x": "2026-11-24"}
    clock.at("2026-11-24 10:00")
    office.save_settings(reminded=kept)
    assert "follow-ups" in told(office)
