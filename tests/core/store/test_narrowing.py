"""A list narrowed by words shows what a plain scan of it finds, the first rows of it soon, in any order of the list."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldreport import text
from fieldreport.store import New, Store, narrowing
from fieldreport.store.bulk import Bulk
from fieldreport.store.naming import Names, Point, changed_since, last_change
from fieldreport.store.narrowing import Listed, Narrowing
from tests.core.store import test_pointing, test_search
from tests.core.store.conftest import NAMES, Shelf

LISTS = ("lead", "organisation", "contact", "meeting", "difficulty", "event")
KOREAN = [*test_search.KOREAN, *test_pointing.KOREAN]
ENGLISH = [*test_search.ENGLISH, *test_pointing.ENGLISH]
BENGALI = [*test_search.BENGALI, *test_pointing.BENGALI]


def plain(store: Store, name: str, typed: str, keys: Sequence[int]) -> list[int]:
    """Those of a list that words find, in its order, by reading every record."""
    if not text.fold(typed).split():
        return list(keys)
    everything = [one for each in store.types.values() for one in store.records(each)]
    named = {one.id for one in everything if test_pointing._name_has(one, typed)}
    called = store.find(typed)
    return [
        one.key
        for one in store.page(NAMES[name], keys)
        if test_search.is_found(one, typed, as_written=False)
        or named & test_pointing._targets(one)
        or called == (NAMES[name], one.key)
    ]


def shuffled(store: Store, name: str) -> Listed:
    """The list of a type in an order that has nothing to do with its keys."""
    keys = list(store.keys(NAMES[name]))
    random.Random(name).shuffle(keys)
    return Listed(array("q", keys))


@pytest.fixture(scope="module", params=["waiting", "indexed", "changed"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """An office whose records point at one another, its words beside the index, in it, or changed since."""
    shelf = Shelf(tmp_path_factory.mktemp("office") / "office.db")
    test_pointing.fill(shelf)
    for raw in test_search.ORGANISATIONS:
        shelf.add("organisation", **{"roles": ["buyer"], "country": "BD", **raw})
    for number, raw in enumerate(test_search.LEADS, start=7):
        shelf.add("lead", **{"buyer": f"OR-{number:04d}", **raw})
    if request.param != "waiting":
        test_search.put_into_index(shelf.store)
    if request.param == "changed":
        shelf.store.change("OR-0004", {"name": "Padma মেঘনা 한빛"}, "Rahim", shelf.reading())
        shelf.store.change("BL-0002", {"buyer": "OR-0004"}, "Rahim", shelf.reading())
        shelf.store.archive("BL-0001", "entered twice", "Rahim")
        shelf.store.archive("OR-0006", "closed", "Rahim")
    yield shelf
    shelf.store.close()


@pytest.fixture(params=["few", "many"])
def enough(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Answered by the index, or as where the words are in so many records that the list is read from its top."""
    if request.param == "many":
        for limit in (
            "MOST_INDEXED",
            "MOST_LOOKED_INTO",
            "FEW",
            "AT_FIRST",
            "AT_LAST",
        ):
            monkeypatch.setattr(narrowing, limit, 2)
        monkeypatch.setattr(narrowing, "LONG", 3)
    monkeypatch.setattr(narrowing, "SOON", 60.0)
    return str(request.param)


@pytest.mark.parametrize("typed", [*KOREAN, *ENGLISH, *BENGALI], ids=ascii)
def test_a_narrowed_list_is_that_of_a_plain_scan(office: Shelf, enough: str, typed: str) -> None:
    store, names = office.store, Names()
    for name in LISTS:
        listed = shuffled(store, name)
        expected = plain(store, name, typed, listed.keys)
        assert list(Narrowing(store, NAMES[name], typed, names).all(listed)) == expected
        for most in (1, 4):
            first = Narrowing(store, NAMES[name], typed, names).first(listed, most)
            assert list(first.keys) == expected[: len(first.keys)]
            assert len(first.keys) >= min(most, len(expected))
            assert not first.whole or len(first.keys) == len(expected)
            assert first.whole or enough == "many"


def test_the_fixed_queries_are_twenty_a_language_and_more() -> None:
    for queries in (KOREAN, ENGLISH, BENGALI):
        assert len(set(queries)) >= 20


