"""Plausible: what may be true but is usually a slip of the hand: sums, days and meetings unlike all others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from fieldreport.fields import Amount, Day
from fieldreport.language import N_
from fieldreport.ledger.sums import in_us_dollars
from fieldreport.report.contents import Report
from fieldreport.report.finding import Finding, Level, Rule
from fieldreport.values import Money

#: A sum this many times the usual one, or as small a part of it, is worth a second look: three noughts too many or few
#: make a thousand, and the currencies of an office differ by a hundred.
FAR = 50
#: A day this far from its period is more likely a wrong year.
LONG_BEFORE, LONG_AFTER = timedelta(days=2 * 366), timedelta(days=2 * 366)


def sums_are_usual(report: Report) -> Iterator[Finding]:
    """A sum is of the order of those that the office wrote into the same field before."""
    for record in report.shown:
        for one in record.type.fields:
            money, usual = record.values.get(one.name), report.around.usual.get((record.type.name, one.name))
            if not isinstance(one, Amount) or not isinstance(money, Money) or usual is None:
                continue
            dollars, middle = in_us_dollars(money), in_us_dollars(usual)
            if dollars and middle and not middle / FAR <= dollars <= middle * FAR:
                yield Finding(
                    Level.SHOULD,
                    N_("A sum is far from what is usual here"),
                    N_(
                        "{sum} is written here; half of the office's sums are below {usual}. Are all noughts right?"
                    ),
                    {"sum": money, "usual": usual},
                    record.reference,
                    one.name,
                )


def days_are_near_the_period(report: Report) -> Iterator[Finding]:
    """No day of a record of the period lies years before or after it."""
    for record in report.shown:
        for one in record.type.fields:
            day: date | None = record.values.get(one.name) if isinstance(one, Day) else None
            if day is not None and not (
                report.period.first - LONG_BEFORE <= day <= report.period.last + LONG_AFTER
            ):
                yield Finding(
                    Level.SHOULD,
                    N_("A day is far outside the period"),
                    N_("{day} is years away from the period: is the year right?"),
                    {"day": day},
                    record.reference,
                    one.name,
                )


def what_happened_is_not_ahead(report: Report) -> Iterator[Finding]:
    """What is said to have happened did so by the day on which it was last written."""
    for record in report.shown:
        written = record.changed_at.astimezone(report.zone).date()
        for one in record.type.happened:
            if one.is_ahead(record.values, max(written, report.period.last)):
                yield Finding(
                    Level.MUST,
                    N_("A day lies ahead of what it tells of"),
                    N_("{day} had not come yet when this was written: give the day on which it happened."),
                    {"day": record[one.day]},
                    record.reference,
                    one.day,
                )


def meetings_are_at_their_event(report: Report) -> Iterator[Finding]:
    """A meeting of an event is held on a day of the event: not before it, and not after it."""
    for one in report.records("meeting"):
        event = report.around.events.get(one["event"]) if one["event"] else None
        if event is None or one["held_on"] is None:
            continue
        if one["held_on"] < event["starts_on"]:
            yield Finding(
                Level.MUST,
                N_("A meeting comes before its event"),
                N_("It is dated {day}, and {reference} begins on {begins}: one of the two is wrong."),
                {"day": one["held_on"], "reference": event.reference, "begins": event["starts_on"]},
                one.reference,
                "held_on",
            )
        elif one["held_on"] > event["ends_on"]:
            yield Finding(
                Level.SHOULD,
                N_("A meeting comes after its event"),
                N_("It is dated {day}, and {reference} ended on {ends}: is it a meeting of its own?"),
                {"day": one["held_on"], "reference": event.reference, "ends": event["ends_on"]},
                one.reference,
                "held_on",
            )


RULES = (
    Rule(meetings_are_at_their_event, N_("Every meeting is on a day of its event")),
    Rule(what_happened_is_not_ahead, N_("Nothing is told before it happened")),
    Rule(days_are_near_the_period, N_("No day is far outside the period")),
    Rule(sums_are_usual, N_("Every sum is of a usual size")),
)
