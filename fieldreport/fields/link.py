"""Fields that point at other records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from fieldreport import parsing
from fieldreport.field import Field, Json, JsonField, Reading, Titles, as_text, is_empty
from fieldreport.language import N_, Language, Sources
from fieldreport.parsing import Unreadable


def _found(raw: Json, to: Sequence[str], reading: Reading, linked: Sequence[str] = ()) -> str:
    """The id of the record that was meant; an archived one only where it is ``linked`` already."""
    name = as_text(raw)
    called = {found: None for record_type in to if (found := reading.resolve(record_type, name))}
    if not called:
        raise _not_there(name, to, reading)
    if len(called) > 1:
        raise Unreadable(
            N_("Records of several kinds are called “{name}”. Please give the reference of one."), name=name
        )
    (record_id,) = called
    known = None if record_id in linked else reading.found(record_id)
    if known is not None and known.archived:
        raise Unreadable(
            N_("“{name}” is archived. Choose another record, or take this one out of the archive first."),
            name=name,
        )
    return record_id


def _not_there(name: str, to: Sequence[str], reading: Reading) -> Unreadable:
    other = reading.found(name)
    if other is None:
        return Unreadable(
            N_(
                "There is no record “{name}” to point at. "
                "Give its reference (like OR-0012), its whole title or its id, and add it first."
            ),
            name=name,
        )
    label = reading.type_labels.get
    return Unreadable(
        N_("“{name}” is a record of another kind ({kind}). What fits here: {fitting}."),
        name=name,
        kind=Sources((label(other.type, other.type),)),
        fitting=Sources(tuple(label(one, one) for one in to)),
    )


@dataclass(frozen=True, kw_only=True)
class Link(Field):
    """One record of the types ``to``; kept as its id."""

    to: tuple[str, ...]
    kind: ClassVar[str] = "link"
    example: ClassVar[Json] = "OR-0012"

    def read(self, raw: Json, reading: Reading) -> str | None:
        return None if is_empty(raw) else _found(raw, self.to, reading)

    def read_change(self, before: Any, raw: Json, reading: Reading) -> str | None:
        return None if is_empty(raw) else _found(raw, self.to, reading, self.links(before))

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        return "" if value is None else titles(value)

    def search_text(self, value: Any) -> str:
        return ""

    def links(self, value: Any) -> tuple[str, ...]:
        return () if value is None else (value,)

    def pointed(self, value: Any, old: str, new: str) -> str | None:
        return (new or None) if value == old else value


@dataclass(frozen=True, kw_only=True)
class Links(JsonField):
    """Any number of records of the types ``to``; kept as their ids."""

    to: tuple[str, ...]
    kind: ClassVar[str] = "links"
    example: ClassVar[Json] = ["OR-0012", "OR-0013"]

    def read(self, raw: Json, reading: Reading) -> tuple[str, ...]:
        return self.read_change((), raw, reading)

    def read_change(self, before: Any, raw: Json, reading: Reading) -> tuple[str, ...]:
        if is_empty(raw):
            return ()
        pieces = raw if isinstance(raw, list | tuple) else parsing.pieces(as_text(raw))
        linked = self.links(before)
        given = [piece for piece in pieces if not is_empty(piece)]
        found = parsing.each(given, lambda piece: _found(piece, self.to, reading, linked))
        return tuple(dict.fromkeys(found))

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        return parsing.listed([titles(one) for one in value or ()])

    def to_json(self, value: Any) -> Json:
        return list(value or ())

    def from_json(self, raw: Json) -> tuple[str, ...]:
        return tuple(raw or ())

    def search_text(self, value: Any) -> str:
        return ""

    def links(self, value: Any) -> tuple[str, ...]:
        return tuple(value or ())

    def pointed(self, value: Any, old: str, new: str) -> tuple[str, ...]:
        there = (new if one == old else one for one in value or ())
        return tuple(dict.fromkeys(one for one in there if one))
