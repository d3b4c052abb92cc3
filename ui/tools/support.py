"""The tool of the support chain: what is open for which company, to be referred one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.language import N_
from ui.desk import Desk, Notice
from ui.forms.flow import Flow
from ui.pages.queue.choice import Chips
from ui.panels.support import ProposalRow, refer_to, task_names
from ui.tools.reading import ReadingTool
from ui.widgets.plain import Card, clear, label

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.store import Change
    from fieldreport.support import Proposal

#: Stands for whatever became of it.
ALL = ""
#: Rows shown at once, the latest opened first.
MOST = 60


@dataclass(frozen=True)
class Chain:
    """Proposals of the chosen state, how many there are of each, and what companies and tasks are called."""

    proposals: Sequence[Proposal]
    counts: Mapping[str, int]
    companies: Mapping[str, str]
    tasks: Mapping[int, str]


def read_chain(office: Office, *, state: str, language_code: str) -> Chain:
    """What the support chain has opened, of one state or of all."""
    from fieldreport.support import State, proposals

    found = proposals(office.store, office.plan)
    counts = {str(one): sum(each.state is one for each in found) for one in State} | {ALL: len(found)}
    shown = [one for one in found if state in (ALL, str(one.state))][:MOST]
    language = office.language(language_code)
    titles = office.titles(language)
    titles.prefetch(one.company for one in shown)
    return Chain(
        shown,
        counts,
        {one.company: titles(one.company) for one in shown},
        task_names(office.plan, shown, language),
    )


class SupportTool(ReadingTool):
    """The proposals, chosen by what became of them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        from fieldreport.support import State

        super().__init__(desk, parent)
        self.state = str(State.PROPOSED)
        flow = Flow(spacing=8)
        self.states = Chips((*map(str, State), ALL), flow, self)
        self.states.mark(self.state)
        self.states.pressed.connect(self._choose)
        self._counts: Mapping[str, int] = {}
        self._nothing = label("muted", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.rows: list[ProposalRow] = []
        card = Card(spacing=4)
        card.body.addWidget(self._nothing)
        card.body.addLayout(self._rows)
        self.column.addLayout(flow)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def retranslate(self) -> None:
        self._nothing.setText(self.desk.language.say("The support chain opens nothing at present."))
        self._name_chips()
        self.read_if_seen()

    def _name_chips(self) -> None:
        from fieldreport.support import State
        from fieldreport.support.words import STATES

        language = self.desk.language
        for code, chip in self.states.chips.items():
            name = language.say("All") if code == ALL else language.say(STATES[State(code)])
            count = self._counts.get(code)
            chip.setText(name if count is None else language.say("{name} {count}", name=name, count=count))

    def _choose(self, state: str) -> None:
        self.state = state
        self.read_if_seen()

    def read(self) -> None:
        self.desk.read(
            partial(read_chain, state=self.state, language_code=self.desk.language.code),
            self._show,
            latest=f"support {id(self)}",
        )

    def _show(self, chain: Chain) -> None:
        clear(self._rows)
        self._counts = chain.counts
        self._name_chips()
        self.rows = [
            ProposalRow(self.desk, one, chain.tasks[one.task], self._refer, chain.companies[one.company])
            for one in chain.proposals
        ]
        for row in self.rows:
            self._rows.addWidget(row)
        self._nothing.setVisible(not self.rows)

    def _refer(self, one: Proposal) -> None:
        self.desk.write(partial(refer_to, wanted=(one,), today=self.desk.office.today()), self._referred)

    def _referred(self, change: Change) -> None:
        self.desk.noticed.emit(
            Notice(N_("The referral stands among the follow-ups."), action=N_("Undo"), act=self._undo)
        )

    def _undo(self) -> None:
        self.desk.write(lambda office: office.undo())
