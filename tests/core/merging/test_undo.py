"""Whatever is merged: nothing points at the dropped one, no name is lost, and undo leaves no trace of it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldreport.failures import InputAtFault
from fieldreport.merging import Side, merge, not_same, plan
from fieldreport.store import New
from tests.core.merging.conftest import TYPES, Shelf

NAMES = ("Shapla Knit", "Shapla Knit Ltd.", "한빛기계", "শাপলা নিট", "Padma", "alias")
some_name = st.sampled_from(NAMES)
some_text = st.fixed_dictionaries(
    {"text": some_name, "language": st.just("en")},
    optional={"translations": st.dictionaries(st.sampled_from(["ko", "bn"]), some_name, max_size=2)},
)
few_words = st.lists(some_name, max_size=3)
company = st.fixed_dictionaries(
    {"name": some_text, "roles": st.just(["buyer"]), "country": st.sampled_from(["BD", "IN"])},
    optional={
        "aliases": few_words,
        "interests": few_words,
        "sector": some_text,
        "note": some_text,
        "size": st.sampled_from(["small", "large"]),
        "website": st.sampled_from(["https://a.example.com", "https://b.example.com"]),
        "us_export_share": st.integers(0, 100),
        "hs_codes": st.lists(st.sampled_from(["8447.20", "5205"]), max_size=2),
    },
)


@st.composite
def offices(draw: st.DrawFn) -> list[tuple[str, Mapping[str, Any]]]:
    """Records of one office: links are places among the companies, contacts and leads before them."""
    made: list[tuple[str, Mapping[str, Any]]] = [
        ("organisation", draw(company)) for _ in range(draw(st.integers(2, 4)))
    ]
    organisations = st.integers(0, len(made) - 1)
    for _ in range(draw(st.integers(0, 3))):
        made.append(("contact", {"name": draw(some_text), "organisation": draw(organisations)}))
    for _ in range(draw(st.integers(0, 3))):
        matched = draw(st.lists(organisations, max_size=3, unique=True))
        made.append(
            ("lead", {"buyer": draw(organisations), "products": "yarn", "matched_companies": matched})
        )
    leads = [place for place, (name, _) in enumerate(made) if name == "lead"]
    if leads:
        for _ in range(draw(st.integers(0, 2))):
            made.append(("outcome", {"kind": "memorandum", "lead": draw(st.sampled_from(leads))}))
    return made


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "office.db"
    Shelf(path).store.close()
    return path


def linked(raw: Mapping[str, Any], record_type: str, ids: list[str]) -> dict[str, Any]:
    values = dict(raw)
    for one in TYPES[record_type].fields:
        if one.kind == "link" and one.name in values:
            values[one.name] = ids[values[one.name]]
        elif one.kind == "links" and one.name in values:
            values[one.name] = [ids[place] for place in values[one.name]]
    return values


def fill(shelf: Shelf, office: list[tuple[str, Mapping[str, Any]]]) -> list[str]:
    ids: list[str] = []
    news = []
    reading = shelf.reading().__class__(
        language="en", today=shelf.reading().today, resolve=lambda _type, name: name
    )
    for name, raw in office:
        new = New(TYPES[name], TYPES[name].read(linked(raw, name, ids), reading), "en", "Rahim")
        ids.append(new.id)
        news.append(new)
    shelf.store.add_all(news)
    return ids


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(office=offices(), data=st.data())
def test_any_merge_and_its_undo(
    empty: Path, office: list[tuple[str, Mapping[str, Any]]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "office.db"
        shutil.copy(empty, path)
        shelf = Shelf(path)
        try:
            _merge_and_undo(shelf, fill(shelf, office), office, data)
        finally:
            shelf.store.close()


def _merge_and_undo(
    shelf: Shelf, ids: list[str], office: list[tuple[str, Mapping[str, Any]]], data: st.DataObject
) -> None:
    of_one_type = [
        [one for one, (name, _) in zip(ids, office, strict=True) if name == wanted]
        for wanted in ("organisation", "contact", "lead")
    ]
    group = data.draw(st.sampled_from([each for each in of_one_type if len(each) > 1]))
    keep, drop = data.draw(st.permutations(group))[:2]
    if data.draw(st.booleans()):
        not_same(shelf.store, drop, group[0] if drop != group[0] else group[1], by="Mina")
    before = shelf.everything()
    found = plan(shelf.store, keep, drop)
    choices = {
        line.field.name: data.draw(st.sampled_from(sorted(line.results)))
        for line in found.lines
        if line.conflict or data.draw(st.booleans())
    }
    expected = found.result(choices)
    pointed = {each for _, each, _ in shelf.store.pointing_at(drop)} - {keep}
    merge(shelf.store, keep, drop, choices, by="Mina")
    kept = shelf.store.record(keep)
    assert kept.values == expected
    assert shelf.store.pointing_at(drop) == []
    assert {each for _, each, _ in shelf.store.pointing_at(keep)} >= pointed
    for name in NAMES:
        if name in str(found.drop.values.get("name")) and kept.type.name == "organisation":
            assert kept.key in shelf.found(name)
    assert not any(line.conflict and line.field.name not in choices for line in found.lines)
    shelf.store.undo("Mina")
    assert shelf.everything() == before


def test_a_choice_that_is_missing_changes_nothing(shelf: Shelf) -> None:
    one, other = shelf.company(country="BD"), shelf.company(country="IN")
    before = shelf.everything()
    with pytest.raises(InputAtFault):
        merge(shelf.store, one.id, other.id, {"name": Side.KEEP}, by="Mina")
    assert shelf.everything() == before
