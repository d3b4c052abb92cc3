"""Field: one named value of a record, and everything the program needs to know of it.

A field's class is its kind. Forms, tables, columns, JSON, search and workbook sheets are made from what a field
says of itself, so a new field is one line in its record type and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo
from enum import Enum
from typing import Any, ClassVar, NamedTuple

from fieldreport.labels import Labels
from fieldreport.language import N_, Language
from fieldreport.parsing import Unreadable

#: What JSON can hold.
Json = Any
#: A record's values by field name.
Values = Mapping[str, Any]
#: Finds a record's id from its type and what a person calls it (UUID, reference or title); None when there is none.
#: Raises ``Unreadable`` where several have that title.
Resolve = Callable[[str, str], str | None]
#: The title of a record, by its id.
Titles = Callable[[str], str]


def _nothing_known(record_type: str, name: str) -> str | None:
    return None


class Found(NamedTuple):
    """A record that is there, of whatever type."""

    id: str
    type: str
    archived: bool


def _nobody(name: str) -> Found | None:
    return None


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a value needs to know of the office and the person who typed it.

    ``language`` is that of a text whose letters do not tell; ``today`` the office's day (for dates without a year).
    ``currency`` is what a sum without one is in; without it such a sum is refused, for nobody can guess it later.
    """

    language: str
    today: date
    currency: str = ""
    country: str = "BD"
    zone: tzinfo = UTC
    resolve: Resolve = _nothing_known
    #: Numbers of the plan's tasks; None where any number will do.
    tasks: frozenset[int] | None = None
    #: The record that a UUID or a reference calls.
    found: Callable[[str], Found | None] = _nobody
    #: What each record type is called: its catalogue text.
    type_labels: Mapping[str, str] = field(default_factory=dict)
    #: Finds choices and countries by what they are called in the languages.
    labels: Labels = field(default_factory=Labels, compare=False)


class Begins(Enum):
    """What a form fills into a field of a new record before anybody types, beyond what the field itself does."""

    NOTHING = "nothing"
    #: The name of whoever sits at the computer.
    PERSON = "person"
    #: What the record of this type that was added last has there.
    LAST = "last"


@dataclass(frozen=True, kw_only=True)
class Field:
    """The base of all kinds. ``name`` is also the column, ``label`` the English source text of its label."""

    name: str
    label: str
    required: bool = False
    help: str = ""
    #: Whether search looks into it.
    searched: bool = False
    begins: Begins = Begins.NOTHING

    kind: ClassVar[str] = ""
    #: What people may write in JSON for this kind, shown by ``fields --json``.
    example: ClassVar[Json] = None

    def read(self, raw: Json, reading: Reading) -> Any:
        """The value of what was typed or came as JSON; None for nothing.

        Raises ``Unreadable`` with what is wrong and what to do.
        """
        raise NotImplementedError

    def read_change(self, before: Any, raw: Json, reading: Reading) -> Any:
        """The value after changing ``before`` by what was typed; most kinds simply read it anew.

        Kinds that show less than they keep leave ``before`` as it is where what is shown of it was typed.
        """
        return self.read(raw, reading)

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        """The value as people read it in ``language``; empty for None."""
        return "" if value is None else str(value)

    def to_json(self, value: Any) -> Json:
        """The value as neutral JSON, which ``read`` takes back unchanged."""
        return value

    def from_json(self, raw: Json) -> Any:
        """The inverse of ``to_json``, without checks: for what the program itself has stored."""
        return raw

    def columns(self) -> dict[str, str]:
        """The table's columns for this field and their SQLite types; the first one sorts."""
        return {self.name: "TEXT"}

    def to_columns(self, value: Any) -> tuple[Any, ...]:
        """The values of ``columns``."""
        return (value,)

    def from_columns(self, cells: Sequence[Any]) -> Any:
        """The inverse of ``to_columns``."""
        return cells[0]

    def search_text(self, value: Any) -> str:
        """The words by which the record may be found; empty for None."""
        return "" if value is None else str(value)

    def links(self, value: Any) -> tuple[str, ...]:
        """Ids of the records that the value points at."""
        return ()

    def pointed(self, value: Any, old: str, new: str) -> Any:
        """The value with every link to the record ``old`` leading to ``new``; to none where ``new`` is empty."""
        return value


def dump(value: Json) -> str:
    """Compact JSON that leaves every script readable in the database."""
    return _ENCODER.encode(value)


#: ``json.dumps`` would make one for each value.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, kw_only=True)
class JsonField(Field):
    """A kind that is kept as JSON text in one column."""

    def to_columns(self, value: Any) -> tuple[Any, ...]:
        if value is None or value == ():
            return (None,)
        return (dump(self.to_json(value)),)

    def from_columns(self, cells: Sequence[Any]) -> Any:
        return self.from_json(None if cells[0] is None else json.loads(cells[0]))


def as_text(raw: Json) -> str:
    """What was typed, as text without outer spaces; numbers from JSON become their digits.

    Raises ``Unreadable`` for lists and objects.
    """
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise Unreadable(N_("A single value is expected here, not a list or an object."))
    return str(raw)


def only_parts(raw: Mapping[str, Json], parts: Sequence[str], message: str) -> None:
    """Raise ``Unreadable`` with ``message`` for a name in ``raw`` that is none of the ``parts`` of the value."""
    unknown = sorted(str(name) for name in raw if name not in parts)
    if unknown:
        raise Unreadable(message, name=unknown[0], parts=", ".join(parts))


def is_empty(raw: Json) -> bool:
    """Whether nothing was given: None, blank text, an empty list or object."""
    return raw is None or raw in ("", [], {}, ()) or (isinstance(raw, str) and not raw.strip())
