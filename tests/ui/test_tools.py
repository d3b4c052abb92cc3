"""The place of the office's work: every tool is reached by its card and left again without the mouse."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.app import Session
from ui.pages.office_work import TOOLS, ToolsPage


def test_every_tool_opens_from_its_card_and_escape_leads_back_to_it(
    session: Session, settled: Callable[[], None]
) -> None:
    session.window.sidebar.places["tools"].click()
    settled()
    page = session.window.page("tools")
    assert isinstance(page, ToolsPage)
    assert list(page.cards) == [one.name for one in TOOLS]
    for name, card in page.cards.items():
        card.button.setFocus()
        QTest.keyClick(card.button, Qt.Key.Key_Return)
        settled()
        assert page.tool == name
        assert page.stack.currentWidget() is page.tools[name]
        assert page.title.text() == card.name.text() != ""
        QTest.keyClick(page, Qt.Key.Key_Escape)
        settled()
        assert page.tool == ""
        assert QApplication.focusWidget() is card.button
