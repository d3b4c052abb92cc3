"""What can be seen of the life of records: a step that asks, is refused, an escalation, a registration."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from fieldreport.store import Filter
from ui.app import Session
from ui.forms.panels import Panel
from ui.pages.records import RecordsPage
from ui.pages.tools import ToolsPage
from ui.panels.ageing import AgeingPanel
from ui.panels.steps import StepsPanel
from ui.tools.tradekorea import TradeKoreaTool
from ui.widgets.sidebar import TOOLS

P = TypeVar("P", bound=Panel)
#: Waits for everything that is being read and written.
Settle = Callable[[Session], None]


def seen_of_life(session: Session, settle: Settle) -> list[tuple[str, Callable[[], QWidget]]]:
    """The names of these sights and how each is brought into sight."""
    sights = {
        "step-asks": _step_asks,
        "step-refused": _step_refused,
        "escalating": _escalating,
        "registering": _registering,
    }
    return [(name, partial(go, session, settle)) for name, go in sights.items()]


def _records(session: Session, name: str) -> RecordsPage:
    session.window.show_place(name)
    page = session.window.page(name)
    assert isinstance(page, RecordsPage)
    return page


def _step_asks(session: Session, settle: Settle) -> QWidget:
    """A difficulty that is about to be resolved, with what that needs."""
    if _with_status(session, settle, "difficulty", "in_progress"):
        _panel(session, "difficulty", StepsPanel).choose("resolved")
    return session.window


def _step_refused(session: Session, settle: Settle) -> QWidget:
    """The same with nothing given."""
    if _with_status(session, settle, "difficulty", "in_progress"):
        panel = _panel(session, "difficulty", StepsPanel)
        panel.choose("resolved")
        panel.save()
    return session.window


def _escalating(session: Session, settle: Settle) -> QWidget:
    """Below the form: how old the difficulty is, the line for the reason, what solved similar ones."""
    if not _with_status(session, settle, "difficulty", "in_progress", escalated=None):
        return session.window
    _panel(session, "difficulty", AgeingPanel).ask()
    settle(session)
    bar = _records(session, "difficulty").detail.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    return session.window


def _registering(session: Session, settle: Settle) -> QWidget:
    """The first of the leads that are not on TradeKorea, about to be marked."""
    session.desk.open_tool("tradekorea")
    settle(session)
    page = session.window.page(TOOLS)
    assert isinstance(page, ToolsPage)
    tool = page.tools["tradekorea"]
    assert isinstance(tool, TradeKoreaTool)
    tool.table.selectRow(0)
    return session.window


def _with_status(session: Session, settle: Settle, name: str, status: str, **values: object) -> bool:
    """Open a record in this state; whether there is one."""
    store = session.desk.office.store
    found = store.records(store.types[name], Filter(where={"status": [status]}))
    fitting = (one for one in found if all(one[field] == value for field, value in values.items()))
    record = next(fitting, None)
    _records(session, name)
    if record is None:
        return False
    session.desk.open_record(name, record.id)
    settle(session)
    return True


def _panel(session: Session, name: str, kind: type[P]) -> P:
    detail = _records(session, name).detail
    panels = [*(detail.panels_above.panels or ()), *(detail.panels.panels or ())]
    return next(one for one in panels if isinstance(one, kind))
