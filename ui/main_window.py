"""The window: places at the left, search and new entries above, one page at a time in the middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from fieldreport.language import N_
from fieldreport.record import RecordType
from ui.commands import program
from ui.commands.command import Command, Group
from ui.desk import Desk, Notice
from ui.pages.made import made
from ui.pages.page import Page
from ui.stylesheet import stylesheet
from ui.widgets.notice import NoticeBar
from ui.widgets.sample_band import SampleBand
from ui.widgets.sidebar import (
    EVENT_DAY,
    HOME,
    OF,
    REPORT,
    SETTINGS,
    TEXTS,
    TOOLS,
    Sidebar,
)
from ui.widgets.topbar import TopBar

if TYPE_CHECKING:
    from fieldreport.field import Json
    from fieldreport.language import Language
    from fieldreport.office import Office
    from fieldreport.period import Period
    from ui.help import HelpDialog
    from ui.pages.event_day import EventDay
    from ui.pages.office_work import ToolsPage
    from ui.pages.records import RecordsPage
    from ui.pages.report import ReportPage
    from ui.pages.settings.page import SettingsPage
    from ui.pages.texts import TextsPage

SIZE = (1280, 800)
SMALLEST = (900, 560)

UNSAVED_WAS_KEPT = N_("Text that was typed and not saved has been kept.")


class ListPage(Protocol):
    """What the window asks of a page that lists records."""

    def open_record(self, record_id: str) -> None:
        """Open a record where it stands."""

    def new_record(self, known: Mapping[str, Json]) -> None:
        """Begin a new record; ``known`` are raw values to fill in at once."""


def place_of_drafts(office: Office) -> str:
    """The place where the latest text that was typed and never saved is offered; empty when there is none."""
    drafts = office.drafts.all()
    if not drafts:
        return ""
    return drafts[0].type if drafts[0].type in office.store.types else TEXTS


def count_all(office: Office) -> dict[str, int]:
    """How many records each type has, archived ones left out; how many texts of the period wait for a language.

    With home goes how many things are due today or overdue, so that a reminder is seen on every page.
    """
    from fieldreport.store.due import count_due

    counts = {name: office.store.count(one) for name, one in office.store.types.items()}
    waiting = office.gaps(office.settings.workbook_language, period=office.period())
    due = count_due(office.store, office.today())
    return counts | {TEXTS: sum(1 for _ in waiting), HOME: due}


class Holder(QWidget):
    """A page and its dress. Dress and texts are changed when the page is looked at, not while it is out of sight."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.dress = ""
        self.language: Language | None = None
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(page)

    def refresh(self, dress: str, language: Language, *, again: bool = False) -> None:
        """Bring the page up to the window's dress and language; ``again`` even if they are the same."""
        if dress != self.dress:
            self.dress = dress
            self.setStyleSheet(dress)
        # Another object with the same code speaks with newer translations.
        if again or language is not self.language:
            self.language = language
            self.page.retranslate()


