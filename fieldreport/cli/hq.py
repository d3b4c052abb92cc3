"""Commands of headquarters: the store, collecting, the board, the plan's progress; answers are in ``hq_answers``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from fieldreport import parsing
from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.periods import plain_number
from fieldreport.cli.session import Session, shown
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json
from fieldreport.fields.day import moment_text
from fieldreport.keys import Keys
from fieldreport.language import N_
from fieldreport.parsing import Unreadable
from fieldreport.period import Period

if TYPE_CHECKING:
    # They load SQLAlchemy, which no other command needs.
    from fieldreport.headquarters.board import Standing
    from fieldreport.headquarters.collecting import Collected
    from fieldreport.headquarters.progress import Line
    from fieldreport.headquarters.store import Store

UNKNOWN_ACTION = N_("“{name}” is nothing that headquarters can do; use one of these: {known}.")
NEEDS = N_("Please name what is missing: fieldreport hq --store URL {usage}")
TOO_MANY = N_("“{word}” is one word too many: fieldreport hq --store URL {usage}")


def hq(session: Session, typed: Typed) -> None:
    """Do one of headquarters' jobs."""
    from fieldreport.cli import hq_answers, hq_findings

    # What each takes after its name: words in brackets may be left out.
    actions: dict[str, tuple[str, Callable[[Session, Typed, Sequence[str]], None]]] = {
        "init": ("", init),
        "offices": ("[FILE]", offices),
        "collect": ("SOURCE", collect),
        "board": ("PERIOD", board),
        "progress": ("PERIOD", progress),
        "review": ("PERIOD --out FILE", hq_findings.review),
        "records": ("PERIOD --task N", hq_findings.records),
        "difficulties": ("PERIOD", hq_findings.difficulties),
        "buyers": ("PERIOD", hq_findings.buyers),
        "parquet": ("FOLDER", hq_findings.parquet),
        "return": ("OFFICE PERIOD --why TEXT", hq_answers.give_back),
        "receipts": ("", hq_answers.receipts),
        "remind": ("PERIOD", hq_answers.remind),
        "key": ("[FILE]", hq_answers.key),
        "seal": ("FILE", hq_answers.seal),
    }
    given = typed.words.get("ACTION", ())
    name = given[0] if given else ""
    if name not in actions:
        raise WrongUsage(UNKNOWN_ACTION, name=name, known=", ".join(actions))
    takes, run = actions[name]
    wanted = [one for one in takes.split(" --")[0].split() if one]
    usage = f"{name} {takes}".strip()
    if len(given) - 1 < sum(not one.startswith("[") for one in wanted):
        raise WrongUsage(NEEDS, usage=usage)
    if len(given) - 1 > len(wanted):
        raise WrongUsage(TOO_MANY, word=given[len(wanted) + 1], usage=usage)
    run(session, typed, given[1:])


@contextmanager
def opened(typed: Typed) -> Iterator[Store]:
    """The store that was named."""
    from fieldreport.headquarters.store import Store

    with Store.open(typed.option("--store") or "") as store:
        yield store


def day_of(session: Session, typed: Typed) -> date:
    """The day as of which is asked: today, or the one given."""
    today = session.now().astimezone().date()
    given = typed.option("--day")
    if given is None:
        return today
    try:
        return parsing.day(given, today)
    except Unreadable as unreadable:
        raise InputAtFault(Problem(unreadable.message, unreadable.values, "day")) from None


def period_of(session: Session, typed: Typed, store: Store, code: str) -> Period:
    """The period that was named."""
    return store.period(code, day_of(session, typed))


# ---- the store -----------------------------------------------------------------------------------------------------


