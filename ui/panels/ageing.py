"""How long a difficulty has stood, and passing it on to headquarters with the reason."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.failures import Failure, InputAtFault
from fieldreport.language import N_
from fieldreport.life import STATUS
from fieldreport.record import Record
from fieldreport.store import Change
from ui.desk import Desk, Notice
from ui.forms.composing import ComposingLine
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.forms.panels import Panel
from ui.widgets.beside import Beside
from ui.widgets.plain import Chip, button, label

if TYPE_CHECKING:
    from fieldreport.difficulties import Age
    from fieldreport.office import Office

IS_ESCALATED = N_("{reference} is escalated to headquarters.")


def age_of(office: Office, *, record: Record) -> Age:
    """How old the difficulty is today."""
    from fieldreport.difficulties import age, last_changes

    changed = last_changes(office.store, [record.id]).get(record.id, {})
    return age(record, changed, office.today(), office.zone)


def escalate(office: Office, *, record_id: str, why: str, language: str) -> Change:
    """Escalate it; refused where it cannot be."""
    from fieldreport.difficulties import escalation

    record = office.store.record(record_id)
    return office.change(record_id, escalation(record, why, office.today()), language=language)


class AgeingPanel(Panel):
    """The ages as chips, the mark of escalation with its reason, and the line that asks for one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.record: Record | None = None
        self.age: Age | None = None
        self._unsaved: dict[str, str] = {}
        self.heading = label("heading", wrap=True)
        self.chips = [Chip() for _ in range(4)]
        self.mark, self.problem = Wrapping(), Wrapping()
        self.problem.setProperty("role", "problem")
        self.escalate, self.confirm, self.cancel = button(), button("main"), button()
        self.why = ComposingLine()
        self.asking = QWidget()
        self.asking.setProperty("look", "clear")
        self._lay_out()
        self.escalate.clicked.connect(self.ask)
        self.confirm.clicked.connect(self.save)
        self.why.returnPressed.connect(self.save)
        self.cancel.clicked.connect(self.give_up)
        self.hide()

    def _lay_out(self) -> None:
        flow = Flow(spacing=6)
        for chip in self.chips:
            flow.addWidget(chip)
        start = Flow()
        start.addWidget(self.escalate)
        line = Beside(self.asking, share=1)
        line.addWidget(self.why)
        line.addWidget(self.confirm)
        line.addWidget(self.cancel)
        self.asking.hide()
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addLayout(flow)
        column.addWidget(self.mark)
        column.addLayout(start)
        column.addWidget(self.asking)
        column.addWidget(self.problem)

    # ---- what is shown -----------------------------------------------------------------------------------------

    def show_record(self, record: Record | None) -> None:
        """Show how old an open difficulty is; a closed one has no age."""
        life = record.type.life if record is not None else None
        is_open = record is not None and life is not None and record[STATUS] in life.open
        before = self.record
        if before is not None and (record is None or record.id != before.id or not is_open):
            self._put_away(before)
        if record is None or not is_open or record.archived is not None:
            self.record = self.age = None
            self.hide()
            return
        if before is None or before.id != record.id:
            self.age = None
        self.record = record
        self._say()
        self.show()
        self.desk.read(
            partial(age_of, record=record), partial(self._found, record.id), latest=f"age {id(self)}"
        )

    def retranslate(self) -> None:
        """Say every text again."""
        say = self.desk.language.say
        self.heading.setText(say("How long it has stood"))
        self.escalate.setText(say("Escalate to headquarters"))
        self.why.setPlaceholderText(self.desk.language.say_in("escalation", "Reason"))
        self.why.setAccessibleName(say("Reason for the escalation"))
        self.confirm.setText(say("Escalate"))
        self.cancel.setText(say("Cancel"))
        self._say()

    def _found(self, record_id: str, age: Age) -> None:
        if self.record is not None and self.record.id == record_id:
            self.age = age
            self._say()

    def _say(self) -> None:
        record, language = self.record, self.desk.language
        for chip, (text, tone) in zip(self.chips, self._told(), strict=True):
            chip.put(text, tone)
            chip.setVisible(bool(text))
        if record is None:
            return
        say = language.say
        is_marked = record["escalated"] is True
        why, day = record["escalated_why"], record["escalated_on"]
        said = say("With headquarters.") if is_marked else ""
        if is_marked and day is not None:
            said = say("With headquarters since {day}.", day=day)
        if is_marked and why is not None:
            said = f"{said}\n{why.best(language.code)}"
        self.mark.setText(said)
        self.mark.setVisible(bool(said))
        self.escalate.setVisible(not is_marked and not self.asking.isVisibleTo(self))
        if is_marked:
            self.asking.hide()

    def _told(self) -> list[tuple[str, str]]:
        """The four ages in words, with their tone; empty where there is nothing to tell."""
        age, plural = self.age, self.desk.language.plural
        if age is None:
            return [("", "calm")] * 4
        told = [
            (plural("Reported {count} day ago", "Reported {count} days ago", age.reported), "calm"),
            (plural("In this state for {count} day", "In this state for {count} days", age.in_state), "calm"),
            ("", "warn"),
            ("", "bad"),
        ]
        if age.waiting is not None:
            told[2] = (plural("Waiting for {count} day", "Waiting for {count} days", age.waiting), "warn")
        if age.overdue is not None:
            told[3] = (plural("Overdue by {count} day", "Overdue by {count} days", age.overdue), "bad")
        return told

    # ---- escalating --------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask for the reason, in place."""
        if self.record is None:
            return
        self.why.set_typed(self._unsaved.get(self.record.id, ""))
        self.problem.hide()
        self.asking.show()
        self.escalate.hide()
        self.why.setFocus()

    def save(self) -> None:
        """Escalate with the reason; without one it is asked for again."""
        if self.record is None:
            return
        self.why.settle()
        job = partial(
            escalate, record_id=self.record.id, why=self.why.text(), language=self.desk.language.code
        )
        self.desk.write(job, partial(self._escalated, self.record), partial(self._refused, self.record.id))

    def give_up(self) -> None:
        """Do not escalate after all; what was typed is still there when it is asked again."""
        if self.record is not None:
            self._put_away(self.record)
            self._say()
            self.escalate.setFocus()

    def _put_away(self, record: Record) -> None:
        if self.asking.isVisibleTo(self):
            self.why.settle()
            self._unsaved[record.id] = self.why.text()
        self.asking.hide()
        self.problem.hide()

    def _escalated(self, record: Record, change: Change) -> None:
        self._unsaved.pop(record.id, None)
        if self.record is not None and self.record.id == record.id:
            self.asking.hide()
            self.problem.hide()
        values = {"reference": self.desk.language.reference(record.reference)}
        self.desk.noticed.emit(Notice(IS_ESCALATED, values))
        if change:
            # The pane's undo takes it back.
            self.wrote.emit()

    def _refused(self, record_id: str, failure: Failure) -> None:
        if not isinstance(failure, InputAtFault) or self.record is None or self.record.id != record_id:
            self.desk.failed.emit(failure)
            return
        say = self.desk.language.say
        self.problem.setText("\n".join("⚠ " + say(one.message, **one.values) for one in failure.problems))
        self.problem.show()
        self.why.setFocus()
