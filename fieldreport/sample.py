"""The sample: a made-up office's records of three months, moved to where today is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from fieldreport import folders
from fieldreport.field import Json, Reading
from fieldreport.fields import Amount, Day
from fieldreport.period import Fortnights
from fieldreport.record import RecordType
from fieldreport.store import New, Store

#: The day as of which the sample was written: what it dates later is planned, all else has happened.
WRITTEN_ON = date(2026, 11, 21)
#: What is due may be due after today, however long ago it was asked for.
PLANNED_FIELDS = frozenset({"due", "next_step_due", "payment_due"})
#: The members of a line that are no fields of its record.
_IDENTITY = frozenset({"id", "language", "created_at", "created_by"})


def load(types: Sequence[RecordType], today: date, fortnights: Fortnights) -> Iterator[New]:
    """The sample's records of ``types``, read and checked like any other input, in the order of their writing.

    Everything is moved by whole periods, so that the sample's last period is the one that holds ``today``; weekdays
    stay what they were. Early in a period, what the sample dates later in it but has happened is moved back to
    ``today``, and to its first minute for the moment of its writing: no record comes from the future.
    A type without a file in ``resources/sample`` has no sample records.
    """
    shift = fortnights.of(today).first - fortnights.of(WRITTEN_ON).first
    lines = {one.name: _lines(one) for one in types}
    type_of = {line["id"]: name for name, each in lines.items() for line in each}

    def resolve(record_type: str, name: str) -> str | None:
        return name if type_of.get(name) == record_type else None

    for record_type in types:
        for line in lines[record_type.name]:
            raw = {name: value for name, value in line.items() if name not in _IDENTITY}
            reading = Reading(language=line["language"], today=today, resolve=resolve)
            yield New(
                record_type,
                record_type.read(_moved(record_type, raw, shift, today), reading),
                line["language"],
                line["created_by"],
                id=line["id"],
                at=_moment(datetime.fromisoformat(line["created_at"]), shift, today),
            )


def add_to(store: Store, types: Sequence[RecordType], today: date, fortnights: Fortnights) -> None:
    """Add the sample's records, unless they are there from a making that was cut short."""
    if store.database.row("SELECT 1 FROM change_set WHERE what = 'sample'") is None:
        store.add_all(load(types, today, fortnights), what="sample")


def _lines(record_type: RecordType) -> list[dict[str, Any]]:
    path = folders.resources() / "sample" / f"{record_type.name}.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _moved(
    record_type: RecordType, raw: Mapping[str, Json], shift: timedelta, today: date
) -> dict[str, Json]:
    """The raw values with every day in them moved."""
    moved = dict(raw)
    for field in record_type.fields:
        value = raw.get(field.name)
        if value is None:
            continue
        if isinstance(field, Day):
            moved[field.name] = _day(value, shift, None if field.name in PLANNED_FIELDS else today)
        elif isinstance(field, Amount) and "rate_date" in value:
            moved[field.name] = {**value, "rate_date": _day(value["rate_date"], shift, today).isoformat()}
    return moved


def _day(written: str, shift: timedelta, latest: date | None) -> date:
    """The ISO day ``written`` moved; not past ``latest`` if it had come when the sample was written."""
    day = date.fromisoformat(written)
    moved = day + shift
    if latest is not None and day <= WRITTEN_ON:
        return min(moved, latest)
    return moved


def _moment(written: datetime, shift: timedelta, today: date) -> datetime:
    """The moment moved; of today only its first minute is known to be past."""
    return min(written + shift, datetime.combine(today, time.min, written.tzinfo))
