"""Document: the sheets of a report put together into one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from fieldreport.field import Titles
from fieldreport.language import Language
from fieldreport.record import Record, RecordType
from fieldreport.report.contents import Report
from fieldreport.report.safe import LongText, Texts, save
from fieldreport.report.workbook import achievement, columns, notes, wording
from fieldreport.report.workbook.columns import Cell, Column, Columns, Format, Showing, columns_of, local
from fieldreport.report.workbook.cover import write_cover
from fieldreport.report.workbook.look import new_workbook
from fieldreport.report.workbook.measure import lines
from fieldreport.report.workbook.sheet import Listing, sheet_names, write_sheet

#: A text of more lines than this in its column is also printed in full in the sheet of long texts: Excel's rows
#: end at 409 points.
MOST_LINES = 22


@dataclass(frozen=True)
class _Listed:
    """A sheet of records: what it is called and which records it shows."""

    title: str
    type: RecordType
    records: Sequence[Record]


def make(report: Report, language: Language, titles: Titles, path: Path) -> Texts:
    """Write the report's workbook to ``path``; returns what was done to its texts. Raises ``MachineAtFault``."""
    texts = Texts()
    # All of it inside: openpyxl keeps the sheets in files of its own until the workbook is saved.
    save(path, lambda unfinished: _write(report, Showing(language, titles, report.zone), texts, unfinished))
    return texts


def _write(report: Report, showing: Showing, texts: Texts, path: Path) -> list[int]:
    """Write the workbook; returns the rows of each sheet."""
    language = showing.language
    _prefetch(report, showing.titles)
    listed = [_Listed(language.say(one.type.plural), one.type, one.records) for one in report.sections]
    if report.carried_over:
        listed.append(
            _Listed(language.say("Open from before"), report.carried_over[0].type, report.carried_over)
        )
    names = sheet_names(
        [
            language.say_in("sheet", "Report"),
            language.say_in("sheet", "Tasks"),
            *(one.title for one in listed),
            language.say_in("sheet", "Long texts"),
            language.say_in("sheet", "Notes"),
        ]
    )
    workbook = new_workbook(language.code)
    _describe(workbook, report, language)
    footer = wording.footer(report, language)
    rows = [write_cover(workbook, report, showing, texts, names[0], footer)]

    def add(listing: Listing, decorate: Callable[[Any], None] | None = None) -> None:
        rows.append(write_sheet(workbook, listing, language.code, footer, len(rows), decorate))

    add(*achievement.table_and_chart(report, language, texts, names[1]))
    for one, name in zip(listed, names[2:], strict=False):
        add(records_listing(one.records, one.type, showing, texts, name))
    # Only now is it known what was done to the texts.
    if texts.long:
        add(notes.long_texts(language, texts, names[-2]))
    add(notes.notes(report, language, texts, names[-1]))
    workbook.save(path)
    return rows


def _describe(workbook: Workbook, report: Report, language: Language) -> None:
    """Say in the file's properties what it is and which office made it; no computer's or account's name goes out."""
    properties = workbook.properties
    properties.title = language.say(
        "{office}: biweekly field report {period}",
        office=report.office.name(language.code),
        period=language.reference(report.period.code),
    )
    properties.creator = report.office.name(language.code)


def records_listing(
    records: Iterable[Record], record_type: RecordType, showing: Showing, texts: Texts, title: str
) -> Listing:
    """The records of one type with all their fields, between their reference and who wrote them when."""
    say = showing.language.say
    made: list[Columns] = [columns_of(one, showing) for one in record_type.fields]
    head = (Column(say(columns.REFERENCE), Format.CODE, 12),)
    tail = (
        Column(say(columns.WRITTEN_BY), Format.TEXT, 20),
        Column(say(columns.WRITTEN_ON), Format.MOMENT, 18),
        Column(say(columns.CHANGED_ON), Format.MOMENT, 18),
    )
    all_columns = (*head, *(column for one in made for column in one.columns), *tail)
    readers = [(one.name, columns_.cells) for one, columns_ in zip(record_type.fields, made, strict=True)]
    rows = []
    for record in records:
        row: list[Cell] = [record.reference]
        for name, cells in readers:
            row += cells(record.values.get(name))
        row += (
            record.created_by or None,
            local(record.created_at, showing.zone),
            local(record.changed_at, showing.zone),
        )
        rows.append(_fitted(row, all_columns, record, texts))
    return Listing(title, all_columns, rows)


def _fitted(row: list[Cell], all_columns: Sequence[Column], record: Record, texts: Texts) -> list[Cell]:
    """The row with its texts made fit for cells; long ones are noted."""
    for at, value in enumerate(row):
        if isinstance(value, str):
            column = all_columns[at]
            row[at] = fitting = texts.fit(value, record.reference, column.header)
            if (
                len(fitting) > MOST_LINES * 10
                and fitting is value
                and lines(value, column.widest) > MOST_LINES
            ):
                texts.long.append(LongText(record.reference, column.header, value, whole=True))
    return row


def _prefetch(report: Report, titles: Titles) -> None:
    """Have all titles found in a few queries, where the titles can do that."""
    prefetch = getattr(titles, "prefetch", None)
    if prefetch is None:
        return
    prefetch(
        linked
        for records in (*(one.records for one in report.sections), report.difficulties)
        for record in records
        for one in record.type.fields
        for linked in one.links(record.values.get(one.name))
    )
