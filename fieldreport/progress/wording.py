"""Wording: forecasts and milestones in the language of whoever reads them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from fieldreport.language import Language, N_in
from fieldreport.pack import Amount
from fieldreport.plan import Plan
from fieldreport.progress.achievement import TaskProgress
from fieldreport.progress.course import Course
from fieldreport.progress.forecast import Basis
from fieldreport.progress.motion import Effect
from fieldreport.progress.roadmap import Expected, State
from fieldreport.words import rounded

STATES = {
    State.REACHED: N_in("milestone state", "Reached"),
    State.MISSED: N_in("milestone state", "Missed"),
    State.AHEAD: N_in("milestone state", "Reached ahead"),
    State.NOT_DUE: N_in("milestone state", "Not due yet"),
}
#: The state of what the roadmap expects of tasks that this office does not carry out.
ELSEWHERE = N_in("milestone state", "Not ours")


def shown(amount: Amount | Fraction | None, language: Language) -> str:
    """An amount for people: whole where it is whole or large, else to one decimal; empty for None."""
    if amount is None:
        return ""
    exact = (
        Decimal(amount.numerator) / amount.denominator if isinstance(amount, Fraction) else Decimal(amount)
    )
    tenths = rounded(exact, 1)
    whole = tenths == tenths.to_integral_value() or abs(tenths) >= 100
    return language.number(exact, 0 if whole else 1)


def forecast_range(course: Course, language: Language) -> str:
    """The forecast's range, in the task's unit; empty without a forecast."""
    one = course.forecast
    low, high = shown(one.low, language), shown(one.high, language)
    if one.basis is not Basis.PACE:
        return ""
    return low if low == high else language.say("{low} to {high}", low=low, high=high)


def reason(course: Course, plan: Plan, language: Language) -> str:
    """What the forecast rests on, or why there is none, in whole sentences."""
    one, end = course.forecast, plan.end
    match one.basis:
        case Basis.NOT_LAUNCHED:
            return language.say(
                "The task starts on {launch}; a forecast is possible from {day} on.",
                launch=course.task.launch,
                day=one.possible_on,
            )
        case Basis.TOO_EARLY:
            return language.say(
                "There is too little to forecast from; a forecast is possible from {day} on.",
                day=one.possible_on,
            )
        case Basis.OVER:
            return language.say("The plan ended on {day}: this is the result.", day=end)
    return language.say(
        "Since the launch {average} a period, in the last {count} periods {recent}.",
        average=shown(one.whole_pace, language),
        count=one.recent_periods,
        recent=shown(one.recent_pace, language),
    )


def achievement(one: TaskProgress | None, language: Language) -> str:
    """A task's achievement; a dash where there is none."""
    return "–" if one is None or one.achievement is None else one.percent(language)


def effect(one: Effect, language: Language) -> str:
    """What another plan makes of a task's achievement on the same day."""
    return language.say(
        "Achievement: {old} → {new}",
        old=achievement(one.before, language),
        new=achievement(one.after, language),
    )


def needed(course: Course, language: Language) -> str:
    """What is needed in each period from now on; empty without a target and when no day is left."""
    one = course.forecast
    if one.needed is None:
        return ""
    if one.needed == 0:
        return language.say("The whole target is reached already.")
    return language.say(
        "To reach the target, {needed} a period are needed.", needed=shown(one.needed, language)
    )


def state(one: Expected, language: Language) -> str:
    """How a launch or an amount stands."""
    return language.say(ELSEWHERE if one.state is None else STATES[one.state])


def unit(one: Expected, language: Language) -> str:
    """In what the figures are: what all offices owe may be in another unit than what this office counts."""
    task = one.task
    whole, own = (each.in_language(language.code) for each in (task.target_unit, task.unit))
    if one.whole is None or task.adds_up:
        return own
    if one.amount is None:
        return whole
    return language.say("All offices: {whole}; this office: {unit}", whole=whole, unit=own)


def figures(one: Expected, language: Language) -> str:
    """What is expected and what there is: of an amount both, of a launch what was counted."""
    if one.whole is None:
        return language.say("{actual} counted", actual=shown(one.actual, language))
    if one.amount is None:
        return language.say(
            "{whole} expected of all offices ({unit})",
            whole=shown(one.whole, language),
            unit=one.task.target_unit.in_language(language.code),
        )
    return language.say(
        "{actual} of {amount} by {day} (all offices: {whole})",
        actual=shown(one.actual, language),
        amount=shown(one.amount, language),
        day=language.day(one.due, "short"),
        whole=shown(one.whole, language),
    )
