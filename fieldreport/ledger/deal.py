"""Deals: the entries of the ledger that belong together, and which of them stand on a day.

Entries are only ever added. What is known better later is a new entry that says which one it ``replaces``; the old one
stays readable and no longer counts from the day of the new one. All rules about what may be counted are here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fieldreport.record import Record


class Stage(StrEnum):
    """How far a deal has come: the kind of its latest entry."""

    CONTRACT_IN_PROGRESS = "contract_in_progress"
    MEMORANDUM = "memorandum"
    ON_SITE_CONTRACT = "on_site_contract"
    CONCLUDED = "concluded"
    LAPSED = "lapsed"


#: After these nothing is in progress any more, until a later entry says so.
ENDS = (Stage.CONCLUDED, Stage.LAPSED)


@dataclass(frozen=True)
class Deal:
    """The entries about one lead, or about one meeting that belongs to no lead, the earliest day first.

    ``id`` is the lead's or the meeting's.
    """

    id: str
    entries: tuple[Record, ...]

    def standing(self, day: date) -> tuple[Record, ...]:
        """The entries dated up to ``day`` that none of the others replaces by then."""
        known = [one for one in self.entries if one["dated"] <= day]
        replaced = {one["replaces"] for one in known}
        return tuple(one for one in known if one.id not in replaced)

    def stage(self, day: date) -> Stage | None:
        """How far the deal has come by ``day``; None before its first entry."""
        standing = self.standing(day)
        return Stage(standing[-1]["kind"]) if standing else None

    def in_progress(self, day: date) -> Record | None:
        """The entry about the contract in progress at the end of ``day``; None once it is concluded or lapsed."""
        found: Record | None = None
        for one in self.standing(day):
            kind = Stage(one["kind"])
            if kind in ENDS:
                found = None
            elif kind is Stage.CONTRACT_IN_PROGRESS:
                found = one
        return found

    def counted(self, kind: Stage, first: date, last: date) -> tuple[Record, ...]:
        """The entries of this kind dated from ``first`` to ``last`` that may be added up.

        A contract in progress is a state: of several entries about it only the latest says how much it is. Memoranda
        and contracts are papers of their own, and each counts unless another replaces it.
        """
        found = tuple(one for one in self.standing(last) if one["kind"] == kind and one["dated"] >= first)
        return found[-1:] if kind is Stage.CONTRACT_IN_PROGRESS else found

    def counting(self, day: date) -> frozenset[str]:
        """The ids of the entries that sums up to the end of ``day`` add up."""
        return frozenset(one.id for kind in Stage for one in self.counted(kind, date.min, day))

    @property
    def last_day(self) -> date:
        """The day of the latest entry."""
        day: date = self.entries[-1]["dated"]
        return day


def deals(entries: Iterable[Record], lead_of: Mapping[str, str]) -> list[Deal]:
    """The deals that these entries make up; ``lead_of`` gives the lead's id of each meeting that has one.

    They are in the order of their first entries; archived entries were taken back and belong to none.
    """
    found: dict[str, list[Record]] = {}
    for one in sorted(entries, key=lambda entry: (entry["dated"], entry.key)):
        if one.archived is None:
            deal = one["lead"] or lead_of.get(one["meeting"]) or one["meeting"]
            found.setdefault(deal, []).append(one)
    return [Deal(deal, tuple(records)) for deal, records in found.items()]
