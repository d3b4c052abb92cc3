"""The tool of what is to be followed up: what is due, for whom, and who has not been met for long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.records.action import ACTION
from ui.desk import Desk
from ui.forms.flow import Flow
from ui.pages.queue.choice import Chips
from ui.pages.wording import say_when
from ui.tools.reading import ReadingTool
from ui.widgets.gradually import Gradually
from ui.widgets.plain import Card, clear, label
from ui.widgets.record_row import RecordRow

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.store.due import Due
    from fieldreport.store.silence import Silent

#: Stands for nobody in particular: whatever is due, for whomever.
ALL = ""
AHEAD = timedelta(days=14)
#: Rows of each kind shown at once, the most pressing first.
MOST = 40


@dataclass(frozen=True)
class Work:
    """What is due and who is silent, with what the records are called."""

    dues: Sequence[Due]
    silent: Mapping[str, Sequence[Silent]]
    titles: Mapping[str, str]
    today: date


def read_work(office: Office, *, to: str, language_code: str) -> Work:
    """What is due in the coming days for ``to`` (a choice of follow-ups, or ``ALL``), and who is silent."""
    from fieldreport.store.due import due
    from fieldreport.store.silence import LONG, silent

    today = office.today()
    # Next steps of leads and difficulties are for people here.
    dues = [
        one
        for one in due(office.store, today + AHEAD, MOST * 10)
        if to == ALL or (one.record.values.get("to") or "person") == to
    ][:MOST]
    found = {
        name: silent(office.store, office.record_type(name), today, longer, MOST)
        for name, longer in LONG.items()
    }
    titles = office.titles(office.language(language_code))
    ids = [_about(one) for one in dues] + [one.id for each in found.values() for one in each]
    titles.prefetch(ids)
    return Work(dues, found, {one: titles(one) for one in ids}, today)


def _about(one: Due) -> str:
    return str(one.record.values.get("about") or one.record.id)


class FollowUpsTool(ReadingTool):
    """What is due for whom, and below it who has not been met for long."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.to = ALL
        flow = Flow(spacing=8)
        self.whom = Chips((ALL, *ACTION.field("to").choices), flow, self)  # type: ignore[attr-defined]
        self.whom.mark(ALL)
        self.whom.pressed.connect(self._choose)
        self.rows: dict[str, list[RecordRow]] = {"due": [], "lead": [], "organisation": []}
        self._headings = {name: label("heading", wrap=True) for name in self.rows}
        self._nothing = {name: label("muted", wrap=True) for name in self.rows}
        self._lists: dict[str, QVBoxLayout] = {}
        self._rows_to_come = Gradually(self)
        self.column.addLayout(flow)
        for name in self.rows:
            card = Card(spacing=2)
            card.body.addWidget(self._headings[name])
            card.body.addWidget(self._nothing[name])
            self._lists[name] = QVBoxLayout()
            self._lists[name].setSpacing(0)
            card.body.addLayout(self._lists[name])
            self.column.addWidget(card)
        self.column.addStretch(1)

    def retranslate(self) -> None:
        say = self.desk.language.say
        receivers = ACTION.field("to")
        for code, chip in self.whom.chips.items():
            chip.setText(say("For everybody") if code == ALL else receivers.show(code, self.desk.language))
        self._headings["due"].setText(say("Due in the coming two weeks"))
        self._headings["lead"].setText(say("Leads without contact for a month"))
        self._headings["organisation"].setText(say("Buyers and companies without contact for half a year"))
        self._nothing["due"].setText(say("Nothing is due."))
        for name in ("lead", "organisation"):
            self._nothing[name].setText(say("Everybody has been met lately."))
        self.read_if_seen()

    def _choose(self, to: str) -> None:
        self.to = to
        self.read_if_seen()

    def read(self) -> None:
        self.desk.read(
            partial(read_work, to=self.to, language_code=self.desk.language.code),
            self._show,
            latest=f"follow-ups {id(self)}",
        )

    def _show(self, work: Work) -> None:
        for name, layout in self._lists.items():
            clear(layout)
            self.rows[name] = []
        # A hundred rows at once would be felt.
        steps = [partial(self._put_due, one, work) for one in work.dues]
        for name, silent in work.silent.items():
            steps += [partial(self._put_silent, name, one, work) for one in silent]
        self._nothing["due"].setVisible(not work.dues)
        for name in ("lead", "organisation"):
            self._nothing[name].setVisible(not work.silent.get(name))
        self._rows_to_come.begin(steps)

    def _put_due(self, one: Due, work: Work) -> None:
        self._put("due", self._due_row(one, work))

    def _put_silent(self, name: str, one: Silent, work: Work) -> None:
        language = self.desk.language
        last = (
            language.say("no contact yet")
            if one.last is None
            else language.say("last contact {day}", day=one.last)
        )
        self._put(name, RecordRow(self.desk, name, one.id, work.titles[one.id], last))

    def _due_row(self, one: Due, work: Work) -> RecordRow:
        language, record = self.desk.language, one.record
        when, tone = say_when(language, one.day, work.today)
        about = work.titles[_about(one)]
        what = record.type.field(one.what).show(record[one.what], language) or about
        whom = record.values.get("assigned_to") or record.values.get("owner") or ""
        if not whom and record.values.get("to") not in (None, "person"):
            whom = record.type.field("to").show(record["to"], language)
        below = " · ".join(part for part in (about if about != what else "", whom) if part)
        return RecordRow(self.desk, record.type.name, record.id, what, below, when, tone)

    def _put(self, name: str, row: RecordRow) -> None:
        self.rows[name].append(row)
        self._lists[name].addWidget(row)
