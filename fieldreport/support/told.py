"""A company's voucher and triple route in words, the same on the screen and on the command line."""

from __future__ import annotations

from collections.abc import Sequence

from fieldreport.language import Language
from fieldreport.records.activity import ACTIVITY
from fieldreport.support.routes import Route
from fieldreport.support.vouchers import VoucherFacts


def voucher_lines(facts: VoucherFacts, language: Language) -> list[str]:
    """What the voucher is for a company, line by line."""
    say = language.say
    lines = []
    if facts.us_share is None:
        lines.append(say("The share of its exports to the US is not known; it decides on priority."))
    elif facts.priority:
        lines.append(say("{share}% of its exports go to the US: it has priority.", share=facts.us_share))
    else:
        lines.append(say("{share}% of its exports go to the US: no priority.", share=facts.us_share))
    lines.append(
        say(
            "Vouchers used: {used} of {ceiling}; {left} left.",
            used=facts.used,
            ceiling=facts.ceiling,
            left=facts.left,
        )
    )
    if facts.asked.minor:
        lines.append(say("Applied for and not decided yet: {asked}.", asked=facts.asked))
    if facts.over:
        lines.append(say("What was applied for goes beyond the ceiling; please check the amounts."))
    lines += [
        say(
            "{reference} was approved on {day} and should have been paid out by now.",
            reference=language.reference(one.reference),
            day=one["approved_on"],
        )
        for one in facts.late
    ]
    return lines


def route_lines(found: Sequence[Route], language: Language) -> list[str]:
    """How far a company has come on the triple route, a line for each module."""
    topics = ACTIVITY.field("topics")
    return [
        language.say("{topic}: advised on {day}", topic=topics.show((one.topic,), language), day=one.last)
        if one.last
        else language.say("{topic}: not advised on yet", topic=topics.show((one.topic,), language))
        for one in found
    ]
