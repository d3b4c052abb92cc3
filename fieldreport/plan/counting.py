"""Counting rules: which records count towards a task, by which date, and how they add up.

A rule is data of the plan pack, and hostile until proven: it may only name record types and fields that exist, of a
kind that can be counted that way. So a store can turn it into a query without any further check.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from fieldreport.fields import Choice, Day, Link, Number, Task, Whole
from fieldreport.language import N_
from fieldreport.pack import Part
from fieldreport.record import RecordType

MeasureKind = Literal["count", "distinct", "sum"]
#: For a field's name, the values of which a record must hold one.
Where: TypeAlias = Mapping[str, tuple[str | int, ...]]


@dataclass(frozen=True, slots=True)
class Measure:
    """How the chosen records add up.

    ``count``: the number of records. ``distinct``: the number of different values of ``field``, records without one
    left out. ``sum``: the sum of ``field``, a record without a value there counting ``missing``.
    """

    kind: MeasureKind
    field: str = ""
    missing: int = 0


@dataclass(frozen=True, slots=True)
class CountingRule:
    """The records that count: those of the type ``record`` that are not archived, are dated by the field ``date``
    within the days asked for (both included), and hold in every field of ``where`` one of its values.
    """

    record: str
    date: str
    where: Where
    measure: Measure


def read_rule(part: Part, record_types: Sequence[RecordType]) -> CountingRule:
    """The rule written at ``part``; problems are noted there."""
    part.fields(("record", "date", "measure"), ("where",))
    record_type = _record_type(part.member("record"), record_types)
    if record_type is None:
        return CountingRule("", "", {}, Measure("count"))
    date = part.member("date").choice([one.name for one in record_type.fields if isinstance(one, Day)])
    where = read_where(part.member("where"), record_type) if part.member("where").present else {}
    return CountingRule(record_type.name, date, where, _read_measure(part.member("measure"), record_type))


def read_selection(part: Part, record_types: Sequence[RecordType]) -> tuple[str, Where]:
    """The record type and the conditions written at ``part``, without date and measure."""
    part.fields(("record", "where"))
    record_type = _record_type(part.member("record"), record_types)
    return (
        ("", {}) if record_type is None else (record_type.name, read_where(part.member("where"), record_type))
    )


def read_where(part: Part, record_type: RecordType) -> Where:
    """For each field the values of which one must be held; choices and task numbers can be asked for."""
    where: dict[str, tuple[str | int, ...]] = {}
    for name, values in part.members(most=20):
        field = record_type.by_name.get(name)
        if isinstance(field, Choice):
            where[name] = tuple(
                value.choice(list(field.choices)) for value in values.items(most=50, fewest=1)
            )
        elif isinstance(field, Task):
            where[name] = tuple(value.whole(1, field.LARGEST) for value in values.items(most=50, fewest=1))
        else:
            askable = [one.name for one in record_type.fields if isinstance(one, Choice | Task)]
            values.problem(
                N_("Records cannot be chosen by this field; use one of these: {known}."),
                known=", ".join(askable),
            )
    return where


def _record_type(part: Part, record_types: Sequence[RecordType]) -> RecordType | None:
    name = part.choice([one.name for one in record_types])
    return next((one for one in record_types if one.name == name), None)


def _read_measure(part: Part, record_type: RecordType) -> Measure:
    kind = part.member("kind").choice(("count", "distinct", "sum"))
    if kind == "distinct":
        part.fields(("kind", "field"))
        fields = [one.name for one in record_type.fields if isinstance(one, Link)]
        return Measure("distinct", part.member("field").choice(fields))
    if kind == "sum":
        part.fields(("kind", "field"), ("missing",))
        fields = [one.name for one in record_type.fields if isinstance(one, Number | Whole)]
        missing = part.member("missing")
        return Measure(
            "sum", part.member("field").choice(fields), missing.whole(0, 1) if missing.present else 0
        )
    part.fields(("kind",))
    return Measure("count")
