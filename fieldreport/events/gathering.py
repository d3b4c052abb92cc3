"""Gathering: all that is known of one event, read at once: its participants, its meetings, its slots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cached_property, lru_cache

from fieldreport import parsing
from fieldreport.events.grid import Slot, slots_of, tables_of
from fieldreport.failures import InputAtFault, Problem
from fieldreport.language import N_
from fieldreport.office import Office
from fieldreport.parsing import Unreadable
from fieldreport.record import Record
from fieldreport.records.event import EVENT, MOST_TABLES
from fieldreport.records.meeting import MEETING
from fieldreport.records.participant import BUYER, COMPANY, PARTICIPANT
from fieldreport.scheduling import Attendee, Sitting, Wish
from fieldreport.scheduling import Problem as Asked
from fieldreport.store import Filter
from fieldreport.store.query import Queries
from fieldreport.values import Money, Stretch

NOT_AN_EVENT = N_("{reference} is no event; give a reference like EV-0007.")
TWICE = N_(
    "{organisation} is on the list of participants twice, as {first} and {second}; please archive one."
)

#: A slot that is none: a meeting there takes nobody's time, but its pair has had its meeting.
NO_SLOT = -1


@dataclass(frozen=True, slots=True)
class Attending:
    """One participant, as far as its meetings are concerned. ``id`` is the organisation's."""

    key: int
    record_id: str
    reference: str
    id: str
    side: str
    invitation: str
    attendance: str
    contacts: tuple[str, ...]
    wishes: tuple[str, ...]
    not_free: tuple[Stretch, ...]
    table: str
    interpreter: bool
    language: str | None

    @property
    def is_coming(self) -> bool:
        """Whether it has said that it comes, or is there."""
        if self.attendance == "no_show":
            return False
        return self.invitation == "accepted" or self.attendance in ("came", "walk_in")

    @property
    def may_come(self) -> bool:
        """Whether it has neither said that it does not come nor stayed away."""
        return self.attendance != "no_show" and (self.is_coming or self.invitation != "declined")


@lru_cache(maxsize=4_096)
def _clock(slot: str) -> time | None:
    """A slot's text as a time; kept, for the many meetings of an event have few slots."""
    try:
        return parsing.clock(slot)
    except Unreadable:
        return None


@dataclass(frozen=True, slots=True)
class Planned:
    """One meeting of the event, in whatever state."""

    key: int
    record_id: str
    reference: str
    company: str
    buyer: str
    day: date | None
    slot: str
    table: str
    status: str
    absent: str | None
    fixed: bool
    value: Money | None

    @property
    def clock(self) -> time | None:
        """When it begins; None where that is not written, or not as a time."""
        return _clock(self.slot) if self.slot else None


