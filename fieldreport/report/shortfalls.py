"""Shortfalls: what the report says of tasks below the threshold and milestones missed, and of what is done about it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from fieldreport.language import N_
from fieldreport.pack import Amount
from fieldreport.progress import Expected, State
from fieldreport.report.contents import Report, Standing
from fieldreport.report.finding import Finding, Level, Rule
from fieldreport.words import rounded


def shortfalls_are_answered(report: Report) -> Iterator[Finding]:
    """A task below the plan's threshold has a remedial action with its cause, its remedy and its day."""
    percent = (report.plan.remedial.threshold * 100).normalize()
    for line in report.tasks:
        if line.standing is not Standing.REMEDIAL:
            continue
        task = line.progress.task.number
        if not line.remedies:
            yield Finding(
                Level.MUST,
                N_("A shortfall has no remedial action"),
                N_("A task below {percent}% of its target needs a cause and a remedy at once."),
                {"percent": percent},
                task=task,
            )
        for action in line.remedies:
            for name, level, what in (
                ("cause", Level.MUST, N_("The cause of a shortfall is missing")),
                ("remedy", Level.MUST, N_("The remedy for a shortfall is missing")),
                ("assigned_to", Level.SHOULD, N_("A remedial action has no owner")),
                ("due", Level.SHOULD, N_("A remedial action has no due day")),
            ):
                if not action[name]:
                    yield Finding(
                        level,
                        what,
                        N_("A task below {percent}% of its target needs a cause and a remedy at once."),
                        {"percent": percent},
                        action.reference,
                        name,
                        task,
                    )


def remedies_are_in_time(report: Report) -> Iterator[Finding]:
    """An open remedial action is done by its day, whether its task still falls short or not."""
    for line in report.tasks:
        for action in line.remedies:
            if (
                action["status"] == "open"
                and action["due"] is not None
                and action["due"] <= report.period.last
            ):
                yield Finding(
                    Level.SHOULD,
                    N_("A remedial action is overdue"),
                    N_("It was due on {day}: say what came of it, or give a new day."),
                    {"day": action["due"]},
                    action.reference,
                    "due",
                    line.progress.task.number,
                )


def remedies_have_a_result(report: Report) -> Iterator[Finding]:
    """A remedial action that was done says what it brought."""
    for line in report.tasks:
        for action in line.remedies:
            if action["status"] == "done" and not action["result"]:
                yield Finding(
                    Level.SHOULD,
                    N_("A remedial action that was done has no result"),
                    N_("The next remedy is chosen by what the last one brought."),
                    record=action.reference,
                    field="result",
                    task=line.progress.task.number,
                )


def milestones_are_reached(report: Report) -> Iterator[Finding]:
    """What the roadmap expected by a day that is over has been reached since, or a remedial action answers it."""
    answered = {line.progress.task.number for line in report.tasks if line.remedies}
    for month in report.roadmap:
        for one in (*month.launches, *month.amounts):
            if one.state is not State.MISSED or one.task.number in answered or _made_up(one):
                continue
            yield Finding(
                Level.SHOULD,
                N_("A milestone of the roadmap was missed"),
                N_(
                    "Nothing was counted by {day}, when the task was to be under way: say what is done about it."
                )
                if one.amount is None
                else N_("{actual} of {amount} were reached by {day}: say what is done about it."),
                {"day": one.due, "actual": _told(one.actual), "amount": _told(one.amount or 0)},
                task=one.task.number,
            )


def _made_up(one: Expected) -> bool:
    return one.now > 0 if one.amount is None else one.now >= one.amount


def _told(amount: Amount | Fraction) -> Decimal:
    """An amount to one decimal, none where it is whole."""
    tenths = rounded(
        Decimal(amount.numerator) / amount.denominator if isinstance(amount, Fraction) else Decimal(amount), 1
    )
    return rounded(tenths, 0) if tenths == tenths.to_integral_value() else tenths


RULES = (
    Rule(shortfalls_are_answered, N_("Every shortfall has its cause and its remedy")),
    Rule(remedies_are_in_time, N_("No remedial action is overdue")),
    Rule(milestones_are_reached, N_("Every milestone that is due was reached or is answered")),
    Rule(remedies_have_a_result, N_("Every remedial action that was done has its result")),
)
