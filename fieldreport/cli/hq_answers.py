"""Commands by which headquarters answers: reports given back, receipts, reminders, its keys."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fieldreport import files
from fieldreport.cli.arguments import Typed, WrongUsage
from fieldreport.cli.hq import as_of, opened, period_of
from fieldreport.cli.session import Session, shown
from fieldreport.delivery.envelopes import HEADQUARTERS, Kind
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json
from fieldreport.fields.day import moment_text
from fieldreport.keys import Keys, SigningKey
from fieldreport.language import N_

if TYPE_CHECKING:
    from fieldreport.headquarters.answering import Answer

NEEDS_WHY = N_("Please say why it is returned: --why TEXT")
NOT_HEADQUARTERS = N_(
    "The key in this data folder is that of {office}, which cannot speak for headquarters."
    " Use a data folder of its own."
)
THERE_ALREADY = N_("There is a file {path} already; please choose another name.")
#: Characters of a passphrase's line; a longer one is none.
LONGEST_LINE = 4_096


def give_back(session: Session, typed: Typed, words: Sequence[str]) -> None:
    """Return an office's report on a period, or some of its records, with the reason."""
    from fieldreport.headquarters.answering import give_back as returned

    why = typed.option("--why")
    if why is None:
        raise WrongUsage(NEEDS_WHY)
    with opened(typed) as store:
        period = period_of(session, typed, store, words[1])
        done = returned(store, words[0], period, why, session.now(), typed.every("--record"))
    if typed.flag("--json"):
        session.json(
            {
                "office": done.office,
                "period": done.period,
                "issue": done.issue or None,
                "records": list(done.records),
                "why": why,
            }
        )
        return
    session.say(
        "{period} of {office} is returned. The office learns of it by its receipt: fieldreport hq --store URL receipts",
        period=session.language.reference(done.period),
        office=done.office,
    )


def receipts(session: Session, typed: Typed, _words: Sequence[str]) -> None:
    """List the receipts and what is still to be signed; with a folder sign all of it and lay it down there."""
    from fieldreport.headquarters import answering

    folder = typed.option("--to")
    laid: list[Path] = []
    with opened(typed) as store:
        if folder is not None:
            if answering.owed(store):
                answering.sign(store, signer(session), session.now())
            laid = answering.lay_down(store, Path(folder))
        owed, signed = answering.owed(store), answering.signed(store)
    if typed.flag("--json"):
        session.json([_answer(one) for one in (*owed, *signed)])
        return
    for one in (*signed, *owed):
        _tell(session, one)
    _tell_laid(session, laid, len(owed))


def _tell(session: Session, one: Answer) -> None:
    say, language = session.language.say, session.language
    about = {"office": one.office, "period": language.reference(one.period), "issue": one.issue}
    if one.serial == 0:
        session.line(say("To be signed: {office}, {period}, issue {issue}", **about))
    elif one.kind is Kind.RECEIPT and one.why:
        session.line(
            say(
                "{serial}: {office}, {period}, issue {issue}: returned. {reason}",
                serial=one.serial,
                reason=shown(one.why, 1_000),
                **about,
            )
        )
    elif one.kind is Kind.RECEIPT:
        session.line(
            language.plural(
                "{serial}: {office}, {period}, issue {issue}: {count} record accepted, {returned} returned.",
                "{serial}: {office}, {period}, issue {issue}: {count} records accepted, {returned} returned.",
                one.accepted,
                serial=one.serial,
                returned=one.returned,
                **about,
            )
        )
    else:
        session.line(
            say("{serial}: a message to {office} about {period}.", serial=one.serial, **about)
            if one.period
            else say("{serial}: for {office}.", serial=one.serial, office=one.office)
        )


def _tell_laid(session: Session, laid: Sequence[Path], owed: int) -> None:
    for path in laid:
        session.say("Laid down: {path}", path=str(path))
    if owed:
        session.say(
            "To sign them and lay them down for the offices: fieldreport hq --store URL receipts --to FOLDER"
        )


