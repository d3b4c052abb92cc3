"""Returned: what headquarters says of a record that it gave back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.record import Record
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.panels import Panel
from ui.widgets.plain import Chip, row

if TYPE_CHECKING:
    from fieldreport.delivery.inbox import About
    from fieldreport.office import Office


def read_about(office: Office, *, record_id: str) -> About | None:
    """What headquarters said last of the record, if it gave it back."""
    from fieldreport.delivery.dispatch import Delivery

    return Delivery.of(office).inbox.returned(record_id)


class ReturnedPanel(Panel):
    """The comment, and in which report; gone once a later receipt accepts the record."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.record_id = ""
        self.found: About | None = None
        self.chip, self.said = Chip("bad"), Wrapping()
        line = row(self.chip, self.said)
        line.setStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        self.hide()
        # What headquarters says may come while the record is open.
        desk.courier.went.connect(self._read)

    def show_record(self, record: Record | None) -> None:
        self.record_id, self.found = "" if record is None else record.id, None
        self.hide()
        self._read()

    def _read(self) -> None:
        if self.record_id:
            self.desk.read(
                partial(read_about, record_id=self.record_id),
                partial(self._show, self.record_id),
                latest=f"returned {id(self)}",
            )

    def _show(self, record_id: str, found: About | None) -> None:
        if record_id == self.record_id:
            self.found = found
            self.retranslate()
            self.setVisible(found is not None)

    def retranslate(self) -> None:
        if self.found is None:
            return
        language = self.desk.language
        self.chip.put(language.say_in("outbox", "returned"), "bad")
        self.said.setText(
            language.say(
                "Headquarters, on {period}, issue {issue}: {comment}",
                period=language.reference(self.found.period),
                issue=self.found.issue,
                comment=self.found.comment,
            )
        )
