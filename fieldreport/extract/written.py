"""Written: chosen records of one type as a CSV file, a workbook, or a text to be pasted into a spreadsheet."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from fieldreport import csvfile, files
from fieldreport.extract.rows import PAGE, ordered, prefetch, rows
from fieldreport.failures import InputAtFault, Problem
from fieldreport.language import N_, Language
from fieldreport.record import Record, RecordType
from fieldreport.store import Store
from fieldreport.store.titles import Titles

if TYPE_CHECKING:
    from fieldreport.report.safe import Texts

#: Records in a workbook at most: half a minute of work. A CSV file takes as many as there are.
MOST_IN_WORKBOOK = 50_000
#: Records that are copied as text at most; a clipboard is no file.
MOST_COPIED = 20_000

TOO_MANY_FOR_WORKBOOK = N_(
    "A workbook takes at most {longest} entries. Please choose fewer, or write a CSV file."
)
TOO_MANY_TO_COPY = N_("At most {longest} entries are copied at once. Please export them to a file.")


def copied(
    store: Store,
    record_type: RecordType,
    keys: Sequence[int],
    names: Sequence[str],
    language: Language,
    titles: Titles,
    zone: tzinfo,
) -> str:
    """Records as lines with tabs between the cells, the fields ``names`` of each, without heads.

    Raises ``InputAtFault`` for too many.
    """
    if len(keys) > MOST_COPIED:
        raise InputAtFault(Problem(TOO_MANY_TO_COPY, {"longest": MOST_COPIED}))
    fields = [record_type.field(name) for name in names]
    lines = rows(fields, _pages(store, record_type, keys), language, titles, zone)
    next(lines)
    return csvfile.pasted(lines)


def write(
    store: Store,
    record_type: RecordType,
    keys: Sequence[int],
    names: Sequence[str],
    language: Language,
    titles: Titles,
    zone: tzinfo,
    path: Path,
) -> Iterator[int]:
    """Write records to a new file, as a workbook where its name ends in .xlsx, else as CSV.

    The fields ``names`` come first, the others after them. After each part it tells how many records are done; whoever
    asks no further leaves nothing behind, and an earlier file as it was. Raises ``MachineAtFault``, and
    ``InputAtFault`` for more than a workbook is to hold.
    """
    if path.suffix.lower() == ".xlsx":
        if len(keys) > MOST_IN_WORKBOOK:
            raise InputAtFault(Problem(TOO_MANY_FOR_WORKBOOK, {"longest": MOST_IN_WORKBOOK}))
        yield from _write_workbook(store, record_type, keys, names, language, titles, zone, path)
        return
    fields = ordered(record_type, names)
    lines = csvfile.lines(rows(fields, _pages(store, record_type, keys), language, titles, zone))
    with (
        files.replacing(path) as unfinished,
        files.plainly(path),
        unfinished.open("w", encoding="utf-8", newline="") as file,
    ):
        for at, line in enumerate(lines):
            file.write(line)
            if at % PAGE == 0 and 0 < at < len(keys):
                yield at
    yield len(keys)


def _write_workbook(
    store: Store,
    record_type: RecordType,
    keys: Sequence[int],
    names: Sequence[str],
    language: Language,
    titles: Titles,
    zone: tzinfo,
    path: Path,
) -> Iterator[int]:
    records: list[Record] = []
    for start in range(0, len(keys), PAGE):
        page = store.page(record_type, keys[start : start + PAGE])
        prefetch(titles, page, record_type.fields)
        records += page
        # The other half of the time is the writing itself.
        yield len(records) // 2
    # One way of writing on every computer, as for reports.
    os.environ.setdefault("OPENPYXL_LXML", "False")
    from fieldreport.report.safe import Texts, save

    texts = Texts()
    of_type = replace(record_type, columns=tuple(names))
    save(path, lambda unfinished: _put(unfinished, of_type, records, language, titles, zone, texts))
    yield len(keys)


def _put(
    path: Path,
    record_type: RecordType,
    records: Sequence[Record],
    language: Language,
    titles: Titles,
    zone: tzinfo,
    texts: Texts,
) -> list[int]:
    from fieldreport.report.workbook.book import new_book
    from fieldreport.report.workbook.columns import Showing
    from fieldreport.report.workbook.document import records_listing
    from fieldreport.report.workbook.notes import long_texts
    from fieldreport.report.workbook.sheet import sheet_names, write_sheet

    title, long = sheet_names([language.say(record_type.plural), language.say_in("sheet", "Long texts")])
    with new_book(language.code, language.say(record_type.plural)) as book:
        book.workbook.properties.title = language.say(record_type.plural)
        book.workbook.properties.creator = ""
        showing = Showing(language, titles, zone)
        write_sheet(book, *records_listing(records, record_type, showing, texts, title, long))
        if texts.long:
            write_sheet(book, long_texts(language, texts, long))
        book.workbook.save(path)
        return book.rows


def _pages(store: Store, record_type: RecordType, keys: Sequence[int]) -> Iterable[Record]:
    for start in range(0, len(keys), PAGE):
        yield from store.page(record_type, keys[start : start + PAGE])
