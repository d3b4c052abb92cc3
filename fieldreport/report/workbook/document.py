"""Document: the sheets of a report put together into one file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from fieldreport.field import Titles
from fieldreport.language import Language
from fieldreport.record import Record, RecordType
from fieldreport.report.contents import Report
from fieldreport.report.safe import Texts, is_plain, save
from fieldreport.report.workbook import achievement, columns, notes, wording
from fieldreport.report.workbook.book import new_book
from fieldreport.report.workbook.columns import Cell, Column, Columns, Format, Showing, columns_of, local
from fieldreport.report.workbook.cover import write_cover
from fieldreport.report.workbook.sheet import Listing, fit, sheet_names, write_sheet


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
    with new_book(language.code, wording.footer(report, language)) as book:
        _describe(book.workbook, report, language)
        write_cover(book, report, showing, texts, names[0])
        write_sheet(book, *achievement.table_and_chart(report, language, texts, names[1]))
        for one, name in zip(listed, names[2:], strict=False):
            write_sheet(book, records_listing(one.records, one.type, showing, texts, name, names[-2]))
        # Only now is it known what was done to the texts.
        if texts.long:
            write_sheet(book, notes.long_texts(language, texts, names[-2]))
        write_sheet(book, notes.notes(report, language, texts, names[-1]))
        book.workbook.save(path)
        return book.rows


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
    records: Iterable[Record],
    record_type: RecordType,
    showing: Showing,
    texts: Texts,
    title: str,
    long_texts: str,
) -> Listing:
    """The records of one type with all their fields, between their reference and who wrote them when.

    Beside the references of records with long texts stands the name of the sheet that has them in full.
    """
    say = showing.language.say
    made: list[Columns] = [columns_of(one, showing) for one in record_type.fields]
    head = (Column(say(columns.REFERENCE), Format.CODE, 12),)
    tail = (
        Column(say(columns.WRITTEN_BY), Format.TEXT, 20),
        Column(say(columns.WRITTEN_ON), Format.MOMENT, 18),
        Column(say(columns.CHANGED_ON), Format.MOMENT, 18),
    )
    all_columns = (*head, *(column for one in made for column in one.columns), *tail)
    readers = [
        (one.name, columns_.cells, (None,) * len(columns_.columns))
        for one, columns_ in zip(record_type.fields, made, strict=True)
    ]
    rows: list[list[Cell]] = []
    before = len(texts.long)
    for record in records:
        row: list[Cell] = [record.reference]
        for name, cells, nothing in readers:
            value = record.values.get(name)
            row += nothing if value is None else cells(value)
        row.append(record.created_by or None)
        row += (local(record.created_at, showing.zone), local(record.changed_at, showing.zone))
        for at, cell in enumerate(row):
            if isinstance(cell, str) and not is_plain(cell):
                row[at] = fit(cell, record.reference, all_columns[at], texts)
        rows.append(row)
    long = {one.reference for one in texts.long[before:]}
    if not long:
        return Listing(title, all_columns, rows)
    for row in rows:
        row.insert(1, long_texts if row[0] in long else None)
    pointer = Column(say("Full text in"), Format.TEXT, 14)
    return Listing(title, (all_columns[0], pointer, *all_columns[1:]), rows, kept=3)


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
