"""Fields of time: days and moments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from fieldreport import parsing
from fieldreport.field import Field, Json, Reading, Titles, as_text, is_empty
from fieldreport.language import N_, Language
from fieldreport.parsing import Unreadable

#: Earlier and later years are slips of the keyboard.
FIRST_YEAR, LAST_YEAR = 1900, 2199


def _plausible(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable(N_("The year of this date cannot be right; please check it."))


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A calendar day. ``today`` fills the office's current day into new records."""

    today: bool = False
    kind: ClassVar[str] = "day"
    example: ClassVar[Json] = "2026-11-20"

    def read(self, raw: Json, reading: Reading) -> date | None:
        if is_empty(raw):
            return reading.today if self.today else None
        if isinstance(raw, date) and not isinstance(raw, datetime):
            return raw
        day = parsing.day(as_text(raw), reading.today)
        _plausible(day)
        return day

    def read_change(self, before: Any, raw: Json, reading: Reading) -> date | None:
        # Today is for new records: what is emptied later is empty.
        return None if is_empty(raw) else self.read(raw, reading)

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        return "" if value is None else language.day(value)

    def to_json(self, value: Any) -> Json:
        return None if value is None else value.isoformat()

    def from_json(self, raw: Json) -> date | None:
        return None if raw is None else date.fromisoformat(raw)

    def to_columns(self, value: Any) -> tuple[Any, ...]:
        return (self.to_json(value),)

    def from_columns(self, cells: Sequence[Any]) -> date | None:
        return self.from_json(cells[0])

    def search_text(self, value: Any) -> str:
        return ""


@dataclass(frozen=True, kw_only=True)
class Moment(Field):
    """A day and time, kept in UTC and shown in the office's time."""

    kind: ClassVar[str] = "moment"
    example: ClassVar[Json] = "2026-11-14T04:30:00Z"

    def read(self, raw: Json, reading: Reading) -> datetime | None:
        if is_empty(raw):
            return None
        if isinstance(raw, datetime):
            return raw.astimezone(UTC)
        moment = parsing.moment(as_text(raw), reading.zone)
        _plausible(moment.date())
        return moment.astimezone(UTC)

    def read_change(self, before: Any, raw: Json, reading: Reading) -> datetime | None:
        value = self.read(raw, reading)
        # A moment is shown to the minute.
        same = before is not None and value == before.replace(second=0, microsecond=0)
        return before if same else value

    def show(self, value: Any, language: Language, titles: Titles = str) -> str:
        return "" if value is None else language.moment(value)

    def to_json(self, value: Any) -> Json:
        return None if value is None else moment_text(value)

    def from_json(self, raw: Json) -> datetime | None:
        return None if raw is None else datetime.fromisoformat(raw)

    def to_columns(self, value: Any) -> tuple[Any, ...]:
        return (self.to_json(value),)

    def from_columns(self, cells: Sequence[Any]) -> datetime | None:
        return self.from_json(cells[0])

    def search_text(self, value: Any) -> str:
        return ""


def moment_text(moment: datetime) -> str:
    """A moment as it is stored: ISO 8601 in UTC with a Z, of one length, so that text order is time order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
