"""Who came unannounced: asked in a window of its own, given the slots that are free, and told which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fieldreport.field import Json
from fieldreport.language import N_
from fieldreport.record import Record, RecordType
from fieldreport.records.meeting import MEETING
from fieldreport.records.participant import PARTICIPANT
from ui.desk import Desk, Notice
from ui.forms.entry import Entry
from ui.forms.saving import Saved
from ui.tools.fair.seen import Seen

if TYPE_CHECKING:
    from fieldreport.office import Office

ASKED = ("organisation", "side", "wishes", "not_free", "contacts", "table", "interpreter", "event")
NO_WISHES = N_("{participant} is on the list. Give its wishes, and propose a schedule, to find it meetings.")
FOUND = N_("{participant} is on the list; of its wishes a free slot was found for: {count}.")


def add_walk_in(
    office: Office, record_type: RecordType, raw: Mapping[str, Json], language: str, draft: str
) -> Saved:
    """Add the participant with the meetings that a free slot was found for, and forget the draft, all or nothing."""
    from fieldreport import events

    with office.store.database.writing():
        change = events.walk_in(office, str(raw.get("event") or ""), raw, language=language)
        office.drafts.drop(draft)
    added = next(record_id for name, record_id in change.records if name == PARTICIPANT.name)
    return Saved(office.store.record(added), change)


def ask(desk: Desk, seen: Seen, parent: QWidget) -> Entry:
    """Open the form for somebody who came unannounced to this event."""
    fields = tuple(PARTICIPANT.field(name) for name in ASKED)
    asked = replace(
        PARTICIPANT, fields=fields, title=("organisation", "event"), columns=(), rules=(), by_day=()
    )
    meetings = 0

    def add(office: Office, **given: object) -> Saved:
        nonlocal meetings
        saved = add_walk_in(office, **given)  # type: ignore[arg-type]
        meetings = sum(name == MEETING.name for name, _ in saved.change.records)
        return saved

    def tell(record: Record) -> None:
        values = {"participant": desk.language.reference(record.reference), "count": meetings}
        desk.noticed.emit(Notice(FOUND if record["wishes"] or meetings else NO_WISHES, values))

    entry = Entry(desk, asked, "", parent, {"event": seen.event_id}, add)
    entry.made.connect(tell)
    entry.open()
    return entry
