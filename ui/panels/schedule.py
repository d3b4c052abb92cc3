"""The way from an event to its day: who meets whom, and what came of it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.record import Record
from ui.desk import Desk
from ui.forms.flow import Flow
from ui.forms.panels import Panel
from ui.widgets.plain import button


class SchedulePanel(Panel):
    """A button that leads to the day of this event."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._event_id = ""
        self.open = button()
        line = Flow()
        line.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        self.open.clicked.connect(lambda: desk.open_event(self._event_id))

    def show_record(self, record: Record | None) -> None:
        self._event_id = "" if record is None else record.id
        self.setVisible(record is not None)

    def retranslate(self) -> None:
        self.open.setText(self.desk.language.say("Schedule and results"))