def init(session: Session, typed: Typed, _words: Sequence[str]) -> None:
    """Make the store, or give it another plan pack or list of offices."""
    from fieldreport.headquarters.store import Store

    plan, places = typed.option("--plan"), typed.option("--offices")
    since = day_of(session, typed) if typed.option("--day") else None
    with Store.make(
        typed.option("--store") or "",
        session.now(),
        Path(plan) if plan else None,
        Path(places) if places else None,
        since,
    ) as store:
        in_use, expected = store.plan(), store.offices()
        if typed.flag("--json"):
            session.json(
                {"store": store.url, "plan": in_use.id, "version": in_use.version, "offices": len(expected)}
            )
            return
        session.say("The store of headquarters is at {url}.", url=store.url)
        session.line(
            session.language.plural(
                "Plan: {name} ({version}). Reports are expected from {count} office.",
                "Plan: {name} ({version}). Reports are expected from {count} offices.",
                len(expected),
                name=in_use.names.in_language(session.language.code),
                version=session.language.reference(in_use.version),
            )
        )


def offices(session: Session, typed: Typed, words: Sequence[str]) -> None:
    """List the offices from which reports are expected, with their keys; or take another list of them."""
    from fieldreport.headquarters.store import Store

    if words:
        Store.open(typed.option("--store") or "").close()
        Store.make(typed.option("--store") or "", session.now(), offices=Path(words[0])).close()
    keys: dict[str, list[str]] = {}
    for key in Keys(session.data).trusted():
        keys.setdefault(key.office, []).append(key.id)
    language = session.language
    with opened(typed) as store:
        known, regions = store.offices(), store.plan().regions
        if typed.flag("--json"):
            session.json(
                [
                    {
                        "office": one.code,
                        "name": one.name(language.code),
                        "region": one.region,
                        "country": one.country,
                        "keys": list(keys.get(one.code, ())),
                    }
                    for one in known
                ]
            )
            return
        session.table(
            [language.say("Office"), language.say("Name"), language.say("Region"), language.say("Key")],
            [
                [
                    one.code,
                    one.name(language.code),
                    regions[one.region].in_language(language.code) if one.region in regions else one.region,
                    ", ".join(keys.get(one.code, ())),
                ]
                for one in known
            ],
        )


# ---- collecting ----------------------------------------------------------------------------------------------------


def collect(session: Session, typed: Typed, words: Sequence[str]) -> None:
    """Collect every report at a place; what is not believed is put aside and told."""
    from fieldreport.headquarters.collecting import collect as collected

    identity = typed.option("--identity")
    with opened(typed) as store:
        done = collected(
            store,
            Path(words[0]),
            session.now(),
            Keys(session.data).trusted(),
            identity="" if identity is None else identity_in(Path(identity)),
            signed_only=typed.flag("--signed-only"),
        )
    if typed.flag("--json"):
        session.json(_collected(done))
        return
    _tell(session, done)


def identity_in(path: Path) -> str:
    """The secret half of the key to which offices seal, from its file."""
    from fieldreport import files

    with files.plainly(path):
        content = path.read_text(encoding="utf-8", errors="replace")
    lines = [one.strip() for one in content[:10_000].splitlines()]
    return next((one for one in lines if one.startswith("AGE-SECRET-KEY-")), "")


def _collected(done: Collected) -> Json:
    return {
        "accepted": [
            {
                "file": one.file,
                "office": one.office,
                "period": one.period,
                "issue": one.issue,
                "records": one.records,
                "signature": str(one.signature),
                "reason": None,
            }
            for one in done.accepted
        ],
        "already": [
            {"file": one.file, "office": one.office, "period": one.period, "issue": one.issue, "reason": None}
            for one in done.already
        ],
        "quarantined": [
            {
                "file": one.file,
                "office": one.office or None,
                "period": one.period or None,
                "issue": one.issue or None,
                "reason": one.reason,
            }
            for one in done.quarantined
        ],
    }


def _tell(session: Session, done: Collected) -> None:
    from fieldreport.headquarters.wording import reason

    language = session.language
    for one in done.accepted:
        session.line(
            language.plural(
                "{file}: accepted, {office}, {period}, issue {issue}, {count} record.",
                "{file}: accepted, {office}, {period}, issue {issue}, {count} records.",
                one.records,
                file=shown(one.file),
                office=one.office,
                period=language.reference(one.period),
                issue=one.issue,
            )
        )
    for aside in done.quarantined:
        session.say(
            "{file}: put aside. {reason}", file=shown(aside.file), reason=reason(aside.reason, language)
        )
    session.say(
        "Accepted: {accepted}. Already there: {already}. Put aside: {quarantined}.",
        accepted=len(done.accepted),
        already=len(done.already),
        quarantined=len(done.quarantined),
    )


