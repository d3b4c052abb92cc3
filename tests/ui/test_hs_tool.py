"""The tool of HS codes: found as one types, followed through the tree by keyboard, a table loaded or refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldreport.nomenclature import Nomenclature
from tests.core.nomenclature.tables import HS, written
from tests.ui.hands import commit, compose, rewrite
from ui.app import Session
from ui.pages.office_work import ToolsPage
from ui.tools.hs import HsTool

Settled = Callable[[], None]


@pytest.fixture
def tool(session: Session, settled: Settled) -> HsTool:
    session.desk.open_tool("hs")
    settled()
    page = session.window.page("tools")
    assert isinstance(page, ToolsPage)
    made = page.tools["hs"]
    assert isinstance(made, HsTool)
    return made


def codes(tool: HsTool) -> list[str]:
    return [tool.list.item(row).text().split()[0] for row in range(tool.list.count())]


def loaded(tool: HsTool, path: Path, settled: Settled) -> None:
    tool.loading.take(path)
    tool.loading.load.click()
    settled()


def test_words_in_any_language_find_codes_as_they_are_typed(
    qtbot: QtBot, tool: HsTool, tmp_path: Path, settled: Settled
) -> None:
    assert len(codes(tool)) == 96
    loaded(tool, written(tmp_path, HS), settled)
    assert tool.loading.said.text() == "HS 2022 has been loaded: 8 codes."
    assert tool.tables.text() == "HS 2022: 8 codes from table.csv"
    for words in ("knit flat", "ফ্ল্যাট নিটিং", "8447.2"):
        rewrite(tool.line, words)
        qtbot.waitUntil(lambda: codes(tool) == ["8447.20"])
        rewrite(tool.line, "61")
        qtbot.waitUntil(lambda: "6109" in codes(tool))
    rewrite(tool.line, "")
    commit(tool.line, "횡")
    compose(tool.line, "펴")
    qtbot.waitUntil(lambda: codes(tool) == ["8447.20"])
    settled()
    assert (tool.code.text(), tool.name.text()) == ("8447.20", "Machines that knit flat")
    tool.copy.click()
    assert QGuiApplication.clipboard().text() == "8447.20"


def test_the_tree_is_followed_by_the_keyboard(
    qtbot: QtBot, tool: HsTool, tmp_path: Path, settled: Settled
) -> None:
    loaded(tool, written(tmp_path, HS), settled)
    tool.line.setFocus()
    rewrite(tool.line, "84")
    qtbot.waitUntil(lambda: codes(tool)[0] == "84")
    QTest.keyClick(tool.line, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is tool.list
    QTest.keyClick(tool.list, Qt.Key.Key_Return)
    settled()
    assert codes(tool) == ["8447"]
    QTest.keyClick(tool.list, Qt.Key.Key_Return)
    settled()
    assert codes(tool) == ["8447.11", "8447.12", "8447.20"]
    assert tool.place is not None
    assert tool.place.section.startswith("XVI")
    assert [one.code for one in tool.place.above] == ["84", "8447"]
    assert not tool.below.isEnabled()
    QTest.keyClick(tool.list, Qt.Key.Key_Return)
    settled()
    assert codes(tool) == ["8447.11", "8447.12", "8447.20"]
    tool.up.click()
    settled()
    assert codes(tool) == ["8447"]
    tool.up.click()
    settled()
    assert len(codes(tool)) == 96


def test_a_wrong_file_is_refused_with_its_lines_and_nothing_changes(
    tool: HsTool, session: Session, tmp_path: Path, settled: Settled
) -> None:
    loaded(tool, written(tmp_path, HS), settled)
    session.window.resize(1024, 640)
    tool.loading.open.click()
    settled()
    wrong = written(tmp_path, HS + "XI,101,Horses,01,4\n" * 20, "wrong.csv")
    loaded(tool, wrong, settled)
    said = tool.loading.said.text().splitlines()
    assert said[0].startswith("⚠ wrong.csv:11: “101” has 3 digits")
    assert said[-2:] == ["12 more problems", "Nothing was changed."]
    assert not tool.loading.said.visibleRegion().isEmpty()
    assert tool.loading.load.isEnabled()
    assert not tool.loading.job.running()
    with Nomenclature(session.desk.office.data) as nomenclature:
        assert [one.file for one in nomenclature.shelf.editions()] == ["table.csv"]
    session.desk.set_language("ko")
    settled()
    assert tool.loading.said.text().splitlines()[0].startswith("⚠ wrong.csv:11: ")
    assert tool.loading.said.text().splitlines() != said


def test_the_nomenclature_and_edition_are_chosen(
    tool: HsTool, session: Session, tmp_path: Path, settled: Settled
) -> None:
    tool.loading.open.click()
    assert tool.loading.form.isVisible()
    tool.loading.kinds["BCT"].click()
    rewrite(tool.loading.edition, "২০২৬")
    loaded(tool, written(tmp_path, "hscode,name\n61091010,Tees\n"), settled)
    with Nomenclature(session.desk.office.data) as nomenclature:
        [edition] = nomenclature.shelf.editions()
    assert (edition.nomenclature, edition.edition) == ("BCT", "2026")
    assert not tool.loading.form.isVisible()


def test_nothing_found_is_said(qtbot: QtBot, tool: HsTool, settled: Settled) -> None:
    rewrite(tool.line, "qqqq")
    qtbot.waitUntil(tool.nothing.isVisible)
    assert codes(tool) == []
    tool.up.click()
    settled()
    assert len(codes(tool)) == 96
    assert tool.line.text() == ""
