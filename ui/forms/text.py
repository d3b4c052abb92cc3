"""The editor of texts: the original with its language, and its translations below it with their states."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from fieldreport.field import Field, Json
from fieldreport.fields import TextField
from fieldreport.fields.text import language_after
from fieldreport.language import CODES, Language, N_in
from fieldreport.text import language_of
from fieldreport.values import Text, TextState
from ui.desk import Desk
from ui.forms.bijoy_offer import BijoyOffer
from ui.forms.composing import ComposingLine, ComposingText
from ui.forms.editor import Editor, Wrapping, mark
from ui.widgets.beside import Beside

#: The states of a translation, each with its words and the tone it is shown in.
STATES: dict[TextState, tuple[str, str]] = {
    TextState.WRITTEN: (N_in("text state", "Written"), "calm"),
    TextState.TRANSLATED: (N_in("text state", "Translated"), "info"),
    TextState.REVIEWED: (N_in("text state", "Reviewed"), "good"),
}


class StateChip(QToolButton):
    """A small word with a menu to change it."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "state")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMenu(QMenu(self))

    def offer(self, label: str, tone: str, choices: dict[str, str], name: str) -> None:
        """Say ``label`` in a tone, and offer these codes by their labels."""
        self.setText(label)
        mark(self, "tone", tone)
        self.setAccessibleName(name)
        self.setToolTip(name)
        menu = self.menu()
        menu.clear()
        for code, text in choices.items():
            action = QAction(text, menu)
            action.triggered.connect(partial(self._choose, code))
            menu.addAction(action)

    def _choose(self, code: str, _checked: bool = False) -> None:
        self.chosen.emit(code)


