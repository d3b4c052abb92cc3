"""Reading the ledger: the deals about a lead, a meeting, an event or an organisation, and those gone quiet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from fieldreport.ledger.deal import Deal, deals
from fieldreport.record import Record
from fieldreport.records.meeting import MEETING
from fieldreport.records.outcome import OUTCOME
from fieldreport.store.query import Filter, Queries

#: Record types about which the ledger can be asked.
SUBJECTS = ("lead", "meeting", "event", "organisation")
#: A contract in progress about which nothing was entered for so long is asked after: a quarter of deals take over a
#: year, so a quarter of a year without a word is early enough to help.
QUIET = timedelta(days=90)


def every_deal(store: Queries) -> list[Deal]:
    """All deals of the office."""
    return deals_of(store, list(store.records(OUTCOME, Filter())))


def deals_about(store: Queries, subject: Record) -> list[Deal]:
    """The deals that a lead, a meeting, an event or an organisation has to do with.

    What belongs to the same lead is one deal, so that of a meeting holds the entries of the lead's other meetings too.
    """
    starts = [subject.id]
    if subject.type.name == "meeting" and subject["lead"]:
        starts.append(subject["lead"])
    marks = ", ".join("(?)" for _ in starts)
    rows = store.database.rows(
        f"WITH RECURSIVE reached(id) AS (VALUES {marks} UNION SELECT link.record_id FROM link"
        " JOIN reached ON link.target_id = reached.id JOIN record ON record.id = link.record_id"
        " WHERE record.type IN ('lead', 'meeting', 'outcome')"
        " AND link.field IN ('buyer', 'company', 'event', 'lead', 'meeting'))"
        " SELECT record.key FROM reached JOIN record ON record.id = reached.id WHERE record.type = 'outcome'",
        starts,
    )
    found = deals_of(store, store.page(OUTCOME, [row[0] for row in rows]))
    whole = {one.id for one in found}
    # An event's meeting may belong to a lead that has entries from elsewhere: the deal is told whole.
    if subject.type.name in ("event", "organisation"):
        return [one for one in deals_of(store, _of_leads(store, found)) if one.id in whole]
    return found


def quiet(deals: Sequence[Deal], today: date, longer_than: timedelta = QUIET) -> list[Deal]:
    """The deals in progress about which nothing has been entered for longer, the quietest first."""
    found = [
        one for one in deals if one.in_progress(today) is not None and today - one.last_day > longer_than
    ]
    return sorted(found, key=lambda one: one.last_day)


def _of_leads(store: Queries, found: Sequence[Deal]) -> list[Record]:
    """The entries of these deals, and all others that name the same leads."""
    entries = {entry.id: entry for deal in found for entry in deal.entries}
    for deal in found:
        for type_name, record_id, field in store.pointing_at(deal.id):
            if type_name == OUTCOME.name and field == "lead" and record_id not in entries:
                entries[record_id] = store.record(record_id)
    return list(entries.values())


def deals_of(store: Queries, entries: Sequence[Record]) -> list[Deal]:
    """The deals that these entries of the ledger make up; each entry's meeting says to which lead it belongs."""
    return deals(entries, leads_of(store, {one["meeting"] for one in entries if one["meeting"]}))


def leads_of(store: Queries, meetings: set[str]) -> dict[str, str]:
    """The lead of each of these meetings that has one, by their ids."""
    if not meetings:
        return {}
    found: dict[str, str] = {}
    wanted = sorted(meetings)
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        marks = ", ".join("?" * len(part))
        rows = store.database.rows(f"SELECT key FROM record WHERE id IN ({marks})", part)
        for one in store.parts(MEETING, [row[0] for row in rows], ("lead",)):
            if one.values["lead"]:
                found[one.id] = one.values["lead"]
    return found
