"""The workbook of 2,000 and of 20,000 records, fully styled, beside the same cells written bare; and its memory.

``python -m benchmarks.export DATA`` exports once in a process of its own and prints its peak memory.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import records
from benchmarks.measuring import Figure, median, milliseconds, own_peak_megabytes
from fieldreport.office import Office

GOAL = 1.5
GOAL_MB = 150.0
ROUNDS = 7
BUSY_ROUNDS = 3
LANGUAGE = "ko"

#: The cells of a workbook: its sheets' rows.
Cells = list[list[tuple[object, ...]]]


def figures() -> list[Figure]:
    """Writing a report that is at hand, and the whole export from the database on, of a fortnight and of a busy one."""
    usual, busy = records.office(records.FORTNIGHT), records.office(records.BUSY_FORTNIGHT)
    peaks = _peak(usual), _peak(busy)
    return [
        *_times(usual, records.FORTNIGHT.total, ROUNDS),
        *_times(busy, records.BUSY_FORTNIGHT.total, BUSY_ROUNDS),
        Figure("export: peak memory of the process", "MB", peaks[0], goal=GOAL_MB),
        Figure(
            f"export: peak memory with {records.BUSY_FORTNIGHT.total:,} records", "MB", peaks[1], peaks[0]
        ),
    ]


def _times(data: Path, total: int, rounds: int) -> list[Figure]:
    from fieldreport.report import write

    with Office.open(data, readonly=True) as office, tempfile.TemporaryDirectory() as folder:
        period = office.fortnights.of(records.FORTNIGHT.last_day)
        language = office.language(LANGUAGE)
        ours, bare, other = Path(folder, "ours.xlsx"), Path(folder, "bare.xlsx"), Path(folder, "other.xlsx")
        office.export(period, language, ours)
        cells = cells_of(ours)
        report = office.report(period)
        times: dict[str, list[float]] = {"write": [], "bare": [], "export": [], "other": []}
        for _ in range(rounds):
            times["write"].append(
                milliseconds(lambda: write(report, language, office.titles(language), ours))
            )
            times["bare"].append(milliseconds(lambda: write_bare(cells, bare)))
            times["export"].append(milliseconds(lambda: office.export(period, language, ours)))
            times["other"].append(milliseconds(lambda: write_by_xlsxwriter(cells, other)))
    middle = {name: median(values) for name, values in times.items()}
    of_what = f"{total:,} records, {sum(map(cells_in, cells)):,} cells"
    return [
        Figure(f"export: write the styled workbook ({of_what})", "ms", middle["write"], middle["bare"], GOAL),
        Figure(f"export: reading the {total:,} records as well", "ms", middle["export"], middle["bare"]),
        Figure(f"export: XlsxWriter, the cells of {total:,} bare", "ms", middle["other"], middle["bare"]),
    ]


def cells_of(workbook: Path) -> Cells:
    """Every sheet's values, row by row."""
    from openpyxl import load_workbook

    book = load_workbook(workbook)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]


def cells_in(rows: Sequence[Sequence[object]]) -> int:
    """How many cells of these rows hold something."""
    return sum(value is not None for row in rows for value in row)


def write_bare(cells: Cells, path: Path) -> None:
    """The values and nothing else, by openpyxl's write-only mode."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for rows in cells:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)


def write_by_xlsxwriter(cells: Cells, path: Path) -> None:
    """The same by XlsxWriter in its mode of constant memory, for information."""
    import xlsxwriter  # type: ignore[import-untyped]

    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}
    with xlsxwriter.Workbook(path, options) as book:
        for rows in cells:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)


def _peak(data: Path) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.export", str(data)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return float(done.stdout)


def main(arguments: Sequence[str]) -> int:
    """Export once, and print the peak memory in megabytes."""
    with Office.open(Path(arguments[0]), readonly=True) as office, tempfile.TemporaryDirectory() as folder:
        period = office.fortnights.of(records.FORTNIGHT.last_day)
        office.export(period, office.language(LANGUAGE), Path(folder, "report.xlsx"))
    print(own_peak_megabytes())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
