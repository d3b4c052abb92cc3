"""Home: how long until the report, how the tasks stand, what must be done before it, what is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from fieldreport.period import Period
from fieldreport.records.difficulty import DIFFICULTY, OPEN
from fieldreport.records.lead import LEAD
from fieldreport.records.meeting import MEETING
from fieldreport.store.due import Due
from ui.desk import Desk
from ui.pages.overview import Dues, Outlook, read_dues, read_outlook, read_trend
from ui.pages.page import Page
from ui.pages.wording import say_difference, say_due, say_when, short
from ui.widgets.beside import Beside
from ui.widgets.clickable import ClickableRow
from ui.widgets.columns import Columns
from ui.widgets.findings import FindingList, Gathered
from ui.widgets.first_steps import FirstSteps
from ui.widgets.plain import Card, Chip, button, clear, label, rule, scrolling
from ui.widgets.spark import Spark
from ui.widgets.task_table import TaskTable

if TYPE_CHECKING:
    from fieldreport.progress import TaskProgress
    from fieldreport.report import Figures
    from fieldreport.report.trend import Turn

#: The margins around the two columns, the gap between them and the scroll bar, in pixels.
AROUND = 24 + 16 + 24 + 12


class FigureCard(Card):
    """One figure: its name, the number, what it means, its trend; pressed as a whole it leads to the records."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=6, spacing=0)
        self.name, self.note = label("muted", wrap=True), label("muted", wrap=True)
        self.figure, self.spark = label("figure"), Spark(desk)
        self.button = ClickableRow(desk, "")
        texts = QWidget()
        texts.setProperty("look", "clear")
        column = QVBoxLayout(texts)
        column.setContentsMargins(4, 2, 4, 2)
        column.setSpacing(3)
        line = Beside(spacing=8, share=0.5)
        line.addWidget(self.name)
        line.addWidget(self.spark)
        column.addLayout(line)
        column.addWidget(self.figure)
        column.addWidget(self.note)
        self.button.add(texts, 1)
        # The row lets presses through; who only points at the trend is told of it all the same.
        self.body.addWidget(self.button)
        self.body.addStretch(1)

    def put(self, figure: str, note: str) -> None:
        """Show a figure and what it means."""
        self.figure.setText(figure)
        self.note.setText(note)
        self._tell()

    def put_trend(self, name: str, values: Sequence[float], said: Sequence[str]) -> None:
        """Show how the figure came about over the periods."""
        self.spark.put(name, values, said)
        self._tell()

    def _tell(self) -> None:
        self.button.setAccessibleName(f"{self.name.text()}: {self.figure.text()}. {self.note.text()}")
        self.button.setAccessibleDescription(self.spark.accessibleDescription())
        self.button.setToolTip(self.spark.toolTip())


