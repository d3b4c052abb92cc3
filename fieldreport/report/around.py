"""Around: what a report's checks need to know of records that are not in it: events, the office's usual sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from statistics import median
from typing import TYPE_CHECKING

from fieldreport.fields import Amount
from fieldreport.ledger.sums import in_us_dollars
from fieldreport.record import Record, RecordType
from fieldreport.records.event import EVENT
from fieldreport.store.query import Queries
from fieldreport.values import Money

if TYPE_CHECKING:
    from fieldreport.report.contents import Section

#: The newest records of a type that show what is usual, and how many sums there must be to say so.
LOOKED_AT, ENOUGH = 1_000, 12


@dataclass(frozen=True, slots=True)
class Around:
    """``events`` are those that the period's meetings belong to, by id; ``usual`` the middle of the sums in US dollars
    that the office has written into a field of a type, where there are enough of them.
    """

    events: Mapping[str, Record] = field(default_factory=dict)
    usual: Mapping[tuple[str, str], Money] = field(default_factory=dict)


def around(store: Queries, sections: Iterable[Section], zone: tzinfo) -> Around:
    """What the records of these sections are to be held against."""
    sections = [one for one in sections if one.records]
    events: dict[str, Record] = {}
    for section in sections:
        if section.type.name == "meeting":
            wanted = {one["event"] for one in section.records if one["event"]}
            keys = [found[1] for name in wanted if (found := store.find(name)) is not None]
            events = {one.id: one for one in store.page(EVENT, keys)}
    return Around(events, {key: usual for one in sections for key, usual in _usual(store, one.type)})


def _usual(store: Queries, record_type: RecordType) -> Iterable[tuple[tuple[str, str], Money]]:
    names = [one.name for one in record_type.fields if isinstance(one, Amount)]
    if not names:
        return
    keys = store.keys(record_type, order="number", descending=True)[:LOOKED_AT]
    parts = store.parts(record_type, keys, names)
    for name in names:
        dollars = [
            found
            for one in parts
            if (money := one.values[name]) is not None and (found := in_us_dollars(money)) and found > 0
        ]
        if len(dollars) >= ENOUGH:
            yield (record_type.name, name), Money(int(median(dollars).scaleb(2)), "USD")
