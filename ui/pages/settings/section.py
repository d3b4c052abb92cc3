"""Section: one part of the settings, made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from fieldreport.language import N_
from ui.desk import Desk, Notice
from ui.pages.settings.setting import Choices, Setting
from ui.widgets.plain import Card, label, rule

SAVED = N_("Saved.")
UNDO = N_("Undo")
#: No wider than this, in pixels: on a large screen a control would stand far from what it is called.
WIDEST = 860


class Section(QWidget):
    """Cards of settings. ``controls`` are the controls of the person's options by the options' names."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "clear")
        self.desk = desk
        self.setMaximumWidth(WIDEST)
        self.controls: dict[str, QWidget] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 12, 0)
        self.column.setSpacing(12)

    def card(self, *parts: QWidget, heading: QLabel | None = None) -> Card:
        """A card of its own below the others, with a thin line between its parts."""
        made = Card(margins=16, spacing=8)
        if heading is not None:
            made.body.addWidget(heading)
        for at, one in enumerate(parts):
            if at:
                made.body.addWidget(rule())
            made.body.addWidget(one)
        self.column.addWidget(made)
        return made

    def heading(self) -> QLabel:
        """The heading of a card."""
        return label("heading", wrap=True)

    def finish(self) -> None:
        """There are no more cards: what room is left stays empty."""
        self.column.addStretch(1)

    # ---- options -----------------------------------------------------------------------------------------------

    def option(self, name: str, choices: Choices) -> Setting:
        """The setting of an option with few choices; kept as soon as it is chosen."""
        choices.chosen.connect(lambda value: self.keep(name, value))
        return self.controlled(name, Setting(choices))

    def controlled(self, name: str, setting: Setting) -> Setting:
        """A setting whose control is an option's."""
        self.controls[name] = setting.control
        return setting

    def keep(self, name: str, value: object) -> None:
        """Keep an option and show what follows from it."""
        self.desk.keep_settings(**{name: value})
        self.taken(name)
        self.retranslate()

    def taken(self, name: str) -> None:
        """An option was kept: do what follows from it."""

    def say_choices(self, name: str, setting: Setting, labels: Mapping[Any, str]) -> None:
        """Say the choices of an option and mark the one that holds."""
        choices = setting.control
        assert isinstance(choices, Choices)
        choices.put(setting.name.text(), labels, getattr(self.desk.office.settings, name), self.desk.language)

    def say_saved(self, undo: Callable[[], None], message: str = SAVED, **values: object) -> None:
        """Say that something was saved, with the way back."""
        self.desk.noticed.emit(Notice(message, values, action=UNDO, act=undo))

    # ---- what the page asks ------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say every text again and show what holds now."""

    def arrive(self) -> None:
        """The section comes into sight: read what takes longer to know."""

    def leave(self) -> None:
        """It goes out of sight: keep what is being typed."""
