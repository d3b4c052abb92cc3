"""TradeKorea: the leads that count for the plan and are not registered there yet, out as CSV and back with numbers.

Every lead of the plan's sourcing task is registered on TradeKorea (task 1). The site is not reached from here: the
list goes out as a file, and the same file comes back with a number and a day on each line that was registered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fieldreport.csvfile import Cell, Csv
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json, Reading
from fieldreport.fields.trade import dotted
from fieldreport.language import N_, Language
from fieldreport.plan import Plan
from fieldreport.record import Record
from fieldreport.records.lead import LEAD
from fieldreport.store.change import Change
from fieldreport.store.counting import keys
from fieldreport.store.once import TAKEN, refuse_taken
from fieldreport.store.query import Queries
from fieldreport.store.store import Store

NUMBER, DAY = "tradekorea_number", "tradekorea_on"
#: Leads that are read together.
PAGE = 500
#: A contact who has not agreed to it, or no longer does, is not passed on.
WITHHELD = frozenset({"refused", "withdrawn"})

NO_COLUMN = N_("There is no column “{name}”. Please use the file that was exported, with its first line.")
NO_LEAD = N_("There is no buyer lead “{name}”.")
ANOTHER_NUMBER = N_("{reference} is registered already, as {number} on {day}.")
TWICE = N_("{name} is in this file twice; line {line} has it too.")
NEEDS_NUMBER = N_("Please give the TradeKorea number as well as its date.")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its head, a catalogue text, and what a lead says there."""

    head: str
    cell: Callable[[Lead], Cell]


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead with the records that it points at, and the language in which it is told."""

    record: Record
    buyer: Record
    contact: Record | None
    language: Language

    def text(self, name: str) -> str | None:
        """A field of the lead as people read it."""
        return LEAD.field(name).show(self.record.values.get(name), self.language) or None

    def name(self, code: str) -> str | None:
        """The buyer's name in a language, None where nobody has written it."""
        found: str | None = self.buyer["name"].in_language(code)
        return found

    def of_contact(self, name: str) -> str | None:
        """A field of the contact as people read it; nothing of a person who has not agreed."""
        if self.contact is None or self.contact.values.get("consent") in WITHHELD:
            return None
        shown = self.contact.type.field(name).show(self.contact.values.get(name), self.language)
        return shown or None


def _value(lead: Lead) -> Cell:
    value = lead.record["value"]
    return None if value is None else value.amount


def _currency(lead: Lead) -> Cell:
    value = lead.record["value"]
    return None if value is None else value.currency


#: The last two are empty: they are filled in when the lead is registered.
COLUMNS = (
    Column(N_("Reference"), lambda lead: lead.record.reference),
    Column(N_("Buyer (English)"), lambda lead: lead.name("en")),
    Column(N_("Buyer (Korean)"), lambda lead: lead.name("ko")),
    Column(N_("Buyer (Bengali)"), lambda lead: lead.name("bn")),
    Column(N_("Country"), lambda lead: lead.language.country(lead.buyer["country"])),
    Column(N_("Website"), lambda lead: lead.buyer["website"]),
    Column(N_("Contact"), lambda lead: lead.of_contact("name")),
    Column(N_("Job title"), lambda lead: lead.of_contact("title")),
    Column(N_("Phone"), lambda lead: lead.of_contact("phone")),
    Column(N_("E-mail"), lambda lead: lead.of_contact("email")),
    Column(N_("Wanted products"), lambda lead: lead.text("products")),
    Column(N_("HS codes"), lambda lead: ", ".join(map(dotted, lead.record["hs_codes"])) or None),
    Column(N_("Quantity"), lambda lead: lead.text("quantity")),
    Column(N_("Estimated value"), _value),
    Column(N_("Currency"), _currency),
    Column(N_("Received on"), lambda lead: lead.record["received_on"]),
    Column(N_("TradeKorea number"), lambda lead: None),
    Column(N_("Registered on TradeKorea on"), lambda lead: None),
)
REFERENCE_HEAD, NUMBER_HEAD, DAY_HEAD = COLUMNS[0].head, COLUMNS[-2].head, COLUMNS[-1].head


def unregistered(store: Queries, plan: Plan, office: str, first: date, last: date) -> list[int]:
    """Keys of the leads that count for ``office`` from ``first`` to ``last`` and have no number, the earliest first.

    Days before the plan's start and after its end are left out, as they are in its counting.
    """
    rules = [one.counting for one in plan.tasks_of(office) if one.counting.record == LEAD.name]
    days = max(first, plan.start), min(last, plan.end)
    return list(dict.fromkeys(key for rule in rules for key in keys(store, rule, *days, NUMBER)))


def rows(store: Queries, lead_keys: Sequence[int], language: Language) -> Iterator[Sequence[Cell]]:
    """The file: the heads in ``language``, then a row for each lead."""
    yield [language.say(one.head) for one in COLUMNS]
    for start in range(0, len(lead_keys), PAGE):
        page = store.page(LEAD, lead_keys[start : start + PAGE])
        linked = _linked(store, page)
        for record in page:
            lead = Lead(record, linked[record["buyer"]], linked.get(record["contact"]), language)
            yield [one.cell(lead) for one in COLUMNS]


