"""The right side: the original on top, the translation to be written below it, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.failures import Problem
from fieldreport.fields import TextField
from fieldreport.language import CODES
from fieldreport.record import Record
from fieldreport.values import Text, TextState
from ui.desk import Desk
from ui.forms.composing import ComposingText
from ui.forms.editor import Wrapping, mark
from ui.forms.flow import Flow
from ui.forms.text import STATES, Box
from ui.pages.queue.keeping import Kept, Task, Typed
from ui.widgets.beside import Beside
from ui.widgets.keys import shortcut_text
from ui.widgets.plain import Card, button, clear, scrolling

SAVE_KEY, REVIEW_KEY, EARLIER_KEY, LATER_KEY = "Ctrl+Enter", "Ctrl+R", "Alt+Up", "Alt+Down"


def translation_of(text: Text, language: str) -> Typed:
    """A text's translation as it stands in the record; an empty one where there is none."""
    one = text.translations.get(language)
    return Typed("", TextState.TRANSLATED) if one is None else Typed(one.text, one.state)


class TextPane(Card):
    """One text and its translation. Nothing is saved here: the page does it, and is told what is wanted."""

    #: A person changed something.
    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=16, spacing=6)
        self.desk = desk
        self.task: Task | None = None
        self.record: Record | None = None
        #: The text as it is shown; a translation of another one is not to be saved unseen.
        self.seen: Text | None = None
        self._loaded = Typed("", TextState.TRANSLATED)
        self._kept: Kept | None = None
        self._problem: Problem | None = None
        self.title, self.about = Wrapping(), Wrapping()
        self.title.setProperty("role", "heading")
        self.about.setProperty("role", "small")
        self.open = button("link")
        self.original_label, self.original = Wrapping(), self._readable()
        self.original_label.setProperty("role", "head")
        self._others = QVBoxLayout()
        self._others.setSpacing(6)
        # A short text has one line, the others have paragraphs.
        self._boxes = {short: Box(short, desk.language) for short in (True, False)}
        self.problem, self.note = Wrapping(), Wrapping()
        self.problem.setProperty("role", "problem")
        self.note.setProperty("role", "small")
        self.discard, self.undo = button("link"), button("link")
        self.save, self.review = button("main"), button()
        self.earlier, self.later = button(), button()
        self.hint = Wrapping()
        self.hint.setProperty("role", "small")
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        head = Beside()
        head.addWidget(self.title)
        head.addWidget(self.open)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(6)
        column.addWidget(self.about)
        column.addSpacing(6)
        column.addWidget(self.original_label)
        column.addWidget(self.original)
        column.addLayout(self._others)
        column.addSpacing(6)
        for box in self._boxes.values():
            box.head.addWidget(box.chip)
            box.edited.connect(self._edited)
            box.chip.chosen.connect(self._choose_state)
            column.addWidget(box)
        column.addWidget(self.problem)
        kept = Beside()
        kept.addWidget(self.note)
        kept.addWidget(self.discard)
        column.addLayout(kept)
        column.addStretch(1)
        self.body.addLayout(head)
        self.area = scrolling(inner)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.area, 1)
        saving = Flow(spacing=8)
        saving.addWidget(self.save)
        saving.addWidget(self.review)
        doing = Beside()
        doing.add(saving)
        for one in (self.undo, self.earlier, self.later):
            doing.addWidget(one)
        self.body.addLayout(doing)
        self.body.addWidget(self.hint)

    @staticmethod
    def _readable() -> ComposingText:
        box = ComposingText(least=1, most=12)
        box.setReadOnly(True)
        return box

    # ---- what is shown -----------------------------------------------------------------------------------------

    @property
    def box(self) -> Box:
        """The box for the translation."""
        field = self.field
        return self._boxes[field is not None and field.short]

    @property
    def field(self) -> TextField | None:
        """The field whose text is shown."""
        if self.record is None or self.task is None:
            return None
        field = self.record.type.field(self.task.field)
        return field if isinstance(field, TextField) else None

    def show_text(self, record: Record, task: Task, text: Text, kept: Kept | None = None) -> None:
        """Show a text, and what was typed for it and not saved."""
        self.record, self.task, self.seen = record, task, text
        self._loaded = translation_of(text, task.language)
        self._kept, self._problem = kept, None
        self._put(kept.typed if kept is not None else self._loaded)
        self.area.verticalScrollBar().setValue(0)
        self.retranslate()

    def see(self, record: Record, text: Text, saved: Typed | None = None) -> bool:
        """The text is another one by now, because of ``saved`` or of somebody else; what is typed stays.

        True when somebody else's change is one that whoever types here should know of.
        """
        before, typed = self.seen, self.typed()
        self.record, self.seen, self._loaded = record, text, translation_of(text, self._language)
        if typed in (saved, self._loaded):
            self._put(self._loaded)
        self.retranslate()
        told = before is None or (before.original, before.translations.get(self._language)) != (
            text.original,
            text.translations.get(self._language),
        )
        return told and saved is None and self.is_changed()

    def clear(self) -> None:
        """Show nothing."""
        self.task = self.record = self.seen = self._kept = self._problem = None
        self._loaded = Typed("", TextState.TRANSLATED)
        self._put(self._loaded)

    def say_problem(self, problem: Problem | None) -> None:
        """Say what is wrong and what to do, or that nothing is."""
        self._problem = problem
        self._say_problem()

    def has_problem(self) -> bool:
        """Whether something is said to be wrong."""
        return self._problem is not None

    # ---- what is typed -----------------------------------------------------------------------------------------

    def typed(self) -> Typed:
        """What is typed, an unfinished composition included."""
        return Typed(self.box.box.typed(), self.box.state)

    def is_changed(self, typed: Typed | None = None) -> bool:
        """Whether what is typed is another translation than the record's."""
        typed = typed or self.typed()
        text = typed.text.strip()
        return self.task is not None and (
            text != self._loaded.text or (bool(text) and typed.state != self._loaded.state)
        )

    def settle(self) -> None:
        """Make an unfinished composition text."""
        self.box.box.settle()

    def focus(self) -> None:
        """Go to the translation."""
        self.box.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, typed: Typed) -> None:
        for box in self._boxes.values():
            box.setVisible(box is self.box)
            box.set_typed(typed.text if box is self.box else "")
            box.set_language(self._language)
            box.state = typed.state

    @property
    def _language(self) -> str:
        return self.task.language if self.task is not None else self.desk.language.code

    def _choose_state(self, state: str) -> None:
        self.box.state = TextState(state)
        self._say_state()
        self.edited.emit()

    def _edited(self) -> None:
        self._say_state()
        self.edited.emit()

    # ---- texts -------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the desk's language."""
        say = self.desk.language.say
        self.open.setText(say("Open record"))
        self.save.setText(say("Save and next"))
        self.save.setToolTip(say("Save, and go on to the next text ({keys})", keys=shortcut_text(SAVE_KEY)))
        self.review.setText(say("Mark as reviewed"))
        self.review.setToolTip(
            say("Mark as reviewed, and go on to the next text ({keys})", keys=shortcut_text(REVIEW_KEY))
        )
        self.undo.setText(say("Undo"))
        self.undo.setToolTip(say("Take back what was saved last (Ctrl Z)"))
        self.discard.setText(say("Discard"))
        for one, text, keys in (
            (self.earlier, say("Previous"), EARLIER_KEY),
            (self.later, say("Next"), LATER_KEY),
        ):
            one.setText(text)
            one.setToolTip(say("{action} ({keys})", action=text, keys=shortcut_text(keys)))
        self.hint.setText(
            say(
                "{save} saves and goes on, {review} marks as reviewed, {earlier} and {later} move.",
                save=shortcut_text(SAVE_KEY),
                review=shortcut_text(REVIEW_KEY),
                earlier=shortcut_text(EARLIER_KEY),
                later=shortcut_text(LATER_KEY),
            )
        )
        for box in self._boxes.values():
            box.offer.say(self.desk.language)
        self._say_text()
        self._say_state()
        self._say_problem()

    def _say_text(self) -> None:
        language, record, field, text = self.desk.language, self.record, self.field, self.seen
        clear(self._others)
        if record is None or field is None or text is None or self.task is None:
            return
        say = language.say
        label = say(field.label)
        self.title.setText(self.desk.titles.of(record))
        self.about.setText(
            say("{first} · {second}", first=language.reference(record.reference), second=label)
        )
        name = language.language_name(text.language)
        self.original_label.setText(say("{language} original", language=name))
        mark(self.original, "script", text.language)
        self.original.set_typed(text.original)
        self.original.setAccessibleName(
            say("{field}: {choice}", field=label, choice=self.original_label.text())
        )
        for code in CODES:
            other = text.translations.get(code)
            if other is not None and code != self.task.language:
                self._add_other(code, other.text, say(STATES[other.state][0]), label)

    def _add_other(self, code: str, text: str, state: str, label: str) -> None:
        """A translation into a third language helps whoever does not read the original."""
        language = self.desk.language
        called = language.say("{language} translation", language=language.language_name(code))
        head, box = Wrapping(), self._readable()
        head.setProperty("role", "head")
        head.setText(language.say("{first} · {second}", first=called, second=state))
        mark(box, "script", code)
        box.set_typed(text)
        box.setAccessibleName(language.say("{field}: {choice}", field=label, choice=called))
        self._others.addWidget(head)
        self._others.addWidget(box)

    def _say_state(self) -> None:
        language, field, box = self.desk.language, self.field, self.box
        if field is None:
            return
        label, name = language.say(field.label), language.language_name(self._language)
        called = language.say("{language} translation", language=name)
        box.label.setText(called)
        box.box.setAccessibleName(language.say("{field}: {choice}", field=label, choice=called))
        state, tone = STATES[box.state]
        box.chip.offer(
            language.say(state),
            tone,
            {str(code): language.say(text) for code, (text, _) in STATES.items()},
            language.say("{field}: state of the translation into {language}", field=label, language=name),
        )
        box.chip.setVisible(bool(box.box.typed().strip()))
        kept = self._kept
        self.note.setVisible(kept is not None)
        self.discard.setVisible(kept is not None)
        if kept is not None:
            moment = kept.at.astimezone(self.desk.office.zone)
            self.note.setText(language.say("Typed {moment} and not saved yet.", moment=moment))

    def _say_problem(self) -> None:
        problem = self._problem
        said = "" if problem is None else self.desk.language.say(problem.message, **problem.values)
        # A sign as well as a colour, for people who do not see the colour.
        self.problem.setText(f"⚠ {said}" if said else "")
        self.problem.setVisible(bool(said))
        mark(self.box.box, "wrong", bool(said))
        self.box.box.setAccessibleDescription(said)
