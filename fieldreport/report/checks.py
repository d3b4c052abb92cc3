"""Checks: what a report still needs before it is signed, as small rules side by side.

Each rule is a function from the report to its findings. To add one, write it and list it in ``RULES`` with the words
that are said when it has nothing to find.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from fieldreport.fields import Amount
from fieldreport.language import N_
from fieldreport.record import Record
from fieldreport.records.difficulty import RESOLVED
from fieldreport.records.lead import ACTIVE, UNREGISTERED
from fieldreport.report import plausible, shortfalls
from fieldreport.report.contents import Report
from fieldreport.report.finding import Finding, Level, Rule
from fieldreport.values import Money

if TYPE_CHECKING:
    from fieldreport.duplicates import Duplicates, Pair

#: A US$ rate this much older or newer than the record it stands in is worth a second look.
STALE_RATE = timedelta(days=31)
#: Every text of a report is to be read in this language.
READ_AT_HEADQUARTERS = "ko"


def check(report: Report, duplicates: Duplicates | None = None, at_once: int | None = None) -> list[Finding]:
    """Every finding: what must be mended first, then what should be, last what is done.

    Who is there twice is told only once ``duplicates`` knows every record, of which it takes in ``at_once`` now and
    asks after a tenth of as many, the newest ones, for that takes as long.
    """
    findings = []
    if duplicates is not None and not duplicates.update(at_once):
        asked = report.subjects if at_once is None else report.subjects[: at_once // 10]
        twice = list(nobody_is_there_twice(duplicates.among(asked)))
        if not twice and len(asked) == len(report.subjects):
            twice.append(Finding(Level.DONE, N_("Nobody new seems to be there twice")))
        findings += twice
    for rule in RULES:
        found = list(rule.find(report))
        findings += found or [Finding(Level.DONE, rule.done)]
    order = list(Level)
    return sorted(findings, key=lambda one: order.index(one.level))


# ---- meetings and events -------------------------------------------------------------------------------------------


def held_meetings_have_a_result(report: Report) -> Iterator[Finding]:
    """A meeting that was held says what was said, and what comes next."""
    for one in report.records("meeting"):
        if one["status"] != "held":
            continue
        if not one["said"]:
            yield Finding(
                Level.MUST,
                N_("No result for a meeting"),
                N_("The report says what came of every meeting that was held."),
                record=one.reference,
                field="said",
            )
        elif not one["next_step"]:
            yield Finding(
                Level.SHOULD,
                N_("No next step after a meeting"),
                N_("Without a next step nobody follows up."),
                record=one.reference,
                field="next_step",
            )


def past_meetings_are_settled(report: Report) -> Iterator[Finding]:
    """A meeting of the period was held, or was not; a no-show says who did not come."""
    for one in report.records("meeting"):
        if one["status"] in ("requested", "scheduled"):
            yield Finding(
                Level.MUST,
                N_("A meeting's day is over, and nobody has said whether it was held"),
                N_("Only meetings that were held are counted."),
                record=one.reference,
                field="status",
            )
        elif one["status"] == "no_show" and not one["absent"]:
            yield Finding(
                Level.MUST,
                N_("A no-show does not say which side did not come"),
                N_("Headquarters follows up with the side that did not come."),
                record=one.reference,
                field="absent",
            )


def past_events_are_settled(report: Report) -> Iterator[Finding]:
    """An event that ended in the period was held or cancelled, and one that was held has a result."""
    for one in report.records("event"):
        if one["status"] in ("planned", "confirmed"):
            yield Finding(
                Level.MUST,
                N_("An event is over, and nobody has said whether it was held"),
                N_("Only events that were held count towards the target."),
                record=one.reference,
                field="status",
            )
        elif one["status"] != "cancelled" and not one["result"]:
            yield Finding(
                Level.SHOULD,
                N_("No result for an event"),
                N_("The report says what came of every event."),
                record=one.reference,
                field="result",
            )


# ---- the plan ------------------------------------------------------------------------------------------------------


def support_is_settled(report: Report) -> Iterator[Finding]:
    """Support of the period was given or cancelled; what is only planned is not counted."""
    for one in report.records("activity"):
        if one["status"] == "planned":
            yield Finding(
                Level.SHOULD,
                N_("Support whose day is over is still marked as planned"),
                N_("Only support that was given counts towards the target."),
                record=one.reference,
                field="status",
                task=one["task"],
            )


# ---- leads ---------------------------------------------------------------------------------------------------------


def leads_are_on_tradekorea(report: Report) -> Iterator[Finding]:
    """The plan wants each lead registered on TradeKorea."""
    for one in report.records("lead"):
        if one["status"] not in UNREGISTERED and not one["tradekorea_number"]:
            yield Finding(
                Level.SHOULD,
                N_("A lead is not registered on TradeKorea"),
                N_("The plan wants every buyer lead registered there."),
                record=one.reference,
                field="tradekorea_number",
            )


def leads_have_a_next_step(report: Report) -> Iterator[Finding]:
    """A lead that is worked on says what comes next."""
    for one in report.records("lead"):
        if one["status"] in ACTIVE and not one["next_step"]:
            yield Finding(
                Level.SHOULD,
                N_("A lead has no next step"),
                N_("Without a next step nobody follows up."),
                record=one.reference,
                field="next_step",
            )


# ---- states --------------------------------------------------------------------------------------------------------


def states_have_what_they_ask_for(report: Report) -> Iterator[Finding]:
    """Records that a list of history brought in have what a step into their state would have asked for."""
    for one in report.shown:
        if one.type.life is None:
            continue
        for need in one.type.life.lacking(one.values):
            if need not in one.type.life.needs.get(one["status"], ()):
                yield Finding(
                    Level.SHOULD,
                    N_("A record lacks what its state asks for"),
                    need.message,
                    record=one.reference,
                    field=need.field,
                )


# ---- difficulties --------------------------------------------------------------------------------------------------


def difficulties_move(report: Report) -> Iterator[Finding]:
    """An open difficulty is not overdue; one about payment has what a bank asks for."""
    for one in report.difficulties:
        if one["due"] is not None and one["due"] <= report.period.last and one["status"] not in RESOLVED:
            yield Finding(
                Level.SHOULD,
                N_("A difficulty is overdue"),
                N_("It was due on {day}: resolve it, or give a new day."),
                {"day": one["due"]},
                one.reference,
                "due",
            )
        if one["kind"] == "payment":
            missing = next(
                (name for name in ("bank", "letter_of_credit", "payment_due") if not one[name]), None
            )
            if missing:
                yield Finding(
                    Level.SHOULD,
                    N_("A payment difficulty lacks the bank, the L/C number or the due day"),
                    N_("Headquarters cannot turn to the bank without them."),
                    record=one.reference,
                    field=missing,
                )


# ---- texts, sums and days ------------------------------------------------------------------------------------------


def texts_have_korean(report: Report) -> Iterator[Finding]:
    """Headquarters reads Korean; one finding a record, at its first text without it."""
    by_record: dict[str, list[str]] = {}
    for one in report.lacking(READ_AT_HEADQUARTERS):
        by_record.setdefault(one.record.reference, []).append(one.field.name)
    for reference, fields in by_record.items():
        yield Finding(
            Level.SHOULD,
            N_("Text has no Korean"),
            N_("Headquarters reads Korean. Texts to translate: {count}."),
            {"count": len(fields)},
            reference,
            fields[0],
            needs=READ_AT_HEADQUARTERS,
        )


def sums_have_a_rate(report: Report) -> Iterator[Finding]:
    """A sum without a US$ rate is in no total."""
    for record, name, money in _sums(report):
        if money.us_dollars is None:
            yield Finding(
                Level.SHOULD,
                N_("A sum has no US$ rate"),
                N_("{sum} is left out of the totals until it has one."),
                {"sum": money},
                record.reference,
                name,
            )


def rates_are_of_the_time(report: Report) -> Iterator[Finding]:
    """A rate is of about the day that its record is dated."""
    for record, name, money in _sums(report):
        day = record.period_day(report.zone)
        if money.rate_date is not None and day is not None and abs(money.rate_date - day) > STALE_RATE:
            yield Finding(
                Level.SHOULD,
                N_("A US$ rate is of another time than its record"),
                N_("The rate is of {rate_day}, the record of {day}."),
                {"rate_day": money.rate_date, "day": day},
                record.reference,
                name,
            )


def days_are_in_order(report: Report) -> Iterator[Finding]:
    """What follows from a record does not come before it."""
    for record in report.shown:
        for pair in record.type.in_order:
            days = pair.days(record.values)
            if days is not None:
                earlier, later = days
                yield Finding(
                    Level.MUST,
                    N_("Two days contradict each other"),
                    N_("{later} comes before {earlier}: one of the two is wrong."),
                    {"earlier": earlier, "later": later},
                    record.reference,
                    pair.later,
                )


# ---- the report itself ---------------------------------------------------------------------------------------------


def the_summary_is_written(report: Report) -> Iterator[Finding]:
    """The manager's own words say more than the figures can."""
    if not any(text.strip() for text in report.stored.summary.values()):
        yield Finding(
            Level.SHOULD,
            N_("The summary is still the draft made from the figures"),
            N_("Say what the figures cannot: why, and what comes next."),
        )


