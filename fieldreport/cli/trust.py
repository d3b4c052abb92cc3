"""Commands about what a report is worth: keys, signing and freezing it, the next issue, and what became of a file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from fieldreport import signing
from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.periods import period_of
from fieldreport.cli.session import Session, shown
from fieldreport.failures import InputAtFault
from fieldreport.field import Json
from fieldreport.fields.day import moment_text
from fieldreport.keys import Keys, PublicKey
from fieldreport.language import N_
from fieldreport.office import Office
from fieldreport.signing import signed_in_words
from fieldreport.store.frozen import Frozen, FrozenReports

UNKNOWN_ACTION = N_("“{name}” is nothing that can be done with keys; use one of these: {known}.")
NEEDS_FILE = N_("Please name the file: fieldreport keys {action} FILE")
NOT_THE_SAME = N_("The two passphrases are not the same. Nothing was made; please try again.")
NOT_A_STEP = N_("“{value}” is no number of a step; the first one is 1.")
#: Characters of a passphrase's line; a longer one is none.
LONGEST_LINE = 4_096


# ---- keys ----------------------------------------------------------------------------------------------------------


def keys(session: Session, typed: Typed) -> None:
    """Make, export, believe or list keys."""
    actions: dict[str, Callable[[Session, Typed], None]] = {
        "list": _list,
        "make": _make,
        "export": _export,
        "trust": _trust,
    }
    action = typed.word("ACTION") or "list"
    if action not in actions:
        raise WrongUsage(UNKNOWN_ACTION, name=action, known=", ".join(actions))
    if action in ("export", "trust") and not typed.word("FILE"):
        raise WrongUsage(NEEDS_FILE, action=action)
    actions[action](session, typed)


def _make(session: Session, typed: Typed) -> None:
    with session.office() as office:
        say = session.language.say
        passphrase = _passphrase(session, say("A passphrase for the new key: "))
        if _asks(session) and _passphrase(session, say("The same passphrase again: ")) != passphrase:
            raise WrongUsage(NOT_THE_SAME)
        made = Keys(office.data).make(
            office.code,
            typed.option("--name") or office.person,
            passphrase,
            office.clock(),
            typed.option("--lost") or "",
        )
        session.say("The key {key} was made for {name}.", key=made.id, name=made.name)
        session.say(
            "Give headquarters its public half (fieldreport keys export FILE), and keep the passphrase."
        )


def _export(session: Session, typed: Typed) -> None:
    with session.office() as office:
        path = Path(typed.word("FILE"))
        office.refuse_own(path)
        own = Keys(office.data).export(path)
        session.say("The public key {key} of {name} is in {path}.", key=own.id, name=own.name, path=str(path))


def _trust(session: Session, typed: Typed) -> None:
    key = Keys(session.data).trust(Path(typed.word("FILE")))
    session.say(
        "Signatures by {name} ({office}) are believed from now on. Compare the key by telephone: {key}",
        name=key.name,
        office=key.office,
        key=key.id,
    )
    _tell_lost(session, key)


def _list(session: Session, typed: Typed) -> None:
    folder = Keys(session.data)
    own, former = folder.own(), {one.id for one in folder.former()}
    known = folder.trusted()
    if typed.flag("--json"):
        session.json([{**one.to_json(), "own": one == own, "former": one.id in former} for one in known])
        return
    if not known:
        session.say("There are no keys yet.")
    for one in known:
        state = (
            session.language.say_in("key", "in use")
            if one == own
            else session.language.say_in("key", "replaced")
            if one.id in former
            else session.language.say_in("key", "believed")
        )
        session.line(
            session.language.say(
                "{key}: {name}, {office}, since {moment} ({state})",
                key=one.id,
                name=shown(one.name),
                office=one.office,
                moment=one.made_at,
                state=state,
            )
        )
        _tell_lost(session, one)


def _tell_lost(session: Session, key: PublicKey) -> None:
    if key.instead_of is not None:
        session.say(
            "It stands in for {key} since {moment}: {reason}",
            key=key.instead_of.key,
            moment=key.instead_of.at,
            reason=shown(key.instead_of.reason),
        )


def _asks(session: Session) -> bool:
    """Whether a person sits at the terminal; else the passphrase is the first line of the input."""
    return session.given is sys.stdin.buffer and sys.stdin.isatty()


def _passphrase(session: Session, prompt: str) -> str:
    if _asks(session):
        import getpass

        return getpass.getpass(prompt)
    line = session.given.readline(LONGEST_LINE)
    return line.decode("utf-8-sig", "replace").rstrip("\r\n")


# ---- signing -------------------------------------------------------------------------------------------------------


def sign(session: Session, typed: Typed) -> None:
    """Sign a step of the approval box, or seal the report with the manager's key."""
    step = typed.option("--step")
    with session.writing() as office:
        period = period_of(office, typed.word("PERIOD"))
        if step is not None:
            if not (step.isascii() and step.isdigit() and len(step) < 4):
                raise WrongUsage(NOT_A_STEP, value=step)
            by = typed.option("--by") or office.person
            signing.approve(office, period, int(step), by)
            name = office.place.approval[int(step) - 1].in_language(session.language.code)
            session.say("{step}: signed by {name} on {day}.", step=name, name=shown(by), day=office.today())
            return
        passphrase = _passphrase(session, session.language.say("The passphrase of the manager's key: "))
        signed = signing.seal(office, period, passphrase, session.language)
        session.line(signed_in_words(signed, session.language))


