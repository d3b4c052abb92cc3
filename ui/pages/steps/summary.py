"""Step 2: the manager's own words, in each language; saved by themselves, an unfinished syllable included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from fieldreport.language import CODES
from fieldreport.office import Office
from fieldreport.report.parts import PARTS, drafted, on_first_page, summary_key
from ui.desk import Desk
from ui.forms.composing import ComposingText
from ui.forms.flow import Flow
from ui.pages.steps.step import Prepared, Step
from ui.theme import font
from ui.widgets.beside import Beside
from ui.widgets.plain import Card, Chip, button, label, scrolling

if TYPE_CHECKING:
    from fieldreport.store.reports import WrittenText

#: Characters of an earlier text that a menu shows.
SHOWN = 80
#: A pause in typing after which the text is saved, in milliseconds.
PAUSE = 1500


def keep_summary(office: Office, period: str, name: str, text: str) -> None:
    """Keep one text of the summary; its other parts and languages stay as they are."""
    stored = office.reports.get(period)
    if stored.summary.get(name, "") != text:
        summary = {**stored.summary, name: text}
        office.reports.save(replace(stored, summary=summary), office.person, office.clock())


class SummaryBox(Card):
    """A part of the summary in one language: the person's own text, or the draft made from the figures."""

    #: What was asked to be kept: the period, the name of the text, and the text.
    saving = Signal(str, str, str)

    def __init__(self, desk: Desk, code: str) -> None:
        super().__init__(margins=14, spacing=6)
        self._desk = desk
        self.code = code
        self.period = self.part = ""
        self.kept = ""
        self.draft = ""
        self.locked = False
        self.heading = label("heading")
        self.state = Chip("calm")
        self.take: QPushButton = button("link")
        self.take.clicked.connect(self._take_draft)
        self.earlier: QPushButton = button("link")
        self.earlier.clicked.connect(self._ask_for_earlier)
        self.text = ComposingText(least=7, most=16)
        self.text.setFont(font(code))
        self.text.typed_changed.connect(self._typed)
        named = Flow(spacing=8)
        named.addWidget(self.heading)
        named.addWidget(self.state)
        head = Beside()
        head.add(named)
        head.addWidget(self.earlier)
        head.addWidget(self.take)
        self.body.addLayout(head)
        self.body.addWidget(self.text)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.save)

    def put(self, period: str, kept: str, draft: str, part: str = "") -> None:
        """Show what is kept of a period's part; what is being typed for it stays."""
        if (period, part) == (self.period, self.part) and self.is_dirty():
            return
        self.period, self.part, self.kept, self.draft = period, part, kept, draft
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
        period, name, text = self.period, summary_key(self.code, self.part), self.text.typed()
        self.kept = text
        self._desk.write(lambda office: keep_summary(office, period, name, text), failed=self._not_kept)
        self.saving.emit(period, name, text)

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

    def _ask_for_earlier(self) -> None:
        self.save()
        period, name = self.period, summary_key(self.code, self.part)
        self._desk.read(lambda office: office.reports.texts(period, name), self.offer, latest="summary texts")

    def offer(self, texts: Sequence[WrittenText]) -> None:
        """Offer what was written here before, each with who left it so and when; choosing one takes it up again."""
        menu, language = QMenu(self), self._desk.language
        for one in texts:
            shown = one.text.replace("\n", " ").replace("&", "&&")
            shown = shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…"
            named = language.say("{moment}, {person}: {text}", moment=one.at, person=one.by, text=shown)
            chosen = menu.addAction(named)
            chosen.setEnabled(not self.locked)
            chosen.triggered.connect(lambda _=False, text=one.text: self._take_up(text))
        if not texts:
            menu.addAction(language.say("Nothing was written here before.")).setEnabled(False)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.earlier.mapToGlobal(self.earlier.rect().bottomLeft()))

    def _take_up(self, text: str) -> None:
        self.text.setPlainText(text)
        self.text.setFocus()
        self.save()
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        language = self._desk.language
        say = language.say
        name = language.language_name(self.code)
        self.earlier.setText(say("Earlier texts …"))
        self.earlier.setAccessibleName(say("Earlier texts in {language}", language=name))
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
        self.part = ""
        self._saved: dict[tuple[str, str], str] = {}
        self.parts: dict[str, QPushButton] = {}
        which = Flow(spacing=4)
        for name in ("", *(one.name for one in PARTS)):
            choice = self.parts[name] = button("language")
            choice.setCheckable(True)
            choice.clicked.connect(lambda _=False, name=name: self.show_part(name))
            which.addWidget(choice)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(which)
        column.addWidget(self.explanation)
        for one in self.boxes.values():
            one.saving.connect(self._note_saved)
            column.addWidget(one)
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolling(inner))

    def show_prepared(self, prepared: Prepared) -> None:
        """Show the summary of a report."""
        self._saved.clear()
        self._put(prepared)
        super().show_prepared(prepared)

    def show_part(self, name: str) -> None:
        """Look at another part of the summary; what was typed in the one before is kept."""
        self.leave()
        self.part = name
        if self.prepared is not None:
            self._put(self.prepared)
        self.retranslate()

    def _put(self, prepared: Prepared) -> None:
        report, office = prepared.report, self.desk.office
        part = next((one for one in PARTS if one.name == self.part), None)
        for code, box in self.boxes.items():
            language, name = office.language(code), summary_key(code, self.part)
            points = on_first_page(report, language) if part is None else drafted(report, part, language)
            kept = report.stored.summary.get(name, "")
            kept = self._saved.get((report.period.code, name), kept)
            box.put(report.period.code, kept, "\n".join(f"○ {point}" for point in points), self.part)
            box.lock(locked=prepared.lock is not None)

    def _note_saved(self, period: str, name: str, text: str) -> None:
        # What is shown was read before this was kept.
        self._saved[period, name] = text

    def retranslate(self) -> None:
        """Say every text again."""
        say = self.desk.language.say
        headings = {one.name: say(one.heading) for one in PARTS}
        for name, choice in self.parts.items():
            choice.setText(headings.get(name) or say("First page"))
            choice.setChecked(name == self.part)
            choice.setAccessibleName(say("Part of the summary: {part}", part=choice.text()))
        self.explanation.setText(
            say("The first page shows this text in the place of all parts. One point a line.")
            if not self.part
            else say("One point a line. A language without your own text gets the draft shown in grey.")
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
