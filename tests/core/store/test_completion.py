"""What may have completed a follow-up, and what one wanted to be reminded of."""

from datetime import date

import pytest

from fieldreport.failures import InputAtFault
from fieldreport.fields import Link
from fieldreport.records import RECORD_TYPES
from fieldreport.records.action import ACTION
from fieldreport.store.completion import may_have_completed
from fieldreport.store.due import due
from tests.core.store.conftest import Shelf

TODAY = date(2026, 11, 20)


def test_what_was_done_since_about_the_same_lead_comes_before_what_concerns_its_buyer(shelf: Shelf) -> None:
    lead = shelf.lead()
    company = shelf.add("organisation", name="별빛기계", roles=["company"], country="KR")
    met = {"company": company.id, "buyer": lead["buyer"], "status": "held"}
    action = shelf.add("action", what="Send the offer", about=lead.id, raised_on="2026-11-10")
    shelf.add("meeting", **met, lead=lead.id, held_on="2026-11-09")
    shelf.add("meeting", **{**met, "status": "scheduled"}, lead=lead.id, held_on="2026-11-15")
    of_buyer = shelf.add("meeting", **met, held_on="2026-11-18")
    of_lead = shelf.add("meeting", **met, lead=lead.id, held_on="2026-11-12")
    memorandum = shelf.add("outcome", kind="memorandum", lead=lead.id, dated="2026-11-14")
    twice = shelf.add("meeting", **met, lead=lead.id, held_on="2026-11-13")
    shelf.store.archive(twice.id, "entered twice", "Rahim")
    found = [one.reference for one in may_have_completed(shelf.store, action, TODAY)]
    assert found == [memorandum.reference, of_lead.reference, of_buyer.reference]
    assert len(may_have_completed(shelf.store, action, TODAY, limit=1)) == 1
    lone = shelf.add("action", what="Tidy up")
    assert may_have_completed(shelf.store, lone, TODAY) == []


def test_a_reminder_stands_among_what_is_due_from_its_day_on(shelf: Shelf) -> None:
    shelf.add("action", what="Ask again", due="2026-12-24", remind_on="2026-11-21")
    shelf.add("action", what="Some day", remind_on="2026-11-22")
    assert due(shelf.store, date(2026, 11, 20)) == []
    assert [(one.record["what"].original, one.day) for one in due(shelf.store, date(2026, 11, 22))] == [
        ("Some day", date(2026, 11, 22)),
        ("Ask again", date(2026, 12, 24)),
    ]
    # What is due and has a reminder is told once.
    assert len(due(shelf.store, date(2027, 1, 1))) == 2
    with pytest.raises(InputAtFault) as refused:
        shelf.add("action", what="Too late", due="2026-11-21", remind_on="2026-11-22")
    assert [one.field for one in refused.value.problems] == ["remind_on"]
    shelf.add("action", what="In the morning", due="2026-11-21", remind_on="2026-11-21")


@pytest.mark.parametrize(("to", "needed"), [("office", True), ("partner", True), ("headquarters", False)])
def test_a_referral_names_its_receiver(shelf: Shelf, to: str, needed: bool) -> None:
    raw = {"what": "Insurance of a credit sale", "kind": "referral", "to": to}
    shelf.add("action", **raw, assigned_to="Export bank desk")
    if not needed:
        shelf.add("action", **raw)
        return
    with pytest.raises(InputAtFault) as refused:
        shelf.add("action", **raw)
    assert [one.field for one in refused.value.problems] == ["assigned_to"]


def test_a_follow_up_is_about_any_record() -> None:
    """But about another follow-up: what is still to be done about that one is that one."""
    about = ACTION.field("about")
    assert isinstance(about, Link)
    assert set(about.to) == {one.name for one in RECORD_TYPES} - {"action"}
