"""Commands about periods and their report: period, check, export."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from fieldreport import parsing
from fieldreport.cli.arguments import Typed
from fieldreport.cli.session import Session, shown
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json
from fieldreport.language import N_
from fieldreport.office import Office
from fieldreport.parsing import Unreadable
from fieldreport.period import Fortnights, Period
from fieldreport.plan import Plan

#: Words for periods, beside their codes: the one that runs, and the latest that is over.
CURRENT, LAST = "current", "last"
#: Characters of a finding told to people.
LONGEST_LINE = 1_000


def period_of(office: Office, code: str) -> Period:
    """The period of this code, or the ``current`` or the ``last`` one (for none: current); raises ``InputAtFault``."""
    if code.casefold() == LAST:
        return office.fortnights.last_full(office.today())
    return office.period(None if code.casefold() in ("", CURRENT) else code)


def period(session: Session, typed: Typed) -> None:
    """The period of a day; the program's own plan answers where there is no office yet."""
    if Office.exists(session.data):
        with session.office() as office:
            found = _found(office.fortnights, typed.word("DATE"), office.today())
    else:
        found = _found(Plan.built_in().fortnights, typed.word("DATE"), session.now().astimezone().date())
    if typed.flag("--json"):
        session.json(
            {
                "code": found.code,
                "first": found.first.isoformat(),
                "last": found.last.isoformat(),
                "due": found.due.isoformat(),
            }
        )
        return
    session.say(
        "{code}: {days}; the report is due on {due}.",
        code=session.language.reference(found.code),
        days=session.language.days(found.first, found.last),
        due=found.due,
    )


def _found(fortnights: Fortnights, typed: str, today: date) -> Period:
    if not typed:
        return fortnights.of(today)
    try:
        return fortnights.of(parsing.day(typed, today))
    except Unreadable as unreadable:
        try:
            return fortnights.parse(typed)
        except InputAtFault:
            raise InputAtFault(Problem(unreadable.message, unreadable.values, "date")) from None


def plain_number(value: int | Decimal | Fraction | None) -> Json:
    """A number as JSON has it: whole numbers without a point, others as near as JSON's readers can hold them."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def check(session: Session, typed: Typed) -> None:
    """What the report of a period still needs; what is in order already is not told."""
    with session.office() as office:
        findings = [
            one for one in office.check(period_of(office, typed.word("PERIOD"))) if one.level != "done"
        ]
        say = session.language.say
        if typed.flag("--json"):
            session.json(
                [
                    {
                        "level": str(one.level),
                        "what": say(one.what, **one.values),
                        "why": say(one.why, **one.values) if one.why else None,
                        "record": one.record or None,
                        "field": one.field or None,
                        "task": one.task,
                    }
                    for one in findings
                ]
            )
            return
        if not findings:
            session.say("Nothing is missing.")
        for one in findings:
            task = "" if one.task is None else say("Task {number}", number=one.task)
            what, why = (say(text, **one.values) if text else "" for text in (one.what, one.why))
            parts = (session.read(one.record or task), what, why)
            session.line(shown(": ".join(part for part in parts if part), LONGEST_LINE))


def export(session: Session, typed: Typed) -> None:
    """Write the workbook of a period."""
    with session.office() as office:
        wanted = period_of(office, typed.word("PERIOD"))
        out, form = typed.option("--out"), typed.option("--template")
        if form:
            from fieldreport.cli.templates import export_with

            session.line(str(export_with(office, wanted, session.language, form, Path(out) if out else None)))
            return
        session.line(str(office.export(wanted, session.language, Path(out) if out else None)))


#: Shown in the help of every command that takes a period.
PERIOD_HELP = N_("A period's code, such as 2026-B23; also “current” or “last” (the latest that is over).")
