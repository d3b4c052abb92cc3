"""A task that needs remedial action is nowhere shown with the percentage at which it would not."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from fieldreport import folders
from fieldreport.language import CODES, Language
from fieldreport.report import write
from fieldreport.report.contents import Standing
from tests.example_office import ExampleOffice, fill

#: 69.99 %, less than the 70 % of the plan.
BELOW = Fraction(6999, 10000)


@pytest.mark.parametrize("code", CODES)
def test_no_sheet_of_the_workbook_rounds_it_up(tmp_path: Path, code: str) -> None:
    office = ExampleOffice(tmp_path)
    fill(office)
    report = office.report()
    first, *others = report.tasks
    short = replace(first, progress=replace(first.progress, achievement=BELOW, remedial=True, watch=False))
    report = replace(report, tasks=(short, *others))
    assert short.standing is Standing.REMEDIAL
    language = Language(code, folder=folders.locales())
    book = load_workbook(write(report, language, office.titles(language), tmp_path / "a.xlsx").path)
    shown = [
        cell.number_format.split("_")[0] if isinstance(cell.value, float) else cell.value
        for sheet in book.worksheets[:2]
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == language.percent(BELOW, 2)
        or (isinstance(cell.value, float) and abs(cell.value - float(BELOW)) < 1e-9)
    ]
    assert len(shown) == 2
    assert set(shown) <= {"0.00%", "৬৯.৯৯%"}
