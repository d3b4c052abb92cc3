"""What the queue shows: texts that need which language, to be translated or reviewed, of which period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from fieldreport.language import CODES, N_
from fieldreport.store.missing import Gap, Need
from ui.desk import Desk
from ui.forms.flow import Flow
from ui.widgets.plain import button

if TYPE_CHECKING:
    from fieldreport.office import Office

#: Stands for no period: the texts of all records.
ALL = ""
#: Between chips of different kinds, in pixels, beside the usual space.
SPACE = 10
NEEDS = {Need.TRANSLATION: N_("To translate"), Need.REVIEW: N_("To review")}


@dataclass(frozen=True)
class Choice:
    """Texts that need ``need`` in ``language``, in the report of ``period`` (its code) or among all records."""

    language: str
    need: Need
    period: str


@dataclass(frozen=True)
class Queue:
    """Where the texts of a choice stand, and how many there would be by each other chip."""

    choice: Choice
    gaps: Sequence[Gap]
    counts: Mapping[Choice, int]


def read_queue(office: Office, *, choice: Choice, periods: Sequence[str]) -> Queue:
    """Find the texts of a choice, and count those of its neighbours; among all records only the chosen ones."""
    found = list(_gaps(office, choice))
    counts = {choice: len(found)}
    for one in neighbours(choice, periods):
        if one not in counts and one.period != ALL:
            counts[one] = sum(1 for _ in _gaps(office, one))
    return Queue(choice, found, counts)


def neighbours(choice: Choice, periods: Sequence[str]) -> list[Choice]:
    """What one press on a chip leads to."""
    return [
        *(replace(choice, language=code) for code in CODES),
        *(replace(choice, need=need) for need in Need),
        *(replace(choice, period=code) for code in periods),
    ]


def _gaps(office: Office, choice: Choice) -> Sequence[Gap]:
    period = None if choice.period == ALL else office.period(choice.period)
    return list(office.gaps(choice.language, choice.need, period))


class Chips(QObject):
    """Chips of which always one is pressed; ``flow`` shows them beside those of others."""

    #: A person pressed this chip (its code).
    pressed = Signal(str)

    def __init__(self, codes: Sequence[str], flow: Flow, parent: QObject) -> None:
        super().__init__(parent)
        self.chips: dict[str, QPushButton] = {}
        self._flow = flow
        self._group = QButtonGroup(self)
        for code in codes:
            self.add(code, flow.count())

    def add(self, code: str, at: int) -> None:
        """Put one more chip into the flow, at a place."""
        chip = button("filter")
        chip.setCheckable(True)
        chip.clicked.connect(partial(self._press, code))
        self._group.addButton(chip)
        self._flow.insert(at, chip)
        self.chips[code] = chip

    def mark(self, code: str) -> None:
        """Show which one is chosen."""
        self.chips[code].setChecked(True)

    def _press(self, code: str, _checked: bool = False) -> None:
        self.pressed.emit(code)


class ChoiceBar(QWidget):
    """The chips above the queue: which language, which need, which period."""

    #: Another ``Choice`` was made.
    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("look", "clear")
        office = desk.office
        now = office.period()
        self.choice = Choice(office.settings.workbook_language, Need.TRANSLATION, now.code)
        self._counts: Mapping[Choice, int] = {}
        self._flow = Flow(self, 8)
        self.languages = Chips(CODES, self._flow, self)
        self._flow.addWidget(self._space())
        self.needs = Chips(tuple(map(str, Need)), self._flow, self)
        self._flow.addWidget(self._space())
        self.periods = Chips((now.code, office.fortnights.previous(now).code, ALL), self._flow, self)
        self.languages.pressed.connect(lambda code: self.choose(replace(self.choice, language=code)))
        self.needs.pressed.connect(lambda code: self.choose(replace(self.choice, need=Need(code))))
        self.periods.pressed.connect(lambda code: self.choose(replace(self.choice, period=code)))
        self._mark()

    def choose(self, choice: Choice) -> None:
        """Make a choice; a period that has no chip yet gets one."""
        if choice.period not in self.periods.chips:
            self.periods.add(choice.period, self._flow.count() - 1)
        changed = choice != self.choice
        self.choice = choice
        self._mark()
        self.retranslate()
        if changed:
            self.chosen.emit(choice)

    def period_codes(self) -> Sequence[str]:
        """The periods that there are chips for."""
        return tuple(self.periods.chips)

    def show_counts(self, counts: Mapping[Choice, int]) -> None:
        """Say on each chip how many texts it would show."""
        self._counts = counts
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the desk's language."""
        language, now = self.desk.language, self.desk.office.period().code
        for code, chip in self.languages.chips.items():
            label = language.say("Needs {language}", language=language.language_name(code))
            self._label(chip, label, replace(self.choice, language=code))
        for code, chip in self.needs.chips.items():
            self._label(chip, language.say(NEEDS[Need(code)]), replace(self.choice, need=Need(code)))
        for code, chip in self.periods.chips.items():
            label = language.say("This period") if code == now else language.reference(code)
            if code == ALL:
                label = language.say("All periods")
            self._label(chip, label, replace(self.choice, period=code))

    @staticmethod
    def _space() -> QWidget:
        """Between chips of different kinds."""
        space = QWidget()
        space.setFixedSize(SPACE, 1)
        return space

    def _label(self, chip: QPushButton, label: str, choice: Choice) -> None:
        count = self._counts.get(choice)
        chip.setText(
            label if count is None else self.desk.language.say("{label} {count}", label=label, count=count)
        )

    def _mark(self) -> None:
        self.languages.mark(self.choice.language)
        self.needs.mark(self.choice.need)
        self.periods.mark(self.choice.period)
