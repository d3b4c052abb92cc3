"""Part: what some of the rows come to, before it is written in one transaction."""

from __future__ import annotations

from fieldreport.duplicates.evidence import Evidence
from fieldreport.field import Values
from fieldreport.record import Record
from fieldreport.store import New


class Part:
    """New records by their ids, those that are there only because rows point at them, and changes of others."""

    def __init__(self) -> None:
        self.news: dict[str, New] = {}
        self.linked: set[str] = set()
        self.evidence: dict[str, Evidence] = {}
        #: By its id a record as it was read, its new values, and why it is archived.
        self.changes: dict[str, tuple[Record, Values, str | None]] = {}
