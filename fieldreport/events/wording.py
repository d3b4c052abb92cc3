"""Wording: what schedules and totals say about themselves."""

from __future__ import annotations

from collections.abc import Iterator

from fieldreport.events.programme import Proposal
from fieldreport.events.totals import Tally
from fieldreport.language import Language
from fieldreport.ledger import Sum


def summary(proposal: Proposal, language: Language) -> str:
    """How many wishes a proposal honours."""
    return language.say(
        "{honoured} of {wished} wishes are honoured; meetings: {meetings}, kept as they are: {kept}.",
        honoured=proposal.schedule.honoured,
        wished=proposal.schedule.wished,
        meetings=len(proposal.schedule.sittings),
        kept=len(proposal.kept),
    )


def told(tally: Tally, language: Language) -> str:
    """What became of meetings, in one sentence; what their value sums is told by ``explained``."""
    counts = {"scheduled": tally.scheduled, "took_place": tally.held, "missed": tally.no_shows}
    if not tally.value.by_currency:
        return language.say(
            "Meetings: {scheduled} scheduled, {took_place} held, {missed} no-shows.", **counts
        )
    return language.say(
        "Meetings: {scheduled} scheduled, {took_place} held, {missed} no-shows; consultation value {value}.",
        **counts,
        value=[one.total for one in tally.value.by_currency],
    )


def explained(value: Sum, language: Language) -> Iterator[str]:
    """What a sum of consultation values sums, and at which days' rates."""
    say = language.say
    yield say(
        "The consultation value is that of meetings held; contracts are not in it, for they overlap with it."
    )
    days = [day for one in value.by_currency for _, day in one.rates if day is not None]
    if days:
        yield say(
            "US dollars are at the rate recorded for each meeting, of {days}.",
            days=language.days(min(days), max(days)),
        )
    if value.without_rate:
        yield language.plural(
            "{count} sum has no US$ rate and is not in the total.",
            "{count} sums have no US$ rate and are not in the total.",
            value.without_rate,
        )
