"""Step 2: the manager's own words, in each language; saved by themselves, an unfinished syllable included."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from fieldreport.language import CODES
from fieldreport.office import Office
from ui.desk import Desk
from ui.forms.composing import ComposingText
from ui.forms.flow import Flow
from ui.pages.steps.step import Prepared, Step
from ui.theme import font
from ui.widgets.beside import Beside
from ui.widgets.plain import Card, Chip, button, label, scrolling

#: A pause in typing after which the text is saved, in milliseconds.
PAUSE = 1500


def keep_summary(office: Office, period: str, code: str, text: str) -> None:
    """Keep the summary in one language; the other languages stay as they are."""
    stored = office.reports.get(period)
    if stored.summary.get(code, "") != text:
        office.reports.save(replace(stored, summary={**stored.summary, code: text}))


class SummaryBox(Card):
    """The summary in one language: the person's own text, or the draft made from the figures."""

    def __init__(self, desk: Desk, code: str) -> None:
        super().__init__(margins=14, spacing=6)
        self._desk = desk
        self.code = code
        self.period = ""
        self.kept = ""
        self.draft = ""
        self.locked = False
        self.heading = label("heading")
        self.state = Chip("calm")
        self.take: QPushButton = button("link")
        self.take.clicked.connect(self._take_draft)
        self.text = ComposingText(least=7, most=16)
        self.text.setFont(font(code))
        self.text.typed_changed.connect(self._typed)
        named = Flow(spacing=8)
        named.addWidget(self.heading)
        named.addWidget(self.state)
        head = Beside()
        head.add(named)
        head.addWidget(self.take)
        self.body.addLayout(head)
        self.body.addWidget(self.text)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.save)

    def put(self, period: str, kept: str, draft: str) -> None:
        """Show what is kept of a period; what is being typed for it stays."""
        if period == self.period and self.is_dirty():
            return
        self.period, self.kept, self.draft = period, kept, draft
        self.text.set_typed(kept)
        self.retranslate()

    def lock(self, *, locked: bool) -> None:
        """Let a signed report's summary be read alone: it stays as it was signed."""
        self.text.setReadOnly(locked)
        self.locked = locked
        self.retranslate()

    def is_dirty(self) -> bool:
        """Whether something typed is not kept yet."""
        return bool(self.period) and self.text.typed() != self.kept

    def save(self) -> None:
        """Ask for what has been typed to be kept."""
        self._pause.stop()
        if not self.is_dirty():
            return
        period, code, text = self.period, self.code, self.text.typed()
        self.kept = text
        self._desk.write(lambda office: keep_summary(office, period, code, text), failed=self._not_kept)

    def _not_kept(self, failure: object) -> None:
        # Still dirty: the next pause or leave tries again.
        self.kept = "\0"
        self._desk.failed.emit(failure)

    def _typed(self) -> None:
        self._pause.start()
        self.retranslate()

    def _take_draft(self) -> None:
        self.text.setPlainText(self.draft)
        self.text.setFocus()
        self.save()
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        language = self._desk.language
        say = language.say
        name = language.language_name(self.code)
        own = bool(self.text.typed().strip())
        self.heading.setText(name)
        self.text.setAccessibleName(say("Summary in {language}", language=name))
        self.state.put(
            say("Your own text") if own else say("Draft from the figures"), "info" if own else "calm"
        )
        self.take.setText(say("Start from the draft"))
        self.take.setAccessibleName(say("Start the summary in {language} from the draft", language=name))
        self.take.setVisible(not own and bool(self.draft) and not self.locked)
        self.text.setPlaceholderText(self.draft)


class SummaryStep(Step):
    """The summary in the three languages under each other, headquarters' first."""

    scrolls = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.explanation = label("muted", wrap=True)
        self.boxes = {code: SummaryBox(desk, code) for code in CODES}
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.explanation)
        for one in self.boxes.values():
            column.addWidget(one)
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolling(inner))

    def show_prepared(self, prepared: Prepared) -> None:
        """Show the summary of a report."""
        report, office = prepared.report, self.desk.office
        for code, box in self.boxes.items():
            draft = "\n".join(f"○ {point}" for point in report.drafted(office.language(code)))
            box.put(report.period.code, report.stored.summary.get(code, ""), draft)
            box.lock(locked=prepared.lock is not None)
        super().show_prepared(prepared)

    def retranslate(self) -> None:
        """Say every text again."""
        self.explanation.setText(
            self.desk.language.say(
                "One point a line. A language without your own text gets the draft shown in grey."
            )
        )
        for one in self.boxes.values():
            one.retranslate()

    def name(self) -> str:
        """Write the summary."""
        return self.desk.language.say("Write the summary")

    def note(self) -> str:
        """Whether it is written."""
        written = sum(bool(one.text.typed().strip()) for one in self.boxes.values())
        return self.desk.language.plural("{count} language", "{count} languages", written) if written else ""

    def leave(self) -> None:
        """Keep what has been typed, an unfinished syllable included."""
        for one in self.boxes.values():
            one.save()
