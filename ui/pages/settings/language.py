"""Which languages the screen and the workbook speak, and in which digits Bengali is written."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldreport.language import CODES
from ui.desk import Desk
from ui.pages.settings.section import Section
from ui.pages.settings.setting import Choices


class LanguageSection(Section):
    """Three options, in force at once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.spoken = self.option("language", Choices(CODES))
        self.workbook = self.option("workbook_language", Choices(CODES))
        self.digits = self.option("bengali_digits", Choices((True, False)))
        self.card(self.spoken, self.workbook, self.digits)
        self.finish()

    def retranslate(self) -> None:
        language = self.desk.language
        say = language.say
        self.spoken.say(say("Language of the screen"), say("What you write keeps its own language."))
        self.workbook.say(
            say("Language of the workbook"),
            say("Headquarters reads Korean; each report can be exported in another."),
        )
        self.digits.say(
            say("Bengali digits"),
            say("In Bengali texts, on the screen and in files. Numbers in cells stay numbers."),
        )
        own = {code: self.desk.office.language(code).language_name(code) for code in CODES}
        self.say_choices("language", self.spoken, own)
        self.say_choices("workbook_language", self.workbook, own)
        self.say_choices("bengali_digits", self.digits, {True: say("Yes"), False: say("No")})

    def taken(self, name: str) -> None:
        if name != "workbook_language":
            self.desk.speak_again()
