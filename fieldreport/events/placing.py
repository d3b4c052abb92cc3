"""Placing: whether a meeting may be put into a slot, at a table, with whom; and putting it there by hand.

The rules are those of ``fieldreport.scheduling``: nobody and no table twice in a slot, everybody only when they have
time, whoever has a table of its own is met there, and what has happened or is fixed stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from fieldreport.events.gathering import NO_SLOT, Attending, Gathering, Planned, gather
from fieldreport.events.grid import tables_of
from fieldreport.events.programme import now
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Values
from fieldreport.language import N_
from fieldreport.office import Office
from fieldreport.record import Record
from fieldreport.records.meeting import MEETING
from fieldreport.store import Change, New

#: What history calls it.
MOVE = "move"
#: States of a meeting that takes its slot's time, and those in which it may still be put elsewhere.
TAKES_TIME = ("scheduled", "held")
MOVABLE = ("requested", "scheduled")

SETTLED = N_("This meeting is no longer to come; what has happened stays where it was.")
FIXED = N_("This meeting is marked as staying as it is; take the mark off in its record first.")
BUSY = N_("{organisation} meets {other} in this slot already.")
AWAY = N_("{organisation} has no time in this slot.")
TABLE_TAKEN = N_("Table {table} is taken in this slot, by {organisation} and {other}.")
TABLE_OWNED = N_("Table {table} is the own table of {organisation}.")
SITS_ELSEWHERE = N_("{organisation} has a table of its own, {table}, and is met there.")
NO_TABLE = N_("No table is free in this slot.")
BEGUN = N_("This slot has begun already.")
NOT_COMING = N_("{organisation} is not on the list of this event, or does not come.")
MEET_ANYWAY = N_("{organisation} and {other} have a meeting at this event already.")
OF_NO_EVENT = N_("{reference} is no meeting of this event.")
NOT_A_SLOT = N_("This slot is no longer part of the event; please look at its days and times again.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a meeting is to be put: a slot by its number, and what else is to be different.

    ``table`` is None where any will do: the meeting keeps its own if that is free. ``company`` and ``buyer`` are
    organisations' ids, empty to leave them as they are.
    """

    slot: int
    table: str | None = None
    company: str = ""
    buyer: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """Something that speaks against a place. Where it is ``refused`` nothing is put there; else it is only said."""

    problem: Problem
    refused: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a place would mean: the table that the meeting would have, and all that speaks against it."""

    table: str
    objections: tuple[Objection, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the meeting may not be put there."""
        return any(one.refused for one in self.objections)


