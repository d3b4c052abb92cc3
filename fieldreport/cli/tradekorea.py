"""The command about TradeKorea: the leads that are not registered there, out as CSV and back with their numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fieldreport import csvfile
from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.periods import period_of
from fieldreport.cli.session import Session
from fieldreport.failures import InputAtFault
from fieldreport.language import CODES, N_
from fieldreport.office import Office
from fieldreport.records.lead import LEAD
from fieldreport.store.query import PAGE
from fieldreport.tradekorea import Taken, rows, take_back, unregistered

ONE_WAY = N_("“--registered” takes numbers back and goes without “--csv” and “--period”.")
_SHOWN = ("buyer", "products", "hs_codes", "status", "received_on")


def tradekorea(session: Session, typed: Typed) -> None:
    """The leads that count and are not registered; with ``--registered`` the numbers that come back."""
    if typed.option("--registered") is not None:
        if typed.option("--csv") is not None or typed.option("--period") is not None:
            raise WrongUsage(ONE_WAY)
        _take_back(session, typed)
        return
    with session.office() as office:
        first, last = date.min, office.today()
        code = typed.option("--period")
        if code is not None:
            period = period_of(office, code)
            first, last = period.first, period.last
        keys = unregistered(office.store, office.plan, office.code, first, last)
        out = typed.option("--csv")
        if out is not None:
            path = Path(out).expanduser()
            office.refuse_own(path)
            csvfile.write(path, rows(office.store, keys, session.language))
        if typed.flag("--json"):
            pages = (office.store.page(LEAD, keys[at : at + PAGE]) for at in range(0, len(keys), PAGE))
            session.json_lines((record.to_json() for page in pages for record in page), array=True)
        elif out is not None:
            session.line(out)
        else:
            _tell(session, office, keys)


def _tell(session: Session, office: Office, keys: list[int]) -> None:
    language, titles = session.language, office.titles(session.language)
    leads = office.store.page(LEAD, keys)
    titles.prefetch(one["buyer"] for one in leads)
    if leads:
        fields = [LEAD.field(name) for name in _SHOWN]
        session.table(
            [language.say("Reference"), *(language.say(one.label) for one in fields)],
            [
                [lead.reference, *(one.show(lead[one.name], language, titles) for one in fields)]
                for lead in leads
            ],
        )
        session.line("")
    session.line(
        language.plural(
            "{count} lead is not registered on TradeKorea.",
            "{count} leads are not registered on TradeKorea.",
            len(keys),
        )
    )


def _take_back(session: Session, typed: Typed) -> None:
    name = typed.option("--registered") or ""
    with session.writing() as office:
        languages = [session.language, *(office.language(code) for code in CODES)]
        taken = take_back(
            office.store,
            csvfile.read(Path(name)),
            name,
            languages,
            office.reading(session.language_code),
            office.person,
        )
        _told(session, typed, taken)
    if taken.problems:
        raise InputAtFault(taken.problems)


def _told(session: Session, typed: Typed, taken: Taken) -> None:
    if typed.flag("--json"):
        session.json(
            {
                "registered": list(taken.references),
                "already": taken.already,
                "open": taken.open,
                "problems": [
                    {
                        "place": one.place,
                        "field": one.field,
                        "message": session.language.say(one.message, **one.values),
                    }
                    for one in taken.problems
                ],
            }
        )
        return
    for reference in taken.references:
        session.line(reference)
    session.line(
        session.language.plural(
            "{count} lead is now registered.", "{count} leads are now registered.", len(taken.references)
        )
    )
