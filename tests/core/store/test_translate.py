"""Translations beside a text: what is kept, what is refused, and that nothing is overwritten unseen."""

from __future__ import annotations

from typing import Any

import pytest

from fieldreport.failures import InputAtFault
from fieldreport.record import Record
from fieldreport.store import Store
from fieldreport.store.translate import CHANGED_MEANWHILE, translate
from fieldreport.values import Text, TextState, Translation
from tests.core.store.conftest import Shelf


@pytest.fixture
def record(shelf: Shelf) -> Record:
    """A lead whose wanted products are told in Bengali, and in English too."""
    products = {"text": "সেলাই মেশিন", "language": "bn", "translations": {"en": "sewing machine"}}
    return shelf.lead(products=products)


def written(store: Store, record: Record, raw: Any, seen: Text | None = None, language: str = "ko") -> Text:
    translate(store, record.id, "products", language, raw, seen or record["products"], by="Minji")
    return store.record(record.id)["products"]  # type: ignore[no-any-return]


def test_a_translation_stands_beside_the_original_and_the_others(shelf: Shelf, record: Record) -> None:
    assert written(shelf.store, record, " 재봉틀 ") == Text(
        "সেলাই মেশিন", "bn", {"en": Translation("sewing machine"), "ko": Translation("재봉틀")}
    )
    last = shelf.store.history(record.id)[-1]
    assert (last.by, last.field) == ("Minji", "products")
    assert [one.reference for one in shelf.store.records(record.type)] == ["BL-0001"]
    shelf.store.undo("Minji")
    assert shelf.store.record(record.id)["products"] == record["products"]


def test_it_can_be_reviewed_and_taken_away_again(shelf: Shelf, record: Record) -> None:
    reviewed = written(shelf.store, record, {"text": "재봉틀", "state": "reviewed"})
    assert reviewed.translations["ko"] == Translation("재봉틀", TextState.REVIEWED)
    assert written(shelf.store, record, "", reviewed) == record["products"]


def test_the_same_again_changes_nothing(shelf: Shelf, record: Record) -> None:
    change = translate(shelf.store, record.id, "products", "en", "sewing machine", record["products"], by="M")
    assert not change
    assert shelf.store.record(record.id).revision == 1


@pytest.mark.parametrize(
    "meanwhile",
    [
        {"text": "সেলাই মেশিন ৬টি", "language": "bn", "translations": {"en": "sewing machine"}},
        {"text": "সেলাই মেশিন", "language": "bn", "translations": {"ko": "재봉기"}},
    ],
    ids=["another original", "another translation into this language"],
)
def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(
    shelf: Shelf, record: Record, meanwhile: dict[str, Any]
) -> None:
    shelf.store.change(record.id, {"products": meanwhile}, "Rahim", shelf.reading())
    now = shelf.store.record(record.id)
    with pytest.raises(InputAtFault) as refused:
        written(shelf.store, record, "재봉틀")
    assert [(one.message, one.field) for one in refused.value.problems] == [(CHANGED_MEANWHILE, "products")]
    assert shelf.store.record(record.id) == now
    assert written(shelf.store, record, "재봉틀", now["products"]).in_language("ko") == "재봉틀"


def test_what_has_nothing_to_do_with_it_is_no_hindrance(shelf: Shelf, record: Record) -> None:
    """Another field, and a translation into a third language."""
    english = {"text": "সেলাই মেশিন", "language": "bn", "translations": {"en": "sewing machines"}}
    raw = {"products": english, "quantity": "6 sets"}
    shelf.store.change(record.id, raw, "Rahim", shelf.reading())
    products = written(shelf.store, record, "재봉틀")
    assert products.in_language("en") == "sewing machines"
    assert products.in_language("ko") == "재봉틀"


def test_an_entry_of_the_ledger_can_be_translated_though_never_changed(shelf: Shelf) -> None:
    evidence = {"text": "স্বাক্ষরিত চুক্তি", "language": "bn"}
    lead = shelf.lead()
    entry = shelf.add("outcome", kind="memorandum", lead=lead.id, dated="2026-11-16", evidence=evidence)
    translate(shelf.store, entry.id, "evidence", "ko", "서명된 계약서", entry["evidence"], by="Minji")
    assert shelf.store.record(entry.id)["evidence"].in_language("ko") == "서명된 계약서"
    with pytest.raises(InputAtFault):
        shelf.store.change(entry.id, {"evidence": "another"}, "Minji", shelf.reading())


@pytest.mark.parametrize(
    ("raw", "language"), [("x" * 501, "ko"), ("সেলাই", "bn"), ({"text": "가", "state": "?"}, "ko")]
)
def test_what_cannot_be_a_translation_is_refused(
    shelf: Shelf, record: Record, raw: Any, language: str
) -> None:
    with pytest.raises(InputAtFault) as refused:
        written(shelf.store, record, raw, language=language)
    assert refused.value.problems[0].field == "products"
    assert shelf.store.record(record.id) == record


def test_an_archived_record_is_left_alone(shelf: Shelf, record: Record) -> None:
    shelf.store.archive(record.id, "a slip", "Rahim")
    with pytest.raises(InputAtFault):
        written(shelf.store, record, "재봉틀")
