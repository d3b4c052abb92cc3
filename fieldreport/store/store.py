"""Store: the one writer and reader of an office's records."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fieldreport import text
from fieldreport.failures import InputAtFault, Problem
from fieldreport.field import Reading, Values, dump
from fieldreport.fields.day import moment_text
from fieldreport.language import N_
from fieldreport.record import Record, RecordType
from fieldreport.store import once, undoing
from fieldreport.store.change import ARCHIVED, CREATED, MERGED_INTO, Change, FieldChange, Revision
from fieldreport.store.database import Database, readable
from fieldreport.store.query import Queries
from fieldreport.store.schema import prepare
from fieldreport.store.search import WAITING
from fieldreport.store.searchable import Remembering
from fieldreport.store.table import differences

Clock = Callable[[], datetime]

NO_SUCH_RECORD = N_("There is no record “{name}”; give a reference like BL-0012 or a record's id.")
APPEND_ONLY = N_("{reference} is part of the ledger and is never changed; please add a new entry instead.")
IS_ARCHIVED = N_("{reference} is archived; please take it out of the archive first.")
NEEDS_REASON = N_("Archiving needs a reason; please write why.")
ITSELF = N_("A record cannot point at itself; please choose another one.")
ALREADY_THERE = N_("A record with this id is already there; change it instead of adding it.")

#: Records put into the search's index together: about a tenth of a second.
SETTLED = 1_000


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def _new_id() -> str:
    import uuid

    return str(uuid.uuid4())


@dataclass(frozen=True)
class New:
    """A record to be added: checked values and what else is known of it; the rest is filled in."""

    type: RecordType
    values: Values
    language: str
    by: str
    id: str = field(default_factory=_new_id)
    at: datetime | None = None
    batch: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "by", text.one_line(self.by))


class Store(Queries):
    """Reads by ``Queries``; every write below is one transaction and returns its ``Change``.

    A store belongs to one thread. Open a second one with ``readonly`` to read beside the writer.
    """

    def __init__(self, database: Database, types: Sequence[RecordType], clock: Clock = now) -> None:
        prepare(database, types)
        super().__init__(database, types)
        self._clock = clock

    @classmethod
    def open(
        cls, path: Path, types: Sequence[RecordType], *, readonly: bool = False, clock: Clock = now
    ) -> Store:
        """Open the office's file, made new when it is missing (unless ``readonly``).

        Raises ``MachineAtFault`` when it is damaged, newer than this program, locked or not to be written.
        """
        is_new = not path.exists()
        database = Database(path, readonly=readonly)
        try:
            return cls(database, types, clock)
        except BaseException:
            database.close()
            if is_new and path.is_file() and not path.stat().st_size:
                # An empty file would look like a damaged office.
                path.unlink()
            raise

    # ---- writing -------------------------------------------------------------------------------------------

    def add(self, new: New) -> Change:
        """Add one record."""
        return self.add_all([new])

    def add_all(self, news: Iterable[New], what: str = "add") -> Change:
        """Add records, all or none; they may point at one another.

        Raises ``InputAtFault`` when an id is already there.
        """
        with self.database.writing() as connection:
            if what == "add":
                news = once.refuse_taken_by(self, news)
            return self._add(connection, news, what)

    def write_all(
        self,
        revise: Callable[[], tuple[Iterable[New], Sequence[tuple[Record, Values]]]],
        by: str,
        what: str,
    ) -> Change:
        """Add records and change others in one transaction and one change set, all or none.

        ``revise`` is asked within the transaction, so that what it reads is what is changed: it gives the new records,
        and the changed ones as they are with their whole new values. What it raises changes nothing. Raises
        ``InputAtFault`` for archived records and for entries of the ledger.
        """
        with self.database.writing() as connection:
            news, changed = revise()
            for before, _ in changed:
                if before.type.append_only:
                    raise InputAtFault(Problem(APPEND_ONLY, {"reference": before.reference}))
                if before.archived is not None:
                    raise InputAtFault(Problem(IS_ARCHIVED, {"reference": before.reference}))
            added = self._add(connection, news, what)
            states = [Revision(before, values, None) for before, values in changed]
            written = self._write(connection, states, by, what, change_set=added.change_set or None)
            return Change(written.change_set, (*added.records, *written.records))

    def _add(self, connection: sqlite3.Connection, news: Iterable[New], what: str) -> Change:
        change_set: int | None = None
        at = self._clock()
        added: list[tuple[str, str]] = []
        numbers: dict[str, int] = {}
        office = self.property("office") or ""
        for key, new in enumerate(news, start=self.index.last_key() + 1):
            if change_set is None:
                change_set = self._begin(connection, at, new.by, what)
            table = self.tables[new.type.name]
            if new.type.name not in numbers:
                numbers[new.type.name] = connection.execute(
                    f"SELECT coalesce(max(number), 0) FROM {table.name}"
                ).fetchone()[0]
            numbers[new.type.name] += 1
            number = numbers[new.type.name]
            moment = new.at or at
            record = Record(
                type=new.type,
                key=key,
                id=new.id,
                reference=table.reference(number),
                office=office,
                language=new.language,
                created_at=moment,
                created_by=new.by,
                changed_at=moment,
                changed_by=new.by,
                batch=new.batch,
                values=new.values,
            )
            try:
                connection.execute("INSERT INTO record VALUES (?, ?, ?)", (record.id, new.type.name, key))
            except sqlite3.IntegrityError as error:
                raise InputAtFault(Problem(ALREADY_THERE, {}, "id")) from error
            connection.execute(table.insert_sql, table.row(record))
            self._index(connection, record)
            connection.execute(
                "INSERT INTO change VALUES (?, 1, ?, ?, NULL, NULL)", (record.id, CREATED, change_set)
            )
            added.append((new.type.name, record.id))
        return Change(change_set or 0, tuple(added))

    def change(self, name: str, raw: Mapping[str, Any], by: str, reading: Reading) -> Change:
        """Change fields of the record that ``name`` (id or reference) calls, from typed text or JSON.

        An empty ``Change`` when nothing differs. Raises ``InputAtFault`` with every problem.
        """
        return self.change_all([(name, raw)], by, reading)

    def change_all(
        self, changes: Iterable[tuple[str, Mapping[str, Any]]], by: str, reading: Reading
    ) -> Change:
        """Change several records, each once, in one transaction that is undone as one; all or none.

        Raises ``InputAtFault`` with every problem of the first record that has any.
        """
        with self.database.writing() as connection:
            written = []
            for name, raw in changes:
                before = self.record(name)
                written.append(Revision(before, self.changed(before, raw, reading), None))
            once.refuse_changed(self, written)
            return self._write(connection, written, by, "set")

    @staticmethod
    def changed(before: Record, raw: Mapping[str, Any], reading: Reading) -> Values:
        """The whole values of a record after a change that nobody writes yet; raises ``InputAtFault``."""
        if before.type.append_only:
            raise InputAtFault(Problem(APPEND_ONLY, {"reference": before.reference}))
        if before.archived is not None:
            raise InputAtFault(Problem(IS_ARCHIVED, {"reference": before.reference}))
        values = before.type.read_changes(before.values, raw, replace(reading, language=before.language))
        itself = [one.name for one in before.type.fields if before.id in one.links(values.get(one.name))]
        if itself:
            raise InputAtFault([Problem(ITSELF, {}, name) for name in itself])
        return values

    def rewrite(self, name: str, revise: Callable[[Record], Values], by: str) -> Change:
        """Make of a record what ``revise`` makes of it as it is in this very moment; what it raises changes nothing.

        For changes that are beside the record's matter, such as translations: the ledger's entries may have them.
        Raises ``InputAtFault`` for an archived record.
        """
        with self.database.writing() as connection:
            before = self.record(name)
            if before.archived is not None:
                raise InputAtFault(Problem(IS_ARCHIVED, {"reference": before.reference}))
            return self._write(connection, [Revision(before, revise(before), None)], by, "set")

    def archive(self, name: str, reason: str, by: str) -> Change:
        """Put a record away with a reason; it is never deleted, and what points at it still does."""
        reason = text.clean(reason).strip()
        if not reason:
            raise InputAtFault(Problem(NEEDS_REASON, {}, ARCHIVED))
        with self.database.writing() as connection:
            before = self.record(name)
            return self._write(connection, [Revision(before, before.values, reason)], by, "archive")

    def unarchive(self, name: str, by: str) -> Change:
        """Take a record out of the archive."""
        with self.database.writing() as connection:
            before = self.record(name)
            # Out of the archive it is a record of its own again.
            alone = Revision(before, before.values, None, {MERGED_INTO: None})
            return self._write(connection, [alone], by, "unarchive")

    def revise(self, make: Callable[[], Iterable[Revision]], by: str, what: str) -> Change:
        """Write what ``make`` finds is to become of records: one transaction, one step of history, one undo.

        ``make`` reads the records as they are in this very moment; what it raises changes nothing. For what follows
        from more than one record: nothing is checked, and entries of the ledger may follow what they point at.
        """
        with self.database.writing() as connection:
            return self._write(connection, list(make()), by, what)

    def undo(self, by: str, change_set: int | None = None, *, what: str = undoing.UNDO) -> Change:
        """Undo the last change that is not itself undone; the undoing is part of the history.

        An added record is archived, not removed. Raises ``InputAtFault`` when there is nothing to undo. An earlier
        ``change_set`` may be undone as long as nothing that it changed was changed again; else it is refused.
        With ``what=REDO`` it is an undoing that is taken back: what was undone is done again.
        """
        with self.database.writing() as connection:
            if change_set is None:
                change_set = undoing.last(self, what)
            else:
                undoing.refuse_changed(self, change_set)
            revisions = list(undoing.before(self, change_set))
            return self._write(connection, revisions, by, what, undoes=change_set)

    def settle_search(self, most: int = SETTLED) -> bool:
        """Put records that wait beside the search's index into it, at most so many; whether more are to follow.

        The same is found before and afterwards, only sooner. A few always wait, as they do after every save.
        """
        if self.index.waiting(WAITING) < WAITING:
            return False
        with self.database.writing() as connection:
            self.index.settle(connection, most, Remembering().pieces)
        return self.index.waiting(WAITING) >= WAITING

    def _begin(
        self, connection: sqlite3.Connection, at: datetime, by: str, what: str, undoes: int | None = None
    ) -> int:
        cursor = connection.execute(
            "INSERT INTO change_set (at, by, what, undoes) VALUES (?, ?, ?, ?)",
            (moment_text(at), by, what, undoes),
        )
        return int(cursor.lastrowid or 0)

    def _write(
        self,
        connection: sqlite3.Connection,
        revisions: Sequence[Revision],
        by: str,
        what: str,
        undoes: int | None = None,
        change_set: int | None = None,
    ) -> Change:
        at, by = self._clock(), text.one_line(by)
        written: list[tuple[str, str]] = []
        for revision in revisions:
            before, values, archived = revision.record, revision.values, revision.archived
            differing = dict(differences(before.type, before.values, values))
            if archived != before.archived:
                differing[ARCHIVED] = (before.archived, archived)
            for name, new in revision.marks.items():
                if (old := self.mark(before.id, name)) != new:
                    differing[name] = (old, new)
            if not differing:
                continue
            if change_set is None:
                change_set = self._begin(connection, at, by, what, undoes)
            after = replace(
                before,
                values=values,
                archived=archived,
                revision=before.revision + 1,
                changed_at=at,
                changed_by=by,
            )
            connection.execute(*self.tables[before.type.name].update(before, after))
            connection.executemany(
                "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (
                        before.id,
                        after.revision,
                        name,
                        change_set,
                        None if old is None else dump(old),
                        None if new is None else dump(new),
                    )
                    for name, (old, new) in differing.items()
                ],
            )
            if archived != before.archived:
                self.index.archive(connection, before.type, before.key, archived is not None)
            self._index(connection, after, before)
            written.append((before.type.name, before.id))
        return Change(change_set or 0, tuple(written), undoes or 0)

    def _index(self, connection: sqlite3.Connection, record: Record, before: Record | None = None) -> None:
        table = self.tables[record.type.name]
        if before is None or table.search_changed(before.values, record.values):
            searchable = table.searchable(record.reference, record.values)
            self.index.keep(connection, record.type, record.key, searchable)
        links = table.links(record.values)
        old = [] if before is None else table.links(before.values)
        if links == old:
            return
        connection.executemany(
            "DELETE FROM link WHERE target_id = ? AND record_id = ? AND field = ?",
            [(target, record.id, name) for name, target in old],
        )
        connection.executemany(
            "INSERT INTO link VALUES (?, ?, ?)", [(target, record.id, name) for name, target in links]
        )

    # ---- what else an office keeps ---------------------------------------------------------------------------

    def set_property(self, name: str, value: str) -> None:
        """Keep one named fact of the office."""
        with self.database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO property VALUES (?, ?)", (name, value))

    def history(self, name: str) -> list[FieldChange]:
        """Every change of a record, field by field, oldest first."""
        with self.database.reading(), readable(self.database.path):
            return self._history(self.record(name))

    def _history(self, record: Record) -> list[FieldChange]:
        # Backwards from what the record is now: where nothing older is told of a field, it was so from the first.
        values = {one.name: one.to_json(record.values.get(one.name)) for one in record.type.fields}
        changes: list[FieldChange] = []
        for revision, field_name, old, new, at, by, what in self.database.rows(
            "SELECT revision, field, old, new, at, by, what FROM change JOIN change_set ON key = change_set"
            " WHERE record_id = ? ORDER BY revision DESC, field DESC",
            (record.id,),
        ):
            if field_name == CREATED:
                first = record.created_at
                changes += [
                    FieldChange(revision, first, record.created_by, what, each, None, value)
                    for each, value in reversed(values.items())
                    if value not in (None, [])
                ]
                continue
            values[field_name] = None if old is None else json.loads(old)
            changes.append(
                FieldChange(
                    revision,
                    datetime.fromisoformat(at),
                    by,
                    what,
                    field_name,
                    values[field_name],
                    None if new is None else json.loads(new),
                )
            )
        return changes[::-1]
