"""Work: a table's rows brought in, part by part, or looked at as if they were."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from fieldreport import text
from fieldreport.duplicates.evidence import Evidence
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json, Values
from fieldreport.fields import TextField, Words
from fieldreport.importing import columns
from fieldreport.importing.batch import WHAT, next_name
from fieldreport.importing.draft import Draft, Drafts
from fieldreport.importing.linking import Linker
from fieldreport.importing.matching import Matcher, chosen
from fieldreport.importing.outcome import Outcome
from fieldreport.importing.place import Choice, Place
from fieldreport.importing.table import Note, Table
from fieldreport.importing.texts import beside, together
from fieldreport.language import N_
from fieldreport.parsing import Unreadable
from fieldreport.record import Record, RecordType
from fieldreport.store import New
from fieldreport.store.bulk import Bulk
from fieldreport.store.change import Revision
from fieldreport.store.identity import rising_ids
from fieldreport.store.store import APPEND_ONLY, IS_ARCHIVED
from fieldreport.values import Money, Text

#: Rows brought in together, in one transaction.
PART = 1_000

POSSIBLE = N_("“{name}” may be there already as {reference}, {other}")
REPEATED = N_("a row about the record of an earlier row; the two are put together")
NAME_KEPT = N_(
    "another name of a record that is there; its name stays, and this one is kept among its other names"
)


NAME_STAYS = N_("another name than that of the record that is there, which stays as it is")


class Work:
    """Brings a table in. It belongs to one thread, as the office does."""

    def __init__(
        self, place: Place, record_type: RecordType, table: Table, choice: Choice, *, trial: bool
    ) -> None:
        """``trial`` looks at every row and writes nothing. Raises ``InputAtFault`` for unreadable constants."""
        self._place = place
        self._type = record_type
        self._table = table
        self._trial = trial
        self.outcome = Outcome(
            rows=len(table.rows), batch="" if trial else next_name(place.store, place.reading.today)
        )
        reading = replace(place.reading, currency=choice.currency) if choice.currency else place.reading
        self._reading = replace(reading, resolve=self._resolve)
        cells = columns.of_table(list(choice.guesses), table, self._reading, unicode=choice.unicode)
        constants = self._read_constants(choice.constants)
        self._drafts = Drafts(record_type, cells, table, self.outcome, constants)
        given = {one.target.field.name for one in cells if one.target.field is not None} | constants.keys()
        self._defaults = {one.name: one.read(None, self._reading) for one in record_type.fields}
        self._bulk = Bulk(place.store, place.person, f"{WHAT} {self.outcome.batch}")
        place.duplicates.update()
        self._linker = Linker(
            record_type, place.store, place.duplicates, self._reading, place.person, self.outcome.batch
        )
        self._matcher = Matcher(record_type, place.store, place.duplicates, given)
        self._ids: set[str] = set()
        self._new_ids = rising_ids()
        self._person = text.one_line(place.person)
        self._guarded = getattr(record_type, "life", None) is not None

    def _read_constants(self, raw: Mapping[str, Json]) -> dict[str, tuple[Json, Any]]:
        found: dict[str, tuple[Json, Any]] = {}
        problems = []
        for name, one in raw.items():
            field = self._type.by_name.get(name)
            if field is None:
                problems.append(
                    Problem(N_("{type} has no field of this name."), {"type": self._type.name}, name)
                )
                continue
            try:
                found[name] = (one, field.read(one, self._reading))
            except Unreadable as wrong:
                problems.append(Problem(wrong.message, wrong.values, name))
        if problems:
            raise InputAtFault(problems)
        return found

    def _resolve(self, record_type: str, name: str) -> str | None:
        # What was found or made a moment ago need not be looked for again, and may stand nowhere yet.
        return name if name in self._ids else self._place.reading.resolve(record_type, name)

    @property
    def written(self) -> bool:
        """Whether anything of it is in the office."""
        return self._bulk.change_set is not None

    def run(self, part: int = 0) -> Iterator[Outcome]:
        """Bring the rows in, so many at once, and tell after each part what was done so far.

        Stopping between two parts is harmless. Raises ``MachineAtFault`` where a part cannot be written; what was told
        of before is there.
        """
        part = part or PART
        for start in range(0, len(self._table.rows), part):
            self._do(range(start, min(start + part, len(self._table.rows))))
            yield self.outcome.so_far()

    # ---- a part -----------------------------------------------------------------------------------------------

    def _do(self, at: range) -> None:
        drafts = [self._drafts.of(self._table.numbers[one], self._table.rows[one]) for one in at]
        self._linker.look_up(drafts)
        part = _Part()
        ready = []
        for draft in drafts:
            self._link(draft, part)
            self._drafts.read_rest(draft, self._reading)
            if draft.problems:
                self._drafts.refused(draft, draft.problems)
            else:
                ready.append(draft)
        evidence = self._match(ready, part)
        there = self._records([one.id for one in ready if one.id and one.id not in part.news])
        for draft in ready:
            if not draft.problems:
                self._take(draft, there, evidence.get(draft.number), part)
        if not self._trial:
            self._write(part)

    def _link(self, draft: Draft, part: _Part) -> None:
        if not draft.linked:
            return
        linked = self._linker.of(draft)
        for message, values, name in linked.notes:
            self.outcome.note(message, values, self._drafts.place(draft, name), name)
        for name, value in linked.ids.items():
            self._ids.update([value] if isinstance(value, str) else value)
            draft.raw[name] = list(value) if isinstance(value, tuple) else value
            draft.values[name] = value

    def _claim(self, draft: Draft, part: _Part) -> None:
        """Add what an accepted row points at, so that a row that is left out leaves nothing behind."""
        for name in draft.linked:
            value = draft.values.get(name)
            for target in () if value is None else [value] if isinstance(value, str) else value:
                for one in self._linker.claim(target):
                    part.news[one.new.id] = one.new
                    part.linked.add(one.new.id)
                    also = self.outcome.also
                    also[one.new.type.name] = also.get(one.new.type.name, 0) + 1
                    place = self._drafts.place(draft, one.field)
                    self.outcome.note(one.message, {"name": one.name}, place, one.field)
                    if one.like is not None:
                        self._suspect(draft, one.field, one.name, one.like.reference, one.like.name)

    def _suspect(self, draft: Draft, name: str, called: str, reference: str, other: str) -> None:
        values = {"name": called, "reference": reference, "other": other}
        self.outcome.suspect(Note(POSSIBLE, values, self._drafts.place(draft, name), name))

    def _match(self, drafts: Sequence[Draft], part: _Part) -> dict[int, Evidence]:
        evidence: dict[int, Evidence] = {}
        unknown = []
        for draft in drafts:
            try:
                if draft.called:
                    draft.id, draft.by_name = self._matcher.by_name(draft), True
                elif self._matcher.by_likeness:
                    evidence[draft.number] = self._matcher.evidence(draft.values)
                    unknown.append(draft)
                else:
                    draft.id = self._matcher.by_values({**self._defaults, **draft.values})
            except Unreadable as wrong:
                self._refuse(draft, [Problem(wrong.message, wrong.values, "reference")])
        title = self._type.title[0]
        answers = self._matcher.like([evidence[one.number] for one in unknown])
        for draft, found in zip(unknown, answers, strict=True):
            own = evidence[draft.number]
            try:
                draft.id = chosen(found)
            except Unreadable as wrong:
                self._refuse(draft, [Problem(wrong.message, wrong.values, title)])
                continue
            if not draft.id:
                earlier = self._matcher.repeated(own)
                if earlier is not None:
                    draft.id = earlier.id
                    self.outcome.note(REPEATED, {}, self._drafts.place(draft, title), title)
                else:
                    draft.id = ""
                    if found:
                        self._suspect(draft, title, own.name, found[0].reference, found[0].name)
                    new_id = self._reserve(draft)
                    self._matcher.remember(new_id, own, draft.values)
        return evidence

    def _reserve(self, draft: Draft) -> str:
        """The id of the record that a row will be, for later rows about the same."""
        draft.reserved = next(self._new_ids)
        return draft.reserved

    def _refuse(self, draft: Draft, problems: Sequence[Problem]) -> None:
        draft.problems += problems
        self._drafts.refused(draft, problems)

    def _records(self, ids: Sequence[str]) -> dict[str, Record]:
        store = self._place.store
        keys = []
        for start in range(0, len(ids), 500):
            some = list(dict.fromkeys(ids[start : start + 500]))
            marks = ", ".join("?" * len(some))
            keys += [
                row[0] for row in store.database.rows(f"SELECT key FROM record WHERE id IN ({marks})", some)
            ]
        return {one.id: one for one in store.page(self._type, keys)}

    # ---- a row ------------------------------------------------------------------------------------------------

    def _take(
        self, draft: Draft, there: Mapping[str, Record], evidence: Evidence | None, part: _Part
    ) -> None:
        try:
            if not draft.id:
                self._add(draft, evidence, part)
            elif draft.id in part.news:
                new = part.news[draft.id]
                values = self._changed(new.values, draft, new.language)
                part.news[draft.id] = replace(new, values=values)
                self._count(new.values != values)
            elif draft.id in there:
                self._change(draft, there[draft.id], part)
            else:
                # In a trial the record of an earlier row stands nowhere.
                self.outcome.changed += 1
        except InputAtFault as failure:
            self._refuse(draft, failure.problems)
            return
        self._claim(draft, part)

    def _count(self, changed: bool) -> None:
        self.outcome.changed += changed
        self.outcome.unchanged += not changed

    def _add(self, draft: Draft, evidence: Evidence | None, part: _Part) -> None:
        if self._guarded:
            # A sum's currency may stand over its column, which only its value tells.
            sums = {name: one for name, one in draft.values.items() if isinstance(one, Money)}
            values = self._type.read({**draft.raw, **sums}, self._reading, history=True)
        else:
            values = {**self._defaults, **draft.values}
            problems = self._type.check(values)
            if problems:
                raise InputAtFault(problems)
        title = values.get(self._type.title[0])
        language = title.language if isinstance(title, Text) else self._reading.language
        new = New(
            self._type,
            values,
            language,
            self._person,
            id=draft.reserved or next(self._new_ids),
            batch=self.outcome.batch,
        )
        part.news[new.id] = new
        if evidence is not None:
            part.evidence[new.id] = evidence
        self.outcome.added += 1

    def _change(self, draft: Draft, before: Record, part: _Part) -> None:
        earlier = part.changes.get(before.id)
        values = self._changed(earlier[1] if earlier else before.values, draft, before.language)
        differs = values != (earlier[1] if earlier else before.values)
        if before.archived is not None:
            raise InputAtFault(Problem(IS_ARCHIVED, {"reference": before.reference}, "reference"))
        if differs and self._type.append_only:
            raise InputAtFault(Problem(APPEND_ONLY, {"reference": before.reference}, "reference"))
        if differs:
            part.changes[before.id] = (before, values, None)
        self._count(differs)

    def _changed(self, before: Values, draft: Draft, language: str) -> dict[str, Any]:
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
                self.outcome.note(NAME_KEPT, {}, self._drafts.place(draft, name), name)
        else:
            self.outcome.note(NAME_STAYS, {}, self._drafts.place(draft, name), name)

    # ---- writing ----------------------------------------------------------------------------------------------

    def _write(self, part: _Part) -> None:
        if not part.news and not part.changes:
            return
        # What rows point at comes first, so that its numbers do too.
        news = sorted(part.news.values(), key=lambda new: new.id not in part.linked)
        change, keys = self._bulk.write(news, [Revision(*one) for one in part.changes.values()])
        for name, record_id in change.records:
            self.outcome.touched.setdefault(name, record_id)
        duplicates = self._place.duplicates
        for name in dict.fromkeys(new.type.name for new in news):
            of_type = self._place.store.types[name]
            if duplicates.knows(of_type):
                taken = [
                    (keys[new.id], part.evidence.get(new.id) or duplicates.evidence(of_type, new.values))
                    for new in news
                    if new.type.name == name
                ]
                duplicates.take(of_type, taken, new=True)
        if duplicates.knows(self._type) and part.changes:
            changed = [
                (before.key, duplicates.evidence(self._type, values))
                for before, values, _ in part.changes.values()
            ]
            duplicates.take(self._type, changed, new=False)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without Python's search for garbage in circles, of which reading rows makes none: a fifth of the time.

    For whoever has the process to himself; the window decides for itself when to search.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Part:
    """What a part of the rows comes to."""

    def __init__(self) -> None:
        self.news: dict[str, New] = {}
        self.linked: set[str] = set()
        self.evidence: dict[str, Evidence] = {}
        self.changes: dict[str, tuple[Record, Values, str | None]] = {}
