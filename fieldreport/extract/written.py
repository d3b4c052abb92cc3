"""Written: chosen records of one type as a CSV file, a workbook, or a text to be pasted into a spreadsheet."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class Extract:
    """Records of one type, by their keys in the order of the list, for readers of one language.

    The fields ``names`` come first; moments are told by the clock of ``zone``.
    """

    store: Store
    record_type: RecordType
    keys: Sequence[int]
    names: Sequence[str]
    language: Language
    titles: Titles
    zone: tzinfo

    def copied(self) -> str:
        """Lines with tabs between the cells, only the fields ``names``, without heads.

        Raises ``InputAtFault`` for too many records.
        """
        self._bound(MOST_COPIED, TOO_MANY_TO_COPY)
        fields = [self.record_type.field(name) for name in self.names]
        lines = rows(fields, self._records(), self.language, self.titles, self.zone)
        next(lines)
        return csvfile.pasted(lines)

    def write(self, path: Path) -> Iterator[int]:
        """Write a new file with all fields, a workbook where its name ends in .xlsx, else CSV.

        After each part it tells how many records are done; whoever asks no further leaves nothing behind, and an
        earlier file as it was. Raises ``MachineAtFault``, and ``InputAtFault`` for more than a workbook is to hold.
        """
        return self._write_workbook(path) if path.suffix.lower() == ".xlsx" else self._write_csv(path)

    def _write_csv(self, path: Path) -> Iterator[int]:
        fields = ordered(self.record_type, self.names)
        lines = csvfile.lines(rows(fields, self._records(), self.language, self.titles, self.zone))
        with (
            files.replacing(path) as unfinished,
            files.plainly(path),
            unfinished.open("w", encoding="utf-8", newline="") as file,
        ):
            for at, line in enumerate(lines):
                file.write(line)
                if at % PAGE == 0 and 0 < at < len(self.keys):
                    yield at
        yield len(self.keys)

    def _write_workbook(self, path: Path) -> Iterator[int]:
        self._bound(MOST_IN_WORKBOOK, TOO_MANY_FOR_WORKBOOK)
        records: list[Record] = []
        for page in self._pages():
            prefetch(self.titles, page, self.record_type.fields)
            records += page
            # The other half of the time is the writing itself.
            yield len(records) // 2
        # One way of writing on every computer, as for reports.
        os.environ.setdefault("OPENPYXL_LXML", "False")
        from fieldreport.report.safe import Texts, save

        texts = Texts()
        save(path, lambda unfinished: self._put(records, texts, unfinished))
        yield len(self.keys)

    def _put(self, records: Sequence[Record], texts: Texts, path: Path) -> list[int]:
        from fieldreport.report.workbook.book import new_book
        from fieldreport.report.workbook.columns import Showing
        from fieldreport.report.workbook.document import records_listing
        from fieldreport.report.workbook.notes import long_texts
        from fieldreport.report.workbook.sheet import sheet_names, write_sheet

        language, called = self.language, self.language.say(self.record_type.plural)
        title, long = sheet_names([called, language.say_in("sheet", "Long texts")])
        of_type = replace(self.record_type, columns=tuple(self.names))
        with new_book(language.code, called) as book:
            book.workbook.properties.title = called
            book.workbook.properties.creator = ""
            showing = Showing(language, self.titles, self.zone)
            write_sheet(book, *records_listing(records, of_type, showing, texts, title, long))
            if texts.long:
                write_sheet(book, long_texts(language, texts, long))
            book.workbook.save(path)
            return book.rows

    def _bound(self, longest: int, message: str) -> None:
        if len(self.keys) > longest:
            raise InputAtFault(Problem(message, {"longest": longest}))

    def _records(self) -> Iterator[Record]:
        for page in self._pages():
            yield from page

    def _pages(self) -> Iterator[list[Record]]:
        for start in range(0, len(self.keys), PAGE):
            yield self.store.page(self.record_type, self.keys[start : start + PAGE])
