"""Premises: what a trade office says of itself in the place of the list that comes with the program."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from fieldreport import text
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import dump
from fieldreport.language import CODES, N_, is_country
from fieldreport.names import Names
from fieldreport.offices import REGION, Offices, TradeOffice
from fieldreport.store import Store

#: The property of the office under which it is kept; backups carry it.
PROPERTY = "premises"
#: Letters of a name, as in the list of offices.
LONGEST = 120

EMPTY_NAME = N_("Please write the office's name in this language.")
TOO_LONG = N_("Please make it shorter: {longest} letters at most.")
NO_COUNTRY = N_("Please choose a country.")
NO_REGION = N_("Please choose a region.")
NO_WORKDAY = N_("An office works on one day of the week at least.")


@dataclass(frozen=True, slots=True)
class Premises:
    """What may differ from the list: the names, the country (ISO 3166-1), the plan's region, the days off.

    ``weekend`` holds weekdays as ``date.weekday()`` counts them. Code, time zone and currency stay the list's: records
    are dated by them.
    """

    names: Names
    country: str
    region: str
    weekend: frozenset[int]

    def problems(self) -> list[Problem]:
        """What is wrong, each with its field: ``names.ko``, ``country``, ``region``, ``weekend``."""
        found = []
        for code in CODES:
            name = self.names.in_language(code)
            if not name:
                found.append(Problem(EMPTY_NAME, field=f"names.{code}"))
            elif len(name) > LONGEST:
                found.append(Problem(TOO_LONG, {"longest": LONGEST}, field=f"names.{code}"))
        if not is_country(self.country):
            found.append(Problem(NO_COUNTRY, field="country"))
        if not REGION.fullmatch(self.region):
            found.append(Problem(NO_REGION, field="region"))
        if not self.weekend < frozenset(range(7)):
            found.append(Problem(NO_WORKDAY, field="weekend"))
        return found


def premises_of(office: TradeOffice) -> Premises:
    """What can be said of an office in its own words."""
    return Premises(office.names, office.country, office.region, office.weekend)


def place_of(store: Store, code: str) -> TradeOffice:
    """The office ``code`` of the list with what it says of itself; raises ``InputAtFault`` where there is none.

    What cannot be read of its own words is passed over: nobody is kept from their records by it.
    """
    listed = Offices.built_in().office(code)
    own = _read(store.property(PROPERTY))
    if own is None or own.problems():
        return listed
    return replace(listed, names=own.names, country=own.country, region=own.region, weekend=own.weekend)


def keep(store: Store, premises: Premises | None) -> None:
    """Keep what the office says of itself; None goes back to the list. Raises ``InputAtFault``, nothing kept then."""
    if premises is None:
        store.set_property(PROPERTY, "")
        return
    names = {code: text.one_line(premises.names.in_language(code)) for code in CODES}
    clean = replace(premises, names=Names(**names))
    problems = clean.problems()
    if problems:
        raise InputAtFault(problems)
    store.set_property(
        PROPERTY,
        dump(
            {
                "names": names,
                "country": clean.country,
                "region": clean.region,
                "weekend": sorted(clean.weekend),
            }
        ),
    )


def _read(kept: str | None) -> Premises | None:
    try:
        raw = json.loads(kept or "null")
        names = raw["names"]
        return Premises(
            Names(*(str(names[code]) for code in ("ko", "en", "bn"))),
            str(raw["country"]),
            str(raw["region"]),
            frozenset(int(day) for day in raw["weekend"]),
        )
    except (ValueError, TypeError, KeyError):
        return None


__all__ = ["Premises", "keep", "place_of", "premises_of"]
