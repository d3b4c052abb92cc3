"""States worth seeing: what is new, refused, asked, offered, said."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from fieldreport import csvfile
from fieldreport.language import N_
from ui.app import Session
from ui.desk import Notice
from ui.pages.office_work import ToolsPage
from ui.sights.delivery import seen_of_delivery
from ui.sights.filed import filed
from ui.sights.going import (
    FULL,
    Sight,
    first_record,
    plan_tool,
    records_page,
    settle,
)
from ui.sights.life import seen_of_life
from ui.sights.lists import seen_of_lists
from ui.sights.trust import seen_of_trust
from ui.widgets.sidebar import HOME, TOOLS

#: A list as people have it; everything in it is made up.
FILE: tuple[tuple[str, ...], ...] = (
    ("연번", "Buyer", "담당자", "ফোন", "Products", "HS CODE", "Amount", "비고"),
    (
        "1",
        "Surma Fabrics Ltd.",
        "Rahim",
        "01713-123720",
        "yarn\nfabric",
        "8447.20 8448.33",
        "US$ 1,000",
        "N/A",
    ),
    ("2", "নদী ট্রেডার্স", "করিম", "no number", "সুতা", "8447", "5", "메모"),
    ("3", "", "করিম", "", "সুতা", "8447", "", ""),
)


def states(session: Session) -> list[Sight]:
    """What can be seen of them."""
    return [
        Sight("new-lead", partial(_new, session)),
        Sight("new-lead-refused", partial(_refused, session)),
        Sight("archiving", partial(_archiving, session)),
        *(Sight(name, go) for name, go in seen_of_life(session, settle)),
        *(Sight(name, go) for name, go in seen_of_trust(session, settle)),
        *(Sight(name, go) for name, go in seen_of_delivery(session, settle)),
        *filed(session),
        Sight("nothing-fits", partial(_nothing, session)),
        *(Sight(name, go) for name, go in seen_of_lists(session, settle)),
        Sight("plan-offered", partial(_plan_offered, session)),
        Sight("notice-failure", partial(_failure, session)),
        Sight("notice-action", partial(_action, session)),
        Sight("tools-bringing-file", partial(_file, session)),
    ]


def _file(session: Session) -> QWidget:
    """A file of which some columns are known, and some rows and values are left out or were put right."""
    from ui.tools.bringing import BringingTool

    path = session.desk.office.data / "buyers.csv"
    csvfile.write(path, FILE)
    session.desk.open_tool("bringing")
    page = session.window.page(TOOLS)
    assert isinstance(page, ToolsPage)
    tool = page.tools["bringing"]
    assert isinstance(tool, BringingTool)
    tool.types.choose("lead")
    tool.open_file(path)
    return session.window


def _new(session: Session) -> QWidget:
    session.desk.new_record("lead")
    return session.window


def _refused(session: Session) -> QWidget:
    """A new record that lacks what it needs, with what is wrong beside each field."""
    session.desk.new_record("lead", {"received_on": "2026-02-30", "value": "-5"})
    records_page(session, "lead").detail.keeper.save()
    return session.window


def _archiving(session: Session) -> QWidget:
    page = records_page(session, "difficulty")
    first_record(session, "difficulty")
    settle(session)
    page.detail.reason.ask()
    return session.window


def _nothing(session: Session) -> QWidget:
    filters = records_page(session, "organisation").filters
    filters.words.set_typed("ㅎㅋㅌㅍ")
    filters.changed.emit(filters.which())
    return session.window


def _plan_offered(session: Session) -> QWidget:
    """A plan pack that changes much, before it is accepted."""
    from ui.tools.plan.seen import offered

    tool, plan = plan_tool(session), session.desk.office.plan
    other = replace(
        plan,
        id="another-plan",
        fortnights=replace(plan.fortnights, length=7),
        tasks=tuple(
            replace(one, by_office={}, counting=plan.tasks[at - 1].counting)
            for at, one in enumerate(plan.tasks[:9])
        ),
        roadmap=plan.roadmap[1:2],
    )
    tool.show_offered(offered(session.desk.office, other))
    return session.window


def _failure(session: Session) -> QWidget:
    session.window.show_place(HOME)
    session.desk.failed.emit(FULL)
    return session.window


def _action(session: Session) -> QWidget:
    session.window.show_place(HOME)
    session.desk.noticed.emit(Notice(N_("What was typed was discarded."), action=N_("Bring it back")))
    return session.window
