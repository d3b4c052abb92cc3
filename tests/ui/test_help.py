"""Help on the page in sight, a key away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fieldreport import guide
from fieldreport.language import CODES
from ui.app import Session
from ui.help import HelpDialog
from ui.pages.office_work import TOOLS
from ui.widgets.sidebar import EVENT_DAY

Settled = Callable[[], None]


def opened(session: Session) -> HelpDialog:
    dialog = session.window.help
    assert dialog is not None
    return dialog


def test_every_page_and_tool_has_help_in_every_language(session: Session, settled: Settled) -> None:
    asked = set()
    for place in session.window.sidebar.places:
        session.window.show_place(place)
        asked.add(session.window.topic())
    session.window.show_place(EVENT_DAY)
    asked.add(session.window.topic())
    for tool in TOOLS:
        session.desk.open_tool(tool.name)
        asked.add(session.window.topic())
    settled()
    for code in CODES:
        assert asked <= set(guide.topics(code))
    # And none that no page asks for.
    assert set(guide.topics("en")) == asked


@pytest.mark.parametrize("code", CODES)
def test_f1_opens_it_follows_the_pages_and_escape_closes_it(
    session: Session, settled: Settled, code: str
) -> None:
    session.desk.set_language(code)
    QTest.keyClick(session.window, Qt.Key.Key_F1)
    dialog = opened(session)
    assert dialog.isVisible()
    assert dialog.topic == "home"
    session.desk.go("lead")
    settled()
    assert dialog.topic == "records"
    session.desk.open_tool("hs")
    settled()
    assert dialog.blocks == guide.blocks("tool-hs", session.desk.language)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    session.desk.go("home")
    assert not dialog.isVisible()


def test_the_button_opens_it_too_and_it_speaks_the_screens_language(
    session: Session, settled: Settled
) -> None:
    session.window.top.help.click()
    dialog = opened(session)
    assert dialog.blocks[0].text == "Home"
    session.desk.set_language("ko")
    settled()
    assert dialog.blocks[0].text == "홈"
    assert dialog.windowTitle() == "도움말"
    dialog.done_with_it.click()
    assert not dialog.isVisible()
