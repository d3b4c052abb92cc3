"""First steps: what to do in an office that has no records yet, each a press away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.language import N_
from ui.desk import Desk
from ui.widgets.clickable import ClickableRow
from ui.widgets.plain import Card, label

if TYPE_CHECKING:
    from fieldreport.office import Office

#: Each step and why one takes it.
STEPS: tuple[tuple[str, str, str], ...] = (
    (
        "bringing",
        N_("Bring in the lists you have"),
        N_("Companies, buyers and people from Excel or CSV; it can be taken back."),
    ),
    ("lead", N_("Write down the first buyer lead"), N_("The buyer, what is wanted, and what you do next.")),
    (
        "people",
        N_("Say who works here"),
        N_("Their names stand beside what they write and in the approval box."),
    ),
    (
        "sample",
        N_("Look around in the sample office"),
        N_("Everything in it is made up; nothing can go wrong."),
    ),
)


def is_empty(office: Office) -> bool:
    """Whether there is no record at all, put away or not."""
    database = office.store.database
    return all(
        database.row(f"SELECT 1 FROM {table.name} LIMIT 1") is None for table in office.store.tables.values()
    )


class FirstSteps(Card):
    """Seen while there is no record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=10, spacing=2)
        self._desk = desk
        self.heading = label("heading", wrap=True)
        self.heading.setContentsMargins(6, 6, 6, 4)
        self.body.addWidget(self.heading)
        self.rows: dict[str, ClickableRow] = {}
        self._names = {name: label("strong", wrap=True) for name, _, _ in STEPS}
        self._why = {name: label("muted", wrap=True) for name, _, _ in STEPS}
        leads: dict[str, Callable[[], None]] = {
            "bringing": lambda: desk.open_tool("bringing"),
            "lead": lambda: desk.new_record("lead"),
            "people": lambda: desk.open_settings("people"),
            "sample": lambda: desk.open_settings("office"),
        }
        for name, _, _ in STEPS:
            self.rows[name] = self._row(name)
            self.rows[name].clicked.connect(leads[name])
            self.body.addWidget(self.rows[name])
        self.hide()

    def _row(self, name: str) -> ClickableRow:
        row, words = ClickableRow(self._desk, ""), QWidget()
        words.setProperty("look", "clear")
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self._names[name])
        column.addWidget(self._why[name])
        row.add(words, 1)
        return row

    def refresh(self) -> None:
        """Look whether there is a record now, in the background."""
        self._desk.read(is_empty, self.setVisible, latest="first steps")

    def retranslate(self) -> None:
        """Say it in the desk's language."""
        say = self._desk.language.say
        self.heading.setText(say("First steps"))
        for name, step, why in STEPS:
            self._names[name].setText(say(step))
            self._why[name].setText(say(why))
            self.rows[name].setAccessibleName(f"{say(step)}. {say(why)}")
