"""A form is filled without touching its look, its mistakes are named cell by cell, and it can be verified."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName

from fieldreport.failures import InputAtFault
from fieldreport.language import CODES, Language
from fieldreport.templates import builtin
from fieldreport.templates.filling import fill
from fieldreport.templates.template import (
    BROKEN,
    FORMULA,
    HIDDEN,
    NO_PLACES,
    NOT_ONE_CELL,
    NOT_ONE_ROW,
    TALL_MERGE,
    UNKNOWN_COLUMN,
    UNKNOWN_PLACE,
    UNKNOWN_TABLE,
    read,
)
from fieldreport.verifying.verdict import Status, verify
from tests.example_office import ExampleOffice, text

ENGLISH = Language("en")


@pytest.fixture
def office(tmp_path: Path) -> ExampleOffice:
    office = ExampleOffice(tmp_path)
    office.add("organisation", {"name": text("가나", "ko"), "roles": ["buyer"], "country": "BD"})
    for at in range(5):
        office.add(
            "lead",
            {
                "buyer": "OR-0001",
                "products": text(f"=1+{at} <b>&</b> _x0041_", "en"),
                "received_on": "2026-11-12",
                "value": "1000 USD",
            },
        )
    return office


def form(path: Path, *, names: dict[str, str], cells: dict[str, Any]) -> Path:
    """A workbook with one sheet ``Form`` and these names and cells."""
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.worksheets[0]
    sheet.title = "Form"
    for cell, value in cells.items():
        sheet[cell] = value
    for name, target in names.items():
        workbook.defined_names[name] = DefinedName(name, attr_text=target)
    workbook.save(path)
    return path


def filled(office: ExampleOffice, source: Path) -> Any:
    out = source.with_name("out.xlsx")
    fill(office.report(), ENGLISH, office.titles(ENGLISH), source, out)
    return openpyxl.load_workbook(out)


def test_rows_are_repeated_and_everything_below_moves_with_its_look(
    office: ExampleOffice, tmp_path: Path
) -> None:
    path = tmp_path / "form.xlsx"
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.worksheets[0]
    sheet.title = "Our form"
    for cell, value in {
        "A1": "Office",
        "A3": "reference",
        "B3": "value",
        "D3": "products",
        "A5": "Signed",
    }.items():
        sheet[cell] = value
    sheet["A3"].font, sheet["B3"].number_format = Font(bold=True), "#,##0.0"
    sheet["A5"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet.merge_cells("B3:C3")
    sheet.merge_cells("A5:D6")
    sheet.print_area = "A1:D6"
    sheet.print_title_rows = "1:2"
    sheet.page_setup.orientation = "landscape"
    for name, target in {
        "fr_office": "'Our form'!$B$1",
        "fr_table_lead": "'Our form'!$A$3:$D$3",
    }.items():
        workbook.defined_names[name] = DefinedName(name, attr_text=target)
    workbook.save(path)
    made = filled(office, path)["Our form"]
    assert made["B1"].value == office.report().office.name("en")
    assert [made[f"A{row}"].value for row in range(3, 8)] == [f"BL-000{at}" for at in range(1, 6)]
    # openpyxl leaves Open XML's own escape (ST_Xstring) as it is.
    said = [made[f"D{row}"].value.replace("_x005F_", "_") for row in range(3, 8)]
    assert said == [f"=1+{at} <b>&</b> _x0041_" for at in range(5)]
    assert all(made[f"D{row}"].data_type == "s" for row in range(3, 8))
    assert all(
        made[f"A{row}"].font.bold and made[f"B{row}"].number_format == "#,##0.0" for row in range(3, 8)
    )
    assert made["A9"].value == "Signed"
    assert made["A9"].fill.fgColor.rgb == "00FFFF00"
    merged = {str(one) for one in made.merged_cells.ranges}
    assert merged == {"A9:D10", *(f"B{row}:C{row}" for row in range(3, 8))}
    assert made.print_area == "'Our form'!$A$1:$D$10"
    assert made.print_title_rows == "$1:$2"
    assert made.page_setup.orientation == "landscape"


def test_an_empty_table_keeps_its_row_empty(office: ExampleOffice, tmp_path: Path) -> None:
    names = {"fr_table_event": "Form!$A$2:$B$2"}
    sheet = filled(
        office, form(tmp_path / "f.xlsx", names=names, cells={"A2": "name", "B2": "venue", "A3": "End"})
    )["Form"]
    assert [sheet["A2"].value, sheet["B2"].value, sheet["A3"].value] == [None, None, "End"]


@pytest.mark.parametrize(
    ("names", "cells", "expected"),
    [
        ({}, {"A1": "x"}, ("", "", NO_PLACES)),
        ({"fr_nothing": "Form!$B$2"}, {}, ("Form", "B2", UNKNOWN_PLACE)),
        ({"fr_office": "#REF!"}, {}, ("", "", BROKEN)),
        ({"fr_office": "Other!$A$1"}, {}, ("", "", BROKEN)),
        ({"fr_office": "Form!$A$1:$B$1"}, {}, ("Form", "A1", NOT_ONE_CELL)),
        ({"fr_table_boats": "Form!$A$4:$B$4"}, {"A4": "name"}, ("Form", "A4", UNKNOWN_TABLE)),
        ({"fr_table_lead": "Form!$A$4:$B$5"}, {"A4": "buyer"}, ("Form", "A4", NOT_ONE_ROW)),
        (
            {"fr_table_lead": "Form!$A$4:$B$4"},
            {"A4": "buyer", "B4": "buyers"},
            ("Form", "B4", UNKNOWN_COLUMN),
        ),
        ({"fr_office": "Form!$A$1"}, {"C7": "=SUM(A1:A2)"}, ("Form", "C7", FORMULA)),
    ],
)
def test_each_mistake_is_named_at_its_cell(
    office: ExampleOffice,
    tmp_path: Path,
    names: dict[str, str],
    cells: dict[str, Any],
    expected: tuple[str, str, str],
) -> None:
    path = form(tmp_path / "form.xlsx", names=names, cells=cells)
    assert [(one.sheet, one.cell, one.message) for one in read(path).mistakes] == [expected]
    out = tmp_path / "out.xlsx"
    with pytest.raises(InputAtFault):
        fill(office.report(), ENGLISH, office.titles(ENGLISH), path, out)
    assert not out.exists()


def test_a_tall_merge_and_a_hidden_sheet_are_mistakes(tmp_path: Path) -> None:
    path = form(tmp_path / "form.xlsx", names={"fr_table_lead": "Form!$A$4:$B$4"}, cells={"B4": "buyer"})
    workbook = openpyxl.load_workbook(path)
    workbook["Form"].merge_cells("A4:A6")
    workbook.create_sheet("Secret").sheet_state = "hidden"
    workbook.save(path)
    found = {(one.sheet, one.cell, one.message) for one in read(path).mistakes}
    assert found == {("Form", "A4", TALL_MERGE), ("Secret", "", HIDDEN)}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html></html>", b"\x00" * 4096])
def test_what_is_no_workbook_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputAtFault):
        read(path)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", builtin.NAMES)
def test_the_products_templates_are_filled_and_verified(
    office: ExampleOffice, tmp_path: Path, name: str, code: str
) -> None:
    source, out, language = tmp_path / "form.xlsx", tmp_path / "out.xlsx", Language(code)
    builtin.make(name, language, source)
    assert read(source).mistakes == []
    fill(office.report(), language, office.titles(language), source, out)
    verdict = verify(out)
    assert (verdict.status, verdict.cells_changed) == (Status.UNSIGNED, 0)
    assert verdict.manifest is not None
    assert {one.type for one in verdict.manifest.records} >= {"lead", "organisation"}


def test_a_changed_cell_of_a_filled_form_is_found(office: ExampleOffice, tmp_path: Path) -> None:
    source = form(tmp_path / "f.xlsx", names={"fr_leads": "Form!$B$2"}, cells={"A2": "Leads"})
    workbook = filled(office, source)
    assert workbook["fieldreport"].sheet_state == "veryHidden"
    workbook["Form"]["B2"] = 50
    workbook.save(tmp_path / "changed.xlsx")
    verdict = verify(tmp_path / "changed.xlsx")
    assert verdict.status is Status.CELLS_CHANGED
    assert [(one.sheet, one.cell, one.was, one.now) for one in verdict.cells] == [("Form", "B2", 5, 50)]


def test_parts_that_are_no_sheet_stay_byte_by_byte(office: ExampleOffice, tmp_path: Path) -> None:
    source = form(tmp_path / "f.xlsx", names={"fr_leads": "Form!$B$2"}, cells={"A2": "Leads"})
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr("xl/media/logo.png", b"\x89PNG logo")
    filled(office, source)
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(tmp_path / "out.xlsx") as after:
        for part in ("xl/media/logo.png", "xl/styles.xml", "xl/theme/theme1.xml"):
            assert before.read(part) == after.read(part)
        assert json.dumps(sorted(after.namelist())).count("fieldreport.xml") == 1
