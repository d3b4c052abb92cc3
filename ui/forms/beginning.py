"""What a new record's form begins with: what each field begins with, one's own name, the event used last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fieldreport.field import Begins
from fieldreport.parsing import Unreadable
from fieldreport.record import Record, RecordType

if TYPE_CHECKING:
    from fieldreport.office import Office


def beginning(office: Office, record_type: RecordType, language: str) -> dict[str, Any]:
    """The values of a new record before anybody types; ``language`` is that of the screen.

    Only forms fill these in: what comes from a file or a command says itself what it knows.
    """
    reading = office.reading(language)
    values = {one.name: one.read(None, reading) for one in record_type.fields}
    last: Record | None = None
    for one in record_type.fields:
        if one.begins is Begins.PERSON and office.settings.person:
            try:
                values[one.name] = one.read(office.settings.person, reading)
            except Unreadable:
                continue
        elif one.begins is Begins.LAST:
            last = last or office.store.last(record_type)
            if last is not None and all(_is_open(office, each) for each in one.links(last[one.name])):
                values[one.name] = last[one.name]
    return values


def _is_open(office: Office, record_id: str) -> bool:
    """Whether somebody still works on a record: an event that is over for good is not what comes next."""
    record = office.store.record(record_id)
    life = record.type.life
    return record.archived is None and (life is None or record["status"] in life.open)