def test_what_is_read_from_the_top_ends_after_a_blink(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    test_pointing.fill(shelf)
    test_search.put_into_index(shelf.store)
    for limit in ("MOST_INDEXED", "AT_FIRST", "AT_LAST"):
        monkeypatch.setattr(narrowing, limit, 2)
    monkeypatch.setattr(narrowing, "SOON", -1.0)
    listed = shuffled(shelf.store, "organisation")
    first = Narrowing(shelf.store, NAMES["organisation"], "or", Names()).first(listed, 50)
    assert first.keys == listed.keys[:2]
    assert not first.whole


def test_a_list_without_some_records_never_shows_them(shelf: Shelf) -> None:
    test_pointing.fill(shelf)
    lead = NAMES["lead"]
    keys = shelf.store.keys(lead)
    for typed in ("shapla", "BL-0001", "yarn", "한빛"):
        for listed in (Listed(keys[1:]), Listed(array("q"))):
            found = Narrowing(shelf.store, lead, typed, Names()).first(listed, 9).keys
            assert list(found) == plain(shelf.store, "lead", typed, listed.keys)


LETTERS = test_pointing.LETTERS


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=6), st.lists(LETTERS, min_size=1, max_size=4)
)
def test_any_words_narrow_a_list_as_a_plain_scan_does(
    texts: list[tuple[str, str]], queries: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder) / "office.db")
        names = Names()
        for number, (name, note) in enumerate(texts, start=1):
            shelf.add("organisation", name=f"n{name}", note=note, roles=["buyer"], country="BD")
            shelf.add("lead", buyer=f"OR-{(number + 1) // 2:04d}", products=f"p{note}")
            for typed in (*queries, name):
                listed = shuffled(shelf.store, "lead")
                answer = Narrowing(shelf.store, NAMES["lead"], typed, names).first(listed, 2)
                assert list(answer.keys) == plain(shelf.store, "lead", typed, listed.keys)
        shelf.store.close()


# ---- names that are known already --------------------------------------------------------------------------------


def leads_of(shelf: Shelf, typed: str, names: Names) -> list[str]:
    listed = Listed(shelf.store.keys(NAMES["lead"]))
    found = Narrowing(shelf.store, NAMES["lead"], typed, names).all(listed)
    return [one.reference for one in shelf.store.page(NAMES["lead"], found)]


def test_names_follow_whatever_is_written(shelf: Shelf) -> None:
    test_pointing.fill(shelf)
    names = Names()
    assert leads_of(shelf, "padma", names) == ["BL-0004"]
    shelf.store.change("OR-0004", {"name": "Jamuna Jute"}, "Rahim", shelf.reading())
    assert leads_of(shelf, "padma", names) == []
    assert leads_of(shelf, "jamuna", names) == ["BL-0004"]
    shelf.store.undo("Rahim")
    assert leads_of(shelf, "padma", names) == ["BL-0004"]
    shelf.store.archive("OR-0004", "closed", "Rahim")
    assert leads_of(shelf, "padma", names) == []
    shelf.add("organisation", name="Karnaphuli Ropes", roles=["buyer"], country="BD")
    shelf.add("lead", buyer="OR-0007", products="Rope")
    assert leads_of(shelf, "karnaphuli", names) == ["BL-0006"]


def test_names_follow_a_large_change_that_is_written_in_parts(shelf: Shelf) -> None:
    test_pointing.fill(shelf)
    names, bulk = Names(), Bulk(shelf.store, "Rahim", "import")
    organisation = NAMES["organisation"]
    for name in ("Karnaphuli Ropes", "Teesta Ropes"):
        values = organisation.read({"name": name, "roles": "buyer", "country": "BD"}, shelf.reading())
        bulk.write([New(organisation, values, "en", "Rahim")])
        assert leads_of(shelf, "ropes", names) == []
    assert names.take_in(shelf.store)
    assert len(names.having([organisation], ["ropes"])) == 2


def test_names_are_taken_in_bit_by_bit(shelf: Shelf) -> None:
    test_pointing.fill(shelf)
    names, steps = Names(), 1
    while not names.take_in(shelf.store, 3):
        steps += 1
    assert steps == 3
    assert len(names.having([NAMES["organisation"]], ["hanbit"])) == 1
    assert names.take_in(shelf.store, 3)


def test_names_of_a_restored_backup_are_its_own(shelf: Shelf, tmp_path: Path) -> None:
    test_pointing.fill(shelf)
    names = Names()
    assert leads_of(shelf, "padma", names) == ["BL-0004"]
    kept = sqlite3.connect(tmp_path / "kept.db")
    shelf.store.database.connection.backup(kept)
    point = last_change(shelf.store)
    shelf.store.change("OR-0004", {"name": "Jamuna Jute"}, "Rahim", shelf.reading())
    assert changed_since(shelf.store, point, ["lead", "organisation"]) == {
        "lead": [],
        "organisation": [shelf.store.record("OR-0004").key],
    }
    assert leads_of(shelf, "jamuna", names) == ["BL-0004"]
    later = last_change(shelf.store)
    kept.backup(shelf.store.database.connection)
    kept.close()
    assert changed_since(shelf.store, later, ["lead"]) is None
    assert changed_since(shelf.store, Point(), ["event"]) is not None
    assert leads_of(shelf, "padma", names) == ["BL-0004"]
    assert leads_of(shelf, "jamuna", names) == []
