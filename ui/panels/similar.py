"""Past cases like an open difficulty, with what solved them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.life import STATUS
from fieldreport.record import Record
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.panels import Panel
from ui.widgets.plain import clear, label, rule
from ui.widgets.record_row import RecordRow

if TYPE_CHECKING:
    from fieldreport.office import Office
    from fieldreport.similar import Case

#: So many cases are shown; the first few are what helps.
MOST = 3
#: From this score on a case is a good match rather than a hint.
GOOD = 50


def find(office: Office, *, record: Record) -> list[Case]:
    """The past cases most like it."""
    from fieldreport.similar import similar

    return similar(office.store, record, MOST)


class SimilarPanel(Panel):
    """Shows itself where there is a case to learn from."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.record: Record | None = None
        self.cases: list[Case] = []
        self.heading = label("heading", wrap=True)
        self.rows = QVBoxLayout()
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addLayout(self.rows)
        self.hide()

    def show_record(self, record: Record | None) -> None:
        """Look for cases like an open difficulty; none are looked for where it is closed."""
        life = record.type.life if record is not None else None
        is_open = record is not None and life is not None and record[STATUS] in life.open
        if record is None or not is_open or record.archived is not None:
            self.record = None
            self._put([])
            return
        if self.record is None or self.record.id != record.id:
            self._put([])
        self.record = record
        self.desk.read(
            partial(find, record=record), partial(self._found, record.id), latest=f"similar {id(self)}"
        )

    def retranslate(self) -> None:
        """Say every text again."""
        self._put(self.cases)

    def _found(self, record_id: str, cases: list[Case]) -> None:
        if self.record is not None and self.record.id == record_id:
            self._put(cases)

    def _put(self, cases: list[Case]) -> None:
        self.cases = cases
        clear(self.rows)
        self.heading.setText(self.desk.language.say("What solved similar difficulties"))
        for number, case in enumerate(cases):
            if number:
                self.rows.addWidget(rule())
            self._add(case)
        self.setVisible(bool(cases))

    def _add(self, case: Case) -> None:
        language = self.desk.language
        say = language.say
        row = RecordRow(
            self.desk,
            "difficulty",
            case.id,
            language.reference(case.reference),
            case.description.best(language.code),
            say("{score} of 100 alike", score=case.score),
            "good" if case.score >= GOOD else "calm",
        )
        self.rows.addWidget(row)
        for role, text in (
            ("small", language.listing([say(one.message, **one.values) for one in case.reasons])),
            ("", self._solution(case)),
        ):
            if text:
                said = Wrapping()
                said.setProperty("role", role)
                said.setText(text)
                self.rows.addWidget(said)

    def _solution(self, case: Case) -> str:
        language = self.desk.language
        if case.resolution is None:
            return ""
        resolved = case.resolution.best(language.code)
        if case.in_part:
            return language.say("Resolved in part: {resolution}", resolution=resolved)
        return language.say("Resolved: {resolution}", resolution=resolved)
