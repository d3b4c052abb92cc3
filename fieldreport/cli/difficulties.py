"""Commands about difficulties: how old the open ones are, passing one on to headquarters, similar past cases."""

from __future__ import annotations

from fieldreport.cli.arguments import Typed
from fieldreport.cli.records import told
from fieldreport.cli.session import Session, placed
from fieldreport.difficulties import NO_DIFFICULTY, Age, ages, escalation
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json
from fieldreport.language import Language
from fieldreport.office import Office
from fieldreport.record import Record
from fieldreport.records.difficulty import DIFFICULTY
from fieldreport.similar import Case, similar

#: Past cases that are told of.
MOST_CASES = 10


def difficulties(session: Session, typed: Typed) -> None:
    """The open difficulties with their ages, the longest overdue first."""
    with session.office() as office:
        found = ages(
            office.store,
            office.today(),
            office.zone,
            overdue=typed.flag("--overdue"),
            waiting=typed.flag("--waiting"),
        )
        if typed.flag("--json"):
            session.json_lines((_age_json(one) for one in found), array=True)
        elif found:
            _tell(session, office, found)
        else:
            session.say("No difficulty is open that fits this choice.")


def _age_json(one: Age) -> Json:
    return {
        **one.record.to_json(),
        "age": {
            "reported": one.reported,
            "in_state": one.in_state,
            "waiting": one.waiting,
            "overdue": one.overdue,
            "escalated": one.escalated,
        },
    }


def _tell(session: Session, office: Office, found: list[Age]) -> None:
    language, titles = session.language, office.titles(session.language)
    say = language.say
    titles.prefetch(one.record["company"] for one in found)

    def shown(one: Age, name: str) -> str:
        return DIFFICULTY.field(name).show(one.record[name], language, titles)

    session.table(
        [
            say("Reference"),
            *(say(DIFFICULTY.field(name).label) for name in ("company", "kind", "status", "waiting_on")),
            say("Days since reported"),
            say("Days in this state"),
            say("Days waiting"),
            say("Days overdue"),
            say("Escalated to headquarters"),
        ],
        [
            [
                one.record.reference,
                *(shown(one, name) for name in ("company", "kind", "status", "waiting_on")),
                language.number(one.reported),
                language.number(one.in_state),
                _days(one.waiting, language),
                _days(one.overdue, language),
                shown(one, "escalated_on") or (say("Yes") if one.record["escalated"] else ""),
            ]
            for one in found
        ],
    )


def _days(days: int | None, language: Language) -> str:
    return "" if days is None else language.number(days)


def escalate(session: Session, typed: Typed) -> None:
    """Pass a difficulty on to headquarters, with the reason."""
    name = typed.word("ID")
    with session.writing() as office:
        record = office.store.record(name)
        try:
            raw = escalation(record, typed.option("--reason"), office.today())
            office.change(record.id, raw, language=session.language_code)
        except InputAtFault as failure:
            raise placed(failure, name) from failure
        told(session, office.store.record(record.id), typed)


def similar_cases(session: Session, typed: Typed) -> None:
    """Past cases like a difficulty, with what solved them."""
    with session.office() as office:
        record = office.store.record(typed.word("ID"))
        if record.type.name != DIFFICULTY.name:
            raise InputAtFault(Problem(NO_DIFFICULTY, {"reference": record.reference}))
        found = similar(office.store, record, MOST_CASES)
        if typed.flag("--json"):
            session.json_lines((_case_json(one, session.language) for one in found), array=True)
        elif found:
            _tell_cases(session, record, found)
        else:
            session.say("No resolved difficulty is like {reference}.", reference=record.reference)


def said(one: Case, language: Language) -> str:
    """The reasons in one text."""
    return language.listing([language.say(reason.message, **reason.values) for reason in one.reasons])


def _case_json(one: Case, language: Language) -> Json:
    field = DIFFICULTY.field
    return {
        "reference": one.reference,
        "id": one.id,
        "score": one.score,
        "reasons": [language.say(reason.message, **reason.values) for reason in one.reasons],
        "description": field("description").to_json(one.description),
        "resolution": field("resolution").to_json(one.resolution),
        "resolved_on": field("resolved_on").to_json(one.resolved_on),
        "in_part": one.in_part,
    }


def _tell_cases(session: Session, record: Record, found: list[Case]) -> None:
    language, field = session.language, record.type.field
    say = language.say
    session.table(
        [say("Reference"), say("Score"), say("Reasons"), say("Resolved on"), say("How it was resolved")],
        [
            [
                one.reference,
                language.number(one.score),
                said(one, language),
                field("resolved_on").show(one.resolved_on, language),
                field("resolution").show(one.resolution, language),
            ]
            for one in found
        ],
    )
