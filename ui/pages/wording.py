"""How home says days, differences and long texts in few words."""

from __future__ import annotations

from datetime import date

from fieldreport.language import Language

#: What lies further back or ahead than this is said by its date instead of by days.
NEAR, LONG_AGO = 6, 60


def short(text: str, most: int = 64) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def say_due(language: Language, due: date, today: date) -> str:
    """When the report is due, and in how many days."""
    days = (due - today).days
    day = language.day(due, "weekday")
    if days < 0:
        return language.plural(
            "was due {day}, {count} day ago", "was due {day}, {count} days ago", -days, day=day
        )
    if days == 0:
        return language.say("due today, {day}", day=day)
    return language.plural("due {day}, in {count} day", "due {day}, in {count} days", days, day=day)


def say_difference(language: Language, more: int) -> str:
    """How a figure compares with the last period's."""
    if more == 0:
        return language.say("as many as last period")
    if more > 0:
        return language.plural("{count} more than last period", "{count} more than last period", more)
    return language.plural("{count} fewer than last period", "{count} fewer than last period", -more)


def say_when(language: Language, day: date, today: date) -> tuple[str, str]:
    """When something is due, in few words, and the tone they are shown in."""
    days = (day - today).days
    if days < 0:
        if -days > LONG_AGO:
            return language.say("since {day}", day=language.day(day, "short", whole=True)), "bad"
        return language.plural("{count} day late", "{count} days late", -days), "bad"
    if days == 0:
        return language.say("Today"), "warn"
    if days <= NEAR:
        return language.day(day, "weekday_short"), "calm"
    return language.day(day, "short"), "calm"
