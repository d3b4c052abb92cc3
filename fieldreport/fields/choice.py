"""Fields whose values come from a list: choices, yes or no, countries, tasks of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from fieldreport import parsing
from fieldreport.field import Field, Json, JsonField, Reading, Titles, as_text, is_empty
from fieldreport.language import N_, Language, Sources
from fieldreport.parsing import Unreadable

_YES_NO = {"yes": N_("Yes"), "no": N_("No")}


def _code(raw: Json, choices: Mapping[str, str], reading: Reading) -> str:
    """The code that was typed, or whose label was: in the reading's language, or else in another."""
    typed = as_text(raw)
    code = typed.casefold().replace(" ", "_").replace("-", "_")
    if code in choices:
        return code
    meant = reading.labels.choices(typed, choices, reading.language)
    if len(meant) == 1:
        return next(iter(meant))
    if meant:
        raise Unreadable(
            N_("“{value}” is what several choices are called. Please write one of these codes: {codes}."),
            value=typed,
            codes=", ".join(one for one in choices if one in meant),
        )
    raise Unreadable(
        N_("“{value}” is not one of the choices: {choices}."),
        value=typed,
        choices=Sources(tuple(choices.values())),
    )


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of a few codes. ``choices`` gives each code the English source text of its label."""

    choices: Mapping[str, str] = field(hash=False)
    default: str | None = None
    kind: ClassVar[str] = "choice"
    example: ClassVar[Json] = "new"

    def read(self, raw: Json, reading: Reading) -> str | None:
        return self.default if is_empty(raw) else _code(raw, self.choices, reading)

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
        pieces = raw if isinstance(raw, list | tuple) else parsing.pieces(as_text(raw))
        given = [piece for piece in pieces if not is_empty(piece)]
        chosen = parsing.each(given, lambda piece: _code(piece, self.choices, reading))
        return tuple(code for code in self.choices if code in chosen)

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        return parsing.listed([language.say(self.choices.get(code, code)) for code in value or ()])

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
        try:
            return parsing.yes_no(as_text(raw))
        except Unreadable:
            # A translator may have found other words for them.
            meant = reading.labels.choices(as_text(raw), _YES_NO, reading.language)
            if len(meant) != 1:
                raise
            return meant == {"yes"}

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        if value is None:
            return ""
        return language.say(_YES_NO["yes" if value else "no"])

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
        typed = as_text(raw)
        code = typed.upper()
        if len(code) == 2 and code.isascii() and code.isalpha() and Language("en").country(code):
            return code
        meant = reading.labels.countries(typed, reading.language)
        if len(meant) != 1:
            raise Unreadable(
                N_("“{value}” is not a country; write its name or its two letters, for example KR or BD."),
                value=typed,
            )
        return next(iter(meant))

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
