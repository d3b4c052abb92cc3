"""The schedule of a very large event, beside a bound that no schedule can exceed; and what an office does with it."""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.measuring import Figure
from fieldreport import events
from fieldreport.events import timetable
from fieldreport.events.programme import now
from fieldreport.office import Office
from fieldreport.records.event import EVENT
from fieldreport.records.organisation import ORGANISATION
from fieldreport.records.participant import PARTICIPANT
from fieldreport.scheduling import Attendee, Problem, Wish, propose
from fieldreport.store import New

T = TypeVar("T")

BUYERS, COMPANIES, WISHED = 4_000, 7_000, 40_000
#: Two days of twelve slots.
SLOTS, TABLES = 24, 1_700
#: Seconds; and percent of the bound that may be missed.
LONGEST, MISSED = 60.0, 1.0


def problem(buyers: int, companies: int, wished: int, slots: int, tables: int, free: float) -> Problem:
    """A problem as events have it: some are wished for by many, and everybody is away in some slots.

    ``free`` is the share of slots in which somebody has time.
    """
    chance = random.Random(2026)
    names = [[f"{side}{at:05}" for at in range(count)] for side, count in (("c", companies), ("b", buyers))]
    liked = [
        [(at + 20) ** -power for at in range(len(each))]
        for each, power in zip(names, (0.3, 0.5), strict=True)
    ]
    pairs: dict[tuple[str, str], None] = {}
    while len(pairs) < wished:
        drawn = (chance.choices(each, weight, k=wished) for each, weight in zip(names, liked, strict=True))
        for pair in zip(*drawn, strict=True):
            if len(pairs) < wished:
                pairs[pair] = None
    ranks: Counter[str] = Counter()

    def rank(who: str) -> int:
        ranks[who] += 1
        return ranks[who] - 1

    wishes = []
    for company, buyer in pairs:
        kind = chance.random()
        by_company = rank(company) if kind < 0.75 else None
        wishes.append(Wish(company, buyer, by_company, rank(buyer) if kind > 0.6 else None))

    def attendee(name: str) -> Attendee:
        return Attendee(name, frozenset(slot for slot in range(slots) if chance.random() < free))

    people = [[attendee(name) for name in each] for each in names]
    return Problem(slots, [str(at + 1) for at in range(tables)], people[0], people[1], wishes)


def bound(of: Problem, rounds: int = 120) -> float:
    """A number of wishes that no schedule can honour more of.

    For any prices of a participant's time and of a table's, that is the prices of all there is plus what the wishes are
    worth beyond the prices they pay (the dual of the linear programme); the prices are bettered step by step.
    """
    slots = {("c", one.id): len(one.slots) for one in of.companies}
    slots |= {("b", one.id): len(one.slots) for one in of.buyers}
    edges = [(("c", one.company), ("b", one.buyer), one.honours) for one in of.wishes]
    seats = of.slots * len(of.tables)
    price = dict.fromkeys(slots, 0.0)
    seat, least = 0.0, float("inf")
    for number in range(rounds):
        value = sum(count * price[who] for who, count in slots.items()) + seat * seats
        wanted: Counter[tuple[str, str]] = Counter()
        meetings = 0
        for first, second, worth in edges:
            rest = worth - price[first] - price[second] - seat
            if rest > 0:
                value += rest
                wanted[first] += 1
                wanted[second] += 1
                meetings += 1
        least = min(least, value)
        step = 0.5 / (1 + number / 5)
        for who, count in slots.items():
            over = wanted[who] - count
            if over or price[who]:
                price[who] = max(0.0, price[who] + step * over / max(count, 1))
        seat = max(0.0, seat + step * (meetings - seats) / seats)
    return least


def figures() -> Iterator[Figure]:
    """Proposing, writing, reading again and printing the schedule of an event of 11,000 participants."""
    size = f"{BUYERS:,} × {COMPANIES:,}, {WISHED:,} meetings wished"
    for free, tables, said in (
        (1.0, TABLES, "always free"),
        (0.7, TABLES, "free 70 %"),
        (0.7, 1_300, "free 70 %, too few tables"),
    ):
        asked = problem(BUYERS, COMPANIES, WISHED, SLOTS, tables, free)
        seconds, schedule = _timed(partial(propose, asked))
        yield Figure(f"schedule: {size} ({said})", "s", seconds, goal=LONGEST)
        share = 100 * (1 - schedule.honoured / bound(asked))
        yield Figure(f"schedule: short of the bound ({said})", "%", max(share, 0.0), goal=MISSED)
    yield from _of_office(problem(BUYERS, COMPANIES, WISHED, SLOTS, TABLES, 1.0))


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


