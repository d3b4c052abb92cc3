"""Nothing of a file is lost in silence: other sheets, merged cells, rows longer than their titles, other encodings."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from fieldreport.importing import reading
from fieldreport.office import Office
from tests.core.importing.conftest import Bring, open_file, workbook
from tests.core.importing.test_work import counts, records


def test_sheets_that_are_not_read_are_told_of(office: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["Buyer", "Products"], ["Surma", "yarn"]], "1월")
    book = load_workbook(path)
    book.create_sheet("2월").append(["Buyer", "Products"])
    book.create_sheet("empty")
    book.save(path)
    notes = open_file(office, path, "lead").table.notes
    assert [(one.message, one.values) for one in notes] == [(reading.NOT_READ, {"names": "“2월”"})]
    assert open_file(office, path, "lead", "1월").table.notes == ()


def test_merged_cells_are_taken_for_each_of_their_rows(office: Office, bring: Bring, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Buyer", "Products", "Received on", "Estimated value"],
        ["Surma Fabrics", "yarn", date(2026, 11, 9), 5000],
        [None, "buttons", None, None],
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    book = load_workbook(path)
    for one in ("A2:A3", "C2:C3", "D2:D3"):
        book["Sheet1"].merge_cells(one)
    book.save(path)
    notes = [one.message for one in open_file(office, path, "lead").table.notes]
    assert notes == [reading.FILLED_DOWN, reading.FILLED_DOWN, reading.NOT_FILLED]
    assert counts(bring("lead", path, currency="USD")) == (2, 0, 0, 0)
    leads = records(office, "lead")
    assert {one["buyer"] for one in leads} == {records(office, "organisation")[0].id}
    assert {one["received_on"] for one in leads} == {date(2026, 11, 9)}
    assert sum(one["value"] is not None for one in leads) == 1


def test_a_row_longer_than_its_titles_is_not_brought_in(office: Office, bring: Bring, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Buyer,Products,Estimated value\nSurma Fabrics,yarn,৳ ৫,০০,০০০\nNodi Traders,film,৳ 500,\n",
        encoding="utf-8",
    )
    outcome = bring("lead", path)
    assert counts(outcome) == (1, 0, 0, 1)
    assert [(one.message, one.place) for one in outcome.problems] == [(reading.TOO_LONG, "a.csv:2")]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark(office: Office, bring: Bring, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("바이어명,Products\n수르마,yarn\n".encode(encoding))
    assert counts(bring("lead", path)) == (1, 0, 0, 0)


def test_a_path_is_no_title(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/bin/sh\n", encoding="utf-8"
    )
    assert [one.target for one in open_file(office, path, "organisation").choice.guesses] == [None]


def test_a_person_of_several_rows_is_one(bring: Bring, office: Office) -> None:
    rows: list[list[object]] = [
        ["Buyer", "Contact", "Phone", "E-mail", "Products"],
        ["Surma Fabrics", "Rahim", "01713-123720", None, "yarn"],
        ["Surma Fabrics", "Rahim", 1713123720.0, "rahim@example.com", "buttons"],
    ]
    assert counts(bring("lead", rows)) == (2, 0, 0, 0)
    assert len(records(office, "contact")) == 1
