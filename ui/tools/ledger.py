"""The tool that sums the ledger: each kind by itself, in its currencies, at its days' rates; and the quiet deals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.records.outcome import OUTCOME
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.pages.queue.choice import Chips
from ui.panels.ledger import EntryRow
from ui.tools.reading import ReadingTool
from ui.widgets.columns import Columns
from ui.widgets.plain import Card, clear, label

if TYPE_CHECKING:
    from fieldreport.language import Language
    from fieldreport.ledger import CurrencySum, Deal, Stage, Sum
    from fieldreport.office import Office

#: Stands for no period: everything that has been entered up to today.
ALL = ""
#: Quiet deals shown at once; the quietest come first.
MOST = 20


@dataclass(frozen=True)
class Summary:
    """The sums by kind, and the deals in progress that have gone quiet with what they are called."""

    sums: Mapping[Stage, Sum]
    quiet: Sequence[Deal]
    titles: Mapping[str, str]
    today: date


def read_summary(office: Office, *, period: str, language_code: str) -> Summary:
    """The sums of a period (its code), or of everything up to today."""
    from fieldreport.ledger import Stage, every_deal, quiet, summed

    found = every_deal(office.store)
    first, last = date.min, office.today()
    if period != ALL:
        chosen = office.period(period)
        first, last = chosen.first, chosen.last
    sums = {kind: summed(one for deal in found for one in deal.counted(kind, first, last)) for kind in Stage}
    silent = quiet(found, office.today())[:MOST]
    titles = office.titles(office.language(language_code))
    titles.prefetch(one.id for one in silent)
    return Summary(sums, silent, {one.id: titles(one.id) for one in silent}, office.today())


def currency_line(one: CurrencySum, language: Language) -> str:
    """The sums in one currency in a line: how much, of how many entries, at which days' rates."""
    parts = [
        language.money(one.total),
        language.plural("{count} entry", "{count} entries", one.count),
        *(
            language.say("rate {rate} of {day}", rate=rate, day=day)
            if day
            else language.say("rate {rate}", rate=rate)
            for rate, day in one.rates
        ),
    ]
    missing = one.count - one.rated
    if missing:
        parts.append(language.plural("{count} without a rate", "{count} without a rate", missing))
    return " · ".join(parts)


class SumCard(Card):
    """One kind of entry: what its sums make in US dollars, and from which currencies."""

    def __init__(self, kind: str, one: Sum, language: Language) -> None:
        super().__init__(spacing=4)
        self.setMinimumWidth(240)
        name = label("heading", wrap=True, text=OUTCOME.field("kind").show(kind, language))
        self.figure = label("figure", wrap=True, text=language.money(one.us_dollars))
        self.body.addWidget(name)
        self.body.addWidget(self.figure)
        lines = [currency_line(each, language) for each in one.by_currency] or [language.say("No entry")]
        for said in lines:
            line = Wrapping()
            line.setProperty("role", "muted")
            line.setText(said)
            self.body.addWidget(line)
        self.body.addStretch(1)


class LedgerTool(ReadingTool):
    """Sums of a period or of everything, and the deals to ask after."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        office = desk.office
        now = office.period()
        self.period = ALL
        self.cards: dict[str, SumCard] = {}
        self.rows: list[EntryRow] = []
        flow = Flow(spacing=8)
        self.periods = Chips((now.code, office.fortnights.previous(now).code, ALL), flow, self)
        self.periods.mark(ALL)
        self.periods.pressed.connect(self._choose)
        self._overlap, self._quiet = label("muted", wrap=True), label("heading", wrap=True)
        self._nothing = label("muted", wrap=True)
        self._grid = Columns(spacing=12)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.column.addLayout(flow)
        self.column.addLayout(self._grid)
        self.column.addWidget(self._overlap)
        quiet = Card()
        quiet.body.addWidget(self._quiet)
        quiet.body.addWidget(self._nothing)
        quiet.body.addLayout(self._rows)
        self.column.addWidget(quiet)
        self.column.addStretch(1)

    def retranslate(self) -> None:
        language, office = self.desk.language, self.desk.office
        say = language.say
        now = office.period()
        self.periods.chips[ALL].setText(say("All entries"))
        for one in (now, office.fortnights.previous(now)):
            if one.code in self.periods.chips:
                self.periods.chips[one.code].setText(language.reference(one.code))
        self._overlap.setText(
            say(
                "Each line sums one kind of entry. The kinds overlap (a contract in progress may contain"
                " the on-site contract), so they are never added to one another."
            )
        )
        self._quiet.setText(say("Quiet for three months or longer"))
        self._nothing.setText(say("No deal in progress has been quiet for long."))
        self.read_if_seen()

    def _choose(self, period: str) -> None:
        self.period = period
        self.read_if_seen()

    def read(self) -> None:
        self.desk.read(
            partial(read_summary, period=self.period, language_code=self.desk.language.code),
            self._show,
            latest=f"ledger {id(self)}",
        )

    def _show(self, found: Summary) -> None:
        clear(self._grid)
        clear(self._rows)
        self.cards, self.rows = {}, []
        for kind, one in found.sums.items():
            card = SumCard(str(kind), one, self.desk.language)
            self.cards[str(kind)] = card
            self._grid.addWidget(card)
        for deal in found.quiet:
            entry = deal.in_progress(found.today)
            assert entry is not None
            row = EntryRow(self.desk, entry, True, found.titles[deal.id])
            self.rows.append(row)
            self._rows.addWidget(row)
        self._nothing.setVisible(not found.quiet)
