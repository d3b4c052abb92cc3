"""Fields of the time of day: a time, and stretches of time in which something is not to be had."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, ClassVar

from fieldreport import parsing
from fieldreport.field import Field, Json, JsonField, Reading, Titles, as_text, is_empty
from fieldreport.language import N_, Language
from fieldreport.parsing import Unreadable
from fieldreport.values import Stretch

#: What people write between two times; a hyphen may also be part of a day, so that every place of one is tried.
_TO = re.compile("[-–—~〜∼～]")


@dataclass(frozen=True, kw_only=True)
class Clock(Field):
    """A time of day to the minute, on the clock of wherever it is."""

    kind: ClassVar[str] = "clock"
    example: ClassVar[Json] = "09:30"

    def read(self, raw: Json, reading: Reading) -> time | None:
        if is_empty(raw):
            return None
        if isinstance(raw, time):
            return raw
        return parsing.clock(as_text(raw)).replace(second=0, microsecond=0)

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        return "" if value is None else language.clock(value)

    def to_json(self, value: Any) -> Json:
        return None if value is None else value.strftime("%H:%M")

    def from_json(self, raw: Json) -> time | None:
        return None if raw is None else time.fromisoformat(raw)

    def to_columns(self, value: Any) -> tuple[Any, ...]:
        return (self.to_json(value),)

    def from_columns(self, cells: Sequence[Any]) -> time | None:
        return self.from_json(cells[0])

    def search_text(self, value: Any) -> str:
        return ""


@dataclass(frozen=True, kw_only=True)
class Stretches(JsonField):
    """Stretches of time: ``12:30–13:30`` on every day, ``2026-11-25 09:00–11:00`` on one, ``2026-11-25`` all of it."""

    kind: ClassVar[str] = "stretches"
    example: ClassVar[Json] = ["12:30-13:30", "2026-11-25 09:00-11:00"]

    def read(self, raw: Json, reading: Reading) -> tuple[Stretch, ...]:
        if is_empty(raw):
            return ()
        pieces = raw if isinstance(raw, list | tuple) else _pieces(as_text(raw))
        return tuple(
            dict.fromkeys(
                piece if isinstance(piece, Stretch) else _stretch(as_text(piece), reading)
                for piece in pieces
                if not is_empty(piece)
            )
        )

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        return ", ".join(_shown(one, language) for one in value or ())

    def to_json(self, value: Any) -> Json:
        return [_written(one) for one in value or ()]

    def from_json(self, raw: Json) -> tuple[Stretch, ...]:
        return tuple(_kept(one) for one in raw or ())

    def search_text(self, value: Any) -> str:
        return ""


def _pieces(typed: str) -> Iterator[str]:
    return (piece.strip() for piece in re.split("[,;、，；]", typed))


def _stretch(typed: str, reading: Reading) -> Stretch:
    for place in _TO.finditer(typed):
        try:
            end = _minute(typed[place.end() :])
        except Unreadable:
            continue
        before = typed[: place.start()].rstrip()
        begin, day = _begin(before, reading)
        if end <= begin:
            raise Unreadable(N_("“{text}” ends before it begins; please check the times."), text=typed)
        return Stretch(begin, end, day)
    try:
        return Stretch(time.min, time.max.replace(microsecond=0), parsing.day(typed, reading.today))
    except Unreadable:
        raise Unreadable(
            N_("“{text}” is no stretch of time. Type it like 12:30-13:30 or 2026-11-25 09:00-11:00."),
            text=typed,
        ) from None


def _begin(typed: str, reading: Reading) -> tuple[time, date | None]:
    """The time with which a stretch begins, and the day before it if there is one."""
    try:
        return _minute(typed), None
    except Unreadable as whole:
        # The day may have spaces in it, and so may the time: 2026. 11. 25. 오후 1:00.
        for space in re.finditer(r"\s", typed):
            try:
                begin = _minute(typed[space.end() :])
                return begin, parsing.day(typed[: space.start()].rstrip(" ,"), reading.today)
            except Unreadable:
                continue
        raise whole


def _minute(typed: str) -> time:
    return parsing.clock(typed.strip()).replace(second=0, microsecond=0)


def _is_whole_day(one: Stretch) -> bool:
    return one.day is not None and one.begin == time.min and one.end > time(23, 59)


def _shown(one: Stretch, language: Language) -> str:
    times = f"{language.clock(one.begin)}–{language.clock(one.end)}"
    if one.day is None:
        return times
    return language.day(one.day) if _is_whole_day(one) else f"{language.day(one.day)} {times}"


def _written(one: Stretch) -> str:
    times = f"{one.begin.isoformat('minutes')}-{one.end.isoformat('minutes')}"
    if one.day is None:
        return times
    return one.day.isoformat() if _is_whole_day(one) else f"{one.day.isoformat()} {times}"


def _kept(written: str) -> Stretch:
    day, _, times = written.rpartition(" ")
    if ":" not in times:
        return Stretch(time.min, time.max.replace(microsecond=0), date.fromisoformat(times))
    begin, _, end = times.partition("-")
    return Stretch(
        time.fromisoformat(begin), time.fromisoformat(end), date.fromisoformat(day) if day else None
    )
