"""RecordType and Record: what is kept of one thing, and how raw input becomes its values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import cached_property
from typing import Any

from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Field, Json, Reading, Values
from fieldreport.happened import Happened, InOrder
from fieldreport.happened import problems as wrong_days
from fieldreport.language import N_
from fieldreport.life import STATUS, Life
from fieldreport.parsing import Unreadable

#: A rule of a record type: the problems it finds in a whole set of values.
Rule = Callable[[Values], Iterable[Problem]]
#: Gives values the form that follows from one another; they are whole and readable.
Settled = Callable[[Values], Values]


@dataclass(frozen=True, slots=True)
class ByDay:
    """A day by which records are looked for while they have one of these statuses: the database keeps an index of it.

    Records with another status, or without the day, are not in the index and cost nothing.
    """

    day: str
    statuses: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RecordType:
    """What is kept of one kind of thing. Everything else follows from it.

    ``name`` is the table and the word of the command line, ``prefix`` begins the reference people say aloud
    (BL-0214), ``label`` and ``plural`` are catalogue texts. ``title`` names the fields that together name a record.
    ``period_field`` is the day by which a record belongs to a period; None means the day it was written.
    ``columns`` are shown in lists, in that order. ``by_day`` are further days by which records are looked for; changed
    statuses need a migration that makes the index anew. ``life`` has the steps between the statuses and what each
    needs; None lets the status be whatever it is set to. ``append_only`` records are never changed, only added to.
    ``owner`` names the field that says who in the office looks after a record; the database keeps an index of it.
    ``happened`` are the days that have come already, ``in_order`` those of which one follows another. ``once`` names
    the fields whose value one record alone has.
    ``settled`` gives read values the form that depends on others (a number as its country writes it).
    """

    name: str
    prefix: str
    label: str
    plural: str
    fields: tuple[Field, ...]
    title: tuple[str, ...]
    period_field: str | None
    columns: tuple[str, ...]
    rules: tuple[Rule, ...] = ()
    settled: Settled | None = None
    by_day: tuple[ByDay, ...] = ()
    owner: str = ""
    happened: tuple[Happened, ...] = ()
    in_order: tuple[InOrder, ...] = ()
    once: tuple[str, ...] = ()
    life: Life | None = None
    append_only: bool = False

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The fields by their names."""
        return {one.name: one for one in self.fields}

    @cached_property
    def _required(self) -> tuple[str, ...]:
        return tuple([one.name for one in self.fields if one.required])

    def field(self, name: str) -> Field:
        """The field called ``name``; raises KeyError."""
        return self.by_name[name]

    def read(self, raw: Mapping[str, Json], reading: Reading, *, history: bool = False) -> dict[str, Any]:
        """The values of a new record from typed text or JSON, every field present.

        ``history`` lets in what a list, or another office, tells of a state without all that it asks for, and of days
        that cannot be. Raises
        ``InputAtFault`` with every problem found: unknown fields, unreadable values, missing required ones, broken
        rules, a state without what it asks for, days that have not come or are out of order.
        """
        return self._read(raw, reading, {}, history=history)

    def read_changes(self, before: Values, raw: Mapping[str, Json], reading: Reading) -> dict[str, Any]:
        """The whole values after changing ``before`` by ``raw``; raises like ``read``."""
        return self._read(raw, reading, before)

    def _read(
        self, raw: Mapping[str, Json], reading: Reading, before: Values, *, history: bool = False
    ) -> dict[str, Any]:
        problems = [
            Problem(N_("{type} has no field of this name."), {"type": self.name}, str(name))
            for name in raw
            if name not in self.by_name
        ]
        values: dict[str, Any] = {}
        unread: set[str] = set()
        for one in self.fields:
            if one.name in before and one.name not in raw:
                values[one.name] = before[one.name]
                continue
            try:
                if one.name in before:
                    values[one.name] = one.read_change(before[one.name], raw[one.name], reading)
                else:
                    values[one.name] = one.read(raw.get(one.name), reading)
            except Unreadable as unreadable:
                problems.append(Problem(unreadable.message, unreadable.values, one.name))
                values[one.name] = None
                unread.add(one.name)
        today = None if history else reading.today
        return self._whole(raw, values, before, problems, unread, history, today)

    def whole(self, raw: Mapping[str, Json], values: Values, *, history: bool = False) -> dict[str, Any]:
        """The values of a new record whose fields were read one by one, from ``raw``: settled, and held by every rule.

        ``history`` as in ``read``. Raises ``InputAtFault`` with every problem.
        """
        return self._whole(raw, dict(values), {}, [], set(), history, None)

    def _whole(
        self,
        raw: Mapping[str, Json],
        values: dict[str, Any],
        before: Values,
        problems: list[Problem],
        unread: set[str],
        history: bool,
        today: date | None,
    ) -> dict[str, Any]:
        if self.settled is not None and not unread:
            values = dict(self.settled(values))
        problems += [problem for problem in self.check(values) if problem.field not in unread]
        if self.life is not None and STATUS not in unread:
            values = self.life.left(before, raw, values)
            labels = self._labels_of_states()
            stands_against = self.life.problems(before, raw, values, labels, history=history)
            problems += [problem for problem in stands_against if problem.field not in unread]
        if today is not None:
            problems += wrong_days(self.happened, self.in_order, self.by_name, before, values, today)
        if problems:
            raise InputAtFault(problems)
        return values

    def _labels_of_states(self) -> Mapping[str, str]:
        labels: Mapping[str, str] = getattr(self.field(STATUS), "choices", {})
        return labels

    def check(self, values: Values) -> list[Problem]:
        """What a whole set of values lacks or contradicts."""
        missing = [one for one in self._required if values.get(one) in (None, "", ())]
        if missing:
            return [Problem(N_("This is needed; please fill it in."), {}, one) for one in missing]
        return [problem for rule in self.rules for problem in rule(values)]


@dataclass(frozen=True, kw_only=True)
class Record:
    """One record as it is now. ``revision`` counts its changes from 1; ``archived`` is the reason, or None.

    ``key`` counts the records of all types in this database as they are added and means nothing outside it; ``id``
    is the UUID that never changes.
    """

    type: RecordType
    key: int
    id: str
    reference: str
    office: str
    language: str
    created_at: datetime
    created_by: str
    changed_at: datetime
    changed_by: str
    revision: int = 1
    archived: str | None = None
    batch: str | None = None
    values: Values = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def period_day(self, zone: tzinfo) -> date | None:
        """The day by which the record belongs to a period, in the office's time zone."""
        if self.type.period_field is None:
            return self.created_at.astimezone(zone).date()
        day = self.values.get(self.type.period_field)
        return day if isinstance(day, date) else None

    def to_json(self) -> dict[str, Json]:
        """The record as neutral JSON: its identity, then its fields."""
        from fieldreport.fields.day import moment_text

        return {
            "id": self.id,
            "reference": self.reference,
            "type": self.type.name,
            "office": self.office,
            "language": self.language,
            "created_at": moment_text(self.created_at),
            "created_by": self.created_by,
            "changed_at": moment_text(self.changed_at),
            "changed_by": self.changed_by,
            "revision": self.revision,
            "archived": self.archived,
            "batch": self.batch,
            **{one.name: one.to_json(self.values.get(one.name)) for one in self.type.fields},
        }


#: Keys of ``Record.to_json`` that are the record's identity rather than its fields.
IDENTITY = (
    "id",
    "reference",
    "type",
    "office",
    "language",
    "created_at",
    "created_by",
    "changed_at",
    "changed_by",
    "revision",
    "archived",
    "batch",
)
