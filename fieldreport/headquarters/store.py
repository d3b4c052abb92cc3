"""Store: headquarters' database, an SQLite file or PostgreSQL by its address, with its plan packs and lists of offices.

One writer at a time, however many people and collectors there are: each writing transaction begins by taking the one
lock there is (``BEGIN IMMEDIATE``, or an advisory lock of PostgreSQL), so that it sees all that was written before.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldreport.failures import InputAtFault, MachineAtFault, Problem
from fieldreport.fields.day import moment_text
from fieldreport.headquarters.tables import DOCUMENT, PROPERTY, SCHEMA, metadata
from fieldreport.language import N_
from fieldreport.offices import Offices
from fieldreport.period import Period
from fieldreport.plan import Plan

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

NOT_A_STORE = N_(
    "“{url}” is no store of headquarters; write a file, sqlite:///FILE, or postgresql://USER@SERVER/DATABASE."
)
NO_STORE = N_("There is no store of headquarters at {url} yet; make it with: fieldreport hq --store URL init")
NEWER_STORE = N_("The store at {url} was made by a newer version of the program; please update this one.")
CANNOT_REACH = N_("The store at {url} cannot be used: {reason}")
NO_DRIVER = N_("For PostgreSQL a part is missing; install it with: pip install fieldreport[postgresql]")

#: The lock that writers take in PostgreSQL; any number that nobody else uses in this database.
_LOCK = 0x66727074
#: Seconds that one writer waits for another.
_WAIT = 120
PLAN, OFFICES = "plan", "offices"


class Store:
    """Headquarters' database. ``close`` it when it is done with."""

    def __init__(self, engine: Engine, url: str) -> None:
        self.engine = engine
        self.url = url
        self._plans: dict[str, Plan] = {}
        self._offices: Offices | None = None

    # ---- opening -------------------------------------------------------------------------------------------------

    @classmethod
    def open(cls, url: str) -> Store:
        """The store at an address (a file's name alone is an SQLite file's).

        Raises ``InputAtFault`` for no such store, or one of a newer program, ``MachineAtFault`` when it
        cannot be reached.
        """
        store = cls._engaged(url, make=False)
        try:
            store._check()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def make(
        cls,
        url: str,
        now: datetime,
        plan: Path | None = None,
        offices: Path | None = None,
        since: date | None = None,
    ) -> Store:
        """Make the store if it is not there, and give it a plan pack and a list of offices, the program's at first.

        A plan holds from ``since``, for always without one. What is there stays; giving the same again changes
        nothing. Raises like ``open``, and ``InputAtFault`` for a file that is no plan or no list.
        """
        from fieldreport import pack
        from fieldreport.folders import resources
        from fieldreport.plan import built_in_path

        given: list[tuple[str, str, str]] = []
        for kind, path in ((PLAN, plan), (OFFICES, offices)):
            if path is not None:
                content = pack.content_of(path)
                parsed = Plan.parse(content, path) if kind == PLAN else Offices.parse(content, path)
                since_day = "" if since is None or isinstance(parsed, Offices) else since.isoformat()
                given.append((kind, since_day, content.decode("utf-8-sig")))
        store = cls._engaged(url, make=True)
        try:
            with store._told():
                metadata.create_all(store.engine)
            with store.writing() as connection:
                store._settle(connection, now)
                for kind, usual in ((PLAN, built_in_path()), (OFFICES, resources() / "offices.json")):
                    if store._latest(connection, kind) is None and kind not in {one[0] for one in given}:
                        given.append((kind, "", usual.read_text(encoding="utf-8")))
                for kind, since_day, written in given:
                    if store._latest(connection, kind) != (since_day, written):
                        connection.execute(
                            DOCUMENT.insert().values(
                                kind=kind, since=since_day, added_at=moment_text(now), content=written
                            )
                        )
            store._check()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def _engaged(cls, url: str, *, make: bool) -> Store:
        from sqlalchemy import create_engine, event
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError, NoSuchModuleError

        try:
            parsed = make_url(url if "://" in url else f"sqlite:///{url}")
            if parsed.drivername in ("postgresql", "postgres"):
                parsed = parsed.set(drivername="postgresql+psycopg")
            backend = parsed.get_backend_name()
        except (ArgumentError, NoSuchModuleError, ValueError) as error:
            raise InputAtFault(Problem(NOT_A_STORE, {"url": url}, "store")) from error
        if backend not in ("sqlite", "postgresql") or not parsed.database:
            raise InputAtFault(Problem(NOT_A_STORE, {"url": url}, "store"))
        shown = parsed.render_as_string(hide_password=True)
        if backend == "sqlite":
            path = Path(parsed.database)
            if make:
                from fieldreport import files

                with files.plainly(path):
                    path.parent.mkdir(parents=True, exist_ok=True)
            elif not path.is_file():
                raise InputAtFault(Problem(NO_STORE, {"url": shown}, "store"))
            engine = create_engine(parsed, connect_args={"timeout": _WAIT})
            event.listen(engine, "connect", _begin_ourselves)
            event.listen(engine, "begin", _begin)
        else:
            try:
                engine = create_engine(parsed)
            except ModuleNotFoundError as error:
                raise MachineAtFault(NO_DRIVER) from error
        return cls(engine, shown)

    def _settle(self, connection: Connection, now: datetime) -> None:
        from sqlalchemy import select

        if connection.execute(select(PROPERTY.c.value).where(PROPERTY.c.name == "schema")).first() is None:
            for name, value in (("schema", str(SCHEMA)), ("made_at", moment_text(now))):
                connection.execute(PROPERTY.insert().values(name=name, value=value))

    def _check(self) -> None:
        from sqlalchemy import inspect, select

        with self._told():
            if not inspect(self.engine).has_table("property"):
                raise InputAtFault(Problem(NO_STORE, {"url": self.url}, "store"))
        with self.reading() as connection:
            found = connection.execute(
                select(PROPERTY.c.value).where(PROPERTY.c.name == "schema")
            ).scalar_one_or_none()
        if found is None:
            raise InputAtFault(Problem(NO_STORE, {"url": self.url}, "store"))
        if int(found) > SCHEMA:
            raise InputAtFault(Problem(NEWER_STORE, {"url": self.url}, "store"))

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- transactions --------------------------------------------------------------------------------------------

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the database refuses into ``MachineAtFault``."""
        from sqlalchemy.exc import DBAPIError

        try:
            yield
        except DBAPIError as error:
            if isinstance(error.orig, AssertionError):
                raise
            reason = str(error.orig).strip().splitlines()[0] if error.orig is not None else ""
            raise MachineAtFault(CANNOT_REACH, url=self.url, reason=reason) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees the store as it is at one moment."""
        with self._told(), self.engine.connect() as connection:
            if self.engine.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction of the one writer; all of it is kept, or nothing."""
        from sqlalchemy import text

        with self._told(), self.engine.connect() as plain:
            connection = plain.execution_options(fieldreport_writes=True)
            with connection.begin():
                if self.engine.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                yield connection

    # ---- plan and offices ----------------------------------------------------------------------------------------

    def _latest(self, connection: Connection, kind: str) -> tuple[str, str] | None:
        from sqlalchemy import select

        row = connection.execute(
            select(DOCUMENT.c.since, DOCUMENT.c.content)
            .where(DOCUMENT.c.kind == kind)
            .order_by(DOCUMENT.c.id.desc())
            .limit(1)
        ).first()
        return None if row is None else (str(row[0]), str(row[1]))

    def plan(self, period_end: date | None = None) -> Plan:
        """The plan that was given last, or the one that holds for a period by its last day."""
        from sqlalchemy import select

        wanted = select(DOCUMENT.c.content).where(DOCUMENT.c.kind == PLAN)
        if period_end is not None:
            wanted = wanted.where(DOCUMENT.c.since <= period_end.isoformat())
            wanted = wanted.order_by(DOCUMENT.c.since.desc(), DOCUMENT.c.id.desc())
        else:
            wanted = wanted.order_by(DOCUMENT.c.id.desc())
        with self.reading() as connection:
            content = connection.execute(wanted.limit(1)).scalar_one_or_none()
        if content is None:
            return self.plan() if period_end is not None else Plan.built_in()
        if content not in self._plans:
            self._plans[content] = Plan.parse(content.encode("utf-8"), Path("plan.json"))
        return self._plans[content]

    def offices(self) -> Offices:
        """The offices from which reports are expected."""
        if self._offices is None:
            with self.reading() as connection:
                found = self._latest(connection, OFFICES)
            self._offices = (
                Offices.built_in()
                if found is None
                else Offices.parse(found[1].encode("utf-8"), Path("offices.json"))
            )
        return self._offices

    def period(self, code: str, today: date) -> Period:
        """The period of a code, or the ``current`` or ``last`` one; raises ``InputAtFault``."""
        fortnights = self.plan().fortnights
        if code.casefold() == "last":
            return fortnights.last_full(today)
        return fortnights.of(today) if code.casefold() in ("", "current") else fortnights.parse(code)


def _begin_ourselves(connection: Any, _record: object) -> None:
    """Python's sqlite3 would begin transactions later than they are asked for."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("fieldreport_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
