"""What came of a lead, beside it and summed, in the real window."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fieldreport.office import Office
from fieldreport.records.outcome import OUTCOME
from ui.app import Session
from ui.pages.office_work import ToolsPage
from ui.pages.records import RecordsPage
from ui.panels.ledger import LedgerPanel
from ui.tools.ledger import LedgerTool


def panel(session: Session, place: str) -> LedgerPanel:
    page = session.window.page(place)
    assert isinstance(page, RecordsPage)
    (found,) = [one for one in page.detail.panels.panels or () if isinstance(one, LedgerPanel)]
    return found


def test_an_outcome_is_added_beside_its_meeting_and_shown_there(
    session: Session, settled: Callable[[], None]
) -> None:
    desk = session.desk
    meeting = desk.office.store.page(
        desk.office.store.types["meeting"], desk.office.store.keys(desk.office.store.types["meeting"])
    )[-1]
    desk.open_record("meeting", meeting.id)
    settled()
    beside = panel(session, "meeting")
    assert beside.isVisibleTo(session.window)
    assert beside.rows == []
    QTest.mouseClick(beside.add, Qt.MouseButton.LeftButton)
    settled()
    page = session.window.page("outcome")
    assert isinstance(page, RecordsPage)
    editors = page.detail.form.editors
    assert editors["meeting"].raw() == meeting.reference
    for day, amount in (("2026-11-18", "USD 9,000"), ("2026-11-19", "USD 12,000")):
        raw = {"kind": "contract_in_progress", "meeting": meeting.id, "dated": day, "amount": amount}
        desk.write(partial(Office.add, record_type=OUTCOME, raw=raw))
    settled()
    desk.open_record("meeting", meeting.id)
    settled()
    said = [one.accessibleName() for one in beside.rows]
    assert said == [
        "19 Nov 2026 · Contract in progress · US$\u00a012,000",
        "18 Nov 2026 · Contract in progress · US$\u00a09,000 · a newer entry counts",
    ]
    desk.open_tool("ledger")
    settled()
    tools = session.window.page("tools")
    assert isinstance(tools, ToolsPage)
    tool = tools.tools["ledger"]
    assert isinstance(tool, LedgerTool)
    assert tool.cards["contract_in_progress"].figure.text() == "US$\u00a012,000"
    assert tool.cards["concluded"].figure.text() == "US$\u00a00"
    previous = desk.office.fortnights.previous(desk.office.period()).code
    QTest.mouseClick(tool.periods.chips[previous], Qt.MouseButton.LeftButton)
    settled()
    assert tool.cards["contract_in_progress"].figure.text() == "US$\u00a00"
