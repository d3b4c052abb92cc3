"""Excel's habits: a thousand records stay small enough to be mailed, and none of the columns shows ####."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from fieldreport.language import Language
from fieldreport.report import write
from tests.example_office import ExampleOffice, text


def test_a_thousand_records_are_less_than_a_megabyte_and_fit_their_columns(tmp_path: Path) -> None:
    office = ExampleOffice(tmp_path)
    office.add("organisation", {"name": text("가나", "ko"), "roles": ["buyer"], "country": "BD"})
    with office.store.database.writing():
        for at in range(1_000):
            words = f"환편기 {at}대를 찾고 있음. 사양과 납기는 다음 상담에서 정하기로 함. " * 2
            raw = {"buyer": "OR-0001", "products": text(words, "ko"), "received_on": "2026-11-12"}
            office.add("lead", raw | {"value": f"{at * 987_654 + 1} USD"})
    language = Language("ko")
    path = write(office.report(), language, office.titles(language), tmp_path / "report.xlsx").path
    assert path.stat().st_size < 1_000_000
    for sheet in openpyxl.load_workbook(path).worksheets[1:-1]:
        assert (int(sheet.page_setup.paperSize or 0), sheet.page_setup.fitToWidth) == (9, 1)
        for column in sheet.iter_cols(min_row=2):
            numbers = [one.value for one in column if isinstance(one.value, int | float)]
            if not numbers:
                continue
            dimension: Any = sheet.column_dimensions[column[0].column_letter]  # type: ignore[union-attr]
            longest = max(len(f"{one:,}" if isinstance(one, int) else f"{one:,.2f}") for one in numbers)
            assert dimension.hidden or dimension.width >= longest
