"""What the keeper asks of the writing office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Field, Json
from fieldreport.parsing import Unreadable
from fieldreport.record import Record, RecordType
from fieldreport.store import Change

if TYPE_CHECKING:
    from fieldreport.office import Office


@dataclass(frozen=True)
class Saved:
    """What became of saving: the record as it is now, the change, and what could not be saved."""

    record: Record
    change: Change
    problems: tuple[Problem, ...] = ()


def add_record(
    office: Office, record_type: RecordType, raw: Mapping[str, Json], language: str, draft: str
) -> Saved:
    """Add the record and forget its draft, both or neither: a draft that stayed would be offered once more."""
    with office.store.database.writing():
        record = office.add(record_type, raw, language=language)
        office.drafts.drop(draft)
        written = Change(office.store.last_change_set(), ((record_type.name, record.id),))
    return Saved(record, written)


def change_record(
    office: Office, record_id: str, raw: Mapping[str, Json], language: str, draft: str
) -> Saved:
    """Save what can be read of ``raw``, and say what is wrong with the rest; a rule that is broken saves nothing.

    The draft is forgotten once there is nothing left in it.
    """
    try:
        with office.store.database.writing():
            change = office.change(record_id, raw, language=language)
            office.drafts.drop(draft)
    except InputAtFault as fault:
        wrong = {problem.field for problem in fault.problems}
        rest = {name: one for name, one in raw.items() if name not in wrong}
        change = Change(0, ())
        if rest and wrong & raw.keys():
            try:
                change = office.change(record_id, rest, language=language)
            except InputAtFault:
                # What can be read breaks a rule together with the rest: it waits until all of it is right.
                change = Change(0, ())
        return Saved(office.store.record(record_id), change, fault.problems)
    return Saved(office.store.record(record_id), change)


def judge(office: Office, field: Field, raw: Json, language: str) -> Problem | None:
    """What is wrong with one field of a record that is not complete yet."""
    try:
        field.read(raw, office.reading(language))
    except Unreadable as unreadable:
        return Problem(unreadable.message, unreadable.values, field.name)
    return None


def keep(office: Office, *, form: str, of_type: str, record_id: str | None, typed: dict[str, Any]) -> None:
    """Keep a draft of what is typed."""
    from fieldreport.store.drafts import Draft

    office.drafts.keep(Draft(form, of_type, record_id, typed, office.clock(), office.person))


def drop(office: Office, *, form: str) -> None:
    """Forget a draft."""
    office.drafts.drop(form)


def archive(office: Office, *, record_id: str, reason: str) -> Change:
    """Put a record away, with the reason."""
    return office.archive(record_id, reason)


def unarchive(office: Office, *, record_id: str) -> Change:
    """Take a record out of the archive."""
    return office.store.unarchive(record_id, office.person)
