"""Wording: what several sheets say of the report, in the workbook's language."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from fieldreport.language import Language, N_in
from fieldreport.record import Record
from fieldreport.report.contents import Report, Standing, TaskLine
from fieldreport.report.workbook.measure import shortened

STANDINGS = {
    Standing.ON_COURSE: N_in("task state", "On course"),
    Standing.WATCH: N_in("task state", "Watch"),
    Standing.REMEDIAL: N_in("task state", "Remedial action"),
    Standing.NOT_LAUNCHED: N_in("task state", "Not launched yet"),
    Standing.NO_TARGET: N_in("task state", "No target set"),
}


def issue(report: Report, language: Language) -> str:
    """Which issue of the report this is."""
    return language.say("issue {number}", number=report.issue)


def period_line(report: Report, language: Language) -> str:
    """The period, its days, the issue and the day it is due, on one line."""
    period = report.period
    return language.say(
        "{code} · {days} · {issue} · due {due}",
        code=language.reference(period.code),
        days=language.days(period.first, period.last),
        issue=issue(report, language),
        due=language.day(period.due, "short", whole=True),
    )


def footer(report: Report, language: Language) -> str:
    """What stands at the foot of every page: office, period, issue."""
    return language.say(
        "{office} · {period} · {issue}",
        office=report.office.code,
        period=language.reference(report.period.code),
        issue=issue(report, language),
    )


def untranslated(report: Report, language: Language) -> str:
    """How many texts the reader finds in another language than the workbook's; empty when there is none."""
    lacking = len(report.lacking(language.code))
    if not lacking:
        return ""
    return language.plural(
        "{count} of {total} texts has no {language}; its original stands in its place.",
        "{count} of {total} texts have no {language}; their originals stand in their place.",
        lacking,
        total=len(report.texts),
        language=language.language_name(language.code),
    )


def basis(report: Report, language: Language) -> str:
    """What achievement is compared with, and as of when."""
    day = language.day(report.period.last)
    if report.plan.remedial.basis == "full":
        return language.say("(as of {day}, compared with the full targets)", day=day)
    return language.say("(as of {day}, compared with the targets' share up to that day)", day=day)


def task_name(line: TaskLine, language: Language) -> str:
    """A task's number and name."""
    task = line.progress.task
    return language.say("{number}. {name}", number=task.number, name=task.name(language.code))


def remedy(line: TaskLine, language: Language, digits: float = 0) -> str:
    """What is done about a task, in words; empty for a task on course.

    With ``digits`` each action is shortened to a line of that width, so that its day is never cut off.
    """
    match line.standing:
        case Standing.REMEDIAL:
            answers = [_action(action, language, digits) for action in line.remedies]
            return "; ".join(answers) or language.say("Remedial action needed")
        case Standing.NOT_LAUNCHED:
            return language.say(
                "Starts on {day}", day=language.day(line.progress.task.launch, "short", whole=True)
            )
        case Standing.ON_COURSE:
            return ""
        case standing:
            return language.say(STANDINGS[standing])


def _action(action: Record, language: Language, digits: float) -> str:
    """A remedial action: its remedy, or else what is to be done, and by when."""
    if action["remedy"] and action["remedy"] != "other":
        what = action.type.field("remedy").show(action["remedy"], language)
    else:
        what = action["what"].best(language.code)
    if digits:
        what = shortened(what, digits, 1)
    if action["status"] == "done":
        return language.say("{what} (done)", what=what)
    if action["due"] is None:
        return what
    return language.say("{what} (by {day})", what=what, day=language.day(action["due"], "short", whole=True))


def rounded(amount: int | Decimal | Fraction | None) -> int | Decimal | None:
    """An amount as a sheet shows it: whole where it is whole or large, else to one decimal."""
    if amount is None:
        return None
    exact = (
        Decimal(amount.numerator) / amount.denominator if isinstance(amount, Fraction) else Decimal(amount)
    )
    tenths = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if tenths == tenths.to_integral_value() or tenths >= 100:
        return int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    return tenths


def exact(ratio: Fraction | None) -> Decimal | None:
    """A ratio as a decimal, as exactly as a spreadsheet keeps it."""
    return None if ratio is None else Decimal(ratio.numerator) / ratio.denominator
