"""Columns, names, heights and the first page's measures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.field import Field
from fieldreport.fields import Amount, Choice, Day, HsCodes, Moment, Number, PhoneNumber, TextField, YesNo
from fieldreport.language import Language
from fieldreport.report.workbook import paper
from fieldreport.report.workbook.canvas import Canvas, shares
from fieldreport.report.workbook.columns import Column, Format, Showing, columns_of
from fieldreport.report.workbook.extent import NARROWEST, ROW, Listing, height, measure, unique
from fieldreport.report.workbook.look import Style, number_format, script
from fieldreport.report.workbook.measure import lines, shortened, width
from fieldreport.report.workbook.paper import pages_down
from fieldreport.report.workbook.sheet import sheet_names
from fieldreport.report.workbook.wording import rounded
from fieldreport.values import HsCode, Money, Phone, Text, TextState, Translation

DHAKA = timezone(timedelta(hours=6))
ENGLISH = Showing(Language("en"), str, DHAKA)

NEED = TextField(name="need", label="Need")


@pytest.mark.parametrize(
    ("field", "value", "cells"),
    [
        (NEED, Text("Six sets", "en"), ("Six sets", "English", None)),
        (NEED, Text("여섯", "ko"), ("여섯", "Korean, not translated", None)),
        (
            NEED,
            Text("여섯", "ko", {"en": Translation("six", TextState.REVIEWED), "bn": Translation("ছয়")}),
            ("여섯", "Korean, translation reviewed", "six"),
        ),
        (
            Amount(name="value", label="Value"),
            Money(22_000_000_00, "BDT", Decimal("0.0082"), date(2026, 11, 12)),
            (Decimal("22000000.00"), "BDT", Decimal("180400.00"), Decimal("0.0082"), date(2026, 11, 12)),
        ),
        (Amount(name="value", label="Value"), Money(500, "KRW"), (Decimal(500), "KRW", None, None, None)),
        (
            Amount(name="value", label="Value"),
            Money(5, "USD"),
            (Decimal("0.05"), "USD", Decimal("0.05"), None, None),
        ),
        (HsCodes(name="hs", label="HS"), (HsCode("0402"), HsCode("84471100", "BCT")), ("0402, 8447.11.00",)),
        (
            PhoneNumber(name="phone", label="Phone"),
            Phone("01711-000001", "+8801711000001"),
            ("+8801711000001",),
        ),
        (YesNo(name="sure", label="Sure"), False, ("No",)),
        (Choice(name="kind", label="Kind", choices={"a": "Apple"}), "a", ("Apple",)),
        (Number(name="share", label="Share", unit="%"), Decimal("12.5"), (Decimal("12.5"),)),
        (Day(name="day", label="Day"), date(2026, 11, 12), (date(2026, 11, 12),)),
        (
            Moment(name="at", label="At"),
            datetime(2026, 11, 12, 20, 30, 59, tzinfo=UTC),
            (datetime(2026, 11, 13, 2, 30),),  # noqa: DTZ001 (a spreadsheet's moment has no zone)
        ),
    ],
)
def test_a_value_fills_its_columns(field: Field, value: object, cells: tuple[object, ...]) -> None:
    made = columns_of(field, ENGLISH)
    assert made.cells(value) == cells
    assert len(made.columns) == len(cells)


def test_a_kind_that_nobody_has_heard_of_is_shown_as_people_read_it() -> None:
    class Colour(Field):
        kind = "colour"

    made = columns_of(Colour(name="colour", label="Colour"), ENGLISH)
    assert made.cells("red") == ("red",)
    assert made.columns[0].header == "Colour"


def test_sheet_names_are_what_excel_takes() -> None:
    long = "가" * 40
    assert sheet_names(["Leads", "leads", "a/b:c*[d]?\\e", "'quoted'", long, long, ""]) == [
        "Leads",
        "leads 2",
        "a b c  d   e",
        "quoted",
        "가" * 28,
        "가" * 28 + " 2",
        "-",
    ]


@given(st.lists(st.sampled_from(["Kind", "kind", "KIND 2", "", "유형"]), max_size=12))
def test_unique_names_differ_by_more_than_capitals(names: list[str]) -> None:
    found = unique(names)
    assert len({name.casefold() for name in found}) == len(names)
    assert all(new.startswith(old) for old, new in zip(names, found, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain 1", ""),
        ("환편기", "ko"),
        ("চালান", "bn"),
        ("৫", "bn"),
        ("ＦＯＢ", ""),
        ("L/C 신용장 এলসি", "ko"),
    ],
)
def test_a_text_is_set_in_the_font_of_its_first_letter_in_either_script(text: str, expected: str) -> None:
    assert script(text) == expected


@pytest.mark.parametrize("language", ["ko", "en", "bn"])
def test_number_formats_are_plain(language: str) -> None:
    formats = [number_format(one, language, places) for one in Format for places in (0, 2)]
    assert all(name.isascii() and "[" not in name for name in formats)


@given(st.text(st.sampled_from("ab 나ক্ষ\n"), max_size=80), st.integers(4, 60))
def test_a_wider_column_never_needs_more_lines(text: str, digits: int) -> None:
    assert 1 <= lines(text, digits + 5) <= lines(text, digits)


@given(st.text(st.sampled_from("abc 나চ"), max_size=200), st.integers(6, 60), st.integers(1, 4))
def test_a_shortened_text_fits(text: str, digits: int, most: int) -> None:
    short = shortened(text, digits, most)
    assert lines(short, digits) <= most
    assert short == " ".join(text.split()) or short.endswith("…")


def test_scripts_differ_in_width() -> None:
    assert width("나라") > width("ab")
    assert width("ক্ষ") < width("কষ")


def test_amounts_are_rounded_for_reading() -> None:
    assert [rounded(one) for one in (None, 5, Fraction(15, 2), Fraction(1001, 10), Fraction(20, 3))] == [
        None,
        5,
        Decimal("7.5"),
        100,
        Decimal("6.7"),
    ]


def test_a_high_sheet_takes_more_pages_and_none_for_a_row_or_two() -> None:
    page = (paper.HEIGHT - (paper.HEAD_WITH_NAME - paper.HEAD) * 72) / 0.75
    wide = paper.WIDTH / paper.DIGIT / 0.75
    assert [pages_down(page * share, wide) for share in (0.1, 1.0, 1.08, 1.2, 2.1, 2.5)] == [1, 1, 1, 2, 2, 3]
    # Full-sized on a narrow sheet, small already on a very wide one.
    assert pages_down(page, wide / 2) == 2
    assert pages_down(page * 1.08 * 0.75 / 0.68, wide * 0.75 / 0.68) == 2


COLUMNS = st.builds(
    Column,
    st.sampled_from(["No.", "Reference", "What is to be done (original)", "할 일 (원문)", "কী করতে হবে"]),
    st.sampled_from(list(Format)),
    st.sampled_from([8, 14, 28, 30, 50]),
    st.booleans(),
    st.booleans(),
)
TEXTS = st.none() | st.text(st.sampled_from("ab 나ক্ষ\n"), max_size=90)
NUMBERS = st.none() | st.integers(0, 10**9)


@given(st.data(), st.lists(COLUMNS, min_size=1, max_size=14), st.integers(1, 14), st.sampled_from([0, 12]))
def test_what_is_printed_fits_the_paper_and_its_texts_their_rows(
    data: st.DataObject, columns: list[Column], essential: int, reserved: int
) -> None:
    cells = [TEXTS if one.format in (Format.TEXT, Format.CODE) else NUMBERS for one in columns]
    rows = data.draw(st.lists(st.tuples(*cells), max_size=4))
    extent = measure(Listing("A", columns, rows, essential=essential), reserved)
    wide = measure(Listing("A", columns, rows, essential=0), paper.DIGITS - 1)
    assert 1 <= wide.printed <= extent.printed <= len(columns)
    first = next((at for at, one in enumerate(columns[1:], start=1) if not one.joined), len(columns))
    # Columns that are read together are printed together, and what explains others only if it is asked for.
    assert extent.printed == len(columns) or not columns[extent.printed].joined
    assert all(not one.aside or one.joined for one in columns[max(essential, first) : extent.printed])
    if extent.printed > first:
        assert extent.across <= paper.DIGITS - reserved + 1e-6
    assert all(width >= NARROWEST for width in extent.widths)
    assert extent.hidden == [
        bool(rows) and all(row[at] is None for row in rows) for at in range(len(columns))
    ]
    too_high = {row for row, _ in extent.too_high}
    for number, row in enumerate(rows):
        points = extent.heights.get(number + 2, ROW)
        for at in range(extent.printed):
            assert number in too_high or height(row[at], extent.widths[at]) <= points


def test_a_place_on_the_canvas_has_its_lines_around_the_whole_of_it() -> None:
    canvas = Canvas([0, 1, 2, 3])
    first, second = canvas.add_row(10), canvas.add_row(20)
    canvas.put("a", Style(edges="ltrb"), 0, 2, first, second)
    cells = {
        (row, column): style.edges for row in (0, 1) for column, (_, style) in canvas._rows[row].cells.items()
    }
    assert cells == {(0, 1): "lt", (0, 2): "tr", (1, 1): "lb", (1, 2): "rb"}
    assert canvas.height == 30


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_shares_fill_the_width(parts: list[int]) -> None:
    found = shares(0.0, 100.0, parts)
    assert found[0][0] == 0.0
    assert found[-1][1] == pytest.approx(100.0)
    assert all(before[1] == after[0] for before, after in pairwise(found))
