"""A consultation event in a real office: four companies, three buyers, two days of three slots, three tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from fieldreport.office import Office
from fieldreport.record import Record

#: The day before the event; noon in Dhaka. A colleague farther east may note its first day already.
BEFORE = datetime(2026, 11, 24, 6, tzinfo=UTC)


@dataclass
class Fair:
    """The office, its event, and its participants by their names."""

    office: Office
    event: Record
    moment: datetime = BEFORE
    organisations: dict[str, Record] = field(default_factory=dict)
    participants: dict[str, Record] = field(default_factory=dict)

    def add(self, type_name: str, /, **raw: Any) -> Record:
        return self.office.add(self.office.record_type(type_name), raw, by="Rahim", language="en")

    def organisation(self, name: str, side: str) -> Record:
        if name not in self.organisations:
            country = "KR" if side == "company" else "BD"
            self.organisations[name] = self.add("organisation", name=name, roles=[side], country=country)
        return self.organisations[name]

    def joins(self, name: str, side: str, **raw: Any) -> Record:
        """Somebody takes part, as a rule having accepted."""
        wishes = [self.organisation(*_named(one)).id for one in raw.pop("wishes", ())]
        given = {"invitation": "accepted", **raw}
        made = self.add(
            "participant",
            event=self.event.id,
            organisation=self.organisation(name, side).id,
            side=side,
            wishes=wishes,
            **given,
        )
        self.participants[name] = made
        return made

    def company(self, name: str, **raw: Any) -> Record:
        return self.joins(name, "company", **raw)

    def buyer(self, name: str, **raw: Any) -> Record:
        return self.joins(name, "buyer", **raw)

    def meets(self, company: str, buyer: str, **raw: Any) -> Record:
        """A meeting of this event that is there already."""
        return self.add(
            "meeting",
            event=self.event.id,
            company=self.organisation(company, "company").id,
            buyer=self.organisation(buyer, "buyer").id,
            **{"held_on": "2026-11-25", **raw},
        )

    def name(self, organisation_id: str) -> str:
        return next(name for name, one in self.organisations.items() if one.id == organisation_id)

    def meetings(self) -> dict[tuple[str, str], Record]:
        """Every meeting of the event by the names of its company and buyer."""
        store = self.office.store
        return {
            (self.name(one["company"]), self.name(one["buyer"])): one
            for one in store.records(store.types["meeting"])
            if one["event"] == self.event.id
        }


def _named(name: str) -> tuple[str, str]:
    """A name and the side that its first letter tells: C for companies, B for buyers."""
    return name, "company" if name.startswith("C") else "buyer"


EVENT = {
    "name": "Garment days",
    "starts_on": "2026-11-25",
    "ends_on": "2026-11-26",
    "day_begins": "11:30",
    "day_ends": "15:00",
    "slot_minutes": 40,
    "gap_minutes": 5,
    "breaks": ["12:15-13:30"],
    "tables": 3,
}


@pytest.fixture
def fair(tmp_path: Path) -> Iterator[Fair]:
    made: list[Fair] = []

    def clock() -> datetime:
        return made[0].moment if made else BEFORE

    office = Office.create(tmp_path / "office", "DHK", person="Rahim", language="en", clock=clock)
    event = office.add(office.record_type("event"), EVENT, language="en")
    made.append(Fair(office, event))
    yield made[0]
    office.close()
