"""What may have completed an open follow-up: one press says that it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.record import Record
from ui.desk import Desk
from ui.forms.panels import Panel
from ui.widgets.beside import Beside
from ui.widgets.plain import button, clear, label
from ui.widgets.record_row import RecordRow

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.store import Change


@dataclass(frozen=True)
class Candidates:
    """What was done since the follow-up was raised, and what those records are called."""

    records: Sequence[Record]
    titles: Mapping[str, str]


def read_candidates(office: Office, *, record_id: str, language_code: str) -> Candidates:
    """What may have completed the follow-up."""
    from fieldreport.store.completion import may_have_completed

    found = may_have_completed(office.store, office.store.record(record_id), office.today())
    titles = office.titles(office.language(language_code))
    titles.prefetch(one.id for one in found)
    return Candidates(found, {one.id: titles(one.id) for one in found})


def complete(office: Office, *, action_id: str, by_id: str) -> Change:
    """Say that the follow-up was completed by a record, on that record's day."""
    from fieldreport.store.completion import DONE

    by = office.store.record(by_id)
    day = by[DONE[by.type.name][0]]
    return office.change(
        action_id, {"status": "done", "done_on": day.isoformat(), "completed_by": by.reference}
    )


class CompletionPanel(Panel):
    """The records that may have completed the follow-up, each with a button that says so."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._record: Record | None = None
        self._found: Candidates | None = None
        self._heading = label("heading", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.buttons: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addLayout(self._rows)
        self.hide()

    def show_record(self, record: Record | None) -> None:
        self._record, self._found = record, None
        self._write()
        if record is not None and record["status"] == "open" and record.archived is None:
            self._read(record.id)

    def retranslate(self) -> None:
        self._heading.setText(self.desk.language.say("This may have completed it"))
        if self._record is not None and self._found is not None:
            self._read(self._record.id)

    def _read(self, record_id: str) -> None:
        self.desk.read(
            partial(read_candidates, record_id=record_id, language_code=self.desk.language.code),
            partial(self._take, record_id),
            latest=f"completion {id(self)}",
        )

    def _take(self, record_id: str, found: Candidates) -> None:
        if self._record is not None and self._record.id == record_id:
            self._found = found
            self._write()

    def _write(self) -> None:
        clear(self._rows)
        self.buttons = {}
        found, language = self._found, self.desk.language
        self.setVisible(found is not None and bool(found.records))
        if found is None or self._record is None:
            return
        from fieldreport.store.completion import DONE

        for one in found.records:
            day = one[DONE[one.type.name][0]]
            below = " · ".join([language.say(one.type.label), language.day(day)])
            row = RecordRow(self.desk, one.type.name, one.id, found.titles[one.id], below)
            done = button()
            done.setText(language.say("It is done"))
            done.setAccessibleName(language.say("Done by {record}", record=found.titles[one.id]))
            done.clicked.connect(partial(self._complete, one.id))
            self.buttons[one.id] = done
            line = Beside()
            line.addWidget(row)
            line.addWidget(done)
            self._rows.addLayout(line)

    def _complete(self, by_id: str) -> None:
        assert self._record is not None
        self.write(partial(complete, action_id=self._record.id, by_id=by_id))
