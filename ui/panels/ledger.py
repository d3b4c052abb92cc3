"""What came of a lead, a meeting, an event or an organisation: the entries of the ledger about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.field import Json
from fieldreport.record import Record
from fieldreport.records.outcome import OUTCOME
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.panels import Panel
from ui.widgets.beside import Beside
from ui.widgets.clickable import ClickableRow
from ui.widgets.plain import button, clear, label

if TYPE_CHECKING:
    from fieldreport.language import Language
    from fieldreport.ledger import Deal
    from fieldreport.office import Office

#: Entries shown at once; the others are a press away, in the list of outcomes.
MOST = 12


@dataclass(frozen=True)
class Told:
    """The deals about a record as they stand today, and what leads and meetings are called."""

    deals: Sequence[Deal]
    today: date
    titles: Mapping[str, str]


def read_deals(office: Office, *, record_id: str, language_code: str) -> Told:
    """The deals about a record."""
    from fieldreport.ledger import deals_about

    found = deals_about(office.store, office.store.record(record_id))
    titles = office.titles(office.language(language_code))
    titles.prefetch(one.id for one in found)
    return Told(found, office.today(), {one.id: titles(one.id) for one in found})


class EntryRow(ClickableRow):
    """One entry of the ledger; pressing it opens the record."""

    def __init__(self, desk: Desk, entry: Record, counts: bool, about: str) -> None:
        language = desk.language
        said = entry_line(entry, counts, language)
        super().__init__(desk, said)
        self.entry = entry
        texts = QWidget()
        texts.setProperty("look", "clear")
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        first = Wrapping()
        first.setText(said)
        column.addWidget(first)
        if about:
            second = Wrapping()
            second.setProperty("role", "small")
            second.setText(about)
            column.addWidget(second)
        self.add(texts, 1)
        self.clicked.connect(partial(desk.open_record, OUTCOME.name, entry.id))


def entry_line(entry: Record, counts: bool, language: Language) -> str:
    """An entry in one line: its day, kind and amount, and whether something newer counts in its place."""
    parts = [
        language.day(entry["dated"]),
        OUTCOME.field("kind").show(entry["kind"], language),
        OUTCOME.field("amount").show(entry["amount"], language),
        "" if counts else language.say("a newer entry counts"),
    ]
    return " · ".join(part for part in parts if part)


class LedgerPanel(Panel):
    """The entries about the open record, by deal, and the way to add one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._record: Record | None = None
        self._told: Told | None = None
        self._heading = label("heading", wrap=True)
        self.add = button("link")
        self._nothing = label("muted", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.rows: list[EntryRow] = []
        head = Beside()
        head.addWidget(self._heading)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._nothing)
        column.addLayout(self._rows)
        self.add.clicked.connect(self._add)
        desk.changed.connect(self._read)

    def show_record(self, record: Record | None) -> None:
        if record is None or self._record is None or record.id != self._record.id:
            self._told = None
        self._record = record
        self.setVisible(record is not None)
        self._write()
        self._read()

    def retranslate(self) -> None:
        say = self.desk.language.say
        self._heading.setText(say("What came of it"))
        self.add.setText(say("Add an outcome"))
        self._nothing.setText(say("Nothing is in the ledger yet."))
        self._read()

    def _read(self, _change: object = None) -> None:
        if self._record is not None:
            wanted = self._record.id
            self.desk.read(
                partial(read_deals, record_id=wanted, language_code=self.desk.language.code),
                partial(self._take, wanted),
                latest=f"ledger {id(self)}",
            )

    def _take(self, record_id: str, told: Told) -> None:
        if self._record is not None and self._record.id == record_id:
            self._told = told
            self._write()

    def _write(self) -> None:
        clear(self._rows)
        self.rows = []
        told, record = self._told, self._record
        # An event has no single lead or meeting to which an outcome could belong.
        self.add.setVisible(record is not None and record.type.name in ("lead", "meeting"))
        entries = [(deal, entry) for deal in told.deals for entry in deal.entries] if told else []
        self._nothing.setVisible(told is not None and not entries)
        if told is None or record is None:
            return
        latest = sorted(entries, key=lambda one: (one[1]["dated"], one[1].key), reverse=True)
        for deal, entry in latest[:MOST]:
            counts = entry.id in deal.counting(told.today)
            about = "" if deal.id == record.id else told.titles[deal.id]
            row = EntryRow(self.desk, entry, counts, about)
            self.rows.append(row)
            self._rows.addWidget(row)

    def _add(self) -> None:
        assert self._record is not None
        known: dict[str, Json] = {self._record.type.name: self._record.reference}
        if self._record.type.name == "meeting" and self._record["lead"]:
            known["lead"] = self._record["lead"]
        self.desk.new_record(OUTCOME.name, known)
