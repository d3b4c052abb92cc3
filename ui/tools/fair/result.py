"""What came of a meeting, in a window of its own that goes on to the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from fieldreport.field import Json
from fieldreport.record import Record
from fieldreport.records.meeting import MEETING
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.entry import answer_entries
from ui.forms.flow import Flow
from ui.forms.form import Form
from ui.forms.keeper import Keeper
from ui.forms.saving import Saved, change_record
from ui.stylesheet import stylesheet
from ui.widgets.plain import button, scrolling

if TYPE_CHECKING:
    from fieldreport.office import Office

#: What is asked, in this order; the rest is in the meeting's own form.
ASKED = ("status", "absent", "value", "products", "said", "next_step", "next_step_due")


def save_result(office: Office, record_id: str, raw: Mapping[str, Json], language: str, draft: str) -> Saved:
    """Save what came of a meeting; one that was to be, and of which something is told, was held."""
    from fieldreport.events import as_held

    planned = office.store.record(record_id)["status"] == "scheduled"
    return change_record(office, record_id, as_held(raw) if planned else raw, language, draft)


def read_meeting(office: Office, *, record_id: str, language_code: str) -> tuple[Record, str]:
    """A meeting and what it is called."""
    record = office.store.record(record_id)
    return record, office.titles(office.language(language_code)).of(record)


class Result(QDialog):
    """A short form of one meeting after the other. Each field is saved when it is left, as in every form."""

    #: Another meeting is shown (its id).
    shown = Signal(str)

    def __init__(self, desk: Desk, meetings: Sequence[str], at: int, parent: QWidget) -> None:
        """``meetings`` are ids in the order of the day; it begins with number ``at``."""
        super().__init__(parent.window())
        self.desk, self.meetings, self.at = desk, meetings, at
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fields = tuple(MEETING.field(name) for name in ASKED)
        # Only the fields asked for; the whole record's rules hold where it is saved.
        self.form = Form(
            desk, replace(MEETING, fields=fields, title=(), columns=(), rules=(), by_day=(), life=None)
        )
        self.keeper = Keeper(desk, self.form, change=save_result)
        answer_entries(self.form)
        self.heading = Wrapping()
        self.heading.setProperty("role", "heading")
        self.where = Wrapping()
        self.where.setProperty("role", "muted")
        self.title = ""
        self.before, self.after, self.close_it, self.save = button(), button("main"), button(), button()
        self._lay_out(parent)
        self.before.clicked.connect(lambda: self.turn(self.at - 1))
        self.after.clicked.connect(lambda: self.turn(self.at + 1))
        self.save.clicked.connect(self.keeper.save)
        self.close_it.clicked.connect(self.close)
        QShortcut(QKeySequence.StandardKey.Save, self).activated.connect(self.keeper.save)
        desk.language_changed.connect(self.retranslate)
        desk.theme_changed.connect(self.retranslate)
        self.keeper.turned.connect(self._say)
        self._read(focus=True)
        self.retranslate()

    def _lay_out(self, parent: QWidget) -> None:
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.addWidget(self.form)
        body.addStretch(1)
        buttons = Flow(spacing=8)
        for one in (self.after, self.before, self.save, self.close_it):
            one.setAutoDefault(False)
            buttons.addWidget(one)
        column = QVBoxLayout(self)
        column.addWidget(self.heading)
        column.addWidget(self.where)
        column.addWidget(scrolling(inner), 1)
        column.addLayout(buttons)
        self.resize(560, min(680, parent.window().height() - 40))

    def turn(self, at: int) -> None:
        """Save this meeting and go to another; what is wrong here keeps it as a draft, as everywhere."""
        if 0 <= at < len(self.meetings):
            self.keeper.leave()
            self.at = at
            self._read(focus=True)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keeper.leave()
        super().closeEvent(event)

    def reject(self) -> None:
        """Escape closes it like the button."""
        self.keeper.leave()
        super().reject()

    def _read(self, *, focus: bool) -> None:
        # By the writer, so that what has just been typed is read back.
        self.form.setEnabled(False)
        self.desk.write(
            partial(read_meeting, record_id=self.meetings[self.at], language_code=self.desk.language.code),
            partial(self._show, focus),
        )

    def _show(self, focus: bool, found: tuple[Record, str]) -> None:
        record, self.title = found
        if record.id != self.meetings[self.at]:
            return
        self.form.setEnabled(True)
        self.keeper.show(record)
        if focus:
            self.form.focus_first()
        self.shown.emit(record.id)

    def retranslate(self) -> None:
        """Say everything in the desk's language."""
        language = self.desk.language
        self.setStyleSheet(stylesheet(self.desk.theme, language.code))
        self.setWindowTitle(language.say("What came of it"))
        self.before.setText(language.say("Meeting before"))
        self.after.setText(language.say("Next meeting"))
        self.save.setText(language.say("Save"))
        self.close_it.setText(language.say("Close"))
        self.form.retranslate()
        self._say()

    def _say(self) -> None:
        record, language = self.keeper.record, self.desk.language
        self.before.setEnabled(self.at > 0)
        self.after.setEnabled(self.at < len(self.meetings) - 1)
        if record is None:
            return
        self.heading.setText(self.title)
        parts = [language.reference(record.reference)]
        parts += [language.day(record["held_on"])] if record["held_on"] is not None else []
        parts += [language.reference(record["slot"])] if record["slot"] else []
        parts += [language.say("Table {table}", table=record["table"])] if record["table"] else []
        self.where.setText(" · ".join(parts))
