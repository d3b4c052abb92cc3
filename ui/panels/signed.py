"""Signed: that a record stands in a signed report, and where its changes go."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.record import Record
from ui.desk import Desk
from ui.forms.panels import Panel
from ui.widgets.plain import label

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.store.frozen import Frozen


def read_holding(office: Office, *, record_id: str) -> Sequence[Frozen]:
    """The signed issues that the record is in."""
    from fieldreport.store.frozen import FrozenReports

    return FrozenReports(office.store.database).holding(record_id)


class SignedPanel(Panel):
    """One sentence, for records that headquarters has been told of under a signature."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.record_id = ""
        self.found: Sequence[Frozen] = ()
        self.said = label("muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        self.hide()

    def show_record(self, record: Record | None) -> None:
        self.record_id, self.found = "" if record is None else record.id, ()
        self.hide()
        if record is not None:
            self.desk.read(
                partial(read_holding, record_id=record.id),
                partial(self._show, record.id),
                latest=f"signed {id(self)}",
            )

    def _show(self, record_id: str, found: Sequence[Frozen]) -> None:
        if record_id == self.record_id:
            self.found = found
            self.retranslate()
            self.setVisible(bool(found))

    def retranslate(self) -> None:
        if not self.found:
            return
        language, one = self.desk.language, self.found[-1]
        self.said.setText(
            language.say(
                "It stands in the report {period}, issue {issue}, which {name} signed on {moment}. "
                "That report stays as it is; what you change here goes into its next issue.",
                period=language.reference(one.period),
                issue=one.issue,
                name=one.by,
                moment=one.at,
            )
        )
