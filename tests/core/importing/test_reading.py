"""Files as people really have them, and files that mean harm."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from fieldreport import csvfile
from fieldreport.failures import InputAtFault
from fieldreport.importing import reading, workbook
from fieldreport.importing.reading import read

TITLES = {"company", "country", "phone", "e-mail", "products", "name"}


def known(group: str, title: str) -> bool:
    """Whether a title is one of a few."""
    return title.casefold() in TITLES or f"{group} {title}".casefold() in TITLES


def saved(tmp_path: Path, fill: Callable[[Workbook], None], name: str = "list.xlsx") -> Path:
    book = Workbook()
    fill(book)
    book.save(tmp_path / name)
    return tmp_path / name


def rows(path: Path, *given: list[object]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in given:
        sheet.append(row)
    book.save(path)
    return path


def refused(path: Path, sheet: str = "") -> str:
    with pytest.raises(InputAtFault) as caught:
        read(path, known, sheet)
    return caught.value.problems[0].message


def test_titles_below_other_things_are_found(tmp_path: Path) -> None:
    path = rows(
        tmp_path / "a.xlsx",
        ["Buyers of 2026"],
        [],
        ["made by", "Officer"],
        ["No", "Company", "Country"],
        [1, "Surma", "BD"],
        [],
        [2, "Nodi", "BD"],
    )
    table = read(path, known)
    assert [one.title for one in table.columns] == ["No", "Company", "Country"]
    assert (table.title_row, list(table.numbers)) == (4, [5, 7])


def test_a_title_over_several_columns_is_kept_beside_theirs(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        sheet.append(["Company", "Contact", None])
        sheet.append([None, "Name", "Phone"])
        sheet.append(["Surma", "Rahim", "01711-000001"])
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    table = read(saved(tmp_path, fill), known)
    assert [(one.group, one.title) for one in table.columns] == [
        ("", "Company"),
        ("Contact", "Name"),
        ("Contact", "Phone"),
    ]


def test_titles_again_sums_and_another_table_are_left_out_and_told(tmp_path: Path) -> None:
    path = rows(
        tmp_path / "a.xlsx",
        ["Company", "Country"],
        ["Surma", "BD"],
        ["Company", "Country"],
        ["Nodi", "BD"],
        ["합계", 2],
        [],
        ["Name", "Phone", "E-mail"],
        ["Rahim", "01711", "a@example.com"],
    )
    table = read(path, known)
    assert [row[0] for row in table.rows] == ["Surma", "Nodi"]
    assert [(one.message, one.place) for one in table.notes] == [
        (reading.TITLES_AGAIN, "a.xlsx:Sheet!3"),
        (reading.SUM_ROW, "a.xlsx:Sheet!5"),
        (reading.OTHER_TABLE, "a.xlsx:Sheet!7"),
    ]


def test_empty_columns_and_columns_without_a_title(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.xlsx", ["Company", None, None, "Country"], ["Surma", None, "left", "BD"])
    table = read(path, known)
    assert [(one.letter, one.title) for one in table.columns] == [
        ("A", "Company"),
        ("C", ""),
        ("D", "Country"),
    ]


def test_hidden_sheets_are_passed_over_unless_named(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        first = book.active
        assert first is not None
        first.title = "Secret"
        first.append(["Company"])
        first.append(["Hidden Ltd."])
        first.sheet_state = "hidden"
        empty = book.create_sheet("Empty")
        assert empty is not None
        seen = book.create_sheet("Seen")
        seen.append(["Company"])
        seen.append(["Surma"])

    path = saved(tmp_path, fill)
    assert read(path, known).rows[0][0] == "Surma"
    assert read(path, known, "secret").rows[0][0] == "Hidden Ltd."
    assert [(one.name, one.hidden) for one in read(path, known).sheets] == [
        ("Secret", True),
        ("Empty", False),
        ("Seen", False),
    ]
    assert refused(path, "Nowhere") == workbook.NO_SUCH_SHEET


def test_formulas_without_results_and_errors_are_told(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.xlsx", ["Company", "Country"], ["=A1", "BD"], ["Surma", "#N/A"])
    table = read(path, known)
    assert {(one.message, one.count) for one in table.notes} == {
        (workbook.FORMULA_WITHOUT_VALUE, 1),
        (workbook.ERROR_CELL, 1),
    }


def test_days_stay_days(tmp_path: Path) -> None:
    table = read(rows(tmp_path / "a.xlsx", ["Company", "Day"], ["Surma", date(2026, 11, 9)]), known)
    assert table.rows[0][1] == date(2026, 11, 9)


def test_korean_csv_and_rows_of_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes('Company,Country\r\n"한일\r\n기계",KR\r\n\r\n별빛,KR\r\n'.encode("cp949"))
    table = read(path, known)
    assert [row[0] for row in table.rows] == ["한일\n기계", "별빛"]
    assert list(table.numbers) == [2, 4]
    assert table.place(4, 1) == "list.csv:B4"


def test_the_content_decides_not_the_name(tmp_path: Path) -> None:
    path = rows(tmp_path / "list.xlsx", ["Company"], ["Surma"])
    named = path.rename(tmp_path / "list.csv")
    assert read(named, known).rows[0][0] == "Surma"
    text = tmp_path / "other.xlsx"
    text.write_text("Company\nNodi\n", encoding="utf-8")
    assert read(text, known).rows[0][0] == "Nodi"


# ---- what is no list ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", reading.NOTHING),
        (b"  \r\n", reading.NOTHING),
        (b"PK\x03\x04 and then nothing", workbook.NOT_A_WORKBOOK),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 2000, workbook.OLD_WORKBOOK),
        (b"<html><table><tr><td>Company</td></tr></table></html>", workbook.WEB_PAGE),
        (b"%PDF-1.7", workbook.OTHER_WORKBOOK),
        (b"Company\n", reading.EMPTY),
    ],
)
def test_what_is_no_list_is_said_plainly(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    assert refused(path) == message


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing.xlsx") == workbook.NO_FILE
    assert refused(tmp_path) == workbook.IS_A_FOLDER


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(path: Path, changes: dict[str, bytes]) -> Path:
    """The same file with some of its parts replaced."""
    parts = parts_of(path) | changes
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"
CELL = b'<c r="%s" t="inlineStr"><is><t>x</t></is></c>'


def sheet_of(*cells: bytes) -> bytes:
    body = b"".join(cells)
    return (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + body
        + b"</sheetData></worksheet>"
    )


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return rows(tmp_path / "list.xlsx", ["Company"], ["Surma"])


@pytest.mark.parametrize(
    "content",
    [
        sheet_of(
            b'<row r="1">' + CELL % b"A1" + b'</row><row r="1048576">' + CELL % b"XFD1048576" + b"</row>"
        ),
        # The row says one thing and its cell another.
        sheet_of(b'<row r="1">' + CELL % b"A1" + CELL % b"B999999" + CELL % b"GR5" + b"</row>"),
        sheet_of(b'<row r = "1"><c r = "A1"/></row><row r= "1048576"><c r ="xfd1048576"/></row>'),
        # Cells that do not say where they are.
        sheet_of(b"<row>" + b"<c/>" * 16_000 + b"</row>" + b"<row><c/></row>" * 10_000),
        sheet_of(*(b'<row r="%d"/>' % number for number in range(1, 1_000_002, 100_000))),
    ],
    ids=["corner", "lying row", "spaces and small letters", "without places", "far row"],
)
def test_cells_far_apart_are_refused_before_they_fill_the_memory(book: Path, content: bytes) -> None:
    assert refused(rewritten(book, {SHEET: content})) == workbook.TOO_FAR


def test_a_file_that_swells_is_refused(book: Path) -> None:
    bomb = b"<sst>" + b" " * (workbook.LIMITS.inside + 1) + b"</sst>"
    assert refused(rewritten(book, {"xl/sharedStrings.xml": bomb})) == workbook.TOO_MUCH_INSIDE


def test_entities_and_other_encodings_are_refused(book: Path) -> None:
    entities = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'
    assert refused(rewritten(book, {"xl/workbook.xml": entities})) == workbook.NOT_A_WORKBOOK
    book.unlink()
    other = rows(book, ["Company"], ["Surma"])
    wide = sheet_of(b'<row r="1"><c r="A1"/></row>').decode("ascii").encode("utf-16")
    assert refused(rewritten(other, {SHEET: wide})) == workbook.NOT_A_WORKBOOK


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    assert refused(path) == workbook.OTHER_WORKBOOK


def test_a_part_that_is_there_twice(book: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(book, "a") as archive:
        archive.writestr(SHEET, sheet_of(b'<row r="1"><c r="A1"/></row>'))
    assert refused(book) == workbook.NOT_A_WORKBOOK


def test_a_file_cut_short(book: Path) -> None:
    book.write_bytes(book.read_bytes()[:-400])
    assert refused(book) == workbook.NOT_A_WORKBOOK


def test_what_is_too_large_is_not_read(book: Path) -> None:
    with pytest.raises(InputAtFault) as caught:
        workbook.content_of(book, workbook.Limits(bytes=100))
    assert caught.value.problems[0].message == workbook.TOO_LARGE


def test_a_long_cell_is_refused(book: Path) -> None:
    raw = rows(book, ["Company"], ["x" * 300]).read_bytes()
    with pytest.raises(InputAtFault) as caught:
        workbook.read(raw, "list.xlsx", limits=workbook.Limits(cell=200))
    assert caught.value.problems[0].message == workbook.CELL_TOO_LONG
    assert zipfile.is_zipfile(io.BytesIO(raw))


@pytest.mark.parametrize("spoil", [lambda raw: raw[200:], lambda raw: bytes(len(raw)), lambda raw: raw[::-1]])
@pytest.mark.parametrize("name", ["list.xlsx", "LIST.XLSM"])
def test_a_workbook_that_lost_its_beginning_is_said_to_be_damaged(
    book: Path, name: str, spoil: Callable[[bytes], bytes]
) -> None:
    spoilt = book.with_name(name)
    spoilt.write_bytes(spoil(book.read_bytes()))
    assert refused(spoilt) == workbook.NOT_A_WORKBOOK
    assert refused(spoilt, "Sheet1") == workbook.NOT_A_WORKBOOK


def test_what_is_called_a_list_of_texts_is_told_as_one(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(bytes(500))
    assert refused(path) == csvfile.NOT_TEXT
