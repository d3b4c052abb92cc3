"""What narrows a list: words, this period, states; each chip says how many it would show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from fieldreport.period import Period
from fieldreport.record import RecordType
from fieldreport.store import Change, Filter
from ui.desk import Desk
from ui.forms.composing import ComposingLine
from ui.forms.flow import Flow
from ui.tables.tones import state_field
from ui.tables.wants import Part, count_part, wants_of
from ui.widgets.plain import button

if TYPE_CHECKING:
    from fieldreport.office import Office

#: A pause in typing after which the list follows, in milliseconds.
PAUSE = 20


@dataclass(frozen=True)
class Counts:
    """How many records each chip would show."""

    period: int
    archived: int
    states: dict[str, int]


def count(office: Office, *, record_type: RecordType) -> Counts:
    """Count for every chip of a type's list."""
    store, state = office.store, state_field(record_type)
    states: dict[str, int] = {}
    if state is not None:
        for code in state.choices:
            states[code] = store.count(record_type, Filter(where={state.name: [code]}))
    return Counts(
        store.count(record_type, office.period_filter(office.period())),
        store.count(record_type, Filter(archived=True)),
        states,
    )


class Filters(QWidget):
    """The words and chips above a list."""

    #: Another ``Filter`` is chosen.
    changed = Signal(object)

    def __init__(self, desk: Desk, record_type: RecordType, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.type = record_type
        self.state = state_field(record_type)
        self.setProperty("look", "clear")
        self.words = ComposingLine()
        self.words.setProperty("role", "search")
        self.words.setClearButtonEnabled(True)
        self.period, self.archived = self._chip(), self._chip()
        self.states: dict[str, QPushButton] = {
            code: self._chip() for code in (self.state.choices if self.state else ())
        }
        self.wants = wants_of(record_type, desk.office.settings.workbook_language)
        self.wanting: dict[str, QPushButton] = {one.name: self._chip() for one in self.wants}
        self._counts = Counts(0, 0, {})
        self._wanting: Mapping[str, int] = {}
        self._counting, self._stale = 0, False
        #: The period of the first chip where it is not this one.
        self.span: Period | None = None
        holder = QWidget()
        holder.setProperty("look", "clear")
        flow = Flow(holder, 8)
        for chip in (self.period, *self.states.values(), *self.wanting.values(), self.archived):
            flow.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(holder)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._tell)
        self.words.typed_changed.connect(self._pause.start)
        self.words.textChanged.connect(self._cleared)
        desk.changed.connect(self._changed)

    def which(self) -> Filter:
        """The filter that is chosen."""
        office = self.desk.office
        states = [code for code, chip in self.states.items() if chip.isChecked()]
        which = Filter(
            where={self.state.name: states} if self.state and states else {},
            words=self.words.typed().strip(),
            archived=self.archived.isChecked(),
        )
        if self.period.isChecked():
            span = self.span or office.period()
            which = replace(which, days=office.period_filter(span).days, zone=office.zone)
        for one in self.wants:
            if self.wanting[one.name].isChecked():
                which = one.narrowed(which)
        return which

    def is_narrowing(self) -> bool:
        """Whether anything is left out but what is archived."""
        return self.which() != Filter()

    def clear(self) -> None:
        """Leave nothing out."""
        self.words.set_typed("")
        self.span = None
        for chip in (self.period, self.archived, *self.states.values(), *self.wanting.values()):
            chip.setChecked(False)
        self._tell()

    def choose(self, period: Period | None, states: Sequence[str] = ()) -> None:
        """Show the records of a period, or with None of any, in these states; nothing else is left out."""
        self.words.set_typed("")
        self.span = None if period == self.desk.office.period() else period
        self.period.setChecked(period is not None)
        for code, chip in self.states.items():
            chip.setChecked(code in states)
        for chip in (self.archived, *self.wanting.values()):
            chip.setChecked(False)
        self._say()
        self._tell()

    def recount(self) -> None:
        """Count again, in the background."""
        # What is still being counted is not told; the report may be in another language now.
        self._stale = False
        self._counting += 1
        self.wants = wants_of(self.type, self.desk.office.settings.workbook_language)
        self.desk.read(partial(count, record_type=self.type), self._counted, latest=f"chips {id(self)}")
        self._count_on(self._counting, None)

    def retranslate(self) -> None:
        """Say everything in the desk's language."""
        say = self.desk.language.say
        self.words.setPlaceholderText(say("Search in this list"))
        self.words.setAccessibleName(say("Search in this list"))
        self._say()

    def _chip(self) -> QPushButton:
        chip = button("filter")
        chip.setCheckable(True)
        chip.toggled.connect(lambda _: self._say())
        chip.clicked.connect(lambda _: self._tell())
        return chip

    def _counted(self, counts: Counts) -> None:
        self._counts = counts
        self._say()

    def _say(self) -> None:
        language = self.desk.language
        if self.span is None:
            self._label(self.period, language.say("This period"), self._counts.period, always=True)
        else:
            self.period.setText(language.reference(self.span.code))
        self._label(self.archived, language.say("Archived"), self._counts.archived)
        for code, chip in self.states.items():
            assert self.state is not None
            self._label(chip, language.say(self.state.choices[code]), self._counts.states.get(code, 0))
        for one in self.wants:
            self._label(self.wanting[one.name], one.label(language), self._wanting.get(one.name, 0))

    # ---- what only the records themselves can tell ---------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """What has changed out of sight is counted now."""
        super().showEvent(event)
        if self._stale or self.wants != wants_of(self.type, self.desk.office.settings.workbook_language):
            self.recount()

    def _changed(self, change: Change) -> None:
        if not any(name == self.type.name for name, _ in change.records):
            return
        if self.isVisible():
            self.recount()
        else:
            self._stale = True

    def _count_on(self, counting: int, so_far: Part | None) -> None:
        if counting != self._counting or not self.wants:
            return
        if so_far is not None and so_far.after > so_far.last:
            self._wanting = so_far.counts
            self._say()
            return
        self.desk.read(
            partial(count_part, record_type=self.type, wants=self.wants, so_far=so_far),
            partial(self._count_on, counting),
            latest=f"wants {id(self)}",
        )

    def _label(self, chip: QPushButton, label: str, number: int, *, always: bool = False) -> None:
        chip.setText(self.desk.language.say("{label} {count}", label=label, count=number))
        chip.setVisible(always or number > 0 or chip.isChecked())

    def _cleared(self, text: str) -> None:
        # The clear button empties the line without telling that a person typed.
        if not text and not self.words.composition:
            self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        self.changed.emit(self.which())
