"""Completion: what may have completed a follow-up since it was raised."""

from __future__ import annotations

from datetime import date

from fieldreport.record import Record
from fieldreport.store.query import Queries

#: Records that tell what was done, the day they tell, and the statuses in which it was.
DONE = {
    "meeting": ("held_on", ("held",)),
    "activity": ("done_on", ("done",)),
    "outcome": ("dated", ()),
}
#: Fields of what a follow-up is about that lead on to whom it concerns.
CONCERNED = ("buyer", "company", "lead", "organisation", "meeting")
MOST = 5


def may_have_completed(store: Queries, action: Record, today: date, limit: int = MOST) -> list[Record]:
    """What was done about the same lead, company or buyer since the follow-up was raised, the latest first.

    A record about what the follow-up itself is about comes before one that only concerns the same company.
    """
    if action["about"] is None:
        return []
    about = store.record(action["about"])
    concerned = [about.id]
    concerned += [
        one for name in CONCERNED if isinstance(one := about.values.get(name), str) and one != about.id
    ]
    found: dict[str, Record] = {}
    for rank in concerned:
        pointing = {one[1]: one[0] for one in store.pointing_at(rank) if one[0] in DONE}
        since = [
            record
            for record_id in pointing
            if record_id not in found
            if _was_done(record := store.record(record_id), action["raised_on"], today)
        ]
        since.sort(key=lambda one: (one[DONE[one.type.name][0]], one.key), reverse=True)
        found.update((one.id, one) for one in since[: limit - len(found)])
        if len(found) >= limit:
            break
    return list(found.values())


def _was_done(record: Record, first: date, last: date) -> bool:
    day_field, statuses = DONE[record.type.name]
    day = record[day_field]
    if record.archived is not None or day is None or not first <= day <= last:
        return False
    return not statuses or record["status"] in statuses
