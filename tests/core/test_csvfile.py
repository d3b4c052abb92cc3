"""CSV: encodings told apart, delimiters found, limits kept, texts that stay texts."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport import csvfile, text
from fieldreport.csvfile import Cell, Csv, Limits, Row
from fieldreport.failures import InputAtFault, MachineAtFault

KOREAN = "상호,품목\r\n한일기계,환편기 6대\r\n(주)똠방각하,펲시콜라 샾\r\n"


def parsed(raw: bytes) -> Csv:
    return csvfile.parse(raw, "list.csv")


def cells(found: Csv) -> list[tuple[str, ...]]:
    return [row.cells for row in found.rows]


def written(rows: list[list[Cell]]) -> bytes:
    return "".join(csvfile.lines(rows)).encode("utf-8")


def refused(raw: bytes) -> tuple[str, str]:
    """The message and the place of the problem."""
    with pytest.raises(InputAtFault) as caught:
        parsed(raw)
    (problem,) = caught.value.problems
    return problem.message, problem.place


# ---- encodings -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (KOREAN.encode("utf-8"), "utf-8"),
        (KOREAN.encode("utf-8-sig"), "utf-8-sig"),
        (KOREAN.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + KOREAN.encode("utf-16-be"), "utf-16"),
        (KOREAN.encode("cp949"), "cp949"),
    ],
)
def test_the_encoding_is_found_and_told(raw: bytes, encoding: str) -> None:
    found = parsed(raw)
    assert found.encoding == encoding
    assert cells(found) == [("상호", "품목"), ("한일기계", "환편기 6대"), ("(주)똠방각하", "펲시콜라 샾")]


@pytest.mark.parametrize("words", ["금액,주소\r\n12,무역\r\n", "ক্রেতা,ঠিকানা\r\nকক,12\r\n"])
def test_utf_8_that_could_be_cp949_is_utf_8(words: str) -> None:
    raw = words.encode("utf-8")
    assert raw.decode("cp949") != words
    found = parsed(raw)
    assert found.encoding == "utf-8"
    assert cells(found) == [tuple(row.split(",")) for row in words.splitlines()]


def test_bengali_and_hangul_from_a_mac_become_nfc() -> None:
    raw = "\u1112\u1161\u11ab\u1100\u116e\u11a8,বা\u09dcি,কে\u09be\r\n".encode()
    assert cells(parsed(raw)) == [("한국", unicodedata.normalize("NFC", "বা\u09dcি"), "কো")]


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=4, max_size=60))
def test_any_korean_in_cp949_is_read(words: str) -> None:
    # A few pairs of syllables are letters of UTF-8 too; a file with nothing else but such pairs is nobody's list.
    raw = ("상호,품목\r\n" + words + ",1\r\n").encode("cp949")
    assert cells(parsed(raw)) == [("상호", "품목"), (words, "1")]


@pytest.mark.parametrize(
    "raw",
    [b"\x89PNG\r\n\x1a\n\xff\xfe", b"caf\xe9\xff\x80", codecs.BOM_UTF8 + b"\xff", "가".encode("euc-kr")[:1]],
)
def test_what_no_encoding_reads_is_refused(raw: bytes) -> None:
    assert refused(raw) == (csvfile.NOT_DECODED, "list.csv")


@pytest.mark.parametrize("raw", [b"PK\x03\x04\x00\x00", b"a\x00\x00b", KOREAN.encode("utf-32")])
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    message, _ = refused(raw)
    assert message in (csvfile.NOT_TEXT, csvfile.NOT_DECODED)


# ---- delimiters, lines -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_delimiters_and_line_ends(delimiter: str, end: str) -> None:
    rows = [["name", "country", "note"], ["Shapla Knit", "BD", '"3,5; twice"'], ["한일기계", "KR", ""]]
    found = parsed(end.join(delimiter.join(row) for row in rows).encode())
    assert found.delimiter == delimiter
    assert [row.line for row in found.rows] == [1, 2, 3]
    assert cells(found)[1] == ("Shapla Knit", "BD", "3,5; twice")


def test_decimal_commas_do_not_hide_a_semicolon() -> None:
    assert parsed(b"name;value\r\nA;1,5\r\nB;2,5\r\n").delimiter == ";"


def test_excels_own_hint_is_followed_and_lines_still_count() -> None:
    found = parsed(b"sep=;\r\na,b;c\r\nd;e\r\n")
    assert (found.delimiter, found.rows) == (";", (Row(2, ("a,b", "c")), Row(3, ("d", "e"))))


def test_a_row_knows_its_line_behind_cells_of_several_lines() -> None:
    found = parsed(b'a,b\r\n"one\r\ntwo\nthree",x\r\n\r\n,\r\nc,d\r\n')
    assert found.rows == (Row(1, ("a", "b")), Row(2, ("one\ntwo\nthree", "x")), Row(7, ("c", "d")))


@pytest.mark.parametrize("raw", [b"", b"\r\n\r\n", b"\xef\xbb\xbf", b",,\r\n,,\r\n"])
def test_an_empty_file_has_no_rows(raw: bytes) -> None:
    assert parsed(raw).rows == ()


# ---- limits and mistakes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "message", "place"),
    [
        (b'a,b\r\n"never closed,\r\nc,d\r\n', csvfile.NOT_CSV, "list.csv:2"),
        (b'a,b\r\n"x"y,d\r\n', csvfile.NOT_CSV, "list.csv:2"),
        (b"a\r\n" + b"," * csvfile.LIMITS.columns + b"\r\n", csvfile.TOO_MANY_COLUMNS, "list.csv:2"),
        (b"a,b\r\nc,d\r\n" + b"x" * (csvfile.LIMITS.cell + 1), csvfile.CELL_TOO_LONG, "list.csv:3"),
        (b'a,b\r\n"' + b"x\n" * csvfile.LIMITS.cell, csvfile.CELL_TOO_LONG, "list.csv:2"),
    ],
)
def test_mistakes_are_told_with_their_line(raw: bytes, message: str, place: str) -> None:
    assert refused(raw) == (message, place)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"a,b\n" * 26)
    with pytest.raises(InputAtFault, match="larger than"):
        csvfile.read(path, Limits(bytes=100))
    path.write_bytes(b"a,b\n" * 25)
    assert len(csvfile.read(path, Limits(bytes=100)).rows) == 25


def test_too_many_rows_are_refused_but_empty_ones_do_not_count() -> None:
    assert len(csvfile.parse(b"a,b\n\n,\n" * 3, "list.csv", Limits(rows=3)).rows) == 3
    with pytest.raises(InputAtFault) as caught:
        csvfile.parse(b"a,b\n" * 4, "list.csv", Limits(rows=3))
    assert [(one.message, one.place) for one in caught.value.problems] == [
        (csvfile.TOO_MANY_ROWS, "list.csv:4")
    ]


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputAtFault, match="no file"):
        csvfile.read(tmp_path / "none.csv")
    with pytest.raises(MachineAtFault):
        csvfile.read(tmp_path)


# ---- writing ---------------------------------------------------------------------------------------------------


def test_what_a_file_looks_like(tmp_path: Path) -> None:
    path = tmp_path / "목록.csv"
    moment = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
    csvfile.write(
        path,
        [
            ["Name", "Value"],
            ['Shapla "Knit", Ltd.', Decimal("180000.00")],
            ["한일기계", -5],
            [date(2026, 11, 20), moment],
            [None, ""],
        ],
    )
    assert (
        path.read_bytes()
        == (
            '\ufeff"Name","Value"\r\n"Shapla ""Knit"", Ltd.",180000.00\r\n"한일기계",-5\r\n'
            "2026-11-20,2026-11-20 10:30\r\n,\r\n"
        ).encode()
    )
    assert [path] == list(tmp_path.iterdir())


def test_an_empty_file_still_says_its_encoding() -> None:
    assert written([]) == codecs.BOM_UTF8


MISREAD = [
    *(
        "=1+1",
        "+8801713123720",
        "-5 %",
        "@SUM(A1)",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        " =1+1",
        "\t=1+1",
        "\n=1+1",
    ),
    *(
        "0101.21",
        "8447.12",
        "12345678901234567890",
        "1-2",
        "3/5",
        "10:30",
        "(5)",
        "1e5",
        "00",
        "1,234",
        "50 %",
    ),
]


@pytest.mark.parametrize("cell", MISREAD)
def test_a_text_that_spreadsheets_would_change_is_kept_apart_by_a_tab(cell: str) -> None:
    raw = written([["name", "text"], ["x", cell]])
    ((_, read),) = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))[1:]
    assert read == "\t" + cell
    assert cells(parsed(raw))[1] == ("x", cell)


@pytest.mark.parametrize(
    "cell", ["Shapla", "6 machines", "한일기계", "২০২৫", "A-1", "e5", "'quoted'", "a=b", "\tx"]
)
def test_other_texts_are_written_as_they_are(cell: str) -> None:
    assert written([[cell]]) == codecs.BOM_UTF8 + f'"{cell}"\r\n'.encode()


_TEXT = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("=+-@\t\r\n\",;'0123456789."), max_size=30
)
_FILLED = _TEXT.filter(lambda cell: bool(text.clean(cell).strip()))


@given(st.lists(st.tuples(_FILLED, _TEXT, _TEXT), min_size=1, max_size=8))
def test_what_is_written_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    found = parsed(written([list(row) for row in rows]))
    assert (found.encoding, found.delimiter) == ("utf-8-sig", ",")
    assert cells(found) == [tuple(text.clean(cell) for cell in row) for row in rows]


@given(_FILLED)
def test_no_text_can_begin_a_formula(cell: str) -> None:
    raw = written([[cell, "x"]]).decode("utf-8-sig")
    ((read, _),) = csv.reader(io.StringIO(raw, newline=""))
    assert read[0] == "\t" or read.lstrip()[0] not in "=+-@＝＋－＠"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        found = parsed(raw)
    except InputAtFault:
        return
    assert all(cell == text.clean(cell) or cell.startswith("\t") for row in found.rows for cell in row.cells)