def _of_office(asked: Problem) -> Iterator[Figure]:
    folder = Path(tempfile.mkdtemp())
    try:
        before = datetime(2026, 11, 1, 6, tzinfo=UTC)
        with Office.create(
            folder / "office", "DHK", person="Rahim", language="en", clock=lambda: before
        ) as office:
            event = _filled(office, asked)
            seconds, proposal = _timed(lambda: events.propose(office, event))
            yield Figure("schedule: propose, from the office's records", "s", seconds, goal=LONGEST)
            seconds, _ = _timed(lambda: events.apply(office, proposal))
            yield Figure(
                f"schedule: write {len(proposal.schedule.sittings):,} meetings", "s", seconds, goal=LONGEST
            )
            walker = New(
                ORGANISATION,
                ORGANISATION.read(
                    {"name": "Walker", "roles": ["buyer"], "country": "BD"}, office.reading("en")
                ),
                "en",
                "Rahim",
            )
            office.store.add(walker)
            wishes = [one.id for one in proposal.gathering.participants if one.side == "company"][:5]
            raw = {"organisation": walker.id, "side": "buyer", "wishes": wishes}
            seconds, _ = _timed(lambda: events.walk_in(office, event, raw))
            yield Figure("schedule: somebody comes unannounced", "s", seconds, goal=10.0)
            seconds, _ = _timed(lambda: events.totals(events.gather(office, event)))
            yield Figure("schedule: totals", "s", seconds, goal=LONGEST)
            yield from _day(office, event)
            path = folder / "companies.xlsx"
            seconds, _ = _timed(lambda: timetable.write(office, event, "company", path))
            yield Figure(f"schedule: print the pages of {COMPANIES:,} companies", "s", seconds, goal=LONGEST)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _day(office: Office, event: str) -> Iterator[Figure]:
    """What the page of the event's day asks of the core: reading it, judging every place, moving a meeting."""
    gathering = events.gather(office, event)
    seconds, seats = _timed(lambda: events.Seats(gathering, now(office)))
    yield Figure("schedule: who and what is taken in each slot", "s", seconds, goal=10.0)
    meeting = next(one for one in gathering.meetings if one.status == "scheduled")
    places = [events.Place(slot) for slot in range(len(gathering.slots))]
    seconds, verdicts = _timed(lambda: [seats.verdict(meeting, one) for one in places * 40])
    yield Figure("schedule: judge a thousand places for a meeting", "ms", seconds * 1_000_000 / len(verdicts))
    free = next(
        place
        for place, verdict in zip(places, verdicts, strict=False)
        if not verdict.refused and place.slot != gathering.number_of(meeting)
    )
    seconds, _ = _timed(lambda: events.move(office, event, meeting.record_id, free))
    yield Figure("schedule: put a meeting elsewhere", "s", seconds, goal=10.0)


def _filled(office: Office, asked: Problem) -> str:
    """Put the problem's participants into an office as records; the event's id."""
    raw = {
        "name": "Very large consultation days",
        "starts_on": "2026-11-25",
        "ends_on": "2026-11-26",
        "day_begins": "09:00",
        "day_ends": "17:00",
        "slot_minutes": 30,
        "gap_minutes": 10,
        "tables": len(asked.tables),
    }
    reading = office.reading("en")
    event = New(EVENT, EVENT.read(raw, reading), "en", "Rahim")
    wishes: dict[str, list[tuple[int, str]]] = {}
    for one in asked.wishes:
        if one.by_company is not None:
            wishes.setdefault(one.company, []).append((one.by_company, one.buyer))
        if one.by_buyer is not None:
            wishes.setdefault(one.buyer, []).append((one.by_buyer, one.company))
    sides = (("company", "KR", asked.companies), ("buyer", "BD", asked.buyers))
    organisations: dict[str, New] = {}
    for side, country, people in sides:
        for person in people:
            given = {"name": f"Organisation {person.id}", "roles": [side], "country": country}
            organisations[person.id] = New(ORGANISATION, ORGANISATION.read(given, reading), "en", "Rahim")
    blank = dict.fromkeys((one.name for one in PARTICIPANT.fields), None)
    news = [event, *organisations.values()]
    for side, _, people in sides:
        for person in people:
            wished = tuple(organisations[name].id for _, name in sorted(wishes.get(person.id, ())))
            values = {
                **blank,
                "event": event.id,
                "organisation": organisations[person.id].id,
                "side": side,
                "invitation": "accepted",
                "attendance": "expected",
                "wishes": wished,
                "contacts": (),
                "not_free": (),
            }
            news.append(New(PARTICIPANT, values, "en", "Rahim"))
    office.store.add_all(news)
    return event.id
