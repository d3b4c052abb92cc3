"""Large offices, made fast: rows as the store would have written them, put into its tables in one go.

A record is a pattern read once by the record type, its cells and words then copied with a number, day
and links of its own. A test holds a copy against the same record added through the store.
"""

from __future__ import annotations

import hashlib
import inspect
import itertools
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from benchmarks import texts
from fieldreport import text
from fieldreport.field import Json, Reading
from fieldreport.fields.day import moment_text
from fieldreport.office import Office
from fieldreport.record import Record, RecordType
from fieldreport.store import schema, search, searchable
from fieldreport.store.database import quoted
from fieldreport.store.schema import MIGRATION_NAMES, columns_of
from fieldreport.store.table import Table


@dataclass(frozen=True)
class Size:
    """How many records of each type an office holds, and whether they have their long texts.

    They are spread over so many ``days``. Without a ``last`` day the office is made anew each month, so that its
    last records are always those of these weeks.
    """

    counts: Mapping[str, int]
    long_texts: bool = True
    days: int = 3 * 365
    last: date | None = None

    @property
    def last_day(self) -> date:
        """The day of the latest records."""
        # Without a fixed one always some weeks ahead, so that the current period is full.
        return self.last or datetime.now(UTC).date().replace(day=1) + timedelta(days=42)

    @property
    def total(self) -> int:
        """All records together."""
        return sum(self.counts.values())


#: An office after some years of work: 200,000 records.
LARGE = Size(
    {
        "organisation": 30_000,
        "contact": 20_000,
        "lead": 60_000,
        "event": 500,
        "meeting": 50_000,
        "outcome": 4_500,
        "difficulty": 12_000,
        "activity": 11_000,
        "voucher": 1_000,
        "signal": 3_000,
        "action": 8_000,
    }
)
#: One list of a million rows, and what its rows point at; without long texts it needs two gigabytes of disk.
HUGE = Size(
    {"organisation": 30_000, "contact": 20_000, "lead": 1_000_000}, long_texts=False, last=date(2026, 12, 12)
)
#: One full fortnight, 2,000 records in all.
FORTNIGHT = Size(
    {
        "organisation": 200,
        "contact": 100,
        "lead": 600,
        "event": 4,
        "meeting": 700,
        "outcome": 46,
        "difficulty": 100,
        "activity": 145,
        "voucher": 5,
        "signal": 30,
        "action": 70,
    },
    days=14,
    last=date(2026, 11, 22),
)
#: Ten times as much in a fortnight, more than any office has ever had.
BUSY_FORTNIGHT = Size(
    {name: count * 10 for name, count in FORTNIGHT.counts.items()}, days=FORTNIGHT.days, last=FORTNIGHT.last
)
#: A young office.
SMALL = Size({name: min(count, 200) for name, count in LARGE.counts.items()})
_LONG = ("need", "note", "said")

#: Where made offices are kept; a few hundred bytes to a kilobyte a record.
MADE = Path(__file__).resolve().parent.parent / "build" / "bench"

#: How far back most things are still under way.
_UNDER_WAY = timedelta(days=150)
#: What the store's cache may hold while the tables are filled, in KiB (negative by SQLite's convention).
_CACHE_KIB = -400_000
_PERSON = "Rahim"


@dataclass(frozen=True)
class Pattern:
    """One pattern of a record type, read and laid out: what a copy needs is to be filled in.

    ``targets`` are the types its placeholders point at, in their order.
    """

    record_type: RecordType
    raw: Mapping[str, Json]
    targets: tuple[str, ...]
    row: tuple[Any, ...]
    searchable: str
    links: tuple[tuple[str, str], ...]


def office(size: Size, filling: type[Filling] | None = None) -> Path:
    """The data folder of an office with so many records of each type, made when it is not there yet."""
    filling = filling or Filling
    name = f"{filling.__name__.lower()}-{size.total}"
    data = MADE / f"{name}-{_fingerprint(size, filling)}"
    if not data.exists():
        MADE.mkdir(parents=True, exist_ok=True)
        unfinished = MADE / f"unfinished-{data.name}"
        shutil.rmtree(unfinished, ignore_errors=True)
        make(unfinished, size, filling)
        for outdated in MADE.glob(f"{name}-*"):
            shutil.rmtree(outdated)
        unfinished.rename(data)
    return data


def working_copy(size: Size, name: str) -> Path:
    """The same office in a folder of its own, to be written to; a copy left by an earlier run is replaced."""
    folder = MADE / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(office(size), folder)
    if hasattr(os, "sync"):
        # Hundreds of megabytes on their way to the disk would make every save beside them wait.
        os.sync()
    return folder


