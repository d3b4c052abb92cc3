"""Commands about the plan in motion: progress with its forecast, the roadmap, and taking another plan pack."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fieldreport import pack
from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.periods import period_of, plain_number
from fieldreport.cli.session import Session
from fieldreport.field import Json
from fieldreport.language import N_, Language
from fieldreport.office import Office
from fieldreport.plan import Changes, Plan, compare
from fieldreport.plan import wording as plan_wording
from fieldreport.progress import Course, Effect, Expected, Month, effects, in_motion, wording
from fieldreport.store.plans import Held, held_in_words

ONE_OF = N_("Please give only one of these: {names}.")
NOTHING_TO_ACCEPT = N_("Please say what is to be accepted: a plan pack's FILE, or --back.")


# ---- how the tasks stand -------------------------------------------------------------------------------------------


def progress(session: Session, typed: Typed) -> None:
    """Every task of the office against its target, and where it is going."""
    with session.office() as office:
        motion = office.motion(period_of(office, typed.word("PERIOD")).last)
        language = session.language
        if typed.flag("--json"):
            session.json([_course(one, motion.plan, language) for one in motion.courses])
            return
        say = language.say
        session.table(
            [
                say("No."),
                say("Task"),
                say("Actual"),
                say("Target to date"),
                say("Target"),
                say("Achievement"),
                say("Forecast"),
                say("Needed a period"),
                "",
            ],
            [
                [
                    language.number(one.task.number),
                    one.task.names.in_language(language.code),
                    language.number(one.progress.actual),
                    wording.shown(one.progress.target_to_date, language),
                    wording.shown(one.progress.target, language),
                    one.progress.percent(language, 1),
                    wording.shown(one.forecast.estimate, language),
                    wording.shown(one.forecast.needed, language),
                    language.say_in("task state", "Remedial action") if one.progress.remedial else "",
                ]
                for one in motion.courses
            ],
        )


def _course(course: Course, plan: Plan, language: Language) -> Json:
    one, future = course.progress, course.forecast
    return {
        "number": one.task.number,
        "name": one.task.names.in_language(language.code),
        "unit": one.task.unit.in_language(language.code),
        "actual": plain_number(one.actual),
        "target": plain_number(one.target),
        "target_to_date": plain_number(one.target_to_date),
        "achievement": plain_number(one.achievement),
        "remedial": one.remedial,
        "watch": one.watch,
        "forecast": {
            "basis": str(future.basis),
            "estimate": plain_number(future.estimate),
            "low": plain_number(future.low),
            "high": plain_number(future.high),
            "share_of_target": plain_number(future.share),
            "needed_per_period": plain_number(future.needed),
            "per_period_since_launch": plain_number(future.whole_pace),
            "per_period_recently": plain_number(future.recent_pace),
            "possible_on": None if future.possible_on is None else future.possible_on.isoformat(),
            "reason": wording.reason(course, plan, language),
        },
        "trend": [
            {
                "period": point.period.code,
                "actual": plain_number(point.actual),
                "added": plain_number(point.added),
                "achievement": plain_number(point.achievement),
            }
            for point in course.trend
        ],
    }


def roadmap(session: Session, typed: Typed) -> None:
    """What each month of the plan launches and expects, and how the office stands on it, today or at a period's end."""
    with session.office() as office:
        code = typed.word("PERIOD")
        motion = office.motion(period_of(office, code).last if code else office.today())
        language = session.language
        if typed.flag("--json"):
            session.json([_stage(one, language) for one in motion.roadmap])
            return
        if not motion.roadmap:
            session.say("The plan has no roadmap.")
        for stage in motion.roadmap:
            session.say(
                "Month {month}, {days}: {name}",
                month=stage.milestone.month,
                days=language.days(stage.milestone.first, stage.last),
                name=plan_wording.named(stage.milestone.names, language),
            )
            lines = [_line(one, language) for one in (*stage.launches, *stage.amounts)]
            if lines:
                session.table(lines[0], lines[1:])


def _line(one: Expected, language: Language) -> list[str]:
    task = language.say("{number}. {name}", number=one.task.number, name=one.task.name(language.code))
    figures = wording.figures(one, language) if one.state or one.whole else ""
    return ["", task, wording.state(one, language), figures]


def _stage(stage: Month, language: Language) -> Json:
    return {
        "month": stage.milestone.month,
        "first": stage.milestone.first.isoformat(),
        "last": stage.last.isoformat(),
        "name": stage.milestone.names.in_language(language.code),
        "running": stage.running,
        "launches": [_expected(one, language) for one in stage.launches],
        "expects": [_expected(one, language) for one in stage.amounts],
    }


def _expected(one: Expected, language: Language) -> Json:
    return {
        "task": one.task.number,
        "name": one.task.name(language.code),
        "due": one.due.isoformat(),
        "whole_country": plain_number(one.whole),
        "amount": plain_number(one.amount),
        "actual": plain_number(one.actual),
        "now": plain_number(one.now),
        "state": None if one.state is None else str(one.state),
    }


