"""Editor: one field of a form, with its label, its problem and what was typed into it."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QVBoxLayout, QWidget

from fieldreport.failures import Problem
from fieldreport.field import Field, Json
from ui.desk import Desk
from ui.forms.flow import Flow
from ui.widgets.beside import Beside

#: A word of more letters may be broken, after the signs in it or else anywhere.
_LONG = re.compile(r"\S{25,}")
_BREAK = re.compile(r"[/\\?&=._-](?=[^/\\?&=._-])|\S{24}(?=\S)")
_SPACE = "\u200b"


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and have it looked at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def holds_focus(widget: QWidget) -> bool:
    """Whether the focus is in ``widget`` or in a window that it has opened."""
    focused = QApplication.focusWidget()
    while focused is not None:
        if focused is widget:
            return True
        focused = focused.parentWidget()
    return False


def breakable(text: str) -> str:
    """The text with places to break its very long words, such as paths; they are not seen."""
    return _LONG.sub(lambda word: _BREAK.sub(rf"\g<0>{_SPACE}", word[0]), text)


class Wrapping(QLabel):
    """A label that wraps rather than widening the form, so that four times the text is still all there.

    It is never narrower than its widest word; longer words, such as addresses of pages, may be broken.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def setText(self, text: str) -> None:
        super().setText(breakable(text))

    def text(self) -> str:
        return super().text().replace(_SPACE, "")


class Editor(QWidget):
    """The base of all editors; each kind of field has its own below.

    ``load`` shows a value, ``typed`` tells what is in the widgets now (composition included) in a form that
    ``restore`` takes back, ``raw`` what the field is to read. Nothing typed is ever refused here.
    """

    #: A person changed something.
    edited = Signal()
    #: Whether this kind shares its line with another short one.
    half = False

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.desk = desk
        self._value: Any = None
        self._loaded: Json = None
        self._problem: Problem | None = None
        self.label = Wrapping()
        self.label.setProperty("role", "head")
        self.corner = Flow(spacing=4)
        head = Beside()
        head.addWidget(self.label)
        head.add(self.corner)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(4)
        self._said = Wrapping()
        self._said.setProperty("role", "problem")
        self._said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addLayout(self.body)
        column.addWidget(self._said)
        column.addStretch(1)

    # ---- what each kind says -----------------------------------------------------------------------------------

    def inputs(self) -> list[QWidget]:
        """The widgets that take the focus, the first one first."""
        raise NotImplementedError

    def typed(self) -> Json:
        """What is in the widgets now, unfinished composition included."""
        raise NotImplementedError

    def raw(self) -> Json:
        """What the field is to read; the loaded value itself where nothing was changed."""
        return self.field.to_json(self._value) if not self.changed() else self.typed()

    def display(self) -> None:
        """Put the loaded value into the widgets."""
        raise NotImplementedError

    def restore(self, typed: Json) -> None:
        """Put what ``typed`` told back into the widgets, as a person's own change."""
        raise NotImplementedError

    def settle(self) -> None:
        """Make an unfinished composition text."""

    def say(self) -> None:
        """Say the kind's own texts in the desk's language."""

    # ---- what all share ----------------------------------------------------------------------------------------

    def load(self, value: Any) -> None:
        """Show a value as the record has it."""
        self._value = value
        self.display()
        self._loaded = self.typed()
        self.show_problem(None)

    def accept(self, value: Any, sent: Json) -> None:
        """The value has been saved from what ``typed`` told as ``sent``; what was typed since then stays."""
        if self.typed() != sent or holds_focus(self):
            self._value, self._loaded = value, sent
        else:
            self.load(value)

    def changed(self) -> bool:
        """Whether a person changed it since it was loaded or accepted."""
        return bool(self.typed() != self._loaded)

    def is_ready(self) -> bool:
        """Whether it may be saved now, rather than still finding what was meant."""
        return True

    def tidy(self) -> None:
        """Write what was accepted the way it is always written, once the focus is gone."""
        if not self.changed() and self._problem is None:
            self.load(self._value)

    def show_problem(self, problem: Problem | None) -> None:
        """Say beside the field what is wrong and what to do, or that nothing is."""
        self._problem = problem
        said = "" if problem is None else self.desk.language.say(problem.message, **problem.values)
        # A sign as well as a colour, for people who do not see the colour.
        self._said.setText(f"⚠ {said}" if said else "")
        self._said.setVisible(bool(said))
        for widget in self.inputs():
            mark(widget, "wrong", bool(said))
            widget.setAccessibleDescription(said or self._help())

    def problem(self) -> Problem | None:
        """What is said beside the field."""
        return self._problem

    def retranslate(self) -> None:
        """Say everything in the desk's language; values that nobody is changing are written its way."""
        language = self.desk.language
        label = language.say(self.field.label)
        # The label is the first input's in every accessibility interface; an ampersand in it is no shortcut.
        self.label.setBuddy(self.inputs()[0])
        shown = f"{label} *" if self.field.required else label
        self.label.setText(shown.replace("&", "&&"))
        named = language.say("{label} (required)", label=label) if self.field.required else label
        self.setAccessibleName(label)
        for widget in self.inputs():
            widget.setAccessibleName(named)
            widget.setToolTip(self._help())
        self.say()
        if not self.changed() and not holds_focus(self):
            problem = self._problem
            self.load(self._value)
            self._problem = problem
        self.show_problem(self._problem)

    def set_locked(self, locked: bool) -> None:
        """Whether the value may only be read."""
        for widget in self.inputs():
            widget.setEnabled(not locked)

    def focus(self) -> None:
        """Go to the first input."""
        self.inputs()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _help(self) -> str:
        return self.desk.language.say(self.field.help) if self.field.help else ""
