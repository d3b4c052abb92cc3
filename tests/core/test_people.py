"""Who works in the office."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldreport import people
from fieldreport.failures import InputAtFault
from fieldreport.people import MANAGER, ROLES, Person
from fieldreport.records import RECORD_TYPES
from fieldreport.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.open(tmp_path / "office.db", RECORD_TYPES)
    yield made
    made.close()


def test_nobody_is_known_at_first(store: Store) -> None:
    assert people.people(store) == ()


def test_names_and_roles_are_kept_in_their_order(store: Store) -> None:
    listed = [Person("  윤가람 ", MANAGER), Person("Nadia Shimul"), Person("করিম")]
    people.keep(store, listed)
    assert people.people(store) == (Person("윤가람", MANAGER), Person("Nadia Shimul"), Person("করিম"))
    assert people.managers(store) == ("윤가람",)


@pytest.mark.parametrize("wrong", [["Rahim", "RAHIM "], ["Rahim", " "], ["x" * 81]])
def test_a_list_with_a_mistake_changes_nothing(store: Store, wrong: list[str]) -> None:
    people.keep(store, [Person("Nadia")])
    with pytest.raises(InputAtFault):
        people.keep(store, [Person(name) for name in wrong])
    assert people.people(store) == (Person("Nadia"),)


@pytest.mark.parametrize(
    "kept", ["", "no json", "{}", "[1]", '[{"name": "A"}]', '[{"name": "A", "role": "king"}]']
)
def test_what_cannot_be_read_is_nobody(store: Store, kept: str) -> None:
    store.set_property(people.PROPERTY, kept)
    assert people.people(store) == ()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.builds(Person, st.text(max_size=6), st.sampled_from([*ROLES, "other"])), max_size=5))
def test_whatever_is_kept_is_read_again_as_it_was_kept(
    tmp_path_factory: pytest.TempPathFactory, listed: list[Person]
) -> None:
    store = Store.open(tmp_path_factory.mktemp("people") / "office.db", RECORD_TYPES)
    try:
        expected = people.keep(store, listed)
    except InputAtFault:
        expected = ()
    assert people.people(store) == expected
    store.close()
