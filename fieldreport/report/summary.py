"""Summary: the report's opening points, drafted from the figures until the manager writes better ones."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fieldreport.language import Language
from fieldreport.report.figures import Figures


def draft(figures: Figures, short: Sequence[int], threshold: Decimal, language: Language) -> tuple[str, ...]:
    """Points in ``language``, each a whole statement; ``short`` are the numbers of the tasks below ``threshold``.

    Every report speaks of leads, meetings and difficulties; of anything else only when there was some.
    """
    return (
        leads(figures, language),
        meetings(figures, language),
        *contracts(figures, language),
        *tasks_below(short, threshold, language),
        difficulties(figures, language),
    )


def tasks_below(short: Sequence[int], threshold: Decimal, language: Language) -> list[str]:
    """Which tasks are below the threshold; nothing where none is."""
    if not short:
        return []
    return [
        language.plural(
            # Translators: an official report's clipped style; tasks is a list of task numbers, such as 7 and 13.
            "Task {tasks} is below {threshold} of its target to date; remedial action is needed.",
            "Tasks {tasks} are below {threshold} of their targets to date; remedial action is needed.",
            len(short),
            tasks=list(short),
            threshold=language.percent(threshold, None),
        )
    ]


def leads(figures: Figures, language: Language) -> str:
    """How many leads came in."""
    if not figures.leads:
        return language.say("No new buyer lead was received.")
    return language.plural(
        # Translators: before is the number in the fortnight before.
        "{count} new buyer lead was received ({before} in the period before).",
        "{count} new buyer leads were received ({before} in the period before).",
        figures.leads,
        before=figures.leads_before,
    )


def meetings(figures: Figures, language: Language) -> str:
    """How many meetings were held, and what they came to."""
    if not figures.meetings:
        return language.say("No meeting was held.")
    value = figures.consultation.us_dollars
    if not figures.events:
        return language.plural(
            "{count} meeting was held, with a consultation value of {value}.",
            "{count} meetings were held, with a consultation value of {value}.",
            figures.meetings,
            value=value,
        )
    return language.plural(
        # Translators: events is a number of consultation events.
        "{count} meeting was held (events: {events}), with a consultation value of {value}.",
        "{count} meetings were held (events: {events}), with a consultation value of {value}.",
        figures.meetings,
        events=figures.events,
        value=value,
    )


def contracts(figures: Figures, language: Language) -> list[str]:
    """What was contracted, each kind by itself: they overlap with one another and with the consultation value."""
    points = []
    if figures.contract_in_progress.counted:
        points.append(
            language.say(
                "Contracts in progress came to {value}, counted apart from consultation value.",
                value=figures.contract_in_progress.us_dollars,
            )
        )
    if figures.on_site_contracts.counted or figures.concluded.counted:
        points.append(
            language.say(
                "On-site contracts came to {on_site}, concluded deals to {concluded}, each counted apart.",
                on_site=figures.on_site_contracts.us_dollars,
                concluded=figures.concluded.us_dollars,
            )
        )
    return points


def difficulties(figures: Figures, language: Language) -> str:
    """How many difficulties are open."""
    if not figures.difficulties_open:
        return language.plural(
            "No difficulty is open; {count} was resolved.",
            "No difficulty is open; {count} were resolved.",
            figures.difficulties_resolved,
        )
    return language.plural(
        # Translators: escalated is how many of them were passed on to headquarters.
        "{count} difficulty is being worked on (escalated to headquarters: {escalated}; resolved: {resolved}).",
        "{count} difficulties are being worked on (escalated to headquarters: {escalated}; resolved: {resolved}).",
        figures.difficulties_open,
        escalated=figures.difficulties_escalated,
        resolved=figures.difficulties_resolved,
    )
