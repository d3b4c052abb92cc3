"""The tables: those of the record types follow from their fields, the others are migrations.

A record type's missing table or column is added when the office is opened; nothing is ever dropped or renamed
that way. What changes existing data is a migration with a name. A database that holds a migration or a column
this program does not know was written by a newer one and is refused.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fieldreport import files
from fieldreport.failures import MachineAtFault
from fieldreport.language import N_
from fieldreport.record import ByDay, RecordType
from fieldreport.settings import BACKUPS_NAME
from fieldreport.store import contents, search
from fieldreport.store.change import FILES
from fieldreport.store.database import Database, plainly, quoted

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables
    from sqlite_utils import Migrations

#: Marks the file as ours ("FRpt"), so that restoring anything else is refused.
APPLICATION_ID = 0x46527074

NEWER = N_(
    "This office's data was written by a newer Fieldreport. Please install that version; nothing was changed."
)
NOT_OURS = N_("{path} is not an office of Fieldreport. Please choose another file or folder.")

#: Columns that every record has, before those of its fields.
IDENTITY_COLUMNS = {
    "key": "INTEGER",
    "id": "TEXT",
    "number": "INTEGER",
    "office": "TEXT",
    "language": "TEXT",
    "created_at": "TEXT",
    "created_by": "TEXT",
    "changed_at": "TEXT",
    "changed_by": "TEXT",
    "revision": "INTEGER",
    "archived": "TEXT",
    "batch": "TEXT",
}

MIGRATION_NAMES = ("first_tables", "plans", "frozen_reports", "owners", "delivery", "files", "report_texts")
#: Tables that the migrations make, beside those of the record types.
OTHER_TABLES = {
    "property",
    "record",
    "link",
    *search.TABLES,
    "change_set",
    "change",
    "draft",
    "report",
    "report_text",
    "plan",
    "frozen",
    "frozen_file",
    "frozen_record",
    "channel",
    "outbox",
    "envelope",
    contents.TABLE,
    "_sqlite_migrations",
}


def migrations() -> Migrations:
    """The named steps, in order; sqlite-utils runs each in a transaction of its own."""
    from sqlite_utils import Migrations

    steps = Migrations("fieldreport")

    @steps()
    def first_tables(tables: Tables) -> None:
        tables["property"].create({"name": str, "value": str}, pk="name")  # type: ignore[union-attr]
        tables.execute(
            "CREATE TABLE record (id TEXT PRIMARY KEY, type TEXT NOT NULL, key INTEGER NOT NULL) WITHOUT ROWID"
        )
        tables.execute(
            # By target first: who points at a record is asked of this table, at what it points its own values tell.
            "CREATE TABLE link (target_id TEXT NOT NULL REFERENCES record(id) DEFERRABLE INITIALLY DEFERRED,"
            " record_id TEXT NOT NULL REFERENCES record(id) DEFERRABLE INITIALLY DEFERRED, field TEXT NOT NULL,"
            " PRIMARY KEY (target_id, record_id, field)) WITHOUT ROWID"
        )
        for statement in search.SQL:
            tables.execute(statement)
        tables.execute(
            "CREATE TABLE change_set (key INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL,"
            " undoes INTEGER REFERENCES change_set(key))"
        )
        tables.execute(
            "CREATE TABLE change (record_id TEXT NOT NULL REFERENCES record(id) DEFERRABLE INITIALLY DEFERRED,"
            " revision INTEGER NOT NULL, field TEXT NOT NULL, change_set INTEGER NOT NULL REFERENCES change_set(key),"
            " old TEXT, new TEXT, PRIMARY KEY (record_id, revision, field)) WITHOUT ROWID"
        )
        tables.execute("CREATE INDEX change_by_set ON change (change_set)")
        tables["draft"].create(  # type: ignore[union-attr]
            {"form": str, "type": str, "record_id": str, "typed": str, "at": str, "by": str}, pk="form"
        )
        tables["report"].create(  # type: ignore[union-attr]
            {
                "period": str,
                "issue": int,
                "state": str,
                "summary": str,
                "approvals": str,
                "file": str,
                "sha256": str,
            },
            pk=("period", "issue"),
        )

    @steps()
    def plans(tables: Tables) -> None:
        tables.execute(
            "CREATE TABLE plan (key INTEGER PRIMARY KEY, since TEXT, at TEXT, by TEXT NOT NULL, content TEXT NOT NULL)"
        )

    @steps()
    def frozen_reports(tables: Tables) -> None:
        tables.execute("ALTER TABLE report ADD COLUMN reason TEXT NOT NULL DEFAULT ''")
        tables.execute(
            "CREATE TABLE frozen (period TEXT NOT NULL, issue INTEGER NOT NULL, first TEXT NOT NULL, at TEXT NOT NULL,"
            " by TEXT NOT NULL, key TEXT NOT NULL, reason TEXT NOT NULL, records BLOB NOT NULL,"
            " PRIMARY KEY (period, issue))"
        )
        tables.execute(
            "CREATE TABLE frozen_file (period TEXT NOT NULL, issue INTEGER NOT NULL, language TEXT NOT NULL,"
            " name TEXT NOT NULL, digest TEXT NOT NULL, sha256 TEXT NOT NULL, content BLOB NOT NULL,"
            " PRIMARY KEY (period, issue, language),"
            " FOREIGN KEY (period, issue) REFERENCES frozen (period, issue) DEFERRABLE INITIALLY DEFERRED)"
        )
        tables.execute(
            "CREATE TABLE frozen_record (record_id TEXT NOT NULL, period TEXT NOT NULL, issue INTEGER NOT NULL,"
            " PRIMARY KEY (record_id, period, issue)) WITHOUT ROWID"
        )

    @steps()
    def owners(tables: Tables) -> None:
        """The index of owners, which follows from the record types, is made with those of their days."""

    @steps()
    def delivery(tables: Tables) -> None:
        tables.execute(
            "CREATE TABLE channel (name TEXT PRIMARY KEY, position INTEGER NOT NULL, kind TEXT NOT NULL,"
            " address TEXT NOT NULL, options TEXT NOT NULL, failures INTEGER NOT NULL DEFAULT 0, next_at TEXT,"
            " polled_at TEXT, problem TEXT)"
        )
        tables.execute(
            "CREATE TABLE outbox (package TEXT PRIMARY KEY, period TEXT NOT NULL, issue INTEGER NOT NULL,"
            " language TEXT NOT NULL, size INTEGER NOT NULL, tag TEXT NOT NULL, channel TEXT NOT NULL,"
            " state TEXT NOT NULL, queued_at TEXT NOT NULL, queued_by TEXT NOT NULL,"
            " attempts INTEGER NOT NULL DEFAULT 0,"
            " sealed TEXT, recipient TEXT, place TEXT, delivered_at TEXT, receipt INTEGER, answered_at TEXT)"
        )
        tables.execute(
            "CREATE TABLE envelope (key TEXT NOT NULL, serial INTEGER NOT NULL, kind TEXT NOT NULL, package TEXT,"
            " content BLOB NOT NULL, name TEXT NOT NULL, received_at TEXT NOT NULL, PRIMARY KEY (key, serial))"
        )

    @steps()
    def files(tables: Tables) -> None:
        # Empty here: a backup carries the files of the records in it.
        tables.execute(f"CREATE TABLE {contents.TABLE} (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL)")
        tables.execute(f"CREATE INDEX change_of_files ON change (record_id) WHERE field = '{FILES}'")

    @steps()
    def report_texts(tables: Tables) -> None:
        tables.execute(
            "CREATE TABLE report_text (key INTEGER PRIMARY KEY, period TEXT NOT NULL, issue INTEGER NOT NULL,"
            " name TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL)"
        )
        tables.execute("CREATE INDEX report_text_by_period ON report_text (period, name)")

    return steps


def columns_of(record_type: RecordType) -> dict[str, str]:
    """All columns of a record type's table with their SQLite types."""
    columns = dict(IDENTITY_COLUMNS)
    for one in record_type.fields:
        columns.update(one.columns())
    return columns


