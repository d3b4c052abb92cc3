"""Totals: what an event came to, in all and for each company and buyer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from fieldreport.events.gathering import Attending, Gathering, Planned
from fieldreport.ledger import Sum, sum_of
from fieldreport.records.participant import BUYER, COMPANY


@dataclass(frozen=True, slots=True)
class Tally:
    """Meetings by what became of them. ``absences`` are those to which one's own side did not come.

    ``value`` is the consultation value of the meetings held and nothing else: no contract, which might contain it.
    """

    requested: int = 0
    scheduled: int = 0
    held: int = 0
    no_shows: int = 0
    cancelled: int = 0
    absences: int = 0
    value: Sum = field(default_factory=lambda: sum_of(()))


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
        value=sum_of(one.value for one in meetings if one.status == "held" and one.value is not None),
    )
