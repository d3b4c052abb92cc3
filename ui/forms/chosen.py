"""Editors in which one chooses: from a list, several from a list, yes or no, a task of the plan."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from fieldreport.field import Field, Json
from fieldreport.fields import Choice, ManyChoices, Task, YesNo
from ui.desk import Desk
from ui.forms.editor import Editor
from ui.forms.flow import Flow
from ui.widgets.plain import button

#: A list is at least and at most so many letters wide; a longer text is cut off, and told by pointing at it.
LEAST, MOST = 6, 32


class Combo(QComboBox):
    """A list to choose from that the mouse wheel does not change in passing, as wide as what is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(20)
        self._codes: list[Json] = []
        self._help = ""
        self.currentIndexChanged.connect(self._fit)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def setToolTip(self, text: str) -> None:
        """What pointing at it tells; the whole chosen text comes first where it is cut off."""
        self._help = text
        self._tell()

    def minimumSizeHint(self) -> QSize:
        # Qt keeps the one from before the text changed.
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._shown(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        # The style sheet takes the style's own arrow away.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.6))
        x, y = self.width() - 16, self.height() / 2
        painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])

    def offer(self, labels: Mapping[Json, str], chosen: Json) -> None:
        """Show these labels by their codes, with one chosen; a code that is not among them is shown as it is."""
        self._codes = [*labels, *([] if chosen in labels or chosen is None else [chosen])]
        with QSignalBlocker(self):
            self.clear()
            self.addItems([labels.get(code, str(code)) for code in self._codes])
            self.setCurrentIndex(self._codes.index(chosen) if chosen in self._codes else -1)
        self._fit()
        widest = max((self.fontMetrics().horizontalAdvance(label) for label in labels.values()), default=0)
        # The list may be wider than its box, so that a long label is readable.
        self.view().setMinimumWidth(min(widest + 48, 480))

    def chosen(self) -> Json:
        """The chosen code; None for none."""
        return self._codes[self.currentIndex()] if self.currentIndex() >= 0 else None

    def choose(self, code: Json) -> None:
        """Choose one of the codes offered."""
        self.setCurrentIndex(self._codes.index(code) if code in self._codes else -1)

    def _fit(self) -> None:
        """Ask for the room that the chosen text needs."""
        metrics = self.fontMetrics()
        letters = math.ceil(
            (metrics.horizontalAdvance(self.currentText()) + 6) / metrics.horizontalAdvance("X")
        )
        self.setMinimumContentsLength(min(max(letters, LEAST), MOST))
        self._tell()

    def _shown(self, option: QStyleOptionComboBox) -> str:
        """The chosen text, cut off where there is no room for all of it."""
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())

    def _tell(self) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        whole = self.currentText()
        cut = self._shown(option) != whole
        super().setToolTip("\n".join(one for one in (whole if cut else "", self._help) if one))


class ChoiceEditor(Editor):
    """One of several codes: a choice of the field, yes or no, a task of the plan."""

    half = True

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        self.half = not isinstance(field, Task)
        self.combo = Combo()
        self.body.addWidget(self.combo)
        self.combo.activated.connect(lambda _: self.edited.emit())

    def inputs(self) -> list[QWidget]:
        return [self.combo]

    def typed(self) -> Json:
        return self.combo.chosen()

    def display(self) -> None:
        self.combo.offer(self._labels(), self._value)

    def restore(self, typed: Json) -> None:
        self.combo.offer(self._labels(), typed)
        self.edited.emit()

    def say(self) -> None:
        self.combo.offer(self._labels(), self.combo.chosen())

    def _labels(self) -> dict[Json, str]:
        language = self.desk.language
        labels: dict[Json, str] = {}
        match self.field:
            case Choice():
                # A choice with a default has no "nothing": reading nothing gives the default.
                if not self.field.required and self.field.default is None:
                    labels[None] = ""
                labels |= {code: language.say(label) for code, label in self.field.choices.items()}
            case YesNo():
                labels = {
                    None: language.say("Not said"),
                    True: language.say("Yes"),
                    False: language.say("No"),
                }
            case Task():
                if not self.field.required:
                    labels[None] = ""
                labels |= {
                    task.number: language.say(
                        "{number}. {name}", number=task.number, name=task.names.in_language(language.code)
                    )
                    for task in self.desk.office.plan.tasks
                }
        return labels


class ManyChoicesEditor(Editor):
    """Any number of codes, each a button that stays down."""

    field: ManyChoices

    def __init__(self, field: ManyChoices, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        holder = QWidget()
        flow = Flow(holder)
        self._chips: dict[str, QPushButton] = {}
        for code in field.choices:
            chip = button("filter")
            chip.setCheckable(True)
            chip.toggled.connect(partial(self._say_chip, code))
            chip.clicked.connect(lambda _: self.edited.emit())
            flow.addWidget(chip)
            self._chips[code] = chip
        self.body.addWidget(holder)

    def inputs(self) -> list[QWidget]:
        return list(self._chips.values())

    def typed(self) -> Json:
        return [code for code, chip in self._chips.items() if chip.isChecked()]

    def display(self) -> None:
        for code, chip in self._chips.items():
            chip.setChecked(code in (self._value or ()))

    def restore(self, typed: Json) -> None:
        for code, chip in self._chips.items():
            chip.setChecked(code in (typed or ()))
        self.edited.emit()

    def say(self) -> None:
        for code in self._chips:
            self._say_chip(code)

    def _say_chip(self, code: str, _checked: bool = False) -> None:
        language, chip = self.desk.language, self._chips[code]
        label = language.say(self.field.choices[code])
        # A sign as well as a colour says that it is chosen.
        chip.setText(f"✓ {label}" if chip.isChecked() else label)
        chip.setAccessibleName(
            language.say("{field}: {choice}", field=language.say(self.field.label), choice=label)
        )
