"""Document: the sheets of a report put together into one file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path

from openpyxl import Workbook

from fieldreport.field import Field, Titles
from fieldreport.fields import TextField
from fieldreport.language import Language
from fieldreport.record import Record, RecordType
from fieldreport.report.contents import Report
from fieldreport.report.manifest import SHEET, Manifest, Package, Sealer
from fieldreport.report.safe import Texts, is_plain, save
from fieldreport.report.workbook import (
    achievement,
    changed,
    columns,
    notes,
    over_time,
    planned,
    spoken,
    standing,
    wording,
)
from fieldreport.report.workbook.book import new_book
from fieldreport.report.workbook.columns import Cell, Column, Columns, Format, Showing, columns_of, local
from fieldreport.report.workbook.cover import write_cover
from fieldreport.report.workbook.extent import Extent, Listing, measure, note_too_high
from fieldreport.report.workbook.hidden import write_hidden
from fieldreport.report.workbook.sheet import sheet_names, write_sheet

#: Digits that are kept on paper for the column that names the sheet of long texts.
POINTER = 12.0


@dataclass(frozen=True)
class _Listed:
    """A sheet of records: what it is called and which records it shows."""

    title: str
    type: RecordType
    records: Sequence[Record]


@dataclass
class Made:
    """What came of writing a workbook: what was done to its texts, and its manifest."""

    texts: Texts
    manifest: Manifest | None = None


def make(
    report: Report, language: Language, titles: Titles, path: Path, sealer: Sealer | None = None
) -> Made:
    """Write the report's workbook to ``path``, sealed if there is a ``sealer``. Raises ``MachineAtFault``."""
    made, showing = Made(Texts()), Showing(language, titles, report.zone)
    package = Package(report, language, sealer)
    # All of it inside: openpyxl keeps the sheets in files of its own until the workbook is saved.
    save(path, lambda unfinished: _write(report, showing, package, made, unfinished))
    return made


def _write(report: Report, showing: Showing, package: Package, made: Made, path: Path) -> list[int]:
    """Write the workbook; returns the rows of each sheet."""
    language, texts = showing.language, made.texts
    _prefetch(report, showing.titles)
    listed = [_Listed(language.say(one.type.plural), one.type, one.records) for one in report.sections]
    if report.carried_over:
        listed.append(
            _Listed(
                language.say("Difficulties from before"), report.carried_over[0].type, report.carried_over
            )
        )
    names = sheet_names(
        [
            language.say_in("sheet", "Report"),
            language.say_in("sheet", "Tasks"),
            language.say_in("sheet", "Forecast"),
            language.say_in("sheet", "Roadmap"),
            language.say_in("sheet", "Remedial actions"),
            language.say_in("sheet", "Summary"),
            language.say_in("sheet", "Comparison"),
            *([language.say_in("sheet", "Changes")] if report.before is not None else []),
            *(one.title for one in listed),
            language.say_in("sheet", "Open difficulties"),
            language.say_in("sheet", "Long texts"),
            language.say_in("sheet", "Notes"),
            SHEET,
        ]
    )[:-1]
    records_from = 7 if report.before is None else 8
    with new_book(language.code, wording.footer(report, language), package) as book:
        _describe(book.workbook, report, language)
        write_cover(book, report, showing, texts, names[0])
        write_sheet(book, *achievement.table_and_chart(report, language, texts, names[1]))
        forecasts = planned.forecasts(report, language, names[2])
        write_sheet(book, *over_time.with_series(report, forecasts, language))
        write_sheet(book, planned.roadmap(report, language, names[3]))
        write_sheet(book, *planned.remedies(report, language, texts, names[4]))
        write_sheet(book, *spoken.summary(report, language, texts, names[5]))
        write_sheet(book, *over_time.comparison(report, language, names[6]))
        if report.before is not None:
            write_sheet(book, *changed.changes(report, report.before, showing, texts, names[7]))
        for one, name in zip(listed, names[records_from:], strict=False):
            write_sheet(book, *records_listing(one.records, one.type, showing, texts, name, names[-2]))
        write_sheet(book, *standing.open_difficulties(report, showing, texts, names[-3]))
        # Only now is it known what was done to the texts.
        if texts.long:
            write_sheet(book, notes.long_texts(language, texts, names[-2]))
        write_sheet(book, notes.notes(report, language, texts, names[-1]))
        made.manifest = write_hidden(book, package)
        book.save(path)
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
) -> tuple[Listing, Extent]:
    """The records of one type with all their fields, between their reference and who wrote them when.

    First come the columns that people read first, which are printed; last those that explain others. Beside the
    references of records with long texts stands the name of the sheet that has them in full.
    """
    say = showing.language.say
    fields, most_read = _in_reading_order(record_type)
    made: list[Columns] = [columns_of(one, showing) for one in fields]
    head = (Column(say(columns.REFERENCE), Format.CODE, 12),)
    tail = (
        Column(say(columns.WRITTEN_BY), Format.TEXT, 20, aside=True),
        Column(say(columns.WRITTEN_ON), Format.MOMENT, 18, aside=True),
        Column(say(columns.CHANGED_ON), Format.MOMENT, 18, aside=True),
    )
    in_order = (*head, *(column for one in made for column in one.columns), *tail)
    order = sorted(range(len(in_order)), key=lambda at: in_order[at].aside)
    arranged = itemgetter(*order)
    all_columns: tuple[Column, ...] = arranged(in_order)
    readers = [
        (one.name, columns_.cells, (None,) * len(columns_.columns))
        for one, columns_ in zip(fields, made, strict=True)
    ]
    rows: list[Sequence[Cell]] = []
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
                row[at] = texts.fit(cell, record.reference, in_order[at].header)
        rows.append(arranged(row))
    essential = len(head) + sum(not column.aside for one in made[:most_read] for column in one.columns)
    listing = Listing(title, all_columns, rows, essential=essential)
    extent = measure(listing, reserved=POINTER)
    note_too_high(texts, listing, extent)
    long = {one.reference for one in texts.long[before:]}
    if not long:
        return listing, extent
    pointer = Column(say("Full text in"), Format.TEXT)
    listing = replace(
        listing,
        columns=(all_columns[0], pointer, *all_columns[1:]),
        rows=[(row[0], long_texts if row[0] in long else None, *row[1:]) for row in rows],
        kept=3,
    )
    return listing, extent.with_column(1, pointer.header, POINTER)


def _in_reading_order(record_type: RecordType) -> tuple[list[Field], int]:
    """The fields as people read them, and how many belong on paper: those of the lists and a long text.

    Further long texts come after these, then everything else.
    """
    listed = [record_type.field(name) for name in record_type.columns]
    long = [one for one in record_type.fields if isinstance(one, TextField) and not one.short]
    long_too = [one for one in long if one not in listed]
    others = [one for one in record_type.fields if one not in listed and one not in long]
    most_read = len(listed) + (1 if len(long_too) == len(long) and long else 0)
    return [*listed, *long_too, *others], most_read


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
