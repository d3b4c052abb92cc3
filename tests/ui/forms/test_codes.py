"""The editor of HS codes: codes are offered while a number or words are typed, named, and never refused for a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldreport.nomenclature import Nomenclature
from fieldreport.office import Office
from fieldreport.values import HsCode
from tests.core.nomenclature.tables import HS, written
from tests.ui.hands import commit, compose, rewrite, write
from tests.ui.places import add, buyer, open_record
from ui.desk import Desk
from ui.forms.codes import HsCodesEditor
from ui.pages.records import RecordsPage

PageOf = Callable[[str], RecordsPage]


@pytest.fixture
def table(office: Office, tmp_path: Path) -> None:
    """A small table is loaded."""
    with Nomenclature(office.data) as nomenclature:
        nomenclature.load(written(tmp_path, HS), "HS", "2022")


@pytest.fixture
def page(office: Office, page_of: PageOf) -> RecordsPage:
    """A lead is open."""
    lead = add(office, "lead", buyer=buyer(office).id, products="Machines", hs_codes=["8447.99", "8447.20"])
    page = page_of("lead")
    open_record(page, lead)
    return page


def editor_of(page: RecordsPage) -> HsCodesEditor:
    editor = page.detail.form.editors["hs_codes"]
    assert isinstance(editor, HsCodesEditor)
    return editor


@pytest.mark.usefixtures("table")
def test_words_in_any_language_become_a_code_by_the_keyboard(qtbot: QtBot, page: RecordsPage) -> None:
    editor = editor_of(page)
    for words in ("knit round", "환편", "সার্কুলার নিটিং"):
        rewrite(editor.line, words)
        qtbot.waitUntil(editor.suggestions.isVisible)
        assert [one.value for one in editor.suggestions.options()] == ["8447.11", "8447.12"]
        QTest.keyClick(editor.line, Qt.Key.Key_Down)
        QTest.keyClick(editor.line, Qt.Key.Key_Down)
        QTest.keyClick(editor.line, Qt.Key.Key_Return)
        assert editor.line.text() == "8447.12"
        assert not editor.suggestions.isVisible()


@pytest.mark.usefixtures("table")
def test_an_unfinished_syllable_finds_and_only_the_piece_at_the_cursor_is_replaced(
    qtbot: QtBot, page: RecordsPage, desk: Desk, office: Office
) -> None:
    editor = editor_of(page)
    rewrite(editor.line, "6109.10, ")
    commit(editor.line, "횡")
    compose(editor.line, "펴")
    qtbot.waitUntil(editor.suggestions.isVisible)
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == "6109.10, 8447.20"
    page.detail.keeper.save()
    desk.settle()
    assert office.store.record("BL-0001")["hs_codes"] == (HsCode("610910"), HsCode("844720"))


@pytest.mark.usefixtures("table")
def test_codes_are_named_and_what_the_table_lacks_is_said_and_kept(
    qtbot: QtBot, page: RecordsPage, desk: Desk, office: Office
) -> None:
    editor = editor_of(page)
    desk.settle()
    assert editor.note.text().splitlines() == [
        "⚠ 8447.99 is not in the loaded table HS 2022.",
        "8447.20: Machines that knit flat",
    ]
    rewrite(editor.line, "8447.98")
    qtbot.waitUntil(lambda: "8447.98" in editor.note.text())
    page.detail.keeper.save()
    desk.settle()
    assert editor.problem() is None
    assert office.store.record("BL-0001")["hs_codes"] == (HsCode("844798"),)


def test_without_a_table_the_chapter_is_said(page: RecordsPage, desk: Desk) -> None:
    desk.settle()
    said = "Nuclear reactors, boilers, machinery and mechanical appliances; parts thereof"
    assert editor_of(page).note.text() == f"84: {said}"
    desk.set_language("ko")
    desk.settle()
    assert "원자로·보일러·기계류와 그 부분품" in editor_of(page).note.text()


@pytest.mark.usefixtures("table")
def test_words_that_stand_for_nothing_are_left_for_the_field_to_judge(
    qtbot: QtBot, page: RecordsPage, desk: Desk
) -> None:
    editor = editor_of(page)
    rewrite(editor.line, "qqqq")
    page.detail.keeper.save()
    desk.settle()
    problem = editor.problem()
    assert problem is not None
    assert "not an HS code" in problem.message
    assert editor.line.text() == "qqqq"
    assert not editor.suggestions.isVisible()


@pytest.mark.usefixtures("table")
def test_a_whole_code_offers_nothing_and_the_list_names_it(
    qtbot: QtBot, page: RecordsPage, desk: Desk
) -> None:
    editor = editor_of(page)
    rewrite(editor.line, "8447.2")
    qtbot.waitUntil(editor.suggestions.isVisible)
    write(editor.line, "0")
    qtbot.waitUntil(lambda: not editor.suggestions.isVisible())
    model = page.list.records
    cell = model.index(0, model.columns.index("hs_codes"))
    shown = model.data(cell, Qt.ItemDataRole.ToolTipRole)
    assert shown.splitlines()[::2] == ["8447.99, 8447.20", "8447.20: Machines that knit flat"]
