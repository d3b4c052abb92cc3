"""Parts: what the summary speaks of, one by one, each drafted from the figures and compared with the period before.

A part is a name, a heading and a function that drafts its points; ``PARTS`` is their order. What a manager writes of a
part in a language is kept in the report's summary as ``language.part`` and takes the draft's place in that language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldreport.language import N_, Language
from fieldreport.report import summary

if TYPE_CHECKING:
    from fieldreport.report.contents import Report


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the summary. ``brief`` are the points of the first page, ``further`` those beside them elsewhere."""

    name: str
    heading: str
    brief: Callable[[Report, Language], Iterator[str]]
    further: Callable[[Report, Language], Iterator[str]]


def summary_key(language: str, part: str = "") -> str:
    """By what the text of a part in a language is kept; the whole summary's is the language alone."""
    return f"{language}.{part}" if part else language


def points_of(written: str) -> tuple[str, ...]:
    """The points of a text that somebody wrote, a line each, without the marks before them."""
    lines = (line.strip().lstrip("○•- ").strip() for line in written.splitlines())
    return tuple(line for line in lines if line)


def drafted(report: Report, part: Part, language: Language) -> tuple[str, ...]:
    """The points of a part that follow from the figures alone."""
    return (*part.brief(report, language), *part.further(report, language))


def written(report: Report, part: Part, language: Language) -> tuple[str, ...]:
    """What the manager wrote of a part in this language; nothing where it is still the draft."""
    return points_of(report.stored.summary.get(summary_key(language.code, part.name), ""))


def on_first_page(report: Report, language: Language) -> tuple[str, ...]:
    """The points of all parts as the first page has them: what was written of a part, or else its brief draft."""
    return tuple(
        point for part in PARTS for point in written(report, part, language) or part.brief(report, language)
    )


# ---- the parts -----------------------------------------------------------------------------------------------------


def _nothing(report: Report, language: Language) -> Iterator[str]:
    yield from ()


def _leads(report: Report, language: Language) -> Iterator[str]:
    yield summary.leads(report.figures, language)


def _leads_registered(report: Report, language: Language) -> Iterator[str]:
    leads = report.records("lead")
    if leads:
        yield language.plural(
            "{count} of them is registered on TradeKorea, {invalid} turned out to be invalid.",
            "{count} of them are registered on TradeKorea, {invalid} turned out to be invalid.",
            sum(bool(one["tradekorea_number"]) for one in leads),
            invalid=report.figures.invalid_leads,
        )


def _meetings(report: Report, language: Language) -> Iterator[str]:
    yield summary.meetings(report.figures, language)


def _meetings_before(report: Report, language: Language) -> Iterator[str]:
    before = report.earlier[-1]
    yield language.plural(
        "In the period before it was {count} meeting (events: {events}), with a consultation value of {value}.",
        "In the period before it was {count} meetings (events: {events}), with a consultation value of {value}.",
        before.turn.meetings,
        events=before.events,
        value=before.turn.consultation,
    )


def _deals(report: Report, language: Language) -> Iterator[str]:
    yield from summary.contracts(report.figures, language)


def _no_deals(report: Report, language: Language) -> Iterator[str]:
    if not summary.contracts(report.figures, language):
        yield language.say("No contract came into progress or was concluded.")


def _tasks(report: Report, language: Language) -> Iterator[str]:
    yield from summary.tasks_below(report.short_tasks, report.plan.remedial.threshold, language)


def _tasks_on_course(report: Report, language: Language) -> Iterator[str]:
    measured = [one.progress for one in report.tasks if one.progress.achievement is not None]
    if not measured:
        yield language.say("No task of this office is measured against a target yet.")
        return
    yield language.plural(
        # Translators: total is a number of tasks. Such as: 6 of 8 tasks are on course.
        "{count} of {total} tasks measured is on course.",
        "{count} of {total} tasks measured are on course.",
        sum(not one.remedial and not one.watch for one in measured),
        total=len(measured),
    )


def _difficulties(report: Report, language: Language) -> Iterator[str]:
    yield summary.difficulties(report.figures, language)


def _difficulties_before(report: Report, language: Language) -> Iterator[str]:
    before = report.earlier[-1]
    yield language.plural(
        "At the end of the period before, {count} was open (resolved in that period: {resolved}).",
        "At the end of the period before, {count} were open (resolved in that period: {resolved}).",
        before.turn.difficulties_open,
        resolved=before.resolved,
    )


def _support(report: Report, language: Language) -> Iterator[str]:
    from fieldreport.report.earlier import GIVEN

    given = sum(one["status"] in GIVEN for one in report.records("activity"))
    before = report.earlier[-1].support
    if not given and not before:
        yield language.say("No support was given to companies.")
        return
    yield language.plural(
        # Translators: before is the number in the fortnight before.
        "Support was given to companies {count} time ({before} in the period before).",
        "Support was given to companies {count} times ({before} in the period before).",
        given,
        before=before,
    )


PARTS: tuple[Part, ...] = (
    Part("leads", N_("Buyer leads"), _leads, _leads_registered),
    Part("meetings", N_("Events and meetings"), _meetings, _meetings_before),
    Part("deals", N_("Contracts and deals"), _deals, _no_deals),
    Part("tasks", N_("Tasks of the plan"), _tasks, _tasks_on_course),
    Part("difficulties", N_("Difficulties"), _difficulties, _difficulties_before),
    Part("support", N_("Support given"), _nothing, _support),
)
