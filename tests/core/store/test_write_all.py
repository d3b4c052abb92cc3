"""New and changed records in one change set: all of it or nothing, and one undo for all of it."""

from __future__ import annotations

import pytest

from fieldreport.failures import InputAtFault
from fieldreport.field import Values
from fieldreport.record import Record
from fieldreport.records import RECORD_TYPES
from fieldreport.store import New
from fieldreport.store.schema import IDENTITY_COLUMNS
from tests.core.store.conftest import Shelf


def new_buyer(shelf: Shelf, name: str) -> New:
    record_type = shelf.type("organisation")
    raw = {"name": name, "roles": ["buyer"], "country": "BD"}
    return New(record_type, record_type.read(raw, shelf.reading()), "en", "Rahim")


def renamed(shelf: Shelf, record: Record, owner: str) -> tuple[Record, Values]:
    return record, record.type.read_changes(record.values, {"owner": owner}, shelf.reading())


def test_what_is_added_and_changed_is_one_change_that_one_undo_takes_back(shelf: Shelf) -> None:
    lead = shelf.lead(owner="Karim")
    new = new_buyer(shelf, "Padma Wear")
    change = shelf.store.write_all(lambda: ([new], [renamed(shelf, lead, "Sumi")]), "Rahim", "schedule")
    assert set(change.records) == {("organisation", new.id), ("lead", lead.id)}
    assert shelf.store.record(lead.id)["owner"] == "Sumi"
    assert [one.what for one in shelf.store.history(lead.id)][-1] == "schedule"
    shelf.store.undo("Rahim")
    assert shelf.store.record(lead.id)["owner"] == "Karim"
    assert shelf.store.record(new.id).archived is not None


def test_only_changes_are_a_change_too_and_nothing_is_none(shelf: Shelf) -> None:
    lead = shelf.lead(owner="Karim")
    change = shelf.store.write_all(lambda: ([], [renamed(shelf, lead, "Sumi")]), "Rahim", "schedule")
    assert change.records == (("lead", lead.id),)
    now = shelf.store.record(lead.id)
    assert not shelf.store.write_all(lambda: ([], [renamed(shelf, now, "Sumi")]), "Rahim", "schedule")


def test_what_is_refused_writes_nothing(shelf: Shelf) -> None:
    lead = shelf.lead(owner="Karim")
    shelf.store.archive(lead.id, "twice", "Rahim")
    archived = shelf.store.record(lead.id)
    new = new_buyer(shelf, "Padma Wear")
    with pytest.raises(InputAtFault, match="archived"):
        shelf.store.write_all(lambda: ([new], [renamed(shelf, archived, "Sumi")]), "Rahim", "schedule")
    assert shelf.store.find(new.id) is None

    def refuse() -> tuple[list[New], list[tuple[Record, Values]]]:
        raise InputAtFault([])

    with pytest.raises(InputAtFault):
        shelf.store.write_all(refuse, "Rahim", "schedule")
    shelf.store.unarchive(lead.id, "Rahim")


def test_an_entry_of_the_ledger_is_never_changed(shelf: Shelf) -> None:
    entry = shelf.add("outcome", kind="memorandum", lead=shelf.lead().id, dated="2026-11-20")
    with pytest.raises(InputAtFault, match="ledger"):
        shelf.store.write_all(lambda: ([], [(entry, {**entry.values})]), "Rahim", "schedule")


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda one: one.name)
def test_no_field_has_a_column_that_every_record_has(record_type: object) -> None:
    (one,) = (each for each in RECORD_TYPES if each is record_type)
    columns = [column for field in one.fields for column in field.columns()]
    assert not set(columns) & set(IDENTITY_COLUMNS)
    assert len(set(columns)) == len(columns)