def make(data: Path, size: Size, filling: type[Filling]) -> None:
    """Make an office in ``data`` with so many records of each type."""
    with Office.create(data, "DHK", person=_PERSON, language="en") as made:
        filling(made, size).fill()


def _fingerprint(size: Size, filling: type[Filling]) -> str:
    """Differs when the tables, the patterns or this module do: then an office is made anew."""
    from fieldreport.records import RECORD_TYPES

    shape = [
        sorted(size.counts.items()),
        size.long_texts,
        size.days,
        size.last_day,
        MIGRATION_NAMES,
        [(one.name, columns_of(one)) for one in RECORD_TYPES],
    ]
    modules = (Filling, filling, texts, schema, search, searchable, text)
    parts = [repr(shape).encode(), *(Path(inspect.getfile(one)).read_bytes() for one in modules)]
    return hashlib.sha256(b"".join(parts)).hexdigest()[:12]


def _placeholder(index: int) -> str:
    return f"00000000-0000-4000-8000-{index:012d}"


def pattern(record_type: RecordType, raw: Mapping[str, Json], reading: Callable[[], Reading]) -> Pattern:
    """A pattern with its types' names replaced by placeholders for ids, read and laid out."""
    targets: list[str] = []

    def stand_in(target: str) -> str:
        targets.append(target)
        return _placeholder(len(targets) - 1)

    filled = dict(raw)
    for one in record_type.fields:
        if one.kind == "link" and one.name in raw:
            filled[one.name] = stand_in(raw[one.name])
        elif one.kind == "links" and one.name in raw:
            filled[one.name] = [stand_in(target) for target in raw[one.name]]
    values = record_type.read(filled, reading())
    moment = datetime(1999, 12, 31, tzinfo=UTC)
    record = Record(
        type=record_type, key=0, id="", reference=f"{record_type.prefix}-0", office="DHK", language="en",
        created_at=moment, created_by=_PERSON, changed_at=moment, changed_by=_PERSON, values=values,
    )  # fmt: skip
    table = Table(record_type)
    return Pattern(
        record_type=record_type,
        raw=filled,
        targets=tuple(targets),
        row=table.row(record),
        searchable=table.searchable("", values),
        links=tuple(table.links(values)),
    )