class Box(QWidget):
    """One text in one language: a box, and above it what it is."""

    edited = Signal()

    def __init__(self, short: bool, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language = ""
        self.state = TextState.TRANSLATED
        self.box: ComposingLine | ComposingText = ComposingLine() if short else ComposingText()
        self.chip = StateChip()
        self.label = Wrapping()
        self.label.setProperty("role", "head")
        self.head = Beside()
        self.head.addWidget(self.label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(self.head)
        column.addWidget(self.box)
        self.offer = BijoyOffer(self.box, language)
        column.addWidget(self.offer)
        self.setFocusProxy(self.box)
        self.box.typed_changed.connect(self._typed)

    def set_typed(self, text: str) -> None:
        """Show a text."""
        self.box.set_typed(text)
        self.offer.look_soon()

    def set_language(self, language: str) -> None:
        """Say in which language the box is, so that its glyphs and lines fit."""
        if language != self.language:
            self.language = language
            mark(self.box, "script", language)

    def _typed(self) -> None:
        # What was reviewed was another text.
        if self.state is TextState.REVIEWED:
            self.state = TextState.TRANSLATED
        self.edited.emit()


class TextEditor(Editor):
    """A text in the language it was written in; a new one's language follows its letters until it is chosen."""

    field: TextField

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        assert isinstance(field, TextField)
        self.original = Box(field.short, desk.language)
        self.original.label.hide()
        self._guessed = True
        #: Whether a person has said in which language the original is; then its letters are not asked any more.
        self._chosen = False
        self._translations: list[Box] = []
        self._locked = False
        self.add = QToolButton()
        self.add.setProperty("look", "quiet")
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add.setMenu(QMenu(self.add))
        self.corner.addWidget(self.add)
        self.corner.addWidget(self.original.chip)
        # It comes and goes with the text, and nothing below may jump.
        policy = self.original.chip.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.original.chip.setSizePolicy(policy)
        self.body.addWidget(self.original)
        self._below = QVBoxLayout()
        self._below.setSpacing(6)
        self.body.addLayout(self._below)
        self.original.set_language(desk.language.code)
        self.original.edited.connect(self._typed)
        self.original.chip.chosen.connect(self._choose_language)

    def inputs(self) -> list[QWidget]:
        return [self.original.box, *(one.box for one in self._translations)]

    def boxes(self) -> dict[str, ComposingLine | ComposingText]:
        """Every box by its language, the original's first."""
        return {one.language: one.box for one in (self.original, *self._translations)}

    def typed(self) -> Json:
        return {
            "text": self.original.box.typed(),
            "language": self.original.language,
            "guessed": self._guessed,
            "chosen": self._chosen,
            "translations": {
                one.language: {"text": one.box.typed(), "state": str(one.state)} for one in self._translations
            },
        }

    def raw(self) -> Json:
        typed = dict(self.typed())
        del typed["guessed"], typed["chosen"]
        given = {code: one for code, one in typed["translations"].items() if one["text"].strip()}
        if not typed["text"].strip() and not given:
            return None
        if not self.changed():
            return self.field.to_json(self._value)
        # A text typed over in the language of one of its translations takes that one's place.
        language = self._followed()
        return {
            **typed,
            "language": language,
            "translations": {code: one for code, one in given.items() if code != language},
        }

    def _followed(self) -> str:
        """The language of the original that is typed: the one that was chosen, or else as its letters tell."""
        if self._chosen or not isinstance(self._value, Text):
            return self.original.language
        return language_after(self._value, self.original.box.typed())

    def changed(self) -> bool:
        # An empty box for a translation, or a guess at an empty text's language, is nothing to be saved.
        return bool(self._told(self.typed()) != self._told(self._loaded))

    @staticmethod
    def _told(typed: Json) -> Json:
        if not isinstance(typed, dict):
            return None
        given = {code: one for code, one in typed["translations"].items() if one["text"]}
        return (typed["text"], typed["language"] if typed["text"] else "", given)

    def display(self) -> None:
        value: Text | None = self._value
        self._guessed, self._chosen = value is None, False
        self.original.set_language(value.language if value else self.desk.language.code)
        self.original.set_typed(value.original if value else "")
        given = value.translations if value else {}
        self._show_translations(
            {code: (given[code].text, given[code].state) for code in CODES if code in given}
        )
        self.say()

    def restore(self, typed: Json) -> None:
        parts: dict[str, Any] = typed if isinstance(typed, dict) else {"text": str(typed or "")}
        self._guessed = bool(parts.get("guessed", False))
        self._chosen = bool(parts.get("chosen", not self._guessed))
        language = parts.get("language") or language_of(str(parts.get("text", "")))
        self.original.set_language(language if language in CODES else self.desk.language.code)
        self.original.set_typed(str(parts.get("text", "")))
        translations = parts.get("translations", {})
        self._show_translations(
            {
                code: (str(one["text"]), TextState(one["state"]))
                for code, one in translations.items()
                if code in CODES and code != self.original.language
            }
        )
        self.say()
        self.edited.emit()

    def settle(self) -> None:
        for one in (self.original, *self._translations):
            one.box.settle()

    def set_locked(self, locked: bool) -> None:
        # Texts are to be read and copied even where they cannot be changed.
        self._locked = locked
        for one in (self.original, *self._translations):
            one.box.setReadOnly(locked)
            one.chip.setEnabled(not locked)
        self._show_chips()

    def say(self) -> None:
        language = self.desk.language
        for one in (self.original, *self._translations):
            one.offer.say(language)
        label = language.say(self.field.label)
        names = {code: language.language_name(code) for code in CODES}
        free = [code for code in CODES if code not in [one.language for one in self._translations]]
        self.original.chip.offer(
            language.say("{language} original", language=names[self.original.language]),
            "calm",
            {code: language.say("Written in {language}", language=names[code]) for code in free},
            language.say("{field}: language of the original", field=label),
        )
        for one in self._translations:
            self._say_translation(one, label, names[one.language], language)
        menu = self.add.menu()
        menu.clear()
        for code in self._missing():
            action = QAction(names[code], menu)
            action.triggered.connect(partial(self._begin_translation, code))
            menu.addAction(action)
        self.add.setText(language.say("Add translation"))
        self.add.setAccessibleName(language.say("{field}: add a translation", field=label))
        self._show_chips()

    def _say_translation(self, one: Box, label: str, name: str, language: Language) -> None:
        called = language.say("{language} translation", language=name)
        one.label.setText(called)
        one.box.setAccessibleName(language.say("{field}: {choice}", field=label, choice=called))
        state, tone = STATES[one.state]
        one.chip.offer(
            language.say(state),
            tone,
            {str(code): language.say(text) for code, (text, _) in STATES.items()},
            language.say("{field}: state of the translation into {language}", field=label, language=name),
        )

    def _missing(self) -> list[str]:
        present = {self.original.language, *(one.language for one in self._translations)}
        return [code for code in CODES if code not in present]

    def _typed(self) -> None:
        found = language_of(self.original.box.typed()) if self._guessed else self._followed()
        free = [code for code in CODES if code not in [one.language for one in self._translations]]
        if found in free and found != self.original.language:
            self.original.set_language(found)
            self.say()
        self._show_chips()
        self.edited.emit()

    def _show_chips(self) -> None:
        """An empty text has no language to tell and nothing to translate."""
        written = bool(self.original.box.typed())
        self.original.chip.setVisible(written)
        self.add.setVisible(written and not self._locked and bool(self._missing()))

    def _choose_language(self, code: str) -> None:
        self._guessed, self._chosen = False, True
        self.original.set_language(code)
        self.say()
        self.edited.emit()

    def _choose_state(self, one: Box, state: str) -> None:
        one.state = TextState(state)
        self.say()
        self.edited.emit()

    def _begin_translation(self, code: str, _checked: bool = False) -> None:
        self._add_box(code, "", TextState.TRANSLATED)
        self._guessed = False
        self.say()
        self._translations[-1].box.setFocus()

    def _translation_typed(self, one: Box) -> None:
        self._say_translation(
            one,
            self.desk.language.say(self.field.label),
            self.desk.language.language_name(one.language),
            self.desk.language,
        )
        self.edited.emit()

    def _show_translations(self, wanted: dict[str, tuple[str, TextState]]) -> None:
        for one in [one for one in self._translations if one.language not in wanted]:
            self._translations.remove(one)
            self._below.removeWidget(one)
            one.hide()
            one.deleteLater()
        for code, (text, state) in wanted.items():
            present = next((one for one in self._translations if one.language == code), None)
            if present is None:
                self._add_box(code, text, state)
            else:
                present.set_typed(text)
                present.state = state

    def _add_box(self, code: str, text: str, state: TextState) -> None:
        one = Box(self.field.short, self.desk.language)
        one.set_language(code)
        one.state = state
        one.set_typed(text)
        one.head.addWidget(one.chip)
        one.box.setReadOnly(self._locked)
        one.chip.setEnabled(not self._locked)
        one.edited.connect(partial(self._translation_typed, one))
        one.chip.chosen.connect(partial(self._choose_state, one))
        self._translations.append(one)
        self._below.addWidget(one)
