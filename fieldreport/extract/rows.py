"""Rows: records as the rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo
from itertools import islice
from typing import Any

from fieldreport.csvfile import Cell
from fieldreport.field import Field
from fieldreport.fields import Amount, Day, Moment, Number, Whole
from fieldreport.language import Language
from fieldreport.record import Record, RecordType
from fieldreport.store.titles import Titles

#: Records whose linked titles are found together.
PAGE = 500


def ordered(of_type: RecordType, first: Sequence[str]) -> tuple[Field, ...]:
    """All fields of a type, those called ``first`` before the others."""
    return (
        *(of_type.field(name) for name in first),
        *(one for one in of_type.fields if one.name not in first),
    )


def rows(
    fields: Sequence[Field], records: Iterable[Record], language: Language, titles: Titles, zone: tzinfo
) -> Iterator[Sequence[Cell]]:
    """The labels of ``fields`` after the reference's, then a row for each record.

    Numbers, days and moments (in ``zone``) are numbers and days for the spreadsheet, sums have their currency in a
    column of its own; everything else is as people read it in ``language``.
    """
    yield [language.say("Reference"), *(head for one in fields for head in _heads(one, language))]
    rest = iter(records)
    while page := list(islice(rest, PAGE)):
        prefetch(titles, page, fields)
        for record in page:
            yield [
                record.reference,
                *(
                    cell
                    for one in fields
                    for cell in _cells(one, record.values.get(one.name), language, titles, zone)
                ),
            ]


def prefetch(titles: Titles, records: Iterable[Record], fields: Sequence[Field]) -> None:
    """Find the titles of what records point at in a few queries."""
    titles.prefetch(
        linked for record in records for one in fields for linked in one.links(record.values.get(one.name))
    )


def _heads(field: Field, language: Language) -> Sequence[str]:
    label = language.say(field.label)
    if isinstance(field, Amount):
        return [label, language.say("{field}: currency", field=label)]
    return [label]


def _cells(field: Field, value: Any, language: Language, titles: Titles, zone: tzinfo) -> Sequence[Cell]:
    if isinstance(field, Amount):
        return [None, None] if value is None else [value.amount, value.currency]
    if value is None:
        return [None]
    match field:
        case Whole() | Number() | Day():
            return [value]
        case Moment():
            return [value.astimezone(zone)]
    return [field.show(value, language, titles)]
