"""Sheets read at once: what is found is what the parser finds, or nothing is said and the parser is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fieldreport.verifying import plain
from fieldreport.verifying.archive import Unreadable, feed, parser
from fieldreport.verifying.cells import LONGEST, MOST_COLUMNS, _Sheet, column_number

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def parsed(content: bytes) -> object:
    """What the parser finds, or that it refuses."""
    sheet = _Sheet([])
    try:
        for _ in feed(parser(sheet.start, sheet.end, sheet.characters), iter((content,))):
            pass
    except (Unreadable, ValueError):
        return None
    return sheet.rows


def at_once(content: bytes) -> object:
    """What is found at once; None where it is left to the parser."""
    parts = plain.framed(content)
    if parts is None:
        return None
    rows = plain.rows_in(parts[1], column_number, MOST_COLUMNS, LONGEST)
    return rows if rows is not None and parsed(parts[0]) == [] else None


PIECES = (
    '<row r="1">', '<row r="2" ht="12.5" customHeight="1">', '<row r="2">', '<row r="2" r="3">', "</row>",
    '<c r="A1"><v>1</v></c>', '<c r="B1" s="3"><v>-1.5e3</v></c>',
    '<c r="A2" s="1" t="inlineStr"><is><t>가 &amp; b</t></is></c>',
    '<c r="B2" t="inlineStr"><is><t xml:space="preserve"> ক্ষ্ম </t></is></c>', '<c r="C1" s="1" />', '<c r="A1"/>',
    '<c r="D1" t="inlineStr"><is><t>_x0041_</t></is></c>', '<c r="D2" t="inlineStr"><is><t>&lt;&#65;</t></is></c>',
    '<c r="A1"><f>1+1</f><v>2</v></c>', '<c r="A1" t="s"><v>0</v></c>', '<c r="A1"><v>nan</v></c>', " ", "\n", "x",
    '<c r="A1" t="inlineStr"><is><t>]]></t></is></c>', '<c r="A1" t="inlineStr"><is><t>a\rb</t></is></c>', "&amp;",
    "<!-- -->", '<c r="AAAA1"><v>1</v></c>', '<c r="E1" t="inlineStr"><is><t>a\x01</t></is></c>', "\ufffe",
)  # fmt: skip


@given(
    some.lists(some.sampled_from(PIECES), max_size=8).map("".join),
    some.sampled_from(("", "<cols/>", "<sheetData/>", "<broken>", "<!DOCTYPE x>")),
    some.sampled_from(("", "<pageSetup/>", "<sheetData></sheetData>", "</worksheet>")),
)
def test_what_is_found_at_once_is_what_the_parser_finds(rows: str, before: str, after: str) -> None:
    content = f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>".encode()
    found = at_once(content)
    assert found is None or found == parsed(content)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("", []),
        ('<row r="1"></row>', []),
        (
            '<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>a &lt; b</t></is></c></row>',
            [(1, {1: "a < b"})],
        ),
        (
            '<row r="1"><c r="C1"><v>2</v></c></row><row r="4" ht="30" customHeight="1"><c r="B4" s="2" /></row>',
            [(1, {3: 2.0})],
        ),
    ],
)
def test_what_this_program_writes_is_read_at_once(rows: str, expected: object) -> None:
    assert at_once(f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>".encode()) == expected


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"></row><row r="1"></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><row r="2"></row></row>',
        '<c r="A1"><v>1</v></c>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a]]></t></is></c></row>',
    ],
)
def test_anything_else_is_left_to_the_parser(rows: str) -> None:
    assert at_once(f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>".encode()) is None
