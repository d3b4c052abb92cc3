"""Fresh: the records that a file itself adds, found again when a later row is about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fieldreport.duplicates import Duplicates, Likely
from fieldreport.duplicates.evidence import Evidence
from fieldreport.record import RecordType

#: Records that share a part before it tells nothing.
MOST_ALIKE = 20


class Fresh:
    """Records by what tells who they are. Only that is kept of them, for a file may have a hundred thousand."""

    def __init__(self, record_type: RecordType, duplicates: Duplicates) -> None:
        self._type = record_type
        self._duplicates = duplicates
        self._fields = duplicates.fields_of(record_type)
        #: By a part's hash, for what two parts share by chance is compared and found to be another; a single record, as
        #: nearly all are, needs no list.
        self._by_part: dict[int, int | list[int]] = {}
        self._values: list[tuple[str, tuple[Any, ...]]] = []

    def find(self, evidence: Evidence, is_it: Callable[[Likely], bool]) -> Likely | None:
        """The first record of which ``is_it`` is true."""
        return next(filter(is_it, self.like(evidence)), None)

    def like(self, evidence: Evidence) -> Iterator[Likely]:
        """The records that are likely the same."""
        seen: set[int] = set()
        for part in evidence.whole_parts():
            among = self._by_part.get(hash(part), ())
            for at in (among,) if isinstance(among, int) else among:
                if at in seen:
                    continue
                seen.add(at)
                record_id, values = self._values[at]
                said = dict(zip(self._fields, values, strict=True))
                other = self._duplicates.evidence(self._type, said)
                likely = self._duplicates.likely(evidence, other, record_id, "")
                if likely is not None:
                    yield likely

    def remember(self, record_id: str, evidence: Evidence, values: Mapping[str, Any]) -> None:
        """A record that the file adds."""
        at = len(self._values)
        self._values.append((record_id, tuple([values.get(one) for one in self._fields])))
        for part in map(hash, evidence.whole_parts()):
            same = self._by_part.setdefault(part, at)
            if isinstance(same, list):
                if len(same) < MOST_ALIKE:
                    same.append(at)
            elif same != at:
                self._by_part[part] = [same, at]
