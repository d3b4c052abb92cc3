"""Recording: what a row makes of a record, a new one or one that is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fieldreport import text
from fieldreport.duplicates.evidence import Evidence
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json, Reading, Values
from fieldreport.fields import TextField, Words
from fieldreport.importing import columns
from fieldreport.importing.draft import Draft, Drafts
from fieldreport.importing.outcome import Outcome
from fieldreport.importing.part import Part
from fieldreport.importing.texts import beside, together
from fieldreport.language import N_
from fieldreport.record import Record, RecordType
from fieldreport.store import New
from fieldreport.store.store import APPEND_ONLY, IS_ARCHIVED
from fieldreport.values import Text

NAME_KEPT = N_(
    "another name of a record that is there; its name stays, and this one is kept among its other names"
)
NAME_STAYS = N_("another name than that of the record that is there, which stays as it is")


class Recorder:
    """Makes values of drafts, for new records and for changed ones."""

    def __init__(
        self,
        record_type: RecordType,
        reading: Reading,
        drafts: Drafts,
        outcome: Outcome,
        person: str,
        ids: set[str],
        new_ids: Iterator[str],
    ) -> None:
        """``ids`` are those of records that may be pointed at, though they may stand nowhere yet."""
        self._type = record_type
        self._reading = reading
        self._drafts = drafts
        self._outcome = outcome
        self._person = text.one_line(person)
        self._ids = ids
        self._new_ids = new_ids
        #: What a record has of which a row says nothing.
        self.defaults = {one.name: one.read(None, reading) for one in record_type.fields}

    def count(self, changed: bool) -> None:
        """One more row about a record that is there."""
        self._outcome.changed += changed
        self._outcome.unchanged += not changed

    def add(self, draft: Draft, evidence: Evidence | None, part: Part) -> None:
        """A new record; raises ``InputAtFault`` for what it lacks or contradicts."""
        values = self._type.whole(draft.raw, {**self.defaults, **draft.values}, history=True)
        title = values.get(self._type.title[0])
        language = title.language if isinstance(title, Text) else self._reading.language
        new = New(
            self._type,
            values,
            language,
            self._person,
            id=draft.reserved or next(self._new_ids),
            batch=self._outcome.batch,
        )
        part.news[new.id] = new
        if evidence is not None:
            part.evidence[new.id] = evidence
        self._outcome.added += 1

    def change(self, draft: Draft, before: Record, part: Part) -> None:
        """A record that is there, with what a row says; raises ``InputAtFault`` where it may not be changed so."""
        earlier = part.changes.get(before.id)
        values = self.changed(earlier[1] if earlier else before.values, draft, before.language)
        differs = values != (earlier[1] if earlier else before.values)
        if before.archived is not None:
            raise InputAtFault(Problem(IS_ARCHIVED, {"reference": before.reference}, "reference"))
        if differs and self._type.append_only:
            raise InputAtFault(Problem(APPEND_ONLY, {"reference": before.reference}, "reference"))
        if differs:
            part.changes[before.id] = (before, values, None)
        self.count(differs)

    def changed(self, before: Values, draft: Draft, language: str) -> dict[str, Any]:
        """The values with what a row says; raises ``InputAtFault``."""
        raw: dict[str, Json] = {}
        for name, given in draft.raw.items():
            field, old, value = self._type.by_name[name], before.get(name), draft.values.get(name)
            if old is not None and old == value:
                continue
            if columns.in_other_words(old, given) or (name in draft.assumed and old not in (None, "", ())):
                continue
            if isinstance(field, TextField):
                if isinstance(old, Text) and name == self._type.title[0] and not draft.by_name:
                    self._keep_name(before, raw, given, draft, name)
                elif isinstance(old, Text) and isinstance(value, Text) and isinstance(given, str):
                    raw[name] = beside(field, old, value) or given
                elif isinstance(old, Text) and isinstance(value, Text):
                    raw[name] = together(field, old, value)
                else:
                    raw[name] = given
            elif isinstance(value, tuple) and isinstance(old, tuple):
                raw[name] = [*old, *(one for one in value if one not in old)]
            elif hasattr(value, "as_tuple"):
                raw[name] = str(value)
            else:
                raw[name] = value
        if not raw:
            return dict(before)
        self._ids.update(one for name in before for one in self._linked_ids(name, before[name]))
        return self._type.read_changes(before, raw, replace(self._reading, language=language))

    def _linked_ids(self, name: str, value: Any) -> tuple[str, ...]:
        return self._type.by_name[name].links(value)

    def _keep_name(self, before: Values, raw: dict[str, Json], given: Json, draft: Draft, name: str) -> None:
        """A record known by a number keeps its name; the name in the file is kept among the others it has."""
        field = self._type.by_name[name]
        old, value = before[name], draft.values[name]
        told = beside(field, old, value) if isinstance(field, TextField) else None
        if told is not None:
            raw[name] = told
            return
        if text.fold(value.original) == text.fold(old.original):
            return
        aliases = self._type.by_name.get("aliases")
        if isinstance(aliases, Words):
            known = before.get("aliases") or ()
            if value.original not in known:
                raw["aliases"] = [*known, value.original]
                self._outcome.note(NAME_KEPT, {}, self._drafts.place(draft, name), name)
        else:
            self._outcome.note(NAME_STAYS, {}, self._drafts.place(draft, name), name)
