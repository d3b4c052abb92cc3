"""One point in full: what is wrong, the text, its translation, and all that helps to translate it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.pages.translating.points import Point, words_of
from ui.theme import font
from ui.widgets.plain import Card, Chip, button, clear, label, scrolling


class PointCard(Card):
    """The chosen point; its texts can be copied."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=16, spacing=8)
        self._desk = desk
        self.code = ""
        self.file = ""
        self.point: Point | None = None
        self.state = Chip()
        self.open = button("main")
        self.nothing = label("muted", wrap=True)
        inner = QWidget()
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        self._area = scrolling(inner)
        # The arrow keys scroll what is longer than the card.
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.body.addWidget(self.state)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self.open)

    def put(self, point: Point | None, code: str, file: str) -> None:
        """Show a point of a language's PO file, or that there is none."""
        self.point, self.code, self.file = point, code, file
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        say, point = self._desk.language.say, self.point
        clear(self._lines)
        self.open.setText(say("Open the PO file"))
        self.nothing.setText(say("Choose a text in the list to see all that is known of it."))
        self.nothing.setVisible(point is None)
        self._area.setAccessibleName(say("The chosen text"))
        for one in (self.state, self._area, self.open):
            one.setVisible(point is not None)
        if point is None:
            return
        word, tone = words_of(point)
        self.state.put(say(word), tone)
        self._fill(point)
        self._lines.addStretch(1)
        told = [one.text() for one in self._area.findChildren(type(self.nothing)) if not one.isHidden()]
        self._area.setAccessibleDescription("\n".join(told))

    def _fill(self, point: Point) -> None:
        language = self._desk.language
        say = language.say
        if point.mistake is not None:
            self._add(say("What is wrong"), say(point.mistake.message, **point.mistake.values))
            if point.mistake.harmful:
                self._add("", say("Until it is mended the English text is shown."))
        entry = point.entry
        if entry is not None:
            self._add(say("English"), *entry.forms, code="en")
            if entry.context:
                self._add(say("Meaning"), entry.context, code="en")
            if entry.translations:
                self._add(language.language_name(self.code), *entry.translations, code=self.code)
            if entry.terms:
                terms = [say("{term}: {word}", term=one.source, word=one.word) for one in entry.terms]
                self._add(say("Words of the glossary"), *terms, code=self.code)
            if entry.notes:
                self._add(say("Notes"), *entry.notes, code="en")
            self._add(say("Used in"), *entry.places, code="en")
        if point.line:
            line = language.reference(str(point.line))
            self._add(say("Line"), say("{file}, line {line}", file=self.file, line=line))

    def _add(self, heading: str, *texts: str, code: str = "") -> None:
        if heading:
            self._lines.addWidget(label("head", text=heading))
        for text in texts:
            line = label(wrap=True, text=text)
            if code:
                line.setFont(font(code))
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._lines.addWidget(line)
        self._lines.addSpacing(6)
