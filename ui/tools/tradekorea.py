"""The tool for TradeKorea: the leads that are not registered yet, out as CSV, back with numbers, or one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from fieldreport.failures import Failure, InputAtFault
from fieldreport.field import Json
from fieldreport.language import CODES, N_
from fieldreport.record import Record
from fieldreport.records.lead import LEAD
from fieldreport.store import Change
from ui.desk import Desk, Notice
from ui.forms.editor import Editor, Wrapping
from ui.forms.flow import Flow
from ui.forms.form import Form
from ui.pages.office_work import Tool
from ui.tables.rows import MOST, Cell, RowsTable, TableRow
from ui.tables.tones import tone_of
from ui.widgets.beside import Beside
from ui.widgets.files import file_dialog
from ui.widgets.plain import Card, button, label

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.tradekorea import Taken

#: The columns of the table, after the reference.
FIELDS = ("buyer", "products", "hs_codes", "status", "received_on")
#: What marking a lead as registered asks for.
ASKED = ("tradekorea_number", "tradekorea_on")
#: Lines of a file that came back and were refused of which the page tells.
TOLD = 20
FILE_NAME = "tradekorea-{day}.csv"

IS_WRITTEN = N_("The list is written to {path}.")
IS_TAKEN = N_("Newly registered leads: {registered}. Refused lines: {refused}.")
IS_REGISTERED = N_("{reference} is registered on TradeKorea.")


@dataclass(frozen=True, slots=True)
class Found:
    """The first leads of so many that are not registered, and what their buyers are called."""

    count: int
    leads: Sequence[Record]
    titles: Mapping[str, str]


def keys_of(office: Office) -> list[int]:
    """Keys of the leads that count up to today and are not registered."""
    from fieldreport.tradekorea import unregistered

    return unregistered(office.store, office.plan, office.code, date.min, office.today())


def read_leads(office: Office, *, language: str) -> Found:
    """The leads that are not registered."""
    keys = keys_of(office)
    leads = office.store.page(LEAD, keys[:MOST])
    titles = office.titles(office.language(language))
    titles.prefetch(one["buyer"] for one in leads)
    return Found(len(keys), leads, {one["buyer"]: titles(one["buyer"]) for one in leads})


def export(office: Office, *, path: Path, language: str) -> Path:
    """Write the list as CSV."""
    from fieldreport import csvfile
    from fieldreport.tradekorea import rows

    office.refuse_own(path)
    csvfile.write(path, rows(office.store, keys_of(office), office.language(language)))
    return path


def take_file(office: Office, *, path: Path, language: str) -> Taken:
    """Take the numbers of a file that came back."""
    from fieldreport import csvfile
    from fieldreport.tradekorea import take_back

    languages = [office.language(code) for code in (language, *CODES)]
    file = csvfile.read(path)
    return take_back(office.store, file, path.name, languages, office.reading(language), office.person)


def register(office: Office, *, record_id: str, raw: Mapping[str, Json], language: str) -> Change:
    """Mark one lead as registered."""
    from fieldreport.tradekorea import registration

    return office.change(record_id, registration(office.store, record_id, raw), language=language)


class TradeKoreaTool(Tool):
    """The list, what is done with all of it, and the small form for the one that is chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.found = Found(0, (), {})
        self.chosen: Record | None = None
        self._wanted = False
        self.number = label("muted", wrap=True)
        self.export, self.take = button(), button()
        self.table = RowsTable(desk)
        self.empty = label("muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.more = label("small", wrap=True)
        self.more.hide()
        self.refused = Wrapping()
        self.refused.setProperty("role", "problem")
        fields = tuple(LEAD.field(name) for name in ASKED)
        part = replace(LEAD, fields=fields, title=(), columns=(), rules=(), by_day=(), life=None)
        self.form = Form(desk, part)
        self.card = Card(spacing=6)
        self.subject, self.register, self.open = label("heading", wrap=True), button("main"), button("link")
        self._lay_out()
        self.export.clicked.connect(self._choose_target)
        self.take.clicked.connect(self._choose_source)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda record_id: desk.open_record(LEAD.name, record_id))
        self.form.edited.connect(self._edited)
        self.register.clicked.connect(self.save)
        self.open.clicked.connect(self._open)
        desk.changed.connect(self._changed)

    def _lay_out(self) -> None:
        head = Beside(spacing=8)
        for one in (self.number, self.export, self.take):
            head.addWidget(one)
        card = Card(margins=1, spacing=0)
        card.body.addWidget(self.table)
        nothing = Card()
        nothing.body.addStretch(1)
        nothing.body.addWidget(self.empty)
        nothing.body.addStretch(2)
        self.stack.addWidget(card)
        self.stack.addWidget(nothing)
        ends = Flow(spacing=6)
        ends.addWidget(self.register)
        ends.addWidget(self.open)
        self.card.body.addWidget(self.subject)
        self.card.body.addWidget(self.form)
        self.card.body.addLayout(ends)
        self.card.hide()
        self.refused.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.refused)
        column.addWidget(self.stack, 1)
        column.addWidget(self.more)
        column.addWidget(self.card)

    # ---- what is shown -----------------------------------------------------------------------------------------

    def arrive(self) -> None:
        self._read()

    def open_subject(self, subject: str) -> None:
        """Turn to a lead by its id, once the list is read."""
        self._read(subject)

    def retranslate(self) -> None:
        say = self.desk.language.say
        self.export.setText(say("Export as CSV …"))
        self.take.setText(say("Take back a CSV …"))
        self.take.setToolTip(say("The exported file with numbers and dates filled in"))
        self.register.setText(say("Mark as registered"))
        self.open.setText(say("Open the lead"))
        self.empty.setText(say("Every lead that counts is registered on TradeKorea."))
        self.table.setAccessibleName(say("Leads that are not registered on TradeKorea"))
        self.form.retranslate()
        self._say_subject()
        self._read()

    def _changed(self, change: Change) -> None:
        if self.isVisible() and any(name == LEAD.name for name, _ in change.records):
            self._read()

    def _read(self, subject: str = "") -> None:
        job = partial(read_leads, language=self.desk.language.code)
        self.desk.read(job, partial(self._show, subject), latest=f"unregistered {id(self)}")

    def _show(self, subject: str, found: Found) -> None:
        self.found = found
        language = self.desk.language
        say = language.say
        heads = [say("Reference"), *(say(LEAD.field(name).label) for name in FIELDS)]
        self.table.put(heads, [self._row(one) for one in found.leads])
        self.number.setText(
            language.plural(
                "{count} lead is not registered on TradeKorea.",
                "{count} leads are not registered on TradeKorea.",
                found.count,
            )
        )
        self.export.setEnabled(bool(found.leads))
        self.stack.setCurrentIndex(0 if found.leads else 1)
        self.more.setText(say("Only the first {count} are shown; the file has all of them.", count=MOST))
        self.more.setVisible(found.count > MOST)
        at = next((at for at, one in enumerate(found.leads) if one.id == subject), -1)
        if at >= 0:
            self.table.setCurrentIndex(self.table.rows.index(at, 0))

    def _row(self, lead: Record) -> TableRow:
        language = self.desk.language
        cells = [Cell(language.reference(lead.reference))]
        for name in FIELDS:
            field = LEAD.field(name)
            shown = field.show(lead[name], language, lambda one: self.found.titles.get(one, ""))
            tone = tone_of(field, lead[name]) or "" if name == "status" else ""  # type: ignore[arg-type]
            cells.append(Cell(shown, tone))
        return TableRow(lead.id, cells)

    # ---- one lead ----------------------------------------------------------------------------------------------

    def _choose(self, record_id: str) -> None:
        chosen = next((one for one in self.found.leads if one.id == record_id), None)
        if chosen is not None and self.chosen is not None and chosen.id == self.chosen.id:
            return
        self.chosen = chosen
        self.card.setVisible(chosen is not None)
        if chosen is not None:
            self.form.load(chosen.values)
            reading = self.desk.office.reading(self.desk.language.code)
            day = self.form.editors["tradekorea_on"]
            day.restore(day.field.show(reading.today, self.desk.language))
        self._say_subject()

    def _say_subject(self) -> None:
        if self.chosen is not None:
            buyer = self.found.titles.get(self.chosen["buyer"], "")
            self.subject.setText(f"{self.desk.language.reference(self.chosen.reference)} · {buyer}")

    def save(self) -> None:
        """Mark the chosen lead as registered, once all that was typed is known."""
        if self.chosen is None:
            return
        self._wanted = not self.form.settle()
        if self._wanted:
            return
        raw = {name: editor.raw() for name, editor in self.form.editors.items()}
        job = partial(register, record_id=self.chosen.id, raw=raw, language=self.desk.language.code)
        self.desk.write(job, partial(self._registered, self.chosen), self._not_registered)

    def _open(self) -> None:
        if self.chosen is not None:
            self.desk.open_record(LEAD.name, self.chosen.id)

    def _edited(self, _editor: Editor) -> None:
        if self._wanted and all(one.is_ready() for one in self.form.editors.values()):
            self.save()

    def _registered(self, lead: Record, _change: Change) -> None:
        if self.chosen is not None and self.chosen.id == lead.id:
            self._choose("")
        values = {"reference": self.desk.language.reference(lead.reference)}
        back = partial(self.desk.write, lambda office: office.undo())
        self.desk.noticed.emit(Notice(IS_REGISTERED, values, action=N_("Undo"), act=back))

    def _not_registered(self, failure: Failure) -> None:
        if self.chosen is None or not isinstance(failure, InputAtFault):
            self.desk.failed.emit(failure)
            return
        self.form.show_problems(failure.problems)
        self.form.go_to_first_problem()

    # ---- files -------------------------------------------------------------------------------------------------

    def dialog(self, *, saving: bool) -> QFileDialog:
        """Asks for a file."""
        language = self.desk.language
        where, which = language.say("Where should the list go?"), language.say("Which file came back?")
        title = where if saving else which
        name = FILE_NAME.format(day=self.desk.office.today().isoformat()) if saving else ""
        return file_dialog(self.desk, self, title, ["CSV (*.csv)"], save_as=name)

    def _choose_target(self) -> None:
        dialog = self.dialog(saving=True)
        if dialog.exec():
            self.write_to(Path(dialog.selectedFiles()[0]))
        dialog.deleteLater()

    def _choose_source(self) -> None:
        dialog = self.dialog(saving=False)
        if dialog.exec():
            self.take_from(Path(dialog.selectedFiles()[0]))
        dialog.deleteLater()

    def write_to(self, path: Path) -> None:
        """Write the list as CSV, in the background."""
        self.desk.read(partial(export, path=path, language=self.desk.language.code), self._written)

    def _written(self, path: Path) -> None:
        self.desk.notice(IS_WRITTEN, path=str(path))

    def take_from(self, path: Path) -> None:
        """Take the numbers of a file that came back, in the background."""
        self.refused.hide()
        self.desk.write(partial(take_file, path=path, language=self.desk.language.code), self._taken)

    def _taken(self, taken: Taken) -> None:
        language = self.desk.language
        if taken.change:
            self.desk.changed.emit(taken.change)
        self.desk.notice(
            IS_TAKEN,
            "warn" if taken.problems else "good",
            registered=len(taken.references),
            refused=len(taken.problems),
        )
        lines = [
            ": ".join(part for part in (one.place, language.say(one.message, **one.values)) if part)
            for one in taken.problems
        ]
        if len(lines) > TOLD:
            more = len(lines) - TOLD
            lines[TOLD:] = [language.plural("{count} more line.", "{count} more lines.", more)]
        self.refused.setText("\n".join("⚠ " + one for one in lines))
        self.refused.setVisible(bool(lines))
