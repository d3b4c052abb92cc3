"""Work: a table's rows brought in, part by part, or looked at as if they were."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import Any

from fieldreport.duplicates.evidence import Evidence
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Json
from fieldreport.importing import columns
from fieldreport.importing.batch import WHAT, next_name
from fieldreport.importing.draft import Draft, Drafts
from fieldreport.importing.linking import Linker
from fieldreport.importing.matching import Matcher, chosen
from fieldreport.importing.outcome import Outcome
from fieldreport.importing.part import Part
from fieldreport.importing.place import Choice, Place
from fieldreport.importing.recording import Recorder
from fieldreport.importing.repeats import Repeats
from fieldreport.importing.table import Note, Table
from fieldreport.importing.turn import alone
from fieldreport.language import N_
from fieldreport.parsing import Unreadable
from fieldreport.record import Record, RecordType
from fieldreport.store.bulk import Bulk
from fieldreport.store.change import Revision
from fieldreport.store.identity import rising_ids

#: Rows brought in together, in one transaction.
PART = 1_000
#: New records that are put into the index of duplicates together: it is ordered by what is found, so that few of
#: them cost as many pages as many.
HELD = 20_000

POSSIBLE = N_("“{name}” may be there already as {reference}, {other}")
LIKE_ROW = N_("“{name}” may be the same as “{other}” in an earlier row of this file")
REPEATED = N_("a row about the record of an earlier row; the two are put together")
SAME_ROW = N_("a row that says the same as an earlier one; it is brought in once")


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
        self.outcome = Outcome(rows=len(table.rows))
        reading = replace(place.reading, currency=choice.currency) if choice.currency else place.reading
        self._reading = replace(reading, resolve=self._resolve)
        cells = columns.of_table(list(choice.guesses), table, self._reading, unicode=choice.unicode)
        constants = self._read_constants(choice.constants)
        self._drafts = Drafts(record_type, cells, table, self.outcome, constants)
        self._given = {
            one.target.field.name for one in cells if one.target.field is not None
        } | constants.keys()
        self._bulk: Bulk | None = None
        self._ids: set[str] = set()
        self._new_ids = rising_ids()
        self._recorder = Recorder(
            record_type,
            self._reading,
            self._drafts,
            self.outcome,
            place.person,
            self._ids,
            self._new_ids,
        )
        self._repeats = Repeats(table, [one.column.index for one in cells])
        #: What is new for the index of duplicates: by the type, keys and parts. Rows of the file are compared with one
        #: another before, and what is not told by the end is read from the office when it is asked for.
        self._known: dict[str, list[tuple[int, set[str]]]] = {}
        #: Ids that were kept for rows that then were left out.
        self._free: set[str] = set()

    def _prepare(self) -> None:
        """Look at the office as it is when it is this file's turn, so that no other file adds to it in between."""
        place, batch = self._place, ""
        if not self._trial:
            batch = self.outcome.batch = next_name(place.store, place.reading.today)
            self._bulk = Bulk(place.store, place.person, f"{WHAT} {batch}")
        place.duplicates.update()
        self._linker = Linker(self._type, place.store, place.duplicates, self._reading, place.person, batch)
        self._matcher = Matcher(self._type, place.store, place.duplicates, self._given)

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
        return self._bulk is not None and self._bulk.change_set is not None

    def run(self, part: int = 0) -> Generator[Outcome, None, None]:
        """Bring the rows in, so many at once, and tell after each part what was done so far.

        Stopping between two parts is harmless; whoever stops closes it, so that another file may follow. Raises
        ``MachineAtFault`` where a part cannot be written; what was told of before is there; and before the first part
        where another file's turn is not over.
        """
        with nullcontext() if self._trial else alone(self._place.store):
            self._prepare()
            yield from self._parts(part or PART)

    def _parts(self, part: int) -> Iterator[Outcome]:
        for start in range(0, len(self._table.rows), part):
            self._do(range(start, min(start + part, len(self._table.rows))))
            if sum(map(len, self._known.values())) >= HELD:
                self._tell_duplicates()
            yield self.outcome.so_far()
        self._tell_duplicates()

    # ---- a part -----------------------------------------------------------------------------------------------

    def _do(self, at: range) -> None:
        first, again = self._repeats.divided(at)
        self._bring(first)
        # What an earlier row was left out for, the same row is left out for once more.
        self._bring([one for one, earlier in again if self._repeats.is_left_out(earlier)])
        for one, earlier in again:
            if not self._repeats.is_left_out(earlier):
                self.outcome.unchanged += 1
                self.outcome.note(SAME_ROW, {}, self._table.place(self._table.numbers[one]), "")

    def _bring(self, at: Sequence[int]) -> None:
        if not at:
            return
        drafts = [self._drafts.of(self._table.numbers[one], self._table.rows[one]) for one in at]
        for draft in drafts:
            if draft.number in self._table.faults:
                draft.problems.append(self._table.faults[draft.number])
        self._linker.look_up(drafts)
        part = Part()
        ready = []
        for draft in drafts:
            self._link(draft, part)
            self._drafts.read_rest(draft, self._reading)
            if draft.problems:
                self._leave_out(draft, draft.problems)
            else:
                ready.append(draft)
        evidence = self._match(ready, part)
        there = self._records([one.id for one in ready if one.id and one.id not in part.news])
        for draft in ready:
            if not draft.problems:
                self._take(draft, there, evidence.get(draft.number), part)
        if not self._trial:
            self._write(part)

    def _link(self, draft: Draft, part: Part) -> None:
        if not draft.linked:
            return
        linked = self._linker.of(draft, self._drafts.can_do_without)
        for message, values, name in linked.notes:
            self.outcome.note(message, values, self._drafts.place(draft, name), name)
        for name, value in linked.ids.items():
            self._ids.update([value] if isinstance(value, str) else value)
            draft.raw[name] = list(value) if isinstance(value, tuple) else value
            draft.values[name] = value

    def _claim(self, draft: Draft, part: Part) -> None:
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

    def _match(self, drafts: Sequence[Draft], part: Part) -> dict[int, Evidence]:
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
                    self._match_values(draft)
            except Unreadable as wrong:
                self._leave_out(draft, [Problem(wrong.message, wrong.values, "reference")])
        title = self._type.title[0]
        answers = self._matcher.like([evidence[one.number] for one in unknown])
        for draft, found in zip(unknown, answers, strict=True):
            own = evidence[draft.number]
            try:
                draft.id = chosen(found)
            except Unreadable as wrong:
                self._leave_out(draft, [Problem(wrong.message, wrong.values, title)])
                continue
            if not draft.id:
                draft.id, like = self._matcher.repeated(own)
                if draft.id:
                    self.outcome.note(REPEATED, {}, self._drafts.place(draft, title), title)
                else:
                    if found:
                        self._suspect(draft, title, own.name, found[0].reference, found[0].name)
                    elif like is not None:
                        values = {"name": own.name, "other": like.name}
                        self.outcome.suspect(Note(LIKE_ROW, values, self._drafts.place(draft, title), title))
                    new_id = self._reserve(draft)
                    self._matcher.remember(new_id, own, draft.values)
        return evidence

    def _match_values(self, draft: Draft) -> None:
        values = {**self._recorder.defaults, **draft.values}
        draft.id = self._matcher.by_values(values)
        if not draft.id:
            draft.id = self._matcher.same_number(values)
            if draft.id:
                self.outcome.note(REPEATED, {}, self._drafts.place(draft, ""), "")
            else:
                self._matcher.remember(self._reserve(draft), None, values)

    def _reserve(self, draft: Draft) -> str:
        """The id of the record that a row will be, for later rows about the same."""
        draft.reserved = next(self._new_ids)
        return draft.reserved

    def _leave_out(self, draft: Draft, problems: Sequence[Problem]) -> None:
        """``problems`` are all that is wrong with a row."""
        draft.problems = list(problems)
        self._repeats.leave_out(draft.number)
        self._drafts.refused(draft, problems)
        if draft.reserved:
            self._free.add(draft.reserved)

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

    def _take(self, draft: Draft, there: Mapping[str, Record], evidence: Evidence | None, part: Part) -> None:
        if draft.id in self._free:
            # The earlier row about the same was left out, so this one is the first.
            self._free.discard(draft.id)
            draft.id, draft.reserved = "", draft.id
        try:
            self._put(draft, there, evidence, part)
        except InputAtFault as failure:
            if self._drafts.do_without(draft, failure.problems):
                self._take(draft, there, None, part)
            else:
                self._leave_out(draft, failure.problems)
            return
        self._drafts.spared(draft)
        self._claim(draft, part)

    def _put(self, draft: Draft, there: Mapping[str, Record], evidence: Evidence | None, part: Part) -> None:
        recorder = self._recorder
        if not draft.id:
            recorder.add(draft, evidence, part)
        elif draft.id in part.news:
            new = part.news[draft.id]
            values = recorder.changed(new.values, draft, new.language)
            part.news[draft.id] = replace(new, values=values)
            recorder.count(new.values != values)
        elif draft.id in there:
            recorder.change(draft, there[draft.id], part)
        else:
            # In a trial the record of an earlier row stands nowhere.
            self.outcome.changed += 1

    # ---- writing ----------------------------------------------------------------------------------------------

    def _write(self, part: Part) -> None:
        if self._bulk is None or not (part.news or part.changes):
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
                self._known.setdefault(name, []).extend(
                    (
                        keys[new.id],
                        (part.evidence.get(new.id) or duplicates.evidence(of_type, new.values)).parts(),
                    )
                    for new in news
                    if new.type.name == name
                )
        if duplicates.knows(self._type) and part.changes:
            changed = [
                (before.key, duplicates.evidence(self._type, values).parts())
                for before, values, _ in part.changes.values()
            ]
            duplicates.take(self._type, changed, new=False)

    def _tell_duplicates(self) -> None:
        for name, taken in self._known.items():
            self._place.duplicates.take(self._place.store.types[name], taken, new=True)
        self._known.clear()


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
