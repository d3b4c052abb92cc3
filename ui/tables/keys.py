"""Which records a list shows and in which order: worked out in the background, told as keys."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from fieldreport.field import Field
from fieldreport.fields import Amount, Choice, Country, Day, Link, Links, Moment, Number, Task, Whole, YesNo
from fieldreport.language import Language
from fieldreport.record import RecordType
from fieldreport.store import Filter
from fieldreport.store.titles import Titles

if TYPE_CHECKING:
    from fieldreport.office import Office

#: The column of references, which is no field.
REFERENCE = "number"
#: Linked records that may be found by their name; more would be no answer to what was typed.
MOST_LINKED = 300
#: Kinds that the database orders as people do.
_NATIVE = (Day, Moment, Whole, Task, YesNo)


@dataclass(frozen=True)
class Order:
    """By which field a list is ordered; none means the newest first."""

    field: str = ""
    descending: bool = True


def ordered_keys(
    office: Office, *, record_type: RecordType, which: Filter, order: Order, code: str
) -> array[int]:
    """The keys of the records of a list, in its order, for a reader of the language ``code``."""
    store = office.store
    language = office.language(code)
    _warm(record_type, language)
    if not order.field:
        return _chosen(office, record_type, which, store.keys(record_type, replace(which, words="")))
    if order.field == REFERENCE or isinstance(record_type.field(order.field), _NATIVE):
        keys = store.keys(record_type, replace(which, words=""), order.field, order.descending)
        return _chosen(office, record_type, which, keys)
    field = record_type.field(order.field)
    titles = office.titles(language)
    values = list(store.values(record_type, order.field, replace(which, words="")))
    titles.prefetch({one for _, value in values for one in field.links(value)})
    rank = ranking(field, language, titles)
    filled = sorted(
        ((rank(value), key) for key, value in values if value not in (None, "", ())), reverse=order.descending
    )
    empty = sorted((key for _, key in _empty(values)), reverse=True)
    return _chosen(office, record_type, which, array("q", [*(key for _, key in filled), *empty]))


def ranking(field: Field, language: Language, titles: Titles) -> Callable[[Any], Any]:
    """The key by which a field's values are ordered for a reader of ``language``."""
    match field:
        case Choice():
            places = {code: place for place, code in enumerate(field.choices)}
            return lambda value: places.get(value, len(places))
        case Number():
            return lambda value: value
        case Amount():
            # Sums of several currencies are comparable in dollars only; those without a rate come last.
            return lambda value: (value.us_dollars is not None, value.us_dollars or value.amount)
        case _:
            known: dict[str, str] = {}

            def rank(value: Any) -> str:
                shown = field.show(value, language, titles)
                if shown not in known:
                    known[shown] = language.sort_key(shown)
                return known[shown]

            return rank


def _empty(values: Iterable[tuple[int, Any]]) -> list[tuple[Any, int]]:
    return [(value, key) for key, value in values if value in (None, "", ())]


def _chosen(office: Office, record_type: RecordType, which: Filter, keys: array[int]) -> array[int]:
    """Those of ``keys`` in which the words are found, in the records themselves or in what they point at."""
    if not which.words.strip():
        return keys
    store = office.store
    found = set(store.keys(record_type, which))
    linked = {to for one in record_type.fields if isinstance(one, Link | Links) for to in one.to}
    types = [store.types[name] for name in linked if name in store.types]
    hits = store.search(which.words, types, MOST_LINKED) if types else []
    for linked_type, key in hits:
        record = store.page(linked_type, [key])[0]
        for of_type, record_id, _ in store.pointing_at(record.id):
            called = store.find(record_id) if of_type == record_type.name else None
            if called is not None:
                found.add(called[1])
    called = store.find(which.words)
    if called is not None and called[0].name == record_type.name:
        found.add(called[1])
    return array("q", (key for key in keys if key in found))


def _warm(record_type: RecordType, language: Language) -> None:
    """Read the names of countries here: the first one costs more than the window may wait for."""
    if any(isinstance(one, Country) for one in record_type.fields):
        language.country("BD")
