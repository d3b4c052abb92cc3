"""Chosen records as CSV, as a workbook, or as a text to be pasted: whole, in their order, and never a formula."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from fieldreport import csvfile
from fieldreport.extract import written
from fieldreport.extract.written import Extract
from fieldreport.failures import InputAtFault
from fieldreport.office import Office
from tests.ui.places import add, buyer, new_office

SHOWN = ("owner", "buyer", "hs_codes", "value", "received_on")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path / "data") as made:
        one = buyer(made, {"text": "মেঘনা নিট", "language": "bn", "translations": {"ko": "메그나 니트"}}).id
        for number, owner in enumerate(("=1+1", 'Karim "Sumi"', None), start=1):
            add(
                made,
                "lead",
                buyer=one,
                products=f"film {number}",
                owner=owner,
                hs_codes="0101.21",
                value="US$ 1234.50",
                received_on="2026-11-09",
            )
        yield made


def keys(office: Office) -> list[int]:
    return list(office.store.keys(office.record_type("lead")))


def extract(office: Office, chosen: list[int], code: str = "ko") -> Extract:
    language = office.language(code)
    lead = office.record_type("lead")
    return Extract(office.store, lead, chosen, SHOWN, language, office.titles(language), office.zone)


def test_a_csv_file_has_what_is_shown_first_and_all_the_rest_after_it(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    chosen = keys(office)[1:]
    assert list(extract(office, chosen).write(path)) == [2]
    heads, *lines = [one.cells for one in csvfile.read(path).rows]
    assert heads[:7] == ("번호", "담당", "바이어", "HS 부호", *heads[4:6], "접수일")
    assert [one[0] for one in lines] == ["BL-0002", "BL-0001"]
    assert lines[1][1:4] == ("=1+1", "메그나 니트", "0101.21")
    assert lines[1][4:7] == ("1234.50", "USD", "2026-11-09")
    assert len(heads) == len(office.record_type("lead").fields) + 2, "sums have a column for the currency"


def test_a_workbook_has_the_same_with_real_numbers_and_days(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "leads.xlsx"
    assert list(extract(office, keys(office)).write(path))[-1] == 3
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert sheet.title == "바이어 발굴"
    assert heads[:3] == ["번호", "담당", "바이어"]
    owner = sheet.cell(4, 2)
    assert (owner.value, owner.data_type) == ("=1+1", "s")
    assert sheet.cell(4, 4).value == "0101.21"
    received = heads.index("접수일") + 1
    assert sheet.cell(2, received).value.date() == date(2026, 11, 9)  # type: ignore[union-attr]
    assert sheet.max_row == 4


def test_a_file_that_is_given_up_leaves_nothing_behind(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("as it was", encoding="utf-8")
    parts = extract(office, keys(office) * 400).write(path)
    assert next(parts) == 500
    parts.close()  # type: ignore[attr-defined]
    assert path.read_text(encoding="utf-8") == "as it was"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["leads.csv"]


def test_what_is_copied_stays_in_its_cells_and_is_no_formula(office: Office) -> None:
    lines = extract(office, keys(office)).copied().split("\r\n")
    assert lines[0].split("\t")[:3] == ["BL-0003", "", "메그나 니트"]
    assert lines[0].split("\t")[4:] == ['0101.21"', "1234.50", "USD", "2026-11-09"]
    assert '\t"Karim ""Sumi"""\t' in lines[1]
    assert lines[2].startswith('BL-0001\t"\t=1+1"\t')


def test_too_many_are_refused_with_what_to_do(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written, "MOST_COPIED", 2)
    monkeypatch.setattr(written, "MOST_IN_WORKBOOK", 2)
    with pytest.raises(InputAtFault, match="export them to a file"):
        extract(office, keys(office)).copied()
    path = tmp_path / "leads.xlsx"
    with pytest.raises(InputAtFault, match="write a CSV file"):
        list(extract(office, keys(office)).write(path))
    assert not path.exists()
    assert list(extract(office, keys(office)).write(tmp_path / "leads.csv")) == [3]
