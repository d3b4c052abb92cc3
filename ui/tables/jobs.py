"""What is done in the background with the records that are chosen in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fieldreport.failures import InputAtFault, Problem
from fieldreport.life import STATUS
from fieldreport.parsing import Unreadable
from fieldreport.record import Record, RecordType
from ui.tables.tones import state_field

if TYPE_CHECKING:
    from fieldreport.extract.written import Extract
    from fieldreport.field import Json, Reading
    from fieldreport.office import Office
    from fieldreport.together import Done


@dataclass(frozen=True)
class Looked:
    """How the chosen records stand: how many in each state, how many have a step into each, and what that lacks.

    ``too_many`` are more than may be changed at once; nothing else is known of those.
    """

    states: Mapping[str, int]
    steps: Mapping[str, int]
    asked: Mapping[str, Sequence[str]]
    messages: Mapping[str, Sequence[str]]
    too_many: bool = False


def look(office: Office, *, record_type: RecordType, keys: Sequence[int]) -> Looked:
    """See how the chosen records stand and where they may go together."""
    from fieldreport.together import MOST, ahead

    if len(keys) > MOST:
        return Looked({}, {}, {}, {}, too_many=True)
    field, life = state_field(record_type), record_type.life
    if field is None or record_type.append_only:
        return Looked({}, {}, {}, {})
    records = office.store.page(record_type, keys)
    codes = Counter(one.values.get(field.name) for one in records)
    states = {code: codes[code] for code in field.choices if codes[code]}
    if life is None or field.name != STATUS:
        others = {code: len(records) - codes[code] for code in field.choices if codes[code] < len(records)}
        return Looked(states, others, {}, {})
    following = ahead(record_type, (one.values for one in records))
    return Looked(
        states,
        {code: one.number for code, one in following.items()},
        {
            code: list(dict.fromkeys(name for need in one.missing for name in need.fields))
            for code, one in following.items()
        },
        {code: [need.message for need in one.missing] for code, one in following.items()},
    )


def _ids(office: Office, record_type: RecordType, keys: Sequence[int]) -> list[str]:
    # Only to be read: what is to be changed is read again within the writing.
    found: list[Record] = office.store.page(record_type, keys)
    return [one.id for one in found]


def _refuse_unreadable(record_type: RecordType, given: Mapping[str, Json], reading: Reading) -> None:
    """What nobody can read is said once, beside its field, and not of each record."""
    problems = []
    for name, raw in given.items():
        try:
            record_type.field(name).read(raw, reading)
        except Unreadable as unreadable:
            problems.append(Problem(unreadable.message, unreadable.values, name))
    if problems:
        raise InputAtFault(problems)


def go_on(
    office: Office,
    *,
    record_type: RecordType,
    keys: Sequence[int],
    state: str,
    given: Mapping[str, Json],
    language: str,
) -> Done:
    """Bring the chosen records into a state."""
    from fieldreport import together

    ids, reading = _ids(office, record_type, keys), office.reading(language)
    field = state_field(record_type)
    _refuse_unreadable(record_type, given, reading)
    if record_type.life is None and field is not None:
        return together.change(office.store, ids, field.name, state, office.person, reading)
    return together.go_on(office.store, ids, state, given, office.person, reading)


def change(
    office: Office, *, record_type: RecordType, keys: Sequence[int], field: str, value: Json, language: str
) -> Done:
    """Give one field of the chosen records a value."""
    from fieldreport import together

    ids, reading = _ids(office, record_type, keys), office.reading(language)
    _refuse_unreadable(record_type, {field: value}, reading)
    return together.change(office.store, ids, field, value, office.person, reading)


def archive(office: Office, *, record_type: RecordType, keys: Sequence[int], reason: str) -> Done:
    """Put the chosen records away."""
    from fieldreport import together

    return together.archive(office.store, _ids(office, record_type, keys), reason, office.person)


def unarchive(office: Office, *, record_type: RecordType, keys: Sequence[int]) -> Done:
    """Take the chosen records out of the archive."""
    from fieldreport import together

    return together.unarchive(office.store, _ids(office, record_type, keys), office.person)


def extract_of(
    office: Office, record_type: RecordType, keys: Sequence[int], names: Sequence[str], language: str
) -> Extract:
    """The chosen records for readers of a language, these fields first."""
    from fieldreport.extract.written import Extract

    spoken = office.language(language)
    return Extract(office.store, record_type, keys, names, spoken, office.titles(spoken), office.zone)


def copied(
    office: Office, *, record_type: RecordType, keys: Sequence[int], names: Sequence[str], language: str
) -> tuple[int, str]:
    """How many records are copied, and the text that goes to the clipboard."""
    return len(keys), extract_of(office, record_type, keys, names, language).copied()


def begin_export(
    office: Office,
    *,
    record_type: RecordType,
    keys: Sequence[int],
    names: Sequence[str],
    language: str,
    path: Path,
) -> Iterator[int]:
    """Write the chosen records to a file, part by part."""
    office.refuse_own(path)
    return extract_of(office, record_type, keys, names, language).write(path)
