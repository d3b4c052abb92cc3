"""Asking in place: a few fields of a record type, what they are for, and a button that goes on with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.failures import Problem
from fieldreport.field import Field, Json, Values
from fieldreport.record import RecordType
from ui.desk import Desk
from ui.forms.editor import Editor, Wrapping
from ui.forms.entry import answer_entries
from ui.forms.flow import Flow
from ui.forms.form import Form
from ui.widgets.plain import button


class Asking(QWidget):
    """Hidden until something is asked; what was typed is given as raw values once all of it is known."""

    #: What was typed, raw values by field.
    given = Signal(object)
    #: It is not to be done after all; whoever asked keeps what was typed, and puts it away.
    given_up = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.form: Form | None = None
        self._wanted = False
        self.setProperty("look", "clear")
        self.hint = Wrapping()
        self.hint.setProperty("role", "muted")
        self.confirm, self.cancel = button("main"), button()
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        ends = Flow(spacing=6)
        ends.addWidget(self.confirm)
        ends.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(8)
        column.addWidget(self.hint)
        column.addLayout(self._place)
        column.addLayout(ends)
        self.confirm.clicked.connect(self.go_on)
        self.cancel.clicked.connect(lambda _: self.given_up.emit())
        self.hide()

    def ask(
        self,
        record_type: RecordType,
        fields: Sequence[Field],
        hint: str,
        confirm: str,
        typed: Mapping[str, Json],
        values: Values | None = None,
    ) -> None:
        """Ask for these fields; ``confirm`` is what the button says.

        They begin with a record's ``values`` and with what was ``typed``. What was asked before is put away.
        """
        self.put_away()
        self.confirm.setText(confirm)
        # Only the fields asked for; their own rules are checked where the whole record is read.
        part = replace(
            record_type, fields=tuple(fields), title=(), columns=(), rules=(), by_day=(), owner="", life=None
        )
        form = self.form = Form(self.desk, part)
        answer_entries(form)
        form.edited.connect(self._edited)
        self._place.addWidget(form)
        form.load(values or {})
        form.restore(typed)
        form.retranslate()
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.show()
        form.focus_first()

    def go_on(self) -> None:
        """Give what was typed, once all of it is known."""
        if self.form is None:
            return
        self._wanted = not self.form.settle()
        if not self._wanted:
            self.given.emit(self.form.raw(self.form.editors.values()))

    def put_away(self) -> None:
        """There is nothing to ask."""
        self._wanted = False
        if self.form is not None:
            self.form.hide()
            self._place.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        self.hide()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say what is wrong beside each field, where the hint has asked for it so far."""
        if self.form is not None:
            self.hint.hide()
            self.form.show_problems(problems)
            self.form.go_to_first_problem()

    def retranslate(self) -> None:
        """Say it in the desk's language; the hint is said anew by whoever asks."""
        say = self.desk.language.say
        self.cancel.setText(say("Cancel"))
        if self.form is None:
            self.confirm.setText(say("Save"))
        else:
            self.form.retranslate()

    def _edited(self, _editor: Editor) -> None:
        form = self.form
        if self._wanted and form is not None and all(one.is_ready() for one in form.editors.values()):
            self.go_on()