def has_day(by_day: ByDay) -> str:
    """SQL that is true of the records in the index of a day; only what says it in these words is found by the index."""
    statuses = ", ".join("'" + one.replace("'", "''") + "'" for one in by_day.statuses)
    return f"{quoted('status')} IN ({statuses}) AND {quoted(by_day.day)} IS NOT NULL"


def prepare(database: Database, types: Sequence[RecordType]) -> None:
    """Bring the tables up to this program; do nothing at all when they are.

    Raises ``MachineAtFault`` for a newer database and for a file of another program.
    """
    tables = {row[0] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and database.row("PRAGMA application_id")[0] != APPLICATION_ID:
        raise MachineAtFault(NOT_OURS, path=str(database.path))
    applied = (
        {
            row[0]
            for row in database.rows(
                "SELECT name FROM _sqlite_migrations WHERE migration_set = 'fieldreport'"
            )
        }
        if "_sqlite_migrations" in tables
        else set()
    )
    wanted = {one.name: columns_of(one) for one in types}
    unknown = {name for name in tables - OTHER_TABLES - wanted.keys() if not name.startswith("sqlite_")}
    if unknown or applied - set(MIGRATION_NAMES):
        raise MachineAtFault(NEWER)
    present = {
        name: {
            row[0]: row[1] for row in database.rows("SELECT name, type FROM pragma_table_info(?)", (name,))
        }
        for name in wanted
        if name in tables
    }
    if any(set(present[name]) - set(wanted[name]) for name in present):
        raise MachineAtFault(NEWER)
    if applied == set(MIGRATION_NAMES) and all(
        set(present.get(name, ())) == set(wanted[name]) for name in wanted
    ):
        return
    if database.readonly:
        raise MachineAtFault(NOT_OURS, path=str(database.path))
    _update(database, types, present)


def _keep_former(database: Database) -> None:
    """Keep an office that an earlier program wrote as it is, before anything in it is changed.

    Raises ``MachineAtFault`` where there is no room for it: then nothing is changed at all.
    """
    if files.UNFINISHED in database.path.name or not database.row("SELECT 1 FROM record LIMIT 1"):
        # A copy that is brought up to date to be looked into, or nothing that could be lost.
        return
    folder = database.path.parent / BACKUPS_NAME
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    with files.plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with (
        files.replacing(folder / f"before-update-{stamp}Z.db") as unfinished,
        plainly(unfinished),
        closing(sqlite3.connect(unfinished)) as copy,
    ):
        database.connection.backup(copy)


def _update(database: Database, types: Sequence[RecordType], present: dict[str, dict[str, str]]) -> None:
    from sqlite_utils import Database as Tables

    if "record" in {row[0] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}:
        _keep_former(database)
    with plainly(database.path):
        database.connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        tables = Tables(database.connection)
        migrations().apply(tables)
        with tables.atomic():
            for one in types:
                wanted = columns_of(one)
                if one.name not in present:
                    tables.table(one.name).create(
                        wanted, pk="key", not_null=("id", "number", "office", "language", "revision")
                    )
                    tables.table(one.name).create_index(["number"], unique=True)
                    tables.table(one.name).create_index(_list_index(one))
                tables.execute("INSERT OR IGNORE INTO search_type (name) VALUES (?)", [one.name])
                for name in wanted.keys() - present.get(one.name, wanted).keys():
                    tables.table(one.name).add_column(name, wanted[name])
                for by_day in one.by_day:
                    name = quoted(f"{one.name}_by_{by_day.day}")
                    tables.execute(
                        f"CREATE INDEX IF NOT EXISTS {name} ON {quoted(one.name)} ({quoted(by_day.day)})"
                        f" WHERE {has_day(by_day)}"
                    )
                if one.owner:
                    name, owner = quoted(f"{one.name}_by_{one.owner}"), quoted(one.owner)
                    tables.execute(
                        f"CREATE INDEX IF NOT EXISTS {name} ON {quoted(one.name)} ({owner}) WHERE {owner} IS NOT NULL"
                    )


def _list_index(record_type: RecordType) -> list[str]:
    """The columns by which records are listed and counted: an index that answers without reading the records."""
    status = ["status"] if "status" in record_type.by_name else []
    return ["archived", record_type.period_field or "created_at", *status]
