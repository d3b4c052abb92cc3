"""What is to be followed up, in the real window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fieldreport.record import Record
from ui.app import Session
from ui.pages.office_work import ToolsPage
from ui.pages.records import RecordsPage
from ui.panels.completion import CompletionPanel
from ui.tools.follow_ups import FollowUpsTool


def tool(session: Session) -> FollowUpsTool:
    tools = session.window.page("tools")
    assert isinstance(tools, ToolsPage)
    found = tools.tools["follow-ups"]
    assert isinstance(found, FollowUpsTool)
    return found


def test_what_is_due_is_chosen_by_receiver_and_leads_to_its_record(
    session: Session, settled: Callable[[], None]
) -> None:
    desk = session.desk
    desk.write(
        lambda office: office.add(
            office.record_type("action"),
            {"what": "Ask for a loan of machines", "to": "headquarters", "due": "2026-11-25"},
        )
    )
    desk.open_tool("follow-ups")
    settled()
    found = tool(session)
    everybody = [one.accessibleName() for one in found.rows["due"]]
    assert any(said.startswith("Ask for a loan of machines") for said in everybody)
    QTest.mouseClick(found.whom.chips["headquarters"], Qt.MouseButton.LeftButton)
    settled()
    assert len(found.rows["due"]) == 1 < len(everybody)
    assert found.rows["due"][0].accessibleName().endswith("Headquarters")
    found.rows["due"][0].click()
    settled()
    assert session.window.place == "action"


def test_a_press_says_which_meeting_completed_a_follow_up_and_undo_takes_it_back(
    session: Session, settled: Callable[[], None]
) -> None:
    desk = session.desk
    store = desk.office.store
    meeting = next(
        one
        for one in store.page(store.types["meeting"], store.keys(store.types["meeting"]))
        if one["status"] == "held"
    )
    made: list[Record] = []
    desk.write(
        lambda office: office.add(
            office.record_type("action"),
            {"what": "Meet again", "about": meeting["buyer"], "raised_on": "2026-11-01"},
        ),
        made.append,
    )
    settled()
    desk.open_record("action", made[0].id)
    settled()
    page = session.window.page("action")
    assert isinstance(page, RecordsPage)
    (panel,) = [one for one in page.detail.panels_above.panels or () if isinstance(one, CompletionPanel)]
    assert panel.isVisibleTo(session.window)
    QTest.mouseClick(panel.buttons[meeting.id], Qt.MouseButton.LeftButton)
    settled()
    done = store.record(made[0].id)
    assert (done["status"], done["done_on"], done["completed_by"]) == ("done", meeting["held_on"], meeting.id)
    assert not panel.isVisibleTo(session.window)
    QTest.mouseClick(page.detail.undo, Qt.MouseButton.LeftButton)
    settled()
    assert store.record(made[0].id)["status"] == "open"
