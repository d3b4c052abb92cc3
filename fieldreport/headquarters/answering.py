"""Answering: reports given back, and the envelopes that headquarters signs: receipts, reminders, plan packs, offices.

Every package is answered by a receipt that names its hash and says whether it is accepted or returned, and again when
that changes. An envelope is signed once, kept, and may be laid down as often as one likes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, func, insert, select, update

from fieldreport import files, text
from fieldreport.delivery import envelopes, places
from fieldreport.delivery.envelopes import MOST_RECORDS, Envelope, Kind, Returned, Signer
from fieldreport.failures import InputAtFault, Problem
from fieldreport.fields.day import moment_text
from fieldreport.headquarters import keeping
from fieldreport.headquarters.store import Store
from fieldreport.headquarters.tables import ENVELOPE, PACKAGE, QUARANTINE, RECORD, RETURNED
from fieldreport.language import N_
from fieldreport.period import Period

if TYPE_CHECKING:
    from sqlalchemy import Connection

NEEDS_WHY = N_("Please write why the report is returned; the office reads it.")
TOO_LONG = N_("This is longer than {most} characters; please say it shorter.")
NOTHING_CAME = N_("{office} has sent nothing on {period} that could be returned.")
NOT_IN_REPORT = N_("The report of {office} on {period} has no record {record}.")

#: Characters of a reason; an envelope takes as many.
LONGEST = envelopes.LONGEST_COMMENT


@dataclass(frozen=True, slots=True)
class Returning:
    """What was returned: an issue, or only some of its records."""

    office: str
    period: str
    issue: int
    records: tuple[str, ...]


def give_back(
    store: Store, office: str, period: Period, why: str, now: datetime, records: Sequence[str] = ()
) -> Returning:
    """Return the latest report of an office on a period, or only these of its records, with the reason.

    A returned report does not count any more: the issue before it does, if there is one. Returned records do, until
    the office corrects them. Doing it again replaces the reason. Raises ``InputAtFault`` without a reason, and where
    there is no such report or record. What is in quarantine can be returned too, so that the office learns of it.
    """
    why = text.clean(why).strip()
    if not why:
        raise InputAtFault(Problem(NEEDS_WHY, {}, "why"))
    if len(why) > LONGEST:
        raise InputAtFault(Problem(TOO_LONG, {"most": LONGEST}, "why"))
    code = store.offices().office(office).code
    at = moment_text(now)
    with store.writing() as connection:
        of = and_(PACKAGE.c.office == code, PACKAGE.c.period == period.code)
        issue = connection.scalar(select(func.max(PACKAGE.c.issue)).where(of))
        if issue is None:
            if records or not _return_aside(connection, code, period, why):
                raise InputAtFault(Problem(NOTHING_CAME, {"office": code, "period": period.code}))
            return Returning(code, period.code, 0, ())
        latest = and_(of, PACKAGE.c.issue == issue)
        if records:
            _return_records(connection, latest, code, period, records, why, at)
        else:
            connection.execute(update(PACKAGE).where(latest).values(returned_at=at, why=why))
            keeping.settle(connection, code, period.code)
    return Returning(code, period.code, int(issue), tuple(records))


def _return_aside(connection: Connection, office: str, period: Period, why: str) -> bool:
    done = connection.execute(
        update(QUARANTINE)
        .where(QUARANTINE.c.office == office, QUARANTINE.c.period == period.code, QUARANTINE.c.issue > 0)
        .values(why=why)
    )
    return bool(done.rowcount)


def _return_records(
    connection: Connection,
    latest: Any,
    office: str,
    period: Period,
    records: Sequence[str],
    why: str,
    at: str,
) -> None:
    for package, contents in connection.execute(
        select(PACKAGE.c.sha256, PACKAGE.c.contents).where(latest)
    ).all():
        held = set(
            connection.scalars(
                select(RECORD.c.record).where(RECORD.c.contents == contents, RECORD.c.record.in_(records))
            )
        )
        for record in records:
            if record not in held:
                said = {"office": office, "period": period.code, "record": record}
                raise InputAtFault(Problem(NOT_IN_REPORT, said, "record"))
            connection.execute(
                delete(RETURNED).where(RETURNED.c.package == package, RETURNED.c.record == record)
            )
            connection.execute(insert(RETURNED).values(package=package, record=record, comment=why, at=at))


# ---- envelopes -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """An envelope, or the receipt that a package is still owed (``serial`` 0)."""

    serial: int
    kind: Kind
    office: str
    period: str
    issue: int
    package: str
    accepted: int
    returned: int
    why: str
    made_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Owed:
    """What is to be said of a package."""

    office: str
    period: str
    issue: int
    package: str
    accepted: tuple[str, ...]
    returned: tuple[Returned, ...]
    why: str


def owed(store: Store) -> list[Answer]:
    """The receipts that have not been signed yet, by period and office."""
    with store.reading() as connection:
        return [
            Answer(
                0, Kind.RECEIPT, one.office, one.period, one.issue, one.package,
                len(one.accepted), len(one.returned), one.why, None,
            )
            for one in _owed(connection)
        ]  # fmt: skip


def _owed(connection: Connection) -> list[_Owed]:
    said: dict[str, str] = {}
    for package, says in connection.execute(
        select(ENVELOPE.c.package, ENVELOPE.c.says)
        .where(ENVELOPE.c.kind == str(Kind.RECEIPT))
        .order_by(ENVELOPE.c.serial)
    ):
        said[package] = says
    comments: dict[str, list[Returned]] = {}
    for package, record, comment in connection.execute(
        select(RETURNED.c.package, RETURNED.c.record, RETURNED.c.comment).order_by(RETURNED.c.record)
    ):
        comments.setdefault(package, []).append(Returned(record, comment))
    found: list[_Owed] = []
    members: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(
        select(PACKAGE).order_by(PACKAGE.c.period, PACKAGE.c.office, PACKAGE.c.issue, PACKAGE.c.sha256)
    ).mappings():
        returned = tuple(comments.get(row["sha256"], ()))
        quick = _quick(row["why"], returned)
        if said.get(row["sha256"]) == quick:
            continue
        contents = row["contents"]
        if contents not in members:
            members = {contents: tuple(
                connection.scalars(
                    select(RECORD.c.record).where(RECORD.c.contents == contents).order_by(RECORD.c.record)
                )
            )}  # fmt: skip
        back = {one.id for one in returned}
        accepted = () if row["why"] else tuple(one for one in members[contents] if one not in back)
        found.append(
            _Owed(row["office"], row["period"], row["issue"], row["sha256"],
                  accepted[: MOST_RECORDS - len(returned)], returned, row["why"])
        )  # fmt: skip
    for row in connection.execute(
        select(QUARANTINE).where(QUARANTINE.c.why != "").order_by(QUARANTINE.c.sha256)
    ).mappings():
        if said.get(row["sha256"]) != _quick(row["why"], ()):
            found.append(_Owed(row["office"], row["period"], row["issue"], row["sha256"], (), (), row["why"]))
    return found


def _quick(why: str, returned: Sequence[Returned]) -> str:
    """What a receipt says of its package, in few characters: a package's records never change."""
    return hashlib.sha256(repr((why, [(one.id, one.comment) for one in returned])).encode()).hexdigest()


