"""Importing: lists that exist, in workbooks and CSV files, made into records.

A file goes from ``opened`` (a table and what its columns are taken for) by a ``Choice`` (the guesses as a person left
them) to a ``Work``, which brings the rows in part by part, or looks at them as if it did. ``Undo`` takes a batch back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fieldreport import text
from fieldreport.field import Json
from fieldreport.importing.batch import Batch, Undo, Undone, batches
from fieldreport.importing.guessing import Guess, Titles, choose, guess, put
from fieldreport.importing.outcome import Outcome, Without
from fieldreport.importing.place import Choice, Place
from fieldreport.importing.reading import read
from fieldreport.importing.table import Column, Note, SheetName, Table, is_blank
from fieldreport.importing.target import Target
from fieldreport.importing.titles import TITLES
from fieldreport.importing.work import Work, undisturbed
from fieldreport.language import Language
from fieldreport.record import RecordType

__all__ = [
    "Batch",
    "Choice",
    "Column",
    "Guess",
    "Note",
    "Opened",
    "Outcome",
    "Place",
    "SheetName",
    "Table",
    "Target",
    "Titles",
    "Undo",
    "Undone",
    "Without",
    "Work",
    "batches",
    "choose",
    "lacking",
    "opened",
    "undisturbed",
]

#: So many of the names in a list must be Korean for it to be one of Korean companies.
MOSTLY = 0.6


@dataclass(frozen=True)
class Opened:
    """A file's table, the titles that are known for the record type, and the choice that is offered."""

    record_type: RecordType
    table: Table
    titles: Titles
    choice: Choice

    def chosen(
        self,
        columns: Sequence[str] | Mapping[int, str] = (),
        constants: Mapping[str, Json] | None = None,
        *,
        currency: str = "",
        unicode: bool = False,
    ) -> Choice:
        """The choice with what a person chose besides: what columns are, and fields that all rows have.

        ``columns`` are words ``TITLE=FIELD``, or targets by the columns' places.
        """
        chooses = put if isinstance(columns, Mapping) else choose
        guesses = chooses(self.choice.guesses, columns, self.titles)  # type: ignore[arg-type]
        given = {
            one.target.field.name
            for one in guesses
            if one.target is not None and one.target.field is not None
        }
        own = {name: raw for name, raw in self.choice.constants.items() if name not in given}
        both = {name: raw for name, raw in {**own, **(constants or {})}.items() if raw not in (None, "", [])}
        return Choice(guesses, both, currency, unicode)


def opened(
    path: Path,
    record_type: RecordType,
    types: Mapping[str, RecordType],
    languages: Sequence[Language],
    country: str,
    sheet: str = "",
) -> Opened:
    """Read a file and say what its columns are taken for; ``country`` is the office's.

    Raises ``InputAtFault`` for what cannot be read, ``MachineAtFault`` for what the system refuses.
    """
    titles = Titles(record_type, types, languages)
    table = read(path, titles.knows, sheet)
    guesses = guess(table, titles)
    return Opened(
        record_type, table, titles, Choice(guesses, _constants(record_type, table, guesses, country))
    )


def _constants(
    record_type: RecordType, table: Table, guesses: Sequence[Guess], country: str
) -> dict[str, Json]:
    """What all organisations of a list have: whether they are buyers or Korean companies, by its titles and names."""
    if record_type.name != "organisation":
        return {}
    found = {one.target.path: one.column for one in guesses if one.target is not None}
    name = next((found[one] for one in ("name", "name.ko", "name.en", "name.bn") if one in found), None)
    if name is None:
        return {}
    names = [str(one) for one in table.samples(name) if not is_blank(one)]
    korean = sum(text.language_of(one) == "ko" for one in names) >= MOSTLY * max(len(names), 1)
    buyers = {text.fold(one) for one in TITLES["lead"]["buyer"].split("|")} - {
        text.fold(one) for one in TITLES["meeting"]["company"].split("|")
    }
    constants: dict[str, Json] = {}
    if korean or "registration_number" in found:
        constants = {"roles": ["company"], "country": "KR"}
    elif text.fold(name.title) in buyers:
        constants = {"roles": ["buyer"], "country": country}
    return {one: raw for one, raw in constants.items() if one not in found}


def lacking(record_type: RecordType, choice: Choice) -> list[str]:
    """The fields that every record needs and that neither a column nor the choice gives."""
    given = {
        one.target.field.name
        for one in choice.guesses
        if one.target is not None and one.target.field is not None
    }
    return [
        one.name
        for one in record_type.fields
        if one.required
        and one.name not in given
        and not choice.constants.get(one.name)
        and getattr(one, "default", None) is None
        and not getattr(one, "today", False)
    ]
