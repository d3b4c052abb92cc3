"""Commands by which headquarters looks into what it has: records behind a figure, difficulties, buyers, the review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from fieldreport import files
from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.hq import as_of, opened, period_of
from fieldreport.cli.session import Session, shown
from fieldreport.language import N_

NEEDS_OUT = N_("Please say where the workbook goes: --out FILE")
NEEDS_TASK = N_("Please name the task by its number: --task N")


def review(session: Session, typed: Typed, words: Sequence[str]) -> None:
    """Write the review workbook of a period; in Korean unless another language is asked for."""
    from fieldreport import folders
    from fieldreport.headquarters.review import write
    from fieldreport.language import Language

    out = typed.option("--out")
    if out is None:
        raise WrongUsage(NEEDS_OUT)
    language = Language(typed.option("--language") or "ko", folder=folders.locales())
    path = Path(out)
    with opened(typed) as store:
        if store.engine.dialect.name == "sqlite":
            database = Path(store.engine.url.database or "")
            files.refuse_within(path, database.parent, [database.name])
        material = write(
            store, period_of(session, typed, store, words[0]), language, path, as_of(session, typed)
        )
    if typed.flag("--json"):
        session.json(
            {
                "file": str(path),
                "period": material.period.code,
                "compared_with": material.previous.code,
                "figures": {
                    name: {"now": now, "before": before} for name, (now, before) in material.counts().items()
                },
            }
        )
        return
    session.say("The review of {period} is in {path}.", period=material.period.code, path=str(path))


def records(session: Session, typed: Typed, words: Sequence[str]) -> None:
    """The records that a task's figure is made of at the end of a period."""
    from fieldreport.headquarters.finding import counted

    number = typed.option("--task") or ""
    if not (number.isascii() and number.isdigit() and len(number) < 4):
        raise WrongUsage(NEEDS_TASK)
    with opened(typed) as store:
        period = period_of(session, typed, store, words[0])
        plan = store.plan(period.last)
        office = typed.option("--office")
        code = "" if office is None else store.offices().office(office).code
        found = counted(store, plan, plan.task(int(number)), date.min, period.last, code)
    if typed.flag("--json"):
        session.json_lines(
            (
                {
                    "office": one.office,
                    "id": one.id,
                    "reference": one.reference or None,
                    "type": one.type,
                    "day": one.day.isoformat(),
                    "revision": one.revision,
                    "period": one.period,
                    "issue": one.issue,
                    "package": one.package,
                }
                for one in found
            ),
            array=True,
        )
        return
    say, language = session.language.say, session.language
    session.table(
        [say("Office"), say("Reference"), say("Day"), say("Period"), say("Issue"), say("UUID")],
        [
            [one.office, one.reference, language.day(one.day), language.reference(one.period),
             language.number(one.issue), one.id]
            for one in found
        ],
    )  # fmt: skip


def difficulties(session: Session, typed: Typed, words: Sequence[str]) -> None:
    """Difficulties reported by the end of a period, counted by kind, HS chapter and country."""
    from fieldreport.headquarters.finding import difficulties as said
    from fieldreport.headquarters.finding import tallied

    with opened(typed) as store:
        found = said(store, period_of(session, typed, store, words[0]).last)
        countries = {one.code: one.country for one in store.offices()}
    tallies = [(by, one) for by in ("kind", "chapter", "country") for one in tallied(found, by, countries)]
    if typed.flag("--json"):
        session.json(
            [
                {
                    "by": by,
                    "of": one.of or None,
                    "all": one.all,
                    "open": one.open,
                    "resolved": one.resolved,
                    "escalated": one.escalated,
                }
                for by, one in tallies
            ]
        )
        return
    say, language = session.language.say, session.language
    heads = {"kind": say("Kind"), "chapter": say("HS chapter"), "country": say("Country")}
    session.table(
        [
            "",
            "",
            say("All"),
            language.say_in("difficulties", "Open"),
            language.say_in("difficulties", "Resolved"),
            language.say_in("difficulties", "Escalated"),
        ],
        [
            [
                heads[by],
                one.of,
                *(language.number(number) for number in (one.all, one.open, one.resolved, one.escalated)),
            ]
            for by, one in tallies
        ],
    )


def buyers(session: Session, typed: Typed, words: Sequence[str]) -> None:
    """Organisations that several offices have, as far as that is sure."""
    from fieldreport.headquarters.finding import shared_buyers

    with opened(typed) as store:
        found = shared_buyers(store, period_of(session, typed, store, words[0]).last)
    if typed.flag("--json"):
        session.json(
            [
                {
                    "names": list(one.names),
                    "country": one.country or None,
                    "offices": [
                        {"office": office, "reference": reference or None, "id": record}
                        for office, reference, record in one.by_office
                    ],
                    "evidence": list(one.evidence),
                }
                for one in found
            ]
        )
        return
    if not found:
        session.say("No organisation is surely the same in several offices.")
    for one in found:
        session.line(shown(" / ".join(one.names)))
        session.line(
            "  " + shown(", ".join(f"{office} {reference}" for office, reference, _ in one.by_office), 1_000)
        )


def parquet(session: Session, typed: Typed, words: Sequence[str]) -> None:
    """Write the consolidated records for analysts."""
    from fieldreport.headquarters.parquet import write

    with opened(typed) as store:
        written = write(store, Path(words[0]))
    if typed.flag("--json"):
        session.json(dict(written))
        return
    for name, count in written.items():
        if count:
            session.line(f"{name}: {session.language.number(count)}")
