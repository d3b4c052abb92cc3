"""One durable save of a full lead, beside a bare SQLite insert and commit of the same row at the same durability."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from benchmarks import records, texts
from benchmarks.measuring import Figure, median, side_by_side
from fieldreport.office import Office
from fieldreport.store import New

GOAL = 2.0
ROUNDS = 150
WARM_UP = 20


class Bare:
    """Python's sqlite3 and nothing else: a table with the lead's columns, keyed by its row number."""

    def __init__(self, path: Path, columns: str, rows: Sequence[tuple[object, ...]]) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = DELETE")
        self.connection.execute("PRAGMA synchronous = EXTRA")
        names = columns.split(", ")
        self.connection.execute(f"CREATE TABLE lead ({names[0]} INTEGER PRIMARY KEY, {', '.join(names[1:])})")
        self._insert = f"INSERT INTO lead VALUES ({', '.join('?' * len(names))})"
        with self.connection:
            self.connection.execute("BEGIN")
            self.connection.executemany(self._insert, rows)

    def add(self, row: tuple[object, ...]) -> None:
        """Insert a row and have it on the disk."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute(self._insert, (None, *row[1:]))
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def set_owner(self, key: int, owner: str) -> None:
        """Update one cell and have it on the disk."""
        self.connection.execute("BEGIN IMMEDIATE")
        cursor = self.connection.execute("UPDATE lead SET owner = ? WHERE key = ?", (owner, key))
        if cursor.rowcount != 1:
            raise LookupError(f"there is no lead {key} to compare with")
        self.connection.execute("COMMIT")


def figures() -> list[Figure]:
    """Adding and changing a lead, in a new office and in one with 200,000 records."""
    return [
        *_figures("new office", records.SMALL),
        *_figures(f"{records.LARGE.total:,} records", records.LARGE),
    ]


def _figures(where: str, size: records.Size) -> Iterator[Figure]:
    folder = records.working_copy(size, "save")
    try:
        with Office.open(folder) as office, closing(_bare_beside(office)) as bare:
            yield from _saves(where, office, bare)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _bare_beside(office: Office) -> Bare:
    """A bare table with the same leads in it, so that both have the same depth."""
    table = office.store.tables["lead"]
    rows = office.store.database.rows(f"SELECT {table.columns} FROM {table.name}")
    return Bare(office.data / "bare.db", table.columns, rows)


def _saves(where: str, office: Office, bare: Bare) -> Iterator[Figure]:
    store = office.store
    lead = store.types["lead"]
    # The pattern with every field filled in is every third.
    every = len(texts.PATTERNS["lead"])
    keys = [row[0] for row in store.database.rows("SELECT key FROM lead WHERE number % ? = 0", (every,))]
    chance = random.Random(2026)
    full = [store.page(lead, [chance.choice(keys)])[0] for _ in range(WARM_UP + ROUNDS)]
    rows = iter([store.tables["lead"].row(one) for one in full])
    news = iter([New(lead, one.values, one.language, "Rahim") for one in full])
    yield _figure(
        f"save: add a full lead ({where})", lambda: store.add(next(news)), lambda: bare.add(next(rows))
    )

    chosen = [chance.choice(keys) for _ in range(WARM_UP + ROUNDS)]
    ids = [one.id for one in store.page(lead, chosen)]
    ours, theirs = iter(enumerate(chosen)), iter(enumerate(chosen))
    reading = office.reading("en")

    def change() -> None:
        turn, _ = next(ours)
        store.change(ids[turn], {"owner": f"Karim {turn}"}, "Karim", reading)

    def bare_change() -> None:
        turn, key = next(theirs)
        bare.set_owner(key, f"Karim {turn}")

    yield _figure(f"save: change a field of a lead ({where})", change, bare_change)


def _figure(name: str, ours: Callable[[], object], bare: Callable[[], object]) -> Figure:
    side_by_side(ours, bare, WARM_UP)
    times, bare_times = side_by_side(ours, bare, ROUNDS)
    return Figure(name, "ms", median(times), median(bare_times), GOAL)
