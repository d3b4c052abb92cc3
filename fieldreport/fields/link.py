"""Fields that point at other records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from fieldreport.field import Field, Json, JsonField, Reading, Titles, as_text, is_empty
from fieldreport.language import N_, Language
from fieldreport.parsing import Unreadable


def _found(raw: Json, to: Sequence[str], reading: Reading) -> str:
    name = as_text(raw)
    for record_type in to:
        found = reading.resolve(record_type, name)
        if found:
            return found
    raise Unreadable(
        N_(
            "There is no record “{name}” to point at; give its reference (like OR-0012) or its id, and add it first."
        ),
        name=name,
    )


@dataclass(frozen=True, kw_only=True)
class Link(Field):
    """One record of the types ``to``; kept as its id."""

    to: tuple[str, ...]
    kind: ClassVar[str] = "link"
    example: ClassVar[Json] = "OR-0012"

    def read(self, raw: Json, reading: Reading) -> str | None:
        return None if is_empty(raw) else _found(raw, self.to, reading)

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
        if is_empty(raw):
            return ()
        pieces = raw if isinstance(raw, list | tuple) else as_text(raw).split(",")
        return tuple(
            dict.fromkeys(_found(piece, self.to, reading) for piece in pieces if not is_empty(piece))
        )

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        return ", ".join(titles(one) for one in value or ())

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