# ---- the board -----------------------------------------------------------------------------------------------------


def board(session: Session, typed: Typed, words: Sequence[str]) -> None:
    """Which office has reported on a period."""
    from fieldreport.headquarters.board import board as standings
    from fieldreport.headquarters.board import counted
    from fieldreport.headquarters.wording import STATES, reason

    language = session.language
    with opened(typed) as store:
        found = standings(store, period_of(session, typed, store, words[0]), as_of(session, typed))
    if typed.flag("--json"):
        session.json([_standing(one, language.code) for one in found])
        return
    say = language.say
    session.table(
        [say("Office"), say("Name"), say("State"), say("Received"), say("Issue"), say("Remark")],
        [
            [
                one.office.code,
                one.office.name(language.code),
                say(STATES[one.state]),
                "" if one.received is None else language.moment(one.received),
                language.number(one.issue) if one.issue else "",
                one.why or language.listing(reason(aside, language) for aside in one.aside[:1]),
            ]
            for one in found
        ],
    )
    for state, count in counted(found).items():
        if count:
            session.say("{state}: {count}", state=say(STATES[state]), count=count)


def as_of(session: Session, typed: Typed) -> datetime:
    """The moment as of which is asked: now, or noon of the day given."""
    return datetime.combine(day_of(session, typed), time(12), UTC) if typed.option("--day") else session.now()


def _standing(one: Standing, code: str) -> Mapping[str, Json]:
    return {
        "office": one.office.code,
        "name": one.office.name(code),
        "region": one.office.region,
        "period": one.period.code,
        "status": str(one.state),
        "received": None if one.received is None else moment_text(one.received),
        "issue": one.issue or None,
        "records": one.records,
        "signature": one.signature or None,
        "why": one.why or None,
        "quarantined": list(one.aside),
    }


# ---- progress ------------------------------------------------------------------------------------------------------


def progress(session: Session, typed: Typed, words: Sequence[str]) -> None:
    """How each task stands at the end of a period: as a whole, by region, by office."""
    from fieldreport.headquarters.progress import overview
    from fieldreport.progress import wording

    language = session.language
    with opened(typed) as store:
        period = period_of(session, typed, store, words[0])
        found = overview(store, store.plan(period.last), period.last)
    if typed.flag("--json"):
        session.json([_line(one) for one in found.lines])
        return
    say, regions = language.say, found.plan.regions
    session.table(
        [
            say("No."),
            say("Task"),
            say("Region"),
            say("Office"),
            say("Actual"),
            say("Target to date"),
            say("Target"),
            say("Achievement"),
            say("Forecast"),
            "",
        ],
        [
            [
                language.number(one.task.number),
                one.task.names.in_language(language.code),
                regions[one.region].in_language(language.code) if one.region in regions else one.region,
                one.office,
                language.number(one.progress.actual),
                wording.shown(one.progress.target_to_date, language),
                wording.shown(one.progress.target, language),
                one.progress.percent(language, 1),
                wording.shown(one.forecast.estimate, language),
                language.say_in("task state", "Remedial action") if one.progress.remedial else "",
            ]
            for one in found.lines
            # An office that has no target and has counted nothing says nothing here.
            if not one.office or one.progress.target is not None or one.progress.actual
        ],
    )


def _line(one: Line) -> Json:
    return {
        "task": one.task.number,
        "region": one.region or None,
        "office": one.office or None,
        "actual": plain_number(one.progress.actual),
        "target": plain_number(one.progress.target),
        "target_to_date": plain_number(one.progress.target_to_date),
        "achievement": plain_number(one.progress.achievement),
        "remedial": one.progress.remedial,
        "watch": one.progress.watch,
        "forecast": plain_number(one.forecast.estimate),
    }
