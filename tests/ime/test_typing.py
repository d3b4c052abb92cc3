"""Every syllable typed by a real input method is on the disk, however the box is left, and no other box has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from fieldreport.record import Record
from fieldreport.values import Text
from tests.ime.program import Program
from tests.ime.screen import until

pytestmark = pytest.mark.ime

PRODUCTS, NEED = "Wanted products", "What was said"
NAMES = {PRODUCTS: "products", NEED: "need"}


@dataclass(frozen=True)
class Writing:
    """Keys of an English keyboard and what an engine of ibus makes of them; the last syllable stays unfinished."""

    engine: str
    keys: str
    text: str
    language: str


HANGUL = Writing("hangul", "tjadb tncnf ekfr", "섬유 수출 닭", "ko")
BENGALI = Writing("m17n:bn:itrans", "poshaaka yantraa.nsha", "পোশাক যন্ত্রাংশ", "bn")

scripts = pytest.mark.parametrize("writing", [HANGUL, BENGALI], ids=["Hangul", "Bengali"])
last_boxes = pytest.mark.parametrize("last", [PRODUCTS, NEED], ids=["line", "paragraphs"])


def write_both(program: Program, writing: Writing, last: str) -> None:
    """Write into both boxes, and stay in the one called last, its last syllable not finished."""
    first = NEED if last == PRODUCTS else PRODUCTS
    for field in (first, last):
        program.write(field, writing.keys, writing.engine)


def texts(record: Record) -> dict[str, str]:
    """The texts, as they were written."""
    return {name: one.original for name, one in record.values.items() if isinstance(one, Text)}


def both(writing: Writing) -> dict[str, str]:
    """What is to be in the record."""
    return dict.fromkeys(NAMES.values(), writing.text)


def kept(program: Program) -> dict[str, str]:
    """The texts in the draft, as they were written."""
    typed = program.drafts()[0].typed if program.drafts() else {}
    return {name: typed[name]["text"] for name in NAMES.values() if name in typed}


def lead_that(program: Program, what: str, condition: Callable[[Record], bool]) -> Record:
    """The lead for which that is true, as soon as it is on the disk."""
    return until(what, lambda: next((one for one in program.leads() if condition(one)), None))


def filled(record: Record) -> set[str]:
    """The fields that have a value."""
    return {name for name, one in record.values.items() if one not in (None, (), "")}


def check_nothing_else(program: Program, saved: Record, writing: Writing) -> None:
    """Close the window, and find what was written and no syllable of it anywhere else."""
    before = filled(saved)
    program.click_away_the_window()
    (record,) = [one for one in program.leads() if one.id == saved.id]
    assert texts(record) == both(writing)
    assert filled(record) == before == {"buyer", "products", "need", "received_on", "status"}
    assert program.drafts() == []


@scripts
@last_boxes
def test_left_by_the_save_button(program: Program, writing: Writing, last: str) -> None:
    program.begin_lead()
    write_both(program, writing, last)
    program.click_button("Save")
    saved = lead_that(program, "the new lead", lambda one: one.reference == "BL-0002")
    assert texts(saved) == both(writing)
    assert {saved.values[name].language for name in NAMES.values()} == {writing.language}
    check_nothing_else(program, saved, writing)


@scripts
@last_boxes
def test_left_by_control_s(program: Program, writing: Writing, last: str) -> None:
    program.begin_lead()
    write_both(program, writing, last)
    program.hands.press("ctrl+s")
    saved = lead_that(program, "the new lead", lambda one: one.reference == "BL-0002")
    assert texts(saved) == both(writing)
    check_nothing_else(program, saved, writing)


@scripts
@last_boxes
def test_left_by_tab(program: Program, writing: Writing, last: str) -> None:
    program.open_lead()
    write_both(program, writing, last)
    program.hands.press("Tab")
    saved = lead_that(program, "both texts in the lead", lambda one: texts(one) == both(writing))
    program.hands.press("Tab")
    check_nothing_else(program, saved, writing)


@scripts
@last_boxes
def test_left_by_closing_the_window(program: Program, writing: Writing, last: str) -> None:
    program.open_lead()
    write_both(program, writing, last)
    program.click_away_the_window()
    (saved,) = program.leads()
    assert texts(saved) == both(writing)
    assert program.drafts() == []


@scripts
@last_boxes
def test_left_by_a_power_cut_and_restored(program: Program, writing: Writing, last: str) -> None:
    program.begin_lead()
    write_both(program, writing, last)
    until("the draft", lambda: kept(program) == both(writing))
    program.kill()
    assert kept(program) == both(writing)
    program.start()
    program.go_to("Buyer leads")
    program.click_button("Restore")
    until("the texts", lambda: all(program.text_of(field) == writing.text for field in NAMES))
    program.click_button("Save")
    saved = lead_that(program, "the new lead", lambda one: one.reference == "BL-0002")
    check_nothing_else(program, saved, writing)


@scripts
@pytest.mark.parametrize("keys", ["Tab", "ctrl+s"])
@pytest.mark.parametrize("program", [False], indirect=True, ids=["not waiting"])
def test_left_by_a_key_where_keys_do_not_wait_for_the_input_method(
    program: Program, writing: Writing, keys: str
) -> None:
    program.open_lead()
    write_both(program, writing, NEED)
    # The last key has been answered when what came of it is in the draft.
    until("the draft", lambda: kept(program).get("need") == writing.text)
    program.hands.press(keys)
    saved = lead_that(program, "both texts in the lead", lambda one: texts(one) == both(writing))
    check_nothing_else(program, saved, writing)
