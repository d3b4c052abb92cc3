"""Headquarters as the tests of delivery need it: a key that offices believe, and envelopes signed with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fieldreport.delivery import envelopes
from fieldreport.delivery.envelopes import HEADQUARTERS, Envelope, Kind
from fieldreport.keys import Keys, SigningKey

AT = datetime(2026, 11, 21, 4, 30, tzinfo=UTC)
PASSPHRASE = "far from the sea, near the river"


def signing_key(folder: Path, office: str = HEADQUARTERS) -> SigningKey:
    """A key of its own in a folder of its own."""
    keys = Keys(folder)
    keys.make(office, f"Head of {office}", PASSPHRASE, AT)
    return keys.unlock(PASSPHRASE)


@dataclass
class MadeUp:
    """A made-up headquarters."""

    folder: Path
    serial: int = 0
    key: SigningKey = field(init=False)

    def __post_init__(self) -> None:
        self.key = signing_key(self.folder)

    def trusted_by(self, data: Path) -> None:
        """Let the office in a data folder believe this headquarters."""
        public = self.folder / "public.json"
        Keys(self.folder).export(public)
        Keys(data).trust(public)

    def envelope(self, **said: Any) -> Envelope:
        """The next envelope."""
        self.serial += 1
        usual = Envelope(Kind.RECEIPT, "DAC", self.serial, AT, "2026-B23", 1, "ab" * 32)
        return replace(usual, **said)

    def signed(self, **said: Any) -> bytes:
        """The next envelope, signed."""
        return envelopes.make(self.envelope(**said), self.key)
