"""One field of two records beside one another: what each says, whose word is taken, what comes of it."""

from __future__ import annotations

from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QWidget

from fieldreport.field import Field
from fieldreport.merging import Line, Side
from ui.desk import Desk
from ui.forms.editor import Wrapping


class Comparison(Protocol):
    """What a row asks of the view it stands in."""

    desk: Desk

    def shown(self, field: Field, value: Any) -> str:
        """A value as people read it."""

    def choose(self, name: str, side: Side) -> None:
        """Take this side's word for a field."""


class Cell(QWidget):
    """A value of one side; where it can be chosen, with a button that a press on the text presses too."""

    def __init__(self, text: str, radio: QRadioButton | None = None, *, muted: bool = False) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.radio = radio
        self.text = Wrapping()
        self.text.setText(text)
        if muted:
            self.text.setProperty("role", "muted")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        if radio is not None:
            line.addWidget(radio, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1, Qt.AlignmentFlag.AlignTop)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The text is part of its button."""
        if self.radio is not None:
            self.radio.setFocus()
            self.radio.click()
        super().mousePressEvent(event)


class FieldRow:
    """One field of both records in a grid: its name, the two values, and what comes of them."""

    def __init__(
        self,
        view: Comparison,
        line: Line,
        chosen: Side | None,
        grid: QGridLayout,
        at: int,
    ) -> None:
        self.view = view
        self.line = line
        self.group = QButtonGroup(grid.parentWidget())
        self.radios: dict[Side, QRadioButton] = {}
        language = view.desk.language
        name = Wrapping()
        name.setProperty("role", "strong")
        name.setText(language.say(line.field.label))
        self.after = Cell("", self._radio(Side.BOTH))
        cells: list[QWidget] = [
            name,
            Cell(view.shown(line.field, line.keep), self._radio(Side.KEEP)),
            Cell(view.shown(line.field, line.drop), self._radio(Side.DROP)),
            self.after,
        ]
        for column, cell in enumerate(cells):
            grid.addWidget(cell, at, column, Qt.AlignmentFlag.AlignTop)
        self.chosen = chosen
        if self.chosen in self.radios:
            self.radios[self.chosen].setChecked(True)

    def _radio(self, side: Side) -> QRadioButton | None:
        line, view = self.line, self.view
        if line.same or side not in line.results:
            return None
        say = view.desk.language.say
        made = QRadioButton()
        field = say(line.field.label)
        made.setAccessibleName(
            say("{field}: both together", field=field)
            if side is Side.BOTH
            else f"{field}: {view.shown(line.field, line.keep if side is Side.KEEP else line.drop)}"
        )
        self.group.addButton(made)
        self.radios[side] = made
        made.toggled.connect(partial(self._toggled, side))
        return made

    def _toggled(self, side: Side, checked: bool) -> None:
        if checked:
            self.chosen = side
            self.view.choose(self.line.field.name, side)

    def preview(self, value: Any) -> None:
        """Show what comes of the field; nothing while nobody has chosen."""
        say = self.view.desk.language.say
        undecided = self.chosen is None
        text = say("Please choose") if undecided else self.view.shown(self.line.field, value)
        self.after.text.setText(text)
        self.after.text.setProperty("role", "problem" if undecided else "")
        self.after.text.style().polish(self.after.text)
