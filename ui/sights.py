"""Every sight of the program: each page with something in it, each state worth seeing, each dialog and popup.

One list for the pictures and for the proof that no text is cut off, so that neither forgets what the other shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from fieldreport import csvfile
from fieldreport.duplicates import Pair, Reason
from fieldreport.duplicates.evidence import EXACT_NAME, SAME_EMAIL, SAME_WEBSITE
from fieldreport.failures import MachineAtFault
from fieldreport.files import DISK_FULL
from fieldreport.language import N_
from fieldreport.record import Record
from fieldreport.store.missing import Need
from ui.app import Session
from ui.desk import Notice
from ui.forms.detail import ArchiveRow
from ui.pages.records import RecordsPage
from ui.pages.report import EXPORT, ReportPage
from ui.pages.tools import TOOLS as KINDS
from ui.pages.tools import ToolsPage
from ui.sights_of_life import seen_of_life
from ui.tools.twice.tool import DuplicatesTool
from ui.widgets.sidebar import HOME, REPORT, TEXTS, TOOLS, TRANSLATION

if TYPE_CHECKING:
    from ui.tools.plan.tool import PlanTool


#: A failure as the disk tells it, to see how it is said.
FULL = MachineAtFault(DISK_FULL, path="reports/2026-B23.xlsx")


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
)


@dataclass(frozen=True)
class Sight:
    """``go`` brings it into sight and gives the widget that it is: the window, or what has opened over it."""

    name: str
    go: Callable[[], QWidget]


def sights(session: Session) -> list[Sight]:
    """What can be seen of an office: places, states, and what opens over them."""
    return [*_places(session), *_states(session), *_over(session)]


def settle(session: Session) -> None:
    """Wait for everything that is being read and written, and for Qt to lay it out."""
    for _ in range(5):
        session.desk.settle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


def leave(session: Session, seen: QWidget) -> None:
    """Close what has opened over the window or in it."""
    if seen is not session.window:
        if seen.isWindow():
            seen.close()
        else:
            seen.hide()
    session.window.notice.dismiss()
    for asking in session.window.findChildren(ArchiveRow):
        asking.hide()
    for page in session.window.pages.values():
        if isinstance(page, ToolsPage) and "plan" in page.tools:
            _plan_tool(page).show_motion()
        if not isinstance(page, RecordsPage):
            continue
        if page.filters.is_narrowing():
            page.filters.clear()
        if page.detail.keeper.record is None and page.detail.keeper.is_unsaved():
            # Else what was typed for the sight would be offered as a draft in all that follow.
            page.detail.keeper.discard()


# ---- places --------------------------------------------------------------------------------------------------


def _places(session: Session) -> list[Sight]:
    desk, window = session.desk, session.window
    found = [Sight(HOME, partial(_at, session, HOME))]
    for at, name in enumerate(window.types):
        found.append(Sight(f"{at + 1:02d}-{name}", partial(_first, session, name)))
    period = desk.office.fortnights.last_full(desk.office.today()).code
    for step, name in enumerate(("check", "summary", "sign", "export")):
        found.append(Sight(f"{REPORT}-{step + 1}-{name}", partial(_step, session, period, step)))
    found += [Sight(f"{TEXTS}-{need}", partial(_queue, session, period, need)) for need in Need]
    found.append(Sight(TOOLS, partial(_tools, session)))
    found += [Sight(f"{TOOLS}-{one.name}", partial(_tool, session, one.name)) for one in KINDS]
    found.append(Sight(f"{TOOLS}-duplicates-2-pairs", partial(_pairs, session)))
    found.append(Sight(f"{TOOLS}-duplicates-3-merging", partial(_merging, session)))
    found.append(Sight(TRANSLATION, partial(_at, session, TRANSLATION)))
    return found


def _at(session: Session, place: str) -> QWidget:
    session.window.show_place(place)
    return session.window


def _tools(session: Session) -> QWidget:
    session.window.show_place(TOOLS)
    page = session.window.page(TOOLS)
    assert isinstance(page, ToolsPage)
    page.show_cards()
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


def _records(session: Session, name: str) -> RecordsPage:
    session.window.show_place(name)
    page = session.window.page(name)
    assert isinstance(page, RecordsPage)
    return page


def _first(session: Session, name: str) -> QWidget:
    """The list with its first record open."""
    _records(session, name)
    store = session.desk.office.store
    keys = store.keys(store.types[name])
    if keys:
        session.desk.open_record(name, store.page(store.types[name], keys[:1])[0].id)
    return session.window


def _report(session: Session, period: str) -> ReportPage:
    session.desk.open_report(period)
    page = session.window.page(REPORT)
    assert isinstance(page, ReportPage)
    return page


def _step(session: Session, period: str, step: int) -> QWidget:
    _report(session, period).show_step(step)
    return session.window


def _queue(session: Session, period: str, need: Need) -> QWidget:
    from ui.pages.queue.choice import Choice
    from ui.pages.texts import TextsPage

    session.desk.go(TEXTS)
    page = session.window.page(TEXTS)
    assert isinstance(page, TextsPage)
    page.choice.choose(Choice(session.desk.office.settings.workbook_language, need, period))
    return session.window


# ---- states --------------------------------------------------------------------------------------------------


def _states(session: Session) -> list[Sight]:
    return [
        Sight("new-lead", partial(_new, session)),
        Sight("new-lead-refused", partial(_refused, session)),
        Sight("archiving", partial(_archiving, session)),
        *(Sight(name, go) for name, go in seen_of_life(session, settle)),
        Sight("nothing-fits", partial(_nothing, session)),
        Sight("plan-offered", partial(_plan_offered, session)),
        Sight("notice-failure", partial(_failure, session)),
        Sight("notice-action", partial(_action, session)),
        Sight("tools-bringing-file", partial(_file, session)),
    ]


def _file(session: Session) -> QWidget:
    """A file of which some columns are known, some rows are left out and some values were put right."""
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
    _records(session, "lead").detail.keeper.save()
    return session.window


def _archiving(session: Session) -> QWidget:
    page = _records(session, "difficulty")
    _first(session, "difficulty")
    settle(session)
    page.detail.reason.ask()
    return session.window


def _nothing(session: Session) -> QWidget:
    filters = _records(session, "organisation").filters
    filters.words.set_typed("ㅎㅋㅌㅍ")
    filters.changed.emit(filters.which())
    return session.window


def _plan_offered(session: Session) -> QWidget:
    """A plan pack that changes much, before it is accepted."""
    from ui.tools.plan.seen import offered

    tool, plan = _plan(session), session.desk.office.plan
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


def _plan(session: Session) -> PlanTool:
    session.desk.open_tool("plan")
    page = session.window.page(TOOLS)
    assert isinstance(page, ToolsPage)
    return _plan_tool(page)


def _plan_tool(page: ToolsPage) -> PlanTool:
    from ui.tools.plan.tool import PlanTool

    tool = page.tools["plan"]
    assert isinstance(tool, PlanTool)
    return tool


def _failure(session: Session) -> QWidget:
    session.window.show_place(HOME)
    session.desk.failed.emit(FULL)
    return session.window


def _action(session: Session) -> QWidget:
    session.window.show_place(HOME)
    session.desk.noticed.emit(Notice(N_("What was typed was discarded."), action=N_("Bring it back")))
    return session.window


# ---- what opens over the window ------------------------------------------------------------------------------


def _over(session: Session) -> list[Sight]:
    return [
        Sight("search", partial(_search, session)),
        Sight("menu-new", partial(_menu, session)),
        Sight("menu-text", partial(_text_menu, session)),
        Sight("calendar", partial(_calendar, session)),
        Sight("dialog-folder", partial(_folder, session)),
        Sight("dialog-plan-pack", partial(_plan_pack, session)),
        Sight("dialog-mistake", partial(_mistake, session)),
        Sight("dialog-not-opened", partial(_not_opened, session)),
        Sight("dialog-start", partial(_start, session)),
    ]


def _search(session: Session) -> QWidget:
    from ui.widgets.results import Results, find

    session.window.show_place(HOME)
    search = session.window.top.search
    results = Results(session.desk, session.window)
    results.put(find(session.desk.office, "a", session.desk.language))
    search.lay_under_field(results)
    return results


def _menu(session: Session) -> QWidget:
    session.window.top.open_menu()
    assert session.window.top.menu is not None
    return session.window.top.menu


def _text_menu(session: Session) -> QWidget:
    session.window.show_place(HOME)
    menu = session.window.top.search.field.createStandardContextMenu()
    menu.popup(session.window.mapToGlobal(session.window.rect().center()))
    return menu


def _calendar(session: Session) -> QWidget:
    from ui.forms.day import DayEditor

    session.desk.new_record("lead")
    settle(session)
    editor = _records(session, "lead").detail.form.editors["received_on"]
    assert isinstance(editor, DayEditor)
    editor.button.open()
    month = QApplication.activePopupWidget()
    assert month is not None
    return month


def _folder(session: Session) -> QWidget:
    desk = session.desk
    page = _report(session, desk.office.fortnights.last_full(desk.office.today()).code)
    page.show_step(EXPORT)
    dialog = page.export.folder_dialog()
    dialog.show()
    return dialog


def _plan_pack(session: Session) -> QWidget:
    dialog = _plan(session).pack_dialog()
    dialog.show()
    return dialog


def _mistake(session: Session) -> QWidget:
    from ui.errors import CrashDialog

    text = "ValueError\n  fieldreport/office.py:120 add"
    dialog = CrashDialog(text, session.desk.language, session.desk.theme, session.window)
    dialog.show()
    return dialog


def _not_opened(session: Session) -> QWidget:
    from ui.app import refusal

    box = refusal(FULL, session.desk.language, session.desk.theme)
    box.show()
    return box


def _start(session: Session) -> QWidget:
    from ui.pages.start import StartDialog

    dialog = StartDialog(Path("nowhere"), session.desk.language, session.desk.theme)
    dialog.show()
    return dialog
