"""What the tool of duplicates reads and writes, in the background."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fieldreport.duplicates import Pair, Walk
    from fieldreport.merging import Plan, Side
    from fieldreport.office import Office
    from fieldreport.store import Change

#: Records that are looked at for the first time in one go: searches and lists wait no longer than for these.
SLICE = 500


@dataclass(frozen=True)
class Stretch:
    """A stretch of the walk through a type's records: what was found in it, and where to go on."""

    walk: Walk | None
    pairs: Sequence[tuple[str, Pair]]
    titles: Mapping[str, str]


@dataclass(frozen=True)
class Sides:
    """Two records beside one another, and what they and the records they point at are called."""

    plan: Plan
    titles: Mapping[str, str]


def go_on(office: Office, *, type_name: str, walk: Walk | None, language_code: str) -> Stretch:
    """Look through some more records; a walk begins when all records are known to the index."""
    record_type = office.record_type(type_name)
    if walk is None:
        if office.duplicates.update(SLICE):
            return Stretch(None, (), {})
        walk = office.duplicates.walk(record_type)
    pairs = office.duplicates.step(walk)
    ids = [each for pair in pairs for each in pair.ids]
    titles = read_titles(office, ids=ids, language_code=language_code)
    return Stretch(walk, [(type_name, pair) for pair in pairs], titles)


def read_titles(office: Office, *, ids: Sequence[str], language_code: str) -> Mapping[str, str]:
    """What records are called in a language."""
    titles = office.titles(office.language(language_code))
    titles.prefetch(ids)
    return {each: titles(each) for each in ids}


def read_sides(office: Office, *, keep: str, drop: str, language_code: str) -> Sides:
    """What merging two records would do."""
    from fieldreport.merging import plan

    found = plan(office.store, keep, drop)
    ids = {found.keep.id, found.drop.id}
    for line in found.lines:
        for value in (line.keep, line.drop):
            ids.update(line.field.links(value))
    return Sides(found, read_titles(office, ids=sorted(ids), language_code=language_code))


def merge_two(office: Office, *, keep: str, drop: str, choices: Mapping[str, Side], reason: str) -> Change:
    """Merge them."""
    from fieldreport.merging import merge

    return merge(office.store, keep, drop, choices, by=office.person, reason=reason)


def tell_apart(office: Office, *, ids: tuple[str, str]) -> Change:
    """Remember that two are not the same."""
    from fieldreport.merging import not_same

    return not_same(office.store, *ids, by=office.person)


def take_back(office: Office, *, change_set: int) -> Change:
    """Undo that."""
    return office.store.undo(office.person, change_set)
