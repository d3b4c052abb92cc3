"""Texts lose nothing on their way into cells, and files are whole or not there."""

from __future__ import annotations

import errno
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.failures import MachineAtFault
from fieldreport.report.safe import LONGEST_CELL, Texts, cut, is_plain, length, pieces, save


@pytest.mark.parametrize(
    ("raw", "expected", "characters"),
    [
        ("plain", "plain", None),
        ("환편기\nচট্টগ্রাম\ttab", "환편기\nচট্টগ্রাম\ttab", None),
        ("=1+1", "=1+1", None),
        ("a\x07b", "ab", ("U+0007",)),
        ("a\ud800b\ufffe", "a\ufffdb\ufffd", ("U+D800", "U+FFFE")),
        ("a\r\nb\rc", "a\nb\nc", None),
        ("_x0041_", "_x005F_x0041_", None),
        ("__x0041__x", "__x005F_x0041__x", None),
        ("", "", None),
    ],
)
def test_a_text_is_changed_only_where_no_workbook_could_hold_it(
    raw: str, expected: str, characters: tuple[str, ...] | None
) -> None:
    texts = Texts()
    assert texts.fit(raw, "BL-0001", "Need") == expected
    assert [(one.reference, one.column, one.characters) for one in texts.replaced] == (
        [("BL-0001", "Need", characters)] if characters else []
    )


def test_a_text_too_long_for_a_cell_is_cut_there_and_kept_whole_beside_it() -> None:
    texts = Texts()
    raw = "나무 " * 15_000
    fitted = texts.fit(raw, "BL-0001", "Need")
    assert length(fitted) <= LONGEST_CELL
    assert fitted.endswith(" …")
    assert raw.startswith(fitted.removesuffix(" …"))
    [long] = texts.long
    assert (long.text, long.whole) == (raw, False)


@given(st.text(max_size=300), st.integers(5, 100))
def test_a_cut_text_is_its_beginning_and_never_longer(value: str, longest: int) -> None:
    beginning = cut(value, longest)
    assert length(beginning) <= longest
    assert beginning == value if length(value) <= longest else value.startswith(beginning[:-2])


@given(st.text(st.sampled_from("ab \n나"), max_size=400), st.integers(1, 50))
def test_pieces_are_short_and_together_the_text(value: str, longest: int) -> None:
    cut_up = list(pieces(value, longest))
    assert "".join(cut_up) == value
    assert all(0 < len(piece) <= longest for piece in cut_up)


@given(st.text(max_size=250))
def test_a_plain_text_needs_no_fitting(value: str) -> None:
    if is_plain(value):
        assert Texts().fit(value, "", "") == value


def workbook(path: Path, rows: int = 1) -> list[int]:
    with zipfile.ZipFile(path, "w") as archive:
        body = "<row r='1'></row>" * rows
        archive.writestr("xl/worksheets/sheet1.xml", f"<sheetData>{body}</sheetData>")
    return [rows]


def only_file_in(folder: Path) -> bytes:
    [path] = folder.iterdir()
    return path.read_bytes()


def test_a_workbook_is_there_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "보고서.xlsx"
    save(path, workbook)
    assert zipfile.is_zipfile(path)
    assert only_file_in(path.parent) == path.read_bytes()


def full_disk(path: Path) -> list[int]:
    path.write_bytes(b"half")
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def truncated(path: Path) -> list[int]:
    rows = workbook(path, rows=50)
    path.write_bytes(path.read_bytes()[:-40])
    return rows


def damaged(path: Path) -> list[int]:
    rows = workbook(path, rows=50)
    content = bytearray(path.read_bytes())
    content[60] ^= 0xFF
    path.write_bytes(content)
    return rows


def short_of_a_row(path: Path) -> list[int]:
    return [workbook(path)[0] + 1]


def not_xml(path: Path) -> list[int]:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<sheetData><row ></sheetData>")
    return [1]


@pytest.mark.parametrize("write", [full_disk, truncated, damaged, short_of_a_row, not_xml])
def test_what_is_not_whole_never_takes_the_place_of_what_was_there(tmp_path: Path, write: object) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"the issue before")
    with pytest.raises(MachineAtFault) as failure:
        save(path, write)  # type: ignore[arg-type]
    assert str(path) in str(failure.value.problem.values["path"])
    assert only_file_in(tmp_path) == b"the issue before"


def test_a_bug_of_ours_leaves_nothing_behind_either(tmp_path: Path) -> None:
    def broken(path: Path) -> list[int]:
        path.write_bytes(b"half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        save(tmp_path / "report.xlsx", broken)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(MachineAtFault):
        save(tmp_path / "file" / "report.xlsx", workbook)
