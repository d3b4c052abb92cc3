"""Files dropped on a record, or chosen for it: put on it, kept for when it is saved, read where they are cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from fieldreport.failures import Failure
from fieldreport.field import Json
from fieldreport.language import N_
from fieldreport.store import Change
from ui.desk import Desk, Notice
from ui.widgets.plain import repolish

if TYPE_CHECKING:
    from fieldreport.office import Office
    from ui.forms.form import Form
    from ui.forms.keeper import Keeper

#: The record type that a business card fills.
CONTACT = "contact"

ELSEWHERE = N_("Only files on this computer can be put on a record. Please save them here first.")
WHEN_SAVED = N_("The file is put on this entry as soon as the entry is saved.")
CARD_IS_ON = N_("The business card is on the record. What it says can be filled into the empty fields.")
ARCHIVED = N_("This record is archived. Please take it out of the archive before you put files on it.")


def files_of(data: QMimeData) -> list[Path]:
    """The files of this computer in what is dragged: nothing is fetched from another one, whatever the address."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and not url.host()]


class DropTarget(QObject):
    """Makes a widget take files; it is marked while some are above it."""

    #: These files were dropped: a list of ``Path``.
    dropped = Signal(object)
    #: What was dropped is no file of this computer.
    refused = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files, and leave everything else to whoever is meant."""
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDragMoveEvent):
            if event.mimeData().hasUrls():
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                self._mark(True)
                return True
        elif kind is QEvent.Type.DragLeave:
            self._mark(False)
        elif kind is QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._mark(False)
            if event.mimeData().hasUrls():
                # A copy, always: nobody's file goes away by being put on a record.
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                paths = files_of(event.mimeData())
                if paths:
                    self.dropped.emit(paths)
                else:
                    self.refused.emit()
                return True
        return False

    def _mark(self, over: bool) -> None:
        if bool(self._widget.property("drop")) != over:
            self._widget.setProperty("drop", over)
            repolish(self._widget)


@dataclass(frozen=True)
class Put:
    """What became of putting files on a record; ``known`` is what a business card among them says of a contact."""

    change: Change
    known: Mapping[str, Json]


def put_on(office: Office, *, record_id: str, type_name: str, paths: Sequence[Path]) -> Put:
    """Put files on a record."""
    from fieldreport.attachments import Attachments

    change = Attachments(office.store, office.data).attach(record_id, paths, office.person)
    return Put(change, card_in(office, paths=paths) if type_name == CONTACT else {})


def card_in(office: Office, *, paths: Sequence[Path]) -> dict[str, Json]:
    """What the first business card among files says, as a form takes it; empty where there is none.

    Raises ``InputAtFault`` for a file that cannot be read.
    """
    from fieldreport.attachments import Kind, card
    from fieldreport.attachments.attached import read_file
    from fieldreport.attachments.kinds import HEAD, recognise

    for path in paths:
        content = read_file(path)
        if recognise(content[:HEAD]) is Kind.CARD:
            return typed(office, card.read(content).raw())
    return {}


def typed(office: Office, raw: Mapping[str, Json]) -> dict[str, Json]:
    """What a card says as if it were typed: a text by its letters, a company by its record where there is one."""
    from fieldreport.fields import Link, TextField
    from fieldreport.parsing import Unreadable

    record_type, reading = office.record_type(CONTACT), office.reading()
    said: dict[str, Json] = {}
    for name, value in raw.items():
        match record_type.field(name):
            case TextField():
                said[name] = {"text": value, "guessed": True}
            case Link() as link:
                try:
                    said[name] = link.read(value, reading)
                except Unreadable:
                    said[name] = {"words": value}
            case _:
                said[name] = value
    return said


class Putting(QObject):
    """Puts files on the record that a keeper keeps."""

    #: Why files were not put on the record: a ``Failure``, or None once some were.
    failed = Signal(object)

    def __init__(self, desk: Desk, form: Form, keeper: Keeper) -> None:
        super().__init__(keeper)
        self._desk, self._form, self._keeper = desk, form, keeper
        #: Files for a new entry that is not saved yet, and those of the entry that is just being saved.
        self._waiting: list[Path] = []
        self._of_saved: list[Path] = []
        keeper.turned.connect(self._turned)
        keeper.saved.connect(self._saved)

    def put(self, paths: Sequence[Path]) -> None:
        """Put files on the record, or on the new entry as soon as it is saved."""
        record = self._keeper.record
        if record is None:
            self._waiting += paths
            self._desk.notice(WHEN_SAVED)
            return
        if record.archived is not None:
            self._desk.notice(ARCHIVED, "warn")
            return
        self._desk.write(
            partial(put_on, record_id=record.id, type_name=record.type.name, paths=list(paths)),
            self._put,
            self._refused,
        )

    def wait_with(self, path: Path) -> None:
        """Keep a file for the new entry that has just been begun."""
        self._waiting = [path]

    def refuse(self) -> None:
        """What was dropped is on another computer."""
        self._desk.notice(ELSEWHERE, "warn")

    def _put(self, put: Put) -> None:
        self.failed.emit(None)
        self._desk.changed.emit(put.change)
        fill = {name: one for name, one in put.known.items() if self._form.is_empty(name)}
        if fill:
            self._desk.noticed.emit(
                Notice(CARD_IS_ON, action=N_("Fill in"), act=partial(self._fill, fill, self._record_id()))
            )

    def _record_id(self) -> str:
        return self._keeper.record.id if self._keeper.record is not None else ""

    def _fill(self, known: Mapping[str, Json], record_id: str) -> None:
        if self._record_id() == record_id:
            self._form.restore(known)
            self._keeper.save()

    def _refused(self, failure: Failure) -> None:
        self._desk.failed.emit(failure)
        self.failed.emit(failure)

    def _turned(self) -> None:
        # The keeper tells of every saving by these two, in this order; whatever else turns the form to another
        # record tells the first only, and what waits then has nothing to be put on.
        self._of_saved, self._waiting = (self._waiting if self._keeper.record is not None else []), []

    def _saved(self) -> None:
        paths, self._of_saved = self._of_saved, []
        if paths:
            self.put(paths)


class CardDrops(QObject):
    """A business card dropped beside the open contact begins another contact with what it says."""

    def __init__(self, desk: Desk, page: QWidget, begin: Callable[[Path, Mapping[str, Json]], None]) -> None:
        super().__init__(page)
        self._desk, self._begin = desk, begin
        target = DropTarget(page)
        target.dropped.connect(self._dropped)
        target.refused.connect(lambda: desk.notice(ELSEWHERE, "warn"))

    def _dropped(self, paths: list[Path]) -> None:
        self._desk.read(partial(card_in, paths=paths[:1]), partial(self._read, paths[0]))

    def _read(self, path: Path, known: dict[str, Json]) -> None:
        if known:
            self._begin(path, known)
        else:
            self._desk.notice(
                N_("This is no business card (.vcf). Other files are dropped on the record itself."), "warn"
            )
