"""Editors that point at other records, and the one of countries: each finds by the name in any of the languages."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fieldreport import text
from fieldreport.field import Field
from fieldreport.fields import Country, Link, Links
from fieldreport.language import CODES
from ui.desk import Desk
from ui.forms.pick import PickEditor, PickManyEditor, Search
from ui.forms.suggestions import Option

if TYPE_CHECKING:
    from fieldreport.office import Office

#: How many suggestions are offered.
MOST = 8


def records_called(office: Office, *, words: str, to: Sequence[str], code: str) -> list[Option]:
    """Records of the types ``to`` in which ``words`` are found, those whose title begins with them first."""
    store = office.store
    called = store.find(words) if words else None
    hits = [called] if called and called[0].name in to else []
    hits += [hit for hit in store.search(words, [store.types[name] for name in to], 40) if hit not in hits]
    titles = office.titles(office.language(code))
    records = [record for record_type, key in hits for record in store.page(record_type, [key])]
    options = [Option(record.id, titles.of(record), record.reference) for record in records]
    begins = text.fold(words)
    return sorted(options, key=lambda one: not text.fold(one.title).startswith(begins))[:MOST]


def additions(desk: Desk, to: Sequence[str], words: str) -> list[Option]:
    """What may be added under this name where it is not found."""
    language = desk.language
    types = [desk.office.record_type(name) for name in to] if words else []
    return [
        Option(
            "", language.say("Add “{name}” – {type}", name=words, type=language.say(one.label)), new=one.name
        )
        for one in types
    ]


def option(desk: Desk, value: str) -> Option:
    """A record by its id."""
    return Option(value, desk.office.titles(desk.language)(value))


class LinkEditor(PickEditor):
    """One other record, found by its name or its reference."""

    field: Link

    def option(self, value: str) -> Option:
        return option(self.desk, value)

    def search(self, words: str) -> Search:
        return functools.partial(records_called, words=words, to=self.field.to, code=self.desk.language.code)

    def additions(self, words: str) -> list[Option]:
        return additions(self.desk, self.field.to, words)


class LinksEditor(PickManyEditor):
    """Other records, found by their names or their references."""

    field: Links

    def option(self, value: str) -> Option:
        return option(self.desk, value)

    def search(self, words: str) -> Search:
        return functools.partial(records_called, words=words, to=self.field.to, code=self.desk.language.code)

    def additions(self, words: str) -> list[Option]:
        return additions(self.desk, self.field.to, words)


def countries_called(office: Office, *, words: str, code: str) -> list[Option]:
    """Countries whose name in any of the three languages, or whose code, ``words`` are found in."""
    sought = text.fold(words)
    others = [office.language(other) for other in CODES if other != code]
    found: list[Option] = []
    for country, name in office.language(code).countries():
        names = [text.fold(one) for one in (name, *(other.country(country) for other in others))]
        if sought == country.lower() or any(one.startswith(sought) for one in names):
            found.insert(0 if sought == country.lower() else len(found), Option(country, name, country))
        elif len(sought) > 1 and any(sought in one for one in names):
            found.append(Option(country, name, country))
    return sorted(found, key=lambda one: not text.fold(one.title).startswith(sought))[: 3 * MOST]


class CountryEditor(PickEditor):
    """A country, found by its name in any of the three languages or by its code."""

    half = True
    field: Country

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        self._names: dict[tuple[str, str], str] = {}

    def option(self, value: str) -> Option:
        language = self.desk.language.code
        name = self._names.get((language, value))
        if name is None:
            # The first name costs reading the library's tables, more than the window may wait for.
            self.desk.read(
                lambda office: (language, value, office.language(language).country(value)), self._named
            )
        return Option(value, name or value)

    def search(self, words: str) -> Search:
        return functools.partial(countries_called, words=words, code=self.desk.language.code)

    def _named(self, answer: tuple[str, str, str]) -> None:
        language, value, name = answer
        self._names[language, value] = name or value
        if self.typed() == value and language == self.desk.language.code:
            was = self._loaded
            self._show(self.option(value))
            self._loaded = was
