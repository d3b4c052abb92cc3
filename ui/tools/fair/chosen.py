"""The events near today as chips, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.desk import Desk
from ui.forms.flow import Flow
from ui.tools.fair.seen import Choice, read_events
from ui.widgets.plain import button, clear


class EventChips(QWidget):
    """Reads the events in the background; chooses the one that goes on or comes next unless another one was chosen."""

    #: Another event is to be shown (its id).
    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("look", "clear")
        self.chips: dict[str, QPushButton] = {}
        self._event_id = ""
        self._flow = Flow(self, 8)

    def mark(self, event_id: str) -> None:
        """Show which event is chosen; one that is not near today has no chip."""
        self._event_id = event_id
        for each, chip in self.chips.items():
            chip.setChecked(each == event_id)

    def read(self) -> None:
        """Find the events anew."""
        self.desk.read(
            partial(read_events, language_code=self.desk.language.code),
            self._show,
            latest=f"events {id(self)}",
        )

    def _show(self, found: Sequence[Choice]) -> None:
        clear(self._flow)
        self.chips = {}
        for one in found:
            chip = button("filter")
            chip.setCheckable(True)
            chip.setText(one.name)
            chip.setToolTip(self.desk.language.days(one.first, one.last))
            chip.clicked.connect(partial(self._press, one.id))
            self.chips[one.id] = chip
            self._flow.addWidget(chip)
        self.mark(self._event_id)
        if not self._event_id and found:
            self.chosen.emit(self._nearest(found))

    def _press(self, event_id: str, _checked: bool = False) -> None:
        # Also where it was chosen already: a pressed chip stays pressed.
        self.mark(event_id)
        self.chosen.emit(event_id)

    def _nearest(self, found: Sequence[Choice]) -> str:
        """The event that goes on or comes next, or else the last one."""
        today = self.desk.office.today()
        ahead = [one for one in found if one.last >= today]
        return (ahead[-1] if ahead else found[0]).id