class Seats:
    """Who and what is taken in each slot of an event. Answers at once, however large the event is.

    Organisations in problems are named by their id; whoever says them puts the names there (``named``).
    """

    def __init__(self, gathering: Gathering, moment: datetime) -> None:
        """``moment`` is the present one on the event's own clock; raises ``InputAtFault`` where there are no slots."""
        self.gathering = gathering
        self.moment = moment
        self.slots = gathering.slots
        self.tables: Sequence[str] = tables_of(gathering.event)
        self.by_id = {one.id: one for one in gathering.participants}
        self._of: dict[tuple[str, int], list[Planned]] = {}
        self._at: dict[tuple[str, int], list[Planned]] = {}
        self._free: dict[int, str] = {}
        for one in gathering.meetings:
            for number in gathering.taken_by(one) if one.status in TAKES_TIME else ():
                if number == NO_SLOT:
                    continue
                for who in (one.company, one.buyer):
                    self._of.setdefault((who, number), []).append(one)
                if one.table:
                    self._at.setdefault((one.table, number), []).append(one)

    @cached_property
    def owners(self) -> dict[str, Attending]:
        """Who has a table of its own, by the table."""
        return {one.table: one for one in self.gathering.participants if one.table}

    @cached_property
    def pairs(self) -> dict[tuple[str, str], list[Planned]]:
        """The meetings of each company and buyer that were not cancelled."""
        found: dict[tuple[str, str], list[Planned]] = {}
        for one in self.gathering.meetings:
            if one.status != "cancelled":
                found.setdefault((one.company, one.buyer), []).append(one)
        return found

    def clashes(self, meeting: Planned, slot: int) -> Iterator[Problem]:
        """What is booked twice where a meeting stands: its sides, its table."""
        if meeting.status not in TAKES_TIME:
            return
        for who, side in ((meeting.company, "buyer"), (meeting.buyer, "company")):
            for other in self._others(self._of.get((who, slot), ()), meeting):
                yield Problem(BUSY, {"organisation": who, "other": getattr(other, side)})
        for other in self._others(self._at.get((meeting.table, slot), ()), meeting):
            yield Problem(
                TABLE_TAKEN, {"table": meeting.table, "organisation": other.company, "other": other.buyer}
            )

    def is_away(self, organisation: str, slot: int) -> bool:
        """Whether a participant has said that it has no time in a slot."""
        there, at = self.by_id.get(organisation), self.slots[slot]
        return there is not None and any(one.overlaps(at.day, at.begin, at.end) for one in there.not_free)

    def verdict(self, meeting: Planned, place: Place) -> Verdict:
        """What it would mean to put a meeting there."""
        company, buyer = place.company or meeting.company, place.buyer or meeting.buyer
        against: list[Objection] = []
        if meeting.status not in MOVABLE:
            against.append(Objection(Problem(SETTLED), refused=True))
        elif meeting.fixed:
            against.append(Objection(Problem(FIXED), refused=True))
        for who, side in ((company, "buyer"), (buyer, "company")):
            against += self._against_side(meeting, place, who, side)
        table, at_table = self._table(meeting, place, company, buyer)
        against += at_table
        at = self.slots[place.slot]
        if datetime.combine(at.day, at.begin) <= self.moment:
            against.append(Objection(Problem(BEGUN), refused=False))
        if (company, buyer) != (meeting.company, meeting.buyer) and self._others(
            self.pairs.get((company, buyer), ()), meeting
        ):
            values = {"organisation": company, "other": buyer}
            against.append(Objection(Problem(MEET_ANYWAY, values), refused=False))
        return Verdict(table, tuple(against))

    def _against_side(self, meeting: Planned, place: Place, who: str, side: str) -> Iterator[Objection]:
        for other in self._others(self._of.get((who, place.slot), ()), meeting):
            problem = Problem(BUSY, {"organisation": who, "other": getattr(other, side)})
            yield Objection(problem, refused=True)
        if self.is_away(who, place.slot):
            yield Objection(Problem(AWAY, {"organisation": who}), refused=True)
        there = self.by_id.get(who)
        if there is None or not there.may_come:
            yield Objection(Problem(NOT_COMING, {"organisation": who}), refused=False)

    def _table(
        self, meeting: Planned, place: Place, company: str, buyer: str
    ) -> tuple[str, Sequence[Objection]]:
        """The table that the meeting would have, and what speaks against it."""
        owner = next(
            (
                one
                for one in (self.by_id.get(buyer), self.by_id.get(company))
                if one is not None and one.table
            ),
            None,
        )
        if owner is not None:
            if place.table not in (None, owner.table):
                values = {"organisation": owner.id, "table": owner.table}
                return owner.table, [Objection(Problem(SITS_ELSEWHERE, values), refused=True)]
            return owner.table, self._against_table(meeting, owner.table, place.slot)
        if place.table is not None:
            if place.table in self.owners:
                values = {"table": place.table, "organisation": self.owners[place.table].id}
                return place.table, [Objection(Problem(TABLE_OWNED, values), refused=True)]
            return place.table, self._against_table(meeting, place.table, place.slot)
        own = meeting.table
        if own and own not in self.owners and not self._against_table(meeting, own, place.slot):
            return own, ()
        free = self._free_table(place.slot)
        return free, [Objection(Problem(NO_TABLE), refused=True)] if self.tables and not free else ()

    def _free_table(self, slot: int) -> str:
        """The first table of a slot that nobody has; found once, for every place in sight asks for it."""
        if slot not in self._free:
            self._free[slot] = next(
                (one for one in self.tables if one not in self.owners and (one, slot) not in self._at), ""
            )
        return self._free[slot]

    def _against_table(self, meeting: Planned, table: str, slot: int) -> Sequence[Objection]:
        return [
            Objection(
                Problem(TABLE_TAKEN, {"table": table, "organisation": other.company, "other": other.buyer}),
                refused=True,
            )
            for other in (self._others(self._at.get((table, slot), ()), meeting) if table else ())
        ]

    @staticmethod
    def _others(meetings: Sequence[Planned], meeting: Planned) -> list[Planned]:
        return [one for one in meetings if one.key != meeting.key]


#: The values of a problem that are organisations' ids, until they are named.
ORGANISATIONS = ("organisation", "other")


def move(office: Office, event: str, meeting: str, place: Place, *, by: str = "") -> Change:
    """Put a meeting of an event elsewhere, in one change set; one that was only asked for is planned then.

    Raises ``InputAtFault`` with every reason that refuses it, also where the event has changed since somebody looked.
    """
    person, store = by or office.person, office.store

    def revise() -> tuple[list[New], list[tuple[Record, Values]]]:
        gathering = gather(office, event)
        record = store.record(meeting)
        planned = next((one for one in gathering.meetings if one.record_id == record.id), None)
        if planned is None:
            raise InputAtFault(Problem(OF_NO_EVENT, {"reference": record.reference}))
        seats = Seats(gathering, now(office))
        if not 0 <= place.slot < len(seats.slots):
            raise InputAtFault(Problem(NOT_A_SLOT))
        verdict = seats.verdict(planned, place)
        refusals = [one.problem for one in verdict.objections if one.refused]
        if refusals:
            raise InputAtFault([named(office, one) for one in refusals])
        slot = seats.slots[place.slot]
        changed: dict[str, Any] = {
            "held_on": slot.day,
            "slot": slot.code,
            "table": verdict.table or None,
            "company": place.company or record["company"],
            "buyer": place.buyer or record["buyer"],
        }
        if record["status"] == "requested":
            changed["status"] = "scheduled"
        values = {**record.values, **changed}
        if problems := MEETING.check(values):
            raise InputAtFault(problems)
        return [], [(record, values)]

    return store.write_all(revise, person, MOVE)


def named(office: Office, problem: Problem) -> Problem:
    """The problem with organisations' names in the place of their ids."""
    titles = office.titles(office.language())
    values = {
        name: titles(str(value)) if name in ORGANISATIONS else value for name, value in problem.values.items()
    }
    return Problem(problem.message, values, problem.field)
