"""The first start: who and where you are, or the sample office to look around in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from fieldreport import folders
from fieldreport.failures import Failure
from fieldreport.language import CODES, Language
from fieldreport.office import Office
from fieldreport.offices import Offices
from ui.forms.chosen import Combo
from ui.forms.composing import ComposingLine
from ui.samples import SAMPLE_OFFICE, sample_in
from ui.stylesheet import stylesheet
from ui.theme import Theme
from ui.widgets.notice import problems_of
from ui.widgets.plain import button, label, row, rule


class StartDialog(QDialog):
    """Asks for the office, the language and the person's name. ``office`` is the one opened, or None."""

    language_chosen = Signal(str)

    def __init__(self, data: Path, language: Language, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data = data
        self.theme = theme
        self.language = language
        self.office: Office | None = None
        self._offices = Offices.built_in()
        self.setMinimumWidth(460)
        self.heading = label("title", wrap=True)
        self.explanation = label("muted", wrap=True)
        self.languages: dict[str, QPushButton] = {}
        self.office_label, self.person_label, self.language_label = (
            label("head"),
            label("head"),
            label("head"),
        )
        self.office_choice = Combo()
        self.office_choice.setMaxVisibleItems(16)
        self.person = ComposingLine()
        self.problem = label("problem", wrap=True)
        self.problem.hide()
        self.begin = button("main")
        self.begin.setDefault(True)
        self.begin.clicked.connect(self._begin)
        self.sample_text = label("muted", wrap=True)
        self.sample = button()
        self.sample.clicked.connect(self._open_sample)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.explanation)
        column.addSpacing(8)
        for code in CODES:
            one = button("language")
            one.setText(_own_name(code))
            one.setCheckable(True)
            one.clicked.connect(lambda _=False, code=code: self.choose_language(code))
            self.languages[code] = one
        languages = row(*self.languages.values(), spacing=4)
        self._add(column, self.language_label, None)
        column.addLayout(languages)
        self._add(column, self.office_label, self.office_choice)
        self._add(column, self.person_label, self.person)
        column.addWidget(self.problem)
        column.addSpacing(8)
        column.addWidget(self.begin)
        column.addSpacing(8)
        column.addWidget(rule())
        column.addWidget(self.sample_text)
        column.addWidget(self.sample)
        self.office_choice.setFocus()

    @staticmethod
    def _add(column: QVBoxLayout, name: QLabel, control: QWidget | None) -> None:
        column.addSpacing(4)
        column.addWidget(name)
        if control is not None:
            name.setBuddy(control)
            column.addWidget(control)

    def choose_language(self, code: str) -> None:
        """Go on in another language."""
        self.language = Language(code, folder=folders.locales())
        self.language_chosen.emit(code)
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        self.setStyleSheet(stylesheet(self.theme, self.language.code))
        say = self.language.say
        self.setWindowTitle(say("Welcome to Fieldreport"))
        self.heading.setText(say("Welcome to Fieldreport"))
        self.explanation.setText(
            say(
                "Everything you write stays on this computer, and works without a network. Which office is this?"
            )
        )
        self.language_label.setText(say("Language"))
        self.office_label.setText(say("Office"))
        self.person_label.setText(say("Your name"))
        self.person.setPlaceholderText(say("As it should stand beside what you write"))
        self.begin.setText(say("Begin"))
        self.sample_text.setText(
            say(
                "Or look around first, in an office whose records are all made up. It is kept apart from your own."
            )
        )
        self.sample.setText(say("Open the sample office"))
        for code, one in self.languages.items():
            one.setChecked(code == self.language.code)
            one.setAccessibleName(say("Language: {language}", language=one.text()))
        for control, name in ((self.office_choice, self.office_label), (self.person, self.person_label)):
            control.setAccessibleName(name.text())
        self._list_offices()

    def _list_offices(self) -> None:
        chosen = self.office_choice.currentData() or SAMPLE_OFFICE
        named = sorted(
            ((one.name(self.language.code), one.code) for one in self._offices),
            key=lambda office: self.language.sort_key(office[0]),
        )
        self.office_choice.clear()
        for name, code in named:
            self.office_choice.addItem(name, code)
        self.office_choice.setCurrentIndex(self.office_choice.findData(chosen))

    def _begin(self) -> None:
        code, person = str(self.office_choice.currentData()), self.person.typed().strip()
        self._finish(lambda: Office.create(self.data, code, person=person, language=self.language.code))

    def _open_sample(self) -> None:
        person = self.person.typed().strip()
        self._finish(lambda: Office.open(sample_in(self.data, person, self.language.code)))

    def _finish(self, make: Callable[[], Office]) -> None:
        self.setCursor(Qt.CursorShape.WaitCursor)
        try:
            self.office = make()
        except Failure as failure:
            self.problem.setText(
                "\n".join(self.language.say(one.message, **one.values) for one in problems_of(failure))
            )
            self.problem.show()
            return
        finally:
            self.unsetCursor()
        self.accept()


def _own_name(code: str) -> str:
    """What a language calls itself; no catalogue is needed for that."""
    return Language(code).language_name(code)
