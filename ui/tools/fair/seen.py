"""What the tool shows of an event, read in the background as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from threading import Event as Flag
from typing import TYPE_CHECKING

from fieldreport.failures import InputAtFault, Problem
from fieldreport.records.event import EVENT
from fieldreport.store import Filter

if TYPE_CHECKING:
    from fieldreport.events import Attending, Gathering, Planned, Proposal, Tally, Totals
    from fieldreport.office import Office
    from fieldreport.scheduling import Unmet

#: Events that can be chosen at once: those nearest to today; others by their record.
MOST_EVENTS = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """An event to choose."""

    id: str
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Cell:
    """A meeting at its place in the grid; ``record_id`` is empty while it is only proposed."""

    company: str
    buyer: str
    status: str
    record_id: str = ""


@dataclass(frozen=True)
class Grid:
    """Slots and tables, and who meets there: more than one where it was written so by hand."""

    slots: Sequence[tuple[date, time]] = ()
    tables: Sequence[str] = ()
    cells: Mapping[tuple[int, int], Sequence[Cell]] = field(default_factory=dict)


@dataclass(frozen=True)
class Seen:
    """One event as it is. ``problems`` are what keeps it from having slots; ``names`` those of its organisations."""

    event_id: str
    reference: str
    grid: Grid
    participants: Sequence[Attending]
    #: In the order of the day.
    meetings: Sequence[Planned]
    meetings_of: Mapping[str, int]
    names: Mapping[str, str]
    totals: Totals
    problems: Sequence[Problem] = ()

    @property
    def tally(self) -> Tally:
        """What the whole event came to."""
        return self.totals.event


@dataclass(frozen=True)
class Proposed:
    """A proposal for an event, with the grid as it would be."""

    proposal: Proposal
    grid: Grid
    names: Mapping[str, str]
    unmet: Sequence[Unmet]


def read_events(office: Office, *, language_code: str) -> list[Choice]:
    """The events nearest to today, in their order; those with participants before those without."""
    store, today = office.store, office.today()
    titles = office.titles(office.language(language_code))
    near = (today - timedelta(days=120), today + timedelta(days=365))
    records = [
        one
        for one in store.records(EVENT, Filter(days=near))
        if one["kind"] in ("consultation_event", "trade_mission", "exhibition", "online")
        and one["status"] != "cancelled"
    ]
    with_people = {
        row[0] for row in store.database.rows("SELECT DISTINCT event FROM participant WHERE archived IS NULL")
    }
    records.sort(key=lambda one: (one.id not in with_people, abs((one["ends_on"] - today).days), one.key))
    chosen = sorted(records[:MOST_EVENTS], key=lambda one: (one["starts_on"], one.key), reverse=True)
    return [Choice(one.id, titles.of(one), one["starts_on"], one["ends_on"]) for one in chosen]


def read_event(office: Office, *, event_id: str, language_code: str) -> Seen:
    """An event with its participants and the grid of its meetings as they are."""
    from fieldreport.events import gather, totals

    gathering = gather(office, event_id)
    meetings_of: dict[str, int] = {}
    for one in gathering.meetings:
        if one.status in ("scheduled", "held"):
            for who in (one.company, one.buyer):
                meetings_of[who] = meetings_of.get(who, 0) + 1
    problems: Sequence[Problem] = ()
    try:
        planned = [(one.day, one.begin) for one in gathering.slots]
    except InputAtFault as failure:
        planned, problems = [], failure.problems
    cells = [
        (one.day, one.clock, one.table, Cell(one.company, one.buyer, one.status, one.record_id))
        for one in gathering.meetings
        if one.status in ("scheduled", "held", "no_show")
    ]
    return Seen(
        gathering.event.id,
        gathering.event.reference,
        _grid(gathering, planned, cells),
        gathering.participants,
        gathering.in_order,
        meetings_of,
        names_of(office, gathering, language_code),
        totals(gathering),
        problems,
    )


class Stopped(Exception):
    """A person did not want to wait any longer."""


def propose(office: Office, *, event_id: str, language_code: str, stop: Flag) -> Proposed | None:
    """A proposal for an event; None when it was stopped meanwhile."""
    from fieldreport import events

    def progress(done: int, total: int) -> None:
        if stop.is_set():
            raise Stopped

    try:
        proposal = events.propose(office, event_id, progress)
    except Stopped:
        return None
    gathering = proposal.gathering
    slots = gathering.slots
    cells = [
        (one.day, one.clock, one.table, Cell(one.company, one.buyer, one.status, one.record_id))
        for one in proposal.kept
    ]
    cells += [
        (slots[one.slot].day, slots[one.slot].begin, one.table, Cell(one.company, one.buyer, "proposed"))
        for one in proposal.schedule.sittings
    ]
    wished = [who for one in proposal.schedule.unmet for who in (one.wish.company, one.wish.buyer)]
    return Proposed(
        proposal,
        _grid(gathering, [(one.day, one.begin) for one in slots], cells),
        names_of(office, gathering, language_code, wished),
        proposal.schedule.unmet,
    )


def names_of(
    office: Office, gathering: Gathering, language_code: str, also: Iterable[str] = ()
) -> dict[str, str]:
    """What the organisations of an event are called."""
    titles = office.titles(office.language(language_code))
    wanted = dict.fromkeys(
        [
            *(one.id for one in gathering.participants),
            *(who for one in gathering.meetings for who in (one.company, one.buyer)),
            *also,
        ]
    )
    titles.prefetch(wanted)
    return {one: titles(one) for one in wanted}


def _grid(
    gathering: Gathering,
    planned: Sequence[tuple[date, time]],
    cells: Sequence[tuple[date | None, time | None, str, Cell]],
) -> Grid:
    placed = [
        (day, clock, table, cell)
        for day, clock, table, cell in cells
        if day is not None and clock is not None
    ]
    slots = sorted({*planned, *((day, clock) for day, clock, _, _ in placed)})
    numbered = [str(number) for number in range(1, (gathering.event["tables"] or 0) + 1)]
    known = set(numbered)
    others = {one.table for one in gathering.participants if one.table} | {table for _, _, table, _ in placed}
    tables = [*numbered, *sorted(others - known)]
    row = {slot: at for at, slot in enumerate(slots)}
    column = {table: at for at, table in enumerate(tables)}
    found: dict[tuple[int, int], list[Cell]] = {}
    for day, clock, table, cell in placed:
        found.setdefault((row[day, clock], column[table]), []).append(cell)
    return Grid(slots, tables, found)
