"""Editors of one line: names, numbers, addresses, words, codes, moments."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from fieldreport.field import Field, Json
from fieldreport.fields import Clock, Line, Moment, Number, PhoneNumber, Whole, Words
from fieldreport.parsing import pieces
from fieldreport.text import language_of
from ui.desk import Desk
from ui.forms.bijoy_offer import BijoyOffer
from ui.forms.composing import ComposingLine
from ui.forms.editor import Editor, mark


class LineEditor(Editor):
    """Any value that is typed on one line and read by its field."""

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        self.half = isinstance(field, Line | Whole | Number | Moment | Clock)
        self.line = ComposingLine()
        if isinstance(field, Whole | Number):
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.row = QHBoxLayout()
        self.row.setSpacing(4)
        self.row.addWidget(self.line, 1)
        if isinstance(field, Number) and field.unit:
            unit = QLabel(field.unit)
            unit.setProperty("role", "muted")
            self.row.addWidget(unit)
        self.body.addLayout(self.row)
        self.offer = BijoyOffer(self.line, desk.language) if isinstance(field, Line | Words) else None
        if self.offer is not None:
            self.body.addWidget(self.offer)
        self.line.typed_changed.connect(self.edited)

    def inputs(self) -> list[QWidget]:
        return [self.line]

    def typed(self) -> Json:
        return self.line.typed()

    def display(self) -> None:
        text = "" if self._value is None else self.written(self._value)
        mark(self.line, "script", language_of(text) or "")
        self.line.set_typed(text)
        if self.offer is not None:
            self.offer.look_soon()

    def say(self) -> None:
        if self.offer is not None:
            self.offer.say(self.desk.language)

    def restore(self, typed: Json) -> None:
        self.line.set_typed(str(typed or ""))
        self.edited.emit()

    def settle(self) -> None:
        self.line.settle()

    def written(self, value: Any) -> str:
        """The value as it stands in the box: what its field reads back."""
        match self.field:
            case PhoneNumber():
                return str(value.typed)
            case Line():
                # As it was typed, and can be gone on with: only lists and papers have the reader's digits.
                return str(value)
            case Number():
                # Its unit stands beside the box.
                return self.desk.language.number(value)
            case _:
                return self.field.show(value, self.desk.language)


class WordsEditor(LineEditor):
    """Words separated by commas, or by semicolons where a name has a comma of its own (Example Co., Ltd.)."""

    field: Words

    def written(self, value: Any) -> str:
        words = tuple(value or ())
        # Semicolons rather than quotation marks, so that another word can be typed behind the last one.
        apart = "; ".join(words) + (";" if len(words) == 1 else "")
        commas = any("," in word for word in words)
        return (
            apart if commas and tuple(pieces(apart)) == words else self.field.show(words, self.desk.language)
        )
