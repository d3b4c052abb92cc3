"""Silence: who has not been met for long, compared with what a plain look at every record says."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from fieldreport.office import Office
from fieldreport.record import Record
from fieldreport.records.lead import ACTIVE
from fieldreport.store import Filter
from fieldreport.store.silence import CONTACTS, LONG, silent
from tests.core.store.conftest import NAMES, Shelf

TODAY = date(2026, 11, 20)


def found(shelf: Shelf, name: str, days: int = 30, today: date = TODAY) -> list[tuple[str, date | None]]:
    return [
        (one.reference, one.last) for one in silent(shelf.store, NAMES[name], today, timedelta(days=days))
    ]


def test_a_company_never_met_comes_first_and_one_met_lately_not_at_all(shelf: Shelf) -> None:
    shelf.moment = datetime(2026, 1, 5, tzinfo=UTC)
    never, long_ago, lately = (shelf.buyer(name) for name in ("Never met", "Long ago", "Lately"))
    company = shelf.add("organisation", name="별빛기계", roles=["company"], country="KR")
    shelf.add("organisation", name="A bank", roles=["bank"], country="BD")
    for buyer, day, status in (
        (long_ago, "2026-09-01", "held"),
        (lately, "2026-11-10", "held"),
        # Neither a meeting that was only planned nor one to which nobody came is contact.
        (never, "2026-11-12", "scheduled"),
    ):
        shelf.add("meeting", company=company.id, buyer=buyer.id, held_on=day, status=status)
    assert found(shelf, "organisation") == [(never.reference, None), (long_ago.reference, date(2026, 9, 1))]
    # The company itself was met with the last buyer.
    shelf.add("activity", task=6, kind="consulting", company=never.id, done_on="2026-11-19", description="x")
    assert found(shelf, "organisation") == [(long_ago.reference, date(2026, 9, 1))]
    event = shelf.add(
        "event",
        name="Day",
        starts_on="2026-11-18",
        ends_on="2026-11-18",
        status="held",
        attended=[long_ago.id],
    )
    assert found(shelf, "organisation") == []
    shelf.store.change(event.reference, {"status": "confirmed"}, "Rahim", shelf.reading())
    assert found(shelf, "organisation") == [(long_ago.reference, date(2026, 9, 1))]
    visit = shelf.add(
        "difficulty", company=long_ago.id, kind="tariff", description="A duty.", reported_on="2026-11-15"
    )
    assert found(shelf, "organisation") == []
    # What was put away did not happen, and what is still to come has not happened yet.
    shelf.store.archive(visit.id, "of another company", "Rahim")
    shelf.add(
        "difficulty", company=long_ago.id, kind="tariff", description="A duty.", reported_on="2026-11-21"
    )
    assert found(shelf, "organisation") == [(long_ago.reference, date(2026, 9, 1))]
    shelf.store.archive(long_ago.id, "closed down", "Rahim")
    assert found(shelf, "organisation") == []


@pytest.mark.parametrize(
    ("attendance", "was_there"),
    [("came", True), ("walk_in", True), ("expected", False), ("no_show", False)],
)
def test_whoever_came_to_an_event_was_met_there(shelf: Shelf, attendance: str, was_there: bool) -> None:
    shelf.moment = datetime(2026, 1, 5, tzinfo=UTC)
    buyer = shelf.buyer()
    days = {"starts_on": "2026-11-18", "ends_on": "2026-11-19"}
    event = shelf.add("event", name="A seminar", kind="seminar", status="held", **days)
    came = shelf.add(
        "participant", event=event.id, organisation=buyer.id, side="buyer", attendance=attendance
    )
    assert found(shelf, "organisation") == ([] if was_there else [(buyer.reference, None)])
    assert found(shelf, "organisation", today=date(2026, 11, 18)) == [(buyer.reference, None)]
    shelf.store.archive(came.id, "entered twice", "Rahim")
    assert found(shelf, "organisation") == [(buyer.reference, None)]


def test_whoever_has_just_been_entered_is_given_time(shelf: Shelf) -> None:
    shelf.buyer()
    assert found(shelf, "organisation") == []
    assert found(shelf, "organisation", today=TODAY + timedelta(days=31)) == [("OR-0001", None)]


def test_a_lead_is_asked_after_while_it_is_worked_on(shelf: Shelf) -> None:
    quiet = shelf.lead(received_on="2026-09-01")
    shelf.lead(received_on="2026-09-01", status="lost", lost_reason="price")
    fresh = shelf.lead(received_on="2026-11-01")
    followed = shelf.lead(received_on="2026-09-02")
    shelf.add(
        "action", what="Call", about=followed.id, raised_on="2026-11-01", status="done", done_on="2026-11-02"
    )
    assert found(shelf, "lead") == [(quiet.reference, None)]
    assert found(shelf, "lead", days=10) == [
        (quiet.reference, None),
        (fresh.reference, None),
        (followed.reference, date(2026, 11, 2)),
    ]


def last_contact(records: Iterable[Record], subject: Record, today: date) -> date | None:
    """What a plain look at every record says."""
    by_id = {one.id: one for one in records}
    days = [
        day
        for one in by_id.values()
        for contact in CONTACTS
        if one.type.name == contact.record
        and (day := (by_id[one[contact.of]] if contact.of else one)[contact.day]) is not None
        and day <= today
        and (not contact.statuses or one[contact.state] in contact.statuses)
        and subject.id in one.type.field(contact.whom).links(one[contact.whom])
    ]
    return max(days, default=None)


@pytest.mark.parametrize("name", ["lead", "organisation"])
@pytest.mark.parametrize("days", [1, 7, 30, 60])
def test_the_sample_answers_what_a_plain_look_at_every_record_does(
    tmp_path: Path, name: str, days: int
) -> None:
    moment = datetime(2027, 1, 31, tzinfo=UTC)
    with Office.create(tmp_path / "data", "DHK", sample=True, clock=lambda: moment) as office:
        store, today = office.store, office.today()
        records = [one for each in store.types.values() for one in store.records(each, Filter())]
        since = today - timedelta(days=days)
        expected = {}
        for one in records:
            if one.type.name == name == "lead":
                if one["status"] not in ACTIVE or one["received_on"] >= since:
                    continue
            elif one.type.name == name == "organisation":
                if not {"buyer", "company"} & set(one["roles"]) or one.created_at.date() >= since:
                    continue
            else:
                continue
            last = last_contact(records, one, today)
            if last is None or last < since:
                expected[one.id] = last
        told = silent(store, store.types[name], today, timedelta(days=days))
        assert {one.id: one.last for one in told} == expected
        order = [(one.last or date.min, one.key) for one in told]
        assert order == sorted(order)
        assert [one.id for one in silent(store, store.types[name], today, timedelta(days=days), 3)] == [
            one.id for one in told[:3]
        ]
    assert set(LONG) == {"lead", "organisation"}
