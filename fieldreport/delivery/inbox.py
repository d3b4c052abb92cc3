"""Inbox: the envelopes of headquarters that were believed. Forged, foreign and replayed ones change nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fieldreport import files
from fieldreport.delivery import envelopes, sealing
from fieldreport.delivery.envelopes import Envelope, Kind
from fieldreport.delivery.outbox import State
from fieldreport.failures import InputAtFault, Problem
from fieldreport.fields.day import moment_text
from fieldreport.keys import Keys
from fieldreport.language import N_
from fieldreport.store.database import Database, readable

#: The folder of plan packs and lists of offices that came, each a file that can be looked at and brought in.
FOLDER = "received"
#: The properties that name the recipient to which packages are sealed, and the number of the envelope that named it.
SEAL_TO, SEAL_SERIAL = "seal_to", "seal_serial"

NUMBER_USED = N_(
    "{name} has the number {serial} of another envelope. Nothing was done with it; please tell headquarters."
)
UNKNOWN_PACKAGE = N_(
    "{name} is about a package of {period} that this office has not sent so. Nothing was done with it; please tell"
    " headquarters."
)


@dataclass(frozen=True, slots=True)
class Received:
    """An envelope that came: its key's id, when it came, and what its file was called."""

    envelope: Envelope
    key: str
    at: datetime
    name: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an envelope that is believed; not ``fresh`` when it was there already."""

    envelope: Envelope
    fresh: bool


@dataclass(frozen=True, slots=True)
class About:
    """What a receipt says of a record that it gives back, and about which issue."""

    period: str
    issue: int
    comment: str


class Inbox:
    """What headquarters has sent to the office in a data folder."""

    def __init__(self, database: Database, data: Path, office: str) -> None:
        self._database = database
        self._data = data
        self._office = office

    def take(self, content: bytes, name: str, at: datetime) -> Taken:
        """Take an envelope in: all it says is done, or nothing; taking it again is harmless.

        Raises ``InputAtFault`` for one that is not believed, is for another office, has a number that was used for
        something else, or is about a package that was never sent.
        """
        opened = envelopes.read(content, name, Keys(self._data).trusted(), self._office)
        envelope, key = opened.envelope, opened.key.id
        said = json.dumps(envelope.to_json(), sort_keys=True)
        with self._database.writing() as connection:
            before = connection.execute(
                "SELECT content FROM envelope WHERE key = ? AND serial = ?", (key, envelope.serial)
            ).fetchone()
            if before is not None:
                if before[0] != said:
                    raise InputAtFault(Problem(NUMBER_USED, {"name": name, "serial": str(envelope.serial)}))
                return Taken(envelope, fresh=False)
            if envelope.kind is Kind.RECEIPT:
                self._answer(connection, envelope, name, at)
            elif envelope.kind is Kind.SEALING:
                self._seal_to(connection, envelope)
            elif envelope.kind in (Kind.PLAN, Kind.OFFICES):
                self._lay_down(envelope)
            connection.execute(
                "INSERT INTO envelope (key, serial, kind, package, content, name, received_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (key, envelope.serial, str(envelope.kind), envelope.package, said, name, moment_text(at)),
            )
        return Taken(envelope, fresh=True)

    @staticmethod
    def _answer(connection: sqlite3.Connection, envelope: Envelope, name: str, at: datetime) -> None:
        row = connection.execute(
            "SELECT period, issue, receipt FROM outbox WHERE package = ?", (envelope.package,)
        ).fetchone()
        if row is None or (row[0], row[1]) != (envelope.period, envelope.issue):
            raise InputAtFault(Problem(UNKNOWN_PACKAGE, {"name": name, "period": envelope.period}))
        if row[2] is not None and row[2] > envelope.serial:
            # It was late: what headquarters said after it stands.
            return
        state = State.RETURNED if envelope.returns else State.ACKNOWLEDGED
        connection.execute(
            "UPDATE outbox SET state = ?, receipt = ?, answered_at = ? WHERE package = ?",
            (state, envelope.serial, moment_text(at), envelope.package),
        )

    @staticmethod
    def _seal_to(connection: sqlite3.Connection, envelope: Envelope) -> None:
        recipient = sealing.checked(envelope.body)
        row = connection.execute("SELECT value FROM property WHERE name = ?", (SEAL_SERIAL,)).fetchone()
        if row is None or int(row[0]) < envelope.serial:
            for name, value in ((SEAL_TO, recipient), (SEAL_SERIAL, str(envelope.serial))):
                connection.execute("INSERT OR REPLACE INTO property VALUES (?, ?)", (name, value))

    def _lay_down(self, envelope: Envelope) -> None:
        path = self.file_of(envelope)
        with files.plainly(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        with files.replacing(path) as unfinished, files.plainly(path):
            unfinished.write_text(envelope.body, encoding="utf-8", newline="\n")

    def file_of(self, envelope: Envelope) -> Path:
        """The file of a plan pack or list of offices that came."""
        return self._data / FOLDER / f"{envelope.serial:08}-{envelope.kind}.json"

    def recipient(self) -> str | None:
        """The recipient to which packages are sealed; None where headquarters has named none."""
        row = self._database.row("SELECT value FROM property WHERE name = ?", (SEAL_TO,))
        return row[0] if row is not None and row[0] else None

    def all(self) -> Sequence[Received]:
        """Every envelope, the latest first."""
        return self._received("ORDER BY serial DESC")

    def answers_to(self, package: str) -> Sequence[Received]:
        """The receipts for a package, the one that holds first."""
        return self._received("WHERE package = ? ORDER BY serial DESC", package)

    def returned(self, record_id: str) -> About | None:
        """What headquarters said of a record when it gave it back; None once a later receipt accepts it."""
        for one in self._received(
            "WHERE kind = ? AND instr(content, ?) ORDER BY serial DESC", Kind.RECEIPT, record_id
        ):
            said = one.envelope
            for returned in said.returned:
                if returned.id == record_id:
                    return About(said.period, said.issue, returned.comment)
            if record_id in said.accepted:
                return None
        return None

    def names(self) -> set[str]:
        """The names of the files that were taken in: they need not be fetched again."""
        return {row[0] for row in self._database.rows("SELECT name FROM envelope")}

    def _received(self, which: str, *values: str) -> list[Received]:
        with readable(self._database.path):
            return [
                Received(Envelope.from_json(json.loads(content)), key, datetime.fromisoformat(at), name)
                for content, key, at, name in self._database.rows(
                    f"SELECT content, key, received_at, name FROM envelope {which}", values
                )
            ]