class MainWindow(QMainWindow):
    """The one window. It composes the parts and goes to places; everything else is the pages' work."""

    def __init__(self, desk: Desk, types: Sequence[RecordType]) -> None:
        super().__init__()
        self.desk = desk
        self.types = {one.name: one for one in types}
        self.pages: dict[str, Page] = {}
        self._holders: dict[str, Holder] = {}
        self._dress = ""
        self.place = ""
        self._day = desk.office.today()
        self.sidebar = Sidebar(desk, types)
        keyed = program.at_start(types)
        new = [one for one in keyed if one.group is Group.NEW]
        self.top = TopBar(desk, new, self, lambda: program.commands(types))
        self.actions_by_name = {one.name: self._action(one) for one in keyed if one.keys and not one.yields}
        self._yielding = [one for one in keyed if one.keys and one.yields]
        self.band = SampleBand(desk)
        self.notice = NoticeBar(desk)
        self.help: HelpDialog | None = None
        self.stack = QStackedWidget()
        self.ground = QWidget()
        self._lay_out()
        self._connect()
        self.retranslate()
        self._restore()

    def _lay_out(self) -> None:
        self.ground.setProperty("role", "ground")
        line = QHBoxLayout(self.ground)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.sidebar)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.band)
        above = QHBoxLayout()
        above.setContentsMargins(24, 0, 24, 0)
        above.addWidget(self.notice)
        column.addLayout(above)
        column.addWidget(self.stack, 1)
        line.addLayout(column, 1)
        self.setCentralWidget(self.ground)
        self.setMinimumSize(*SMALLEST)
        order = [
            *self.sidebar.places.values(),
            *self.sidebar.languages.buttons.values(),
            self.top.search.field,
            self.top.new,
            self.top.help,
        ]
        for one, following in pairwise(order):
            self.setTabOrder(one, following)

    def _connect(self) -> None:
        desk = self.desk
        self.sidebar.chosen.connect(desk.go)
        self.top.command_chosen.connect(self.run)
        desk.place_wanted.connect(self.show_place)
        desk.record_wanted.connect(self._open_record)
        desk.entry_wanted.connect(self._new_record)
        desk.report_wanted.connect(self._open_report)
        desk.texts_wanted.connect(self._open_texts)
        desk.tool_wanted.connect(self._open_tool)
        desk.event_wanted.connect(self._open_event)
        desk.list_wanted.connect(self._show_list)
        desk.settings_wanted.connect(self._open_settings)
        self.top.help_wanted.connect(self.show_help)
        desk.language_changed.connect(self.retranslate)
        desk.theme_changed.connect(self.retranslate)
        desk.changed.connect(self.count)

    # ---- commands --------------------------------------------------------------------------------------------

    def run(self, command: Command) -> None:
        """Do what a command is for."""
        command.run(self)

    def begin(self) -> None:
        """Begin a new entry of the type that the page is about, or ask for the type where it is about none."""
        if self.place in self.types:
            self.desk.new_record(self.place)
        else:
            self.top.open_menu()

    def _action(self, command: Command) -> QAction:
        action = QAction(self)
        action.setShortcut(QKeySequence(command.keys))
        action.triggered.connect(lambda: self.run(command))
        self.addAction(action)
        return action

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no page has for itself; a shortcut of the window beside a page's own would do neither."""
        pressed = QKeySequence(event.keyCombination())
        for one in self._yielding:
            if pressed == QKeySequence(one.keys):
                self.run(one)
                return
        super().keyPressEvent(event)

    # ---- places ----------------------------------------------------------------------------------------------

    def page(self, place: str) -> Page:
        """The page of a place, made at the first visit."""
        if place not in self.pages:
            page = made(place, self.desk, self.types)
            self.pages[place] = page
            self._holders[place] = Holder(page)
            self.stack.addWidget(self._holders[place])
            self._refresh(place)
        return self.pages[place]

    def _refresh(self, place: str, *, again: bool = False) -> None:
        self._holders[place].refresh(self._dress, self.desk.language, again=again)

    def show_place(self, place: str) -> None:
        """Bring a place into sight."""
        if place != self.place and self.place in self.pages:
            self.pages[self.place].leave()
        page = self.page(place)
        self.place = place
        self._refresh(place)
        focused = QApplication.focusWidget()
        if focused is not None and self.stack.isAncestorOf(focused):
            # Else Qt would hand the focus of a control that goes out of sight to some other one.
            self.ground.setFocus()
        self.stack.setCurrentWidget(self._holders[place])
        self.sidebar.mark(OF.get(place, place))
        page.arrive()
        self._follow_help()

    def _open_record(self, type_name: str, record_id: str) -> None:
        self.show_place(type_name)
        cast("ListPage", self.pages[type_name]).open_record(record_id)

    def _new_record(self, type_name: str, known: Mapping[str, Json]) -> None:
        self.show_place(type_name)
        cast("ListPage", self.pages[type_name]).new_record(known)

    def _open_report(self, period_code: str) -> None:
        self.show_place(REPORT)
        cast("ReportPage", self.pages[REPORT]).open_period(period_code)

    def _open_tool(self, name: str, subject: str) -> None:
        self.show_place(TOOLS)
        cast("ToolsPage", self.pages[TOOLS]).show_tool(name, subject)
        self._follow_help()

    def _open_settings(self, section: str) -> None:
        self.show_place(SETTINGS)
        cast("SettingsPage", self.pages[SETTINGS]).open_section(section)

    def _show_list(self, type_name: str, period: Period | None, states: Sequence[str]) -> None:
        page = cast("RecordsPage", self.page(type_name))
        page.filters.choose(period, states)
        self.show_place(type_name)

    def _open_event(self, event_id: str) -> None:
        page = cast("EventDay", self.page(EVENT_DAY))
        if event_id:
            page.choose(event_id)
        self.show_place(EVENT_DAY)

    def _open_texts(self, period_code: str, language: str, record_id: str) -> None:
        self.show_place(TEXTS)
        cast("TextsPage", self.pages[TEXTS]).open_texts(period_code, language, record_id)

    # ---- help ------------------------------------------------------------------------------------------------

    def topic(self) -> str:
        """What the help on the page in sight is called."""
        if self.place in self.types:
            return "records"
        if self.place == TOOLS:
            tool = cast("ToolsPage", self.pages[TOOLS]).tool
            return f"tool-{tool}" if tool else TOOLS
        return self.place or HOME

    def show_help(self) -> None:
        """Open the help on the page in sight; it follows to other pages until it is closed."""
        from ui.help import HelpDialog

        if self.help is None:
            self.help = HelpDialog(self.desk, self)
        self.help.show_topic(self.topic())

    def _follow_help(self) -> None:
        if self.help is not None and self.help.isVisible():
            self.help.show_topic(self.topic())

    # ---- what changes ----------------------------------------------------------------------------------------

    def count(self) -> None:
        """Count the records anew, in the background."""
        self.desk.read(count_all, self.sidebar.show_counts, latest="counts")

    def retranslate(self) -> None:
        """Say every text in sight again and take the theme's colours; pages out of sight follow when looked at."""
        language, office = self.desk.language, self.desk.office
        name = office.place.name(language.code)
        self.setWindowTitle(
            language.say("{office} – sample, all is made up – Fieldreport", office=name)
            if office.is_sample
            else language.say("{office} – Fieldreport", office=name)
        )
        dress = stylesheet(self.desk.theme, language.code)
        for part in (self.sidebar, self.top, self.band, self.notice):
            if dress != self._dress:
                part.setStyleSheet(dress)
            part.retranslate()
        self._dress = dress
        if self.help is not None:
            self.help.retranslate()
        if self.place:
            self._refresh(self.place, again=True)

    def changeEvent(self, event: QEvent) -> None:
        """Coming back to the window on another day shows that day."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            today = self.desk.office.today()
            if today != self._day:
                self._day = today
                self.retranslate()

    # ---- opening and closing -----------------------------------------------------------------------------------

    def _restore(self) -> None:
        kept: dict[str, Any] = dict(self.desk.office.settings.window)
        size = kept.get("size")
        if isinstance(size, list) and len(size) == 2 and all(isinstance(one, int) for one in size):
            self.resize(*size)
        else:
            self.resize(*SIZE)
        if kept.get("maximized") is True:
            self.showMaximized()

    def start(self) -> None:
        """Show the window, then home in it, then the counts: each is painted before the next is made."""
        # No control is marked before the first key: Tab begins at the top of the sidebar.
        self.ground.setFocus()
        self.sidebar.mark(HOME)
        self.show()
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        QTimer.singleShot(0, self._arrive)

    def _arrive(self) -> None:
        if not self.isVisible():
            # Closed before it had come to anything; what would be asked for now would outlive it.
            return
        if not self.place:
            self.show_place(HOME)
        self.sidebar.arrive()
        self.count()
        self.desk.read(place_of_drafts, self._say_kept)
        self.desk.translations.watch()

    def _say_kept(self, place: str) -> None:
        """Say that unsaved text was kept; the page it belongs to offers it."""
        if place and place != self.place:
            self.desk.noticed.emit(
                Notice(UNSAVED_WAS_KEPT, kind="warn", action=N_("Show it"), act=partial(self.desk.go, place))
            )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep everything that is not on the disk yet, then close."""
        for page in self.pages.values():
            page.leave()
        size = self.normalGeometry().size() if self.isMaximized() else self.size()
        self.desk.keep_settings(
            window={"size": [size.width(), size.height()], "maximized": self.isMaximized()}
        )
        self.hide()
        self.desk.close()
        super().closeEvent(event)
