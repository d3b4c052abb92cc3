"""What has happened to a record, told: each moment with who, and what was, and what it became."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldreport.field import Json
from fieldreport.language import Language
from fieldreport.record import Record
from fieldreport.store.change import (
    ARCHIVED,
    FILES,
    MARKS,
    MERGED,
    MERGED_INTO,
    FieldChange,
    file_names,
    marked,
)
from fieldreport.store.undoing import REDO, TAKE_BACK, UNDO

if TYPE_CHECKING:
    from datetime import tzinfo

#: Longer values are cut: the record itself shows them whole.
LONGEST = 80


@dataclass(frozen=True)
class Moment:
    """What one person did to a record within a minute: ``head`` says when and who, ``lines`` what."""

    head: str
    lines: tuple[str, ...]


class Teller:
    """Tells the changes of records in a language."""

    def __init__(self, language: Language, titles: Callable[[str], str], zone: tzinfo) -> None:
        self._language = language
        self._titles = titles
        self._zone = zone

    def moments(self, record: Record, changes: Sequence[FieldChange]) -> list[Moment]:
        """The moments of a record, the newest first; changes within one minute stand together."""
        told: list[tuple[str, list[str]]] = []
        for revision in sorted({change.revision for change in changes}, reverse=True):
            some = [change for change in changes if change.revision == revision]
            head, lines = self._head(some[0]), list(self._lines(record, revision, some))
            if told and told[-1][0] == head:
                told[-1][1].extend(lines)
            elif lines:
                told.append((head, lines))
        return [Moment(head, tuple(lines)) for head, lines in told]

    def _head(self, change: FieldChange) -> str:
        said = {"moment": change.at.astimezone(self._zone), "person": change.by}
        match change.what:
            case _ if change.revision == 1:
                return self._language.say("{moment} · {person}", **said)
            case "undo" | "take back":
                return self._language.say("{moment} · {person} · taken back", **said)
            case "redo":
                return self._language.say("{moment} · {person} · done again", **said)
        return self._language.say("{moment} · {person}", **said)

    def _lines(self, record: Record, revision: int, changes: Sequence[FieldChange]) -> Iterator[str]:
        if revision == 1:
            yield self._language.say("Added to the office's records")
            return
        merged = any(change.field == MERGED_INTO for change in changes)
        for change in changes:
            if change.field in MARKS:
                yield from self._marks(change)
            elif change.field == ARCHIVED:
                if not merged:
                    # Why it was archived is said better by what it was merged into.
                    yield self._archiving(change)
            else:
                yield self._field(record, change)

    def _archiving(self, change: FieldChange) -> str:
        if change.new is None:
            return self._language.say("Taken out of the archive")
        if change.what in (UNDO, REDO, TAKE_BACK):
            return self._language.say("Put into the archive")
        return self._language.say("Put into the archive: {reason}", reason=str(change.new))

    def _field(self, record: Record, change: FieldChange) -> str:
        language, known = self._language, record.type.by_name.get(change.field)
        name = language.say(known.label) if known else change.field
        before = self._value(record, change.field, change.old)
        after = self._value(record, change.field, change.new)
        if not before:
            return language.say("{field}: {value}", field=name, value=after)
        return language.say(
            "{field}: {was} → {value}", field=name, was=before, value=after or language.say("(nothing)")
        )

    def _value(self, record: Record, field: str, raw: Json) -> str:
        known = record.type.by_name.get(field)
        if known is None:
            return str(raw or "")
        value = None if raw is None else known.from_json(raw)
        shown = " ".join(known.show(value, self._language, self._titles).split())
        return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"

    def _marks(self, change: FieldChange) -> Iterator[str]:
        """What was said of this record and others (merged, not the same, or that taken back), and its files."""
        if change.field == FILES:
            yield from self._files(change)
            return
        before, after = marked(change.old), marked(change.new)
        came, went = [one for one in after if one not in before], [one for one in before if one not in after]
        language = self._language
        for ids, is_new in ((came, True), (went, False)):
            if not ids:
                continue
            records = language.listing([self._titles(one) for one in ids])
            if change.field == MERGED_INTO:
                yield (
                    language.say("Merged into {records}", records=records)
                    if is_new
                    else language.say("No longer merged into {records}", records=records)
                )
            elif change.field == MERGED:
                yield (
                    language.say("Merged with {records}", records=records)
                    if is_new
                    else language.say("No longer merged with {records}", records=records)
                )
            else:
                yield (
                    language.say("Not the same as {records}", records=records)
                    if is_new
                    else language.say("Perhaps the same as {records} again", records=records)
                )

    def _files(self, change: FieldChange) -> Iterator[str]:
        before, after = file_names(change.old), file_names(change.new)
        came, went = [one for one in after if one not in before], [one for one in before if one not in after]
        listing = self._language.listing
        if came:
            yield self._language.say("Put on the record: {files}", files=listing(came))
        if went:
            yield self._language.say("Taken off the record: {files}", files=listing(went))
