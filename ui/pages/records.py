"""The page of a record type: its list at the left, one record at the right, made from the type's fields."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from fieldreport.failures import Failure
from fieldreport.field import Json
from fieldreport.language import N_
from fieldreport.record import Record, RecordType
from ui.desk import Desk, Notice
from ui.forms.detail import Detail
from ui.forms.dropping import CONTACT, CardDrops
from ui.forms.entry import answer_entries
from ui.forms.flow import Flow
from ui.forms.offer import Offer, drafts_of
from ui.pages.page import Page
from ui.tables.commands import Commands
from ui.tables.exporting import Exporting
from ui.tables.filters import Filters
from ui.tables.list import RecordsList
from ui.tables.several import Several
from ui.widgets.beside import Beside
from ui.widgets.plain import Card, Chip, button, label

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.store.drafts import Draft

#: Both are usual, whatever the system's own is.
REDO_KEYS = ("Ctrl+Shift+Z", "Ctrl+Y")
#: The widths of list and record at first, in pixels; whoever wants it otherwise pulls the bar between them.
WIDTHS = (620, 380)
#: The place of the pane for several records among the details.
SEVERAL = 2


def record_of(office: Office, *, name: str) -> Record:
    """The record that is called so."""
    return office.store.record(name)


def standing_of(office: Office, *, name: str) -> tuple[Record, Record]:
    """The record that is called so, and the one that stands for it: another one where it was merged into that."""
    from fieldreport.merging import lead_on

    record = office.store.record(name)
    return record, lead_on(office.store, record) or record


class RecordsPage(Page):
    """List and record of one type."""

    def __init__(self, desk: Desk, record_type: RecordType, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.type = record_type
        self.setProperty("look", "page")
        self.title, self.number = label("title", wrap=True), Chip()
        self.new, self.more = button(), button()
        self.offer = Offer(desk)
        self.filters = Filters(desk, record_type)
        self.list = RecordsList(desk, record_type)
        self.exporting = Exporting(desk, record_type)
        self.several = Several(desk, record_type, self.list)
        self.commands = Commands(desk, self, self.list, self.several, self.exporting)
        self.empty = self._hint()
        self.clear_filters, self.bring = button("link"), button()
        self.detail = Detail(desk, record_type)
        self.nothing_open = self._hint()
        self.lists, self.details = QStackedWidget(), QStackedWidget()
        self._wanted = ""
        self._number = (0, True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.detail.form.focus_first)
        self._lay_out()
        self._connect()
        self.filters.recount()
        self.list.show_only(self.filters.which())
        self._look_for_drafts()

    def _lay_out(self) -> None:
        named = Flow(spacing=12)
        named.addWidget(self.title)
        named.addWidget(self.number)
        head = Beside(spacing=12)
        head.add(named)
        for one in (self.more, self.new):
            head.addWidget(one)
        card = Card(margins=1, spacing=0)
        card.body.addWidget(self.list)
        nothing = Card()
        nothing.body.addStretch(1)
        nothing.body.addWidget(self.empty)
        for one in (self.clear_filters, self.bring):
            nothing.body.addWidget(one, 0, Qt.AlignmentFlag.AlignHCenter)
        nothing.body.addStretch(2)
        self.lists.addWidget(card)
        self.lists.addWidget(nothing)
        left = QWidget()
        left.setProperty("look", "clear")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.filters)
        column.addWidget(self.lists, 1)
        column.addWidget(self.exporting)
        hint = Card()
        hint.body.addStretch(1)
        hint.body.addWidget(self.nothing_open)
        hint.body.addStretch(2)
        self.details.addWidget(hint)
        self.details.addWidget(self.detail)
        self.details.addWidget(self.several)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(16)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(self.details)
        self.split.setStretchFactor(0, 5)
        self.split.setStretchFactor(1, 3)
        self.split.setSizes(list(WIDTHS))
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(12)
        page.addWidget(self.offer)
        page.addWidget(self.split, 1)

    def _connect(self) -> None:
        keeper = self.detail.keeper
        self.new.clicked.connect(partial(self.new_record, None))
        self.filters.changed.connect(self.list.show_only)
        self.clear_filters.clicked.connect(self.filters.clear)
        self.list.chosen.connect(self.open_record)
        self.list.entered.connect(self.detail.form.focus_first)
        self.list.counted.connect(self._counted)
        self.list.selected.connect(self._selected)
        self.more.clicked.connect(lambda: self.commands.open_below(self.more))
        self.bring.clicked.connect(partial(self.desk.open_tool, "bringing"))
        self.several.wanted.connect(self._show_several)
        self.several.ended.connect(self._back_to_one)
        self.detail.given_up.connect(self._given_up)
        keeper.turned.connect(self._turned)
        answer_entries(self.detail.form)
        if self.type.name == CONTACT:
            CardDrops(self.desk, self, self._begin_from_card)
        self.offer.restored.connect(self._resume)
        self.offer.discarded.connect(self._discard)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Save), keeper.save),
            (QKeySequence(QKeySequence.StandardKey.Undo), keeper.undo),
            *((QKeySequence(keys), keeper.redo) for keys in REDO_KEYS),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ---- what the window asks ----------------------------------------------------------------------------------

    def open_record(self, record_id: str) -> None:
        """Open a record; what was being written in another one is kept first.

        Where it was merged into another one, that one is opened and a notice says so.
        """
        record = self.detail.keeper.record
        self._wanted = record_id
        if record is not None and record.id == record_id:
            self.details.setCurrentIndex(1)
            return
        self._leave_form()
        self.desk.read(
            partial(standing_of, name=record_id), self._stand, self._not_found, latest=f"open {id(self)}"
        )

    def open_itself(self, record_id: str) -> None:
        """Open a record as it was, although it was merged into another one."""
        self._wanted = record_id
        self._leave_form()
        self.desk.read(partial(record_of, name=record_id), self._show, self._not_found)

    def new_record(self, known: Mapping[str, Json] | None = None) -> None:
        """Begin a new record with what is known of it; what was being written in another one is kept first."""
        self._wanted = ""
        self._leave_form()
        self.detail.keeper.begin(known)
        self.details.setCurrentIndex(1)
        # The page may just be coming into sight, and takes the focus only then.
        self._soon.start()

    def ask_for_files(self) -> bool:
        """Ask which files to put on the open record; whether there is one."""
        record = self.detail.keeper.record
        if self.details.currentIndex() != 1 or record is None or record.archived is not None:
            return False
        self.detail.panels.ask_for_files()
        return True

    def _begin_from_card(self, path: Path, known: Mapping[str, Json]) -> None:
        self.new_record(known)
        self.detail.putting.wait_with(path)

    def leave(self) -> None:
        if self.details.currentIndex() == 1:
            self.detail.keeper.leave()

    def retranslate(self) -> None:
        say = self.desk.language.say
        self.title.setText(say(self.type.plural))
        self.new.setText(say("New entry"))
        self.new.setAccessibleName(say("New: {type}", type=say(self.type.label)))
        self.clear_filters.setText(say("Show all"))
        self.nothing_open.setText(say("Choose an entry in the list, or begin a new one."))
        self.offer.retranslate()
        self.filters.retranslate()
        self.more.setText(say("More …"))
        self.more.setToolTip(say("What can be done with this list"))
        self.bring.setText(say("Bring in a list from a file …"))
        self.list.retranslate()
        self.several.retranslate()
        self.exporting.retranslate()
        self.commands.refresh()
        self.detail.retranslate()
        self._counted(*self._number)

    # ---- what happens ------------------------------------------------------------------------------------------

    @staticmethod
    def _hint() -> QLabel:
        hint = label("muted", wrap=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return hint

    def _leave_form(self) -> None:
        if self.details.currentIndex() == 1:
            unsaved = self.detail.keeper.is_unsaved()
            self.detail.keeper.leave()
            if unsaved:
                # What could not be saved (a new entry left half done, a date that is none) is on offer from now on.
                self._look_for_drafts(of_open_form=True)

    def _stand(self, found: tuple[Record, Record]) -> None:
        record, standing = found
        if record.id == self._wanted and standing is not record:
            self._wanted = standing.id
            reference = self.desk.language.reference
            self.desk.noticed.emit(
                Notice(
                    N_("{dropped} was merged into {kept}, which is shown here."),
                    {"dropped": reference(record.reference), "kept": reference(standing.reference)},
                    "warn",
                    action=N_("Show what it was"),
                    act=partial(self.open_itself, record.id),
                )
            )
        self._show(standing)

    def _show(self, record: Record) -> None:
        if record.id != self._wanted:
            return
        self.detail.keeper.show(record)
        self.details.setCurrentIndex(1)
        self.detail.area.verticalScrollBar().setValue(0)
        self.list.choose(record.key, alone=True)

    def _not_found(self, failure: Failure) -> None:
        self.desk.failed.emit(failure)
        self.list.reload()

    def _turned(self) -> None:
        record = self.detail.keeper.record
        self.list.choose(record.key if record is not None else 0)

    # ---- several at once -----------------------------------------------------------------------------------------

    def _selected(self, number: int) -> None:
        """Several are chosen, or one again."""
        if number > 1:
            self._show_several()
            self.several.show_chosen()
        elif self.details.currentIndex() == SEVERAL and not self.several.is_busy():
            record = self.detail.keeper.record
            if number == 0 or (record is not None and record.id == self._wanted):
                self._show_one()

    def _show_several(self) -> None:
        self._leave_form()
        self.details.setCurrentIndex(SEVERAL)

    def _back_to_one(self) -> None:
        """Choose only the record that is open, and show it again."""
        record = self.detail.keeper.record
        self.list.choose(record.key if record is not None else 0, alone=True)
        self._show_one()
        self.list.setFocus()

    def _show_one(self) -> None:
        self.details.setCurrentIndex(1 if self.detail.keeper.record is not None else 0)

    def _counted(self, number: int, whole: bool) -> None:
        language = self.desk.language
        self._number = (number, whole)
        said = (
            language.plural("{count} entry", "{count} entries", number)
            if whole
            else language.plural("{count} entry or more", "{count} entries or more", number)
        )
        self.number.put(said, "calm")
        self.lists.setCurrentIndex(0 if number else 1)
        if number:
            return
        narrowed = self.filters.is_narrowing()
        self.clear_filters.setVisible(narrowed)
        self.bring.setVisible(not narrowed)
        self.empty.setText(
            language.say("Nothing fits this choice. Type other words or show all entries.")
            if narrowed
            else language.say(
                "Nothing is here yet. Begin with “New entry” (Ctrl N); what you type is kept by itself."
            )
        )

    def _given_up(self, typed: dict[str, Json]) -> None:
        keeper = self.detail.keeper
        if keeper.record is None:
            self.details.setCurrentIndex(0)
        if typed:
            record = keeper.record
            self.desk.noticed.emit(
                Notice(
                    N_("What was typed was discarded."),
                    action=N_("Bring it back"),
                    act=partial(self._bring_back, record, typed),
                )
            )

    def _bring_back(self, record: Record | None, typed: dict[str, Json]) -> None:
        self._leave_form()
        keeper = self.detail.keeper
        if record is None:
            keeper.begin(typed)
        else:
            keeper.show(record, typed)
        self.details.setCurrentIndex(1)

    # ---- drafts ------------------------------------------------------------------------------------------------

    def _look_for_drafts(self, of_open_form: bool = False) -> None:
        # Asked of the writer, so that a draft on its way to the disk is found as well.
        self.desk.write(
            partial(drafts_of, type_name=self.type.name), partial(self._offer_drafts, of_open_form)
        )

    def _offer_drafts(self, of_open_form: bool, drafts: list[Draft]) -> None:
        own = "" if of_open_form else self.detail.keeper.draft
        self.offer.offer([draft for draft in drafts if draft.form != own])

    def _resume(self, draft: Draft) -> None:
        self._leave_form()
        if draft.record_id is None:
            self._go_on(draft, None)
        else:
            self.desk.read(
                partial(record_of, name=draft.record_id), partial(self._go_on, draft), self._not_found
            )

    def _go_on(self, draft: Draft, record: Record | None) -> None:
        self._wanted = record.id if record else ""
        self.detail.keeper.resume(draft, record)
        self.details.setCurrentIndex(1)

    def _discard(self, draft: Draft) -> None:
        self.desk.write(partial(_drop, form=draft.form))


def _drop(office: Office, *, form: str) -> None:
    office.drafts.drop(form)
