"""The trade offices: where each one is, what its week and its money are, who signs its report.

The list that comes with the program is for a first start; headquarters' own list replaces it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fieldreport import folders, pack
from fieldreport.failures import InputAtFault, Problem
from fieldreport.language import N_
from fieldreport.names import Names
from fieldreport.pack import Part, unique

#: The format of office lists that this program reads.
FORMAT = 1
MOST_OFFICES = 1000
#: The code of a trade office.
OFFICE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")

_COUNTRY = re.compile(r"[A-Z]{2}")
_CURRENCY = re.compile(r"[A-Z]{3}")
REGION = re.compile(r"[a-z][a-z_]{0,39}")
_ZONE = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+){0,2}")
#: In the order of ``date.weekday()``.
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class TradeOffice:
    """One trade office.

    ``country`` is its ISO 3166-1 code, ``currency`` its ISO 4217 code, ``zone`` its time zone's name in
    the IANA database.
    ``weekend`` holds weekdays as ``date.weekday()`` counts them (Friday is 4). ``approval`` are the steps of signing
    off, in order, the last one being the head's.
    """

    code: str
    names: Names
    country: str
    region: str
    zone: str
    weekend: frozenset[int]
    currency: str
    approval: tuple[Names, ...]
    holidays: Mapping[date, Names]

    def name(self, language: str) -> str:
        """The office's name in ``language`` (``ko``, ``en`` or ``bn``)."""
        return self.names.in_language(language)

    def works_on(self, day: date) -> bool:
        """Whether ``day`` is neither a weekend day nor a holiday of the office."""
        return day.weekday() not in self.weekend and day not in self.holidays


@dataclass(frozen=True, slots=True)
class Offices:
    """A list of trade offices, by their codes."""

    by_code: Mapping[str, TradeOffice]

    @classmethod
    def load(cls, path: Path) -> Offices:
        """The list in the file at ``path``.

        Raises ``InputAtFault`` with every problem and the path to it inside the file, ``MachineAtFault`` when the
        file cannot be read.
        """
        return cls(_read_offices(pack.read(path)))

    @classmethod
    def parse(cls, content: bytes, path: Path) -> Offices:
        """The list in a file's ``content``, which was read from ``path``; raises ``InputAtFault`` as ``load`` does."""
        return cls(_read_offices(pack.taken_apart(content, path)))

    @classmethod
    def built_in(cls) -> Offices:
        """The list that comes with the program."""
        return cls.load(folders.resources() / "offices.json")

    def office(self, code: str) -> TradeOffice:
        """The office of that code, in capital or small letters; raises ``InputAtFault`` if there is none."""
        office = self.by_code.get(code.strip().upper())
        if office is None:
            raise InputAtFault(
                Problem(
                    N_("There is no office “{code}”; use one of these: {known}."),
                    {"code": code, "known": ", ".join(sorted(self.by_code))},
                    "office",
                )
            )
        return office

    def __iter__(self) -> Iterator[TradeOffice]:
        return iter(self.by_code.values())

    def __len__(self) -> int:
        return len(self.by_code)


def _read_offices(root: Part) -> dict[str, TradeOffice]:
    root.fields(("format", "approval", "offices"), ("about",))
    root.member("format").format(FORMAT)
    root.conclude()
    if root.member("about").present:
        root.member("about").names(longest=400)
    approval = _read_approval(root.member("approval"))
    parts = root.member("offices").items(most=MOST_OFFICES, fewest=1)
    offices = [_read_office(part, approval) for part in parts]
    unique(parts, [office.code for office in offices], N_("The office {key} is there twice; keep one."))
    root.conclude()
    for part, office in zip(parts, offices, strict=True):
        _check_zone(part.member("time_zone"), office.zone)
    root.conclude()
    return {office.code: office for office in offices}


def _read_approval(part: Part) -> tuple[Names, ...]:
    return tuple(step.names(longest=40) for step in part.items(most=8, fewest=1))


def _read_office(part: Part, approval: tuple[Names, ...]) -> TradeOffice:
    part.fields(
        ("code", "names", "country", "region", "time_zone", "weekend", "currency"), ("approval", "holidays")
    )
    weekend = [day.choice(_WEEKDAYS) for day in part.member("weekend").items(most=6)]
    return TradeOffice(
        code=part.member("code").code(OFFICE_CODE, "DHK"),
        names=part.member("names").names(longest=120),
        country=part.member("country").code(_COUNTRY, "BD"),
        region=part.member("region").code(REGION, "south_asia"),
        zone=part.member("time_zone").code(_ZONE, "Asia/Dhaka"),
        weekend=frozenset(_WEEKDAYS.index(day) for day in weekend if day),
        currency=part.member("currency").code(_CURRENCY, "BDT"),
        approval=_read_approval(part.member("approval")) if part.member("approval").present else approval,
        holidays=_read_holidays(part.member("holidays")),
    )


def _read_holidays(part: Part) -> dict[date, Names]:
    if not part.present:
        return {}
    parts = part.items(most=500)
    for one in parts:
        one.fields(("day", "names"))
    days = [one.member("day").day() for one in parts]
    unique(parts, days, N_("The holiday {key} is there twice; keep one."))
    return {day: one.member("names").names(longest=120) for day, one in zip(days, parts, strict=True)}


def _check_zone(part: Part, name: str) -> None:
    """Note a time zone that does not exist, unless this machine has no time zones at all to compare with."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        try:
            ZoneInfo("Asia/Seoul")
        except ZoneInfoNotFoundError:
            return
        part.problem(
            N_("There is no time zone of this name; write one such as {example}."), example="Asia/Dhaka"
        )
