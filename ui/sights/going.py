"""Going to a sight: what all of them share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from fieldreport.failures import MachineAtFault
from fieldreport.files import DISK_FULL
from ui.app import Session
from ui.pages.office_work import ToolsPage
from ui.pages.records import RecordsPage
from ui.pages.report import ReportPage
from ui.widgets.sidebar import EVENT_DAY, REPORT, TOOLS

if TYPE_CHECKING:
    from ui.pages.event_day import EventDay
    from ui.tools.plan.tool import PlanTool


#: A failure as the disk tells it, to see how it is said.
FULL = MachineAtFault(DISK_FULL, path="reports/2026-B23.xlsx")


@dataclass(frozen=True)
class Sight:
    """``go`` brings it into sight and gives the widget that it is: the window, or what has opened over it."""

    name: str
    go: Callable[[], QWidget]


def settle(session: Session) -> None:
    """Wait for everything that is being read and written, and for Qt to lay it out."""
    for _ in range(5):
        session.desk.settle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


def at_place(session: Session, place: str) -> QWidget:
    session.window.show_place(place)
    return session.window


def records_page(session: Session, name: str) -> RecordsPage:
    session.window.show_place(name)
    page = session.window.page(name)
    assert isinstance(page, RecordsPage)
    return page


def first_record(session: Session, name: str) -> QWidget:
    """The list with its first record open."""
    records_page(session, name)
    store = session.desk.office.store
    keys = store.keys(store.types[name])
    if keys:
        session.desk.open_record(name, store.page(store.types[name], keys[:1])[0].id)
    return session.window


def report_page(session: Session, period: str) -> ReportPage:
    session.desk.open_report(period)
    page = session.window.page(REPORT)
    assert isinstance(page, ReportPage)
    return page


def event_day(session: Session) -> EventDay:
    """The day of the event with the latest meetings."""
    from fieldreport.records.meeting import MEETING
    from ui.pages.event_day import EventDay

    meetings = list(session.desk.office.store.records(MEETING))
    session.desk.open_event(next((one["event"] for one in reversed(meetings) if one["event"]), ""))
    settle(session)
    page = session.window.page(EVENT_DAY)
    assert isinstance(page, EventDay)
    return page


def plan_tool(session: Session) -> PlanTool:
    session.desk.open_tool("plan")
    page = session.window.page(TOOLS)
    assert isinstance(page, ToolsPage)
    return plan_tool_of(page)


def plan_tool_of(page: ToolsPage) -> PlanTool:
    from ui.tools.plan.tool import PlanTool

    tool = page.tools["plan"]
    assert isinstance(tool, PlanTool)
    return tool
