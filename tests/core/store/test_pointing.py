"""Search finds records by the names of what they point at, after those that have the words themselves."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldreport import text
from fieldreport.fields import Link, Links
from fieldreport.record import Record
from fieldreport.store import Store, pointing
from tests.core.store.conftest import NAMES, Shelf
from tests.core.store.test_search import names_of, plain_scan, put_into_index

BUYERS = (
    {"name": "Shapla Knitwear", "aliases": ["SKW", "샤플라 니트웨어"], "note": "Asks for price lists."},
    {"name": "মেঘনা টেক্সটাইল মিলস", "aliases": ["Meghna Mills"]},
    {"name": "উৎসব ফ্যাশন", "note": "ক্ষুদ্র শিল্প"},
    {"name": "Padma Jute Works"},
)
COMPANIES = ({"name": "㈜한빛편직기계", "aliases": ["Hanbit"]}, {"name": "달무리 가구"})


def fill(shelf: Shelf) -> None:
    """Leads, meetings, difficulties and follow-ups of a few made-up companies."""
    for raw in BUYERS:
        shelf.add("organisation", roles=["buyer"], country="BD", **raw)
    for raw in COMPANIES:
        shelf.add("organisation", roles=["company"], country="KR", **raw)
    shelf.add("contact", organisation="OR-0001", name="সুমন আহমেদ")
    for number, products in enumerate(("Circular machines", "환편기", "সেলাই মেশিন", "Hanbit film"), start=1):
        shelf.add(
            "lead", buyer=f"OR-{number:04d}", products=products, matched_companies=["OR-0005", "OR-0006"]
        )
    day = {
        "kind": "consultation_event",
        "status": "planned",
        "starts_on": "2026-12-01",
        "ends_on": "2026-12-01",
    }
    shelf.add("event", name="편직기계 상담회", **day)
    shelf.add(
        "meeting",
        company="OR-0005",
        buyer="OR-0001",
        event="EV-0001",
        status="scheduled",
        slot="2026-12-01 10:00",
    )
    shelf.add(
        "difficulty", company="OR-0006", kind="tariff", description="Duty doubled", reported_on="2026-11-12"
    )
    shelf.add("lead", buyer="OR-0001", products="Yarn", contact="CT-0001")


def plain(store: Store, typed: str) -> list[str]:
    """The answer that is expected, by reading every record: with the words first, then by what it points at."""
    direct = plain_scan(store, typed)
    if not text.fold(typed).split():
        return [one.reference for one in direct]
    everything = [one for each in store.types.values() for one in store.records(each)]
    named = {one.id for one in everything if _name_has(one, typed)}
    others = [one for one in everything if named & _targets(one)]
    others.sort(key=lambda one: one.key, reverse=True)
    return list(dict.fromkeys(one.reference for one in (*direct, *others)))


def _targets(record: Record) -> set[str]:
    links = [one for one in record.type.fields if isinstance(one, Link | Links)]
    return {to for one in links for to in one.links(record.values.get(one.name))}


def _name_has(record: Record, typed: str) -> bool:
    """Whether the name of a record, or one of its other names with it, has all words."""
    if record.type.name not in ("organisation", "contact", "event"):
        return False
    names = [record.type.field("name").search_text(record["name"])]
    names += record.values.get("aliases") or ()
    for word in text.fold(typed).split():
        if text.is_initials(word):
            if not any(word in text.initials(name) for line in names for name in line.split("\n")):
                return False
        elif word not in text.fold("\n".join(names)):
            return False
    return True


KOREAN = ["한빛", "ㅎㅂ", "편직", "달무리", "ㄷㅁㄹ", "샤플라", "가구", "하", "상담회", "㈜한빛", "환편기"]
ENGLISH = [
    "shapla",
    "SKW",
    "meghna mills",
    "mills meghna",
    "hanbit",
    "padma",
    "price",
    "circular",
    "s",
    "zzz",
    "",
]
BENGALI = ["মেঘনা", "উৎসব", "উত্সব", "ক্ষুদ্র", "আহমেদ", "টেক্সটাইল মিলস", "শিল্প", "সেলাই", "ফ্যা"]


@pytest.mark.parametrize("typed", [*KOREAN, *ENGLISH, *BENGALI], ids=ascii)
def test_the_answer_is_that_of_a_plain_scan(shelf: Shelf, typed: str) -> None:
    fill(shelf)
    for step in ("waiting", "indexed", "changed"):
        if step == "indexed":
            put_into_index(shelf.store)
        if step == "changed":
            shelf.store.change("OR-0004", {"name": "Padma মেঘনা 한빛"}, "Rahim", shelf.reading())
            shelf.store.change("BL-0002", {"buyer": "OR-0004"}, "Rahim", shelf.reading())
            shelf.store.archive("BL-0001", "entered twice", "Rahim")
            shelf.store.archive("OR-0006", "closed", "Rahim")
        expected = plain(shelf.store, typed)
        assert names_of(shelf.store, pointing.find(shelf.store, typed)) == expected
        for limit in (1, 3, 7):
            assert names_of(shelf.store, pointing.find(shelf.store, typed, limit=limit)) == expected[:limit]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("shapla", ["OR-0001", "BL-0005", "MT-0001", "BL-0001", "CT-0001"]),
        ("মেঘনা", ["OR-0002", "BL-0002"]),
        ("ㄷㅁㄹ", ["OR-0006", "DF-0001", "BL-0004", "BL-0003", "BL-0002", "BL-0001"]),
        ("hanbit", ["BL-0004", "OR-0005", "MT-0001", "BL-0003", "BL-0002", "BL-0001"]),
        # What is written about a buyer is not its name.
        ("price lists", ["OR-0001"]),
    ],
)
def test_records_are_found_by_the_names_of_what_they_point_at(
    shelf: Shelf, typed: str, found: Sequence[str]
) -> None:
    fill(shelf)
    assert names_of(shelf.store, pointing.find(shelf.store, typed)) == list(found)


LETTERS = st.text(st.sampled_from("가각달닭ㄱ abA1কষ্া"), max_size=5)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=6), st.lists(LETTERS, min_size=1, max_size=5)
)
def test_any_names_are_found_as_by_a_plain_scan(texts: list[tuple[str, str]], queries: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder) / "office.db")
        for number, (name, note) in enumerate(texts, start=1):
            shelf.add("organisation", name=f"n{name}", note=note, roles=["buyer"], country="BD")
            shelf.add("lead", buyer=f"OR-{(number + 1) // 2:04d}", products=f"p{note}")
        for typed in [*queries, *(name for name, _ in texts)]:
            expected = plain(shelf.store, typed)
            for limit in (2, 50):
                assert names_of(shelf.store, pointing.find(shelf.store, typed, limit)) == expected[:limit]
        shelf.store.close()


def test_every_type_that_is_called_by_a_name_of_its_own_has_one() -> None:
    named = {name: pointing.name_fields(one) for name, one in NAMES.items() if pointing.name_fields(one)}
    assert named["organisation"] == ("name", "aliases")
    assert named["contact"] == named["event"] == ("name",)
    assert "lead" not in named
