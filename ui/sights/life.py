"""What can be seen of the life of records: a step that asks, is refused, an escalation, a registration."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from fieldreport.records.difficulty import DIFFICULTY, OPEN
from fieldreport.store import Filter
from ui.app import Session
from ui.forms.panels import Panel
from ui.pages.office_work import ToolsPage
from ui.pages.records import RecordsPage
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
    """A difficulty that is about to take a step, with what that needs."""
    step = _open(session, settle)
    if step:
        _panel(session, DIFFICULTY.name, StepsPanel).choose(step)
    return session.window


def _step_refused(session: Session, settle: Settle) -> QWidget:
    """The same with nothing given."""
    step = _open(session, settle)
    if step:
        panel = _panel(session, DIFFICULTY.name, StepsPanel)
        panel.choose(step)
        panel.save()
    return session.window


def _escalating(session: Session, settle: Settle) -> QWidget:
    """Below the form: how old the difficulty is, the line for the reason, what solved similar ones."""
    if _open(session, settle):
        _panel(session, DIFFICULTY.name, AgeingPanel).ask()
        settle(session)
        bar = _records(session, DIFFICULTY.name).detail.area.verticalScrollBar()
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


def _open(session: Session, settle: Settle) -> str:
    """Open a difficulty that somebody works on and that is not escalated; a step it can take that asks for something.

    Nothing where there is no such difficulty.
    """
    assert DIFFICULTY.life is not None
    found = session.desk.office.store.records(DIFFICULTY, Filter(where={"status": OPEN}))
    # Those in progress can take the step that asks most.
    fitting = sorted(
        (one for one in found if not one["escalated"]), key=lambda one: one["status"] != "in_progress"
    )
    _records(session, DIFFICULTY.name)
    for record in fitting:
        steps = [one.to for one in DIFFICULTY.life.possible(record.values) if one.missing]
        if steps:
            session.desk.open_record(DIFFICULTY.name, record.id)
            settle(session)
            return "resolved" if "resolved" in steps else steps[0]
    return ""


def _panel(session: Session, name: str, kind: type[P]) -> P:
    detail = _records(session, name).detail
    panels = [*(detail.panels_above.panels or ()), *(detail.panels.panels or ())]
    return next(one for one in panels if isinstance(one, kind))
