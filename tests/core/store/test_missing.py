"""Texts that need a language: what SQL finds is what the rule says of each text, in every type of record."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldreport.language import CODES
from fieldreport.records import RECORD_TYPES
from fieldreport.records.lead import LEAD
from fieldreport.store import Filter, New, Store
from fieldreport.store.missing import Gap, Need, gaps, need_of, pending
from fieldreport.store.untranslated import text_fields
from fieldreport.values import Text, TextState, Translation
from tests.core.store.conftest import Shelf

#: Letters of all three scripts, and what JSON and SQL must keep apart from their own signs.
LETTERS = st.text(alphabet="가각কিABab\"\\':{}$.%_ ko\n", min_size=1, max_size=12)


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """A text as the store may hold it."""
    language = draw(st.sampled_from(CODES))
    others = [code for code in CODES if code != language]
    translations = draw(
        st.dictionaries(
            st.sampled_from(others), st.builds(Translation, LETTERS, st.sampled_from(list(TextState)))
        )
    )
    return Text(draw(LETTERS), language, translations)


@settings(max_examples=60, deadline=None)
@given(
    records=st.lists(
        st.dictionaries(st.sampled_from([one.name for one in text_fields(LEAD)]), texts()), max_size=5
    ),
    language=st.sampled_from(CODES),
    need=st.sampled_from(list(Need)),
)
def test_the_database_finds_exactly_what_the_rule_says(
    records: Sequence[dict[str, Text]], language: str, need: Need
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "office.db", RECORD_TYPES)
        store.add_all(
            New(LEAD, {"received_on": date(2026, 11, 20), **values}, "en", "Rahim") for values in records
        )
        expected = {
            ("lead", key, one.name)
            for key, values in enumerate(records, start=1)
            for one in text_fields(LEAD)
            if one.name in values and need_of(values[one.name], language) is need
        }
        found = list(gaps(store, language, need))
        assert set(found) == expected
        assert len(found) == len(expected)
        told = [(one.record.key, one.field.name, one.text) for one in pending(store, found, language, need)]
        assert told == [(gap.key, gap.field, records[gap.key - 1][gap.field]) for gap in found]
        store.close()


def in_languages(original: str, language: str, **translations: str) -> dict[str, Any]:
    return {"text": original, "language": language, "translations": translations}


@pytest.fixture
def filled(shelf: Shelf) -> Shelf:
    """A buyer, three leads of two periods and a signal."""
    buyer = shelf.buyer(in_languages("শাপলা নিট", "bn", ko="샤플라 니트", en="Shapla Knit"))  # type: ignore[arg-type]
    for day, products in (
        ("2026-11-10", in_languages("সেলাই মেশিন", "bn")),
        ("2026-11-20", in_languages("sewing machine", "en", ko="재봉틀")),
        ("2026-10-30", "yarn"),
    ):
        shelf.add("lead", buyer=buyer.id, received_on=day, products=products, next_step="Call")
    shelf.add("signal", headline="দর বেড়েছে", seen_on="2026-11-12", kind="policy", source="Daily")
    return shelf


def test_only_the_records_of_the_days_count_and_further_ones_by_key(filled: Shelf) -> None:
    days = Filter(days=(date(2026, 11, 9), date(2026, 11, 22)), zone=None)
    found = list(gaps(filled.store, "ko", which=days))
    assert Counter(one.type for one in found) == {"lead": 3, "signal": 1}
    first, second, third = (filled.store.record(f"BL-{number}").key for number in (1, 2, 3))
    assert found[:3] == [
        Gap("lead", second, "next_step"),
        Gap("lead", first, "products"),
        Gap("lead", first, "next_step"),
    ]
    further = list(gaps(filled.store, "ko", which=days, also={"lead": [third, first]}))
    assert Counter(one.key for one in further if one.type == "lead") == {first: 2, second: 1, third: 2}


def test_a_translation_is_to_be_reviewed_until_it_is(filled: Shelf) -> None:
    lead = filled.store.record("BL-0002")
    waiting = {Gap("organisation", 1, "name"), Gap("lead", lead.key, "products")}
    assert set(gaps(filled.store, "ko", Need.REVIEW)) == waiting
    reviewed = {"text": "재봉틀", "state": "reviewed"}
    products = {"text": "sewing machine", "language": "en", "translations": {"ko": reviewed}}
    filled.store.change("BL-0002", {"products": products}, "Rahim", filled.reading())
    assert list(gaps(filled.store, "ko", Need.REVIEW)) == [Gap("organisation", 1, "name")]


@pytest.mark.parametrize("language", CODES)
def test_a_filter_narrows_to_the_records_with_a_gap(filled: Shelf, language: str) -> None:
    for record_type in RECORD_TYPES:
        expected = {one.key for one in gaps(filled.store, language) if one.type == record_type.name}
        which = Filter(lacking=language)
        assert set(filled.store.keys(record_type, which)) == expected
        assert filled.store.count(record_type, which) == len(expected)
        halves = [filled.store.count(record_type, which, keys) for keys in ((0, 3), (4, 1_000))]
        assert sum(halves) == len(expected)


def test_a_filter_narrows_to_records_without_a_value(filled: Shelf) -> None:
    lead = filled.type("lead")
    for name in ("tradekorea_number", "products", "need"):
        expected = {one.key for one in filled.store.records(lead) if one[name] is None}
        assert set(filled.store.keys(lead, Filter(empty=(name,)))) == expected


def test_archived_records_wait_for_nobody(filled: Shelf) -> None:
    before = len(list(gaps(filled.store, "bn")))
    filled.store.archive("BL-0003", "a slip", "Rahim")
    assert len(list(gaps(filled.store, "bn"))) == before - 2


def test_what_was_translated_meanwhile_is_not_told(filled: Shelf) -> None:
    found = list(gaps(filled.store, "ko"))
    filled.store.change(
        "BL-0003", {"products": in_languages("yarn", "en", ko="실")}, "Rahim", filled.reading()
    )
    told = [
        (one.record.reference, one.field.name) for one in pending(filled.store, found, "ko", Need.TRANSLATION)
    ]
    assert ("BL-0003", "next_step") in told
    assert ("BL-0003", "products") not in told
    assert len(told) == len(found) - 1
