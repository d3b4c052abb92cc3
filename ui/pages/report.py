"""The report page: four steps from what is missing to the workbook."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fieldreport.period import Period
from ui.desk import Desk
from ui.pages.page import Page
from ui.pages.steps.check import CheckStep
from ui.pages.steps.exporting import ExportStep
from ui.pages.steps.signing import SigningStep
from ui.pages.steps.step import Prepared, Step, prepare
from ui.pages.steps.summary import SummaryStep
from ui.widgets.beside import Beside
from ui.widgets.plain import Card, button, clear, label, row, rule, scrolling
from ui.widgets.steps import StepBar

CHECK, SUMMARY, SIGNING, EXPORT = range(4)


class ReportPage(Page):
    """One period's report; which period can be changed above."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        office = desk.office
        self.period: Period = office.fortnights.last_full(office.today())
        self.prepared: Prepared | None = None
        self.title, self.subtitle = label("title", wrap=True), label("muted", wrap=True)
        self.earlier, self.later, self.next = button(), button(), button("main")
        self.earlier.clicked.connect(lambda: self.show_period(office.fortnights.previous(self.period)))
        self.later.clicked.connect(lambda: self.show_period(office.fortnights.next(self.period)))
        self.next.clicked.connect(self._go_on)
        self.check = CheckStep(desk)
        self.summary = SummaryStep(desk)
        self.signing = SigningStep(desk)
        self.export = ExportStep(desk)
        self.steps: list[Step] = [self.check, self.summary, self.signing, self.export]
        self.bar = StepBar(desk, len(self.steps))
        self.bar.chosen.connect(self.show_step)
        self.stack = QStackedWidget()
        self.contents_heading, self.contents_note = label("heading"), label("muted", wrap=True)
        self.contents = QVBoxLayout()
        self._lay_out()
        self.check.summary_wanted.connect(lambda: self.show_step(SUMMARY))
        self.signing.signed.connect(self.refresh)
        self.export.exported.connect(self.refresh)
        desk.changed.connect(self._changed)
        self.show_step(CHECK)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(12)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self.title)
        names.addWidget(self.subtitle)
        head = Beside(spacing=12)
        head.add(names)
        for going in (self.earlier, self.later, self.next):
            head.addWidget(going)
        column.addLayout(head)
        column.addWidget(self.bar)
        for one in self.steps:
            self.stack.addWidget(one if one.scrolls else scrolling(one))
        beside = QHBoxLayout()
        beside.setSpacing(16)
        beside.addWidget(self.stack, 7)
        card = Card(spacing=4)
        self.contents_heading.setContentsMargins(0, 0, 0, 6)
        card.body.addWidget(self.contents_heading)
        card.body.addLayout(self.contents)
        card.body.addWidget(self.contents_note)
        listed = QWidget()
        right = QVBoxLayout(listed)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(card)
        right.addStretch(1)
        beside.addWidget(scrolling(listed), 3)
        column.addSpacing(4)
        column.addLayout(beside, 1)

    # ---- data ------------------------------------------------------------------------------------------------

    def arrive(self) -> None:
        """The page is looked at: check anew."""
        self.refresh()

    def leave(self) -> None:
        """Keep what has been typed."""
        for one in self.steps:
            one.leave()

    def open_period(self, code: str) -> None:
        """Look at the report of a period."""
        self.show_period(self.desk.office.period(code))

    def show_period(self, period: Period) -> None:
        """Look at the report of another period."""
        if period != self.period:
            self.leave()
            self.period = period
            self.prepared = None
        self.retranslate()
        self.refresh()

    def refresh(self) -> None:
        """Build and check the report anew, in the background."""
        period, code = self.period, self.desk.language.code
        self.desk.read(lambda office: prepare(office, period, code), self._show, latest="report")

    def _changed(self, change: object) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, prepared: Prepared) -> None:
        self.prepared = prepared
        for one in self.steps:
            one.show_prepared(prepared)
        self._say_report()
        self._list_contents(prepared)

    # ---- steps -----------------------------------------------------------------------------------------------

    def show_step(self, step: int) -> None:
        """Bring a step into sight."""
        current = self.stack.currentIndex()
        if current != step:
            self.steps[current].leave()
        self.stack.setCurrentIndex(step)
        self.bar.mark(step)
        self._say_report()

    def _go_on(self) -> None:
        step = self.stack.currentIndex()
        if step == EXPORT:
            self.export.export()
        else:
            self.show_step(step + 1)

    # ---- texts -----------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say every text again."""
        say = self.desk.language.say
        self.earlier.setText(say("Previous period"))
        self.later.setText(say("Next period"))
        self.later.setVisible(self.period != self.desk.office.period())
        self.contents_heading.setText(say("What will be in it"))
        self.contents_note.setText(
            say("The workbook is made from what is saved now. Later changes go into the next export.")
        )
        for one in self.steps:
            one.retranslate()
        self._say_report()
        if self.prepared is not None:
            self._list_contents(self.prepared)
            # The titles of records are in the language they were read for.
            self.refresh()

    def _say_report(self) -> None:
        language, period = self.desk.language, self.period
        say = language.say
        self.title.setText(say("Report {period}", period=language.reference(period.code)))
        issue = self.prepared.report.issue if self.prepared is not None else 1
        self.subtitle.setText(
            say(
                "{days} · issue {issue} · workbook in {language}",
                days=language.days(period.first, period.last),
                issue=issue,
                language=language.language_name(self.export.code),
            )
        )
        for button_of_step, step in zip(self.bar.steps, self.steps, strict=True):
            button_of_step.put(step.name(), step.note())
        following = {
            CHECK: say("Next: write the summary"),
            SUMMARY: say("Next: sign off"),
            SIGNING: say("Next: export"),
            EXPORT: say("Export workbook"),
        }
        self.next.setText(following[self.stack.currentIndex()])
        self.next.setVisible(self.stack.currentIndex() != EXPORT)

    def _list_contents(self, prepared: Prepared) -> None:
        clear(self.contents)
        language = self.desk.language
        say, number = language.say, language.number
        lines = [
            (
                say("Task achievement and forecast"),
                language.plural("{count} task", "{count} tasks", len(prepared.report.tasks)),
            ),
            (
                say("Roadmap"),
                language.plural("{count} month", "{count} months", len(prepared.report.roadmap)),
            ),
            (say("Remedial actions"), number(sum(len(one.remedies) for one in prepared.report.tasks))),
        ]
        lines += [(say(one.type.plural), number(len(one.records))) for one in prepared.report.sections]
        code = self.export.code
        lacking = len(prepared.report.lacking(code))
        lines += [(say("Texts without {language}", language=language.language_name(code)), number(lacking))]
        for at, (name, count) in enumerate(lines):
            if at:
                self.contents.addWidget(rule())
            line = row(label(text=name, wrap=True), label("strong", text=count))
            line.setContentsMargins(0, 6, 0, 6)
            line.setStretch(0, 1)
            self.contents.addLayout(line)
