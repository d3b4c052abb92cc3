"""The command about the ledger: what came of meetings and leads, and sums that say what they sum."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.periods import period_of
from fieldreport.cli.session import Session
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json
from fieldreport.language import N_
from fieldreport.ledger import Deal, Stage, Sum, deals_about, every_deal, quiet, summed
from fieldreport.ledger.reading import SUBJECTS
from fieldreport.ledger.wording import rates_in_words
from fieldreport.office import Office
from fieldreport.records.outcome import OUTCOME
from fieldreport.values import Money

NOT_A_SUBJECT = N_(
    "The ledger is about leads, meetings, events and organisations; {reference} is none of them."
)
ID_OR_QUIET = N_("A record and --quiet contradict each other; please give one of them.")
OVERLAP = N_(
    "Each line sums one kind of entry. The kinds overlap (a contract in progress may contain the on-site contract),"
    " so they are never added to one another."
)


def ledger(session: Session, typed: Typed) -> None:
    """The deals about a record, or the sums of a period or of all that has been entered."""
    name, code = typed.word("ID"), typed.option("--period")
    if name and typed.flag("--quiet"):
        raise WrongUsage(ID_OR_QUIET)
    with session.office() as office:
        today = office.today()
        if name:
            subject = office.store.record(name)
            if subject.type.name not in SUBJECTS:
                raise InputAtFault(Problem(NOT_A_SUBJECT, {"reference": subject.reference}))
            found = deals_about(office.store, subject)
        else:
            found = every_deal(office.store)
        if typed.flag("--quiet"):
            found = quiet(found, today)
        first, last = date.min, today
        if code:
            period = period_of(office, code)
            first, last = period.first, period.last
        sums = {
            kind: summed(one for deal in found for one in deal.counted(kind, first, last)) for kind in Stage
        }
        listed = found if name or typed.flag("--quiet") else []
        if typed.flag("--json"):
            session.json(
                {
                    "from": None if first == date.min else first.isoformat(),
                    "to": last.isoformat(),
                    "sums": {str(kind): _sum_json(one) for kind, one in sums.items()},
                    "deals": [_deal_json(office, one, last) for one in listed],
                }
            )
            return
        if listed:
            _tell_deals(session, office, listed, last)
            session.line("")
        elif typed.flag("--quiet"):
            session.say("No deal in progress has been quiet for long.")
            return
        _tell_sums(session, sums)


def _tell_sums(session: Session, sums: dict[Stage, Sum]) -> None:
    language = session.language
    say, kinds = language.say, OUTCOME.field("kind")
    session.table(
        [
            say("What is summed"),
            say("Entries"),
            say("Sums as they were written"),
            say("In US dollars"),
            say("Day's rate"),
            say("Without a rate"),
        ],
        [
            [
                kinds.show(str(kind), language),
                language.number(one.counted + one.without_rate),
                language.listing([language.money(each.total) for each in one.by_currency]),
                language.money(one.us_dollars),
                rates_in_words(one, language),
                language.number(one.without_rate),
            ]
            for kind, one in sums.items()
        ],
    )
    session.line("")
    session.say(OVERLAP)


def _tell_deals(session: Session, office: Office, found: Sequence[Deal], day: date) -> None:
    language = session.language
    titles, kinds = office.titles(language), OUTCOME.field("kind")
    titles.prefetch(one.id for one in found)
    rows = []
    for deal in found:
        counting = deal.counting(day)
        for entry in deal.entries:
            amount: Money | None = entry["amount"]
            rows.append(
                [
                    entry.reference,
                    titles(deal.id),
                    language.day(entry["dated"]),
                    kinds.show(entry["kind"], language),
                    "" if amount is None else language.money(amount),
                    language.say("Counts") if entry.id in counting else language.say("Replaced"),
                ]
            )
    session.table(
        [
            language.say("Reference"),
            language.say("Lead or meeting"),
            language.say("Day"),
            language.say("Kind"),
            language.say("Amount"),
            language.say("Standing"),
        ],
        rows,
    )


def _sum_json(one: Sum) -> Json:
    return {
        "us_dollars": str(one.us_dollars.amount),
        "counted": one.counted,
        "without_rate": one.without_rate,
        "by_currency": [
            {
                "currency": each.currency,
                "total": str(each.total.amount),
                "entries": each.count,
                "us_dollars": str(each.us_dollars.amount),
                "rates": [
                    {"rate": str(rate), "date": None if day is None else day.isoformat()}
                    for rate, day in each.rates
                ],
            }
            for each in one.by_currency
        ],
    }


def _deal_json(office: Office, deal: Deal, day: date) -> Json:
    counting = deal.counting(day)
    stage, current = deal.stage(day), deal.in_progress(day)
    return {
        "about": office.store.record(deal.id).reference,
        "stage": None if stage is None else str(stage),
        "in_progress": None if current is None else current.reference,
        "entries": [{**one.to_json(), "counts": one.id in counting} for one in deal.entries],
    }
