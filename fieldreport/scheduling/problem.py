"""Problem and Schedule: what a schedule is asked from, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fieldreport.language import N_

#: Hears how far the work is; what it raises ends the work.
Progress = Callable[[int, int], None]


def no_progress(done: int, total: int) -> None:
    """Nobody wants to hear how far the work is."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """One participant. ``slots`` are the numbers of the slots in which it has time; ``table`` is the one it sits at.

    A table that somebody sits at is nobody else's: whoever meets this participant comes to it. Where both sides have
    one, the company goes to the buyer's.
    """

    id: str
    slots: frozenset[int]
    table: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """A company and a buyer of whom at least one wishes to meet the other.

    The ranks say how high each stands on the other's list, 0 first; None is not on it.
    """

    company: str
    buyer: str
    by_company: int | None = None
    by_buyer: int | None = None

    @property
    def honours(self) -> int:
        """How many wishes a meeting honours: two where both sides wish it."""
        return max(1, (self.by_company is not None) + (self.by_buyer is not None))


@dataclass(frozen=True, slots=True)
class Sitting:
    """A company and a buyer in a slot (its number) at a table."""

    company: str
    buyer: str
    slot: int
    table: str


class Reason(StrEnum):
    """Why a wish was not honoured."""

    COMPANY_MISSING = "company_missing"
    BUYER_MISSING = "buyer_missing"
    COMPANY_AWAY = "company_away"
    BUYER_AWAY = "buyer_away"
    COMPANY_FULL = "company_full"
    BUYER_FULL = "buyer_full"
    NEVER_TOGETHER = "never_together"
    TABLES_FULL = "tables_full"
    TABLE_TAKEN = "table_taken"
    NOT_ARRANGED = "not_arranged"


#: The reasons in words.
REASONS: Mapping[Reason, str] = {
    Reason.COMPANY_MISSING: N_("The company does not take part: it is not on the list, or has not accepted."),
    Reason.BUYER_MISSING: N_("The buyer does not take part: it is not on the list, or has not accepted."),
    Reason.COMPANY_AWAY: N_("The company has no time at this event."),
    Reason.BUYER_AWAY: N_("The buyer has no time at this event."),
    Reason.COMPANY_FULL: N_("Every slot of the company is taken by other meetings."),
    Reason.BUYER_FULL: N_("Every slot of the buyer is taken by other meetings."),
    Reason.NEVER_TOGETHER: N_("The company and the buyer never have time in the same slot."),
    Reason.TABLES_FULL: N_("No table is free in any slot that both could have."),
    Reason.TABLE_TAKEN: N_("The table at which they would meet is used by somebody else in these slots."),
    Reason.NOT_ARRANGED: N_(
        "Both have time left, but in different slots, and other meetings could not be moved to make room."
    ),
}


@dataclass(frozen=True, slots=True)
class Unmet:
    """A wish that was not honoured, and why."""

    wish: Wish
    reason: Reason


@dataclass(frozen=True, slots=True)
class Problem:
    """What a schedule is asked from.

    ``slots`` is how many slots there are, ``tables`` the names of the tables. ``kept`` are meetings that stay where
    they are: nothing else is put there. ``current`` are meetings that have been planned and may be moved; they stay
    where they can. Slots, participants and tables that ``kept`` and ``current`` name need not be known.
    """

    slots: int
    tables: Sequence[str]
    companies: Sequence[Attendee]
    buyers: Sequence[Attendee]
    wishes: Sequence[Wish]
    kept: Sequence[Sitting] = ()
    current: Sequence[Sitting] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """The meetings proposed, without those that were kept, by slot and table; and the wishes that were not honoured."""

    sittings: tuple[Sitting, ...]
    unmet: tuple[Unmet, ...]
    honoured: int
    wished: int
