"""What has happened to a record, newest first: who changed what to what, and when."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.field import Json
from fieldreport.language import Language
from fieldreport.record import Record
from fieldreport.store.change import ARCHIVED, MARKS, MERGED, MERGED_INTO, FieldChange, marked
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.widgets.plain import button, clear, label

if TYPE_CHECKING:
    from fieldreport.office import Office

#: Lines shown before anybody asks for all of them.
FEW = 8
#: Longer values are cut: the record itself shows them whole.
LONGEST = 80


def history_of(office: Office, *, record_id: str) -> list[FieldChange]:
    """Every change of a record."""
    return office.store.history(record_id)


class History(QWidget):
    """The history of one record, as lines."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("look", "clear")
        self._record: Record | None = None
        self._changes: list[FieldChange] = []
        self._all = False
        self._heading = label("heading")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.more = button("link")
        self.more.clicked.connect(self._show_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addLayout(self._lines)
        column.addWidget(self.more)

    def show_record(self, record: Record | None) -> None:
        """Show the history of a record, or of none."""
        if record is None or self._record is None or record.id != self._record.id:
            self._all, self._changes = False, []
        self._record = record
        self.setVisible(record is not None)
        self._write()
        if record is not None:
            self.desk.read(
                partial(history_of, record_id=record.id), partial(self._show, record.id), latest="history"
            )

    def lines(self) -> list[str]:
        """What is said, one line a change, newest first."""
        return [] if self._record is None else list(self._told(self._record))

    def retranslate(self) -> None:
        """Say it in the desk's language."""
        self._heading.setText(self.desk.language.say("History"))
        self._write()

    def _show(self, record_id: str, changes: list[FieldChange]) -> None:
        if self._record is not None and self._record.id == record_id:
            self._changes = changes
            self._write()

    def _show_all(self) -> None:
        self._all = True
        self._write()

    def _write(self) -> None:
        clear(self._lines)
        told = self.lines()
        for line in told if self._all else told[:FEW]:
            one = Wrapping()
            one.setProperty("role", "muted")
            one.setText(line)
            self._lines.addWidget(one)
        left = 0 if self._all else max(len(told) - FEW, 0)
        self.more.setText(
            self.desk.language.plural("Show {count} earlier change", "Show {count} earlier changes", left)
        )
        self.more.setVisible(left > 0)

    def _told(self, record: Record) -> Iterator[str]:
        language = self.desk.language
        revisions = sorted({change.revision for change in self._changes}, reverse=True)
        for revision in revisions:
            changes = [change for change in self._changes if change.revision == revision]
            first = changes[0]
            moment, person = first.at.astimezone(self.desk.office.zone), first.by
            if revision == 1:
                yield language.say("{moment} · added · {person}", moment=moment, person=person)
                continue
            merged = any(change.field == MERGED_INTO for change in changes)
            for change in changes:
                if change.field in MARKS:
                    yield from self._marks(change, language)
                elif not (merged and change.field == ARCHIVED):
                    # Why it was archived is said better by what it was merged into.
                    yield self._line(record, change, language)

    def _marks(self, change: FieldChange, language: Language) -> Iterator[str]:
        """What was said of this record and others: merged, not the same, or that taken back."""
        before, after = marked(change.old), marked(change.new)
        came, went = [one for one in after if one not in before], [one for one in before if one not in after]
        for ids, is_new in ((came, True), (went, False)):
            if not ids:
                continue
            titles = self.desk.office.titles(language)
            told = {
                "moment": change.at.astimezone(self.desk.office.zone),
                "records": language.listing([titles(one) for one in ids]),
                "person": change.by,
            }
            if change.field == MERGED_INTO:
                yield (
                    language.say("{moment} · merged into {records} · {person}", **told)
                    if is_new
                    else language.say("{moment} · no longer merged into {records} · {person}", **told)
                )
            elif change.field == MERGED:
                yield (
                    language.say("{moment} · merged with {records} · {person}", **told)
                    if is_new
                    else language.say("{moment} · no longer merged with {records} · {person}", **told)
                )
            else:
                yield (
                    language.say("{moment} · not the same as {records} · {person}", **told)
                    if is_new
                    else language.say("{moment} · perhaps the same as {records} again · {person}", **told)
                )

    def _line(self, record: Record, change: FieldChange, language: Language) -> str:
        moment, person = change.at.astimezone(self.desk.office.zone), change.by
        if change.field == ARCHIVED:
            if change.new is None:
                return language.say(
                    "{moment} · taken out of the archive · {person}", moment=moment, person=person
                )
            return language.say(
                "{moment} · archived: {reason} · {person}",
                moment=moment,
                reason=str(change.new),
                person=person,
            )
        known = record.type.by_name.get(change.field)
        name = language.say(known.label) if known else change.field
        value = self._value(record, change.field, change.new, language)
        if change.what == "undo":
            return language.say(
                "{moment} · {field} taken back to {value} · {person}",
                moment=moment,
                field=name,
                value=value,
                person=person,
            )
        return language.say(
            "{moment} · {field}: {value} · {person}", moment=moment, field=name, value=value, person=person
        )

    def _value(self, record: Record, field: str, new: Json, language: Language) -> str:
        known = record.type.by_name.get(field)
        if known is None:
            return str(new)
        value = None if new is None else known.from_json(new)
        shown = " ".join(known.show(value, language, self.desk.office.titles(language)).split())
        if not shown:
            return language.say("(nothing)")
        return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
