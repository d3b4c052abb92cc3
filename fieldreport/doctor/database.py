"""The database: whole, of this program's age, and with every record in its search; read, never written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from fieldreport.doctor.finding import Finding, State, shown
from fieldreport.failures import MachineAtFault
from fieldreport.language import N_
from fieldreport.office import DATABASE_NAME, NO_OFFICE
from fieldreport.records import RECORD_TYPES
from fieldreport.store import schema
from fieldreport.store.database import DAMAGED, PATIENCE, plainly, quoted
from fieldreport.store.search import TYPE_BITS, Wanted

#: Records that are looked for in the search's index, spread over all there are.
SAMPLES = 200

WHOLE = N_("The database is whole. Records: {count}. Size in megabytes: {size}.")
OLDER = N_(
    "The database was written by an earlier Fieldreport. It is brought up to date when the office is opened, after a"
    " backup."
)
INTERRUPTED = N_(
    "Saving was cut short by a crash or a power cut. Please open the office once: what was half written is taken back"
    " then."
)
FOUND = N_("Search finds every record that was tried.")
NOT_FOUND = N_(
    "Search does not find all records; missing: {count}. Nothing is lost. Please make a backup and tell those who look"
    " after the program."
)


def look(data: Path) -> Iterator[Finding]:
    """What is found about the database and its search."""
    path = data / DATABASE_NAME
    if not path.is_file():
        yield Finding("database", State.WRONG, NO_OFFICE, {"path": shown(data)})
        return
    journal = path.with_name(f"{DATABASE_NAME}-journal")
    try:
        with opened(path) as connection:
            yield from _look(path, connection)
    except MachineAtFault as failure:
        if journal.is_file() and journal.stat().st_size and failure.problem.message != DAMAGED:
            # To take back what is half written is to write.
            yield Finding("database", State.ADVICE, INTERRUPTED)
        else:
            values = {
                name: shown(path) if name == "path" else one for name, one in failure.problem.values.items()
            }
            yield Finding("database", State.WRONG, failure.problem.message, values)
    except sqlite3.Error:
        yield Finding("database", State.WRONG, DAMAGED, {"path": shown(path)})


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write, whatever is asked of it; raises ``MachineAtFault``."""
    with (
        plainly(path),
        closing(
            sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
        ) as connection,
    ):
        connection.execute("PRAGMA trusted_schema = OFF")
        yield connection


def _look(path: Path, connection: sqlite3.Connection) -> Iterator[Finding]:
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise MachineAtFault(schema.NOT_OURS, path=str(path))
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if _is_newer(connection, tables):
        raise MachineAtFault(schema.NEWER)
    if connection.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
        raise MachineAtFault(DAMAGED, path=str(path))
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise MachineAtFault(DAMAGED, path=str(path))
    if _is_older(connection, tables):
        yield Finding("database", State.ADVICE, OLDER)
        return
    count = connection.execute("SELECT count(*) FROM record").fetchone()[0]
    size = max(1, round(path.stat().st_size / 1_000_000))
    yield Finding("database", State.GOOD, WHOLE, {"count": count, "size": size})
    missing = _not_found(connection)
    if missing:
        yield Finding("search", State.WRONG, NOT_FOUND, {"count": missing})
    else:
        yield Finding("search", State.GOOD, FOUND)


def _applied(connection: sqlite3.Connection, tables: set[str]) -> set[str]:
    if "_sqlite_migrations" not in tables:
        return set()
    rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'fieldreport'")
    return {row[0] for row in rows}


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))}


def _is_newer(connection: sqlite3.Connection, tables: set[str]) -> bool:
    wanted = {one.name: set(schema.columns_of(one)) for one in RECORD_TYPES}
    unknown = {one for one in tables - schema.OTHER_TABLES - wanted.keys() if not one.startswith("sqlite_")}
    return bool(
        unknown
        or _applied(connection, tables) - set(schema.MIGRATION_NAMES)
        or any(_columns(connection, name) - wanted[name] for name in wanted if name in tables)
    )


def _is_older(connection: sqlite3.Connection, tables: set[str]) -> bool:
    return set(schema.MIGRATION_NAMES) - _applied(connection, tables) != set() or any(
        one.name not in tables or set(schema.columns_of(one)) - _columns(connection, one.name)
        for one in RECORD_TYPES
    )


def _not_found(connection: sqlite3.Connection) -> int:
    """How many records have no searchable text; where all have, how many of a sample the index does not find."""
    numbers = dict(connection.execute("SELECT name, number FROM search_type").fetchall())
    missing = 0
    for one in RECORD_TYPES:
        missing += connection.execute(
            f"SELECT count(*) FROM {quoted(one.name)} WHERE ((key << {TYPE_BITS}) | ?) NOT IN"
            " (SELECT place FROM search UNION ALL SELECT place FROM search_waiting)",
            (numbers.get(one.name, -1),),
        ).fetchone()[0]
    if missing:
        return missing
    count = connection.execute("SELECT count(*) FROM search").fetchone()[0]
    step = max(1, count // SAMPLES)
    sample = connection.execute(
        "SELECT place, folded FROM (SELECT place, folded, row_number() OVER (ORDER BY place) AS at FROM search)"
        " WHERE at % ? = 0 AND place NOT IN (SELECT place FROM search_waiting)",
        (step,),
    )
    for place, folded in sample:
        words = Wanted(tuple(folded.split()[:1]))
        if (
            words.asked
            and not connection.execute(
                "SELECT 1 FROM search_index WHERE search_index MATCH ? AND rowid = ?",
                (words.expression, place),
            ).fetchone()
        ):
            missing += 1
    return missing
