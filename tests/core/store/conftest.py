"""A real office file with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from fieldreport.field import Reading
from fieldreport.record import Record, RecordType
from fieldreport.records import RECORD_TYPES
from fieldreport.store import New, Store

NAMES = {one.name: one for one in RECORD_TYPES}


class Shelf:
    """A store, and short ways to put records into it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.moment = datetime(2026, 11, 20, 4, 30, tzinfo=UTC)
        self.store = Store.open(path, RECORD_TYPES, clock=self.clock)

    def clock(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def type(self, name: str) -> RecordType:
        return NAMES[name]

    def reading(self, language: str = "en") -> Reading:
        return Reading(language=language, today=date(2026, 11, 20), resolve=self.store.resolve)

    def add(self, type_name: str, /, **raw: object) -> Record:
        record_type = NAMES[type_name]
        # As a list of history tells of it: what a state asks for is not what these tests are about.
        new = New(record_type, record_type.read(raw, self.reading(), history=True), "en", "Rahim")
        self.store.add(new)
        return self.store.record(new.id)

    def buyer(self, name: str = "Shapla Knit") -> Record:
        return self.add("organisation", name=name, roles=["buyer"], country="BD")

    def lead(self, **raw: object) -> Record:
        return self.add("lead", **{"buyer": self.buyer().id, "products": "knitting machine", **raw})

    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.path, RECORD_TYPES, clock=self.clock)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "office.db")
    yield made
    made.store.close()
