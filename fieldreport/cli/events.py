"""The commands about events: who takes part, the schedule, the day itself, what it came to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fieldreport import events
from fieldreport.cli import lines
from fieldreport.cli.arguments import LANGUAGE, Typed, WrongUsage
from fieldreport.cli.records import opened
from fieldreport.cli.schedule import NO_SIDE, SIDES, titles_of
from fieldreport.cli.session import Session
from fieldreport.events import Attending, Tally, wording
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json, Titles
from fieldreport.fields import Amount
from fieldreport.files import NO_FOLDER
from fieldreport.language import N_
from fieldreport.ledger import CurrencySum
from fieldreport.office import Office
from fieldreport.records.meeting import MEETING
from fieldreport.records.participant import COMPANY, PARTICIPANT
from fieldreport.store import Change

NOT_A_RESULT = N_("A result is a JSON object with a meeting: {example}. There is one on each line.")
NOT_XLSX = N_(
    "{path} does not end in .xlsx. Timetables are written as a workbook; please choose such a name."
)
NO_RESULT = N_("There is no result in this file.")
NO_PARTICIPANTS = N_("No participant is on the list.")


# ---- who takes part ----------------------------------------------------------------------------------------------


def participants(session: Session, typed: Typed) -> None:
    """The participants of an event, with invitation and attendance."""
    with session.office() as office:
        gathering = events.gather(office, typed.word("EVENT"))
        titles = titles_of(office, session.language, gathering)
        if typed.flag("--json"):
            session.json_lines((_participant(one, titles) for one in gathering.participants), array=True)
            return
        if not gathering.participants:
            session.say(NO_PARTICIPANTS)
            return
        language, say = session.language, session.language.say
        side, invitation, attendance = (
            PARTICIPANT.field(name) for name in ("side", "invitation", "attendance")
        )
        session.table(
            [
                *(say("Reference"), say("Organisation"), say("Side"), say("Invitation")),
                *(say("Attendance"), say("Wishes"), say("Table")),
            ],
            [
                [
                    one.reference,
                    titles(one.id),
                    side.show(one.side, language),
                    invitation.show(one.invitation, language),
                    attendance.show(one.attendance, language),
                    language.number(len(one.wishes)),
                    one.table,
                ]
                for one in gathering.participants
            ],
        )


def _participant(one: Attending, titles: Titles) -> Json:
    return {
        "reference": one.reference,
        "id": one.record_id,
        "organisation": one.id,
        "name": titles(one.id),
        "side": one.side,
        "invitation": one.invitation,
        "attendance": one.attendance,
        "wishes": list(one.wishes),
        "table": one.table or None,
    }


def walk_in(session: Session, typed: Typed) -> None:
    """Somebody came unannounced."""
    raw: dict[str, Json] = {"organisation": typed.word("ORGANISATION"), "side": _side(typed)}
    if typed.option("--wishes") is not None:
        raw["wishes"] = typed.option("--wishes")
    with session.writing() as office:
        _told(session, office, events.walk_in(office, typed.word("EVENT"), raw))


def no_show(session: Session, typed: Typed) -> None:
    """A participant did not come."""
    with session.writing() as office:
        _told(session, office, events.mark_no_show(office, typed.word("PARTICIPANT")))


def _told(session: Session, office: Office, change: Change) -> None:
    """The references of what was written."""
    for _, record_id in change.records:
        session.line(office.store.record(record_id).reference)


def results(session: Session, typed: Typed) -> None:
    """What came of the meetings, read from a file of JSON lines, all or none."""
    name = typed.word("FILE")
    with session.writing() as office, opened(session, name) as file:
        rows: list[dict[str, Json]] = []
        places: list[str] = []
        problems: list[Problem] = []
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            place = f"{name}:{number}"
            try:
                row = lines.value(line.decode("utf-8-sig"))
                if not isinstance(row, dict):
                    raise lines.Refused(NOT_A_RESULT, example='{"meeting": "MT-0031", "status": "held"}')
                rows.append(row)
                places.append(place)
            except UnicodeDecodeError:
                problems.append(Problem(lines.NOT_UTF8).at(place=place))
            except lines.Refused as refused:
                problems.append(refused.problem.at(place=place))
        if problems:
            raise InputAtFault(problems)
        if not rows:
            session.tell(InputAtFault(Problem(NO_RESULT, {}, place=name)))
            return
        try:
            change = events.put_results(office, typed.word("EVENT"), rows)
        except InputAtFault as failure:
            raise InputAtFault(
                [
                    one.at(place=places[int(one.place) - 1]) if one.place.isdigit() else one
                    for one in failure.problems
                ]
            ) from None
        _told(session, office, change)


# ---- what it came to ---------------------------------------------------------------------------------------------


def totals(session: Session, typed: Typed) -> None:
    """Meetings by what became of them and the consultation value, of the event or of each participant."""
    by = typed.option("--by")
    if by is not None and by not in SIDES:
        raise WrongUsage(NO_SIDE, name=by)
    with session.office() as office:
        gathering = events.gather(office, typed.word("EVENT"))
        found = events.totals(gathering)
        titles = titles_of(office, session.language, gathering)
        tallies = {"": found.event} if by is None else found.companies if by == COMPANY else found.buyers
        if typed.flag("--json"):
            rows: Iterable[Json] = ({**_who(one, titles), **_tally(each)} for one, each in tallies.items())
            if by is None:
                people = {
                    "invited": found.invited,
                    "accepted": found.accepted,
                    "declined": found.declined,
                    "came": found.came,
                }
                session.json({**people, **_tally(found.event)})
            else:
                session.json_lines(rows, array=True)
            return
        _tallied(session, tallies, titles, of_all=by is None)


def _who(organisation: str, titles: Titles) -> dict[str, Json]:
    return {"organisation": organisation, "name": titles(organisation)} if organisation else {}


def _tally(one: Tally) -> dict[str, Json]:
    money = Amount(name="value", label="")
    return {
        "requested": one.requested,
        "scheduled": one.scheduled,
        "held": one.held,
        "no_shows": one.no_shows,
        "cancelled": one.cancelled,
        "absences": one.absences,
        "value": {
            "of": "held meetings",
            "sums": [
                {"amount": str(each.total.amount), "currency": each.currency, "rates": _rates(each)}
                for each in one.value.by_currency
            ],
            "us_dollars": money.to_json(one.value.us_dollars)["amount"],
            "counted": one.value.counted,
            "without_rate": one.value.without_rate,
        },
    }


def _rates(one: CurrencySum) -> Json:
    return [
        {"rate": str(rate), "rate_date": None if day is None else day.isoformat()} for rate, day in one.rates
    ]


def _tallied(session: Session, tallies: dict[str, Tally], titles: Titles, *, of_all: bool) -> None:
    language, say = session.language, session.language.say
    status = MEETING.field("status")
    states = ("requested", "scheduled", "held", "no_show", "cancelled")
    session.table(
        [
            *([] if of_all else [say("Organisation")]),
            *(status.show(one, language) for one in states),
            say("Consultation value"),
            say("In US$"),
        ],
        [
            [
                *([] if of_all else [titles(name)]),
                *map(language.number, (one.requested, one.scheduled, one.held, one.no_shows, one.cancelled)),
                language.listing(language.money(each.total) for each in one.value.by_currency),
                language.money(one.value.us_dollars) if one.value.counted else "",
            ]
            for name, one in tallies.items()
        ],
    )
    if of_all:
        session.line("")
        for line in wording.explained(tallies[""].value, language):
            session.line(line)


# ---- on paper ----------------------------------------------------------------------------------------------------


def timetable(session: Session, typed: Typed) -> None:
    """Write the timetables of one side as a workbook."""
    from fieldreport.events import timetable as pages

    side = _side(typed)
    out = Path(typed.option("--out") or "").expanduser()
    if out.suffix.casefold() != ".xlsx":
        raise InputAtFault(Problem(NOT_XLSX, {"path": str(out)}))
    if not out.parent.is_dir():
        raise InputAtFault(Problem(NO_FOLDER, {"path": str(out)}))
    with session.office() as office:
        session.line(
            str(
                pages.write(
                    office,
                    typed.word("EVENT"),
                    side,
                    out,
                    language=typed.option(LANGUAGE.name),
                    compact=typed.flag("--compact"),
                )
            )
        )


def _side(typed: Typed) -> str:
    side = typed.option("--side") or ""
    if side not in SIDES:
        raise WrongUsage(NO_SIDE, name=side)
    return side
