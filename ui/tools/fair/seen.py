"""What the page of an event's day shows, read in the background as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from threading import Event as Flag
from typing import TYPE_CHECKING

from fieldreport.failures import InputAtFault, Problem
from fieldreport.records.event import EVENT
from fieldreport.records.participant import BUYER, COMPANY
from fieldreport.store import Filter
from fieldreport.text import fold

if TYPE_CHECKING:
    from fieldreport.events import Attending, Gathering, Planned, Proposal, Seats, Tally, Totals
    from fieldreport.ledger import Sum
    from fieldreport.office import Office
    from fieldreport.record import Record
    from fieldreport.scheduling import Unmet

#: What stands across the grid; time goes down.
COMPANIES, BUYERS, TABLES = "companies", "buyers", "tables"
AXES = (COMPANIES, BUYERS, TABLES)
#: A row that is no slot of the event: somebody wrote a time of their own.
NO_SLOT = -1
#: States of a meeting that has a place in the grid.
PLACED = ("scheduled", "held", "no_show")
#: How far around today an event is looked for that is shown unasked.
NEAR = (timedelta(days=120), timedelta(days=365))


@dataclass(frozen=True, slots=True)
class Cell:
    """A meeting at its place in the grid; without ``meeting`` it is only proposed."""

    company: str
    buyer: str
    status: str
    table: str = ""
    meeting: Planned | None = None

    @property
    def record_id(self) -> str:
        """The meeting's record; empty while it is only proposed."""
        return "" if self.meeting is None else self.meeting.record_id


@dataclass(frozen=True)
class Grid:
    """Slots down, tables or participants (by id) across, and who meets there: more than one where that was written.

    ``numbers`` are the event's own numbers of the rows' slots.
    """

    axis: str = TABLES
    slots: Sequence[tuple[date, time]] = ()
    numbers: Sequence[int] = ()
    columns: Sequence[str] = ()
    cells: Mapping[tuple[int, int], Sequence[Cell]] = field(default_factory=dict)


@dataclass(frozen=True)
class Seen:
    """One event as it is. ``problems`` are what keeps it from having slots, and so from having ``seats``.

    ``names`` are those of its organisations in the reader's language; ``others`` the same in another one, for those
    who know them by that. ``doubles`` counts the meetings with somebody or a table booked twice.
    """

    gathering: Gathering
    name: str
    grids: Mapping[str, Grid]
    meetings: Sequence[Planned]
    meetings_of: Mapping[str, int]
    names: Mapping[str, str]
    others: Mapping[str, str]
    folded: Mapping[str, str]
    totals: Totals
    contracts: Sum
    seats: Seats | None = None
    doubles: int = 0
    problems: Sequence[Problem] = ()

    @property
    def event(self) -> Record:
        """The event's record."""
        return self.gathering.event

    @property
    def event_id(self) -> str:
        """Its id."""
        return self.gathering.event.id

    @property
    def tally(self) -> Tally:
        """What the whole event came to."""
        return self.totals.event

    @property
    def participants(self) -> Sequence[Attending]:
        """Who is on the list."""
        return self.gathering.participants


@dataclass(frozen=True)
class Proposed:
    """A proposal for an event, with the grids as they would be."""

    proposal: Proposal
    grids: Mapping[str, Grid]
    names: Mapping[str, str]
    others: Mapping[str, str]
    folded: Mapping[str, str]
    unmet: Sequence[Unmet]


def nearest(office: Office) -> str:
    """The id of the event that goes on or comes next, or else of the last one; those with participants come first."""
    store, today = office.store, office.today()
    records = [
        one
        for one in store.records(EVENT, Filter(days=(today - NEAR[0], today + NEAR[1])))
        if one["kind"] in ("consultation_event", "trade_mission", "exhibition", "online")
        and one["status"] != "cancelled"
    ]
    with_people = {
        row[0] for row in store.database.rows("SELECT DISTINCT event FROM participant WHERE archived IS NULL")
    }
    records.sort(
        key=lambda one: (
            one.id not in with_people,
            one["ends_on"] < today,
            abs((one["ends_on"] - today).days),
            one.key,
        )
    )
    return records[0].id if records else ""


def read_event(office: Office, *, event_id: str, language_code: str) -> Seen:
    """An event with its participants and its meetings as they are."""
    from fieldreport.events import gather

    gathering = gather(office, event_id)
    language = office.language(language_code)
    other = "en" if language_code == "ko" else "ko"
    return _seen(
        office,
        gathering,
        name=gathering.event["name"].best(language.code),
        names=names_of(office, gathering, language_code),
        others=names_of(office, gathering, other),
    )


def read_again(office: Office, *, seen: Seen, changed: Sequence[str]) -> Seen:
    """The same event after some of its meetings were changed: only these are read."""
    from fieldreport.events import followed

    gathering = followed(office, seen.gathering, changed)
    return _seen(
        office, gathering, seen.name, seen.names, seen.others, folded=seen.folded, contracts=seen.contracts
    )


