"""The support chain in the real window: proposed beside a company, referred by a press, taken back by undo."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fieldreport.office import Office
from fieldreport.records.activity import ACTIVITY
from fieldreport.records.organisation import ORGANISATION
from ui.app import Session
from ui.pages.office_work import ToolsPage
from ui.pages.records import RecordsPage
from ui.panels.support import SupportPanel
from ui.tools.support import SupportTool


def test_a_press_refers_a_company_and_undo_takes_it_back(
    session: Session, settled: Callable[[], None]
) -> None:
    desk = session.desk
    store = desk.office.store
    company = next(
        one for one in store.page(ORGANISATION, store.keys(ORGANISATION)) if "company" in one["roles"]
    )
    raw = {
        "task": 6,
        "kind": "consulting",
        "company": company.id,
        "done_on": "2026-11-18",
        "description": "Advice",
    }
    desk.write(partial(Office.add, record_type=ACTIVITY, raw=raw))
    desk.open_record("organisation", company.id)
    settled()
    page = session.window.page("organisation")
    assert isinstance(page, RecordsPage)
    (panel,) = [one for one in page.detail.panels.panels or () if isinstance(one, SupportPanel)]
    assert panel.isVisibleTo(session.window)
    assert [one.doing.text() for one in panel.rows] == ["Refer", "Refer"]
    QTest.mouseClick(panel.rows[0].doing, Qt.MouseButton.LeftButton)
    settled()
    assert [one.doing.text() for one in panel.rows] == ["Open record", "Refer"]
    desk.open_tool("support")
    settled()
    tools = session.window.page("tools")
    assert isinstance(tools, ToolsPage)
    tool = tools.tools["support"]
    assert isinstance(tool, SupportTool)
    assert [one.doing.accessibleName() for one in tool.rows] == ["Refer to 12. Logistics cost reduction"]
    assert tool.states.chips["referred"].text() == "Referred 1"
    desk.open_record("organisation", company.id)
    settled()
    QTest.mouseClick(page.detail.undo, Qt.MouseButton.LeftButton)
    settled()
    assert [one.doing.text() for one in panel.rows] == ["Refer", "Refer"]


def test_a_buyer_has_no_panel_of_support(session: Session, settled: Callable[[], None]) -> None:
    store = session.desk.office.store
    buyer = next(one for one in store.page(ORGANISATION, store.keys(ORGANISATION)) if "buyer" in one["roles"])
    session.desk.open_record("organisation", buyer.id)
    settled()
    page = session.window.page("organisation")
    assert isinstance(page, RecordsPage)
    (panel,) = [one for one in page.detail.panels.panels or () if isinstance(one, SupportPanel)]
    assert not panel.isVisibleTo(session.window)
