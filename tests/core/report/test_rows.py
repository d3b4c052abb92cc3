"""What is appended to a sheet is what every reader finds in its cells."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldreport.report.safe import Texts, is_whole
from fieldreport.report.workbook.book import new_book
from fieldreport.report.workbook.look import Style

ANY_TEXT = st.text(st.characters(codec=None), max_size=80)
NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15),
    st.floats(-1e12, 1e12, allow_nan=False),
    st.decimals(-(10**9), 10**9, allow_nan=False, places=4),
)


def written(path: Path, rows: list[list[Any]]) -> list[list[Any]]:
    """The rows as openpyxl reads them back from a workbook of ours."""
    with new_book("en", "") as book:
        sheet, style = book.new_sheet("Sheet"), book.palette.number(Style())
        for row in rows:
            sheet.append(
                None if value is None else (value, "s" if isinstance(value, str) else "n", style)
                for value in row
            )
        book.save(path)
    assert is_whole(path, [len(rows)])
    read = openpyxl.load_workbook(path)
    found = [list(row) for row in read.active.iter_rows(values_only=True)] if read.active else []
    read.close()
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(texts=st.lists(ANY_TEXT, min_size=1, max_size=5), numbers=st.lists(NUMBERS, min_size=1, max_size=5))
def test_every_text_and_number_is_read_back(tmp_path: Path, texts: list[str], numbers: list[Any]) -> None:
    fitting = [Texts().fit(text, "BL-0001", "Text") for text in texts]
    found = written(tmp_path / "rows.xlsx", [[*fitting, "end"], [*numbers, "end"]])
    # A reader takes the way in which a text is escaped back.
    assert [value or "" for value in found[0][: len(fitting)]] == [
        text.replace("_x005F_", "_") for text in fitting
    ]
    assert [float(value) for value in found[1][: len(numbers)]] == pytest.approx(
        [float(value) for value in numbers], rel=1e-15
    )


def test_cells_that_hold_nothing_stay_empty_and_rows_keep_their_places(tmp_path: Path) -> None:
    rows: list[list[Any]] = [[None, "a", None, Decimal("1.50")], [], ["", "<b> & 'c' \"d\""]]
    assert written(tmp_path / "rows.xlsx", rows) == [
        [None, "a", None, 1.5],
        [None, None, None, None],
        [None, "<b> & 'c' \"d\"", None, None],
    ]


def test_spaces_at_the_ends_of_a_text_are_kept(tmp_path: Path) -> None:
    texts = [" both ", "\n line", "tab\t", " "]
    assert written(tmp_path / "rows.xlsx", [texts])[0][:3] == texts[:3]


def test_what_fails_while_a_row_is_written_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def write() -> None:
        with new_book("en", "") as book:
            sheet = book.new_sheet("Sheet")
            sheet.append([("a", "s", 0)])
            sheet.append((1 // number, "n", 0) for number in (1, 0))

    with pytest.raises(ZeroDivisionError):
        write()
    assert list(tmp_path.iterdir()) == []
