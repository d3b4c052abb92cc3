"""Called: which record is meant by what a person calls it: its id, its reference, or its title in any language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from fieldreport import text
from fieldreport.field import Field, Found, Reading
from fieldreport.fields import Choice, Link, Links
from fieldreport.labels import Labels
from fieldreport.language import CODES, N_, Language
from fieldreport.parsing import Unreadable
from fieldreport.record import RecordType
from fieldreport.store import search
from fieldreport.store.database import quoted
from fieldreport.store.query import PAGE, Filter, Queries
from fieldreport.store.titles import DEPTH, SEPARATOR, Titles

#: No title is longer; what is longer is not looked up.
LONGEST = 500
#: Parts of a title beyond these are passed over.
MOST_PARTS = 8
#: References told of where several records have one title.
MOST_TOLD = 3

SEVERAL = N_(
    "Several records are called “{name}”, such as {references}. Please give the reference of the one you mean."
)


class Called:
    """Finds records by what they are called; ``languages`` gives the languages in which titles are shown."""

    def __init__(self, store: Queries, languages: Callable[[str], Language]) -> None:
        self._store = store
        self._languages = languages
        self._labels = Labels(languages)
        self._known: dict[tuple[str, str], str] = {}

    def known_to(self, reading: Reading) -> Reading:
        """The reading, which then knows the store's records and the labels of the languages."""
        return replace(
            reading,
            resolve=self.resolve,
            found=self.found,
            type_labels={one.name: one.label for one in self._store.types.values()},
            labels=self._labels,
        )

    def found(self, name: str) -> Found | None:
        """The record that has this id or reference, archived or not."""
        hit = self._store.find(name)
        if hit is None:
            return None
        row = self._store.database.row(
            f"SELECT id, archived FROM {quoted(hit[0].name)} WHERE key = ?", (hit[1],)
        )
        return Found(row[0], hit[0].name, row[1] is not None)

    def resolve(self, record_type: str, name: str) -> str | None:
        """The id of the record of this type that has this id, this reference, or alone has this title.

        A title that only an archived record has is that record's; one that was merged into another is the other one.
        Raises ``Unreadable`` where several have it.
        """
        hit = self.found(name)
        if hit is not None:
            return self._standing(hit.id, hit.archived) if hit.type == record_type else None
        if (record_type, name) in self._known:
            return self._known[record_type, name]
        for archived in (False, True):
            titled = self._titled(self._store.types[record_type], name, archived)
            if len(titled) > 1:
                raise Unreadable(SEVERAL, name=name, references=[one for _, one in titled[:MOST_TOLD]])
            if titled:
                standing = self._standing(titled[0][0], archived)
                self._known[record_type, name] = standing
                return standing
        return None

    def _standing(self, record_id: str, archived: bool) -> str:
        """The record itself, or the one into which it was merged."""
        return (self._store.kept(record_id) if archived else None) or record_id

    def _titled(
        self, record_type: RecordType, name: str, archived: bool, depth: int = DEPTH
    ) -> list[tuple[str, str]]:
        """Ids and references of the records with this title; those with the very letters rather than those alike."""
        wanted = text.one_line(name)
        if not wanted or len(wanted) > LONGEST:
            return []
        keys = sorted(self._candidates(record_type, wanted, archived, depth))
        same: dict[str, str] = {}
        alike: dict[str, str] = {}
        for code in CODES:
            titles, folded = Titles(self._store, self._languages(code)), text.fold(wanted)
            for start in range(0, len(keys), PAGE):
                parts = self._store.parts(record_type, keys[start : start + PAGE], record_type.title[:1])
                titles.prefetch(one.id for one in parts)
                for one in parts:
                    title = titles(one.id)
                    if text.one_line(title) == wanted:
                        same[one.id] = one.reference
                    elif text.fold(title) == folded:
                        alike[one.id] = one.reference
        return list((same or alike).items())

    def _candidates(self, record_type: RecordType, title: str, archived: bool, depth: int) -> set[int]:
        """Keys of the records that may have this title: a part of it is in one of the fields that make titles."""
        fields = [record_type.field(name) for name in record_type.title]
        parts = [title] if len(fields) == 1 else title.split(SEPARATOR)
        keys: set[int] = set()
        for one in fields:
            if isinstance(one, Link | Links):
                # The title of what it points at may have several parts of its own.
                for run in _runs(parts) if depth else ():
                    keys |= self._pointing(record_type, one, run, archived, depth)
            elif not isinstance(one, Choice):
                for part in parts:
                    if search.wanted(part)[-1].words:
                        keys.update(self._store.keys(record_type, Filter(words=part, archived=archived)))
        if keys:
            return keys
        for one in fields:
            if isinstance(one, Choice) and len(parts) == 1:
                codes = sorted(self._labels.choices(title, one.choices, CODES[0]))
                if codes:
                    which = Filter(where={one.name: codes}, archived=archived)
                    keys.update(self._store.keys(record_type, which))
        return keys

    def _pointing(
        self, record_type: RecordType, link: Link | Links, title: str, archived: bool, depth: int
    ) -> set[int]:
        """Keys of the records whose ``link`` points at one with this title."""
        targets = {
            linked
            for to in link.to
            for is_archived in (False, True)
            for linked, _ in self._titled(self._store.types[to], title, is_archived, depth - 1)
        }
        return set(self._keys(record_type, link, targets, archived))

    def _keys(
        self, record_type: RecordType, field: Field, targets: Iterable[str], archived: bool
    ) -> Sequence[int]:
        is_archived = "IS NOT NULL" if archived else "IS NULL"
        return [
            row[0]
            for target in sorted(targets)
            for row in self._store.database.rows(
                f"SELECT key FROM link JOIN {quoted(record_type.name)} AS pointing ON pointing.id = link.record_id"
                f" WHERE link.target_id = ? AND link.field = ? AND pointing.archived {is_archived}",
                (target, field.name),
            )
        ]


def _runs(parts: Sequence[str]) -> Iterator[str]:
    """The parts, and those that stand side by side as one."""
    few = parts[:MOST_PARTS]
    for first in range(len(few)):
        for last in range(first, len(few)):
            yield SEPARATOR.join(few[first : last + 1])
