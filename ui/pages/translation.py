"""The Translation page: how far each language is, what is wrong in its PO file, and what is left to translate."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from fieldreport import folders
from fieldreport.catalogue.review import FUZZY, LANGUAGES, UNTRANSLATED
from fieldreport.language import N_
from fieldreport.translating import edit_copy, set_aside, take_back
from ui.desk import Desk, Notice
from ui.forms.flow import Flow
from ui.pages.page import Page
from ui.pages.translating.language_card import LanguageCard
from ui.pages.translating.point_card import PointCard
from ui.pages.translating.points import KINDS, MISTAKE, Point, PointList, points_of
from ui.pages.translating.proof_card import ProofCard
from ui.widgets.columns import Columns
from ui.widgets.plain import Card, button, label, scrolling

NOT_OPENED = N_("{path} could not be opened; please open it in a PO editor.")
SET_ASIDE = N_("The copy is kept as {name}; the program's own file is used again.")
#: The kinds of points as they stand on the chips.
CHIPS = {
    MISTAKE: N_("Mistakes: {count}"),
    FUZZY: N_("Fuzzy: {count}"),
    UNTRANSLATED: N_("Not translated: {count}"),
}


class TranslationPage(Page):
    """For those who translate the program: everything but the PO editor itself."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.code = desk.language.code if desk.language.code in LANGUAGES else LANGUAGES[0]
        self.title, self.subtitle = label("title", wrap=True), label("muted", wrap=True)
        self.cards = {code: LanguageCard(desk, code) for code in LANGUAGES}
        self.proof = ProofCard(desk)
        self.languages: dict[str, QPushButton] = {}
        self.kinds: dict[str, QPushButton] = {}
        self.list = PointList(desk)
        self.empty = label("muted", wrap=True)
        self.lists = QStackedWidget()
        self.detail = PointCard(desk)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self.title)
        names.addWidget(self.subtitle)
        column.addLayout(names)
        cards = Columns()
        for card in (*self.cards.values(), self.proof):
            cards.addWidget(card)
        column.addLayout(cards)
        chips = QWidget()
        flow = Flow(chips, 8)
        for code in LANGUAGES:
            one = button("language")
            one.setCheckable(True)
            one.setMinimumWidth(88)
            one.clicked.connect(partial(self.show_language, code))
            self.languages[code] = one
            flow.addWidget(one)
        for kind in KINDS:
            chip = button("filter")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False: self._list())
            self.kinds[kind] = chip
            flow.addWidget(chip)
        column.addWidget(chips)
        below = QHBoxLayout()
        below.setSpacing(16)
        listed = Card(margins=6)
        listed.body.addWidget(self.list)
        nothing = Card()
        nothing.body.addStretch(1)
        nothing.body.addWidget(self.empty)
        nothing.body.addStretch(2)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.lists.addWidget(listed)
        self.lists.addWidget(nothing)
        self.lists.setMinimumHeight(220)
        below.addWidget(self.lists, 13)
        below.addWidget(self.detail, 7)
        column.addLayout(below, 1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolling(inner))

    def _connect(self) -> None:
        self.desk.translations.reviewed.connect(self._reviewed)
        for code, card in self.cards.items():
            card.file_wanted.connect(partial(self.open_file, code))
            card.folder_wanted.connect(partial(self.open_folder, code))
            card.copy_wanted.connect(partial(self.edit_copy, code))
            card.aside_wanted.connect(partial(self.set_aside, code))
        self.list.chosen.connect(self._show_point)
        self.list.opened.connect(lambda: self.open_file(self.code))
        self.detail.open.clicked.connect(lambda: self.open_file(self.code))

    # ---- data ------------------------------------------------------------------------------------------------

    def arrive(self) -> None:
        """The page is looked at: show what is true now."""
        self.desk.translations.want_reviews()

    def _reviewed(self, code: str) -> None:
        if code in self.cards:
            self.cards[code].put(self.desk.translations.reviews[code])
            if code == self.code:
                self._list()

    def show_language(self, code: str) -> None:
        """List what is left to do in a language."""
        self.code = code
        self.retranslate()

    def _list(self) -> None:
        language, review = self.desk.language, self.desk.translations.reviews.get(self.code)
        name = language.language_name(self.code)
        points = [] if review is None else points_of(review)
        for kind, chip in self.kinds.items():
            count = sum(one.kind == kind for one in points)
            chip.setText(language.say(CHIPS[kind], count=count))
        chosen = [kind for kind, chip in self.kinds.items() if chip.isChecked()] or KINDS
        shown = [one for one in points if one.kind in chosen]
        if review is None:
            self.empty.setText(language.say("The texts are being read …"))
        elif points:
            self.empty.setText(language.say("There is nothing of the chosen kind."))
        else:
            self.empty.setText(
                language.say("{language} is complete, and nothing in it is wrong.", language=name)
            )
        self.lists.setCurrentIndex(0 if shown else 1)
        self.list.put(shown, "" if review is None else review.path.name)

    def _show_point(self, point: Point | None) -> None:
        path = self.cards[self.code].path
        self.detail.put(point, self.code, "" if path is None else path.name)

    # ---- files -----------------------------------------------------------------------------------------------

    def open_file(self, code: str) -> None:
        """Open a language's PO file in whatever this computer opens PO files with."""
        path = self.cards[code].path
        if path is not None:
            self._open(path)

    def open_folder(self, code: str) -> None:
        """Open the folder of a language's PO file."""
        path = self.cards[code].path
        if path is not None:
            self._open(path.parent)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.desk.notice(NOT_OPENED, "warn", path=str(path))

    def edit_copy(self, code: str) -> None:
        """Make a copy of a language's PO file in the data folder, or bring it up to date, and open it."""
        own = self.desk.translations.own

        def done(copy: Path) -> None:
            self.desk.translations.look()
            self._open(copy)

        self.desk.write(lambda _: edit_copy(code, folders.locales(), own), done)

    def set_aside(self, code: str) -> None:
        """Use the program's own file again; the copy is kept, and can be taken back."""
        own, moment = self.desk.translations.own, self.desk.office.clock()

        def take_it_back(aside: Path) -> None:
            self.desk.write(lambda _: take_back(code, own, aside), lambda _: self.desk.translations.look())

        def done(aside: Path) -> None:
            self.desk.translations.look()
            self.desk.noticed.emit(
                Notice(SET_ASIDE, {"name": aside.name}, action=N_("Undo"), act=partial(take_it_back, aside))
            )

        self.desk.write(lambda _: set_aside(code, own, moment), done)

    # ---- texts -----------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say every text again."""
        language = self.desk.language
        say = language.say
        self.title.setText(language.say_in("place", "Translation"))
        self.subtitle.setText(
            say(
                "The program's own texts. Save a PO file in your editor, and the window shows it within a second."
            )
        )
        for card in self.cards.values():
            card.retranslate()
        self.proof.retranslate()
        for code, one in self.languages.items():
            name = language.language_name(code)
            one.setText(name)
            one.setChecked(code == self.code)
            one.setAccessibleName(say("What is left to do: {language}", language=name))
        name = language.language_name(self.code)
        self.list.setAccessibleName(say("What is left to do: {language}", language=name))
        self._list()
        self.detail.retranslate()
