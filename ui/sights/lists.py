"""What can be seen of lists: several records chosen, what is asked for all of them, menus, the choice of columns."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from fieldreport.records.lead import LEAD
from ui.app import Session
from ui.sights.going import first_record, records_page

#: Waits for everything that is being read and written.
Settle = Callable[[Session], None]


def seen_of_lists(session: Session, settle: Settle) -> list[tuple[str, Callable[[], QWidget]]]:
    """The names of these sights and how each is brought into sight."""
    sights = {
        "list-several": _several,
        "list-several-asks": _asks,
        "list-several-refused": _refused,
        "list-writing": _writing,
        "list-menu": _menu,
        "list-menu-column": _column_menu,
        "list-columns": _columns,
        "dialog-list-file": _file,
    }
    return [(name, partial(go, session, settle)) for name, go in sights.items()]


def _several(session: Session, settle: Settle) -> QWidget:
    """Some leads that are chosen, and how they stand."""
    first_record(session, LEAD.name)
    settle(session)
    page = records_page(session, LEAD.name)
    page.list.selectAll()
    page.several.look()
    settle(session)
    return session.window


def _asks(session: Session, settle: Settle) -> QWidget:
    """What a step needs, asked once for all."""
    _several(session, settle)
    several = records_page(session, LEAD.name).several
    several.choose(next((one for one in ("won", "lost") if one in several.steps), ""))
    return session.window


def _refused(session: Session, settle: Settle) -> QWidget:
    """Records that stay as they were, and why."""
    _several(session, settle)
    page, say = records_page(session, LEAD.name), session.desk.language.say
    records = session.desk.office.store.page(LEAD, page.list.records.keys()[:3])
    reference = session.desk.language.reference
    why = say("A lost lead needs the reason; please say why it was lost.")
    page.several.tell_refused(tuple((one.id, f"{reference(one.reference)} · {why}") for one in records))
    return session.window


def _writing(session: Session, settle: Settle) -> QWidget:
    """A file that is being written."""
    first_record(session, LEAD.name)
    settle(session)
    records_page(session, LEAD.name).exporting.show()
    return session.window


def _menu(session: Session, settle: Settle) -> QWidget:
    first_record(session, LEAD.name)
    settle(session)
    page = records_page(session, LEAD.name)
    page.commands.open_below(page.more)
    assert page.commands.menu is not None
    return page.commands.menu


def _column_menu(session: Session, settle: Settle) -> QWidget:
    records_page(session, LEAD.name)
    settle(session)
    arranging = records_page(session, LEAD.name).list.arranging
    arranging.open_menu(QPoint(100, 5))
    assert arranging.menu is not None
    return arranging.menu


def _columns(session: Session, settle: Settle) -> QWidget:
    page = records_page(session, LEAD.name)
    settle(session)
    return page.list.arranging.choose()


def _file(session: Session, settle: Settle) -> QWidget:
    page = records_page(session, LEAD.name)
    settle(session)
    dialog = page.exporting.dialog()
    dialog.show()
    return dialog
