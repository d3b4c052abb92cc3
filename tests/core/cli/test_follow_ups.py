"""What is due and who has not been met, from the command line."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.core.cli.conftest import CommandLine

TODAY = datetime.now(ZoneInfo("Asia/Dhaka")).date()


@pytest.fixture
def lead(office: CommandLine) -> str:
    old = (TODAY - timedelta(days=60)).isoformat()
    return office.add("lead", buyer=office.buyer(), products="Knitting machines", received_on=old)


def test_what_is_due_is_told_with_whom_it_is_for(office: CommandLine, lead: str) -> None:
    assert office.done("due") == "Nothing is due."
    late, soon, far = (TODAY + timedelta(days=days) for days in (-3, 5, 30))
    for what, day, more in (
        ("Soon", soon, {"to": "headquarters"}),
        ("Late", late, {"assigned_to": "Rahim"}),
        ("Far", far, {}),
    ):
        office.add("action", what=what, about=lead, due=day.isoformat(), **more)
    told = office("due", "--json").json
    assert [(one["what"], one["overdue_days"]) for one in told] == [("Late", 3), ("Soon", 0)]
    lines = office.done("due").splitlines()
    assert "(overdue)" in lines[1]
    assert lines[1].endswith("Rahim")
    assert lines[2].endswith("Headquarters")
    assert [one["what"] for one in office("due", "--days", "৩০", "--json").json] == ["Late", "Soon", "Far"]


@pytest.mark.parametrize("days", ["-1", "x", "1.5", "99999"])
def test_days_that_are_none_are_refused(office: CommandLine, days: str) -> None:
    ended = office("due", "--days", days)
    assert (ended.status, ended.out) == (2, "")
    assert days in ended.err


def test_who_has_not_been_met_is_told_with_the_day_of_the_last_time(office: CommandLine, lead: str) -> None:
    assert office("no-contact", "--json").json == [
        {
            "type": "lead",
            "id": office("show", lead, "--json").json["id"],
            "reference": lead,
            "last_contact": None,
        }
    ]
    assert "never" in office.done("no-contact")
    met = (TODAY - timedelta(days=35)).isoformat()
    office.add("outcome", kind="memorandum", lead=lead, dated=met)
    assert office("no-contact", "lead", "--json").json[0]["last_contact"] == met
    assert office.done("no-contact", "organisation") == "Everybody has been met lately."
    assert office.done("no-contact", "--days", "40") == "Everybody has been met lately."
    assert office("no-contact", "meeting").status == 2
