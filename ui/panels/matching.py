"""Who fits: for a lead the Korean companies, for a company the leads, with the reasons and a button to match them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport import folders
from fieldreport.record import Record
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.panels import Panel
from ui.widgets.beside import Beside
from ui.widgets.plain import Chip, button, clear, label
from ui.widgets.record_row import RecordRow

if TYPE_CHECKING:
    from fieldreport.language import Language
    from fieldreport.matching import Candidate
    from fieldreport.office import Office
    from fieldreport.store import Change

#: Candidates shown: the command line lists more.
MOST = 5
#: Reasons told of each, the best ones.
MOST_REASONS = 3
#: New records of a type that are taken in at once, so that other readers wait no longer than a blink.
AT_ONCE = 500
#: From here on a match is shown as a good one.
GOOD = 75


@dataclass(frozen=True)
class Fit:
    """One candidate, what its record is called, and why it fits, in the screen's language."""

    candidate: Candidate
    title: str
    reasons: str


@dataclass(frozen=True)
class Fits:
    """What fits a record; ``more`` while records are still being taken in."""

    found: tuple[Fit, ...]
    more: bool


def read_fits(office: Office, *, record_id: str, language: Language) -> Fits | None:
    """What fits a lead or a company as it is kept; None for a record with which nothing is matched."""
    from fieldreport.matching import Matching

    record = office.store.record(record_id)
    if not Matching.matches(record):
        return None
    with Matching(office.store, folders.cache(office.data)) as matching:
        more = matching.update(AT_ONCE)
        candidates = matching.candidates(record, MOST)
    titles = office.titles(language)
    titles.prefetch(one.id for one in candidates)
    return Fits(
        tuple(
            Fit(
                one,
                titles(one.id),
                language.listing([each.said(language) for each in one.reasons[:MOST_REASONS]]),
            )
            for one in candidates
        ),
        more,
    )


def match(office: Office, *, lead: str, company: str) -> Change:
    """Put a company among the lead's matched ones."""
    from fieldreport.matching.matching import add_company

    return add_company(office.store, lead, company, office.person)


class MatchingPanel(Panel):
    """The best candidates, each with its reasons; one press adds it to the lead's matched companies."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._record: Record | None = None
        self._found: Fits | None = None
        self._heading, self.nothing = label("heading", wrap=True), label("muted", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.buttons: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(self.nothing)
        column.addLayout(self._rows)
        self.hide()

    def show_record(self, record: Record | None) -> None:
        if record is None or self._record is None or record.id != self._record.id:
            self._found = None
        self._record = record
        self._write()
        self._read()

    def told(self) -> str:
        """The reasons of all candidates, a line each."""
        return "\n".join(one.reasons for one in self._found.found) if self._found is not None else ""

    def retranslate(self) -> None:
        self._write()
        self._read()

    def _read(self) -> None:
        if self._record is not None:
            self.desk.read(
                partial(read_fits, record_id=self._record.id, language=self.desk.language),
                partial(self._take, self._record.id),
                latest=f"matching {id(self)}",
            )

    def _take(self, record_id: str, found: Fits | None) -> None:
        if self._record is not None and self._record.id == record_id:
            self._found = found
            self._write()
            if found is not None and found.more:
                self._read()

    def _write(self) -> None:
        clear(self._rows)
        self.buttons = {}
        found, record = self._found, self._record
        self.setVisible(found is not None and record is not None)
        if found is None or record is None:
            return
        say = self.desk.language.say
        is_lead = record.type.name == "lead"
        self._heading.setText(say("Companies that fit") if is_lead else say("Leads that fit"))
        self.nothing.setVisible(not found.found)
        self.nothing.setText(
            say("The records are being read; what fits appears here.")
            if found.more
            else say("Nothing fits so far. Codes, products and meetings make matches.")
        )
        for one in found.found:
            self._add(record, one)

    def _add(self, record: Record, fit: Fit) -> None:
        language, one = self.desk.language, fit.candidate
        is_lead = record.type.name == "lead"
        row = RecordRow(self.desk, "organisation" if is_lead else "lead", one.id, fit.title)
        score = Chip("good" if one.score >= GOOD else "info", language.number(one.score))
        score.setAccessibleName(language.say("Fits by {score} of 100", score=one.score))
        score.setToolTip(score.accessibleName())
        line = Beside()
        line.addWidget(row)
        line.addWidget(score)
        if one.matched:
            line.addWidget(Chip("calm", language.say_in("lead status", "Matched")))
        else:
            add = button()
            add.setText(language.say("Match"))
            add.setToolTip(language.say("Add it to the matched companies"))
            add.setAccessibleName(language.say("Match with {record}", record=fit.title))
            lead, company = (record.id, one.id) if is_lead else (one.id, record.id)
            add.clicked.connect(partial(self._match, lead, company))
            self.buttons[one.id] = add
            line.addWidget(add)
        reasons = Wrapping()
        reasons.setProperty("role", "small")
        reasons.setText(f"{language.reference(one.reference)} · {fit.reasons}")
        # Below the name, which its row sets in by as much.
        reasons.setContentsMargins(6, 0, 6, 0)
        both = QVBoxLayout()
        both.setSpacing(0)
        both.addLayout(line)
        both.addWidget(reasons)
        self._rows.addLayout(both)

    def _match(self, lead: str, company: str) -> None:
        self.write(partial(match, lead=lead, company=company))

    def _written(self, change: Change) -> None:
        super()._written(change)
        self._read()
