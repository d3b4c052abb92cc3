"""A lead typed by hand in each language, a composition unfinished, the form left or closed: no syllable is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldreport.field import Json
from fieldreport.office import Office
from fieldreport.store.drafts import Draft
from tests.ui.hands import commit, compose, rewrite, write
from tests.ui.places import add, begin_record, buyer, open_record
from ui.desk import Desk
from ui.forms.keeper import DRAFT_INTERVAL
from ui.forms.link import LinkEditor
from ui.forms.text import TextEditor
from ui.pages.records import RecordsPage

PageOf = Callable[[str], RecordsPage]

#: In each language: the buyer's name, products, and a sentence whose last piece is never finished.
TYPED = {
    "ko": ("메그나 니트", "편직기, 부속품", "1월 중 신용장 개설 희", "망"),
    "en": ("Meghna Knit", "Knitting machines", "An L/C is to be opened in Januar", "y"),
    "bn": ("মেঘনা নিট", "নিটিং মেশিন", "জানুয়ারির মধ্যে এল/সি খুলতে চা", "ন"),
}


def text_box(page: RecordsPage, name: str) -> Any:
    editor = page.detail.form.editors[name]
    assert isinstance(editor, TextEditor)
    return editor.original.box


def find(qtbot: QtBot, page: RecordsPage, name: str, words: str) -> LinkEditor:
    """Type words into a link and wait for what is found."""
    editor = page.detail.form.editors[name]
    assert isinstance(editor, LinkEditor)
    rewrite(editor.finder.line, words)
    qtbot.waitUntil(editor.finder.suggestions.isVisible)
    return editor


def fill(qtbot: QtBot, page: RecordsPage, code: str) -> None:
    name, products, sentence, last = TYPED[code]
    editor = find(qtbot, page, "buyer", name)
    QTest.keyClick(editor.finder.line, Qt.Key.Key_Return)
    rewrite(text_box(page, "products"), products)
    rewrite(text_box(page, "need"), sentence)
    compose(text_box(page, "need"), last)


def drafts(office: Office) -> list[Draft]:
    with office.beside() as beside:
        return beside.drafts.all()


def said(typed: Json) -> str:
    return str(typed["text"])


@pytest.mark.parametrize("code", TYPED)
def test_a_lead_typed_in_each_language_is_saved_to_the_last_syllable(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf, code: str
) -> None:
    name, products, sentence, last = TYPED[code]
    organisation = buyer(office, name)
    desk.set_language(code)
    page = page_of("lead")
    begin_record(qtbot, page)
    fill(qtbot, page, code)
    # The shortcut comes in the middle of the syllable.
    QTest.keyClick(text_box(page, "need"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    lead = office.store.record("BL-0001")
    assert lead["buyer"] == organisation.id
    assert (lead["products"].original, lead["products"].language) == (products, code)
    assert (lead["need"].original, lead["need"].language) == (sentence + last, code)
    assert lead.language == code
    assert drafts(office) == []
    assert not page.detail.keeper.is_unsaved()


@pytest.mark.parametrize("code", TYPED)
def test_a_draft_is_kept_every_two_seconds_with_the_unfinished_syllable(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf, code: str
) -> None:
    _, _, sentence, last = TYPED[code]
    buyer(office, TYPED[code][0])
    page = page_of("lead")
    begin_record(qtbot, page)
    fill(qtbot, page, code)
    box = text_box(page, "need")
    qtbot.waitUntil(
        lambda: any(said(one.typed.get("need", {"text": ""})) == sentence + last for one in drafts(office)),
        timeout=DRAFT_INTERVAL + 3000,
    )
    # Nothing has disturbed the input method.
    assert box.composition == last
    assert box.typed() == sentence + last


@pytest.mark.parametrize("code", TYPED)
def test_a_new_lead_left_half_done_is_kept_and_offered_and_restored(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf, code: str
) -> None:
    name, products, sentence, last = TYPED[code]
    other = add(office, "lead", buyer=buyer(office, name).id, products="film")
    page = page_of("lead")
    begin_record(qtbot, page)
    fill(qtbot, page, code)
    open_record(page, other)
    [kept] = drafts(office)
    assert kept.record_id is None
    assert said(kept.typed["need"]) == sentence + last
    assert said(kept.typed["products"]) == products
    assert page.offer.isVisible()
    QTest.mouseClick(page.offer.restore, Qt.MouseButton.LeftButton)
    desk.settle()
    assert page.detail.keeper.record is None
    assert text_box(page, "need").typed() == sentence + last
    page.detail.keeper.save()
    desk.settle()
    assert office.store.record("BL-0002")["need"].original == sentence + last
    assert drafts(office) == []


@pytest.mark.parametrize("code", TYPED)
def test_closing_the_window_loses_no_syllable_of_a_record(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf, code: str
) -> None:
    name, _, sentence, last = TYPED[code]
    lead = add(office, "lead", buyer=buyer(office, name).id, products="film")
    page = page_of("lead")
    open_record(page, lead)
    rewrite(text_box(page, "need"), sentence)
    compose(text_box(page, "need"), last)
    page.leave()
    desk.close()
    assert office.store.record(lead.id)["need"].original == sentence + last


def test_leaving_a_field_saves_it_with_its_last_syllable(desk: Desk, office: Office, page_of: PageOf) -> None:
    lead = add(office, "lead", buyer=buyer(office).id, products="film")
    page = page_of("lead")
    open_record(page, lead)
    rewrite(text_box(page, "need"), "환편기 6")
    compose(text_box(page, "need"), "대")
    QTest.keyClick(text_box(page, "need"), Qt.Key.Key_Tab)
    desk.settle()
    assert office.store.record(lead.id)["need"].original == "환편기 6대"
    assert text_box(page, "need").typed() == "환편기 6대"


def test_typing_on_while_it_is_saved_loses_nothing(desk: Desk, office: Office, page_of: PageOf) -> None:
    lead = add(office, "lead", buyer=buyer(office).id, products="film")
    page = page_of("lead")
    open_record(page, lead)
    box = text_box(page, "need")
    rewrite(box, "여섯")
    page.detail.keeper.save()
    # The answer has not come yet.
    write(box, " 대")
    compose(box, "중")
    desk.settle()
    assert box.typed() == "여섯 대중"
    assert page.detail.keeper.is_unsaved()
    page.leave()
    desk.settle()
    assert office.store.record(lead.id)["need"].original == "여섯 대중"
    assert drafts(office) == []


def test_typing_on_while_a_new_record_is_saved_loses_nothing(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf
) -> None:
    buyer(office, TYPED["ko"][0])
    page = page_of("lead")
    begin_record(qtbot, page)
    fill(qtbot, page, "ko")
    page.detail.keeper.save()
    commit(text_box(page, "need"), "함")
    page.detail.keeper.keep_draft()
    desk.settle()
    [kept] = drafts(office)
    assert kept.record_id == office.store.record("BL-0001").id
    assert said(kept.typed["need"]) == TYPED["ko"][2] + "망함"
    page.leave()
    desk.settle()
    assert office.store.record("BL-0001")["need"].original == TYPED["ko"][2] + "망함"
    assert drafts(office) == []
    assert office.store.count(office.record_type("lead")) == 1


def test_search_in_the_list_finds_with_the_unfinished_syllable(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf
) -> None:
    for products in ("편직기", "조미김"):
        add(office, "lead", buyer=buyer(office).id, products=products)
    page = page_of("lead")
    page.filters.words.setFocus()
    compose(page.filters.words, "편지")
    qtbot.waitUntil(lambda: page.list.records.rowCount() == 1)
    compose(page.filters.words, "")
    qtbot.waitUntil(lambda: page.list.records.rowCount() == 2)
