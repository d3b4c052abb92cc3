"""Office: the one place that composes the parts. The command line and the window hold an Office."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from fieldreport import files, folders
from fieldreport.catalogue import Catalogue
from fieldreport.failures import InputAtFault, MachineAtFault, Problem
from fieldreport.field import Json, Reading
from fieldreport.language import CODES, N_, Language
from fieldreport.offices import Offices
from fieldreport.premises import place_of
from fieldreport.record import Record, RecordType
from fieldreport.records import RECORD_TYPES
from fieldreport.records.difficulty import DIFFICULTY
from fieldreport.settings import BACKUPS_NAME, Settings
from fieldreport.settings import FILE_NAME as SETTINGS_NAME
from fieldreport.store import Change, Clock, Filter, New, Store
from fieldreport.store.called import Called
from fieldreport.store.database import DAMAGED
from fieldreport.store.drafts import Drafts
from fieldreport.store.missing import Gap, Need, gaps
from fieldreport.store.plans import Plans
from fieldreport.store.reports import Reports
from fieldreport.store.store import now
from fieldreport.store.titles import Titles
from fieldreport.store.translate import translate
from fieldreport.values import Text

if TYPE_CHECKING:
    from fieldreport.duplicates import Duplicates
    from fieldreport.period import Fortnights, Period
    from fieldreport.plan import Plan
    from fieldreport.progress import Motion, TaskProgress
    from fieldreport.report import Finding, Report
    from fieldreport.store.backup import Progress

DATABASE_NAME = "office.db"
REPORTS_NAME = "reports"
PLAN_NAME = "plan.json"
#: The properties that name the office, say that its making was finished, and mark it as the sample.
OFFICE, MADE, SAMPLE = "office", "made", "sample"

#: The loaded HS table, keys, what goes to and comes from headquarters, files of the records, who has the office open.
OTHERS = ("hs.db", "keys", "outbox", "received", "files", "in-use")
OWN_FILES = (DATABASE_NAME, f"{DATABASE_NAME}-journal", PLAN_NAME, SETTINGS_NAME, BACKUPS_NAME, *OTHERS)
NO_OFFICE = N_("There is no office in {path} yet; make one with: fieldreport init --office CODE")
ALREADY_AN_OFFICE = N_("There is already an office in {path}; choose another folder.")


class Office:
    """An open office: its records, plan, settings and language, and everything it can do.

    It belongs to one thread; ``beside`` opens the same office for another one.
    """

    def __init__(self, data: Path, store: Store, clock: Clock) -> None:
        self.data = data
        self.store = store
        self.clock = clock
        self.settings = Settings.load(data)
        self.code = store.property(OFFICE) or ""
        self.place = place_of(store, self.code)
        self.zone = ZoneInfo(self.place.zone)
        self.plans = Plans(store.database, data / PLAN_NAME)
        if (data / PLAN_NAME).exists():
            # What is wrong with a plan that somebody put there is said at once; the program's own can wait.
            self.plans.on(date.min)
        self.drafts = Drafts(store.database)
        self.reports = Reports(store.database)
        self._languages: dict[tuple[str, bool], Language] = {}
        self._catalogues: dict[str, Catalogue] = {}

    @property
    def plan(self) -> Plan:
        """The plan in use: the one accepted last, else the office's own file or the program's."""
        return self.plans.current

    def accept_plan(self, content: bytes, source: Path) -> None:
        """Let the plan pack read from ``source`` hold from today on; raises ``InputAtFault``, nothing changed then."""
        self.plans.accept(content, source, on=self.today(), at=self.clock(), by=self.person)

    @property
    def fortnights(self) -> Fortnights:
        """The plan's periods."""
        return self.plan.fortnights

    # ---- opening -----------------------------------------------------------------------------------------------

    @classmethod
    def exists(cls, data: Path) -> bool:
        """Whether there is an office in the folder."""
        return (data / DATABASE_NAME).exists()

    @classmethod
    def open(cls, data: Path, *, clock: Clock = now, readonly: bool = False) -> Office:
        """Open the office in ``data``.

        Raises ``InputAtFault`` when there is none, ``MachineAtFault`` when it cannot be opened.
        """
        database = data / DATABASE_NAME
        if not cls.exists(data):
            raise InputAtFault(Problem(NO_OFFICE, {"path": str(data)}))
        if database.is_file() and database.stat().st_size == 0:
            # SQLite would take an emptied file for a new one, and the office would seem never to have been.
            raise MachineAtFault(DAMAGED, path=str(database))
        store = Store.open(database, RECORD_TYPES, clock=clock, readonly=readonly)
        try:
            if not store.property(MADE):
                raise InputAtFault(Problem(NO_OFFICE, {"path": str(data)}))
            return cls(data, store, clock)
        except BaseException:
            store.close()
            raise

    @classmethod
    def create(
        cls,
        data: Path,
        code: str,
        *,
        person: str = "",
        language: str = "",
        sample: bool = False,
        clock: Clock = now,
    ) -> Office:
        """Make the office ``code`` in ``data``, with the made-up records of the sample if ``sample``.

        Raises ``InputAtFault`` for an unknown office or a folder that holds one already; then nothing is written.
        """
        place = Offices.built_in().office(code)
        if cls._is_made(data):
            raise InputAtFault(Problem(ALREADY_AN_OFFICE, {"path": str(data)}))
        try:
            data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise MachineAtFault(
                N_("The folder {path} cannot be made. Please choose another one."), path=str(data)
            ) from error
        settings = Settings.load(data)
        settings = replace(
            settings,
            person=person or settings.person,
            language=language if language in CODES else settings.language,
        )
        settings.save(data)
        store = Store.open(data / DATABASE_NAME, RECORD_TYPES, clock=clock)
        try:
            store.set_property(OFFICE, place.code)
            if sample:
                from fieldreport import sample as made_up
                from fieldreport.plan import Plan

                today = clock().astimezone(ZoneInfo(place.zone)).date()
                made_up.add_to(store, RECORD_TYPES, today, Plan.built_in().fortnights)
                store.set_property(SAMPLE, "yes")
            # Written last: a folder whose making was cut short holds no office, and can be made again.
            store.set_property(MADE, "yes")
            return cls(data, store, clock)
        except BaseException:
            store.close()
            raise

    @classmethod
    def _is_made(cls, data: Path) -> bool:
        if not cls.exists(data):
            return False
        store = Store.open(data / DATABASE_NAME, RECORD_TYPES)
        try:
            return store.property(MADE) is not None
        finally:
            store.close()

    @classmethod
    def restore(
        cls, data: Path, source: Path, *, clock: Clock = now, progress: Progress | None = None
    ) -> Path | None:
        """Make the office in ``data`` what it was in the backup ``source``; also where there is none or a damaged one.

        Says where what was there is kept. Raises ``InputAtFault`` and ``MachineAtFault``; nothing is changed then.
        """
        from fieldreport.store import backup

        return backup.restore(
            source, data / DATABASE_NAME, data / BACKUPS_NAME, RECORD_TYPES, clock(), progress
        )

    def back_up(self, target: Path, progress: Progress | None = None) -> Path:
        """Copy the office into one verified file, also while it is in use."""
        from fieldreport.store import backup

        return backup.back_up(self.data / DATABASE_NAME, target, progress)

    def back_up_if_due(self) -> Path | None:
        """Make the automatic backup if it is time, and clear what killed programs left; says where it is, or None."""
        from fieldreport.store import backup

        files.clear_abandoned(self.data / REPORTS_NAME, self.clock())
        folder, daily_for = self.settings.backups_in(self.data), timedelta(days=self.settings.backup_days)
        return backup.back_up_if_due(self.data / DATABASE_NAME, folder, self.clock(), daily_for)

    def beside(self, *, readonly: bool = False) -> Office:
        """The same office opened once more, for another thread."""
        return Office.open(self.data, clock=self.clock, readonly=readonly)

    def close(self) -> None:
        """Close the database; closing twice is harmless."""
        if "duplicates" in vars(self):
            self.duplicates.close()
        self.store.close()

    def __enter__(self) -> Office:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    # ---- who, when, in which language --------------------------------------------------------------------------

    @property
    def person(self) -> str:
        """Who is working here: the name in the settings, else that of the computer's account."""
        return self.settings.person or os.environ.get("USERNAME") or os.environ.get("USER") or "-"

    @property
    def is_sample(self) -> bool:
        """Whether everything in this office is made up."""
        return self.store.property(SAMPLE) is not None

    def save_settings(self, **options: Any) -> None:
        """Change and keep some options."""
        self.settings = replace(self.settings, **options)
        self.settings.save(self.data)

    def today(self) -> date:
        """The office's local day."""
        return self.clock().astimezone(self.zone).date()

    def language(self, code: str | None = None) -> Language:
        """A language with the person's choice of digits; the screen's own when no code is given."""
        key = code or self.settings.language, self.settings.bengali_digits
        if key not in self._languages:
            digits = None if key[1] else "latn"
            catalogue = self.catalogue(key[0])
            self._languages[key] = Language(key[0], digits=digits, catalogue=catalogue, zone=self.zone)
        return self._languages[key]

    def catalogue(self, code: str) -> Catalogue:
        """The translations that a language speaks with here: the program's, or those of the copy in the data folder."""
        if code not in self._catalogues:
            own, cache = folders.own_locales(self.data), folders.cache(self.data)
            self._catalogues[code] = Catalogue(code, folders.locales(), cache, own)
        return self._catalogues[code]

    def speak_with(self, catalogue: Catalogue) -> None:
        """Take newer translations; a language that was asked for before keeps those it had."""
        self._catalogues[catalogue.language] = catalogue
        for digits in (True, False):
            self._languages.pop((catalogue.language, digits), None)

    def reading(self, language: str | None = None) -> Reading:
        """What fields need to know to read input written in ``language``."""
        spoken = language or self.settings.language
        tasks = frozenset(one.number for one in self.plan.tasks)
        reading = Reading(spoken, self.today(), country=self.place.country, zone=self.zone, tasks=tasks)
        return Called(self.store, self.language).known_to(reading)

    def titles(self, language: Language) -> Titles:
        """Titles of records in a language."""
        return Titles(self.store, language)

    # ---- records -----------------------------------------------------------------------------------------------

    def record_type(self, name: str) -> RecordType:
        """The record type of this name; raises KeyError."""
        return self.store.types[name]

    def add(
        self, record_type: RecordType, raw: Mapping[str, Json], *, by: str = "", language: str = ""
    ) -> Record:
        """Add a record from typed text or JSON; raises ``InputAtFault`` with every problem."""
        reading = self.reading(language)
        new = New(record_type, record_type.read(raw, reading), reading.language, by or self.person)
        self.store.add(new)
        return self.store.record(new.id)

    def change(self, name: str, raw: Mapping[str, Json], *, by: str = "", language: str = "") -> Change:
        """Change fields of a record; text is in ``language`` or else in the record's own."""
        return self.store.change(name, raw, by or self.person, self.reading(language))

    def translate(
        self, name: str, field: str, language: str, raw: Json, seen: Text, *, by: str = ""
    ) -> Change:
        """Set a text's translation into ``language``; raises ``InputAtFault`` when it is not as it was ``seen``."""
        return translate(self.store, name, field, language, raw, seen, by=by or self.person)

    def archive(self, name: str, reason: str, *, by: str = "") -> Change:
        """Put a record away with a reason."""
        return self.store.archive(name, reason, by or self.person)

    def undo(self, *, by: str = "") -> Change:
        """Undo the last change."""
        return self.store.undo(by or self.person)

    def gaps(
        self, language: str, need: Need = Need.TRANSLATION, period: Period | None = None
    ) -> Iterator[Gap]:
        """Where texts need something in ``language``: in a period's report, or among all records."""
        if period is None:
            return gaps(self.store, language, need)
        from fieldreport.report.contents import carried_over

        also = {DIFFICULTY.name: carried_over(self.store, period)}
        return gaps(self.store, language, need, self.period_filter(period), also)

    @cached_property
    def duplicates(self) -> Duplicates:
        """What is likely there twice."""
        from fieldreport.duplicates import Duplicates

        return Duplicates(self.store, folders.cache(self.data))

    # ---- periods and the report --------------------------------------------------------------------------------

    def period(self, code: str | None = None) -> Period:
        """The period of this code, or the current one; raises ``InputAtFault``."""
        return self.fortnights.parse(code) if code else self.fortnights.of(self.today())

    def period_filter(self, period: Period, **which: Any) -> Filter:
        """The filter for a period's records."""
        return Filter(days=(period.first, period.last), zone=self.zone, **which)

    def progress(self, period: Period) -> list[TaskProgress]:
        """How each of the office's tasks stands at the end of the period."""
        from fieldreport.progress import progress
        from fieldreport.store.counting import count

        return progress(
            self.plans.on(period.last),
            self.code,
            period.last,
            lambda rule, first, last: count(self.store, rule, first, last),
        )

    def motion(self, day: date) -> Motion:
        """The plan that holds on a day, in motion: every task's course and the roadmap at the end of it."""
        from fieldreport.progress import in_motion

        return in_motion(self.store, self.plans.on(day), self.code, day)

    def report(self, period: Period) -> Report:
        """The period's report: its figures, tasks, records and what has been written about it."""
        from fieldreport.report import build

        return build(
            self.store,
            office=self.place,
            plan=self.plans.on(period.last),
            progress=self.progress(period),
            period=period,
            previous=self.fortnights.previous(period),
            zone=self.zone,
            stored=self.reports.get(period.code),
            sample=self.is_sample,
        )

    def check(self, period: Period) -> list[Finding]:
        """What the period's report still needs."""
        from fieldreport.report import check

        return check(self.report(period), self.duplicates)

    def refuse_own(self, path: Path) -> None:
        """Raise ``InputAtFault`` where ``path`` is one of the office's own files: nothing may be written over it."""
        files.refuse_within(path, self.data, OWN_FILES)

    def export(self, period: Period, language: Language, out: Path | None = None) -> Path:
        """Write the period's workbook in ``language`` and say where it is; a signed issue goes out as it was signed.

        Raises ``MachineAtFault`` when the file cannot be written, ``InputAtFault`` for a folder or a file of the
        office's own; an earlier file is then as it was.
        """
        from fieldreport.report import write, write_frozen

        if out is not None:
            self.refuse_own(out)
        report = self.report(period)
        path = out or self.data / REPORTS_NAME / report.filename(language)
        if write_frozen(self.store, report, language, path):
            return path
        return write(report, language, self.titles(language), path).path