def something_was_recorded(report: Report) -> Iterator[Finding]:
    """An empty report is usually a mistake in the period."""
    if not any(section.records for section in report.sections):
        yield Finding(
            Level.MUST,
            N_("There is no record in this period"),
            N_("Check the period, or enter what was done."),
        )


def nobody_is_there_twice(twice: Sequence[Pair]) -> Iterator[Finding]:
    """Two records of one company divide what is known of it, and count it twice."""
    for pair in twice:
        yield Finding(
            Level.SHOULD,
            N_("Possible duplicate"),
            N_("It looks like “{name}”, which is there too. Please compare the two."),
            {"name": pair.name},
            record=pair.references[1],
            field=pair.reasons[0].field,
        )


def _sums(report: Report) -> Iterator[tuple[Record, str, Money]]:
    for record in report.shown:
        for one in record.type.fields:
            money = record.values.get(one.name)
            if isinstance(one, Amount) and isinstance(money, Money):
                yield record, one.name, money


RULES = (
    Rule(something_was_recorded, N_("The period has records")),
    Rule(held_meetings_have_a_result, N_("Every meeting held has a result and a next step")),
    Rule(past_meetings_are_settled, N_("Every meeting is settled")),
    Rule(past_events_are_settled, N_("Every event is settled and has a result")),
    *shortfalls.RULES,
    Rule(states_have_what_they_ask_for, N_("Every record has what its state asks for")),
    Rule(days_are_in_order, N_("No days contradict each other")),
    *plausible.RULES,
    Rule(sums_have_a_rate, N_("Every sum carries a currency and a US$ rate")),
    Rule(rates_are_of_the_time, N_("Every US$ rate is of its record's time")),
    Rule(leads_are_on_tradekorea, N_("Every lead is registered on TradeKorea")),
    Rule(leads_have_a_next_step, N_("Every lead worked on has a next step")),
    Rule(difficulties_move, N_("No difficulty is overdue")),
    Rule(support_is_settled, N_("All support is settled")),
    Rule(texts_have_korean, N_("Every text has Korean")),
    Rule(the_summary_is_written, N_("The summary is written")),
)
