"""Editors that find what is meant while its name is typed: a country, another record, several records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from fieldreport import text
from fieldreport.failures import Failure
from fieldreport.field import Field, Json
from ui.desk import Desk
from ui.forms.composing import ComposingLine
from ui.forms.editor import Editor, Wrapping
from ui.forms.flow import Flow
from ui.forms.look import popup
from ui.forms.suggestions import Option, Suggestions

if TYPE_CHECKING:
    from fieldreport.office import Office

#: Finds, with the background's Office.
Search = Callable[["Office"], list[Option]]

#: How long after a key the search begins, in milliseconds.
PAUSE = 120


class Finder(QWidget):
    """A line with suggestions. What is typed is looked up by whoever listens to ``wanted``."""

    typed_changed = Signal()
    #: These words are to be looked up; the answer comes by ``offer``.
    wanted = Signal(str)
    #: A person, or an exact name, chose this ``Option``.
    taken = Signal(object)
    #: The search that leaving the line had begun is over.
    looked_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = ComposingLine()
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.suggestions = Suggestions(self.line)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self._asked = ""
        self._answered = ""
        self._left = False
        self.line.typed_changed.connect(self._typed)
        self.suggestions.taken.connect(self._take)
        self.suggestions.asked.connect(self._ask)

    def words(self) -> str:
        """What is typed and stands for nothing yet."""
        return self.line.typed().strip()

    def set_words(self, words: str) -> None:
        """Show other words and look nothing up."""
        self._pause.stop()
        self._left = False
        self._asked = self._answered = words
        self.line.set_typed(words)
        self.suggestions.forget()

    def offer(self, words: str, options: Sequence[Option], extra: Sequence[Option] = ()) -> None:
        """The answer to ``words``: what was found, and what else may be done. One to older words is passed over."""
        if words != self._asked:
            return
        self._answered = words
        exact = [one for one in options if text.fold(one.title) == text.fold(words)] if words else []
        if self._left:
            self._left = False
            if len(exact) == 1 and words == self.words():
                self._take(exact[0])
            self.looked_up.emit()
            return
        self.suggestions.offer([*options, *extra])

    def conclude(self) -> bool:
        """The line has been left: whether what is meant is still being looked up."""
        self.suggestions.hide()
        if not self.words() or self._answered == self.words():
            options = self.suggestions.options()
            exact = [one for one in options if one.value and text.fold(one.title) == text.fold(self.words())]
            if self.words() and len(exact) == 1:
                self._take(exact[0])
            self.suggestions.forget()
            self._left = False
            return False
        self._left = True
        self._ask()
        return self._left

    def give_up(self) -> None:
        """There will be no answer: what is typed stays as it is."""
        if self._left:
            self._left = False
            self.looked_up.emit()

    def is_looking(self) -> bool:
        """Whether what is meant is still being looked up after the line was left."""
        return self._left

    def _typed(self) -> None:
        self._left = False
        self._pause.start()
        self.typed_changed.emit()

    def _ask(self) -> None:
        self._pause.stop()
        self._asked = self.words()
        self.wanted.emit(self._asked)

    def _take(self, option: Option) -> None:
        self._pause.stop()
        self.taken.emit(option)


class PickEditor(Editor):
    """One thing found by its name. What is typed and not found stays as it is, for the field to judge."""

    #: A new record of this type is to be added, called by these words, and chosen when it is there.
    entry_wanted = Signal(str, str)

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        self.finder = Finder()
        self._chosen: Option | None = None
        self._shown = ""
        self.body.addWidget(self.finder)
        self.finder.typed_changed.connect(self._typed)
        self.finder.taken.connect(self._taken)
        self.finder.looked_up.connect(self.edited)
        self.finder.wanted.connect(self.look_up)

    # ---- what each kind does -----------------------------------------------------------------------------------

    def search(self, words: str) -> Search:
        """The work of finding ``words``, done in the background."""
        raise NotImplementedError

    def additions(self, words: str) -> list[Option]:
        """What else may be done with ``words``."""
        return []

    def option(self, value: str) -> Option:
        """What stands for a value."""
        raise NotImplementedError

    # ---- what all do -------------------------------------------------------------------------------------------

    def inputs(self) -> list[QWidget]:
        return [self.finder.line]

    def typed(self) -> Json:
        words = self.finder.words()
        if self._chosen is not None and words == self._shown:
            return self._chosen.value
        return {"words": words} if words else None

    def raw(self) -> Json:
        typed = self.typed()
        return typed["words"] if isinstance(typed, dict) else typed

    def display(self) -> None:
        self._show(None if self._value is None else self.option(self._value))

    def restore(self, typed: Json) -> None:
        if isinstance(typed, dict):
            self._show(None)
            self.finder.line.set_typed(str(typed.get("words", "")))
        else:
            self._show(None if not typed else self.option(str(typed)))
        self.edited.emit()

    def settle(self) -> None:
        self.finder.line.settle()
        if self.changed() and self._chosen is None:
            self.finder.conclude()

    def is_ready(self) -> bool:
        return not self.finder.is_looking()

    def take(self, option: Option) -> None:
        """Choose this."""
        self._show(option)
        self.edited.emit()

    def _taken(self, option: Option) -> None:
        if option.new:
            self.entry_wanted.emit(option.new, self.finder.words())
        else:
            self.take(option)

    def look_up(self, words: str) -> None:
        """Look ``words`` up in the background."""
        self.desk.read(
            self.search(words), partial(self.found, words), self.not_found, latest=f"find {id(self)}"
        )

    def found(self, words: str, options: list[Option]) -> None:
        """What ``words`` may mean."""
        self.finder.suggestions.setStyleSheet(popup(self.desk.theme))
        self.finder.offer(words, options, self.additions(words))

    def not_found(self, failure: Failure) -> None:
        """The look-up failed, which the window says; what is typed must be saved all the same."""
        self.desk.failed.emit(failure)
        self.finder.give_up()

    def _typed(self) -> None:
        if self._chosen is not None and self.finder.words() != self._shown:
            self._chosen = None
        self.edited.emit()

    def _show(self, option: Option | None) -> None:
        self._chosen = option
        self.finder.set_words("" if option is None else option.title)
        self._shown = self.finder.words()


class Chip(QWidget):
    """One of several chosen things, with a button that takes it out."""

    removed = Signal()

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option = option
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("look", "tag")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 2, 2)
        row.setSpacing(2)
        self.label = Wrapping()
        self.label.setText(option.title)
        self.button = QToolButton()
        self.button.setText("×")
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.setProperty("look", "remove")
        self.button.clicked.connect(self.removed)
        row.addWidget(self.label, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)


class PickManyEditor(PickEditor):
    """Several things found by their names, each with a button that takes it out again."""

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        self._chips: list[Chip] = []
        self._locked = False
        holder = QWidget()
        self._flow = Flow(holder)
        self.body.insertWidget(0, holder)
        self._holder = holder

    def typed(self) -> Json:
        return {"chosen": [chip.option.value for chip in self._chips], "words": self.finder.words()}

    def raw(self) -> Json:
        words = self.finder.words()
        return [chip.option.value for chip in self._chips] + ([words] if words else [])

    def display(self) -> None:
        self._set([self.option(value) for value in self._value or ()], "")

    def restore(self, typed: Json) -> None:
        parts = typed if isinstance(typed, dict) else {}
        self._set([self.option(str(value)) for value in parts.get("chosen", ())], str(parts.get("words", "")))
        self.edited.emit()

    def settle(self) -> None:
        self.finder.line.settle()
        if self.finder.words():
            self.finder.conclude()

    def take(self, option: Option) -> None:
        self.finder.set_words("")
        if option.value not in [chip.option.value for chip in self._chips]:
            self._add(option)
        self.edited.emit()

    def say(self) -> None:
        for chip in self._chips:
            self._name(chip)

    def set_locked(self, locked: bool) -> None:
        super().set_locked(locked)
        self._locked = locked
        for chip in self._chips:
            chip.button.setEnabled(not locked)

    def _typed(self) -> None:
        self.edited.emit()

    def _set(self, options: Sequence[Option], words: str) -> None:
        if [chip.option for chip in self._chips] != list(options):
            for chip in self._chips:
                self._drop(chip)
            self._chips = []
            for option in options:
                self._add(option)
        self.finder.set_words(words)

    def _add(self, option: Option) -> None:
        chip = Chip(option)
        chip.button.setEnabled(not self._locked)
        chip.removed.connect(lambda: self._remove(chip))
        self._chips.append(chip)
        self._flow.addWidget(chip)
        self._name(chip)
        self._holder.show()

    def _remove(self, chip: Chip) -> None:
        self._chips.remove(chip)
        self._drop(chip)
        self.finder.line.setFocus()
        self.edited.emit()

    def _drop(self, chip: Chip) -> None:
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _name(self, chip: Chip) -> None:
        language = self.desk.language
        chip.button.setAccessibleName(language.say("Take out {name}", name=chip.option.title))
        chip.button.setToolTip(chip.button.accessibleName())
