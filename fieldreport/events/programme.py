"""Programme: a schedule proposed for an event, and put as its meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from fieldreport import scheduling
from fieldreport.events.gathering import Gathering, Planned, gather, mark
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Values
from fieldreport.language import N_
from fieldreport.office import Office
from fieldreport.record import Record
from fieldreport.records.meeting import MEETING
from fieldreport.scheduling import Progress, Schedule, Sitting
from fieldreport.store import Change, New

#: What history calls the writing of a schedule.
WHAT = "schedule"
NOT_AS_IT_WAS = N_(
    "The event, its participants or its meetings were changed after it was proposed; please propose it again."
)


@dataclass(frozen=True)
class Proposal:
    """A schedule and the event that it was made for, as that was read."""

    gathering: Gathering
    schedule: Schedule
    #: Meetings that stay where they are: held, fixed, or begun.
    kept: Sequence[Planned]
    #: Meetings that were planned and have no place any more.
    released: Sequence[Planned]


def now(office: Office) -> datetime:
    """The present moment on the office's clock, without a zone, as slots are written."""
    return office.clock().astimezone(office.zone).replace(tzinfo=None)


def propose(
    office: Office,
    name: str,
    progress: Progress = scheduling.problem.no_progress,
    *,
    unanswered: bool = False,
) -> Proposal:
    """Propose a schedule for the event ``name``; nothing is written.

    Raises ``InputAtFault`` where slots or tables are not told, or an organisation is on the list twice.
    """
    gathering = gather(office, name)
    asked = gathering.asked(now(office), unanswered=unanswered)
    return proposal(gathering, asked, scheduling.propose(asked, progress))


def proposal(gathering: Gathering, asked: scheduling.Problem, schedule: Schedule) -> Proposal:
    """The proposal that a schedule makes for an event."""
    kept = {(one.company, one.buyer) for one in asked.kept}
    placed = {(one.company, one.buyer) for one in schedule.sittings}
    # Made once: where it was made for each meeting, an event of forty thousand took a minute.
    settled = kept | placed
    going_on = [one for one in gathering.meetings if one.status not in ("no_show", "cancelled")]
    return Proposal(
        gathering,
        schedule,
        [one for one in going_on if (one.company, one.buyer) in kept],
        [one for one in going_on if one.status == "scheduled" and (one.company, one.buyer) not in settled],
    )


def apply(office: Office, proposal: Proposal, *, by: str = "") -> Change:
    """Write a proposal as meetings, in one change set that one undo takes back.

    Meetings that were asked for or planned are changed, others added. What has no place any more is asked for again.
    Raises ``InputAtFault`` where the event is no longer what the proposal was made for; then nothing is written.
    """
    store, person = office.store, by or office.person

    def revise() -> tuple[list[New], list[tuple[Record, Values]]]:
        if mark(store, proposal.gathering.event.id) != proposal.gathering.mark:
            raise InputAtFault(Problem(NOT_AS_IT_WAS))
        return to_write(office, proposal, person)

    return store.write_all(revise, person, WHAT)


def to_write(office: Office, proposal: Proposal, by: str) -> tuple[list[New], list[tuple[Record, Values]]]:
    """The meetings that a proposal adds and changes."""
    store, gathering = office.store, proposal.gathering
    open_meetings = {
        (one.company, one.buyer): one
        for one in gathering.meetings
        if one.status in ("requested", "scheduled")
    }
    news: list[New] = []
    moved: dict[int, Sitting] = {}
    blank = _blank(office, gathering)
    interpreted = {one.id for one in gathering.participants if one.interpreter}
    contacts = {one.id: one.contacts for one in gathering.participants}
    for sitting in proposal.schedule.sittings:
        there = open_meetings.get((sitting.company, sitting.buyer))
        if there is not None:
            moved[there.key] = sitting
            continue
        values = {
            **blank,
            "company": sitting.company,
            "buyer": sitting.buyer,
            "contacts": tuple(
                dict.fromkeys((*contacts.get(sitting.company, ()), *contacts.get(sitting.buyer, ())))
            ),
            "interpreter": True if interpreted & {sitting.company, sitting.buyer} else None,
            **_place(gathering, sitting),
        }
        news.append(New(MEETING, values, office.settings.language, by))
    changed: list[tuple[Record, Values]] = []
    for record in store.page(MEETING, list(moved)):
        changed.append((record, {**record.values, **_place(gathering, moved[record.key])}))
    for record in store.page(MEETING, [one.key for one in proposal.released]):
        changed.append((record, {**record.values, "status": "requested", "slot": None, "table": None}))
    return news, changed


def _place(gathering: Gathering, sitting: Sitting) -> dict[str, Any]:
    slot = gathering.slots[sitting.slot]
    return {"held_on": slot.day, "slot": slot.code, "table": sitting.table or None, "status": "scheduled"}


def _blank(office: Office, gathering: Gathering) -> Values:
    """The values that every new meeting of an event has alike: read once, for there may be tens of thousands."""
    event = gathering.event
    ids = {"c": "company", "b": "buyer"}
    raw = {
        "company": "c",
        "buyer": "b",
        "event": event.id,
        "held_on": event["starts_on"],
        "status": "scheduled",
        "channel": "video" if event["kind"] == "online" else "in_person",
    }
    reading = replace(office.reading(), resolve=lambda record_type, called: ids.get(called, called))
    values = MEETING.read(raw, reading)
    return {**values, "company": None, "buyer": None}
