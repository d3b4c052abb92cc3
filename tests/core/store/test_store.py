"""Records go in, stay in, and every change is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fieldreport.failures import InputAtFault, MachineAtFault
from fieldreport.fields import Line, TextField, Whole
from fieldreport.language import N_
from fieldreport.record import RecordType
from fieldreport.records import RECORD_TYPES
from fieldreport.store import Filter, New, Store
from tests.core.store.conftest import Shelf


def test_a_record_comes_back_as_it_was_written(shelf: Shelf) -> None:
    lead = shelf.lead(
        products={"text": "গোলাকার নিটিং মেশিন", "language": "bn", "translations": {"ko": "환편기"}},
        hs_codes=["8447.20"],
        value={"amount": "180000", "currency": "USD", "rate": "1", "rate_date": "2026-11-20"},
        next_step_due="2026-11-24",
    )
    shelf.reopen()
    again = shelf.store.record(lead.reference)
    assert again == lead
    assert again["products"].in_language("ko") == "환편기"
    assert again["value"].minor == 18_000_000
    assert again["hs_codes"][0].code == "844720"


def test_references_count_up_within_a_type(shelf: Shelf) -> None:
    assert [shelf.buyer().reference for _ in range(3)] == ["OR-0001", "OR-0002", "OR-0003"]
    assert shelf.add("lead", buyer="or-0002", products="film").reference == "BL-0001"


def test_history_tells_who_when_old_and_new_field_by_field(shelf: Shelf) -> None:
    lead = shelf.lead()
    shelf.store.change(lead.reference, {"status": "qualifying", "owner": "Karim"}, "Karim", shelf.reading())
    told = shelf.store.history(lead.id)
    first = {one.field: one for one in told if one.revision == 1}
    second = {one.field: one for one in told if one.revision == 2}
    assert first["products"].new["text"] == "knitting machine"
    assert (first["products"].by, first["products"].old) == ("Rahim", None)
    assert set(second) == {"status", "owner"}
    assert (second["status"].old, second["status"].new, second["status"].by) == ("new", "qualifying", "Karim")
    assert second["status"].at > first["status"].at


def test_history_tells_the_first_values_however_they_changed_later(shelf: Shelf) -> None:
    lead = shelf.lead(owner="Rahim", hs_codes=["8447.20"])
    first = {
        name: value
        for name, value in lead.to_json().items()
        if name in lead.values and value not in (None, [])
    }
    for raw in (
        {"owner": "Karim", "products": {"text": "film", "language": "en"}, "hs_codes": []},
        {"owner": "", "next_step": "Call", "hs_codes": ["3920"]},
        {"owner": "Rahim"},
    ):
        shelf.store.change(lead.id, raw, "Karim", shelf.reading())
    shelf.store.undo("Karim")
    shelf.store.archive(lead.id, "entered twice", "Karim")
    told = shelf.store.history(lead.id)
    assert {one.field: one.new for one in told if one.revision == 1} == first
    assert [one.field for one in told if one.revision == 1] == list(first)
    assert [one.revision for one in told] == sorted(one.revision for one in told)
    assert [(one.old, one.new) for one in told if one.field == "owner"] == [
        (None, "Rahim"), ("Rahim", "Karim"), ("Karim", None), (None, "Rahim"), ("Rahim", None),
    ]  # fmt: skip


def test_a_change_that_changes_nothing_is_no_change(shelf: Shelf) -> None:
    lead = shelf.lead()
    change = shelf.store.change(lead.id, {"status": "new"}, "Karim", shelf.reading())
    assert not change
    assert shelf.store.record(lead.id).revision == 1


def test_all_problems_of_a_record_are_told_and_nothing_is_written(shelf: Shelf) -> None:
    with pytest.raises(InputAtFault) as caught:
        shelf.add(
            "lead", products="film", received_on="2026-02-30", hs_codes="84A7", value="-5 USD", colour="red"
        )
    assert {one.field for one in caught.value.problems} == {
        "buyer",
        "received_on",
        "hs_codes",
        "value",
        "colour",
    }
    assert shelf.store.count(shelf.type("lead")) == 0


def test_adding_many_is_all_or_nothing(shelf: Shelf) -> None:
    organisation = shelf.type("organisation")
    values = organisation.read({"name": "Jui Film", "roles": "company", "country": "KR"}, shelf.reading())
    good = New(organisation, values, "en", "Rahim")
    with pytest.raises(InputAtFault, match="already there"):
        shelf.store.add_all([good, good])
    assert shelf.store.count(organisation) == 0


def test_archiving_needs_a_reason_and_hides_without_losing(shelf: Shelf) -> None:
    lead = shelf.lead()
    with pytest.raises(InputAtFault, match="reason"):
        shelf.store.archive(lead.id, "  ", "Rahim")
    shelf.store.archive(lead.id, "entered twice", "Rahim")
    assert list(shelf.store.records(lead.type)) == []
    assert [one.archived for one in shelf.store.records(lead.type, Filter(archived=True))] == [
        "entered twice"
    ]
    with pytest.raises(InputAtFault, match="archived"):
        shelf.store.change(lead.id, {"owner": "Karim"}, "Karim", shelf.reading())
    shelf.store.unarchive(lead.id, "Rahim")
    assert shelf.store.count(lead.type) == 1


def test_the_ledger_of_outcomes_is_only_added_to(shelf: Shelf) -> None:
    lead = shelf.lead()
    outcome = shelf.add("outcome", kind="memorandum", lead=lead.id)
    with pytest.raises(InputAtFault, match="ledger"):
        shelf.store.change(outcome.id, {"kind": "concluded"}, "Rahim", shelf.reading())


def test_undo_takes_back_the_last_change_and_then_the_one_before(shelf: Shelf) -> None:
    lead = shelf.lead(hs_codes=["8447.20"])
    shelf.store.change(lead.id, {"status": "qualifying"}, "Karim", shelf.reading())
    shelf.store.change(lead.id, {"status": "qualified"}, "Karim", shelf.reading())
    shelf.store.undo("Rahim")
    assert shelf.store.record(lead.id)["status"] == "qualifying"
    shelf.store.undo("Rahim")
    assert shelf.store.record(lead.id)["status"] == "new"
    shelf.store.undo("Rahim")
    assert shelf.store.record(lead.id).archived == "undone"
    assert [one.what for one in shelf.store.history(lead.id) if one.revision > 1] == [
        "set",
        "set",
        "undo",
        "undo",
        "undo",
    ]


def test_undo_restores_links_and_search_words(shelf: Shelf) -> None:
    lead, other = shelf.lead(), shelf.buyer("Beli Textile")
    shelf.store.change(lead.id, {"buyer": other.id, "products": "dyeing machine"}, "Karim", shelf.reading())
    assert shelf.store.pointing_at(other.id) == [("lead", lead.id, "buyer")]
    shelf.store.undo("Karim")
    assert shelf.store.pointing_at(other.id) == []
    assert shelf.store.search("knitting") == [(lead.type, lead.key)]
    assert shelf.store.search("dyeing") == []


def test_with_nothing_to_undo_it_says_so(shelf: Shelf) -> None:
    with pytest.raises(InputAtFault, match="nothing to undo"):
        shelf.store.undo("Rahim")


def test_lists_are_found_by_period_status_and_words(shelf: Shelf) -> None:
    buyer = shelf.buyer()
    for day, status, products in (
        ("2026-11-08", "new", "film"),
        ("2026-11-09", "qualified", "편직기 부속품"),
        ("2026-11-22", "new", "নিটিং মেশিন"),
        ("2026-11-23", "new", "film"),
    ):
        shelf.add("lead", buyer=buyer.id, received_on=day, status=status, products=products)
    lead = shelf.type("lead")
    fortnight = Filter(days=(date(2026, 11, 9), date(2026, 11, 22)))
    assert [one.reference for one in shelf.store.records(lead, fortnight)] == ["BL-0002", "BL-0003"]
    assert shelf.store.count(lead, Filter(where={"status": ["new"]})) == 3
    assert [one.reference for one in shelf.store.records(lead, Filter(words="부속 편직"))] == ["BL-0002"]
    assert [one.reference for one in shelf.store.records(lead, Filter(words="নিটিং"))] == ["BL-0003"]
    assert [one.reference for one in shelf.store.records(lead, Filter(words="100%"))] == []
    oldest_first = shelf.store.page(lead, shelf.store.keys(lead, order="received_on", descending=False))
    assert [one.reference for one in oldest_first] == ["BL-0001", "BL-0002", "BL-0003", "BL-0004"]


def test_a_new_record_type_needs_its_fields_and_nothing_else(shelf: Shelf, tmp_path: Path) -> None:
    shelf.lead()
    shelf.store.close()
    sample = RecordType(
        name="sample_request",
        prefix="SR",
        label=N_("Note"),
        plural=N_("Note"),
        title=("what",),
        period_field=None,
        columns=("what", "pieces"),
        fields=(
            TextField(name="what", label=N_("Note"), required=True, short=True),
            Whole(name="pieces", label=N_("Quantity")),
        ),
    )
    with_sample = (*RECORD_TYPES, sample)
    store = Store.open(shelf.path, with_sample, clock=shelf.clock)
    values = sample.read({"what": "견본 원단", "pieces": "১২"}, shelf.reading("ko"))
    store.add(New(sample, values, "ko", "Rahim"))
    assert store.record("SR-0001").to_json()["pieces"] == 12
    assert store.search("견본")[0][0] is sample
    assert len(store.history("SR-0001")) == 2
    grown = RecordType(
        **{
            **{name: getattr(sample, name) for name in sample.__dataclass_fields__},
            "fields": (*sample.fields, Line(name="colour", label=N_("Kind"))),
        }
    )
    store.close()
    store = Store.open(shelf.path, (*RECORD_TYPES, grown), clock=shelf.clock)
    assert store.record("SR-0001")["colour"] is None
    store.close()
    for older in (with_sample, RECORD_TYPES):
        with pytest.raises(MachineAtFault, match="newer"):
            Store.open(shelf.path, older, clock=shelf.clock)


def test_a_reader_sees_what_the_writer_saved_and_writes_nothing(shelf: Shelf) -> None:
    reader = Store.open(shelf.path, RECORD_TYPES, readonly=True)
    lead = shelf.lead()
    assert reader.record(lead.id) == lead
    with pytest.raises(MachineAtFault):
        reader.set_property("office", "DHK")
    reader.close()


def test_another_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "office.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(MachineAtFault, match="not an office"):
        Store.open(path, RECORD_TYPES)
    assert path.read_bytes() == before


def test_several_records_are_changed_as_one_all_or_none(shelf: Shelf) -> None:
    one, other = shelf.lead(), shelf.lead()
    change = shelf.store.change_all(
        [(one.id, {"owner": "Karim"}), (other.reference, {"status": "qualifying"})], "Rahim", shelf.reading()
    )
    assert [record_id for _, record_id in change.records] == [one.id, other.id]
    with pytest.raises(InputAtFault) as caught:
        shelf.store.change_all(
            [(one.id, {"owner": "Selina"}), (other.id, {"status": "won"})], "Rahim", shelf.reading()
        )
    assert [problem.field for problem in caught.value.problems] == ["status"]
    assert shelf.store.record(one.id)["owner"] == "Karim"
    shelf.store.undo("Rahim")
    assert (shelf.store.record(one.id)["owner"], shelf.store.record(other.id)["status"]) == (None, "new")
