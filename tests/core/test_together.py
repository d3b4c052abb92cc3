"""Several records at once: each under its own rules, those refused told, one undo for all of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldreport import together
from fieldreport.failures import InputAtFault
from fieldreport.life import STATUS
from fieldreport.record import Record
from tests.core.store.conftest import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "office.db")
    yield made
    made.store.close()


def go_on(shelf: Shelf, records: list[Record], state: str, **given: object) -> together.Done:
    ids = [one.id for one in records]
    return together.go_on(shelf.store, ids, state, given, "Rahim", shelf.reading())


def states(shelf: Shelf, records: list[Record]) -> list[str]:
    return [shelf.store.record(one.id)[STATUS] for one in records]


def test_a_step_is_taken_where_there_is_one_and_the_others_are_told_why_not(shelf: Shelf) -> None:
    leads = [shelf.lead(status="new"), shelf.lead(status="won"), shelf.lead(status="qualifying")]
    done = go_on(shelf, leads, "dormant")
    assert states(shelf, leads) == ["dormant", "won", "dormant"]
    assert len(done.change.records) == 2
    (refused,) = done.refused
    assert (refused.id, refused.reference) == (leads[1].id, leads[1].reference)
    assert [one.field for one in refused.problems] == [STATUS]
    shelf.store.undo("Rahim", done.change.change_set)
    assert states(shelf, leads) == ["new", "won", "qualifying"]


def test_what_is_given_once_goes_only_to_the_records_that_lack_it(shelf: Shelf) -> None:
    company = shelf.buyer("Hanil Zip").id
    other = shelf.buyer("Dodam Label").id
    lacking = shelf.lead(status="qualified", hs_codes="8447.20")
    having = shelf.lead(status="qualified", hs_codes="8447.20", matched_companies=[company])
    assert [one.id for one in (lacking, having)]
    done = go_on(shelf, [lacking, having], "matched", matched_companies=[other], owner="Karim")
    assert not done.refused
    assert shelf.store.record(lacking.id)["matched_companies"] == (other,)
    assert shelf.store.record(having.id)["matched_companies"] == (company,)
    assert shelf.store.record(lacking.id)["owner"] is None, "what no step asks for is not touched"


def test_what_is_ahead_says_how_many_may_go_there_and_what_any_of_them_lacks(shelf: Shelf) -> None:
    new = shelf.lead(status="qualifying")
    codes = shelf.lead(status="qualifying", hs_codes="8447.20")
    lost = shelf.lead(status="lost", lost_reason="price", hs_codes="8447.20")

    def asked(*records: Record, state: str = "qualified") -> tuple[int, list[str]]:
        one = together.ahead(new.type, [each.values for each in records])[state]
        return one.number, [need.field for need in one.missing]

    assert asked(codes) == (1, [])
    assert asked(codes, new) == (2, ["hs_codes"])
    assert asked(codes, lost) == (2, ["reopened_reason"])
    assert asked(codes, lost, state="negotiating") == (1, ["reopened_reason", "matched_companies"])
    ahead = list(together.ahead(new.type, [new.values, lost.values]))
    assert ahead == [one for one in new.type.field(STATUS).choices if one in ahead]  # type: ignore[attr-defined]
    assert together.ahead(shelf.type("organisation"), [shelf.buyer().values]) == {}


def test_reopening_needs_its_reason_and_a_record_that_is_there_already_stays_as_it_is(shelf: Shelf) -> None:
    closed = shelf.lead(status="invalid", reopened_reason="once before")
    there = shelf.lead(status="qualifying")
    assert [one.id for one in go_on(shelf, [closed, there], "qualifying").refused] == [closed.id]
    done = go_on(shelf, [closed, there], "qualifying", reopened_reason="the buyer wrote again")
    assert [one[1] for one in done.change.records] == [closed.id]
    assert not done.refused
    assert shelf.store.record(closed.id)["reopened_reason"].original == "the buyer wrote again"


def test_one_field_of_many_records_is_one_change(shelf: Shelf) -> None:
    leads = [shelf.lead() for _ in range(3)]
    shelf.store.archive(leads[2].id, "twice", "Rahim")
    ids = [one.id for one in leads]
    done = together.change(shelf.store, ids, "owner", "Sumi", "Rahim", shelf.reading())
    assert [shelf.store.record(one)["owner"] for one in ids] == ["Sumi", "Sumi", None]
    assert [one.id for one in done.refused] == ids[2:]
    shelf.store.undo("Rahim")
    assert shelf.store.record(ids[0])["owner"] is None


def test_all_are_put_away_for_a_reason_by_one_change(shelf: Shelf) -> None:
    leads = [shelf.lead() for _ in range(3)]
    ids = [one.id for one in leads]
    with pytest.raises(InputAtFault, match="reason"):
        together.archive(shelf.store, ids, " ", "Rahim")
    shelf.store.archive(ids[0], "twice", "Rahim")
    done = together.archive(shelf.store, ids, "no answer", "Rahim")
    assert [one[1] for one in done.change.records] == ids[1:]
    assert [shelf.store.record(one).archived for one in ids] == ["twice", "no answer", "no answer"]
    shelf.store.undo("Rahim")
    assert [shelf.store.record(one).archived for one in ids] == ["twice", None, None]


def test_all_are_taken_out_of_the_archive_by_one_change(shelf: Shelf) -> None:
    ids = [shelf.lead().id for _ in range(3)]
    together.archive(shelf.store, ids[:2], "no answer", "Rahim")
    done = together.unarchive(shelf.store, ids, "Rahim")
    assert [one[1] for one in done.change.records] == ids[:2]
    assert [shelf.store.record(one).archived for one in ids] == [None, None, None]


def test_more_than_can_be_undone_in_a_moment_are_refused(shelf: Shelf) -> None:
    ids = ["x"] * (together.MOST + 1)
    with pytest.raises(InputAtFault, match="At most"):
        together.archive(shelf.store, ids, "twice", "Rahim")
    with pytest.raises(InputAtFault, match="At most"):
        together.change(shelf.store, ids, "owner", "Sumi", "Rahim", shelf.reading())
