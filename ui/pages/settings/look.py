"""The colours and the size of everything."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldreport.language import N_in
from fieldreport.settings import SCALES, THEMES
from ui.desk import Desk
from ui.pages.settings.section import Section
from ui.pages.settings.setting import Choices, Setting
from ui.widgets.plain import button

LABELS = {
    "system": N_in("theme", "As the system"),
    "light": N_in("theme", "Light"),
    "dark": N_in("theme", "Dark"),
}


class LookSection(Section):
    """Colours change at once, the size when the program starts."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.theme = self.option("theme", Choices(THEMES))
        self.scale = self.option("scale", Choices(SCALES))
        self.restart = button()
        self.again = Setting(self.restart)
        self.restart.clicked.connect(desk.restart_wanted)
        self._began = desk.office.settings.scale
        self.card(self.theme, self.scale)
        self.again_card = self.card(self.again)
        self.finish()

    def retranslate(self) -> None:
        language = self.desk.language
        say = language.say
        self.theme.say(
            say("Colours"), say("“As the system” follows the system's light and dark, also while it runs.")
        )
        self.scale.say(
            say("Size of everything"),
            say("On top of the system's own scaling. Taken when the program starts."),
        )
        self.say_choices("theme", self.theme, {code: say(text) for code, text in LABELS.items()})
        self.say_choices("scale", self.scale, {one: f"{language.number(one)}%" for one in SCALES})
        self.again.say(
            say("The size takes effect at the next start"), say("Nothing that you have typed is lost.")
        )
        self.restart.setText(say("Start again now"))
        self.again_card.setVisible(self.desk.office.settings.scale != self._began)
