"""The places of the window, each with something in it."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import cast

from PySide6.QtWidgets import QWidget

from fieldreport.duplicates import Pair, Reason
from fieldreport.duplicates.evidence import EXACT_NAME, SAME_EMAIL, SAME_WEBSITE
from fieldreport.record import Record
from fieldreport.store.missing import Need
from ui.app import Session
from ui.pages.office_work import TOOLS as KINDS
from ui.pages.office_work import ToolsPage
from ui.pages.settings.page import SECTIONS
from ui.sights.going import (
    Sight,
    at_place,
    first_record,
    report_page,
    settle,
)
from ui.tools.twice.tool import DuplicatesTool
from ui.widgets.sidebar import HOME, REPORT, SETTINGS, TEXTS, TOOLS, TRANSLATION


def places(session: Session) -> list[Sight]:
    """What can be seen of them."""
    desk, window = session.desk, session.window
    found = [Sight(HOME, partial(at_place, session, HOME))]
    for at, name in enumerate(window.types):
        found.append(Sight(f"{at + 1:02d}-{name}", partial(first_record, session, name)))
    period = desk.office.fortnights.last_full(desk.office.today()).code
    for step, name in enumerate(("check", "summary", "sign", "export")):
        found.append(Sight(f"{REPORT}-{step + 1}-{name}", partial(_step, session, period, step)))
    found += [Sight(f"{TEXTS}-{need}", partial(_queue, session, period, need)) for need in Need]
    found.append(Sight(TOOLS, partial(_tools, session)))
    found += [Sight(f"{TOOLS}-{one.name}", partial(_tool, session, one.name)) for one in KINDS]
    found.append(Sight(f"{TOOLS}-duplicates-2-pairs", partial(_pairs, session)))
    found.append(Sight(f"{TOOLS}-duplicates-3-merging", partial(_merging, session)))
    found.append(Sight(TRANSLATION, partial(at_place, session, TRANSLATION)))
    found += [Sight(f"{SETTINGS}-{one.name}", partial(_section, session, one.name)) for one in SECTIONS]
    return found


def _tools(session: Session) -> QWidget:
    session.window.show_place(TOOLS)
    page = session.window.page(TOOLS)
    assert isinstance(page, ToolsPage)
    page.show_cards()
    return session.window


def _section(session: Session, name: str) -> QWidget:
    session.desk.open_settings(name)
    return session.window


def _tool(session: Session, name: str) -> QWidget:
    session.desk.open_tool(name)
    return session.window


def _alike(session: Session) -> list[Record]:
    """Two organisations and two people: nothing in the sample is there twice."""
    store = session.desk.office.store
    return [
        record
        for name in ("organisation", "contact")
        for record in store.page(store.types[name], store.keys(store.types[name])[:2])
    ]


def _pairs(session: Session) -> QWidget:
    """The list of what is there twice, as if these were."""
    session.desk.open_tool("duplicates")
    settle(session)
    tool = cast("ToolsPage", session.window.page(TOOLS)).tools["duplicates"]
    assert isinstance(tool, DuplicatesTool)
    records = _alike(session)
    reasons = (Reason(EXACT_NAME, "name"), Reason(SAME_WEBSITE, "website"), Reason(SAME_EMAIL, "email"))
    pairs = [
        (one.type.name, Pair((one.reference, other.reference), (one.id, other.id), "", 97, reasons))
        for one, other in pairwise(records)
        if one.type is other.type
    ]
    tool.show_list()
    tool.show_pairs(pairs, {one.id: session.desk.titles.of(one) for one in records})
    return session.window


def _merging(session: Session) -> QWidget:
    """Two records beside one another."""
    first, second = _alike(session)[:2]
    session.desk.open_tool("duplicates", f"{first.id} {second.id}")
    return session.window


def _step(session: Session, period: str, step: int) -> QWidget:
    report_page(session, period).show_step(step)
    return session.window


def _queue(session: Session, period: str, need: Need) -> QWidget:
    from ui.pages.queue.choice import Choice
    from ui.pages.texts import TextsPage

    session.desk.go(TEXTS)
    page = session.window.page(TEXTS)
    assert isinstance(page, TextsPage)
    page.choice.choose(Choice(session.desk.office.settings.workbook_language, need, period))
    return session.window
