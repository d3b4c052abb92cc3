"""Commands about headquarters' own form: template, and export with one."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.session import Session
from fieldreport.failures import InputAtFault, Problem
from fieldreport.language import N_, Language
from fieldreport.office import REPORTS_NAME, Office
from fieldreport.period import Period

UNKNOWN_ACTION = N_("“{name}” is not something to do with a template; use one of these: {known}.")
NEEDS_FILE = N_("Please name the file of the template.")
NEEDS_OUT = N_("Please say with --out where the template is to be written.")
UNKNOWN_NAME = N_("No template “{name}” comes with the product; these do: {known}.")
MISTAKES = N_("The template has mistakes; nothing can be exported with it until they are mended.")
ACTIONS = ("list", "names", "make", "check")


def template(session: Session, typed: Typed) -> None:
    """List the product's templates and the names of places, make one, or check a workbook cell by cell."""
    action = typed.word("ACTION") or "list"
    if action not in ACTIONS:
        raise WrongUsage(UNKNOWN_ACTION, name=action, known=", ".join(ACTIONS))
    if action == "list":
        _list(session, typed)
    elif action == "names":
        _names(session, typed)
    elif action == "make":
        _make(session, typed)
    else:
        _check(session, typed)


def _list(session: Session, typed: Typed) -> None:
    from fieldreport.templates.builtin import NAMES

    if typed.flag("--json"):
        session.json([{"name": name, "what": session.language.say(what)} for name, what in NAMES.items()])
        return
    for name, what in NAMES.items():
        session.line(f"{name}: {session.language.say(what)}")


def _names(session: Session, typed: Typed) -> None:
    from fieldreport.templates.places import PLACE, PLACES, TABLE, TABLES

    if typed.flag("--json"):
        tables = {f"{TABLE}{name}": list(columns) for name, columns in TABLES.items()}
        session.json({"places": [f"{PLACE}{name}" for name in PLACES], "tables": tables})
        return
    for name in PLACES:
        session.line(f"{PLACE}{name}")
    for name, columns in TABLES.items():
        session.line(f"{TABLE}{name}: {', '.join(columns)}")


def _make(session: Session, typed: Typed) -> None:
    from fieldreport.templates import builtin

    name, out = typed.word("FILE"), typed.option("--out")
    if name not in builtin.NAMES:
        raise InputAtFault(Problem(UNKNOWN_NAME, {"name": name or "", "known": ", ".join(builtin.NAMES)}))
    if not out:
        raise WrongUsage(NEEDS_OUT)
    if Office.exists(session.data):
        with session.office() as office:
            office.refuse_own(Path(out))
    builtin.make(name, session.language, Path(out))
    session.line(out)


def _check(session: Session, typed: Typed) -> None:
    from fieldreport.templates.template import read

    name = typed.word("FILE")
    if not name:
        raise WrongUsage(NEEDS_FILE)
    found = read(Path(name))
    if typed.flag("--json"):
        session.json(
            [
                {
                    "sheet": one.sheet,
                    "cell": one.cell,
                    "what": session.language.say(one.message, **one.values),
                }
                for one in found.mistakes
            ]
        )
        if found.mistakes:
            raise InputAtFault(Problem(MISTAKES))
        return
    if found.mistakes:
        raise InputAtFault([one.problem for one in found.mistakes])
    session.say(
        "The template can be used: {places} places, {tables} table regions.",
        places=len(found.places),
        tables=len(found.tables),
    )


def export_with(office: Office, period: Period, language: Language, form: str, out: Path | None) -> Path:
    """Write the period's report into a form: a file, or one of the product's by its name; returns where it is."""
    from fieldreport.templates import builtin
    from fieldreport.templates.filling import fill

    report = office.report(period)
    path = out or office.data / REPORTS_NAME / report.filename(language).replace(".xlsx", "_form.xlsx")
    if out is not None:
        office.refuse_own(out)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(form)
        if form in builtin.NAMES and not source.exists():
            source = Path(folder) / f"{form}.xlsx"
            builtin.make(form, language, source)
        fill(report, language, office.titles(language), source, path)
    return path
