"""The command about an event's schedule: as it is, as it is proposed, and the proposal written."""

from __future__ import annotations

from collections.abc import Sequence

from fieldreport import events
from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.session import Session
from fieldreport.events import Gathering, Planned, Proposal
from fieldreport.events.wording import summary
from fieldreport.field import Json, Titles
from fieldreport.fields import Amount
from fieldreport.language import N_, Language
from fieldreport.office import Office
from fieldreport.records.meeting import MEETING
from fieldreport.records.participant import BUYER, COMPANY
from fieldreport.scheduling import REASONS, Sitting, Unmet

SIDES = (COMPANY, BUYER)
NO_SIDE = N_("There is no side “{name}”; use company or buyer.")
ONE_OF_BOTH = N_("--propose and --apply contradict each other; please give one of them.")
NO_MEETINGS = N_("No meeting is planned.")


def schedule(session: Session, typed: Typed) -> None:
    """The schedule of an event as it is, or as it is proposed; or the proposal written."""
    if typed.flag("--propose") and typed.flag("--apply"):
        raise WrongUsage(ONE_OF_BOTH)
    name, unanswered = typed.word("EVENT"), typed.flag("--unanswered")
    if typed.flag("--apply"):
        with session.writing() as office:
            proposal = events.propose(office, name, unanswered=unanswered)
            events.apply(office, proposal)
            _proposed(session, office, proposal, typed)
        return
    with session.office() as office:
        if typed.flag("--propose"):
            _proposed(session, office, events.propose(office, name, unanswered=unanswered), typed)
        else:
            _as_it_is(session, office, events.gather(office, name), typed)


def _as_it_is(session: Session, office: Office, gathering: Gathering, typed: Typed) -> None:
    titles = titles_of(office, session.language, gathering)
    if typed.flag("--json"):
        session.json_lines((_meeting(one, titles) for one in gathering.in_order), array=True)
    else:
        _grid(session, gathering, gathering.in_order, titles)


def _meeting(one: Planned, titles: Titles) -> Json:
    return {
        "reference": one.reference,
        "id": one.record_id,
        "day": None if one.day is None else one.day.isoformat(),
        "slot": one.slot or None,
        "table": one.table or None,
        "company": one.company,
        "company_name": titles(one.company),
        "buyer": one.buyer,
        "buyer_name": titles(one.buyer),
        "status": one.status,
        "absent": one.absent,
        "value": Amount(name="value", label="").to_json(one.value),
    }


def _grid(session: Session, gathering: Gathering, meetings: Sequence[Planned], titles: Titles) -> None:
    if not meetings:
        session.say(NO_MEETINGS)
        return
    language, say, status = session.language, session.language.say, MEETING.field("status")
    session.table(
        [
            *(say("Reference"), say("Day"), say("Slot"), say("Table")),
            *(say("Company"), say("Buyer"), say("Status")),
        ],
        [
            [
                one.reference,
                "" if one.day is None else language.day(one.day),
                one.slot if one.clock is None else language.clock(one.clock),
                language.reference(one.table),
                titles(one.company),
                titles(one.buyer),
                status.show(one.status, language),
            ]
            for one in meetings
        ],
    )


def _proposed(session: Session, office: Office, proposal: Proposal, typed: Typed) -> None:
    titles = titles_of(office, session.language, proposal.gathering, proposal)
    found, language = proposal.schedule, session.language
    if typed.flag("--json"):
        session.json(
            {
                "honoured": found.honoured,
                "wished": found.wished,
                "kept": [one.reference for one in proposal.kept],
                "released": [one.reference for one in proposal.released],
                "meetings": [_sitting(one, proposal, titles) for one in found.sittings],
                "unmet": [_unmet(one, titles, language) for one in found.unmet],
            }
        )
        return
    say = language.say
    slots = proposal.gathering.slots
    if found.sittings:
        session.table(
            [say("Day"), say("Slot"), say("Table"), say("Company"), say("Buyer")],
            [
                [
                    language.day(slots[one.slot].day),
                    language.clock(slots[one.slot].begin),
                    language.reference(one.table),
                    titles(one.company),
                    titles(one.buyer),
                ]
                for one in found.sittings
            ],
        )
        session.line("")
    session.line(summary(proposal, language))
    if found.unmet:
        session.line("")
        session.table(
            [say("Company"), say("Buyer"), say("Why they do not meet")],
            [
                [titles(one.wish.company), titles(one.wish.buyer), say(REASONS[one.reason])]
                for one in found.unmet
            ],
        )


def _sitting(one: Sitting, proposal: Proposal, titles: Titles) -> Json:
    slot = proposal.gathering.slots[one.slot]
    return {
        "day": slot.day.isoformat(),
        "slot": slot.code,
        "table": one.table,
        "company": one.company,
        "company_name": titles(one.company),
        "buyer": one.buyer,
        "buyer_name": titles(one.buyer),
    }


def _unmet(one: Unmet, titles: Titles, language: Language) -> Json:
    return {
        "company": one.wish.company,
        "company_name": titles(one.wish.company),
        "buyer": one.wish.buyer,
        "buyer_name": titles(one.wish.buyer),
        "reason": str(one.reason),
        "why": language.say(REASONS[one.reason]),
    }


def titles_of(
    office: Office, language: Language, gathering: Gathering, proposal: Proposal | None = None
) -> Titles:
    """The titles of everybody that an event's participants, meetings and wishes name, found together."""
    titles = office.titles(language)
    unmet = () if proposal is None else proposal.schedule.unmet
    titles.prefetch(
        [
            *(one.id for one in gathering.participants),
            *(who for one in gathering.meetings for who in (one.company, one.buyer)),
            *(who for one in unmet for who in (one.wish.company, one.wish.buyer)),
        ]
    )
    return titles
