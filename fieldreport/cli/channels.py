"""Commands about channels: the ways to headquarters, listed, added, tried, preferred, removed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.delivery import LONGEST, delivery_of
from fieldreport.cli.session import Session, shown
from fieldreport.field import Json
from fieldreport.fields.day import moment_text
from fieldreport.language import N_

if TYPE_CHECKING:
    from fieldreport.delivery.channels.configured import Configured

UNKNOWN_ACTION = N_("“{name}” is nothing that can be done with channels; use one of these: {known}.")
NEEDS_ADDRESS = N_("Please name the channel and where it leads: fieldreport channels add NAME ADDRESS")
NEEDS_NAME = N_("Please name the channel: fieldreport channels {action} NAME")
#: Characters of a password's line.
LONGEST_PASSWORD = 4_096


def channels(session: Session, typed: Typed) -> None:
    """List, add, try or remove channels."""
    actions: dict[str, Callable[[Session, Typed], None]] = {
        "list": _list,
        "add": _add,
        "try": _try,
        "first": _first,
        "remove": _remove,
    }
    action = typed.word("ACTION") or "list"
    if action not in actions:
        raise WrongUsage(UNKNOWN_ACTION, name=action, known=", ".join(actions))
    if action == "add" and not typed.word("ADDRESS"):
        raise WrongUsage(NEEDS_ADDRESS)
    if action not in ("list", "add") and not typed.word("NAME"):
        raise WrongUsage(NEEDS_NAME, action=action)
    actions[action](session, typed)


def _list(session: Session, typed: Typed) -> None:
    from fieldreport.delivery import wording

    with session.office() as office:
        known = delivery_of(office).channels.all()
        if typed.flag("--json"):
            session.json([_channel(one, session) for one in known])
            return
        if not known:
            session.say(
                "There is no channel yet. Add one, a folder for example: fieldreport channels add NAME FOLDER"
            )
        for one in known:
            say = session.language.say
            session.say(
                "{name}: {kind}, {address}",
                name=one.name,
                kind=say(wording.KINDS[one.kind]),
                address=one.address,
            )
            if one.problem is not None:
                session.line("  " + shown(say(one.problem.message, **one.problem.values), LONGEST))


def _channel(one: Configured, session: Session) -> Json:
    problem = one.problem
    return {
        "name": one.name,
        "kind": str(one.kind),
        "address": one.address,
        "user": one.options.get("user"),
        "key": one.options.get("key"),
        "host_key": one.options.get("host_key"),
        "password_kept": one.options.get("secret") == "yes",
        "failures": one.failures,
        "next_at": None if one.next_at is None else moment_text(one.next_at),
        "reached_at": None if one.polled_at is None else moment_text(one.polled_at),
        "problem": None if problem is None else session.language.say(problem.message, **problem.values),
    }


def _add(session: Session, typed: Typed) -> None:
    from fieldreport.delivery.channels.configured import described

    with session.office() as office:
        one = described(
            typed.word("NAME"),
            typed.word("ADDRESS"),
            user=typed.option("--user") or "",
            key=typed.option("--key") or "",
            host_key=typed.option("--host-key") or "",
        )
        password = _password(session) if typed.flag("--password") else ""
        delivery_of(office).channels.add(one, password)
        session.say(
            "Reports can go to {address} now; try it with: fieldreport channels try {name}",
            address=one.address,
            name=one.name,
        )


def _password(session: Session) -> str:
    if session.given is sys.stdin.buffer and sys.stdin.isatty():
        import getpass

        return getpass.getpass(
            session.language.say("The password (it is kept in this computer's keychain): ")
        )
    return session.given.readline(LONGEST_PASSWORD).decode("utf-8-sig", "replace").rstrip("\r\n")


def _try(session: Session, typed: Typed) -> None:
    with session.office() as office:
        delivery_of(office).attempt(typed.word("NAME"))
        session.say(
            "{name} works: a small file was written there, read back and taken away.", name=typed.word("NAME")
        )


def _first(session: Session, typed: Typed) -> None:
    with session.office() as office:
        known = delivery_of(office).channels
        known.prefer(typed.word("NAME"))
        session.say("Reports go by {name} from now on.", name=typed.word("NAME"))


def _remove(session: Session, typed: Typed) -> None:
    with session.office() as office:
        removed = delivery_of(office).channels.remove(typed.word("NAME"))
        session.say("The channel {name} is removed; nothing was deleted where it leads.", name=removed.name)
