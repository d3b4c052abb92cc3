"""The commands about support of companies: what opens what, vouchers, the triple route."""

from __future__ import annotations

from collections.abc import Sequence

from fieldreport import parsing
from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.session import Session
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json
from fieldreport.language import N_
from fieldreport.office import Office
from fieldreport.parsing import Unreadable
from fieldreport.plan import Plan
from fieldreport.record import Record
from fieldreport.support import Proposal, State, VoucherFacts, proposals, refer, routes, voucher_facts
from fieldreport.support.chain import is_open
from fieldreport.support.words import STATES

NOT_A_COMPANY = N_("{reference} is not an organisation; support is given to companies.")
NOT_A_TASK = N_("“{value}” is not the number of a task of the plan.")
NOTHING_PROPOSED = N_("Nothing is proposed for {reference} that has not been referred yet.")


def support(session: Session, typed: Typed) -> None:
    """What the support chain opens, for a company with its vouchers and routes, or for all that wait."""
    with session.office() as office:
        name = typed.word("COMPANY")
        company = _company(office, name) if name else None
        found = proposals(office.store, office.plan, company.id if company is not None else None)
        if company is None and not typed.flag("--all"):
            found = [one for one in found if is_open(one.state)]
        if typed.flag("--json"):
            session.json(_json(office, found, company))
            return
        _tell(session, office, found)
        if company is not None:
            _tell_company(session, office, company)


def refer_on(session: Session, typed: Typed) -> None:
    """Raise referrals for what is proposed for a company: for the tasks named, or for all."""
    with session.writing() as office:
        company = _company(office, typed.word("COMPANY"))
        tasks = [_task(one, office.plan) for one in typed.words.get("TASK", ())]
        wanted = [
            one
            for one in proposals(office.store, office.plan, company.id)
            if one.state is State.PROPOSED and (not tasks or one.task in tasks)
        ]
        if not wanted:
            raise InputAtFault(Problem(NOTHING_PROPOSED, {"reference": company.reference}))
        change = refer(office.store, office.plan, wanted, office.person, office.language(), office.today())
        for _, record_id in change.records:
            session.line(office.store.record(record_id).reference)


def _company(office: Office, name: str) -> Record:
    company = office.store.record(name)
    if company.type.name != "organisation":
        raise InputAtFault(Problem(NOT_A_COMPANY, {"reference": company.reference}))
    return company


def _task(typed: str, plan: Plan) -> int:
    try:
        number = parsing.whole(typed)
    except Unreadable as unreadable:
        raise WrongUsage(NOT_A_TASK, value=typed) from unreadable
    if all(one.number != number for one in plan.tasks):
        raise WrongUsage(NOT_A_TASK, value=typed)
    return number


def _json(office: Office, found: Sequence[Proposal], company: Record | None) -> Json:
    told: list[Json] = [
        {
            "company": office.store.record(one.company).reference,
            "task": one.task,
            "bundle": one.support.bundle,
            "opened_by": office.store.record(one.opened_by).reference,
            "since": one.since.isoformat(),
            "state": str(one.state),
            "record": None if one.record is None else office.store.record(one.record).reference,
        }
        for one in found
    ]
    if company is None:
        return {"proposals": told}
    facts = voucher_facts(office.store, office.plan, company, office.today())
    return {
        "proposals": told,
        "voucher": None if facts is None else _facts_json(facts),
        "triple_route": [
            {"topic": one.topic, "last": None if one.last is None else one.last.isoformat()}
            for one in routes(office.store, company)
        ],
    }


def _facts_json(facts: VoucherFacts) -> Json:
    return {
        "us_share": None if facts.us_share is None else str(facts.us_share),
        "priority": facts.priority,
        "currency": facts.ceiling.currency,
        "ceiling": str(facts.ceiling.amount),
        "used": str(facts.used.amount),
        "asked": str(facts.asked.amount),
        "left": str(facts.left.amount),
        "over": facts.over,
        "late": [one.reference for one in facts.late],
    }


def _tell(session: Session, office: Office, found: Sequence[Proposal]) -> None:
    language = session.language
    if not found:
        session.say("The support chain opens nothing at present.")
        return
    titles = office.titles(language)
    titles.prefetch(one.company for one in found)
    session.table(
        [
            language.say("Company"),
            language.say("Task of the plan"),
            language.say("Open since"),
            language.say("What became of it"),
            language.say("Reference"),
        ],
        [
            [
                titles(one.company),
                language.say(
                    "{number}. {name}", number=one.task, name=office.plan.task(one.task).name(language.code)
                ),
                language.day(one.since),
                language.say(STATES[one.state]),
                "" if one.record is None else office.store.record(one.record).reference,
            ]
            for one in found
        ],
    )


def _tell_company(session: Session, office: Office, company: Record) -> None:
    session.line("")
    for line in company_lines(office, company, session):
        session.line(line)


def company_lines(office: Office, company: Record, session: Session) -> list[str]:
    """A company's voucher and its triple route, in words."""
    from fieldreport.support.told import route_lines, voucher_lines

    facts = voucher_facts(office.store, office.plan, company, office.today())
    lines = [] if facts is None else voucher_lines(facts, session.language)
    return [*lines, *route_lines(routes(office.store, company), session.language)]
