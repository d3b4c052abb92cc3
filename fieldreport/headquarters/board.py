"""Board: which office has reported on a period, when, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select

from fieldreport.headquarters.store import Store
from fieldreport.headquarters.tables import PACKAGE, QUARANTINE
from fieldreport.offices import TradeOffice
from fieldreport.period import Period


class State(StrEnum):
    """How an office's report on a period stands."""

    #: Nothing has come, and it is not due yet.
    EXPECTED = "expected"
    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    #: Given back; the next issue is awaited.
    RETURNED = "returned"
    #: Something has come that is not believed, and nothing else.
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Standing:
    """An office's line of the board.

    ``received`` is when the first report on the period came that was believed, ``issue`` the one that counts (or was
    returned), ``why`` the reason of a return, ``aside`` the reasons of files in quarantine.
    """

    office: TradeOffice
    period: Period
    state: State
    received: datetime | None = None
    issue: int = 0
    records: int = 0
    signature: str = ""
    why: str = ""
    aside: tuple[str, ...] = ()


def board(store: Store, period: Period, now: datetime) -> list[Standing]:
    """Every office's standing for a period, in the order of the list of offices."""
    packages: dict[str, list[Mapping[str, object]]] = {}
    aside: dict[str, list[str]] = {}
    with store.reading() as connection:
        columns = [
            PACKAGE.c.office,
            PACKAGE.c.issue,
            PACKAGE.c.rank,
            PACKAGE.c.digest,
            PACKAGE.c.records,
            PACKAGE.c.signature,
            PACKAGE.c.received_at,
            PACKAGE.c.returned_at,
            PACKAGE.c.why,
            PACKAGE.c.counts,
        ]
        for row in connection.execute(select(*columns).where(PACKAGE.c.period == period.code)).mappings():
            packages.setdefault(row["office"], []).append(dict(row))
        for office, reason in connection.execute(
            select(QUARANTINE.c.office, QUARANTINE.c.reason)
            .where(QUARANTINE.c.period == period.code)
            .order_by(QUARANTINE.c.first_at, QUARANTINE.c.sha256)
        ):
            aside.setdefault(office, []).append(reason)
    return [
        _standing(one, period, packages.get(one.code, []), tuple(aside.get(one.code, ())), now)
        for one in store.offices()
    ]


def _standing(
    office: TradeOffice,
    period: Period,
    packages: Sequence[Mapping[str, object]],
    aside: tuple[str, ...],
    now: datetime,
) -> Standing:
    zone = zone_of(office)
    if not packages:
        state = State.MISSING if now.astimezone(zone).date() > period.due else State.EXPECTED
        return Standing(office, period, State.QUARANTINED if aside else state, aside=aside)
    received = datetime.fromisoformat(min(str(one["received_at"]) for one in packages))
    latest = max(packages, key=lambda one: (one["issue"], not one["returned_at"], one["rank"], one["digest"]))
    late = received.astimezone(zone).date() > period.due
    state = State.RETURNED if latest["returned_at"] else State.LATE if late else State.ON_TIME
    return Standing(
        office,
        period,
        state,
        received,
        int(str(latest["issue"])),
        int(str(latest["records"])),
        str(latest["signature"]),
        str(latest["why"]),
        aside,
    )


def zone_of(office: TradeOffice) -> tzinfo:
    """The office's time zone; the day on which a report came is the office's."""
    try:
        return ZoneInfo(office.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def counted(standings: Sequence[Standing]) -> dict[State, int]:
    """How many offices are in each state."""
    return {state: sum(one.state is state for one in standings) for state in State}