class Filling:
    """Fills an empty office. Ids, days and links follow from a fixed seed."""

    def __init__(self, made: Office, size: Size) -> None:
        self._store = made.store
        self._types = [self._store.types[name] for name in size.counts]
        self._last_day, self._days = size.last_day, size.days
        self._keys = dict(
            zip(size.counts, itertools.accumulate(size.counts.values(), initial=0), strict=False)
        )
        chance = random.Random(2026)
        self.ids = {name: [_uuid(chance) for _ in range(count)] for name, count in size.counts.items()}

        def any_id(record_type: str, name: str) -> str:
            return name

        def reading() -> Reading:
            return Reading(language="en", today=self._last_day, resolve=any_id)

        kept = {
            name: [raw if size.long_texts else _short(raw) for raw in texts.PATTERNS[name]]
            for name in self.ids
        }
        self.patterns = {
            one.name: [pattern(one, raw, reading) for raw in kept[one.name]] for one in self._types
        }
        self.ended = {
            one.name: [
                pattern(one, {**raw, **ending}, reading)
                for raw, ending in zip(kept[one.name], texts.ENDINGS[one.name], strict=True)
            ]
            for one in self._types
            if one.name in texts.ENDINGS
        }

    def fill(self) -> None:
        """Write everything, indexes last."""
        connection = self._store.database.connection
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA cache_size = {_CACHE_KIB}")
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {quoted(name)}")
        self._write(connection)
        for _, sql in indexes:
            connection.execute(sql)
        connection.execute("COMMIT")
        connection.execute("PRAGMA foreign_keys = ON")
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise AssertionError("a made record points at nothing")

    def _write(self, connection: sqlite3.Connection) -> None:
        first_set = 1
        places: list[tuple[str, str, int, int]] = []
        for one in self._types:
            ids = self.ids[one.name]
            connection.executemany(
                self._store.tables[one.name].insert_sql,
                (self.row(one, number) for number in _numbers(ids)),
            )
            connection.executemany(
                "INSERT INTO change_set (key, at, by, what) VALUES (?, ?, ?, 'add')",
                ((first_set + number - 1, self._moment(number), _PERSON) for number in _numbers(ids)),
            )
            places += [
                (ids[number - 1], one.name, self.key(one, number), first_set + number - 1)
                for number in _numbers(ids)
            ]
            first_set += len(ids)
        for one in self._types:
            for number in _numbers(self.ids[one.name]):
                self._store.index.keep(connection, one, self.key(one, number), self.searchable(one, number))
        self._store.index.settle(connection)
        # In the order of the ids, which is the order of these tables.
        places.sort()
        connection.executemany("INSERT INTO record VALUES (?, ?, ?)", (place[:3] for place in places))
        connection.executemany(
            "INSERT INTO change VALUES (?, 1, '', ?, NULL, NULL)",
            ((record_id, change_set) for record_id, _, _, change_set in places),
        )
        # Links are ordered by their targets: sorted by SQLite on the disk, for there are millions.
        connection.execute("CREATE TEMP TABLE unsorted (target_id TEXT, record_id TEXT, field TEXT)")
        connection.executemany(
            "INSERT INTO unsorted VALUES (?, ?, ?)",
            (
                link
                for one in self._types
                for number in _numbers(self.ids[one.name])
                for link in self.links(one, number)
            ),
        )
        connection.execute("INSERT INTO link SELECT * FROM unsorted ORDER BY target_id, record_id, field")
        connection.execute("DROP TABLE unsorted")

    def raw(self, record_type: RecordType, number: int) -> dict[str, Json]:
        """What a person would have typed to make the record with this number."""
        chosen = self._pattern(record_type, number)
        changed: Json = _in_all(chosen.raw, self._fill_in(chosen, number))
        return dict(changed)

    def key(self, record_type: RecordType, number: int) -> int:
        """The key of the record with this number: all records of one type are added before those of the next."""
        return self._keys[record_type.name] + number

    def row(self, record_type: RecordType, number: int) -> tuple[Any, ...]:
        """The cells of the record with this number, in the order of its table's columns."""
        chosen = self._pattern(record_type, number)
        fill_in = self._fill_in(chosen, number)
        record_id, moment = self.ids[record_type.name][number - 1], self._moment(number)
        _, _, _, office_code, language, _, by, _, _, revision, archived, batch, *cells = chosen.row
        return (
            self.key(record_type, number), record_id, number, office_code, language, moment, by, moment, by, revision,
            archived, batch,
            *(fill_in(cell) if isinstance(cell, str) else cell for cell in cells),
        )  # fmt: skip

    def searchable(self, record_type: RecordType, number: int) -> str:
        """The text in which search looks for words of the record with this number."""
        chosen = self._pattern(record_type, number)
        reference = self._store.tables[record_type.name].reference(number)
        return f"{reference.casefold()} {self._fill_in(chosen, number)(chosen.searchable)}".rstrip()

    def links(self, record_type: RecordType, number: int) -> Iterator[tuple[str, str, str]]:
        """The record's links as target, record and field."""
        chosen = self._pattern(record_type, number)
        fill_in = self._fill_in(chosen, number)
        record_id = self.ids[record_type.name][number - 1]
        return ((fill_in(target), record_id, name) for name, target in chosen.links)

    def _pattern(self, record_type: RecordType, number: int) -> Pattern:
        patterns = self.patterns[record_type.name]
        if self._day(number) < self._last_day - _UNDER_WAY:
            patterns = self.ended.get(record_type.name, patterns)
        return patterns[number % len(patterns)]

    def _day(self, number: int) -> date:
        return self._last_day - timedelta(days=number * 389 % self._days)

    def _moment(self, number: int) -> str:
        return moment_text(datetime.combine(self._day(number), time(4, number % 60, tzinfo=UTC)))

    def _fill_in(self, chosen: Pattern, number: int) -> Callable[[str], str]:
        replacements = [(texts.NUMBER, str(number)), (texts.DAY, self._day(number).isoformat())]
        taken: dict[str, int] = {}
        for index, target in enumerate(chosen.targets):
            # Neighbours point at different records, and no record twice at the same one.
            ids = self.ids[target]
            place = (number * 7 + taken.get(target, 0)) % len(ids)
            taken[target] = taken.get(target, 0) + 1
            replacements.append((_placeholder(index), ids[place]))

        def fill_in(cell: str) -> str:
            for old, new in replacements:
                if old in cell:
                    cell = cell.replace(old, new)
            return cell

        return fill_in


def _short(raw: Mapping[str, Json]) -> Mapping[str, Json]:
    return {name: value for name, value in raw.items() if name not in _LONG}


def _in_all(raw: Json, fill_in: Callable[[str], str]) -> Json:
    if isinstance(raw, str):
        return fill_in(raw)
    if isinstance(raw, dict):
        return {name: _in_all(value, fill_in) for name, value in raw.items()}
    return [_in_all(one, fill_in) for one in raw] if isinstance(raw, list) else raw


def _uuid(chance: random.Random) -> str:
    digits = f"{chance.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"


def _numbers(ids: Sequence[str]) -> Iterator[int]:
    return iter(range(1, len(ids) + 1))
