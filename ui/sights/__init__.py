"""Every sight of the program: each page with something in it, each state worth seeing, each dialog and popup.

One list for the pictures and for the proof that no text is cut off, so that neither forgets what the other shows.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.app import Session
from ui.forms.detail import ArchiveRow
from ui.forms.entry import Entry
from ui.pages.event_day import EventDay
from ui.pages.office_work import ToolsPage
from ui.pages.records import RecordsPage
from ui.sights.fair import fair
from ui.sights.going import Sight, plan_tool_of, settle
from ui.sights.over import over
from ui.sights.places import places
from ui.sights.states import states

__all__ = ["Sight", "leave", "settle", "sights"]


def sights(session: Session) -> list[Sight]:
    """What can be seen of an office: places, states, and what opens over them."""
    return [*places(session), *fair(session), *states(session), *over(session)]


def leave(session: Session, seen: QWidget) -> None:
    """Close what has opened over the window or in it."""
    if seen is not session.window:
        if isinstance(seen, Entry):
            # Else what was filled in for the sight would be offered as a draft in all that follow.
            seen.keeper.discard()
        if seen.isWindow():
            seen.close()
        else:
            seen.hide()
    session.window.notice.dismiss()
    for asking in session.window.findChildren(ArchiveRow):
        asking.hide()
    for page in session.window.pages.values():
        if isinstance(page, EventDay):
            page.views.grid.let_go()
            page.views.meetings.rows.forget()
            page.discard_proposal()
        if isinstance(page, ToolsPage) and "plan" in page.tools:
            plan_tool_of(page).show_motion()
        if not isinstance(page, RecordsPage):
            continue
        page.exporting.hide()
        if page.list.selection.number() > 1:
            page.several.end()
        if page.filters.is_narrowing():
            page.filters.clear()
        if page.detail.keeper.record is None and page.detail.keeper.is_unsaved():
            # Else what was typed for the sight would be offered as a draft in all that follow.
            page.detail.keeper.discard()
