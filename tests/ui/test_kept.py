"""At the start the window says that unsaved text was kept, and leads to where it is offered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fieldreport.office import Office
from fieldreport.store.drafts import Draft
from tests.ui.opened import settle, take_down
from ui.app import Session
from ui.pages.records import RecordsPage


def test_unsaved_text_is_said_at_the_start_and_one_press_leads_to_it(
    application: QApplication, office: Office
) -> None:
    office.drafts.keep(Draft("new:signal:1", "signal", None, {"source": "신문"}, office.clock(), "Officer"))
    session = Session(application, office)
    session.window.start()
    settle(session)
    notice = session.window.notice
    assert notice.isVisible()
    assert "not saved" in notice.text.text()
    QTest.mouseClick(notice.action, Qt.MouseButton.LeftButton)
    settle(session)
    page = session.window.pages["signal"]
    assert isinstance(page, RecordsPage)
    assert page.offer.isVisible()
    session.window.close()
    session.end()
    take_down()


def test_nothing_is_said_when_nothing_was_kept(session: Session) -> None:
    assert not session.window.notice.isVisible()
