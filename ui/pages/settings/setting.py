"""Setting: one thing that may be chosen, with what it means, its control and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from fieldreport.failures import Failure
from fieldreport.language import Language
from ui.forms.composing import ComposingLine
from ui.forms.editor import mark
from ui.forms.flow import Flow
from ui.widgets.beside import Beside
from ui.widgets.notice import problems_of
from ui.widgets.plain import button, label

#: What a setting may be: a word, a number, yes or no.
Value = str | int | bool


class Setting(QWidget):
    """Its name and help, at their right the control where there is room for it."""

    def __init__(self, control: QWidget, *, share: float = 0.5) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.control = control
        self.name, self.help = label("strong", wrap=True), label("muted", wrap=True)
        self.problem = label("problem", wrap=True)
        self.problem.hide()
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self.name)
        texts.addWidget(self.help)
        line = Beside(spacing=16, share=share)
        line.add(texts)
        line.addWidget(control)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.problem)

    def say(self, name: str, help: str) -> None:
        """Say what it is and what it means."""
        self.name.setText(name)
        self.help.setText(help)
        self.help.setVisible(bool(help))
        self.control.setAccessibleName(name)
        self.control.setAccessibleDescription(help)

    def refuse(self, failure: Failure | None, language: Language) -> None:
        """Say beside it what is wrong; None: nothing is."""
        if failure is not None:
            said = "\n".join(language.say(one.message, **one.values) for one in problems_of(failure))
            self.problem.setText(f"⚠ {said}")
        self.problem.setVisible(failure is not None)
        mark(self.control, "wrong", failure is not None)


class Choices(QWidget):
    """A few things of which one holds, each a button that stays down."""

    #: Somebody chose this.
    chosen = Signal(object)

    def __init__(self, values: Sequence[Value]) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.buttons: dict[Value, QPushButton] = {}
        flow = Flow(self, 4)
        for value in values:
            one = button("tab")
            one.setCheckable(True)
            one.clicked.connect(partial(self._choose, value))
            flow.addWidget(one)
            self.buttons[value] = one

    def put(self, field: str, labels: Mapping[Any, str], value: Value, language: Language) -> None:
        """Say each of them and mark the one that holds; ``field`` is what they are choices of."""
        for code, one in self.buttons.items():
            one.setText(labels[code])
            one.setChecked(code == value)
            one.setAccessibleName(language.say("{field}: {choice}", field=field, choice=labels[code]))

    def _choose(self, value: Value, _checked: bool = False) -> None:
        # Until it is kept, what holds stays marked; the page marks it anew then.
        for code, one in self.buttons.items():
            one.setChecked(code == value)
        self.chosen.emit(value)


class TypedSetting(Setting):
    """A setting that is typed: kept with Enter, or when one goes on to something else."""

    #: This was typed.
    given = Signal(str)

    def __init__(self) -> None:
        self.line = ComposingLine()
        super().__init__(self.line)
        self.line.setMinimumWidth(300)
        self.value = ""
        self.line.editingFinished.connect(self.keep)

    def put(self, value: str) -> None:
        """Show what holds; what somebody has begun to type in its place is left alone."""
        if self.line.typed() == self.value or not self.line.hasFocus():
            self.line.set_typed(value)
        self.value = value

    def keep(self) -> None:
        """Tell what was typed, if it is something else than what holds."""
        self.line.settle()
        if self.line.typed() != self.value:
            self.given.emit(self.line.typed())
