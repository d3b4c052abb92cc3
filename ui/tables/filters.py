"""What narrows a list: words, this period, states; each chip says how many it would show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from fieldreport.period import Period
from fieldreport.record import RecordType
from fieldreport.store import Change, Filter
from ui.desk import Desk
from ui.forms.composing import ComposingLine
from ui.forms.flow import Flow
from ui.tables.tones import state_field
from ui.tables.wants import Part, Want, count_part, wants_of
from ui.widgets.plain import Scrolling, button

if TYPE_CHECKING:
    from fieldreport.office import Office

#: A pause in typing after which the list follows, in milliseconds.
PAUSE = 20
#: What all lines of chips take at most, in pixels: five lines, four in Bengali at the narrowest.
MOST_LINES = 150


@dataclass(frozen=True)
class Counts:
    """How many records each chip would show."""

    period: int
    archived: int
    states: Mapping[str, int]
    wants: Mapping[str, int] = field(default_factory=dict)


def count(office: Office, *, record_type: RecordType, wants: Sequence[Want]) -> Counts:
    """Count for every chip of a type's list that an index answers."""
    store, state = office.store, state_field(record_type)
    states: dict[str, int] = {}
    if state is not None:
        for code in state.choices:
            states[code] = store.count(record_type, Filter(where={state.name: [code]}))
    return Counts(
        store.count(record_type, office.period_filter(office.period())),
        store.count(record_type, Filter(archived=True)),
        states,
        {one.name: store.count(record_type, one.narrowed(Filter())) for one in wants if one.by_index},
    )


class ChipLines(Scrolling):
    """Chips in as many lines as they need; where these are so many that the list had no room, they are scrolled."""

    def __init__(self, chips: Sequence[QPushButton]) -> None:
        super().__init__()
        self._holder = QWidget()
        self._flow = Flow(self._holder, 8)
        for chip in chips:
            self._flow.addWidget(chip)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._holder.setProperty("role", "clear")
        self.setWidget(self._holder)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Narrower, they need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What the lines need, but no more than the list can spare."""
        whole = self._flow.heightForWidth(width)
        return min(whole, MOST_LINES)

    def sizeHint(self) -> QSize:
        """As its height at this width."""
        return QSize(self._flow.sizeHint().width(), self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        """One line of the widest."""
        least = self._flow.minimumSize()
        return QSize(least.width(), least.height())


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
        self.wants = self._wants()
        self.wanting: dict[str, QPushButton] = {one.name: self._chip() for one in self.wants}
        self._counts = Counts(0, 0, {})
        self._wanting: Mapping[str, int] = {}
        self._counting, self._stale = 0, False
        #: The period of the first chip where it is not this one.
        self.span: Period | None = None
        self.lines = ChipLines(self._chips())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self.lines)
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
        for chip in self._chips():
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
        self.wants = self._wants()
        job = partial(count, record_type=self.type, wants=self.wants)
        self.desk.read(job, self._counted, latest=f"chips {id(self)}")
        self._count_on(self._counting, None)

    def retranslate(self) -> None:
        """Say everything in the desk's language."""
        say = self.desk.language.say
        self.words.setPlaceholderText(say("Search in this list"))
        self.words.setAccessibleName(say("Search in this list"))
        self._say()

    def _wants(self) -> tuple[Want, ...]:
        office = self.desk.office
        return wants_of(self.type, office.settings.workbook_language, office.person, office.today())

    def _chips(self) -> list[QPushButton]:
        """In their order: what is to be done by whoever looks comes before how records stand."""
        first = [self.wanting[one.name] for one in self.wants if one.by_index]
        last = [self.wanting[one.name] for one in self.wants if not one.by_index]
        return [self.period, *first, *self.states.values(), *last, self.archived]

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
            counts = self._counts.wants if one.by_index else self._wanting
            self._label(self.wanting[one.name], one.label(language), counts.get(one.name, 0))

    # ---- what only the records themselves can tell ---------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """What has changed out of sight is counted now."""
        super().showEvent(event)
        if self._stale or self.wants != self._wants():
            self.recount()

    def _changed(self, change: Change) -> None:
        if not any(name == self.type.name for name, _ in change.records):
            return
        if self.isVisible():
            self.recount()
        else:
            self._stale = True

    def _count_on(self, counting: int, so_far: Part | None) -> None:
        wants = tuple(one for one in self.wants if not one.by_index)
        if counting != self._counting or not wants:
            return
        if so_far is not None and so_far.after > so_far.last:
            self._wanting = so_far.counts
            self._say()
            return
        self.desk.read(
            partial(count_part, record_type=self.type, wants=wants, so_far=so_far),
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
