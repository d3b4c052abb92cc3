"""What is told unasked, and when not."""

from __future__ import annotations

from datetime import time

from PySide6.QtWidgets import QWidget

from fieldreport import reminders
from fieldreport.settings import HOURS, REMIND_DAYS
from ui.desk import Desk
from ui.forms.chosen import Combo
from ui.pages.settings.section import Section
from ui.pages.settings.setting import Choices, Setting
from ui.widgets.plain import button


class RemindersSection(Section):
    """Reports that are due, follow-ups, leads that went quiet: each once a day at most."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.on = self.option("reminders", Choices((True, False)))
        self.days = self.option("remind_days", Choices(REMIND_DAYS))
        self.since, self.until = self._hour("quiet_from"), self._hour("quiet_until")
        self.off = self.option("quiet_days", Choices((True, False)))
        self.quiet = button()
        self.today = Setting(self.quiet)
        self.quiet.clicked.connect(self._be_quiet)
        self.card(self.on, self.days)
        self.quiet_heading = self.heading()
        self.card(self.since, self.until, self.off, self.today, heading=self.quiet_heading)
        self.finish()

    def _hour(self, name: str) -> Setting:
        combo = Combo()
        combo.setMinimumWidth(140)
        combo.activated.connect(lambda _: self.keep(name, combo.chosen()))
        return self.controlled(name, Setting(combo))

    def retranslate(self) -> None:
        language, settings = self.desk.language, self.desk.office.settings
        say = language.say
        self.on.say(
            say("Reminders"),
            say(
                "Reports that are due, follow-ups, and leads with which nobody has had contact: once a day at most."
            ),
        )
        self.days.say(
            say("Days before the report is due"), say("From then on the report is reminded of every day.")
        )
        self.quiet_heading.setText(say("Quiet"))
        self.since.say(say("Quiet from"), say("From this hour on nothing is reminded of."))
        self.until.say(say("Quiet until"), say("The same hour twice means that no hour is quiet."))
        self.off.say(say("Quiet on days off"), say("The office's days off and its holidays."))
        yes_no = {True: say("Yes"), False: say("No")}
        self.say_choices(
            "reminders", self.on, {True: say_on(self.desk, True), False: say_on(self.desk, False)}
        )
        self.say_choices("remind_days", self.days, {one: language.number(one) for one in REMIND_DAYS})
        self.say_choices("quiet_days", self.off, yes_no)
        hours = {one: language.clock(time.fromisoformat(one)) for one in HOURS}
        for setting, chosen in ((self.since, settings.quiet_from), (self.until, settings.quiet_until)):
            assert isinstance(setting.control, Combo)
            setting.control.offer({**hours}, chosen)
        told = settings.reminded.get(reminders.QUIET) == self.desk.office.today().isoformat()
        self.today.say(say("Nothing more today"), say("Tomorrow reminders go on by themselves."))
        self.quiet.setText(say("Remind me today after all") if told else say("Say nothing more today"))

    def _be_quiet(self) -> None:
        settings, today = self.desk.office.settings, self.desk.office.today()
        reminded = dict(settings.reminded)
        if reminded.get(reminders.QUIET) == today.isoformat():
            del reminded[reminders.QUIET]
        else:
            reminded = reminders.after(reminded, reminders.QUIET, today)
        self.keep("reminded", reminded)


def say_on(desk: Desk, on: bool) -> str:
    """On or off."""
    return desk.language.say_in("reminders", "On") if on else desk.language.say_in("reminders", "Off")
