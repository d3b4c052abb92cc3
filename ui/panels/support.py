"""What support a company is open to, what is left of its voucher, and how far it is on the triple route."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from fieldreport.record import Record
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.panels import Panel
from ui.widgets.beside import Beside
from ui.widgets.plain import Chip, button, clear, label

if TYPE_CHECKING:
    from fieldreport.language import Language
    from fieldreport.office import Office
    from fieldreport.plan import Plan
    from fieldreport.store import Change
    from fieldreport.support import Proposal, Route, VoucherFacts


@dataclass(frozen=True)
class Told:
    """What is known of a company's support, and what the plan calls the tasks."""

    company: str
    proposals: Sequence[Proposal]
    facts: VoucherFacts | None
    routes: Sequence[Route]
    tasks: Mapping[int, str]


def task_names(plan: Plan, found: Sequence[Proposal], language: Language) -> dict[int, str]:
    """The number and the name of each task that is opened."""
    return {
        one.task: language.say(
            "{number}. {name}", number=one.task, name=plan.task(one.task).name(language.code)
        )
        for one in found
    }


def read_support(office: Office, *, company_id: str, language_code: str) -> Told | None:
    """What is known of an organisation's support; None where it is no Korean company."""
    from fieldreport.support import proposals, routes, voucher_facts

    company = office.store.record(company_id)
    if "company" not in (company["roles"] or ()):
        return None
    found = proposals(office.store, office.plan, company.id)
    return Told(
        company.id,
        found,
        voucher_facts(office.store, office.plan, company, office.today()),
        routes(office.store, company),
        task_names(office.plan, found, office.language(language_code)),
    )


def refer_to(office: Office, *, wanted: Sequence[Proposal], today: date) -> Change:
    """Raise the referrals for these proposals."""
    from fieldreport.support import refer

    return refer(office.store, office.plan, wanted, office.person, office.language(), today)


class ProposalRow(QWidget):
    """One proposal: the task, since when it is open, what became of it, and the button that refers to it."""

    def __init__(
        self, desk: Desk, one: Proposal, name: str, act: Callable[[Proposal], None], company: str = ""
    ) -> None:
        from fieldreport.support.words import STATES, TONES

        super().__init__()
        self.setProperty("look", "clear")
        language = desk.language
        said, below = Wrapping(), Wrapping()
        said.setText(company or name)
        below.setProperty("role", "small")
        since = language.say("open since {day}", day=one.since)
        below.setText(" · ".join(part for part in (name if company else "", since) if part))
        texts = QWidget()
        texts.setProperty("look", "clear")
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(said)
        column.addWidget(below)
        line = Beside(self)
        line.addWidget(texts)
        line.addWidget(Chip(TONES[one.state], language.say(STATES[one.state])))
        self.doing: QPushButton = button()
        if one.state == "proposed":
            self.doing.setText(language.say("Refer"))
            self.doing.setAccessibleName(language.say("Refer to {task}", task=name))
            self.doing.clicked.connect(partial(act, one))
        else:
            self.doing.setText(language.say("Open record"))
            self.doing.setAccessibleName(language.say("Open what became of {task}", task=name))
            kind = "activity" if one.state == "given" else "action"
            self.doing.clicked.connect(partial(desk.open_record, kind, one.record or ""))
        line.addWidget(self.doing)


class SupportPanel(Panel):
    """Below an organisation, and below an activity or a voucher of it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._company = ""
        self._told: Told | None = None
        self._chain, self._voucher, self._route = (label("heading", wrap=True) for _ in range(3))
        self.lists = {one: QVBoxLayout() for one in ("chain", "voucher", "route")}
        self.rows: list[ProposalRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        for heading, rows in zip((self._chain, self._voucher, self._route), self.lists.values(), strict=True):
            rows.setSpacing(6)
            column.addWidget(heading)
            column.addLayout(rows)
        self.hide()
        desk.changed.connect(self._read)

    def show_record(self, record: Record | None) -> None:
        company = "" if record is None else record.id
        if record is not None and record.type.name != "organisation":
            company = record["company"] or ""
        if company != self._company:
            self._told = None
        self._company = company
        self._write()
        self._read()

    def retranslate(self) -> None:
        say = self.desk.language.say
        self._chain.setText(say("Support chain"))
        self._voucher.setText(say("Export voucher"))
        self._route.setText(say("Triple route"))
        self._read()

    def _read(self, _change: object = None) -> None:
        if self._company:
            self.desk.read(
                partial(read_support, company_id=self._company, language_code=self.desk.language.code),
                partial(self._take, self._company),
                latest=f"support {id(self)}",
            )

    def _take(self, company: str, told: Told | None) -> None:
        if company == self._company:
            self._told = told
            self._write()

    def _write(self) -> None:
        for rows in self.lists.values():
            clear(rows)
        self.rows = []
        told = self._told
        self.setVisible(told is not None)
        if told is None:
            return
        from fieldreport.support.told import route_lines, voucher_lines

        language = self.desk.language
        for one in told.proposals:
            row = ProposalRow(self.desk, one, told.tasks[one.task], self._refer)
            self.rows.append(row)
            self.lists["chain"].addWidget(row)
        if not told.proposals:
            self._line("chain", language.say("No support has opened any other yet."))
        self._voucher.setVisible(told.facts is not None)
        for said in voucher_lines(told.facts, language) if told.facts else ():
            self._line("voucher", said)
        for said in route_lines(told.routes, language):
            self._line("route", said)

    def _line(self, name: str, said: str) -> None:
        line = Wrapping()
        line.setText(said)
        self.lists[name].addWidget(line)

    def _refer(self, one: Proposal) -> None:
        self.write(partial(refer_to, wanted=(one,), today=self.desk.office.today()))