class HomePage(Page):
    """The first page; its data comes in the background and stays until newer data is there."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.period: Period = desk.office.period()
        self.progress: Sequence[TaskProgress] | None = None
        self.due: Dues | None = None
        self.outlook: Outlook | None = None
        self.title, self.subtitle = label("title", wrap=True), label("muted", wrap=True)
        self.earlier, self.later, self.prepare = button(), button(), button("main")
        self.earlier.clicked.connect(self._go_back)
        self.later.clicked.connect(self._go_on)
        self.prepare.clicked.connect(lambda: desk.open_report(self.period.code))
        self.trend: Sequence[Turn] = ()
        self.leads, self.meetings, self.value, self.difficulties = (FigureCard(desk) for _ in range(4))
        self.leads.button.clicked.connect(lambda: desk.show_list(LEAD.name, self.period))
        for held in (self.meetings, self.value):
            held.button.clicked.connect(lambda: desk.show_list(MEETING.name, self.period, ("held",)))
        self.difficulties.button.clicked.connect(lambda: desk.show_list(DIFFICULTY.name, None, OPEN))
        self.first_steps = FirstSteps(desk)
        self.tasks_heading = label("heading")
        self.tasks = TaskTable(desk)
        self.findings = FindingList(desk)
        self.findings_heading, self.dues_heading = label("heading"), label("heading")
        self.dues = QVBoxLayout()
        self.due_rows: list[ClickableRow] = []
        self.all_due = button("link")
        self.all_due.clicked.connect(lambda: desk.open_tool("follow-ups"))
        self.all_due.hide()
        self._lay_out()
        self.findings.chosen.connect(self._mend)
        desk.changed.connect(self.refresh)

    def _lay_out(self) -> None:
        self._inner = inner = QWidget()
        inner.installEventFilter(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(16)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self.title)
        names.addWidget(self.subtitle)
        head = Beside(spacing=12)
        head.add(names)
        for going in (self.earlier, self.later, self.prepare):
            head.addWidget(going)
        column.addLayout(head)
        column.addWidget(self.first_steps)
        figures = Columns()
        for figure in (self.leads, self.meetings, self.value, self.difficulties):
            figures.addWidget(figure)
        column.addLayout(figures)
        self.below = below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        below.setSpacing(16)
        self._tasks_card = tasks = Card(margins=6, spacing=4)
        self.tasks_heading.setContentsMargins(10, 10, 10, 2)
        tasks.body.addWidget(self.tasks_heading)
        tasks.body.addWidget(self.tasks)
        tasks.body.addStretch(1)
        below.addWidget(tasks, 13)
        self._right = right = QVBoxLayout()
        right.setSpacing(16)
        for heading, content in ((self.findings_heading, self.findings), (self.dues_heading, None)):
            card = Card(margins=10, spacing=4)
            heading.setContentsMargins(6, 6, 6, 4)
            card.body.addWidget(heading)
            if content is not None:
                card.body.addWidget(content)
            else:
                card.body.addLayout(self.dues)
                card.body.addWidget(self.all_due)
            right.addWidget(card)
        right.addStretch(1)
        below.addLayout(right, 6)
        column.addLayout(below)
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        self.area = scrolling(inner)
        around.addWidget(self.area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is due stands beside the tasks where there is room for both, else under them."""
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """How much room the content needs is known when Qt is about to lay it out, not when it is put there.

        What has just been made counts for nothing until Qt shows it, and what is due comes after the tasks.
        """
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return False

    def _place(self) -> None:
        needed = self._tasks_card.minimumSizeHint().width() + self._right.minimumSize().width() + AROUND
        wide = (
            QBoxLayout.Direction.LeftToRight if needed <= self.width() else QBoxLayout.Direction.TopToBottom
        )
        if self.below.direction() != wide:
            self.below.setDirection(wide)

    # ---- data ------------------------------------------------------------------------------------------------

    def arrive(self) -> None:
        """Home is looked at: show what is true now."""
        self.refresh()

    def refresh(self, change: object = None) -> None:
        """Read everything anew, in the background."""
        self.first_steps.refresh()
        period, code = self.period, self.desk.language.code
        self.desk.read(lambda office: office.progress(period), self.show_progress, latest="progress")
        self.desk.read(lambda office: read_dues(office, code), self.show_dues, latest="dues")
        self.desk.read(lambda office: read_outlook(office, period), self.show_outlook, latest="outlook")
        self.desk.read(lambda office: read_trend(office, period), self.show_trend, latest="trend")

    def show_period(self, period: Period) -> None:
        """Look at another period."""
        self.period = period
        self._say_period()
        self.refresh()

    def _go_back(self) -> None:
        self.show_period(self.desk.office.fortnights.previous(self.period))

    def _go_on(self) -> None:
        self.show_period(self.desk.office.fortnights.next(self.period))

    def show_progress(self, progress: Sequence[TaskProgress]) -> None:
        """Show how the tasks stand."""
        self.progress = progress
        self.tasks.put(progress)

    def show_dues(self, due: Dues) -> None:
        """Show what is due in the coming days."""
        self.due = due
        clear(self.dues)
        self.due_rows = []
        if not due.dues:
            nothing = self.desk.language.say("Nothing is due in the coming week.")
            self.dues.addWidget(label("muted", wrap=True, text=nothing))
        for at, one in enumerate(due.dues):
            if at:
                self.dues.addWidget(rule())
            self.due_rows.append(self._due_row(one, due.titles))
            self.dues.addWidget(self.due_rows[-1])
        self.all_due.setText(self.desk.language.say("All that is due: {count}", count=due.count))
        self.all_due.setVisible(due.count > len(due.dues))
        self._order_tabs()

    def show_outlook(self, outlook: Outlook) -> None:
        """Show the figures and what must be done before the report."""
        self.outlook = outlook
        self._show_figures(outlook.figures)
        self.findings.put(outlook.findings)
        self._order_tabs()

    def show_trend(self, trend: Sequence[Turn]) -> None:
        """Show the figures of the last periods beside this one's."""
        self.trend = trend
        language = self.desk.language

        def put(card: FigureCard, values: Sequence[float], said: Sequence[str]) -> None:
            told = [
                language.say("{period}: {figure}", period=language.reference(one.period.code), figure=each)
                for one, each in zip(trend, said, strict=True)
            ]
            card.put_trend(language.say("{figure} by period", figure=card.name.text()), values, told)

        for card, counts in (
            (self.leads, [one.leads for one in trend]),
            (self.meetings, [one.meetings for one in trend]),
            (self.difficulties, [one.difficulties_open for one in trend]),
        ):
            put(card, counts, [language.number(each) for each in counts])
        put(
            self.value,
            [float(one.consultation.amount) for one in trend],
            [language.short_money(one.consultation) for one in trend],
        )

    def _mend(self, found: Gathered) -> None:
        """Go to the one record that is meant, to the texts to translate, or to the report, where all findings are."""
        if found.first.needs:
            self.desk.open_texts(self.period.code, found.first.needs)
            return
        store = self.desk.office.store
        called = store.find(found.first.record) if found.count == 1 and found.first.record else None
        if called is None:
            self.desk.open_report(self.period.code)
        else:
            self.desk.open_record(called[0].name, store.page(called[0], [called[1]])[0].id)

    # ---- texts -----------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say every text again."""
        say = self.desk.language.say
        self.earlier.setText(say("Previous period"))
        self.later.setText(say("Next period"))
        self.prepare.setText(say("Prepare report"))
        self.findings_heading.setText(say("Before the report"))
        self.dues_heading.setText(say("Follow-ups due"))
        self._say_period()
        self.first_steps.retranslate()
        self.tasks.retranslate()
        self._name_figures()
        if self.outlook is not None:
            self.show_outlook(self.outlook)
        self.show_trend(self.trend)
        if self.progress is not None:
            self.show_progress(self.progress)
        if self.due is not None:
            self.show_dues(self.due)
            # Titles of records are in the language they were read for.
            self.refresh()

    def _say_period(self) -> None:
        language, period, office = self.desk.language, self.period, self.desk.office
        self.title.setText(language.days(period.first, period.last))
        self.subtitle.setText(
            language.say(
                "Report period {period} · {due}",
                period=language.reference(period.code),
                due=say_due(language, period.due, office.today()),
            )
        )
        self.tasks_heading.setText(
            language.say("Task targets, to {day}", day=language.day(period.last, "short"))
        )
        self.later.setVisible(period != office.period())

    def _name_figures(self) -> None:
        say = self.desk.language.say
        self.leads.name.setText(say("Buyer leads"))
        self.meetings.name.setText(say("Meetings held"))
        self.value.name.setText(say("Consultation value"))
        self.difficulties.name.setText(say("Difficulties open"))

    def _show_figures(self, figures: Figures) -> None:
        language = self.desk.language
        say, plural, number = language.say, language.plural, language.number
        self.leads.put(number(figures.leads), say_difference(language, figures.leads - figures.leads_before))
        events = plural("{count} event", "{count} events", figures.events)
        no_shows = plural("{count} no-show", "{count} no-shows", figures.no_shows)
        self.meetings.put(
            number(figures.meetings), language.say("{first} · {second}", first=events, second=no_shows)
        )
        talks = say(
            "{amount} in contract talks", amount=language.short_money(figures.contract_in_progress.us_dollars)
        )
        lacking = len(figures.consultation.without_rate)
        if lacking:
            unrated = plural("{count} amount has no rate", "{count} amounts have no rate", lacking)
            talks = say("{first} · {second}", first=talks, second=unrated)
        self.value.put(language.short_money(figures.consultation.us_dollars), talks)
        resolved = plural("{count} resolved", "{count} resolved", figures.difficulties_resolved)
        escalated = plural(
            "{count} with headquarters", "{count} with headquarters", figures.difficulties_escalated
        )
        self.difficulties.put(
            number(figures.difficulties_open), say("{first} · {second}", first=resolved, second=escalated)
        )

    def _order_tabs(self) -> None:
        """Rows are made anew with each reading; Tab goes through them as they stand on the page."""
        figures = [one.button for one in (self.leads, self.meetings, self.value, self.difficulties)]
        order = [self.prepare, *figures, self.tasks, *self.findings.rows, *self.due_rows, self.all_due]
        for one, following in pairwise(order):
            self.setTabOrder(one, following)

    def _due_row(self, one: Due, titles: Mapping[str, str]) -> ClickableRow:
        language, record = self.desk.language, one.record
        when, tone = say_when(language, one.day, self.desk.office.today())
        what = record[one.what]
        title = titles.get(record.id, record.reference)
        said = what.best(language.code) if what is not None else title
        line = ClickableRow(self.desk, f"{when}: {said}")
        line.add(Chip(tone, when))
        words = QWidget()
        texts = QVBoxLayout(words)
        texts.setContentsMargins(0, 1, 0, 0)
        texts.setSpacing(1)
        texts.addWidget(label(wrap=True, text=short(said)))
        if title != said and record.type.name != "action":
            texts.addWidget(label("small", wrap=True, text=short(title)))
        line.add(words, 1)
        line.clicked.connect(lambda: self.desk.open_record(record.type.name, record.id))
        return line
