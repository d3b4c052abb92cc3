"""Form: the fields of a record type under one another, made from what each field says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from fieldreport.failures import Problem
from fieldreport.field import Begins, Json, Values
from fieldreport.record import RecordType
from ui.desk import Desk
from ui.forms.beginning import beginning
from ui.forms.editor import Editor, Wrapping
from ui.forms.grid import FieldGrid
from ui.forms.kinds import editor_for
from ui.forms.pick import Finder, PickEditor


class Form(QWidget):
    """The editors of one record type. It knows what was typed and what is wrong; keeping it is the keeper's work."""

    #: A person changed something in this ``Editor``.
    edited = Signal(object)
    #: The focus has left this ``Editor``.
    left = Signal(object)
    #: The editor wants a record of this type, called by these words, to be added and chosen.
    entry_wanted = Signal(object, str, str)

    def __init__(self, desk: Desk, record_type: RecordType, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.type = record_type
        self.setProperty("look", "clear")
        self.editors: dict[str, Editor] = {}
        for one in record_type.fields:
            editor = editor_for(one, desk)
            editor.edited.connect(lambda editor=editor: self.edited.emit(editor))
            if isinstance(editor, PickEditor):
                editor.entry_wanted.connect(
                    lambda name, words, editor=editor: self.entry_wanted.emit(editor, name, words)
                )
            self.editors[one.name] = editor
        self._general = Wrapping()
        self._general.setProperty("role", "problem")
        self._general.hide()
        self._problems: list[Problem] = []
        self._is_blank = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._general)
        grid = FieldGrid()
        for editor in self.editors.values():
            grid.addWidget(editor)
        column.addLayout(grid)
        self._in_focus: Editor | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    # ---- what is in it -----------------------------------------------------------------------------------------

    def load(self, values: Values) -> None:
        """Show the values of a record."""
        self._is_blank = False
        self.show_problems(())
        for name, editor in self.editors.items():
            editor.load(values.get(name))

    def load_blank(self) -> None:
        """Show what a new record begins with: defaults, today where a day is today's, one's own name."""
        self.load(beginning(self.desk.office, self.type, self.desk.language.code))
        self._is_blank = True

    def refresh(self, values: Values) -> None:
        """Show the record's values anew wherever nobody is changing them."""
        for name, editor in self.editors.items():
            if not editor.changed():
                editor.load(values.get(name))

    def changed(self) -> list[Editor]:
        """The editors in which a person changed something that is not saved."""
        return [editor for editor in self.editors.values() if editor.changed()]

    def typed(self) -> dict[str, Json]:
        """What was typed and is not saved, by field name, unfinished compositions included.

        With it goes what a new record took from the last one: that may be another one when somebody goes on.
        """
        changed = self.changed()
        taken = [one for one in self.editors.values() if one.field.begins is Begins.LAST]
        along = [one for one in taken if self._is_blank and changed and one not in changed and one.typed()]
        return {editor.field.name: editor.typed() for editor in (*changed, *along)}

    def raw(self, editors: Iterable[Editor]) -> dict[str, Json]:
        """What the fields of these editors are to read."""
        return {editor.field.name: editor.raw() for editor in editors}

    def restore(self, typed: Mapping[str, Json]) -> None:
        """Put back what ``typed`` told; a field that is no more is passed over."""
        for name, one in typed.items():
            if name in self.editors:
                self.editors[name].restore(one)

    def accept(self, values: Values, sent: Mapping[str, Json]) -> None:
        """These have been saved, from what ``typed`` told as ``sent``."""
        for name, typed in sent.items():
            self.editors[name].accept(values.get(name), typed)

    def follow(self, before: Values, values: Values, sent: Mapping[str, Json]) -> None:
        """Show what a save has changed beside what was ``sent``: a step empties what was true of the old state only."""
        for name, editor in self.editors.items():
            if name not in sent and before.get(name) != values.get(name) and not editor.changed():
                editor.load(values.get(name))

    def is_empty(self, name: str) -> bool:
        """Whether nothing is in the field of this name."""
        return self.editors[name].raw() in (None, "", [], {})

    def settle(self) -> bool:
        """Make unfinished compositions text; whether everything is known, or something is still being looked up."""
        for editor in self.editors.values():
            editor.settle()
        return all(editor.is_ready() for editor in self.editors.values())

    # ---- what is wrong -----------------------------------------------------------------------------------------

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say each problem beside its field, those of no field above all, and nothing anywhere else."""
        self._problems = list(problems)
        by_field: dict[str, Problem] = {}
        for problem in self._problems:
            by_field.setdefault(problem.field, problem)
        for name, editor in self.editors.items():
            editor.show_problem(by_field.get(name))
        self._say_general()

    def go_to_first_problem(self) -> None:
        """Put the focus where the first problem is."""
        for editor in self.editors.values():
            if editor.problem() is not None:
                editor.focus()
                return

    def _say_general(self) -> None:
        language = self.desk.language
        general = [one for one in self._problems if one.field not in self.editors]
        said = "\n".join("⚠ " + language.say(one.message, **one.values) for one in general)
        self._general.setText(said)
        self._general.setVisible(bool(said))

    # ---- the rest ----------------------------------------------------------------------------------------------

    def set_locked(self, locked: bool) -> None:
        """Whether the values may only be read."""
        for editor in self.editors.values():
            editor.set_locked(locked)

    def focus_first(self) -> None:
        """Put the focus into the first field."""
        next(iter(self.editors.values())).focus()

    def hide_suggestions(self) -> None:
        """Take away what lies over the form."""
        for finder in self.findChildren(Finder):
            finder.suggestions.hide()

    def retranslate(self) -> None:
        """Say every text again."""
        for editor in self.editors.values():
            editor.retranslate()
        self._say_general()

    def _editor_of(self, widget: Any) -> Editor | None:
        while isinstance(widget, QWidget):
            if isinstance(widget, Editor):
                return widget if self.editors.get(widget.field.name) is widget else None
            widget = widget.parentWidget()
        return None

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        before, self._in_focus = self._in_focus, self._editor_of(new)
        if before is not None and before is not self._in_focus:
            before.settle()
            before.tidy()
            self.left.emit(before)
