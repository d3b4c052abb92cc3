"""Wording: how far packages are, and what headquarters has said, in words for people."""

from __future__ import annotations

from collections.abc import Mapping

from fieldreport.delivery.channels.configured import ChannelKind
from fieldreport.delivery.envelopes import Envelope, Kind
from fieldreport.delivery.outbox import Package, State
from fieldreport.language import Language, N_in

STATES: Mapping[State, str] = {
    State.QUEUED: N_in("outbox", "waits"),
    State.DELIVERING: N_in("outbox", "is being sent"),
    State.DELIVERED: N_in("outbox", "delivered"),
    State.ACKNOWLEDGED: N_in("outbox", "acknowledged"),
    State.RETURNED: N_in("outbox", "returned"),
}
#: How a state looks in the window.
LOOKS: Mapping[State, str] = {
    State.QUEUED: "warn",
    State.DELIVERING: "warn",
    State.DELIVERED: "calm",
    State.ACKNOWLEDGED: "good",
    State.RETURNED: "bad",
}
KINDS: Mapping[ChannelKind, str] = {
    ChannelKind.FOLDER: N_in("channel", "folder"),
    ChannelKind.WEBDAV: N_in("channel", "WebDAV"),
    ChannelKind.SFTP: N_in("channel", "SFTP"),
    ChannelKind.MAIL: N_in("channel", "mail"),
}


def where(package: Package, language: Language) -> str:
    """How far a package is, and since when, as a sentence."""
    say = language.say
    if package.answered_at is not None and package.state is State.ACKNOWLEDGED:
        return say("Headquarters has it: its receipt came {moment}.", moment=package.answered_at)
    if package.answered_at is not None and package.state is State.RETURNED:
        return say("Headquarters has returned it: its answer came {moment}.", moment=package.answered_at)
    if package.delivered_at is not None and package.state is State.DELIVERED:
        return say(
            "Delivered {moment} and read back the same; headquarters' receipt is awaited.",
            moment=package.delivered_at,
        )
    return say("It waits to be sent since {moment}.", moment=package.queued_at)


def what(envelope: Envelope, language: Language) -> str:
    """What an envelope says, as a sentence."""
    say = language.say
    if envelope.kind is Kind.RECEIPT:
        said = {"period": language.reference(envelope.period), "issue": envelope.issue}
        if envelope.why:
            return say("{period}, issue {issue}, is returned: {reason}", **said, reason=envelope.why)
        if envelope.returned:
            return language.plural(
                "{period}, issue {issue}, was received; {count} record is returned.",
                "{period}, issue {issue}, was received; {count} records are returned.",
                len(envelope.returned),
                **said,
            )
        return say("{period}, issue {issue}, was received and accepted.", **said)
    if envelope.kind is Kind.PLAN:
        return say("Headquarters has sent another plan pack.")
    if envelope.kind is Kind.OFFICES:
        return say("Headquarters has sent another list of offices.")
    if envelope.kind is Kind.SEALING:
        return say("From now on reports are sealed to headquarters' key.")
    return envelope.body
