"""Usual cells are read as the long way reads them, only sooner."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fieldreport.field import Field, Reading
from fieldreport.fields import Country, Line, TextField, Website, Words
from fieldreport.importing import usual
from fieldreport.importing.cleaning import clean
from fieldreport.parsing import Unreadable

READING = Reading("bn", date(2026, 11, 21))
FIELDS: tuple[Field, ...] = (
    TextField(name="name", label="", short=True),
    TextField(name="note", label=""),
    Line(name="line", label=""),
    Website(name="website", label=""),
    Words(name="words", label=""),
)
SIGNS = st.one_of(
    st.characters(codec="utf-8"),
    st.sampled_from(" ,;/·•-.()\t\n\u00a0\u200b가각한যমুনা①1২aAéÉé\u0301\"'“”&:x"),
)
PIECES = st.sampled_from(
    [
        "n/a",
        "Ltd.",
        ", Ltd",
        "www.",
        "example.com",
        "한빛",
        "যমুনা টেক্স",
        "A, B",
        " and ",
        "_x000D_",
        "http://",
        "x",
    ]
)
CELLS = st.one_of(st.text(SIGNS, max_size=40), st.lists(st.one_of(PIECES, SIGNS), max_size=6).map("".join))


@settings(max_examples=600)
@given(st.sampled_from(FIELDS), CELLS)
@example(FIELDS[4], "yarn, Shapla Knit, Ltd.")
@example(FIELDS[4], 'say "yarn", 원단')
@example(FIELDS[4], "film and 필름")
@example(FIELDS[3], "www.example.com,")
@example(FIELDS[0], "\u1100\u1161")
@example(FIELDS[1], "  없음 ")
def test_the_usual_way_is_the_long_way(field: Field, cell: str) -> None:
    way = usual.way(field)
    assert way is not None
    typed = usual.plain(cell)
    both = way(typed, READING.language) if typed else None
    if both is None:
        return
    cleaned = clean(cell, field)
    assert (cleaned.notes, cleaned.beside) == ((), "")
    assert both == (cleaned.raw, field.read(cleaned.raw, READING))


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        (FIELDS[0], "Shapla Knitwear Ltd."),
        (FIELDS[1], "যমুনা টেক্সটাইল, ঢাকা"),
        (FIELDS[2], "한빛 123"),
        (FIELDS[3], "www.example.com/en"),
        (FIELDS[4], "yarn, 원단, পাট সুতা"),
    ],
)
def test_what_is_usual_is_read_so(field: Field, cell: str) -> None:
    way = usual.way(field)
    assert way is not None
    assert usual.plain(cell) == cell
    assert way(cell, "en") == (clean(cell, field).raw, field.read(cell, replace(READING, language="en")))


@pytest.mark.parametrize("cell", ["", " ", "n/a", "두  칸", "a\tb", "a\nb", "a\u00a0b", "x" * 401, 12, None])
def test_what_is_not_usual_goes_the_long_way(cell: object) -> None:
    assert usual.plain(cell) == ""


def test_other_kinds_go_the_long_way() -> None:
    assert usual.way(Country(name="country", label="")) is None
    assert usual.way(None) is None


def test_a_website_that_is_none_is_left_to_the_field() -> None:
    way = usual.way(FIELDS[3])
    assert way is not None
    assert way("no address", "en") is None
    with pytest.raises(Unreadable):
        FIELDS[3].read("no address", READING)