@dataclass(frozen=True)
class Gathering:
    """An event with its participants and meetings, archived ones left out, each in the order of its writing."""

    event: Record
    participants: Sequence[Attending]
    meetings: Sequence[Planned]
    #: What the event was when this was read; another event, or another state of it, has another mark.
    mark: tuple[object, ...]

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The event's slots; raises ``InputAtFault`` where something about them is missing."""
        return slots_of(self.event)

    @cached_property
    def slot_at(self) -> dict[tuple[date, time], int]:
        """The number of a slot by its day and beginning."""
        return {(one.day, one.begin): number for number, one in enumerate(self.slots)}

    def of_side(self, side: str) -> list[Attending]:
        """The participants of one side."""
        return [one for one in self.participants if one.side == side]

    def number_of(self, meeting: Planned) -> int:
        """The number of the slot in which a meeting begins; ``NO_SLOT`` for a time of its own."""
        clock = meeting.clock
        return (
            NO_SLOT
            if clock is None or meeting.day is None
            else self.slot_at.get((meeting.day, clock), NO_SLOT)
        )

    @cached_property
    def in_order(self) -> list[Planned]:
        """The meetings down the grid: by day, time and table; those without a time last."""
        return sorted(self.meetings, key=_place)

    def asked(self, now: datetime, *, unanswered: bool = False) -> Asked:
        """The scheduling problem of this event at a moment of its own clock (without a zone).

        Only who has accepted or is there takes part, and with ``unanswered`` whoever has not declined. Slots that have
        begun are closed. Meetings stay that were held, are fixed or have begun; what is only planned may be moved.
        Who was to meet and did not, or was cancelled, is not asked to meet again.
        """
        coming = {one.id: one for one in self.participants if (one.may_come if unanswered else one.is_coming)}
        open_slots = [
            number for number, one in enumerate(self.slots) if datetime.combine(one.day, one.begin) > now
        ]
        kept, current, requested = self._meetings(now, coming)
        return Asked(
            slots=len(self.slots),
            tables=tables_of(self.event),
            companies=self._attendees(coming.values(), COMPANY, open_slots),
            buyers=self._attendees(coming.values(), BUYER, open_slots),
            wishes=self._wishes(coming, requested),
            kept=kept,
            current=current,
        )

    def _attendees(self, coming: Iterable[Attending], side: str, open_slots: Sequence[int]) -> list[Attendee]:
        return [
            Attendee(one.id, frozenset(self._free(one, open_slots)), one.table)
            for one in coming
            if one.side == side
        ]

    def _free(self, one: Attending, open_slots: Sequence[int]) -> Iterable[int]:
        if not one.not_free:
            return open_slots
        return (
            number
            for number in open_slots
            if not any(
                each.overlaps(self.slots[number].day, self.slots[number].begin, self.slots[number].end)
                for each in one.not_free
            )
        )

    def _meetings(
        self, now: datetime, coming: dict[str, Attending]
    ) -> tuple[list[Sitting], list[Sitting], list[tuple[str, str]]]:
        """What stays, what may be moved, and which pairs are asked for besides the participants' wishes."""
        kept: list[Sitting] = []
        current: list[Sitting] = []
        asked: list[tuple[str, str]] = []
        for one in self.meetings:
            number, clock = self.number_of(one), one.clock
            begun = clock is not None and one.day is not None and datetime.combine(one.day, clock) <= now
            if one.status in ("no_show", "cancelled"):
                kept.append(Sitting(one.company, one.buyer, NO_SLOT, ""))
            elif one.status == "held" or one.fixed or begun:
                kept += [Sitting(one.company, one.buyer, at, one.table) for at in self.taken_by(one)]
            else:
                asked.append((one.company, one.buyer))
                if one.status == "scheduled" and number != NO_SLOT:
                    current.append(Sitting(one.company, one.buyer, number, one.table))
        return kept, current, asked

    def taken_by(self, meeting: Planned) -> Sequence[int]:
        """The slots that a meeting takes: its own, or all that a time beside the grid lies in."""
        if (number := self.number_of(meeting)) != NO_SLOT:
            return (number,)
        clock, day = meeting.clock, meeting.day
        if clock is None or day is None:
            return (NO_SLOT,)
        begin = datetime.combine(day, clock)
        first = self.slots[0]
        length = datetime.combine(day, first.end) - datetime.combine(day, first.begin)
        stretch = Stretch(clock, max((begin + length).time(), clock), day)
        taken = [
            number for number, one in enumerate(self.slots) if stretch.overlaps(one.day, one.begin, one.end)
        ]
        return taken or (NO_SLOT,)

    def _wishes(self, coming: dict[str, Attending], requested: Sequence[tuple[str, str]]) -> list[Wish]:
        ranks: dict[tuple[str, str], dict[str, int]] = {pair: {} for pair in requested}
        for one in coming.values():
            for rank, other in enumerate(one.wishes):
                pair = (one.id, other) if one.side == COMPANY else (other, one.id)
                ranks.setdefault(pair, {})[one.side] = rank
        return [
            Wish(company, buyer, by.get(COMPANY), by.get(BUYER)) for (company, buyer), by in ranks.items()
        ]


