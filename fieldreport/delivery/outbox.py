"""Outbox: the packages on their way to headquarters, each until a receipt names its hash.

queued → delivering → delivered (read back at the channel, same SHA-256) → acknowledged, or returned with reasons. What
is queued is kept, byte for byte, in a file of its hash, so that neither a changed record nor a kill changes what is
sent.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any

from fieldreport import files
from fieldreport.delivery import places, sealing
from fieldreport.failures import InputAtFault, MachineAtFault, Problem
from fieldreport.fields.day import moment_text
from fieldreport.language import N_
from fieldreport.store.database import Database
from fieldreport.store.frozen import FrozenReports

FOLDER = "outbox"
NOT_SIGNED = N_(
    "The report on {period} is not signed yet. Please sign it first; what is sent is what was signed."
)
LOST = N_(
    "The package of {period} is neither in {path} nor among the signed reports. Please restore the latest backup."
)


class State(StrEnum):
    """How far a package has come."""

    QUEUED = "queued"
    DELIVERING = "delivering"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"


#: What is still to be sent. A package that is being delivered while nobody sends was left so by a killed program.
WAITING = (State.QUEUED, State.DELIVERING)
ANSWERED = (State.ACKNOWLEDGED, State.RETURNED)


@dataclass(frozen=True, slots=True)
class Package:
    """A signed issue in the outbox.

    ``sha256`` is the hexadecimal hash of the workbook, ``size`` its bytes; ``tag`` marks this office's unfinished
    uploads; ``sealed`` is the hash of the package sealed to ``recipient``, None where it goes plainly. ``place`` says
    where it was laid down; ``receipt`` is the serial number of the envelope that answered.
    """

    sha256: str
    period: str
    issue: int
    language: str
    size: int
    tag: str
    channel: str
    state: State
    queued_at: datetime
    queued_by: str
    attempts: int = 0
    sealed: str | None = None
    recipient: str | None = None
    place: str | None = None
    delivered_at: datetime | None = None
    receipt: int | None = None
    answered_at: datetime | None = None


_COLUMNS = (
    "package, period, issue, language, size, tag, channel, state, queued_at, queued_by, attempts, sealed, recipient,"
    " place, delivered_at, receipt, answered_at"
)


class Outbox:
    """The outbox of the office in a data folder."""

    def __init__(self, database: Database, data: Path, office: str) -> None:
        self._database = database
        self.folder = data / FOLDER
        self.office = office

    # ---- what is in it ---------------------------------------------------------------------------------------------

    def all(self) -> Sequence[Package]:
        """Every package, the latest first."""
        return self._packages("ORDER BY queued_at DESC, period DESC, issue DESC")

    def of_period(self, period: str) -> Sequence[Package]:
        """The packages of a period, the latest issue first."""
        return self._packages("WHERE period = ? ORDER BY issue DESC, queued_at DESC", period)

    def in_state(self, *states: State) -> Sequence[Package]:
        """The packages in these states, in the order in which they were queued."""
        marks = ", ".join("?" * len(states))
        return self._packages(f"WHERE state IN ({marks}) ORDER BY queued_at, period, issue", *states)

    def find(self, sha256: str) -> Package | None:
        """The package of this hash."""
        found = self._packages("WHERE package = ?", sha256)
        return found[0] if found else None

    def _packages(self, which: str, *values: str) -> list[Package]:
        return [
            _package(row) for row in self._database.rows(f"SELECT {_COLUMNS} FROM outbox {which}", values)
        ]

    # ---- queueing --------------------------------------------------------------------------------------------------

    def queue_signed(
        self, period: str, language: str, channel: str, at: datetime, by: str, issue: int | None = None
    ) -> Package:
        """Queue the workbook of a signed issue (the latest if none is named); queueing again is harmless.

        Raises ``InputAtFault`` where it is not signed.
        """
        frozen = FrozenReports(self._database)
        signed = frozen.latest(period)
        file = None if signed is None else frozen.file(period, issue or signed.issue, language)
        if signed is None or file is None:
            raise InputAtFault(Problem(NOT_SIGNED, {"period": period}, "period"))
        return self.queue(file.content, period, issue or signed.issue, language, channel, at, by)

    def queue(
        self, content: bytes, period: str, issue: int, language: str, channel: str, at: datetime, by: str
    ) -> Package:
        """Queue a package; its bytes are on the disk before anything says that it is queued.

        What is queued already goes by ``channel`` from now on, unless it was delivered; nothing is sent twice.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        self._keep(sha256, content)
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO outbox (package, period, issue, language, size, tag, channel, state, queued_at,"
                " queued_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(sha256, period, issue, language, len(content), os.urandom(4).hex(), channel),
                    *(State.QUEUED, moment_text(at), by),
                ),
            )
            connection.execute(
                "UPDATE outbox SET channel = ? WHERE package = ? AND state IN (?, ?)",
                (channel, sha256, *WAITING),
            )
        kept = self.find(sha256)
        assert kept is not None
        return kept

    def _keep(self, sha256: str, content: bytes) -> None:
        path = self.folder / sha256
        with files.plainly(path):
            self.folder.mkdir(parents=True, exist_ok=True)
        if self._kept(sha256) is None:
            with files.replacing(path) as unfinished, files.plainly(path):
                unfinished.write_bytes(content)

    def _kept(self, sha256: str) -> bytes | None:
        path = self.folder / sha256
        with files.plainly(path):
            content = path.read_bytes() if path.is_file() else None
        return content if content is not None and hashlib.sha256(content).hexdigest() == sha256 else None

    # ---- sending ---------------------------------------------------------------------------------------------------

    def content(self, package: Package) -> bytes:
        """The package's bytes, from its file or else from the signed reports; raises ``MachineAtFault`` when lost."""
        kept = self._kept(package.sha256)
        if kept is not None:
            return kept
        row = self._database.row("SELECT content FROM frozen_file WHERE sha256 = ?", (package.sha256,))
        if row is None:
            raise MachineAtFault(LOST, period=package.period, path=str(self.folder))
        return bytes(row[0])

    def begin(self, package: Package, recipient: str | None) -> tuple[PurePosixPath, bytes]:
        """Mark a package as being delivered; where it goes and what is sent, sealed where there is a recipient.

        What was sealed is kept until an answer comes: a broken upload can only be gone on with by the same bytes.
        """
        content, sealed = self.content(package), None
        if recipient is not None:
            before = None
            if package.sealed is not None and package.recipient == recipient:
                before = self._kept(package.sealed)
            content = sealing.seal(content, recipient) if before is None else before
            sealed = hashlib.sha256(content).hexdigest()
            self._keep(sealed, content)
        self._database.execute(
            "UPDATE outbox SET state = ?, attempts = attempts + 1, sealed = ?, recipient = ? WHERE package = ?"
            " AND state IN (?, ?)",
            (State.DELIVERING, sealed, recipient, package.sha256, *WAITING),
        )
        return self.place(package, sealed=recipient is not None), content

    def place(self, package: Package, *, sealed: bool) -> PurePosixPath:
        """Where a package lies at a channel."""
        return places.package(self.office, package.period, package.issue, package.sha256, sealed=sealed)

    def delivered(self, package: Package, place: str, at: datetime) -> None:
        """The package was read back at its place. An answer that came meanwhile stands."""
        self._database.execute(
            "UPDATE outbox SET state = ?, place = ?, delivered_at = ? WHERE package = ? AND state = ?",
            (State.DELIVERED, place, moment_text(at), package.sha256, State.DELIVERING),
        )

    def rest(self) -> None:
        """Nothing is being delivered any more: what was begun waits."""
        self._database.execute(
            "UPDATE outbox SET state = ? WHERE state = ?", (State.QUEUED, State.DELIVERING)
        )

    def is_gone(self, package: Package) -> None:
        """The package is no longer where it was laid down, and nobody has answered: it is sent again."""
        self._database.execute(
            "UPDATE outbox SET state = ? WHERE package = ? AND state = ?",
            (State.QUEUED, package.sha256, State.DELIVERED),
        )

    def clear(self) -> None:
        """Remove the files of what was answered: the signed reports have it for good."""
        if not self.folder.is_dir():
            return
        needed = {
            name for one in self.in_state(*WAITING, State.DELIVERED) for name in (one.sha256, one.sealed)
        }
        answered = self.in_state(*ANSWERED)
        for name in {name for one in answered for name in (one.sha256, one.sealed) if name} - needed:
            with files.plainly(self.folder / name):
                (self.folder / name).unlink(missing_ok=True)


def _package(row: Sequence[Any]) -> Package:
    sha256, period, issue, language, size, tag, channel, state, queued_at, queued_by, *rest = row
    attempts, sealed, recipient, place, delivered_at, receipt, answered_at = rest
    return Package(
        sha256,
        period,
        issue,
        language,
        size,
        tag,
        channel,
        State(state),
        datetime.fromisoformat(queued_at),
        queued_by,
        attempts,
        sealed,
        recipient,
        place,
        _moment(delivered_at),
        receipt,
        _moment(answered_at),
    )


def _moment(raw: str | None) -> datetime | None:
    return None if raw is None else datetime.fromisoformat(raw)
