"""Pointing at other records: found while one types, chosen without the mouse, added where they are missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fieldreport.office import Office
from fieldreport.record import Record
from tests.ui.hands import compose, rewrite, write
from tests.ui.places import add, begin_record, buyer, open_record
from ui.desk import Desk
from ui.forms.entry import Entry
from ui.forms.link import CountryEditor, LinksEditor
from ui.forms.pick import PickEditor
from ui.forms.text import TextEditor
from ui.pages.records import RecordsPage

PageOf = Callable[[str], RecordsPage]


@pytest.fixture
def meghna(office: Office) -> Record:
    return buyer(
        office,
        {"text": "মেঘনা নিট", "language": "bn", "translations": {"ko": "메그나 니트", "en": "Meghna Knit"}},
    )


def picker(page: RecordsPage, name: str) -> PickEditor:
    editor = page.detail.form.editors[name]
    assert isinstance(editor, PickEditor)
    return editor


def offered(editor: PickEditor) -> list[str]:
    return [option.title for option in editor.finder.suggestions.options()]


def look_for(qtbot: QtBot, editor: PickEditor, words: str) -> QWidget:
    """Type words, the last one unfinished, and wait for what is found."""
    line = editor.finder.line
    rewrite(line, words[:-1])
    compose(line, words[-1])
    qtbot.waitUntil(editor.finder.suggestions.isVisible)
    return line


@pytest.mark.parametrize("words", ["메그나", "Meghna", "মেঘনা", "OR-0001", "or-0001"])
def test_a_record_is_found_by_its_name_in_any_language_and_by_its_reference(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf, meghna: Record, words: str
) -> None:
    buyer(office, "Padma Textiles")
    page = page_of("lead")
    begin_record(qtbot, page)
    editor = picker(page, "buyer")
    line = look_for(qtbot, editor, words)
    assert offered(editor)[0] == "Meghna Knit"
    assert "Padma Textiles" not in offered(editor)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert editor.raw() == meghna.id
    assert editor.finder.line.typed() == "Meghna Knit"
    assert not editor.finder.suggestions.isVisible()
    desk.set_language("ko")
    page.retranslate()
    assert editor.raw() == meghna.id


def test_the_arrow_keys_choose_and_escape_leaves_what_was_typed(
    qtbot: QtBot, office: Office, page_of: PageOf
) -> None:
    names = ["Padma One", "Padma Two", "Padma Three"]
    for name in names:
        buyer(office, name)
    page = page_of("lead")
    begin_record(qtbot, page)
    editor = picker(page, "buyer")
    line = look_for(qtbot, editor, "padma")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not editor.finder.suggestions.isVisible()
    assert editor.raw() == "padma"
    editor.finder.line.settle()
    write(line, " t")
    qtbot.waitUntil(editor.finder.suggestions.isVisible)
    second = editor.finder.suggestions.options()[1]
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert editor.raw() == second.value


def test_an_exact_name_is_understood_when_the_field_is_left(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf, meghna: Record
) -> None:
    lead = add(office, "lead", buyer=buyer(office).id, products="film")
    page = page_of("lead")
    open_record(page, lead)
    editor = picker(page, "buyer")
    rewrite(editor.finder.line, "meghna KNIT")
    QTest.keyClick(editor.finder.line, Qt.Key.Key_Tab)
    desk.settle()
    assert office.store.record(lead.id)["buyer"] == meghna.id
    assert editor.finder.line.typed() == "Meghna Knit"


def test_a_name_that_is_nobodys_stays_and_is_said(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf, meghna: Record
) -> None:
    lead = add(office, "lead", buyer=meghna.id, products="film")
    page = page_of("lead")
    open_record(page, lead)
    editor = picker(page, "buyer")
    rewrite(editor.finder.line, "Nobody at all")
    QTest.keyClick(editor.finder.line, Qt.Key.Key_Tab)
    desk.settle()
    assert editor.finder.line.typed() == "Nobody at all"
    assert "no record" in editor._said.text()
    assert office.store.record(lead.id)["buyer"] == meghna.id


def test_a_company_that_is_not_there_yet_is_added_on_the_way_and_chosen(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf
) -> None:
    page = page_of("lead")
    begin_record(qtbot, page)
    editor = picker(page, "buyer")
    line = look_for(qtbot, editor, "수르마 스틸")
    QTest.keyClick(line, Qt.Key.Key_Return)
    entry = page.window().findChild(Entry)
    assert entry is not None
    name = entry.form.editors["name"]
    assert isinstance(name, TextEditor)
    assert name.raw() == {"text": "수르마 스틸", "language": "ko", "translations": {}}
    roles = entry.form.editors["roles"].inputs()[0]
    QTest.mouseClick(roles, Qt.MouseButton.LeftButton)
    country = entry.form.editors["country"]
    assert isinstance(country, CountryEditor)
    country.restore("BD")
    with qtbot.waitSignal(entry.made):
        QTest.mouseClick(entry.save, Qt.MouseButton.LeftButton)
    desk.settle()
    organisation = office.store.record("OR-0001")
    assert organisation["name"].original == "수르마 스틸"
    assert editor.raw() == organisation.id
    assert editor.finder.line.typed() == "수르마 스틸"


def test_several_records_are_gathered_and_taken_out(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf, meghna: Record
) -> None:
    other = buyer(office, "Padma Textiles")
    lead = add(office, "lead", buyer=meghna.id, products="film")
    page = page_of("lead")
    open_record(page, lead)
    editor = picker(page, "matched_companies")
    assert isinstance(editor, LinksEditor)
    for words in ("메그나", "Padma"):
        QTest.keyClick(look_for(qtbot, editor, words), Qt.Key.Key_Return)
    page.leave()
    desk.settle()
    assert office.store.record(lead.id)["matched_companies"] == (meghna.id, other.id)
    first = editor._chips[0].button
    assert "Meghna Knit" in first.accessibleName()
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    page.leave()
    desk.settle()
    assert office.store.record(lead.id)["matched_companies"] == (other.id,)


@pytest.mark.parametrize("words", ["대한", "south k", "দক্ষিণ কো", "kr"])
def test_a_country_is_found_by_its_name_in_any_language(
    qtbot: QtBot, desk: Desk, page_of: PageOf, words: str
) -> None:
    page = page_of("organisation")
    begin_record(qtbot, page)
    editor = picker(page, "country")
    QTest.keyClick(look_for(qtbot, editor, words), Qt.Key.Key_Return)
    assert editor.raw() == "KR"
    desk.settle()
    assert editor.finder.line.typed() == "South Korea"