def _seen(
    office: Office,
    gathering: Gathering,
    name: str,
    names: Mapping[str, str],
    others: Mapping[str, str],
    folded: Mapping[str, str] | None = None,
    contracts: Sum | None = None,
) -> Seen:
    from fieldreport.events import Seats, totals
    from fieldreport.events.programme import now

    meetings_of: dict[str, int] = {}
    for one in gathering.meetings:
        if one.status in ("scheduled", "held"):
            for who in (one.company, one.buyer):
                meetings_of[who] = meetings_of.get(who, 0) + 1
    problems: Sequence[Problem] = ()
    seats, doubles = None, 0
    try:
        planned = [(one.day, one.begin) for one in gathering.slots]
        seats = Seats(gathering, now(office))
        doubles = sum(1 for one in gathering.meetings if any(seats.clashes(one, gathering.number_of(one))))
    except InputAtFault as failure:
        planned, problems = [], failure.problems
    cells = [
        (one.day, one.clock, Cell(one.company, one.buyer, one.status, one.table, one))
        for one in gathering.meetings
        if one.status in PLACED
    ]
    return Seen(
        gathering,
        name,
        {axis: _grid(gathering, axis, planned, cells, names) for axis in AXES},
        gathering.in_order,
        meetings_of,
        names,
        others,
        _folded(names, others) if folded is None else folded,
        totals(gathering),
        _contracts(office, gathering) if contracts is None else contracts,
        seats,
        doubles,
        problems,
    )


def _contracts(office: Office, gathering: Gathering) -> Sum:
    """What is in contract talks because of this event: the latest entry of each of its deals that is in progress."""
    from fieldreport.ledger import deals_about
    from fieldreport.ledger.sums import sum_of

    today = office.today()
    going_on = (one.in_progress(today) for one in deals_about(office.store, gathering.event))
    return sum_of(one["amount"] for one in going_on if one is not None and one["amount"] is not None)


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
        (one.day, one.clock, Cell(one.company, one.buyer, one.status, one.table, one))
        for one in proposal.kept
    ]
    cells += [
        (slots[one.slot].day, slots[one.slot].begin, Cell(one.company, one.buyer, "proposed", one.table))
        for one in proposal.schedule.sittings
    ]
    planned = [(one.day, one.begin) for one in slots]
    wished = [who for one in proposal.schedule.unmet for who in (one.wish.company, one.wish.buyer)]
    names = names_of(office, gathering, language_code, wished)
    others = names_of(office, gathering, "en" if language_code == "ko" else "ko", wished)
    return Proposed(
        proposal,
        {axis: _grid(gathering, axis, planned, cells, names) for axis in AXES},
        names,
        others,
        _folded(names, others),
        proposal.schedule.unmet,
    )


def names_of(
    office: Office, gathering: Gathering, language_code: str, also: Iterable[str] = ()
) -> dict[str, str]:
    """What the organisations of an event are called, in the order of the names."""
    language = office.language(language_code)
    titles = office.titles(language)
    wanted = dict.fromkeys(
        [
            *(one.id for one in gathering.participants),
            *(who for one in gathering.meetings for who in (one.company, one.buyer)),
            *also,
        ]
    )
    titles.prefetch(wanted)
    return {one: titles(one) for one in sorted(wanted, key=lambda one: language.sort_key(titles(one)))}


def _folded(names: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """Both names of each organisation as people look for them."""
    return {one: fold(f"{name} {others.get(one, '')}") for one, name in names.items()}


def narrowed(grid: Grid, columns: Sequence[str]) -> Grid:
    """The same grid with these columns only."""
    at = {name: column for column, name in enumerate(columns)}
    cells = {
        (row, at[grid.columns[column]]): found
        for (row, column), found in grid.cells.items()
        if grid.columns[column] in at
    }
    return replace(grid, columns=columns, cells=cells)


def _grid(
    gathering: Gathering,
    axis: str,
    planned: Sequence[tuple[date, time]],
    cells: Sequence[tuple[date | None, time | None, Cell]],
    names: Mapping[str, str],
) -> Grid:
    placed = [(day, clock, cell) for day, clock, cell in cells if day is not None and clock is not None]
    slots = sorted({*planned, *((day, clock) for day, clock, _ in placed)})
    number = {slot: at for at, slot in enumerate(planned)}
    columns = _tables(gathering, placed) if axis == TABLES else _participants(gathering, axis, placed, names)
    row = {slot: at for at, slot in enumerate(slots)}
    column = {name: at for at, name in enumerate(columns)}
    found: dict[tuple[int, int], list[Cell]] = {}
    for day, clock, cell in placed:
        found.setdefault((row[day, clock], column[across(cell, axis)]), []).append(cell)
    return Grid(axis, slots, [number.get(slot, NO_SLOT) for slot in slots], columns, found)


def across(cell: Cell, axis: str) -> str:
    """In which column of a grid a meeting stands."""
    return cell.table if axis == TABLES else cell.company if axis == COMPANIES else cell.buyer


def _tables(gathering: Gathering, placed: Sequence[tuple[date, time, Cell]]) -> list[str]:
    numbered = [str(number) for number in range(1, (gathering.event["tables"] or 0) + 1)]
    known = set(numbered)
    others = {one.table for one in gathering.participants if one.table} | {
        cell.table for _, _, cell in placed
    }
    return [*numbered, *sorted(others - known)]


def _participants(
    gathering: Gathering, axis: str, placed: Sequence[tuple[date, time, Cell]], names: Mapping[str, str]
) -> list[str]:
    """Who may come, and whoever has a meeting all the same, by name."""
    side = COMPANY if axis == COMPANIES else BUYER
    there = {one.id for one in gathering.of_side(side) if one.may_come}
    there |= {across(cell, axis) for _, _, cell in placed}
    return [one for one in names if one in there]
