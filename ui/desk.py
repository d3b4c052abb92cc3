"""The desk: what all pages share. The office and its language, the two background workers, and what happens."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from fieldreport.failures import Failure
from fieldreport.store.naming import Names
from ui.background import Sweeper, Task, Worker
from ui.theme import Theme

if TYPE_CHECKING:
    from fieldreport.catalogue import Catalogue
    from fieldreport.field import Json
    from fieldreport.language import Language, Proof
    from fieldreport.office import Office
    from fieldreport.period import Period
    from fieldreport.store.titles import Titles
    from ui.courier import Courier
    from ui.translations import Translations

T = TypeVar("T")
#: Names that are read together.
NAMES = 250


def ignore(result: object) -> None:
    """What is done with a result that nobody waits for."""


@dataclass(frozen=True)
class Notice:
    """A sentence for the bar above the page: a catalogue text and its values, and perhaps a thing to do about it.

    ``kind`` is ``good``, ``warn`` or ``bad``; ``action`` is the catalogue text of the button that calls ``act``.
    ``language`` says it in that language rather than the screen's, whose letters may be what is missing.
    """

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    kind: str = "good"
    action: str = ""
    act: Callable[[], None] | None = None
    language: str = ""


class Desk(QObject):
    """What pages share. Pages never call one another: they ask here, and hear here what has changed.

    ``office`` belongs to the window's thread and is for quick reads only; every write goes through ``write``,
    everything that may take longer than a blink through ``read``.
    """

    #: A ``Change`` has been written: reload what shows its records.
    changed = Signal(object)
    #: Every text is to be said again, in ``language``.
    language_changed = Signal()
    #: Colours are to be taken again, from ``theme``.
    theme_changed = Signal()
    #: How many writes are not on the disk yet.
    writing = Signal(int)
    #: A ``Failure`` that nobody else takes: the window says it.
    failed = Signal(object)
    #: A write failed, and nobody else has taken its failure.
    not_saved = Signal()
    #: A ``Notice`` for the bar above the page.
    noticed = Signal(object)
    #: Open this record (type name, id).
    record_wanted = Signal(str, str)
    #: Begin a new record of this type, with what is known of it already (raw values by field name).
    entry_wanted = Signal(str, object)
    #: Go to this place: ``home``, ``texts``, ``tools``, ``report``, ``translation``, ``settings``, or the name of a
    #: record type.
    place_wanted = Signal(str)
    #: Open the report of this period (its code).
    report_wanted = Signal(str)
    #: Show the records of a type (its name) of a period (or None: of any), in these states.
    list_wanted = Signal(str, object, object)
    #: Open this tool of the office's work, with what somebody came for (a record's id, say, or "").
    tool_wanted = Signal(str, str)
    #: Open the day of this event (its id, or "" for the nearest one).
    event_wanted = Signal(str)
    #: Go to this part of the settings.
    settings_wanted = Signal(str)
    #: An option of this person was changed.
    settings_changed = Signal()
    #: Leave this office and open the one in this data folder (a ``Path``), saying a ``Notice`` there (or None).
    office_wanted = Signal(object, object)
    #: Close the window and start the program anew: some options are taken at the start only.
    restart_wanted = Signal()
    #: Translate the texts of a period (its code) that need a language, at first those of a record (its id, or "").
    texts_wanted = Signal(str, str, str)

    def __init__(self, office: Office, theme: Theme | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.language: Language = office.language(office.settings.language)
        self.theme = theme or Theme.light()
        self._sweeper = Sweeper(self)
        self._writer = Worker("writer", office.beside, self)
        beside = functools.partial(office.beside, readonly=True)
        self._reader = Worker("reader", beside, self)
        self._finder = Worker("finder", beside, self)
        self._latest: dict[str, tuple[Worker, Task]] = {}
        #: What records that others point at are called, for those who search; only used in the finder's thread.
        self.names = Names()
        self._titles: Titles | None = None
        self._translations: Translations | None = None
        self._courier: Courier | None = None
        self._proof: Proof = ""
        self._writer.pending_changed.connect(self.writing)
        from ui.undoing import Steps

        #: What was written in this window, to be taken back and done again.
        self.steps = Steps(self)

    # ---- work ------------------------------------------------------------------------------------------------

    def write(
        self,
        job: Callable[[Office], T],
        done: Callable[[T], None] = ignore,
        failed: Callable[[Failure], None] | None = None,
    ) -> None:
        """Do ``job`` with the writing Office, after all writes asked for before; then ``done`` with its result.

        Whatever ``Change`` it returns (or record, when one was added) is told to everybody by ``changed``, after
        ``done``. A failure goes to ``failed``, or else into the notice bar.
        """

        def finish(result: T) -> None:
            # Titles are made of other records' titles, so one change may reach any of them.
            self._titles = None
            done(result)
            self._announce(result)

        self._writer.submit(job, finish, failed or self._not_saved)

    def _not_saved(self, failure: Failure) -> None:
        self.not_saved.emit()
        self.failed.emit(failure)

    def read(
        self,
        job: Callable[[Office], T],
        done: Callable[[T], None],
        failed: Callable[[Failure], None] | None = None,
        *,
        latest: str = "",
    ) -> None:
        """Do ``job`` with the reading Office, then ``done`` with its result.

        Of several reads called by the same ``latest`` only the last one is told; those still waiting are not done,
        and the one that is under way is stopped.
        """
        self._read(self._reader, job, done, failed, latest)

    def find(
        self,
        job: Callable[[Office], T],
        done: Callable[[T], None],
        failed: Callable[[Failure], None] | None = None,
        *,
        latest: str,
    ) -> None:
        """As ``read``, for what somebody is typing: it waits for no other reading."""
        self._read(self._finder, job, done, failed, latest)

    def learn_names(self, all_known: bool = False) -> None:
        """Read the names bit by bit, so that whoever is typing need not wait for all of them."""
        if not all_known:
            names = self.names
            self.find(lambda office: names.take_in(office.store, NAMES), self.learn_names, latest="names")

    def _read(
        self,
        worker: Worker,
        job: Callable[[Office], T],
        done: Callable[[T], None],
        failed: Callable[[Failure], None] | None,
        latest: str,
    ) -> None:
        if latest and latest in self._latest:
            before, task = self._latest[latest]
            before.overtake(task)
        task = worker.submit(job, done, failed or self.failed.emit)
        if latest:
            self._latest[latest] = (worker, task)

    def is_writing(self) -> bool:
        """Whether something is not on the disk yet."""
        return self._writer.pending > 0

    def is_busy(self) -> bool:
        """Whether anything is still being written, read or looked for."""
        return any(one.pending for one in (self._writer, self._reader, self._finder))

    def settle(self) -> None:
        """Wait for every write and read and what follows from them."""
        carrying = () if self._courier is None else (self._courier.worker,)
        workers = (self._writer, self._reader, self._finder, *carrying)
        while any(one.pending for one in workers):
            for one in workers:
                one.drain()

    def close(self) -> None:
        """Finish every write, drop what is only being read, and end the workers."""
        for worker, task in self._latest.values():
            worker.overtake(task)
        if self._translations is not None:
            self._translations.close()
        carried = self._courier is None or self._courier.close()
        self._writer.drain()
        self._reader.stop()
        self._finder.stop()
        self._writer.stop()
        if carried:
            # Else Python would collect in the courier's thread, which ends with the program.
            self._sweeper.end()

    def _announce(self, result: object) -> None:
        from fieldreport.record import Record
        from fieldreport.store import Change

        if isinstance(result, Record):
            result = Change(0, ((result.type.name, result.id),))
        if isinstance(result, Change) and result:
            self.changed.emit(result)

    # ---- what everybody hears --------------------------------------------------------------------------------

    def set_language(self, code: str) -> None:
        """Switch the screen to Korean, English or Bengali at once, and remember it."""
        if code == self.language.code:
            return
        self.keep_settings(language=code)
        self._speak(code)

    def _speak(self, code: str) -> None:
        plain = self.office.language(code)
        self.language = plain.proofed(self._proof) if self._proof else plain
        self._titles = None
        self.language_changed.emit()

    @property
    def proof(self) -> Proof:
        """How the screen's texts are shown: as everybody sees them, or as those who translate want to see them."""
        return self._proof

    def set_proof(self, proof: Proof) -> None:
        """Show texts another way at once; files that leave the office are never touched by it."""
        if proof != self._proof:
            self._proof = proof
            self._speak(self.language.code)

    @property
    def translations(self) -> Translations:
        """The PO files that the texts come from, watched from the first use on."""
        if self._translations is None:
            from ui.translations import Translations

            self._translations = Translations(self)
        return self._translations

    @property
    def courier(self) -> Courier:
        """Who sends reports and fetches answers."""
        if self._courier is None:
            from ui.courier import Courier

            self._courier = Courier(self)
        return self._courier

    def speak_with(self, catalogues: Sequence[Catalogue]) -> None:
        """Take newer translations, here and in the background; what is on the screen is said again at once."""

        def take(office: Office) -> None:
            for one in catalogues:
                office.speak_with(one)

        take(self.office)
        self._in_background(take)
        if self.language.code in {one.language for one in catalogues}:
            self._speak(self.language.code)

    def keep_settings(self, **options: object) -> bool:
        """Remember options of this person on this computer; says whether they are on the disk.

        A failure is said in the notice bar; the options hold until the window is closed.
        """
        saved = True
        try:
            self.office.save_settings(**options)
        except Failure as failure:
            saved = False
            self.failed.emit(failure)
        settings = self.office.settings

        def take(office: Office) -> None:
            office.settings = settings

        self._in_background(take)
        self.settings_changed.emit()
        return saved

    def speak_again(self) -> None:
        """Say everything again as the settings have it now: language, digits, the office's name."""
        self._speak(self.office.settings.language)

    def move(self) -> None:
        """The office has said something else of itself: every part takes it, and says everything again."""
        from fieldreport.premises import place_of

        def take(office: Office) -> None:
            office.place = place_of(office.store, office.code)

        take(self.office)
        self._in_background(take)
        self.speak_again()

    def _in_background(self, take: Callable[[Office], None]) -> None:
        """Have the workers' Offices follow; one that is not open yet will read everything anew."""
        carrying = () if self._courier is None else (self._courier.worker,)
        for worker in (self._writer, self._reader, self._finder, *carrying):
            if worker.awake:
                worker.submit(take, ignore, self.failed.emit)

    @property
    def titles(self) -> Titles:
        """What records are called in the screen's language: for the few that a page shows at once."""
        if self._titles is None:
            self._titles = self.office.titles(self.language)
        return self._titles

    def notice(self, message: str, kind: str = "good", **values: object) -> None:
        """Say a sentence (a catalogue text) in the bar above the page."""
        self.noticed.emit(Notice(message, values, kind))

    # ---- going places ----------------------------------------------------------------------------------------

    def go(self, place: str) -> None:
        """Go to ``home``, ``report``, ``translation`` or a record type's list."""
        self.place_wanted.emit(place)

    def open_record(self, type_name: str, record_id: str) -> None:
        """Open a record where it stands."""
        self.record_wanted.emit(type_name, record_id)

    def new_record(self, type_name: str, known: Mapping[str, Json] | None = None) -> None:
        """Begin a new record; ``known`` are raw values to fill in at once."""
        self.entry_wanted.emit(type_name, dict(known or {}))

    def show_list(self, type_name: str, period: Period | None, states: Sequence[str] = ()) -> None:
        """Show the records of a type that belong to a period, or with None to any, in these states."""
        self.list_wanted.emit(type_name, period, tuple(states))

    def open_report(self, period_code: str) -> None:
        """Open the report of a period."""
        self.report_wanted.emit(period_code)

    def open_tool(self, name: str, subject: str = "") -> None:
        """Open a tool of the office's work, turned to what somebody came for."""
        self.tool_wanted.emit(name, subject)

    def open_event(self, event_id: str = "") -> None:
        """Open the day of an event: who meets whom, and what came of it; of the nearest one where none is named."""
        self.event_wanted.emit(event_id)

    def open_settings(self, section: str) -> None:
        """Go to a part of the settings."""
        self.settings_wanted.emit(section)

    def open_texts(self, period_code: str, language: str, record_id: str = "") -> None:
        """Translate the texts of a period that need a language, at first those of a record."""
        self.texts_wanted.emit(period_code, language, record_id)
