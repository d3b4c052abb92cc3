"""People: who works in the office, and as what."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from fieldreport import text
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import dump
from fieldreport.language import N_, N_in
from fieldreport.store import Store

#: The property of the office under which they are kept; backups carry it.
PROPERTY = "people"
#: What somebody is in the office. A manager is who is asked to sign reports.
STAFF, MANAGER = "staff", "manager"
ROLES = {STAFF: N_in("role", "Staff"), MANAGER: N_in("role", "Manager")}
LONGEST = 80

NO_NAME = N_("Please write a name.")
TOO_LONG = N_("Please make it shorter: {longest} letters at most.")
THERE_ALREADY = N_("{name} is in the list already.")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the office: the name as it stands beside records, and one of ``ROLES``."""

    name: str
    role: str = STAFF


def people(store: Store) -> tuple[Person, ...]:
    """Who works here, in the order in which they were added; what cannot be read is passed over."""
    try:
        raw = json.loads(store.property(PROPERTY) or "[]")
        found = [Person(str(one["name"]), str(one["role"])) for one in raw]
    except (ValueError, TypeError, KeyError):
        return ()
    return tuple(one for one in found if one.name and one.role in ROLES)


def keep(store: Store, listed: Sequence[Person]) -> tuple[Person, ...]:
    """Keep who works here, all of them or none; gives them as they were kept.

    Raises ``InputAtFault`` for a name that is empty, too long or there twice (capital letters count for nothing).
    """
    clean = tuple(Person(text.one_line(one.name), one.role if one.role in ROLES else STAFF) for one in listed)
    seen: set[str] = set()
    for one in clean:
        if not one.name:
            raise InputAtFault(Problem(NO_NAME, field="name"))
        if len(one.name) > LONGEST:
            raise InputAtFault(Problem(TOO_LONG, {"longest": LONGEST}, field="name"))
        if one.name.casefold() in seen:
            raise InputAtFault(Problem(THERE_ALREADY, {"name": one.name}, field="name"))
        seen.add(one.name.casefold())
    store.set_property(PROPERTY, dump([{"name": one.name, "role": one.role} for one in clean]))
    return clean


def managers(store: Store) -> tuple[str, ...]:
    """The names of the managers, for who signs."""
    return tuple(one.name for one in people(store) if one.role == MANAGER)
