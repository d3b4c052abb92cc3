"""What a write did, and what history tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fieldreport.field import Json


@dataclass(frozen=True, slots=True)
class Change:
    """What one write changed: its number in the history and the records, as (type, id)."""

    change_set: int
    records: tuple[tuple[str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.records)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's change: who, when, by which kind of write, from what to what (as JSON)."""

    revision: int
    at: datetime
    by: str
    what: str
    field: str
    old: Json
    new: Json


#: The pseudo-field under which archiving and its reason are kept.
ARCHIVED = "archived"
#: The pseudo-field that tells that a record is new. Its first values are not kept a second time: they follow from
#: what the record is now and from what each later change says was there before.
CREATED = ""
