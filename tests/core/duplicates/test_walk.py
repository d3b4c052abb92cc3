"""Looking through all records: step by step, each pair once, nothing that is too common, nobody told to be another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldreport.duplicates import FEW, MOST_IN_BLOCK, NEXT, Walk
from fieldreport.merging import maybe_same, not_same
from fieldreport.office import Office
from fieldreport.record import Record, RecordType
from fieldreport.store import New

NAMES = ("Shapla Knit", "Padma Jute", "Meghna Dyes", "Surma Fashion", "Titas Leather", "Karnaphuli Yarn")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office.create(tmp_path / "data", "DHK", person="Rahim", language="en") as made:
        yield made


def company(office: Office, name: str, **raw: object) -> Record:
    values = {"name": name, "roles": ["buyer"], "country": "BD", **raw}
    return office.add(office.record_type("organisation"), values)


@pytest.fixture
def twice(office: Office) -> list[tuple[str, str]]:
    """Every company twice, as the same name and website; the references of the pairs."""
    pairs = []
    for number, name in enumerate(NAMES):
        site = f"https://www.c{number}.example.com"
        one, other = company(office, name, website=site), company(office, f"{name} Ltd.", website=site)
        pairs.append((one.reference, other.reference))
    office.duplicates.update()
    return pairs


def many(office: Office, count: int) -> None:
    """So many records of one company."""
    of_type = organisation(office)
    raw = {"name": "Shapla Knit", "roles": ["buyer"], "country": "BD"}
    values = of_type.read(raw, office.reading())
    office.store.add_all([New(of_type, values, "en", "Rahim") for _ in range(count)])
    office.duplicates.update()


def organisation(office: Office) -> RecordType:
    return office.record_type("organisation")


def walked(office: Office, walk: Walk, blocks: int) -> list[tuple[str, str]]:
    found, before = [], -1
    while not walk.finished:
        found += [pair.references for pair in office.duplicates.step(walk, blocks)]
        assert before <= walk.done <= walk.total
        before = walk.done
    return found


@pytest.mark.parametrize("blocks", [1, 2, 3, 1000])
def test_every_pair_is_told_once_however_long_the_steps_are(
    office: Office, twice: list[tuple[str, str]], blocks: int
) -> None:
    walk = office.duplicates.walk(organisation(office))
    assert walk.total > len(twice)
    assert sorted(walked(office, walk, blocks)) == sorted(twice)
    assert office.duplicates.step(walk) == []


def test_it_tells_how_far_it_is_and_stops_when_nobody_asks_further(
    office: Office, twice: list[tuple[str, str]]
) -> None:
    heard: list[tuple[int, int]] = []
    found = list(office.duplicates.pairs(organisation(office), lambda *far: heard.append(far)))
    assert len(found) == len(twice)
    assert heard[-1][0] == heard[-1][1] > 0
    first = office.duplicates.pairs(organisation(office))
    assert next(first).references in twice


def test_between_two_steps_anything_may_be_changed(office: Office, twice: list[tuple[str, str]]) -> None:
    walk = office.duplicates.walk(organisation(office))
    found = [pair.references for pair in office.duplicates.step(walk, 1)]
    gone = next(one for one in reversed(twice) if one not in found)
    office.archive(gone[1], "closed")
    added = company(office, "Shapla Knit")
    office.duplicates.update()
    with office.beside(readonly=True) as beside:
        found += walked(beside, walk, 2)
    assert gone not in found
    assert set(twice) - {gone} <= set(found)
    assert all(added.reference in one for one in set(found) - set(twice))


def test_what_too_many_share_tells_nothing(office: Office) -> None:
    many(office, MOST_IN_BLOCK + 1)
    assert list(office.duplicates.pairs(organisation(office))) == []


def test_what_was_put_in_twenty_times_is_found_one_after_the_other(office: Office) -> None:
    many(office, FEW + 8)
    found = [pair.references for pair in office.duplicates.pairs(organisation(office))]
    told = {reference for both in found for reference in both}
    assert len(told) == FEW + 8
    assert len(found) <= NEXT * len(told)


def test_two_that_are_not_the_same_are_told_no_more_until_that_is_taken_back(
    office: Office, twice: list[tuple[str, str]]
) -> None:
    one, other = (office.store.record(reference) for reference in twice[0])

    def told() -> list[tuple[str, str]]:
        office.duplicates.update()
        return [pair.references for pair in office.duplicates.pairs(organisation(office))]

    not_same(office.store, other.id, one.id, by="Mina")
    assert sorted(told()) == sorted(twice[1:])
    assert office.duplicates.of(organisation(office), one.values, but=one.id) == []
    assert office.duplicates.among([one, other]) == []
    # A third one that is typed now may still be either.
    assert len(office.duplicates.of(organisation(office), one.values)) == 2
    maybe_same(office.store, one.id, other.id, by="Mina")
    assert sorted(told()) == sorted(twice)
    assert len(office.duplicates.among([one, other])) == 1


def test_types_that_are_not_looked_at_have_nothing_to_walk_through(office: Office) -> None:
    walk = office.duplicates.walk(office.record_type("lead"))
    assert walk.finished
    assert office.duplicates.step(walk) == []
