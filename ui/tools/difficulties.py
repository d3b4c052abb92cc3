"""The tool that shows how old the open difficulties are: what is overdue, what waits and on whom, what is escalated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from fieldreport.language import N_in
from fieldreport.records.difficulty import DIFFICULTY
from fieldreport.store import Change
from ui.desk import Desk
from ui.forms.flow import Flow
from ui.pages.office_work import Tool
from ui.tables.rows import MOST, Cell, RowsTable, TableRow
from ui.tables.tones import tone_of
from ui.widgets.beside import Beside
from ui.widgets.plain import Card, Chip, button, label

if TYPE_CHECKING:
    from fieldreport.difficulties import Age
    from fieldreport.office import Office

ALL, OVERDUE, WAITING = "all", "overdue", "waiting"
CHOICES = {
    ALL: N_in("difficulty choice", "All open ones"),
    OVERDUE: N_in("difficulty choice", "Overdue"),
    WAITING: N_in("difficulty choice", "Waiting"),
}
#: The columns that say a field of the difficulty, before those of its age.
FIELDS = ("company", "kind", "status", "waiting_on")


@dataclass(frozen=True, slots=True)
class Found:
    """The first ages of so many, and what the companies are called."""

    count: int
    ages: Sequence[Age]
    titles: Mapping[str, str]


def read_ages(office: Office, *, choice: str, language: str) -> Found:
    """The open difficulties of a choice with their ages."""
    from fieldreport.difficulties import ages

    every = ages(
        office.store, office.today(), office.zone, overdue=choice == OVERDUE, waiting=choice == WAITING
    )
    found = every[:MOST]
    titles = office.titles(office.language(language))
    titles.prefetch(one.record["company"] for one in found)
    return Found(len(every), found, {one.record["company"]: titles(one.record["company"]) for one in found})


class DifficultiesTool(Tool):
    """A table, the longest overdue first; a row opens its difficulty."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.found = Found(0, (), {})
        self.choice = ALL
        self.number = Chip()
        self.choices: dict[str, QPushButton] = {}
        self.table = RowsTable(desk)
        self.empty = label("muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.more = label("small", wrap=True)
        self.more.hide()
        self._lay_out()
        self.table.opened.connect(lambda record_id: desk.open_record(DIFFICULTY.name, record_id))
        desk.changed.connect(self._changed)

    def _lay_out(self) -> None:
        head, flow = Beside(spacing=12), Flow(spacing=6)
        head.add(flow)
        group = QButtonGroup(self)
        for name in CHOICES:
            one = button("filter")
            one.setCheckable(True)
            one.setChecked(name == ALL)
            one.clicked.connect(partial(self.choose, name))
            group.addButton(one)
            flow.addWidget(one)
            self.choices[name] = one
        head.addWidget(self.number)
        card = Card(margins=1, spacing=0)
        card.body.addWidget(self.table)
        nothing = Card()
        nothing.body.addStretch(1)
        nothing.body.addWidget(self.empty)
        nothing.body.addStretch(2)
        self.stack.addWidget(card)
        self.stack.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        column.addWidget(self.more)

    def choose(self, name: str, _checked: bool = False) -> None:
        """Show all, or only those overdue or waiting."""
        self.choice = name
        self.choices[name].setChecked(True)
        self._read()

    def arrive(self) -> None:
        self._read()

    def retranslate(self) -> None:
        say = self.desk.language.say
        for name, one in self.choices.items():
            one.setText(say(CHOICES[name]))
        self.table.setAccessibleName(say("Open difficulties with their ages"))
        self.empty.setText(say("No difficulty is open that fits this choice."))
        self._read()

    def _changed(self, change: Change) -> None:
        if self.isVisible() and any(name == DIFFICULTY.name for name, _ in change.records):
            self._read()

    def _read(self) -> None:
        job = partial(read_ages, choice=self.choice, language=self.desk.language.code)
        self.desk.read(job, self._show, latest=f"ages {id(self)}")

    def _show(self, found: Found) -> None:
        self.found = found
        language = self.desk.language
        say = language.say
        heads = [
            say("Reference"),
            *(say(DIFFICULTY.field(name).label) for name in FIELDS),
            say("Days since reported"),
            say("Days in this state"),
            say("Days waiting"),
            say("Days overdue"),
            say("Escalated on"),
        ]
        self.table.put(heads, [self._row(one) for one in found.ages])
        self.number.put(language.plural("{count} entry", "{count} entries", found.count), "calm")
        self.stack.setCurrentIndex(0 if found.ages else 1)
        self.more.setText(say("Only the first {count} are shown.", count=MOST))
        self.more.setVisible(found.count > MOST)

    def _row(self, one: Age) -> TableRow:
        language, record = self.desk.language, one.record

        def number(days: int | None, tone: str = "") -> Cell:
            shown = "" if days is None else language.number(days)
            return Cell(shown, tone if shown else "", is_number=not tone)

        shown = {
            name: DIFFICULTY.field(name).show(
                record[name], language, lambda one: self.found.titles.get(one, "")
            )
            for name in FIELDS
        }
        status = DIFFICULTY.field("status")
        tone = tone_of(status, record["status"]) or "calm"  # type: ignore[arg-type]
        escalated = DIFFICULTY.field("escalated_on").show(record["escalated_on"], language)
        return TableRow(
            record.id,
            [
                Cell(language.reference(record.reference)),
                Cell(shown["company"]),
                Cell(shown["kind"]),
                Cell(shown["status"], tone),
                Cell(shown["waiting_on"]),
                number(one.reported),
                number(one.in_state),
                number(one.waiting),
                number(one.overdue, "bad"),
                Cell((escalated or language.say("Yes")) if record["escalated"] else ""),
            ],
        )
