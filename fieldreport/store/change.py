"""What a write did, and what history tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from fieldreport.field import Json, Values
from fieldreport.language import N_
from fieldreport.record import Record


@dataclass(frozen=True, slots=True)
class Change:
    """What one write changed: its number in the history and the records, as (type, id).

    ``undoes`` is the number of the change that it takes back, or 0; taking back what took back is doing it again.
    """

    change_set: int
    records: tuple[tuple[str, str], ...]
    undoes: int = 0

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


@dataclass(frozen=True)
class Revision:
    """What is to become of a record: its values, why it is archived (None if it is not), and its marks."""

    record: Record
    values: Values
    archived: str | None
    marks: Mapping[str, Json] = field(default_factory=dict)


#: The pseudo-field under which archiving and its reason are kept.
ARCHIVED = "archived"
#: The pseudo-field that tells that a record is new. Its first values are not kept a second time: they follow from
#: what the record is now and from what each later change says was there before.
CREATED = ""
#: Marks: pseudo-fields that only history keeps. What history says last of one is how it stands, so that undoing takes
#: it back like everything else, and no table knows of it.
#: The id of the record into which this one was merged; the ids of those merged into this one; the ids of those that
#: somebody has said to be others, however alike they are.
MERGED_INTO, MERGED, NOT_SAME = "merged_into", "merged", "not_same"
#: The files on it: what each is called, what it is, and the SHA-256 of its content.
FILES = "files"
MARKS = (MERGED_INTO, MERGED, NOT_SAME, FILES)
#: What each mark is called in the history.
MARK_LABELS = {
    MERGED_INTO: N_("Merged into"),
    MERGED: N_("Merged with"),
    NOT_SAME: N_("Not the same as"),
    FILES: N_("Files"),
}


def marked(value: Json) -> list[str]:
    """The ids in a mark."""
    return [value] if isinstance(value, str) else list(value or ())


def file_names(value: Json) -> list[str]:
    """What the files of a mark are called."""
    return [str(one["name"]) for one in value or () if isinstance(one, dict) and "name" in one]
