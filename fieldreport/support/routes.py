"""The Bangladesh triple route: to the EU by EBA, to South Asia by APTA, to Korea by CEPA, with production in an EPZ.

They are the modules of consulting under tasks 9 and 13; which of them a company has been through follows from the
topics of the support it was given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldreport.record import Record
from fieldreport.records.activity import ACTIVITY
from fieldreport.store.query import Queries

#: The topics of activities that make up the route, in the order in which they are gone through.
TRIPLE_ROUTE = ("epz", "eba", "apta", "cepa")


@dataclass(frozen=True)
class Route:
    """One module, and the day on which the company was last advised on it; None where it has not been."""

    topic: str
    last: date | None


def routes(store: Queries, company: Record) -> list[Route]:
    """How far a company has come on the triple route."""
    days: dict[str, date] = {}
    for type_name, record_id, field in store.pointing_at(company.id):
        if type_name != ACTIVITY.name or field != "company":
            continue
        activity = store.record(record_id)
        if activity.archived is None and activity["status"] == "done":
            for topic in activity["topics"] or ():
                days[topic] = max(days.get(topic, date.min), activity["done_on"])
    return [Route(topic, days.get(topic)) for topic in TRIPLE_ROUTE]
