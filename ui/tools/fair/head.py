"""The head of an event's day: what it is called, when and where it is, and its four figures."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.fields import Task
from fieldreport.records.event import EVENT
from fieldreport.records.participant import BUYER, COMPANY
from ui.desk import Desk
from ui.forms.flow import Flow
from ui.tools.fair.seen import Seen
from ui.widgets.columns import Columns
from ui.widgets.plain import Card, label

#: A page lower than this, in pixels, has no room for figures above the grid.
LOW = 620


class SmallFigure(Card):
    """A figure beside its name, on one line where there is room."""

    def __init__(self) -> None:
        super().__init__(margins=10, spacing=2)
        self.name, self.figure = label("muted"), label("heading")
        line = Flow(spacing=8)
        line.addWidget(self.name)
        line.addWidget(self.figure)
        self.body.addLayout(line)
        self.body.addStretch(1)

    def put(self, name: str, figure: str) -> None:
        """Show a figure."""
        self.name.setText(name)
        self.figure.setText(figure)
        self.setAccessibleName(f"{name}: {figure}")


class Head(QWidget):
    """Its texts follow the event; the buttons beside them are the page's."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("look", "clear")
        self.title, self.about = label("title", wrap=True), label("muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self.title)
        column.addWidget(self.about)

    def put(self, seen: Seen | None) -> None:
        """Say what the event is called, when and where it is, and who takes part."""
        language, say = self.desk.language, self.desk.language.say
        if seen is None:
            self.title.setText(say("Event day"))
            self.about.setText("")
            return
        event = seen.event
        self.title.setText(seen.name)
        parts = [language.days(event["starts_on"], event["ends_on"])]
        if event["venue"] is not None:
            parts.append(event["venue"].best(language.code))
        task = EVENT.field("task")
        if isinstance(task, Task) and event["task"] is not None:
            parts.append(say("Task {number}", number=event["task"]))
        companies = len(seen.gathering.of_side(COMPANY))
        buyers = len(seen.gathering.of_side(BUYER))
        parts.append(language.plural("{count} Korean company", "{count} Korean companies", companies))
        parts.append(language.plural("{count} buyer", "{count} buyers", buyers))
        self.about.setText(" · ".join(parts))


class Figures(QWidget):
    """Meetings, results still to come, what was spoken of, and what is in contract talks; never added together."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("look", "clear")
        self.has_figures = False
        self.cards: Mapping[str, SmallFigure] = {
            name: SmallFigure() for name in ("meetings", "outstanding", "value", "contracts")
        }
        columns = Columns(spacing=12)
        for card in self.cards.values():
            columns.addWidget(card)
        self.setLayout(columns)

    def fit(self, height: int) -> None:
        """On a page as low as this the grid has the room of the figures."""
        self.setVisible(self.has_figures and height >= LOW)

    def put(self, seen: Seen | None) -> None:
        """Show the figures of an event."""
        self.has_figures = seen is not None
        if seen is None:
            return
        language, say, tally = self.desk.language, self.desk.language.say, seen.tally
        meetings = tally.scheduled + tally.held + tally.no_shows
        self.cards["meetings"].put(language.say_in("figure", "Meetings"), language.number(meetings))
        self.cards["outstanding"].put(say("Results to come"), language.number(tally.scheduled))
        self.cards["value"].put(say("Consultation value"), language.short_money(tally.value.us_dollars))
        self.cards["contracts"].put(say("In contract talks"), language.short_money(seen.contracts.us_dollars))
