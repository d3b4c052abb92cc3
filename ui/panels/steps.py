"""The steps that lead on from where a record is: a button each, and what a step needs asked for in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from fieldreport.failures import Failure, InputAtFault
from fieldreport.field import Json
from fieldreport.language import N_, Named
from fieldreport.life import STATUS, Step
from fieldreport.record import Record, RecordType
from fieldreport.store import Change
from ui.desk import Desk, Notice
from ui.forms.asking import Asking
from ui.forms.flow import Flow
from ui.forms.form import Form
from ui.forms.panels import Panel
from ui.widgets.plain import button, clear, label

if TYPE_CHECKING:
    from fieldreport.office import Office

IS_NOW = N_("{reference} is now “{status}”.")


def take(office: Office, *, record_id: str, raw: dict[str, Json], language: str) -> Change:
    """Take the step: one change, refused with every problem."""
    return office.change(record_id, raw, language=language)


def asked_of(record: Record, step: Step) -> list[str]:
    """The fields to ask for: what is missing; all for another end of what is closed, which may read otherwise."""
    life = record.type.life
    stays_closed = life is not None and record[STATUS] not in life.open and not step.reopens
    needs = step.needs if stays_closed else step.missing
    return list(dict.fromkeys(name for need in needs for name in need.fields))


class StepsPanel(Panel):
    """Buttons of the possible steps; a step that needs something opens a small form, any other is taken at once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.record: Record | None = None
        self.step: Step | None = None
        self.buttons: dict[str, QPushButton] = {}
        #: What was typed for a step and neither saved nor given up, by record and state.
        self._unsaved: dict[tuple[str, str], dict[str, Json]] = {}
        self.heading = label("heading", wrap=True)
        self.row = Flow(spacing=6)
        self.asking = Asking(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addLayout(self.row)
        column.addWidget(self.asking)
        self.asking.given.connect(self._take)
        self.asking.given_up.connect(self.give_up)
        self.hide()

    @property
    def form(self) -> Form | None:
        """The form of what a step needs, while that is asked for."""
        return self.asking.form

    # ---- what is shown -----------------------------------------------------------------------------------------

    def show_record(self, record: Record | None) -> None:
        """Show the steps from where the record is; a step that is being filled in stays while it is possible."""
        before, self.record = self.record, record
        if self.step is not None and (
            record is None
            or before is None
            or (record.id, record[STATUS]) != (before.id, before[STATUS])
            or record.archived is not None
        ):
            self._put_away(before)
        self._show_steps()

    def retranslate(self) -> None:
        """Say every text again."""
        say = self.desk.language.say
        self.heading.setText(say("Next state"))
        self.asking.retranslate()
        for to, one in self.buttons.items():
            one.setText(self._name(to))
            one.setAccessibleName(say("Go on to: {status}", status=self._name(to)))
        self._say_step()

    def _show_steps(self) -> None:
        record = self.record
        life = record.type.life if record is not None else None
        possible = life.possible(record.values) if life is not None and record is not None else []
        self.setVisible(bool(possible) and record is not None and record.archived is None)
        if [one.to for one in possible] == list(self.buttons):
            return
        clear(self.row)
        self.buttons = {}
        for one in possible:
            made = button("step")
            made.clicked.connect(partial(self.choose, one.to))
            self.row.addWidget(made)
            self.buttons[one.to] = made
        self.retranslate()

    def _name(self, status: str) -> str:
        return self._type.field(STATUS).show(status, self.desk.language) if self.record is not None else ""

    @property
    def _type(self) -> RecordType:
        assert self.record is not None
        return self.record.type

    def _say_step(self) -> None:
        if self.step is None or self.record is None:
            return
        say = self.desk.language.say
        status = self._name(self.step.to)
        self.asking.hint.setText(self._hint(self.record, self.step))
        self.asking.confirm.setText(say("Save"))
        self.asking.confirm.setAccessibleName(say("Go on to: {status}", status=status))

    def _hint(self, record: Record, step: Step) -> str:
        asked = {*asked_of(record, step)}
        say = self.desk.language.say
        return "\n".join(say(one.message) for one in step.needs if {*one.fields} & asked)

    # ---- a step ------------------------------------------------------------------------------------------------

    def choose(self, to: str, _checked: bool = False) -> None:
        """Go for a step: ask for what it needs, or take it."""
        life = self.record.type.life if self.record is not None else None
        step = life.step(self.record.values, to) if life is not None and self.record is not None else None
        if step is None or self.record is None:
            return
        self._put_away(self.record)
        self.step = step
        names = asked_of(self.record, step)
        if not names:
            self._take({})
            return
        self.asking.ask(
            self._type,
            [self._type.field(name) for name in names],
            self._hint(self.record, step),
            self.desk.language.say("Save"),
            self._unsaved.get((self.record.id, to), {}),
            self.record.values,
        )
        self._say_step()
        self._mark()

    def save(self) -> None:
        """Take the step with what was typed, once all of it is known."""
        self.asking.go_on()

    def give_up(self) -> None:
        """Do not take the step after all; what was typed for it is still there when it is chosen again."""
        to = self.step.to if self.step is not None else ""
        self._put_away(self.record)
        self._mark()
        if to in self.buttons:
            self.buttons[to].setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_away(self, record: Record | None) -> None:
        if self.form is not None and self.step is not None and record is not None:
            self.form.settle()
            self._unsaved[record.id, self.step.to] = self.form.typed()
        self._close()

    def _close(self) -> None:
        self.step = None
        self.asking.put_away()

    def _mark(self) -> None:
        for to, one in self.buttons.items():
            one.setEnabled(self.step is None or self.step.to != to)

    def _take(self, raw: dict[str, Json]) -> None:
        if self.record is None or self.step is None:
            return
        language = self.desk.language.code
        self.desk.write(
            partial(take, record_id=self.record.id, raw={STATUS: self.step.to, **raw}, language=language),
            partial(self._taken, self.record, self.step),
            partial(self._refused, self.record.id),
        )

    def _taken(self, record: Record, step: Step, change: Change) -> None:
        self._unsaved.pop((record.id, step.to), None)
        if self.record is not None and self.record.id == record.id:
            self._close()
            self._mark()
        label = record.type.field(STATUS).choices[step.to]  # type: ignore[attr-defined]
        values = {
            "reference": self.desk.language.reference(record.reference),
            "status": Named(label, step.to),
        }
        self.desk.noticed.emit(Notice(IS_NOW, values))
        if change:
            # The pane's undo takes it back.
            self.wrote.emit()

    def _refused(self, record_id: str, failure: Failure) -> None:
        here = self.form is not None and self.record is not None and self.record.id == record_id
        if self.form is not None and here and isinstance(failure, InputAtFault):
            self.asking.show_problems(failure.problems)
            return
        self._close()
        self._mark()
        self.desk.failed.emit(failure)
