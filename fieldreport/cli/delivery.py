"""Commands about delivery: sending, the outbox, and what headquarters sends back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fieldreport.cli.arguments import Typed
from fieldreport.cli.periods import period_of
from fieldreport.cli.session import Session, shown
from fieldreport.failures import InputAtFault, MachineAtFault, Problem
from fieldreport.field import Json
from fieldreport.fields.day import moment_text
from fieldreport.language import N_
from fieldreport.office import Office

if TYPE_CHECKING:
    from fieldreport.delivery.dispatch import Delivery, Round
    from fieldreport.delivery.envelopes import Envelope
    from fieldreport.delivery.inbox import Received
    from fieldreport.delivery.outbox import Package

#: Characters of a line told to people.
LONGEST = 2_000


def delivery_of(office: Office) -> Delivery:
    """The office's delivery; most commands never need it."""
    from fieldreport.delivery.dispatch import Delivery

    return Delivery.of(office)


def deliver(session: Session, typed: Typed) -> None:
    """Queue a period's signed report if one is named, then send what waits and fetch what has come."""
    with session.office() as office:
        delivery = delivery_of(office)
        if typed.word("PERIOD"):
            queue(office, delivery, period_of(office, typed.word("PERIOD")).code, typed.option("--channel"))
        done = delivery.run(at_once=typed.flag("--now"))
        if typed.flag("--json"):
            session.json(_round(done, session))
        else:
            _tell(session, office, done)
        _tell_failures(session, done)


def queue(office: Office, delivery: Delivery, period: str, channel: str | None = None) -> Package:
    """Queue the signed report of a period for a channel, or for the one that is used unless another is named."""
    channels = delivery.channels
    goes_by = channels.named(channel) if channel else channels.usual()
    language = office.settings.workbook_language
    return delivery.outbox.queue_signed(period, language, goes_by.name, office.clock(), office.person)


def _tell(session: Session, office: Office, done: Round) -> None:
    if done.busy:
        session.say("Another program is sending just now; it takes along what waits.")
    for package in done.delivered:
        session.say(
            "{period}, issue {issue}: delivered to {path} and read back the same.",
            period=session.language.reference(package.period),
            issue=package.issue,
            path=package.place or "",
        )
    for envelope in done.received:
        _tell_envelope(session, office, envelope)
    if not (done.busy or done.delivered or done.received or done.refused or done.failed):
        session.say("There was nothing to be sent, and nothing has come.")


def _tell_envelope(session: Session, office: Office, envelope: Envelope) -> None:
    from fieldreport.delivery import wording
    from fieldreport.delivery.envelopes import Kind

    session.line(shown(wording.what(envelope, session.language), LONGEST))
    for one in envelope.returned:
        found = office.store.find(one.id)
        name = one.id if found is None else session.read(office.store.record(one.id).reference)
        session.line(f"  {name}: {shown(one.comment, LONGEST)}")
    if envelope.kind in (Kind.PLAN, Kind.OFFICES):
        session.line(f"  {delivery_of(office).inbox.file_of(envelope)}")


def _tell_failures(session: Session, done: Round) -> None:
    for problem in done.refused:
        session.warn(problem.message, **problem.values)
    if done.failed:
        for name, problem in done.failed[:-1]:
            session.tell(InputAtFault(problem.at(place=name)))
        name, problem = done.failed[-1]
        session.tell(InputAtFault(problem.at(place=name)))
        raise MachineAtFault(N_("Not everything was sent; it stays in the outbox and is tried again."))
    if done.refused:
        # All there is to say has been said.
        raise InputAtFault([])


def _round(done: Round, session: Session) -> Json:
    def said(problem: Problem) -> Json:
        return session.language.say(problem.message, **problem.values)

    return {
        "busy": done.busy,
        "delivered": [_package(one) for one in done.delivered],
        "received": [one.to_json() for one in done.received],
        "refused": [said(one) for one in done.refused],
        "failed": [{"channel": name, "problem": said(problem)} for name, problem in done.failed],
    }


# ---- the outbox ----------------------------------------------------------------------------------------------------


def outbox(session: Session, typed: Typed) -> None:
    """Show what was queued and how far each package is."""
    with session.office() as office:
        packages = delivery_of(office).outbox.all()
        if typed.flag("--json"):
            session.json([_package(one) for one in packages])
            return
        if not packages:
            session.say("Nothing has been sent yet. Send a signed report with: fieldreport deliver PERIOD")
            return
        say = session.language.say
        heads = [say("Period"), say("Issue"), say("State"), say("Channel"), say("Since")]
        session.table(heads, [_row(session, one) for one in packages])


def _row(session: Session, one: Package) -> list[str]:
    from fieldreport.delivery import wording
    from fieldreport.delivery.outbox import WAITING

    language = session.language
    since = one.answered_at or one.delivered_at or one.queued_at
    if one.state in WAITING:
        since = one.queued_at
    state = language.say(wording.STATES[one.state])
    return [
        language.reference(one.period),
        language.number(one.issue),
        state,
        one.channel,
        language.moment(since),
    ]


def _package(one: Package) -> Json:
    return {
        "period": one.period,
        "issue": one.issue,
        "language": one.language,
        "sha256": one.sha256,
        "bytes": one.size,
        "state": str(one.state),
        "channel": one.channel,
        "attempts": one.attempts,
        "sealed": one.recipient,
        "place": one.place,
        "queued_at": moment_text(one.queued_at),
        "queued_by": one.queued_by,
        "delivered_at": None if one.delivered_at is None else moment_text(one.delivered_at),
        "receipt": one.receipt,
        "answered_at": None if one.answered_at is None else moment_text(one.answered_at),
    }


# ---- what came back ------------------------------------------------------------------------------------------------


def receipts(session: Session, typed: Typed) -> None:
    """Take in envelopes that came as files, or list everything that headquarters has sent."""
    with session.office() as office:
        delivery = delivery_of(office)
        files = typed.words.get("FILE", ())
        if files:
            envelopes = [delivery.take_file(Path(one)) for one in files]
            if typed.flag("--json"):
                session.json([one.to_json() for one in envelopes])
                return
            for envelope in envelopes:
                _tell_envelope(session, office, envelope)
            return
        received = delivery.inbox.all()
        if typed.flag("--json"):
            session.json([_received(one) for one in received])
            return
        if not received:
            session.say("Headquarters has sent nothing yet.")
        for one in received:
            session.line(session.language.moment(one.at))
            _tell_envelope(session, office, one.envelope)


def _received(one: Received) -> Json:
    return {**one.envelope.to_json(), "key": one.key, "received_at": moment_text(one.at), "file": one.name}
