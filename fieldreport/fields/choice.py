"""Fields whose values come from a list: choices, yes or no, countries, tasks of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from fieldreport import parsing
from fieldreport.field import Field, Json, JsonField, Reading, Titles, as_text, is_empty
from fieldreport.language import N_, Language
from fieldreport.parsing import Unreadable


def _code(raw: Json, choices: Mapping[str, str]) -> str:
    code = as_text(raw).casefold().replace(" ", "_").replace("-", "_")
    if code not in choices:
        raise Unreadable(
            N_("“{value}” is not one of the choices: {choices}."),
            value=as_text(raw),
            choices=", ".join(choices),
        )
    return code


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of a few codes. ``choices`` gives each code the English source text of its label."""

    choices: Mapping[str, str] = field(hash=False)
    default: str | None = None
    kind: ClassVar[str] = "choice"
    example: ClassVar[Json] = "new"

    def read(self, raw: Json, reading: Reading) -> str | None:
        return self.default if is_empty(raw) else _code(raw, self.choices)

    def read_change(self, before: Any, raw: Json, reading: Reading) -> str | None:
        # The default is for new records: what is emptied later is empty.
        return None if is_empty(raw) else self.read(raw, reading)

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        return "" if value is None else language.say(self.choices.get(value, value))


@dataclass(frozen=True, kw_only=True)
class ManyChoices(JsonField):
    """Any number of codes out of a list, in the list's order."""

    choices: Mapping[str, str] = field(hash=False)
    kind: ClassVar[str] = "choices"
    example: ClassVar[Json] = ["buyer", "bank"]

    def read(self, raw: Json, reading: Reading) -> tuple[str, ...]:
        if is_empty(raw):
            return ()
        pieces = raw if isinstance(raw, list | tuple) else as_text(raw).split(",")
        chosen = {_code(piece, self.choices) for piece in pieces if not is_empty(piece)}
        return tuple(code for code in self.choices if code in chosen)

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        return ", ".join(language.say(self.choices.get(code, code)) for code in value or ())

    def to_json(self, value: Any) -> Json:
        return list(value or ())

    def from_json(self, raw: Json) -> tuple[str, ...]:
        return tuple(raw or ())

    def search_text(self, value: Any) -> str:
        return " ".join(value or ())


@dataclass(frozen=True, kw_only=True)
class YesNo(Field):
    """Yes, no, or not said."""

    kind: ClassVar[str] = "yes_no"
    example: ClassVar[Json] = True

    def read(self, raw: Json, reading: Reading) -> bool | None:
        if is_empty(raw) or isinstance(raw, bool):
            return raw if isinstance(raw, bool) else None
        return parsing.yes_no(as_text(raw))

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        if value is None:
            return ""
        return language.say("Yes") if value else language.say("No")

    def columns(self) -> dict[str, str]:
        return {self.name: "INTEGER"}

    def to_columns(self, value: Any) -> tuple[Any, ...]:
        return (None if value is None else int(value),)

    def from_columns(self, cells: Any) -> bool | None:
        return None if cells[0] is None else bool(cells[0])

    def search_text(self, value: Any) -> str:
        return ""


@dataclass(frozen=True, kw_only=True)
class Country(Field):
    """A country by its two-letter code (ISO 3166-1), named in each language by CLDR."""

    kind: ClassVar[str] = "country"
    example: ClassVar[Json] = "BD"

    def read(self, raw: Json, reading: Reading) -> str | None:
        if is_empty(raw):
            return None
        code = as_text(raw).upper()
        if not (len(code) == 2 and code.isascii() and code.isalpha() and Language("en").country(code)):
            raise Unreadable(
                N_("“{value}” is not a country code; use two letters, for example KR or BD."),
                value=as_text(raw),
            )
        return code

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        return "" if value is None else language.country(value) or str(value)


@dataclass(frozen=True, kw_only=True)
class Task(Field):
    """A task of the export plan by its number."""

    kind: ClassVar[str] = "task"
    example: ClassVar[Json] = 9
    #: The largest number a plan pack may use.
    LARGEST: ClassVar[int] = 99

    def read(self, raw: Json, reading: Reading) -> int | None:
        if is_empty(raw):
            return None
        number = parsing.whole(as_text(raw))
        if not 1 <= number <= self.LARGEST or (reading.tasks is not None and number not in reading.tasks):
            raise Unreadable(N_("{value} is not the number of a task of the plan."), value=number)
        return number

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        return "" if value is None else language.number(value)

    def columns(self) -> dict[str, str]:
        return {self.name: "INTEGER"}

    def search_text(self, value: Any) -> str:
        return ""