def _place(one: Planned) -> tuple[bool, date, time, int, str, int]:
    number = int(one.table) if one.table.isascii() and one.table.isdigit() else MOST_TABLES + 1
    return (one.clock is None, one.day or date.max, one.clock or time.max, number, one.table, one.key)


def gather(office: Office, name: str) -> Gathering:
    """Read the event that ``name`` (id or reference) calls.

    Raises ``InputAtFault`` where it is none, and where an organisation is on the list of participants twice.
    """
    store = office.store
    event = store.record(name)
    if event.type is not EVENT:
        raise InputAtFault(Problem(NOT_AN_EVENT, {"reference": event.reference}))
    with store.database.reading():
        gathering = Gathering(
            event, _participants(store, event.id), _meetings(store, event.id), mark(store, event.id)
        )
    _refuse_twice(office, gathering.participants)
    return gathering


def mark(store: Queries, event_id: str) -> tuple[object, ...]:
    """What differs as soon as anything about an event, its participants or its meetings does."""
    return tuple(
        tuple(
            store.database.row(
                f"SELECT count(*), coalesce(sum(revision), 0), max(changed_at) FROM {table}"
                f" WHERE {column} = ? AND archived IS NULL",
                (event_id,),
            )
        )
        for table, column in (("event", "id"), ("participant", "event"), ("meeting", "event"))
    )


def _participants(store: Queries, event_id: str) -> list[Attending]:
    names = (
        *("organisation", "side", "invitation", "attendance", "contacts", "wishes"),
        *("not_free", "table", "interpreter", "timetable_language"),
    )
    keys = store.keys(PARTICIPANT, Filter(where={"event": [event_id]}), "number", descending=False)
    return [
        Attending(
            part.key,
            part.id,
            part.reference,
            part.values["organisation"],
            part.values["side"],
            part.values["invitation"],
            part.values["attendance"],
            part.values["contacts"],
            part.values["wishes"],
            part.values["not_free"],
            part.values["table"] or "",
            bool(part.values["interpreter"]),
            part.values["timetable_language"],
        )
        for part in store.parts(PARTICIPANT, keys, names)
    ]


def _meetings(store: Queries, event_id: str) -> list[Planned]:
    return planned(
        store, store.keys(MEETING, Filter(where={"event": [event_id]}), "number", descending=False)
    )


def planned(store: Queries, keys: Sequence[int]) -> list[Planned]:
    """The meetings with these keys, in their order."""
    names = ("company", "buyer", "held_on", "slot", "table", "status", "absent", "fixed", "value")
    return [
        Planned(
            part.key,
            part.id,
            part.reference,
            part.values["company"],
            part.values["buyer"],
            part.values["held_on"],
            part.values["slot"] or "",
            part.values["table"] or "",
            part.values["status"],
            part.values["absent"],
            bool(part.values["fixed"]),
            part.values["value"],
        )
        for part in store.parts(MEETING, keys, names)
    ]


def followed(office: Office, gathering: Gathering, changed: Iterable[str]) -> Gathering:
    """The same event after these meetings (ids) were changed, added or archived: nothing else is read again."""
    wanted = set(changed)
    found = [one for name in wanted if (one := office.store.find(name)) is not None and one[0] is MEETING]
    there = [
        one
        for one in office.store.page(MEETING, sorted(key for _, key in found))
        if one.archived is None and one["event"] == gathering.event.id
    ]
    meetings = {one.key: one for one in gathering.meetings if one.record_id not in wanted}
    meetings.update((one.key, one) for one in planned(office.store, [one.key for one in there]))
    return replace(gathering, meetings=[meetings[key] for key in sorted(meetings)])


def _refuse_twice(office: Office, participants: Sequence[Attending]) -> None:
    seen: dict[str, Attending] = {}
    problems = []
    for one in participants:
        first = seen.setdefault(one.id, one)
        if first is not one:
            name = office.titles(office.language())(one.id)
            values = {"organisation": name, "first": first.reference, "second": one.reference}
            problems.append(Problem(TWICE, values, "organisation"))
    if problems:
        raise InputAtFault(problems)
