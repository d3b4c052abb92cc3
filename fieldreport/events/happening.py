"""Happening: the day itself. Who comes unannounced, who does not come, and what came of each meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fieldreport import scheduling
from fieldreport.events.gathering import Attending, Gathering, gather
from fieldreport.events.programme import Proposal, now, proposal, to_write
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json, Reading, Values
from fieldreport.happened import AHEAD
from fieldreport.language import N_
from fieldreport.office import Office
from fieldreport.record import Record
from fieldreport.records.meeting import MEETING
from fieldreport.records.participant import BUYER, COMPANY, PARTICIPANT
from fieldreport.store import Change, New

#: Who gives one of these and no status tells of a meeting that was held.
TOLD = ("said", "value", "products", "next_step")
#: What an empty text or sum still has, as a form sends it.
_OF_NOTHING = ("language", "guessed", "state", "currency", "rate", "rate_date")
#: What history calls these writes.
WALK_IN, NO_SHOW, RESULTS = "walk_in", "no_show", "results"
ON_THE_LIST = N_("{organisation} is on the list of this event already, as {reference}.")
NOT_A_PARTICIPANT = N_("{reference} is no participant of an event; give a reference like PT-0012.")
OF_ANOTHER_EVENT = N_("{reference} is no meeting of this event.")
IS_CANCELLED = N_(
    "{event} is cancelled, so nothing can be noted of its day. If it takes place after all, set it to planned first."
)
NOT_YET_HELD = N_(
    "{event} begins on {day}; this is noted from that day on. Until then, add whoever is invited as a participant."
)
OTHER_SIDE = N_(
    "{organisation} has not the role of this side. Please choose the other side, or give the organisation the role."
)
HAS_COME = N_(
    "{reference} is noted as having come. If that is wrong, set its attendance to “expected” first, then try again."
)
#: The roles of an organisation by which it stands on a side of an event.
ROLES = {COMPANY: frozenset({"company", "subsidiary"}), BUYER: frozenset({"buyer"})}
#: Who came is no no-show.
CAME = ("came", "walk_in")
NO_MEETING = N_("Each result needs its meeting: a reference like MT-0031.")


def refuse_before_its_day(office: Office, event: Record) -> None:
    """Raise ``InputAtFault`` where nothing can have happened at the event: it is cancelled, or not before its day."""
    said = event.reference
    if event["status"] == "cancelled":
        raise InputAtFault(Problem(IS_CANCELLED, {"event": said}, "event"))
    if event["starts_on"] > office.today() + AHEAD:
        raise InputAtFault(Problem(NOT_YET_HELD, {"event": said, "day": event["starts_on"]}, "event"))


def refuse_other_side(office: Office, organisation: str, side: str) -> None:
    """Raise ``InputAtFault`` where an organisation has the role of the other side of an event alone."""
    record = office.store.record(organisation)
    roles, other = set(record["roles"]), BUYER if side == COMPANY else COMPANY
    if roles & ROLES[other] and not roles & ROLES[side]:
        name = office.titles(office.language())(record.id)
        raise InputAtFault(Problem(OTHER_SIDE, {"organisation": name}, "side"))


def walk_in(
    office: Office, event: str, raw: Mapping[str, Json], *, by: str = "", language: str = ""
) -> Change:
    """Add somebody who came unannounced, with the meetings that its wishes still find a free slot for.

    ``raw`` are fields of a participant, typed or in JSON; nobody else's meeting is moved. One change set. Raises
    ``InputAtFault``, also where the organisation is on the list already; then nothing is written.
    """
    person = by or office.person
    reading = office.reading(language or None)

    def revise() -> tuple[list[New], list[tuple[Record, Values]]]:
        gathering = gather(office, event)
        given = {"invitation": "accepted", **raw, "event": gathering.event.id, "attendance": "walk_in"}
        refuse_before_its_day(office, gathering.event)
        values = PARTICIPANT.read(given, reading)
        refuse_other_side(office, values["organisation"], values["side"])
        there = next((one for one in gathering.participants if one.id == values["organisation"]), None)
        if there is not None:
            name = office.titles(office.language())(there.id)
            raise InputAtFault(
                Problem(ON_THE_LIST, {"organisation": name, "reference": there.reference}, "organisation")
            )
        new = New(PARTICIPANT, values, reading.language, person)
        comer = _attending(new)
        if not comer.wishes and not _wished_for(gathering, comer):
            # Nobody to meet: so at a seminar, which has neither slots nor tables.
            return [new], []
        meetings, changed = to_write(office, _squeezed_in(office, gathering, comer), person)
        return [new, *meetings], changed

    return office.store.write_all(revise, person, WALK_IN)


def _wished_for(gathering: Gathering, comer: Attending) -> bool:
    """Whether somebody wished to meet it all along, or a meeting with it was asked for."""
    return any(comer.id in one.wishes for one in gathering.participants) or any(
        comer.id in (one.company, one.buyer) for one in gathering.meetings
    )


def _attending(new: New) -> Attending:
    values = new.values
    return Attending(
        key=0,
        record_id=new.id,
        reference="",
        id=values["organisation"],
        side=values["side"],
        invitation=values["invitation"],
        attendance=values["attendance"],
        contacts=values["contacts"],
        wishes=values["wishes"],
        not_free=values["not_free"],
        table=values["table"] or "",
        interpreter=bool(values["interpreter"]),
        language=values["timetable_language"],
    )


def _squeezed_in(office: Office, gathering: Gathering, comer: Attending) -> Proposal:
    """A proposal for the wishes of one comer alone, everything else staying where it is."""
    with_comer = replace(gathering, participants=[*gathering.participants, comer])
    asked = with_comer.asked(now(office))
    # Also of those who wished to meet it all along, without its being on the list.
    wishes = [one for one in asked.wishes if comer.id in (one.company, one.buyer)]
    alone = replace(asked, wishes=wishes, kept=[*asked.kept, *asked.current], current=())
    return replace(proposal(with_comer, alone, scheduling.propose(alone)), released=())


def mark_no_show(office: Office, name: str, *, by: str = "") -> Change:
    """Say that the participant ``name`` (id or reference) did not come.

    Its meetings that have not been held become no-shows of its side (of both, where the other had not come either),
    which frees their slots and tables for others. One change set. Raises ``InputAtFault``.
    """
    person, store = by or office.person, office.store

    def revise() -> tuple[list[New], list[tuple[Record, Values]]]:
        record = store.record(name)
        if record.type is not PARTICIPANT:
            raise InputAtFault(Problem(NOT_A_PARTICIPANT, {"reference": record.reference}))
        gathering = gather(office, record["event"])
        refuse_before_its_day(office, gathering.event)
        if record["attendance"] in CAME:
            raise InputAtFault(Problem(HAS_COME, {"reference": record.reference}, "attendance"))
        side, other = ("company", "buyer") if record["side"] == COMPANY else ("buyer", "company")
        changed: list[tuple[Record, Values]] = [(record, {**record.values, "attendance": "no_show"})]
        keys = [
            one.key
            for one in gathering.meetings
            if getattr(one, side) == record["organisation"]
            and (one.status == "scheduled" or (one.status == "no_show" and one.absent == other))
        ]
        for meeting in store.page(MEETING, keys):
            absent = "both" if meeting["absent"] == other else side
            changed.append((meeting, {**meeting.values, "status": "no_show", "absent": absent}))
        return [], changed

    return store.write_all(revise, person, NO_SHOW)


def put_results(
    office: Office, event: str, rows: Sequence[Mapping[str, Json]], *, by: str = "", language: str = ""
) -> Change:
    """Write what came of many meetings, all or none, in one change set.

    Each row names its ``meeting`` (id or reference) and gives fields of it. A row that says what was said or what it is
    worth, and no status, is of a meeting that was held. Raises ``InputAtFault`` with every problem and its row.
    """
    person, store = by or office.person, office.store
    reading = office.reading(language or None)

    def revise() -> tuple[list[New], list[tuple[Record, Values]]]:
        gathering = gather(office, event)
        refuse_before_its_day(office, gathering.event)
        event_id = gathering.event.id
        problems: list[Problem] = []
        changed: dict[str, tuple[Record, Values]] = {}
        for number, row in enumerate(rows, start=1):
            try:
                record, values = _result(office, event_id, row, reading, changed)
                changed[record.id] = (record, values)
            except InputAtFault as failure:
                problems += [problem.at(place=str(number)) for problem in failure.problems]
        if problems:
            raise InputAtFault(problems)
        return [], list(changed.values())

    return store.write_all(revise, person, RESULTS)


def as_held(raw: Mapping[str, Json]) -> dict[str, Json]:
    """The fields of a result; where they say what was said or what it is worth, and no status, it was held."""
    told = "status" not in raw and any(_is_something(raw.get(name)) for name in TOLD)
    return {**raw, "status": "held"} if told else dict(raw)


def _is_something(raw: Json) -> bool:
    """Whether a raw text or sum is more than its language or currency."""
    if isinstance(raw, dict):
        return any(bool(one) for name, one in raw.items() if name not in _OF_NOTHING)
    return bool(raw)


def _result(
    office: Office,
    event_id: str,
    row: Mapping[str, Json],
    reading: Reading,
    changed: Mapping[str, tuple[Record, Values]],
) -> tuple[Record, Values]:
    called = row.get("meeting")
    if not isinstance(called, str) or not called.strip():
        raise InputAtFault(Problem(NO_MEETING, {}, "meeting"))
    record = office.store.record(called)
    if record.type is not MEETING or record["event"] != event_id:
        raise InputAtFault(Problem(OF_ANOTHER_EVENT, {"reference": record.reference}, "meeting"))
    raw = as_held({name: value for name, value in row.items() if name != "meeting"})
    before = changed[record.id][1] if record.id in changed else record.values
    return record, MEETING.read_changes(before, raw, replace(reading, language=record.language))
