"""Which records a list shows and in which order: worked out in the background, told as keys."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from fieldreport.field import Field
from fieldreport.fields import Amount, Choice, Country, Day, Moment, Number, Task, Whole, YesNo
from fieldreport.language import Language
from fieldreport.record import RecordType
from fieldreport.store import Filter
from fieldreport.store.naming import Names, Point, changed_since, last_change
from fieldreport.store.narrowing import Listed, Narrowing
from fieldreport.store.titles import Titles

if TYPE_CHECKING:
    from fieldreport.office import Office

#: The column of references, which is no field.
REFERENCE = "number"
#: Rows that are shown at once, before it is known how many there are: more than any screen has.
SEEN = 40
#: Kinds that the database orders as people do.
_NATIVE = (Day, Moment, Whole, Task, YesNo)


@dataclass(frozen=True)
class Order:
    """By which field a list is ordered; none means the newest first."""

    field: str = ""
    descending: bool = True


@dataclass(frozen=True)
class Basis:
    """The records of a list in its order, whatever words are looked for in it.

    ``which`` has no words; ``code`` is the reader's language; ``change`` is the last change it knows.
    """

    which: Filter
    order: Order
    code: str
    listed: Listed
    change: Point

    def serves(self, which: Filter, order: Order, code: str) -> bool:
        """Whether it is that of a list with this filter and order."""
        return (replace(which, words=""), order, code) == (self.which, self.order, self.code)


@dataclass(frozen=True)
class Answer:
    """What a list shows: keys in its order; whether they are all or only the first; what they were found in.

    ``kept`` are keys that were looked for among them, ``rows`` where they are.
    """

    keys: array[int]
    whole: bool
    basis: Basis
    kept: frozenset[int] = frozenset()
    rows: tuple[int, ...] = ()


def first_answer(
    office: Office, *, record_type: RecordType, words: str, basis: Basis, names: Names
) -> Answer:
    """The first keys of a list, soon; anew from the basis where another program has changed records of the type."""
    store = office.store
    changed = changed_since(store, basis.change, [record_type.name])
    if changed is None or changed[record_type.name]:
        basis = basis_of(
            office, record_type=record_type, which=basis.which, order=basis.order, code=basis.code
        )
    first = Narrowing(store, record_type, words, names).first(basis.listed, SEEN)
    return Answer(first.keys, first.whole, basis)


def whole_answer(
    office: Office, *, record_type: RecordType, words: str, basis: Basis, names: Names
) -> Answer:
    """All keys of a list."""
    return Answer(Narrowing(office.store, record_type, words, names).all(basis.listed), True, basis)


def with_rows(
    office: Office,
    *,
    ask: Callable[..., Answer],
    kept: frozenset[int],
    record_type: RecordType,
    words: str,
    basis: Basis,
    names: Names,
) -> Answer:
    """What ``ask`` answers, with the rows of the keys that are to stay chosen."""
    answer = ask(office, record_type=record_type, words=words, basis=basis, names=names)
    return replace(answer, kept=kept, rows=tuple(rows_of(kept, answer.keys)))


def rows_of(kept: frozenset[int], keys: array[int]) -> list[int]:
    """The rows of these keys, from above; a million rows take a tenth of a second, so it is for the background."""
    # A plain loop: one call that goes through all of them would not let the window's thread run meanwhile.
    return [row for row, key in enumerate(keys) if key in kept]


def basis_of(office: Office, *, record_type: RecordType, which: Filter, order: Order, code: str) -> Basis:
    """The records of a list in the order for a reader of the language ``code``, whatever the words."""
    which = replace(which, words="")
    change = last_change(office.store)
    listed = Listed(_ordered(office, record_type, which, order, code))
    return Basis(which, order, code, listed, change)


def _ordered(office: Office, record_type: RecordType, which: Filter, order: Order, code: str) -> array[int]:
    store = office.store
    language = office.language(code)
    _warm(record_type, language)
    if not order.field:
        return store.keys(record_type, which)
    if order.field == REFERENCE or isinstance(record_type.field(order.field), _NATIVE):
        return store.keys(record_type, which, order.field, order.descending)
    field = record_type.field(order.field)
    titles = office.titles(language)
    values = list(store.values(record_type, order.field, which))
    titles.prefetch({one for _, value in values for one in field.links(value)})
    rank = ranking(field, language, titles)
    filled = sorted(
        ((rank(value), key) for key, value in values if value not in (None, "", ())), reverse=order.descending
    )
    empty = sorted((key for _, key in _empty(values)), reverse=True)
    return array("q", [*(key for _, key in filled), *empty])


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


def _warm(record_type: RecordType, language: Language) -> None:
    """Read the names of countries here: the first one costs more than the window may wait for."""
    if any(isinstance(one, Country) for one in record_type.fields):
        language.country("BD")
