"""What is written bare are the cells of the report."""

from __future__ import annotations

from pathlib import Path

from benchmarks.export import Cells, cells_in, cells_of, write_bare, write_by_xlsxwriter


def test_both_bare_workbooks_hold_the_same_cells(tmp_path: Path) -> None:
    cells: Cells = [
        [("BL-0001", "편직기", None, 12), (None, None, None, None)],
        [("=1+1", "নিটিং", 0.5, None)],
    ]
    write_bare(cells, tmp_path / "first.xlsx")
    write_by_xlsxwriter(cells, tmp_path / "second.xlsx")
    first = cells_of(tmp_path / "first.xlsx")
    assert first[0][0] == cells[0][0]
    assert sum(map(cells_in, first)) == sum(map(cells_in, cells)) == 6
    assert sum(map(cells_in, cells_of(tmp_path / "second.xlsx"))) == 6
