"""Totals: what an event came to, in all and for each company and buyer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from fieldreport.events.gathering import Attending, Gathering, Planned
from fieldreport.records.participant import BUYER, COMPANY
from fieldreport.report.figures import in_us_dollars
from fieldreport.values import Money


@dataclass(frozen=True, slots=True)
class Value:
    """Consultation value of meetings that were held, and nothing else: no contract, which might contain it.

    ``sums`` are whole minor units by currency, as they were agreed. ``us_dollars`` are the sums that have a rate, each
    at its own, rounded to the cent and added: ``rated`` of them, at rates of the days from ``first_rate`` to
    ``last_rate`` (None where every sum is in dollars or the rates' days are not told). ``unrated`` sums are in no
    dollars.
    """

    sums: tuple[Money, ...] = ()
    us_dollars: Money = field(default_factory=lambda: Money(0, "USD"))
    rated: int = 0
    unrated: int = 0
    first_rate: date | None = None
    last_rate: date | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Meetings by what became of them. ``absences`` are those to which one's own side did not come."""

    requested: int = 0
    scheduled: int = 0
    held: int = 0
    no_shows: int = 0
    cancelled: int = 0
    absences: int = 0
    value: Value = field(default_factory=Value)


@dataclass(frozen=True)
class Totals:
    """An event in figures; companies and buyers by their organisation's id, those with the most held meetings first."""

    invited: dict[str, int]
    accepted: dict[str, int]
    declined: dict[str, int]
    came: dict[str, int]
    event: Tally
    companies: dict[str, Tally]
    buyers: dict[str, Tally]


def totals(gathering: Gathering) -> Totals:
    """Add an event up. Participants are counted by side; who is on the list without a meeting has a tally of none."""
    people, meetings = gathering.participants, gathering.meetings
    return Totals(
        invited=_by_side(people),
        accepted=_by_side(one for one in people if one.invitation == "accepted"),
        declined=_by_side(one for one in people if one.invitation == "declined"),
        came=_by_side(one for one in people if one.attendance in ("came", "walk_in")),
        event=_tally(meetings, ""),
        companies=_by_participant(gathering, COMPANY),
        buyers=_by_participant(gathering, BUYER),
    )


def _by_side(participants: Iterable[Attending]) -> dict[str, int]:
    counts = {COMPANY: 0, BUYER: 0}
    for one in participants:
        counts[one.side] += 1
    return counts


def _by_participant(gathering: Gathering, side: str) -> dict[str, Tally]:
    of: dict[str, list[Planned]] = {one.id: [] for one in gathering.of_side(side)}
    for one in gathering.meetings:
        of.setdefault(getattr(one, side), []).append(one)
    tallies = {name: _tally(meetings, side) for name, meetings in of.items()}
    return dict(
        sorted(tallies.items(), key=lambda each: (-each[1].held, -each[1].value.us_dollars.minor, each[0]))
    )


def _tally(meetings: Sequence[Planned], side: str) -> Tally:
    counts = dict.fromkeys(("requested", "scheduled", "held", "no_show", "cancelled"), 0)
    for one in meetings:
        counts[one.status] += 1
    absences = (
        sum(one.status == "no_show" and one.absent in (side, "both") for one in meetings) if side else 0
    )
    return Tally(
        requested=counts["requested"],
        scheduled=counts["scheduled"],
        held=counts["held"],
        no_shows=counts["no_show"],
        cancelled=counts["cancelled"],
        absences=absences,
        value=value_of([one.value for one in meetings if one.status == "held" and one.value is not None]),
    )


def value_of(sums: Sequence[Money]) -> Value:
    """Add sums up by currency, and in US dollars those that have a rate."""
    if not sums:
        return Value()
    by_currency: dict[str, int] = {}
    cents, rated = Decimal(0), 0
    days: list[date] = []
    for one in sums:
        by_currency[one.currency] = by_currency.get(one.currency, 0) + one.minor
        dollars = in_us_dollars(one)
        if dollars is None:
            continue
        cents += dollars.scaleb(2)
        rated += 1
        if one.currency != "USD" and one.rate_date is not None:
            days.append(one.rate_date)
    return Value(
        sums=tuple(Money(minor, currency) for currency, minor in sorted(by_currency.items())),
        us_dollars=Money(int(cents), "USD"),
        rated=rated,
        unrated=len(sums) - rated,
        first_rate=min(days, default=None),
        last_rate=max(days, default=None),
    )
