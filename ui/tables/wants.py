"""Chips that narrow a list: to what is one's own, what is overdue, what still wants a registration or a translation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from fieldreport.language import N_
from fieldreport.record import ByDay, RecordType
from fieldreport.records.lead import LEAD, UNREGISTERED
from fieldreport.store import Filter
from fieldreport.store.due import PROMISES
from fieldreport.store.untranslated import text_fields
from ui.tables.tones import state_field

if TYPE_CHECKING:
    from fieldreport.language import Language
    from fieldreport.office import Office

#: So many keys are looked at together: what only the records themselves can tell is counted bit by bit, so that
#: whoever reads something else in between does not wait.
STEP = 20_000


class Want(Protocol):
    """Something that records still want."""

    @property
    def name(self) -> str:
        """What it is called in the program."""

    @property
    def by_index(self) -> bool:
        """Whether an index counts them at once, however many records there are."""

    def label(self, language: Language) -> str:
        """What it is called on the screen."""

    def narrowed(self, which: Filter) -> Filter:
        """The records of ``which`` that want it."""


@dataclass(frozen=True)
class Mine:
    """Records that a person of the office looks after."""

    field: str
    person: str
    name: str = "mine"
    by_index: bool = True

    def label(self, language: Language) -> str:
        """As one says it of one's own."""
        return language.say_in("entries", "Mine")

    def narrowed(self, which: Filter) -> Filter:
        """Those with the person's name."""
        return replace(which, where={**which.where, self.field: [self.person]})


@dataclass(frozen=True)
class Overdue:
    """What should have been done before a day and is not."""

    by_day: ByDay
    today: date
    name: str = "overdue"
    by_index: bool = True

    def label(self, language: Language) -> str:
        """That it is late."""
        return language.say_in("entries", "Overdue")

    def narrowed(self, which: Filter) -> Filter:
        """With a day that has passed."""
        return replace(which, by_day=(self.by_day, date.min, self.today - timedelta(days=1)))


@dataclass(frozen=True)
class Empty:
    """A field that must be filled in while a record has one of these states."""

    name: str
    said: str
    field: str
    states: tuple[str, ...]
    by_index: bool = False

    def label(self, language: Language) -> str:
        """As the type says it."""
        return language.say(self.said)

    def narrowed(self, which: Filter) -> Filter:
        """Without the field; in states that a person chose, or else in those that ask for it."""
        return replace(which, where={"status": self.states, **which.where}, empty=(*which.empty, self.field))


@dataclass(frozen=True)
class Translation:
    """A translation of any text into a language."""

    language: str
    name: str = "translation"
    by_index: bool = False

    def label(self, language: Language) -> str:
        """As the list of texts to translate says it."""
        return language.say("Needs {language}", language=language.language_name(self.language))

    def narrowed(self, which: Filter) -> Filter:
        """With a text that has none."""
        return replace(which, lacking=self.language)


def wants_of(record_type: RecordType, language: str, person: str, today: date) -> tuple[Want, ...]:
    """What records of a type may want; ``language`` is the report's, ``person`` whoever is working here."""
    wants: list[Want] = []
    if record_type.owner:
        wants.append(Mine(record_type.owner, person))
    # The day itself rather than that of a reminder: whatever is reminded of has a day of its own.
    days = [one.by_day for one in PROMISES if one.record == record_type.name]
    if days:
        wants.append(Overdue(days[0], today))
    states = state_field(record_type)
    if record_type is LEAD and states is not None:
        asking = tuple(code for code in states.choices if code not in UNREGISTERED)
        wants.append(Empty("tradekorea", N_("Not on TradeKorea"), "tradekorea_number", asking))
    if text_fields(record_type):
        wants.append(Translation(language))
    return tuple(wants)


@dataclass(frozen=True)
class Part:
    """How many want each thing, among the records with keys below ``after``; ``last`` is the last key there is."""

    after: int
    last: int
    counts: Mapping[str, int]


def count_part(
    office: Office, *, record_type: RecordType, wants: tuple[Want, ...], so_far: Part | None, step: int = STEP
) -> Part:
    """Count on where ``so_far`` ended."""
    store = office.store
    first = so_far.after if so_far else 0
    last = so_far.last if so_far else store.index.last_key()
    keys = (first, first + step - 1)
    counts = {
        one.name: (so_far.counts[one.name] if so_far else 0)
        + store.count(record_type, one.narrowed(Filter()), keys)
        for one in wants
    }
    return Part(first + step, last, counts)
