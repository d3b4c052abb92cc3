"""The list of a record type: a table that follows filter, order and changes, and keeps what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from fieldreport.failures import Failure
from fieldreport.record import RecordType
from fieldreport.store import Change, Filter
from fieldreport.values import HsCode
from ui.desk import Desk
from ui.tables.arranging import Arranging
from ui.tables.keys import Answer, Basis, Order, basis_of, first_answer, whole_answer, with_rows
from ui.tables.model import RecordsModel
from ui.tables.selection import Kept, Selection
from ui.tables.view import Index, TableView
from ui.tables.widths import NARROWEST, Width, fitted

#: What a list is asked for: its filter, its order, the reader's language.
Question = tuple[Filter, Order, str]
T = TypeVar("T")


class RecordsList(TableView):
    """Rows of one type; the keys come from the background, so that a long list never stops the window."""

    #: A person chose this record (its id).
    chosen = Signal(str)
    #: So many records are chosen now.
    selected = Signal(int)
    #: Enter was pressed on the chosen record: go and work in it.
    entered = Signal()
    #: The list shows so many records now, and whether they are all.
    counted = Signal(int, bool)

    def __init__(self, desk: Desk, record_type: RecordType, parent: QWidget | None = None) -> None:
        office = desk.office
        self.type = record_type
        self.records = RecordsModel(
            record_type,
            partial(office.store.parts, record_type),
            desk.language,
            office.titles(desk.language),
            office.today(),
        )
        super().__init__(desk, self.records, NARROWEST, parent)
        self.which = Filter()
        self.order = Order()
        #: What the shown rows were found in, the filter that one is awaited for, and what they answer.
        self._basis: Basis | None = None
        self._awaited: Question | None = None
        self._shown: Question | None = None
        self._current = 0
        self._sized = False
        self._marking = False
        self.records.name_codes = self._name_codes
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selection = Selection(self)
        self.arranging = Arranging(self)
        self.arranging.begin()
        self.selection.changed.connect(self._selected)
        desk.changed.connect(self._changed)

    def _name_codes(self, codes: tuple[HsCode, ...]) -> str:
        from ui.forms.codes import codes_said

        try:
            return codes_said(self.desk.office, codes=codes, language=self.desk.language)
        except Failure:
            # Pointing at a code is no moment to tell of a damaged table: whoever looks a code up is told.
            return ""

    # ---- what is shown -----------------------------------------------------------------------------------------

    def show_only(self, which: Filter) -> None:
        """Show the records of a filter."""
        self.which = which
        self._ask()

    def reload(self) -> None:
        """Work out in the background what is to be shown; what is chosen stays chosen."""
        self._basis = self._awaited = None
        self._ask()

    def _ask(self) -> None:
        """Ask for what is to be shown: for the first rows of another question, soon, and then for all."""
        code = self.desk.language.code
        basis = self._basis
        if basis is None or not basis.serves(self.which, self.order, code):
            # Words that are typed meanwhile wait for the basis: it is theirs too.
            awaited = (replace(self.which, words=""), self.order, code)
            if awaited != self._awaited:
                self._find(partial(basis_of, which=self.which, order=self.order, code=code), self._take_basis)
                self._awaited = awaited
            return
        # What is asked again need not begin with its first rows.
        again = self._shown == (self.which, self.order, code)
        self._answer(whole_answer if again else first_answer, basis)

    def _answer(self, ask: Callable[..., Answer], basis: Basis) -> None:
        scattered = self.selection.scattered()
        if scattered:
            ask = partial(with_rows, ask=ask, kept=scattered)
        self._find(partial(ask, words=self.which.words, basis=basis, names=self.desk.names), self._show)

    def _find(self, ask: Callable[..., T], done: Callable[[T], None]) -> None:
        self._awaited = None
        job = partial(ask, record_type=self.type)
        self.desk.find(job, done, self._not_found, latest=f"keys {id(self)}")

    def _not_found(self, failure: Failure) -> None:
        self._awaited = None
        self.desk.failed.emit(failure)

    def _take_basis(self, basis: Basis) -> None:
        self._basis, self._awaited = basis, None
        self._ask()
        self.desk.learn_names()

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these fields, in this order, after the reference."""
        kept = self.selection.kept()
        self.records.set_columns(names)
        columns = self.records.columns
        known_by = self.type.columns[0]
        self.cells.named = columns.index(known_by) if known_by in columns else -1
        self._sized = False
        self._fit()
        self._choose_again(kept, same=True)

    def order_by(self, order: Order) -> None:
        """Order the rows anew, in the background."""
        if order != self.order:
            self.order = order
            self._ask()

    def choose(self, key: int, *, alone: bool = False) -> None:
        """Mark a record as the one that is open; 0 for none. Nothing is told of it.

        Several that are chosen stay chosen unless it is to be the only one.
        """
        self._current = key
        if alone or self.selection.number() <= 1:
            self._mark()

    def step(self, rows: int) -> None:
        """Choose the record so many rows further down."""
        row = min(max(self.currentIndex().row() + rows, 0), self.records.rowCount() - 1)
        if row >= 0:
            self.setCurrentIndex(self.records.index(row, 0))

    def retranslate(self) -> None:
        """Say everything in the desk's language."""
        language = self.desk.language
        self.be_as_high_as_needed()
        self.setAccessibleName(language.say(self.type.plural))
        self.records.set_language(language, self.desk.office.titles(language))
        self._sized = False
        self._fit()
        if self.order.field:
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def enter(self, index: Index) -> None:
        """Go and work in the chosen record."""
        self.entered.emit()

    def _show(self, answer: Answer) -> None:
        """Show what was found. Rows that are in sight stay where they are when all the others come."""
        self._basis = answer.basis
        if answer.keys or answer.whole:
            self._put(answer)
            self._fit()
            self._shown = (self.which, self.order, self.desk.language.code)
            self.counted.emit(len(answer.keys), answer.whole)
        if not answer.whole:
            self._answer(whole_answer, answer.basis)

    def _put(self, answer: Answer) -> None:
        keys = answer.keys
        if keys == self.records.keys():
            return
        # Other words begin at their first row.
        again = self._shown == (self.which, self.order, self.desk.language.code)
        place = self.verticalScrollBar().value() if again else 0
        kept = self.selection.kept()
        if not self.records.extend(keys):
            self.records.set_keys(keys)
        rows = answer.rows if kept is not None and kept.keys == answer.kept else None
        self._choose_again(kept, same=again, rows=rows)
        self.verticalScrollBar().setValue(place)

    def _choose_again(self, kept: Kept | None, *, same: bool, rows: Sequence[int] | None = None) -> None:
        """Choose what was chosen before the rows came anew, or mark the open record; ``rows`` as in ``put_back``."""
        number = self.selection.number()
        self._marking = True
        try:
            self.selection.put_back(kept, same, rows)
        finally:
            self._marking = False
        if self.selection.number() <= 1 and not self.currentIndex().isValid():
            self._mark()
        if kept is not None or number > 1:
            self.selected.emit(self.selection.number())

    def _mark(self) -> None:
        """Mark the open record's row, without telling that anybody chose it."""
        row = self.records.row_of(self._current) if self._current else -1
        self._marking = True
        try:
            if row < 0:
                self.selectionModel().clear()
            else:
                flags = (
                    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
                )
                self.selectionModel().setCurrentIndex(self.records.index(row, 0), flags)
        finally:
            self._marking = False
        if row >= 0:
            self.scrollTo(self.records.index(row, 0))

    def _fit(self) -> None:
        """Give the columns the widths of what is seen, once a language."""
        if self._sized or not self.records.rowCount() or not self.isVisible():
            return
        self._sized = True
        heads, names = self.heads, self.records.columns
        columns = []
        for column, name in enumerate(names):
            wanted = max(self.sizeHintForColumn(column), heads.whole_width(column))
            # A number that is cut off would be read as another one.
            least = wanted if self.records.is_number(name) else heads.least_width(column)
            columns.append(Width(max(NARROWEST, least), wanted, name in self.type.title))
        pulled = self.arranging.layout.widths
        for column, width in enumerate(fitted(columns, self.viewport().width())):
            heads.resizeSection(column, pulled.get(names[column], width))
        heads.fit_height()

    def selectAll(self) -> None:
        """Choose every row, those too that are still to come."""
        self.selection.choose_everything()

    def _selected(self, number: int) -> None:
        """A person chose: one record is opened, several are offered to be changed together."""
        if self._marking:
            return
        if number == 1:
            record = self.records.record(self.selection.first_row())
            if record is not None and record.key != self._current:
                self._current = record.key
                self.chosen.emit(record.id)
        self.selected.emit(number)

    def _changed(self, change: Change) -> None:
        self.records.forget()
        if any(name == self.type.name for name, _ in change.records):
            self.reload()