def remind(session: Session, typed: Typed, words: Sequence[str]) -> None:
    """Sign a reminder to every office whose report on a period is missing, and lay it down for it."""
    from fieldreport.headquarters import answering
    from fieldreport.headquarters.board import State, board

    folder = typed.option("--to")
    with opened(typed) as store:
        period = period_of(session, typed, store, words[0])
        missing = [
            one.office for one in board(store, period, as_of(session, typed)) if one.state is State.MISSING
        ]
        names = {one.code: one.name(session.language.code) for one in missing}
        made: Sequence[Answer] = ()
        laid: list[Path] = []
        if missing and folder is not None:
            made = answering.remind(
                store,
                signer(session),
                period,
                [one.code for one in missing],
                lambda code: session.language.say(
                    "{name}: the report on {period} was due on {day} and has not come. Please send it.",
                    name=names[code],
                    period=session.language.reference(period.code),
                    day=period.due,
                ),
                session.now(),
            )
            laid = answering.lay_down(store, Path(folder))
    if typed.flag("--json"):
        reminded = {one.office: one.serial for one in made}
        session.json(
            [{"office": one.code, "period": period.code, "serial": reminded.get(one.code)} for one in missing]
        )
        return
    if not missing:
        session.say("No report is missing.")
    for one in missing:
        session.say("Missing: {office}, {name}", office=one.code, name=names[one.code])
    _tell_laid(session, laid, 0)


def _answer(one: Answer) -> Json:
    return {
        "serial": one.serial or None,
        "kind": str(one.kind),
        "office": one.office,
        "period": one.period or None,
        "issue": one.issue or None,
        "package": one.package or None,
        "accepted": one.accepted,
        "returned": one.returned,
        "why": one.why or None,
        "signed_at": None if one.made_at is None else moment_text(one.made_at),
    }


# ---- keys ----------------------------------------------------------------------------------------------------------


def key(session: Session, typed: Typed, words: Sequence[str]) -> None:
    """Make headquarters' key if there is none, and write its public half to a file for the offices."""
    keys = Keys(session.data)
    own = keys.own()
    if own is None or typed.option("--lost"):
        own = keys.make(
            HEADQUARTERS,
            typed.option("--name") or "",
            _passphrase(session),
            session.now(),
            typed.option("--lost") or "",
        )
    _refuse_other(own.office)
    if words:
        keys.export(Path(words[0]))
    if typed.flag("--json"):
        session.json(own.to_json())
        return
    session.say("Headquarters' key is {key}, of {name}.", key=own.id, name=shown(own.name))


def seal(session: Session, typed: Typed, words: Sequence[str]) -> None:
    """Make the key to which offices seal; its secret half goes into a file, a letter tells the offices."""
    from fieldreport.delivery.sealing import make_identity
    from fieldreport.headquarters import answering

    path = Path(words[0])
    if path.exists():
        raise InputAtFault(Problem(THERE_ALREADY, {"path": str(path)}))
    with opened(typed) as store:
        signing = signer(session)
        secret, recipient = make_identity()
        with files.replacing(path) as unfinished, files.plainly(path):
            unfinished.touch(mode=0o600)
            unfinished.write_text(f"{secret}\n", encoding="ascii", newline="\n")
        answering.tell_everybody(store, signing, Kind.SEALING, recipient, session.now())
    if typed.flag("--json"):
        session.json({"recipient": recipient, "identity": str(path)})
        return
    session.say(
        "Offices seal to {key} once they have its letter. Keep {path} safe: without it nothing sealed can be read.",
        key=recipient,
        path=str(path),
    )


def signer(session: Session) -> SigningKey:
    """Headquarters' key, unlocked."""
    keys = Keys(session.data)
    own = keys.own()
    if own is not None:
        _refuse_other(own.office)
        return keys.unlock(_passphrase(session))
    return keys.unlock("")


def _refuse_other(office: str) -> None:
    if office != HEADQUARTERS:
        raise InputAtFault(Problem(NOT_HEADQUARTERS, {"office": office}))


def _passphrase(session: Session) -> str:
    if session.given is sys.stdin.buffer and sys.stdin.isatty():
        import getpass

        return getpass.getpass(session.language.say("The passphrase of headquarters' key: "))
    line = session.given.readline(LONGEST_LINE)
    return line.decode("utf-8-sig", "replace").rstrip("\r\n")
