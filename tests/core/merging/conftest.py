"""A real office file with short ways to put records into it, and to say everything that stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fieldreport.field import Reading
from fieldreport.record import Record
from fieldreport.records import RECORD_TYPES
from fieldreport.store import New, Store
from fieldreport.store.change import MARKS

TYPES = {one.name: one for one in RECORD_TYPES}


class Shelf:
    """A store, and what it holds."""

    def __init__(self, path: Path) -> None:
        self.moment = datetime(2026, 11, 20, 4, 30, tzinfo=UTC)
        self.store = Store.open(path, RECORD_TYPES, clock=self.clock)

    def clock(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def reading(self) -> Reading:
        return Reading(language="en", today=date(2026, 11, 20), currency="USD", resolve=self.store.resolve)

    def add(self, type_name: str, /, **raw: object) -> Record:
        record_type = TYPES[type_name]
        new = New(record_type, record_type.read(raw, self.reading()), "en", "Rahim")
        self.store.add(new)
        return self.store.record(new.id)

    def company(self, name: Any = "Shapla Knit", **raw: object) -> Record:
        return self.add("organisation", **{"name": name, "roles": ["buyer"], "country": "BD", **raw})

    def person(self, name: str, at: Record, **raw: object) -> Record:
        return self.add("contact", **{"name": name, "organisation": at.id, **raw})

    def set(self, record: Record, **raw: object) -> Record:
        self.store.change(record.id, raw, "Mina", self.reading())
        return self.again(record)

    def again(self, record: Record) -> Record:
        return self.store.record(record.id)

    def everything(self) -> dict[str, Any]:
        """What every record says, where it is found, what points where: all but who changed it last and when."""
        rows = self.store.database.rows
        ids = [row[0] for row in rows("SELECT id FROM record ORDER BY id")]
        records = {}
        for each in ids:
            told = self.store.record(each).to_json()
            for changing in ("changed_at", "changed_by", "revision"):
                del told[changing]
            marks = {name: self.store.mark(each, name) or None for name in MARKS}
            records[each] = (told, marks)
        return {
            "records": records,
            "links": rows("SELECT * FROM link ORDER BY target_id, record_id, field"),
            "found": {word: self.found(word) for word in WORDS},
        }

    def found(self, words: str) -> list[int]:
        return sorted(key for _, key in self.store.search(words, limit=1_000))


#: Words by which the tests look for records.
WORDS = ("shapla", "padma", "한빛", "শাপলা", "alias", "knit", "or", "ct")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "office.db")
    yield made
    made.store.close()
