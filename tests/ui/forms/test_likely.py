"""The bar that says that a company may be there already: while it is typed, by keyboard, in three languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fieldreport.office import Office
from tests.ui.hands import compose, write
from tests.ui.places import add, begin_record, buyer, open_record
from ui.desk import Desk
from ui.forms.entry import Entry
from ui.forms.likely import LikelyBar
from ui.forms.pick import PickEditor
from ui.pages.records import RecordsPage

PageOf = Callable[[str], RecordsPage]


def typed(qtbot: QtBot, page: RecordsPage, field: str, words: str) -> LikelyBar:
    line = page.detail.form.editors[field].inputs()[0]
    line.setFocus()
    write(line, words)
    qtbot.waitUntil(page.detail.likely.isVisible)
    return page.detail.likely


def test_a_name_in_another_script_is_said_and_opened_by_keyboard(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf
) -> None:
    kept = buyer(office, "Mohona Textiles Ltd.")
    page = page_of("organisation")
    begin_record(qtbot, page)
    bar = typed(qtbot, page, "name", "মোহনা টেক্সটাইল")
    assert "OR-0001" in bar.accessibleName()
    assert "name sounds alike" in bar.accessibleName()
    name = page.detail.form.editors["name"]
    assert name.isAncestorOf(bar)
    link = bar.findChildren(QPushButton)[0]
    name.inputs()[-1].setFocus()
    QTest.keyClick(name.inputs()[-1], Qt.Key.Key_Tab)
    assert link.hasFocus()
    with qtbot.waitSignal(desk.record_wanted) as asked:
        QTest.keyClick(link, Qt.Key.Key_Space)
    assert asked.args == ["organisation", kept.id]


def test_an_unfinished_syllable_counts_and_the_bar_goes_when_it_is_another_name(
    qtbot: QtBot, office: Office, page_of: PageOf
) -> None:
    buyer(office, "한빛기계")
    page = page_of("organisation")
    begin_record(qtbot, page)
    line = page.detail.form.editors["name"].inputs()[0]
    write(line, "한빛기")
    compose(line, "계")
    qtbot.waitUntil(page.detail.likely.isVisible)
    compose(line, "")
    write(line, "술 연구")
    qtbot.waitUntil(page.detail.likely.isHidden)


@pytest.mark.parametrize("language", ["ko", "en", "bn"])
def test_the_same_site_is_said_beneath_its_field_in_each_language(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf, language: str
) -> None:
    add(office, "organisation", name="Padma", roles=["buyer"], country="BD", website="padma.example.com")
    desk.set_language(language)
    page = page_of("organisation")
    begin_record(qtbot, page)
    bar = typed(qtbot, page, "website", "www.padma.example.com")
    assert page.detail.form.editors["website"].isAncestorOf(bar)
    reason = desk.language.say("same website")
    assert reason in bar.accessibleName()
    assert (reason == "same website") is (language == "en")
    # The language is changed with the bar on the screen.
    desk.set_language("ko" if language != "ko" else "bn")
    desk.settle()
    assert desk.language.say("same website") in bar.accessibleName()


def test_nothing_is_said_of_a_record_that_is_there(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf
) -> None:
    buyer(office, "Shapla Knit")
    other = buyer(office, "Padma Pharma")
    page = page_of("organisation")
    open_record(page, other)
    page.detail.likely.look()
    desk.settle()
    assert page.detail.likely.isHidden()


def test_a_company_found_while_adding_one_for_a_lead_is_taken_instead(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf
) -> None:
    kept = buyer(office, "Mohona Textiles Ltd.")
    page = page_of("lead")
    begin_record(qtbot, page)
    editor = page.detail.form.editors["buyer"]
    assert isinstance(editor, PickEditor)
    line = editor.finder.line
    line.setFocus()
    write(line, "মোহনা টেক্সটাইল")
    qtbot.waitUntil(editor.finder.suggestions.isVisible)
    QTest.keyClick(line, Qt.Key.Key_Return)
    entry = page.window().findChild(Entry)
    assert entry is not None
    qtbot.waitUntil(entry.likely.isVisible)
    QTest.mouseClick(entry.likely.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    desk.settle()
    assert editor.raw() == kept.id
    assert office.store.count(office.record_type("organisation")) == 1
    assert [draft.type for draft in office.drafts.all()] in ([], ["lead"])
