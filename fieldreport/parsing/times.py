"""Times of day and moments as people type them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo

from fieldreport.catalogue import N_
from fieldreport.parsing.days import day
from fieldreport.parsing.typed import Unreadable, plain

#: Words for the halves and parts of the day.
_MORNING = frozenset(["오전", "am", "a.m.", "a.m", "새벽", "아침", "ভোর", "সকাল", "ভোরে", "সকালে"])
_AFTERNOON = frozenset(
    ["오후", "저녁", "pm", "p.m.", "p.m", "দুপুর", "বিকাল", "বিকেল", "সন্ধ্যা", "দুপুরে", "বিকালে", "বিকেলে", "সন্ধ্যায়"]
)
#: Night is after six in the evening, or before six in the morning.
_NIGHT = frozenset(["밤", "রাত", "রাতে"])
_WHOLE = {"noon": time(12), "정오": time(12), "midnight": time(0), "자정": time(0)}

_HOUR = r"(?P<hour>\d{1,2})"
_CLOCK = re.compile(
    rf"(?:(?P<before>[^\d\s]+)\s*)?{_HOUR}"
    r"(?:\s?[:.]\s?(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"|(?P<said>\s?시|\s?টা)(?:\s*(?P<minutes>\d{1,2})\s?(?:분|মিনিট))?)?"
    r"(?:\s*(?P<after>[^\d\s]+))?"
)


def clock(typed: str) -> time:
    """A time of day: ``14:05``, ``오후 2:05``, ``오후 2시 5분``, ``2:05 pm``, ``বিকাল ৩টা``, ``1405``.

    12 AM is midnight and 12 PM noon. Raises ``Unreadable``.
    """
    line = plain(typed)
    if not line:
        raise Unreadable(N_("Nothing is written here. Type a time, for example 14:05."))
    if line in _WHOLE:
        return _WHOLE[line]
    if re.fullmatch(r"\d{4}", line):
        line = f"{line[:2]}:{line[2:]}"
    match = _CLOCK.fullmatch(line)
    part = (match["before"] or match["after"] or "") if match else ""
    known = part in _MORNING or part in _AFTERNOON or part in _NIGHT
    if match is None or (match["before"] and match["after"]) or (part and not known):
        raise Unreadable(_no_time(), text=typed)
    if not (part or match["minute"] or match["said"]):
        raise Unreadable(N_("“{text}” has no minutes. Type the time like 14:00."), text=typed)
    hour, minute = _hour(int(match["hour"]), part, typed), int(match["minute"] or match["minutes"] or 0)
    second = int(match["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise Unreadable(
            N_("There is no time “{text}”. Hours go from 0 to 23, minutes from 0 to 59."), text=typed
        )
    return time(hour, minute, second)


def _no_time() -> str:
    return N_("“{text}” is not a time. Type it like 14:05 or 2:05 pm.")


def _hour(hour: int, part: str, typed: str) -> int:
    """The hour of 24 for an hour in a part of the day."""
    if part in _MORNING:
        if hour > 12:
            raise Unreadable(
                N_("“{text}” is in the morning and after noon at once. Type it like 14:05."), text=typed
            )
        return hour % 12
    if part in _AFTERNOON:
        # Noon begins at eleven in Bengali speech: দুপুর ১১টা.
        return hour if hour >= 12 or (part.startswith("দুপুর") and hour == 11) else hour + 12
    if part in _NIGHT:
        return hour % 12 if hour == 12 or hour < 6 else hour + 12 if hour < 12 else hour
    return hour


def moment(typed: str, zone: tzinfo, today: date | None = None) -> datetime:
    """A day and a time in ``zone``, as a moment in UTC; ISO 8601 with an offset says its own zone.

    ``today`` serves days without a year; without it such days are refused. Raises ``Unreadable``, also for times
    that clocks skip when they are put forward.
    """
    line = plain(typed)
    if not line:
        raise Unreadable(N_("Nothing is written here. Type a date and a time, for example 2026-11-09 14:05."))
    local = _iso(line) or _day_and_clock(line, typed, today or datetime.now(zone).date())
    try:
        if local.tzinfo is not None:
            return local.astimezone(UTC)
        found = local.replace(tzinfo=zone).astimezone(UTC)
        exists = found.astimezone(zone).replace(tzinfo=None) == local
    except OverflowError:
        raise Unreadable(_no_moment(), text=typed) from None
    if not exists:
        raise Unreadable(
            N_("“{text}” does not exist: clocks are put forward then. Type a later time."), text=typed
        )
    return found


def _no_moment() -> str:
    return N_("“{text}” is not a date and time. Type it like 2026-11-09 14:05.")


def _iso(line: str) -> datetime | None:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(z|[+-]\d\d:?\d\d)?", line):
        return None
    try:
        return datetime.fromisoformat(line.upper())
    except ValueError:
        # The day or the hour does not exist; the parts say which.
        return None


def _day_and_clock(line: str, typed: str, today: date) -> datetime:
    cuts = [match.start() for match in re.finditer(r"(?<=\d)t(?=\d)|\s", line)]
    said = [
        cut for cut in cuts if re.search(r":|시|টা|am|pm|[ap]\.m", line[cut:]) or line[cut:].strip() in _WHOLE
    ]
    problem: Unreadable | None = None
    for cut in said:
        try:
            at = clock(line[cut:].removeprefix("t").strip())
        except Unreadable as error:
            # A wider cut may hold a piece of the day; only a time that cannot be is worth telling.
            problem = problem if error.message == _no_time() else error
            continue
        try:
            return datetime.combine(day(line[:cut].rstrip(" ,"), today), at)
        except Unreadable as error:
            problem = problem or error
    if problem is not None:
        raise problem
    try:
        day(line, today)
    except Unreadable:
        raise Unreadable(_no_moment(), text=typed) from None
    raise Unreadable(N_("“{text}” has no time. Add it, for example 2026-11-09 14:05."), text=typed)
