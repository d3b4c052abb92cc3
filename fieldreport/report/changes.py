"""Changes: what a report's issue says otherwise than the issue before: added, changed field by field, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fieldreport.field import Json, Titles
from fieldreport.language import Language
from fieldreport.record import Record, RecordType
from fieldreport.values import Text


class ChangeKind(StrEnum):
    """What became of a record since the issue before."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class FieldDiffers:
    """One field of a record that both issues have: its name, and its values then and now as neutral JSON."""

    name: str
    was: Json
    now: Json


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that differs. ``record`` is what it is now, None for one that the report does not have any more."""

    kind: ChangeKind
    type: str
    id: str
    reference: str
    record: Record | None
    fields: Sequence[FieldDiffers] = ()


def compare(before: Iterable[Mapping[str, Json]], now: Iterable[Record]) -> Iterator[RecordChange]:
    """Every record that differs between the issue before, as neutral JSON, and the records of this one.

    In the order of this one; what was withdrawn comes last. A record that was changed and changed back does not differ.
    """
    former = {str(one["id"]): one for one in before}
    for record in now:
        was = former.pop(record.id, None)
        if was is None:
            yield RecordChange(ChangeKind.ADDED, record.type.name, record.id, record.reference, record)
            continue
        fields = tuple(_differing(was, record))
        if fields:
            yield RecordChange(
                ChangeKind.CHANGED, record.type.name, record.id, record.reference, record, fields
            )
    for name, one in former.items():
        yield RecordChange(ChangeKind.WITHDRAWN, str(one["type"]), name, str(one["reference"]), None)


def _differing(was: Mapping[str, Json], record: Record) -> Iterator[FieldDiffers]:
    for one in record.type.fields:
        value = one.to_json(record.values.get(one.name))
        if was.get(one.name) != value:
            yield FieldDiffers(one.name, was.get(one.name), value)


def shown(record_type: RecordType, field: str, raw: Json, language: Language, titles: Titles) -> str:
    """A value of neutral JSON as people read it; of a text all that is kept, for its translations may differ too."""
    one = record_type.field(field)
    value = one.from_json(raw)
    if isinstance(value, Text):
        others = [
            f"{language.language_name(code)}: {translation.text}"
            for code, translation in value.translations.items()
            if translation.text
        ]
        return "\n".join([value.original, *others])
    return one.show(value, language, titles)
