"""What an event came to, for each company and buyer: meetings by what became of them, and their consultation value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.records.meeting import MEETING
from fieldreport.records.organisation import ORGANISATION
from fieldreport.records.participant import BUYER, COMPANY, PARTICIPANT
from ui.desk import Desk
from ui.tables.rows import Cell, RowsTable
from ui.tools.fair.seen import Seen
from ui.widgets.plain import label

if TYPE_CHECKING:
    from fieldreport.events import Tally

#: The columns of a tally that are counts, after the side and the organisation.
COUNTS = ("held", "scheduled", "requested", "no_shows", "absences", "cancelled")


@dataclass(frozen=True, slots=True)
class Line:
    """An organisation of one side and what its meetings came to; the whole event without an organisation."""

    organisation: str
    side: str
    tally: Tally


class SumsView(QWidget):
    """The event, then a row for each company and each buyer, those with the most meetings held first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.lines: list[Line] = []
        self.setProperty("look", "clear")
        self.note = label("small", wrap=True)
        self.rows = RowsTable(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.note)
        column.addWidget(self.rows, 1)
        self.rows.opened.connect(partial(desk.open_record, ORGANISATION.name))

    def retranslate(self) -> None:
        """Say the name of the rows again."""
        self.rows.setAccessibleName(self.desk.language.say("Totals of each company and buyer"))

    def show_sums(self, seen: Seen | None) -> None:
        """Show what an event came to."""
        from fieldreport.events.wording import explained

        language, say = self.desk.language, self.desk.language.say
        self.lines = _lines(seen)
        self.note.setText("" if seen is None else "\n".join(explained(seen.tally.value, language)))
        names = {} if seen is None else seen.names
        side, status = PARTICIPANT.field("side"), MEETING.field("status")

        def cell(one: Line, column: int) -> Cell:
            value = one.tally.value
            if column == 0:
                return Cell(side.show(one.side, language) if one.side else "")
            if column == 1:
                return Cell(names.get(one.organisation, "") if one.organisation else say("The whole event"))
            if column == 2 + len(COUNTS):
                return Cell(
                    language.listing(language.money(each.total) for each in value.by_currency), is_number=True
                )
            if column == 3 + len(COUNTS):
                return Cell(language.money(value.us_dollars) if value.counted else "", is_number=True)
            return Cell(language.number(getattr(one.tally, COUNTS[column - 2])), is_number=True)

        heads = [
            say("Side"),
            say("Organisation"),
            *(status.show(one, language) for one in ("held", "scheduled", "requested", "no_show")),
            language.say_in("meetings", "Did not come itself"),
            status.show("cancelled", language),
            say("Consultation value"),
            say("In US$"),
        ]
        self.rows.put(heads, self.lines, cell, lambda one: one.organisation)


def _lines(seen: Seen | None) -> list[Line]:
    if seen is None:
        return []
    sides = ((COMPANY, seen.totals.companies), (BUYER, seen.totals.buyers))
    return [
        Line("", "", seen.tally),
        *(Line(one, side, tally) for side, tallies in sides for one, tally in tallies.items()),
    ]
