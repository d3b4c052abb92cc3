"""How far a language is, which PO file it comes from, and what can be done with that file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from fieldreport.catalogue.review import FUZZY, TRANSLATED, UNTRANSLATED, WRONG, Review
from ui.desk import Desk
from ui.forms.flow import Flow
from ui.widgets.beside import Beside
from ui.widgets.plain import Card, Chip, button, label


class LanguageCard(Card):
    """One language: a bar, the same in words, its file."""

    #: The PO file is to be opened; its folder is to be.
    file_wanted = Signal()
    folder_wanted = Signal()
    #: A copy is to be made, or the one that is there brought up to the program's texts.
    copy_wanted = Signal()
    #: The copy is not to be used any more.
    aside_wanted = Signal()

    def __init__(self, desk: Desk, code: str) -> None:
        super().__init__(margins=16, spacing=6)
        self.code = code
        self._desk = desk
        self.review: Review | None = None
        self.name, self.state = label("heading"), Chip()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.words, self.where = label(wrap=True), label("small", wrap=True)
        self.open, self.folder = button(), button("link")
        self.copy, self.aside = button(), button("link")
        self.open.clicked.connect(self.file_wanted)
        self.folder.clicked.connect(self.folder_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self.aside.clicked.connect(self.aside_wanted)
        head = Beside()
        head.addWidget(self.name)
        head.addWidget(self.state)
        self.body.addLayout(head)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.words)
        self.body.addWidget(self.where)
        self.body.addStretch(1)
        buttons = QWidget()
        flow = Flow(buttons, 8)
        for one in (self.open, self.copy, self.folder, self.aside):
            flow.addWidget(one)
        self.body.addWidget(buttons)

    @property
    def path(self) -> Path | None:
        """The PO file."""
        return None if self.review is None else self.review.path

    def put(self, review: Review) -> None:
        """Show a review."""
        self.review = review
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        language = self._desk.language
        say, name = language.say, language.language_name(self.code)
        self.name.setText(name)
        self.open.setText(say("Open the PO file"))
        self.folder.setText(say("Open folder"))
        self.aside.setText(say("Set the copy aside"))
        for one in (self.open, self.folder, self.aside):
            one.setAccessibleName(say("{what}: {language}", what=one.text(), language=name))
            one.setEnabled(self.review is not None)
        review = self.review
        if review is None:
            self.state.put(say("Being read …"), "calm")
            self.copy.hide()
            self.aside.hide()
            return
        self._say_progress(review)
        file = str(review.path)
        # Without a place to break it, a long path would be cut off.
        shown = file.replace("/", "/\u200b").replace("\\", "\\\u200b")
        self.where.setText(say("Your own copy: {path}", path=shown) if review.is_copy else shown)
        self.where.setAccessibleName(say("PO file: {path}", path=file))
        self.copy.setText(say("Bring the copy up to date") if review.is_copy else say("Edit a copy"))
        self.copy.setToolTip(
            say(
                "A copy in the data folder takes precedence over the program's own file, which may be read-only."
            )
        )
        self.copy.setAccessibleName(say("{what}: {language}", what=self.copy.text(), language=name))
        self.copy.setVisible(not review.is_copy or review.lacking > 0)
        self.aside.setVisible(review.is_copy)

    def _say_progress(self, review: Review) -> None:
        language = self._desk.language
        say, total, done = language.say, len(review.entries), review.counts[TRANSLATED]
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        # Translators: how far a language is; all four are numbers of texts, the last are left out for a mistake.
        words = say(
            "{done} of {total} texts translated · {fuzzy} fuzzy · {missing} not translated · {wrong} not shown",
            done=done,
            total=total,
            fuzzy=review.counts[FUZZY],
            missing=review.counts[UNTRANSLATED],
            wrong=review.counts[WRONG],
        )
        self.words.setText(words)
        name = language.language_name(self.code)
        self.bar.setAccessibleName(say("{language}: {progress}", language=name, progress=words))
        mistakes = len(review.mistakes)
        if mistakes:
            self.state.put(language.plural("{count} mistake", "{count} mistakes", mistakes), "bad")
        elif done < total:
            self.state.put(language.plural("{count} left", "{count} left", total - done), "warn")
        else:
            self.state.put(say("Complete"), "good")
