"""Columns: what each kind of field puts into a sheet. A new record type needs nothing here; a new kind may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from functools import cache
from typing import Any, TypeAlias

from fieldreport.field import Field, Titles
from fieldreport.fields import Amount, Day, HsCodes, Links, Moment, Number, PhoneNumber, TextField, Whole
from fieldreport.fields import Task as TaskField
from fieldreport.language import N_, Language, N_in
from fieldreport.ledger.sums import in_us_dollars
from fieldreport.values import Money, Text, TextState

Cell: TypeAlias = str | int | Decimal | date | datetime | None


class Format(Enum):
    """How a column's cells look and what they hold; numbers and days are real ones."""

    TEXT = auto()
    #: A reference, code or telephone number: text, however much it looks like a number.
    CODE = auto()
    WHOLE = auto()
    #: Decimals are shown as far as they are given: two for dollars, none for won.
    DECIMAL = auto()
    PERCENT = auto()
    DAY = auto()
    MOMENT = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet. ``widest`` is in digits of the sheet's font; longer texts are wrapped."""

    header: str
    format: Format
    widest: int = 30
    #: It explains another column: it stands at the right of the sheet and is not printed.
    aside: bool = False
    #: It is read together with the column at its left, and never printed without it.
    joined: bool = False
    #: Ratios on whose other side no percentage of the column may seem to be.
    limits: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one field, and what a value other than None puts into them."""

    columns: tuple[Column, ...]
    cells: Callable[[Any], tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Showing:
    """What showing values needs to know of the workbook: its language, the titles in it, the office's time zone."""

    language: Language
    titles: Titles
    zone: tzinfo


Make = Callable[[Any, Showing], Columns]

#: How a text came to be in the workbook's language, for the column between an original and its translation.
_STATES = {
    TextState.REVIEWED: N_in("text state", "{language}, translation reviewed"),
    TextState.TRANSLATED: N_in("text state", "{language}, translated"),
    TextState.WRITTEN: N_in("text state", "{language}, written in both"),
}
UNTRANSLATED = N_in("text state", "{language}, not translated")


def columns_of(one: Field, showing: Showing) -> Columns:
    """The columns of a field: those of its kind or of the nearest kind it derives from."""
    for kind in type(one).__mro__:
        if kind in _KINDS:
            return _KINDS[kind](one, showing)
    raise TypeError(f"{type(one).__name__} is no kind of field")


def _shown(one: Field, showing: Showing) -> Columns:
    """As people read it: choices, names, links. The same few values come again and again, so they are kept."""
    language, titles = showing.language, showing.titles

    @cache
    def cells(value: Any) -> tuple[Cell, ...]:
        return (one.show(value, language, titles) or None,)

    return Columns((Column(language.say(one.label), Format.TEXT),), cells)


def _listed(one: Field, showing: Showing) -> Columns:
    shown = _shown(one, showing)
    return Columns((Column(shown.columns[0].header, Format.TEXT, 60),), shown.cells)


def _code(one: Field, showing: Showing) -> Columns:
    shown = _shown(one, showing)
    return Columns((Column(shown.columns[0].header, Format.CODE, 32),), shown.cells)


def _plain(format_: Format) -> Make:
    def make(one: Field, showing: Showing) -> Columns:
        header = showing.language.say(one.label)
        unit = getattr(one, "unit", "")
        return Columns(
            (Column(f"{header} ({unit})" if unit else header, format_, 14),), lambda value: (value,)
        )

    return make


def _moment(one: Moment, showing: Showing) -> Columns:
    def cells(value: datetime) -> tuple[Cell, ...]:
        return (local(value, showing.zone),)

    return Columns((Column(showing.language.say(one.label), Format.MOMENT, 18),), cells)


def local(moment: datetime, zone: tzinfo) -> datetime:
    """A moment on the office's clock, to the minute and without a zone, as spreadsheets know it."""
    return moment.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)


def _amount(one: Amount, showing: Showing) -> Columns:
    language = showing.language
    label = language.say(one.label)
    columns = (
        Column(label, Format.DECIMAL, 20, aside=True),
        Column(language.say("{label}: currency", label=label), Format.CODE, 10, aside=True),
        Column(language.say("{label}: in US$", label=label), Format.DECIMAL, 20),
        Column(language.say("{label}: US$ rate", label=label), Format.DECIMAL, 14, aside=True),
        Column(language.say("{label}: day of the rate", label=label), Format.DAY, 14, aside=True),
    )

    def cells(value: Money) -> tuple[Cell, ...]:
        return (value.amount, value.currency, in_us_dollars(value), value.rate, value.rate_date)

    return Columns(columns, cells)


def _text(one: TextField, showing: Showing) -> Columns:
    """The original, what it is written in and what became of it, and the text in the workbook's language."""
    language = showing.language
    label = language.say(one.label)
    own = language.language_name(language.code)
    widest = 28 if one.short else 50
    columns = (
        Column(language.say("{label} (original)", label=label), Format.TEXT, widest),
        Column(language.say("{label}: language", label=label), Format.TEXT, 22, aside=True),
        Column(
            language.say("{label} (in {language})", label=label, language=own),
            Format.TEXT,
            widest,
            joined=True,
        ),
    )
    names = {code: language.language_name(code) for code in ("ko", "en", "bn")}
    states: dict[tuple[str, TextState | None], str] = {}

    def state(written_in: str, became: TextState | None) -> str:
        found = states.get((written_in, became))
        if found is None:
            message = UNTRANSLATED if became is None else _STATES[became]
            name = names.get(written_in, written_in)
            found = states[written_in, became] = language.say(message, language=name)
        return found

    def cells(value: Text) -> tuple[Cell, ...]:
        if value.language == language.code:
            return (value.original, own, None)
        translation = value.translations.get(language.code)
        if translation is None or not translation.text:
            return (value.original, state(value.language, None), None)
        return (value.original, state(value.language, translation.state), translation.text)

    return Columns(columns, cells)


_KINDS: Mapping[type[Field], Make] = {
    Field: _shown,
    Links: _listed,
    HsCodes: _code,
    PhoneNumber: _code,
    Whole: _plain(Format.WHOLE),
    Number: _plain(Format.DECIMAL),
    TaskField: _plain(Format.WHOLE),
    Day: _plain(Format.DAY),
    Moment: _moment,
    Amount: _amount,
    TextField: _text,
}

REFERENCE = N_("Reference")
WRITTEN_BY = N_("Written by")
WRITTEN_ON = N_("Written on")
CHANGED_ON = N_("Last changed on")
