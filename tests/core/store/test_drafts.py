"""What is being typed is kept as it is, each form for itself, until it is dropped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldreport.failures import InputAtFault
from fieldreport.store import New
from fieldreport.store.drafts import Draft, Drafts
from tests.core.store.conftest import Shelf

AT = datetime(2026, 11, 20, 4, 30, 1, 250_000, tzinfo=UTC)

#: Whatever forms tell of what was typed; lone surrogates no input method sends.
TYPED = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(2**53), 2**53)
        | st.text(st.characters(exclude_categories=["Cs"])),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=3)
        ),
        max_leaves=8,
    ),
    max_size=4,
)


def draft(form: str, typed: dict[str, Any], at: datetime = AT, record_id: str | None = None) -> Draft:
    return Draft(form, "lead", record_id, typed, at, "Rahim")


@given(typed=TYPED)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_a_draft_comes_back_as_it_was_typed(shelf: Shelf, typed: dict[str, Any]) -> None:
    drafts = Drafts(shelf.store.database)
    kept = draft("new:lead:1", typed)
    drafts.keep(kept)
    assert drafts.all() == [kept]


def test_each_form_has_one_draft_and_the_latest_comes_first(shelf: Shelf) -> None:
    drafts = Drafts(shelf.store.database)
    lead = shelf.lead()
    drafts.keep(draft("new:lead:1", {"quantity": "6"}))
    drafts.keep(draft(f"{lead.id}:1", {"owner": "Sal"}, AT + timedelta(seconds=2), lead.id))
    drafts.keep(draft("new:lead:1", {"quantity": "6 sets"}, AT + timedelta(seconds=4)))
    shelf.reopen()
    again = Drafts(shelf.store.database).all()
    assert [(one.form, one.record_id, dict(one.typed)) for one in again] == [
        ("new:lead:1", None, {"quantity": "6 sets"}),
        (f"{lead.id}:1", lead.id, {"owner": "Sal"}),
    ]


def test_a_dropped_draft_is_gone_and_the_others_stay(shelf: Shelf) -> None:
    drafts = Drafts(shelf.store.database)
    drafts.keep(draft("new:lead:1", {"quantity": "6"}))
    drafts.keep(draft("new:lead:2", {"quantity": "7"}))
    drafts.drop("new:lead:1")
    drafts.drop("never kept")
    assert [one.form for one in drafts.all()] == ["new:lead:2"]


def test_a_draft_is_no_part_of_the_records_or_their_history(shelf: Shelf) -> None:
    lead = shelf.lead()
    Drafts(shelf.store.database).keep(draft(lead.id, {"owner": "Salma"}, record_id=lead.id))
    assert shelf.store.record(lead.id) == lead
    assert {one.revision for one in shelf.store.history(lead.id)} == {1}


def test_a_record_that_cannot_be_written_keeps_its_draft(shelf: Shelf) -> None:
    drafts, lead = Drafts(shelf.store.database), shelf.lead()
    drafts.keep(draft("new:lead:1", {"quantity": "6"}))
    again = New(lead.type, lead.values, "en", "Rahim", id=lead.id)

    def add_it_again() -> None:
        with shelf.store.database.writing():
            drafts.drop("new:lead:1")
            shelf.store.add(again)

    with pytest.raises(InputAtFault):
        add_it_again()
    assert [one.form for one in drafts.all()] == ["new:lead:1"]
    with shelf.store.database.writing():
        drafts.drop("new:lead:1")
        shelf.store.change(lead.id, {"owner": "Salma"}, "Rahim", shelf.reading())
    shelf.reopen()
    assert Drafts(shelf.store.database).all() == []
    assert shelf.store.record(lead.id)["owner"] == "Salma"
