"""The printed pages of each side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from fieldreport import events
from fieldreport.events import timetable
from fieldreport.failures import InputAtFault
from tests.core.events.conftest import Fair


def opened(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def rows(sheet: Any) -> list[list[Any]]:
    return [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]


@pytest.fixture
def held(fair: Fair) -> Fair:
    """Two companies and two buyers with their meetings; one company reads Bengali, one buyer Korean."""
    name = {"text": "Hanil Knit", "language": "en", "translations": {"ko": "한일니트"}}
    fair.organisations["C1"] = fair.add("organisation", name=name, roles=["company"], country="KR")
    fair.company("C1", wishes=["B1", "B2"])
    fair.company("C2", wishes=["B1"], timetable_language="bn", table="7")
    fair.buyer("B1", interpreter=True)
    karim = fair.add("contact", name="Karim Uddin", organisation=fair.organisations["B1"].id)
    fair.office.change(fair.participants["B1"].id, {"contacts": [karim.id]})
    fair.buyer("B2", timetable_language="ko")
    fair.buyer("B3", invitation="declined")
    events.apply(fair.office, events.propose(fair.office, fair.event.id))
    return fair


def test_everybody_has_a_page_in_their_own_language(held: Fair, tmp_path: Path) -> None:
    path = timetable.write(held.office, held.event.id, "company", tmp_path / "companies.xlsx")
    book = opened(path)
    assert book.sheetnames == ["한국어", "বাংলা"]
    korean = rows(book["한국어"])
    assert korean[1] == ["한일니트"]
    assert korean[0][0].startswith("Garment days · 2026. 11. 25.")
    assert sum("B1" in row or "B2" in row for row in korean) == 2
    first = next(row for row in korean if "B1" in row)
    assert "Karim Uddin" in first
    assert any("오전" in str(cell) or "오후" in str(cell) for cell in first)
    bengali = rows(book["বাংলা"])
    assert bengali[1] == ["C2"]
    assert "৭" in bengali[2][0]


def test_a_buyer_reads_the_companies_names_in_its_language(held: Fair, tmp_path: Path) -> None:
    book = opened(timetable.write(held.office, held.event.id, "buyer", tmp_path / "buyers.xlsx"))
    assert book.sheetnames == ["한국어", "English"]
    assert any("한일니트" in row for row in rows(book["한국어"]))
    english = rows(book["English"])
    assert any("Hanil Knit" in row for row in english)
    assert not any("B3" in row for row in english), "who has declined needs no page"


def test_a_language_may_be_chosen_for_all(held: Fair, tmp_path: Path) -> None:
    book = opened(timetable.write(held.office, held.event.id, "company", tmp_path / "c.xlsx", language="en"))
    assert book.sheetnames == ["English"]


def test_each_participant_begins_a_page_that_is_printed_as_such(held: Fair, tmp_path: Path) -> None:
    sheet = opened(
        timetable.write(held.office, held.event.id, "company", tmp_path / "c.xlsx", language="en")
    )["English"]
    names = [row[0].row for row in sheet.iter_rows() if row[0].font.sz == 16]
    assert len(names) == 2
    # The line about the event stands above the name; the break comes before it.
    assert [one.id for one in sheet.row_breaks.brk] == [names[1] - 2]
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.orientation, sheet.page_setup.scale) == ("landscape", 100)
    width = sum(sheet.column_dimensions[one].width for one in "ABCDEF")
    # A digit of the widest font that takes another one's place is about 6.4 points wide.
    assert width * 6.4 <= (11.69 - 0.8) * 72
    compact = timetable.write(
        held.office, held.event.id, "company", tmp_path / "d.xlsx", language="en", compact=True
    )
    assert opened(compact)["English"].row_breaks.brk == []


def test_who_meets_nobody_is_told_so(fair: Fair, tmp_path: Path) -> None:
    fair.buyer("=B1")
    sheet = opened(timetable.write(fair.office, fair.event.id, "buyer", tmp_path / "b.xlsx"))["English"]
    found = rows(sheet)
    assert found[2] == ["No meeting is planned for you yet."]
    assert sheet["A2"].data_type == "s"


def test_without_participants_there_is_nothing_to_print(fair: Fair, tmp_path: Path) -> None:
    with pytest.raises(InputAtFault, match="Nobody"):
        timetable.write(fair.office, fair.event.id, "company", tmp_path / "c.xlsx")
    assert not (tmp_path / "c.xlsx").exists()


def test_nothing_is_written_over_the_office(fair: Fair) -> None:
    fair.company("C1")
    with pytest.raises(InputAtFault):
        timetable.write(fair.office, fair.event.id, "company", fair.office.data / "office.db")
