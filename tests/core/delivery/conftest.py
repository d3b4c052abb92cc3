"""The Dhaka office with something to deliver, headquarters, and every kind of channel on this machine."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from fieldreport.delivery.channels.configured import Configured, described
from fieldreport.delivery.dispatch import Delivery
from fieldreport.delivery.outbox import Package
from fieldreport.office import Office
from tests.core.delivery.headquarters import MadeUp
from tests.core.delivery.network import Sshd, Webdav, sshd

PERIOD = "2026-B23"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **by: float) -> None:
        self.now += timedelta(**by)


class Chain(KeyringBackend):
    """A keychain in memory: the tests' machine has none, and nobody's own is touched."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def keychain() -> Iterator[Chain]:
    before, chain = keyring.get_keyring(), Chain()
    keyring.set_keyring(chain)
    yield chain
    keyring.set_keyring(before)


@dataclass
class Sender:
    """An office that delivers."""

    office: Office
    clock: Clock
    delivery: Delivery = field(init=False)

    def __post_init__(self) -> None:
        self.reopened()

    def reopened(self, patience: float = 5.0) -> Delivery:
        """The same delivery as another program would see it."""
        self.delivery = Delivery(
            self.office.store.database,
            self.office.data,
            self.office.code,
            self.clock,
            self.office.language("ko"),
            chance=random.Random(7).random,
            patience=patience,
        )
        return self.delivery

    def queue(
        self, content: bytes = b"a workbook " * 4_000, channel: str = "usual", issue: int = 1
    ) -> Package:
        return self.delivery.outbox.queue(content, PERIOD, issue, "ko", channel, self.clock(), "Rahim")

    def now(self, package: Package) -> Package:
        """The package as the outbox knows it now."""
        found = self.delivery.outbox.find(package.sha256)
        assert found is not None
        return found

    def add(self, channel: Configured, password: str = "") -> Configured:
        return self.delivery.channels.add(channel, password)


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[Sender]:
    clock = Clock()
    with Office.create(tmp_path / "data", "DHK", person="Rahim", clock=clock) as office:
        yield Sender(office, clock)


@pytest.fixture
def headquarters(tmp_path: Path, sender: Sender) -> MadeUp:
    made = MadeUp(tmp_path / "headquarters")
    made.trusted_by(sender.office.data)
    return made


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """The folder at headquarters' end of every channel."""
    folder = tmp_path / "there"
    folder.mkdir()
    return folder


@pytest.fixture
def folder(sender: Sender, there: Path) -> Configured:
    return sender.add(described("usual", str(there)))


@pytest.fixture
def webdav(there: Path) -> Iterator[Webdav]:
    server = Webdav(there)
    yield server
    server.close()


@pytest.fixture
def openssh(tmp_path: Path, there: Path) -> Iterator[Sshd]:
    with sshd(tmp_path / "sshd", there) as server:
        yield server


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def whole(found: dict[str, bytes]) -> dict[str, str]:
    """The packages that headquarters would read, with their hashes."""
    return {
        name: hashlib.sha256(content).hexdigest()
        for name, content in found.items()
        if name.startswith("reports/") and not Path(name).name.startswith(".")
    }
