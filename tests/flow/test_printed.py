"""The sample office's workbook on paper, as LibreOffice prints it."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries

from fieldreport.language import CODES
from fieldreport.office import Office
from fieldreport.report.workbook import paper

PERIOD = "2026-B22"
NOW = datetime(2026, 11, 10, 4, 30, tzinfo=UTC)
PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workbook in each language, its first sheet alone, and both of them printed."""
    folder = tmp_path_factory.mktemp("printed")
    with Office.create(folder / "data", "DHK", sample=True, clock=lambda: NOW) as office:
        for code in CODES:
            office.export(office.period(PERIOD), office.language(code), folder / f"{code}.xlsx")
    for code in CODES:
        workbook = openpyxl.load_workbook(folder / f"{code}.xlsx")
        # The hidden one is not printed either.
        for sheet in workbook.worksheets[1:]:
            workbook.remove(sheet)
        workbook.save(folder / f"{code}-first.xlsx")
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice is missing; `python3 dev.py setup` installs it"
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(folder)),
            *(str(path) for path in sorted(folder.glob("*.xlsx"))),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return folder


def pages(pdf: Path) -> int:
    """How many pages a PDF file has."""
    return len(PAGE.findall(pdf.read_bytes()))


@pytest.mark.parametrize("code", CODES)
def test_a_fortnight_is_printed_on_few_pages_the_first_on_one(printed: Path, code: str) -> None:
    assert pages(printed / f"{code}-first.pdf") == 1
    sheets = len(openpyxl.load_workbook(printed / f"{code}.xlsx").worksheets) - 1
    assert sheets <= pages(printed / f"{code}.pdf") <= 28


@pytest.mark.parametrize("code", CODES)
def test_what_is_read_first_is_on_paper_and_the_rest_at_its_right(printed: Path, code: str) -> None:
    workbook = openpyxl.load_workbook(printed / f"{code}.xlsx")
    grouped = 0
    for sheet in workbook.worksheets[1:-1]:
        assert sheet.page_setup.fitToWidth == 1
        columns, rows = sheet.max_column, sheet.max_row
        if sheet.print_area:
            left, top, columns, bottom = (
                one or 0 for one in range_boundaries(sheet.print_area.rpartition("!")[2])
            )
            assert (left, top) == (1, 1)
            assert bottom >= rows
        [table] = sheet.tables.values()
        assert range_boundaries(table.ref)[2] == sheet.max_column
        seen = 0.0
        for at in range(1, sheet.max_column + 1):
            dimension = sheet.column_dimensions[get_column_letter(at)]
            if at <= columns:
                seen += 0 if dimension.hidden else dimension.width
                assert dimension.outlineLevel in (0, 2)
            else:
                grouped += bool(dimension.outlineLevel)
                # Nothing that was entered is folded away.
                filled = any(sheet.cell(row, at).value is not None for row in range(2, rows + 1))
                assert not (filled and dimension.hidden)
        assert seen <= paper.DIGITS + 1
    assert grouped