# ---- the plan pack -------------------------------------------------------------------------------------------------


def plan(session: Session, typed: Typed) -> None:
    """Show the plan in use, its history, or what another pack (or the way back) changes; accept it if told to."""
    file, back, accept = typed.word("FILE"), typed.flag("--back"), typed.flag("--accept")
    if accept and typed.flag("--dry-run"):
        raise WrongUsage(ONE_OF, names="--accept, --dry-run")
    if file and back:
        raise WrongUsage(ONE_OF, names="FILE, --back")
    if accept and not (file or back):
        raise WrongUsage(NOTHING_TO_ACCEPT)
    with session.office() as office:
        if not (file or back):
            _show(session, office, history=typed.flag("--history"), json=typed.flag("--json"))
            return
        path = Path(file)
        if back:
            other, content = office.plans.former()
        else:
            content = pack.content_of(path)
            other = Plan.parse(content, path)
        changes = compare(office.plan, other, office.code)
        today = office.today()
        after = in_motion(office.store, other, office.code, today)
        changed = effects(in_motion(office.store, office.plan, office.code, today), after)
        # What says the same leaves the plan that holds, and the way back, as they are.
        accept = accept and changes.is_something
        if accept:
            office.accept_plan(content, path)
        if typed.flag("--json"):
            session.json(_changes(changes, changed, session.language, accepted=accept))
            return
        _tell(session, changes, changed)
        if not changes.is_something:
            return
        if not accept:
            session.say(
                "Nothing has been changed. To accept this plan, give the command again with --accept."
            )
            return
        session.say("The plan {name} ({version}) is in use from today on.", **_named(other, session.language))
        if changes.moves_periods:
            session.warn(MOVED)


MOVED = N_("The periods are others now: their codes name other days than before.")


def _named(one: Plan, language: Language) -> dict[str, str]:
    return {"name": one.names.in_language(language.code), "version": language.reference(one.version)}


def _show(session: Session, office: Office, *, history: bool, json: bool) -> None:
    language = session.language
    held = office.plans.held() if history else office.plans.held()[-1:]
    if json:
        shown: list[Json] = [_held(one, language) for one in held]
        session.json(shown if history else shown[-1])
        return
    for one in held:
        session.say(
            "The plan {name} ({version}) runs from {first} to {last}.",
            first=one.plan.start,
            last=one.plan.end,
            **_named(one.plan, language),
        )
        if history:
            session.line(held_in_words(one, language))


def _held(one: Held, language: Language) -> dict[str, Json]:
    return {
        "id": one.plan.id,
        "version": one.plan.version,
        "name": one.plan.names.in_language(language.code),
        "first": one.plan.start.isoformat(),
        "last": one.plan.end.isoformat(),
        "in_use_since": None if one.since is None else one.since.isoformat(),
        "in_use_until": None if one.until is None else one.until.isoformat(),
        "accepted_by": one.by or None,
    }


def _tell(session: Session, changes: Changes, changed: Sequence[Effect]) -> None:
    """What a pack changes, line by line."""
    language = session.language
    version = plan_wording.version_in_words(changes, language)
    if version:
        session.line(version)
    if not changes.differences:
        session.say("This pack says the same as the plan in use.")
    for one in changes.differences:
        old, new = plan_wording.sides_in_words(one, language)
        session.say(
            "{place}: {what}: {old} → {new}",
            place=plan_wording.place_in_words(one, changes, language),
            what=language.say(one.what),
            old=old,
            new=new,
        )
    for effect in changed:
        number, name = effect.task.number, effect.task.name(language.code)
        session.say(
            "{place}: today: {what}",
            place=language.say("{number}. {name}", number=number, name=name),
            what=wording.effect(effect, language),
        )


def _changes(changes: Changes, changed: Sequence[Effect], language: Language, *, accepted: bool) -> Json:
    differences: list[Json] = []
    for one in changes.differences:
        old, new = plan_wording.sides_in_words(one, language)
        differences.append(
            {
                "kind": str(one.kind),
                "task": one.task,
                "month": one.month,
                "what": language.say(one.what),
                "old": old,
                "new": new,
            }
        )
    return {
        "id": changes.new.id,
        "version": changes.new.version,
        "version_in_use": changes.old.version,
        "compared": str(changes.version),
        "moves_periods": changes.moves_periods,
        "accepted": accepted,
        "differences": differences,
        "effects": [
            {
                "task": one.task.number,
                "achievement_before": plain_number(None if one.before is None else one.before.achievement),
                "achievement_after": plain_number(None if one.after is None else one.after.achievement),
                "remedial_before": bool(one.before and one.before.remedial),
                "remedial_after": bool(one.after and one.after.remedial),
            }
            for one in changed
        ],
    }
