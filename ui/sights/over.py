"""What opens over the window: search, menus, dialogs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from fieldreport.guide import topics, written
from ui.app import Session
from ui.pages.report import EXPORT
from ui.sights.going import (
    FULL,
    Sight,
    event_day,
    plan_tool,
    records_page,
    report_page,
    settle,
)
from ui.widgets.sidebar import HOME, SETTINGS


def over(session: Session) -> list[Sight]:
    """What can be seen of them."""
    return [
        Sight("search", partial(_search, session, "a")),
        Sight("search-commands", partial(_search, session, "")),
        Sight("menu-new", partial(_menu, session)),
        Sight("menu-text", partial(_text_menu, session)),
        Sight("calendar", partial(_calendar, session)),
        Sight("dialog-folder", partial(_folder, session)),
        Sight("dialog-plan-pack", partial(_plan_pack, session)),
        Sight("dialog-walk-in", partial(_walk_in, session)),
        Sight("dialog-result", partial(_result, session)),
        Sight("dialog-print", partial(_print, session)),
        Sight("dialog-mistake", partial(_mistake, session)),
        Sight("dialog-not-opened", partial(_not_opened, session)),
        Sight("dialog-start", partial(_start, session)),
        Sight("dialog-help", partial(_help, session)),
        Sight("dialog-backup", partial(_backup, session)),
    ]


def _search(session: Session, words: str) -> QWidget:
    from ui.widgets.results import Results, find

    session.window.show_place(HOME)
    search = session.window.top.search
    results = Results(session.desk, session.window)
    office = session.desk.office
    results.put(
        find(office, words, session.desk.language, search.commands.index(office)), search.results_width()
    )
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
    editor = records_page(session, "lead").detail.form.editors["received_on"]
    assert isinstance(editor, DayEditor)
    editor.button.open()
    month = QApplication.activePopupWidget()
    assert month is not None
    return month


def _folder(session: Session) -> QWidget:
    desk = session.desk
    page = report_page(session, desk.office.fortnights.last_full(desk.office.today()).code)
    page.show_step(EXPORT)
    dialog = page.export.folder_dialog()
    dialog.show()
    return dialog


def _plan_pack(session: Session) -> QWidget:
    dialog = plan_tool(session).pack_dialog()
    dialog.show()
    return dialog


def _walk_in(session: Session) -> QWidget:
    """The form for somebody who came to an event unannounced."""
    from ui.forms.entry import Entry

    event_day(session).views.ask_walk_in()
    settle(session)
    opened = session.window.findChildren(Entry)
    return opened[-1] if opened else session.window


def _result(session: Session) -> QWidget:
    """All that came of a meeting."""
    from ui.tools.fair.result import Result
    from ui.tools.fair.views import MEETINGS

    views = event_day(session).views
    views.turn(MEETINGS)
    views.meetings.ask(0)
    settle(session)
    opened = session.window.findChildren(Result)
    return opened[-1] if opened else session.window


def _print(session: Session) -> QWidget:
    """For whom the schedules are printed, and where."""
    from ui.tools.fair.printing import PrintDialog

    event_day(session).ask_printing()
    settle(session)
    opened = session.window.findChildren(PrintDialog)
    return opened[-1] if opened else session.window


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


def _help(session: Session) -> QWidget:
    """The longest of them."""
    session.window.show_place(HOME)
    session.window.show_help()
    assert session.window.help is not None
    session.window.help.show_topic(max(topics("bn"), key=lambda topic: len(written(topic, "bn"))))
    return session.window.help


def _backup(session: Session) -> QWidget:
    """What restoring a backup would replace."""
    from ui.pages.settings.backups import BackupsSection
    from ui.pages.settings.page import SettingsPage

    session.desk.open_settings("backups")
    settle(session)
    page = session.window.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    section = page.sections["backups"]
    assert isinstance(section, BackupsSection)
    office = session.desk.office
    path = office.data / "backups" / "office-20261101T060000Z.db"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        office.back_up(path)
    section.arrive()
    section.restoring.look_at(path)
    return session.window


def _start(session: Session) -> QWidget:
    from ui.pages.start import StartDialog

    dialog = StartDialog(Path("nowhere"), session.desk.language, session.desk.theme)
    dialog.show()
    return dialog