def reissue(session: Session, typed: Typed) -> None:
    """Begin the next issue of a signed report."""
    with session.writing() as office:
        period = period_of(office, typed.word("PERIOD"))
        begun = signing.begin_issue(office, period, typed.option("--reason") or "")
        session.say(
            "Issue {issue} of {period} is begun; what is changed from now on goes into it.",
            issue=begun.issue,
            period=session.language.reference(period.code),
        )


def signed(session: Session, typed: Typed) -> None:
    """Who signed what and when, with what has been changed since in the records of the latest issues."""
    with session.office() as office:
        period = period_of(office, typed.word("PERIOD")) if typed.word("PERIOD") else None
        found = FrozenReports(office.store.database).all(None if period is None else period.code)
        if typed.flag("--json"):
            session.json([_signed(one) for one in found])
            return
        if not found:
            session.say("Nothing is signed yet.")
        for one in found:
            session.line(shown(signed_in_words(one, session.language), 1_000))
        lock = None if period is None else signing.lock_of(office, office.report(period))
        if lock is not None and lock.since:
            session.line(
                session.language.plural(
                    "{count} record was changed since; it goes into the next issue.",
                    "{count} records were changed since; they go into the next issue.",
                    len(lock.since),
                )
            )


def _signed(one: Frozen) -> Json:
    return {
        "period": one.period,
        "issue": one.issue,
        "signed_by": one.by,
        "signed_at": moment_text(one.at),
        "key": one.key,
        "reason": one.reason or None,
    }


# ---- verifying -----------------------------------------------------------------------------------------------------


def verify(session: Session, typed: Typed) -> None:
    """Say what became of a workbook; the exit status is 0 only for one that is untouched."""
    from fieldreport.verifying.verdict import Status
    from fieldreport.verifying.verdict import verify as verified
    from fieldreport.verifying.wording import lines

    verdict = verified(Path(typed.word("FILE")), Keys(session.data).trusted())
    if Office.exists(session.data):
        with session.office():
            # Moments are then told on the office's clock.
            pass
    if typed.flag("--json"):
        session.json(verdict.to_json())
    else:
        for line in lines(verdict, session.language):
            session.line(shown(line, 1_000))
    if verdict.status is not Status.UNTOUCHED:
        # All there is to say has been said.
        raise InputAtFault([])
