"""The doctor: looks at everything that an office stands on, says what is to be done, and changes nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from fieldreport.doctor import copies, database, fonts, places, translations, ways
from fieldreport.doctor.finding import Finding, State, shown
from fieldreport.language import Language, N_in
from fieldreport.settings import Settings

#: What the checks are called, in their order.
CHECKS: dict[str, str] = {
    "database": N_in("check", "Database"),
    "search": N_in("check", "Search"),
    "backups": N_in("check", "Backups"),
    "translations": N_in("check", "Translations"),
    "fonts": N_in("check", "Fonts"),
    "channels": N_in("check", "Ways to headquarters"),
    "clock": N_in("check", "Clock"),
    "disk": N_in("check", "Disk"),
    "folder": N_in("check", "Data folder"),
}
#: What the states are called.
STATES: dict[State, str] = {
    State.GOOD: N_in("finding", "good"),
    State.ADVICE: N_in("finding", "advice"),
    State.WRONG: N_in("finding", "wrong"),
    State.UNKNOWN: N_in("finding", "unknown"),
}
#: Which languages have no font here, or None where that cannot be told.
LookForFonts = Callable[[], "list[str] | None"]


def examine(
    data: Path, now: datetime, look_for_fonts: LookForFonts = fonts.missing, system: str = sys.platform
) -> list[Finding]:
    """Everything that is found about the office in ``data``; takes seconds, and asks the network for the channels.

    Never raises a failure: what cannot be looked at is a finding too.
    """
    return list(_findings(data, now, look_for_fonts, system))


def _findings(data: Path, now: datetime, look_for_fonts: LookForFonts, system: str) -> Iterator[Finding]:
    settings = Settings.load(data)
    yield from database.look(data)
    yield from copies.look(data, settings, now)
    yield from translations.look(data)
    yield from fonts.look(look_for_fonts(), system)
    yield from ways.look(data)
    yield from places.look_at_clock(data, settings, now)
    yield from places.look_at_disk(data)
    yield from places.look_at_folder(data)


def told(finding: Finding, language: Language) -> str:
    """A finding as one line of text."""
    return language.say(
        "{check} ({verdict}): {finding}",
        check=language.say(CHECKS[finding.check]),
        verdict=language.say(STATES[finding.state]),
        finding=finding.said(language),
    )


def is_well(findings: list[Finding]) -> bool:
    """Whether nothing is wrong; advice is not."""
    return all(one.state is not State.WRONG for one in findings)


__all__ = ["CHECKS", "STATES", "Finding", "State", "examine", "is_well", "shown", "told"]