def sign(store: Store, signer: Signer, now: datetime) -> list[Answer]:
    """Sign every receipt that is owed; what was signed is kept."""
    with store.writing() as connection:
        return [
            _add(
                connection,
                signer,
                now,
                kind=Kind.RECEIPT,
                office=one.office,
                period=one.period,
                issue=one.issue,
                package=one.package,
                accepted=one.accepted,
                returned=one.returned,
                why=one.why,
            )
            for one in _owed(connection)
        ]


def remind(
    store: Store,
    signer: Signer,
    period: Period,
    offices: Sequence[str],
    body: Callable[[str], str],
    now: datetime,
) -> list[Answer]:
    """Sign a message to each of these offices, which have not reported on a period: one a day and office at most."""
    today = moment_text(now)[:10]
    made = []
    with store.writing() as connection:
        for office in offices:
            there = connection.execute(
                select(ENVELOPE.c.serial).where(
                    ENVELOPE.c.kind == str(Kind.MESSAGE),
                    ENVELOPE.c.office == office,
                    ENVELOPE.c.period == period.code,
                    ENVELOPE.c.made_at.startswith(today),
                )
            ).first()
            if there is None:
                made.append(
                    _add(
                        connection,
                        signer,
                        now,
                        kind=Kind.MESSAGE,
                        office=office,
                        period=period.code,
                        body=body(office),
                    )
                )
    return made


def tell_everybody(store: Store, signer: Signer, kind: Kind, body: str, now: datetime) -> Answer:
    """Sign an envelope for all offices: a plan pack, a list of offices, a message, or the key to seal to."""
    with store.writing() as connection:
        return _add(connection, signer, now, kind=kind, office=envelopes.EVERYBODY, body=body)


def _add(connection: Connection, signer: Signer, now: datetime, **said: Any) -> Answer:
    serial = int(connection.scalar(select(func.max(ENVELOPE.c.serial))) or 0) + 1
    envelope = Envelope(serial=serial, made_at=now, **said)
    connection.execute(
        insert(ENVELOPE).values(
            serial=serial,
            kind=str(envelope.kind),
            office=envelope.office,
            period=envelope.period,
            issue=envelope.issue,
            package=envelope.package,
            says=_quick(envelope.why, envelope.returned),
            made_at=moment_text(now),
            content=envelopes.make(envelope, signer),
        )
    )
    return _answer(envelope)


def _answer(envelope: Envelope) -> Answer:
    return Answer(
        envelope.serial,
        envelope.kind,
        envelope.office,
        envelope.period,
        envelope.issue,
        envelope.package,
        len(envelope.accepted),
        len(envelope.returned),
        envelope.why,
        envelope.made_at,
    )


def signed(store: Store) -> list[Answer]:
    """Every envelope that was signed, the latest first."""
    import json

    with store.reading() as connection:
        return [
            _answer(Envelope.from_json(json.loads(json.loads(content)["content"])))
            for content in connection.scalars(select(ENVELOPE.c.content).order_by(ENVELOPE.c.serial.desc()))
        ]


def lay_down(store: Store, folder: Path) -> list[Path]:
    """Lay every envelope down where its office fetches it, below the folder that is headquarters' side of a channel.

    What lies there already stays as it is. Raises ``MachineAtFault`` where the folder cannot be written to.
    """
    laid = []
    with store.reading() as connection:
        rows = connection.execute(
            select(ENVELOPE.c.serial, ENVELOPE.c.kind, ENVELOPE.c.office, ENVELOPE.c.content).order_by(
                ENVELOPE.c.serial
            )
        ).all()
    for serial, kind, office, content in rows:
        path = folder / places.receipts(office) / f"{serial:08}-{kind}{envelopes.ENDING}"
        if path.exists():
            continue
        with files.plainly(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        with files.replacing(path) as unfinished, files.plainly(path):
            unfinished.write_bytes(content)
        laid.append(path)
    return laid
