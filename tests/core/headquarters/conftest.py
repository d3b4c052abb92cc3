"""Headquarters with a store of either kind, and a network of offices that report to it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks.network import MadeUpOffice, network, offices_file
from fieldreport.headquarters.collecting import Collected, collect
from fieldreport.headquarters.store import Store
from fieldreport.keys import PublicKey
from fieldreport.period import Period
from fieldreport.plan import Plan
from tests.core.headquarters.postgres import Server, server

#: PostgreSQL is tested where its server runs by a package of the system.
KINDS = ("sqlite", "postgresql") if sys.platform == "linux" else ("sqlite",)
NOW = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)
PLAN = Plan.built_in()
PERIOD = PLAN.fortnights.parse("2026-B23")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    with server() as running:
        yield running


@dataclass
class Headquarters:
    """A store with offices, and a folder in which their reports arrive."""

    url: str
    folder: Path
    offices: list[MadeUpOffice]
    store: Store
    now: datetime = NOW
    arrived: int = 0
    last: Collected = field(default_factory=Collected)
    keys: list[PublicKey] = field(init=False)

    def __post_init__(self) -> None:
        self.keys = [one.public for one in self.offices]

    @property
    def inbox(self) -> Path:
        path = self.folder / "reports"
        path.mkdir(exist_ok=True)
        return path

    def put(self, content: bytes, name: str = "") -> Path:
        """Lay a file into the folder."""
        self.arrived += 1
        path = self.inbox / (name or f"{self.arrived:05}.xlsx")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def collect(self, source: Path | None = None, store: Store | None = None) -> Collected:
        """Collect what lies there."""
        self.last = collect(store or self.store, source or self.inbox, self.now, self.keys, readers=2)
        return self.last

    def report(self, office: MadeUpOffice, period: Period = PERIOD, records: int = 12) -> Path:
        """Have an office do a fortnight's work and send its report."""
        office.work(period, records)
        return self.put(office.package(period))


Make = Callable[..., Headquarters]


@pytest.fixture(params=KINDS)
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives the address of an empty store, each time another one."""
    made: list[str] = []

    def new() -> str:
        if request.param == "sqlite":
            made.append(f"sqlite:///{(tmp_path / f'hq{len(made)}.db').as_posix()}")
        else:
            made.append(request.getfixturevalue("postgres").new_database())
        return made[-1]

    return new


@pytest.fixture
def headquarters(new_store: Callable[[], str], tmp_path: Path) -> Iterator[Headquarters]:
    listed = offices_file(tmp_path / "offices.json", 7)
    url = new_store()
    with Store.make(url, NOW - timedelta(days=300), offices=listed) as store:
        yield Headquarters(url, tmp_path, network(listed, 7), store)


def dump(store: Store) -> dict[str, Sequence[tuple[Any, ...]]]:
    """Everything that a store says, but for when and by which name something came."""
    from sqlalchemy import select

    from fieldreport.headquarters.tables import CONTENT, PACKAGE, RECORD

    found: dict[str, Sequence[tuple[Any, ...]]] = {}
    with store.reading() as connection:
        for table in (PACKAGE, CONTENT, RECORD):
            columns = [one for one in table.columns if one.name not in ("received_at", "file")]
            rows = [
                tuple(str(one) if isinstance(one, dict) else one for one in row)
                for row in connection.execute(select(*columns))
            ]
            found[table.name] = sorted(rows)
        said = connection.execute(
            select(RECORD.c.office, RECORD.c.record, RECORD.c.revision).where(RECORD.c["last"].is_(True))
        )
        found["last"] = sorted(tuple(row) for row in said)
    return found