def _linked(store: Queries, page: Iterable[Record]) -> Mapping[str | None, Record]:
    wanted = {record[name] for record in page for name in ("buyer", "contact")} - {None}
    return {record_id: store.record(record_id) for record_id in wanted}


def registration(store: Queries, record_id: str, raw: Mapping[str, Json]) -> Mapping[str, Json]:
    """What is to be set to register one lead: number and day; raises ``InputAtFault`` where that is not to be."""
    number = str(raw.get(NUMBER) or "").strip()
    if not number:
        raise InputAtFault(Problem(NEEDS_NUMBER, {}, NUMBER))
    refuse_taken(store, [(LEAD, record_id, {NUMBER: number})])
    return {NUMBER: number, DAY: raw.get(DAY)}


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file that came back: the change, and the lines that were refused.

    ``already`` lines say what the office knew; ``open`` ones have neither number nor day, and are still to do.
    """

    change: Change
    references: tuple[str, ...]
    problems: tuple[Problem, ...]
    already: int = 0
    open: int = 0


def take_back(
    store: Store, file: Csv, name: str, languages: Sequence[Language], reading: Reading, by: str
) -> Taken:
    """Register the leads of a file that came back; good lines are taken in one change, wrong ones are told.

    ``name`` is what problems call the file. The heads may be in any of ``languages``. Raises ``InputAtFault`` where
    a column that is needed is missing; then nothing is changed.
    """
    heads = _heads(file, name, languages)
    known = _Known(store, {})
    changes: list[tuple[str, Mapping[str, Json]]] = []
    references: list[str] = []
    problems: list[Problem] = []
    already = still_open = 0
    for row in file.rows[1:]:
        cells = {one: row.cells[at].strip() if at < len(row.cells) else "" for one, at in heads.items()}
        place = f"{name}:{row.line}"
        if not cells[NUMBER] and not cells[DAY]:
            still_open += 1
            continue
        try:
            record, raw = known.registration(cells, row.line, reading)
        except InputAtFault as fault:
            problems += [one.at(place=place) for one in fault.problems]
            continue
        if raw is None:
            already += 1
        else:
            changes.append((record.id, raw))
            references.append(record.reference)
    change = store.change_all(changes, by, reading) if changes else Change(0, ())
    return Taken(change, tuple(references), tuple(problems), already, still_open)


def _heads(file: Csv, name: str, languages: Sequence[Language]) -> Mapping[str, int]:
    first = [cell.strip().casefold() for cell in file.rows[0].cells] if file.rows else []
    heads: dict[str, int] = {}
    for wanted, head in (("reference", REFERENCE_HEAD), (NUMBER, NUMBER_HEAD), (DAY, DAY_HEAD)):
        said = {language.say(head).casefold() for language in languages}
        at = next((at for at, cell in enumerate(first) if cell in said), None)
        if at is None:
            raise InputAtFault(Problem(NO_COLUMN, {"name": languages[0].say(head)}, place=name))
        heads[wanted] = at
    return heads


class _Known:
    """What the office and the lines before say of numbers."""

    def __init__(self, store: Store, lines: dict[tuple[str, str], int]) -> None:
        self.store = store
        self.lines = lines
        self.holders = {
            number.casefold(): key for key, number in store.values(LEAD, NUMBER) if number is not None
        }

    def registration(
        self, cells: Mapping[str, str], line: int, reading: Reading
    ) -> tuple[Record, Mapping[str, Json] | None]:
        """The lead of a line and what is to be set there, None where it is so already; raises ``InputAtFault``."""
        called = cells["reference"]
        found = self.store.find(called) if called else None
        if found is None or found[0].name != LEAD.name:
            raise InputAtFault(Problem(NO_LEAD, {"name": called}, "reference"))
        (record,) = self.store.page(LEAD, [found[1]])
        if not cells[NUMBER]:
            raise InputAtFault(Problem(NEEDS_NUMBER, {}, NUMBER))
        raw: dict[str, Json] = {NUMBER: cells[NUMBER], DAY: cells[DAY]}
        values = self._read(record, raw, reading)
        number = values[NUMBER]
        self._once("reference", record.reference, line)
        self._once(NUMBER, number, line)
        if record[NUMBER] is not None:
            if (record[NUMBER], record[DAY]) == (number, values[DAY]):
                return record, None
            told = {"reference": record.reference, "number": record[NUMBER], "day": record[DAY]}
            raise InputAtFault(Problem(ANOTHER_NUMBER, told, NUMBER))
        holder = self.holders.get(number.casefold())
        if holder is not None:
            (other,) = self.store.page(LEAD, [holder])
            raise InputAtFault(Problem(TAKEN, {"number": number, "reference": other.reference}, NUMBER))
        return record, raw

    def _read(self, record: Record, raw: Mapping[str, Json], reading: Reading) -> Mapping[str, Any]:
        if record.archived is not None:
            from fieldreport.store.store import IS_ARCHIVED

            raise InputAtFault(Problem(IS_ARCHIVED, {"reference": record.reference}, "reference"))
        return LEAD.read_changes(record.values, raw, replace(reading, language=record.language))

    def _once(self, field: str, said: str, line: int) -> None:
        before = self.lines.setdefault((field, said.casefold()), line)
        if before != line:
            raise InputAtFault(Problem(TWICE, {"name": said, "line": before}, field))
