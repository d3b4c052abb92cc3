"""An office to bring files in, and the way a file takes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from fieldreport import importing
from fieldreport.field import Json
from fieldreport.importing import Outcome
from fieldreport.language import CODES
from fieldreport.office import Office

NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)

Bring = Callable[..., Outcome]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty Dhaka office."""
    with Office.create(
        tmp_path / "office", "DHK", person="Officer", language="en", clock=lambda: NOW
    ) as made:
        yield made


def workbook(path: Path, rows: Sequence[Sequence[object]], title: str = "Sheet1") -> Path:
    """A workbook with these rows on one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def open_file(office: Office, path: Path, type_name: str, sheet: str = "") -> importing.Opened:
    """A file as it is opened for records of a type."""
    languages = [office.language(code) for code in CODES]
    return importing.opened(
        path, office.record_type(type_name), office.store.types, languages, office.place.country, sheet
    )


@pytest.fixture
def bring(office: Office, tmp_path: Path) -> Bring:
    """Brings rows (the titles first) or a file in, in parts of so many rows; a trial writes nothing."""

    def bring_in(
        type_name: str,
        rows: Sequence[Sequence[object]] | Path,
        columns: Sequence[str] = (),
        constants: Mapping[str, Json] | None = None,
        *,
        trial: bool = False,
        part: int = 1000,
        currency: str = "",
        unicode: bool = False,
    ) -> Outcome:
        path = rows if isinstance(rows, Path) else workbook(tmp_path / "list.xlsx", rows)
        opened = open_file(office, path, type_name)
        choice = opened.chosen(columns, constants, currency=currency, unicode=unicode)
        place = importing.Place(office.store, office.duplicates, office.reading("en"), "Officer")
        work = importing.Work(place, opened.record_type, opened.table, choice, trial=trial)
        for _ in work.run(part):
            pass
        return work.outcome

    return bring_in
