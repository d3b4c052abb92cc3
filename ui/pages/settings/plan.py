"""The plan in force, and the ways to another one; what a pack changes is shown by the tool of the plan."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from fieldreport.office import Office
from fieldreport.plan import Plan
from fieldreport.store.plans import Held, held_in_words
from ui.desk import Desk
from ui.pages.settings.section import Section
from ui.pages.settings.setting import Setting
from ui.tools.plan.tool import BACK, TAKE
from ui.widgets.plain import button, label


@dataclass(frozen=True)
class InForce:
    """The plan in use and all that were."""

    plan: Plan
    held: tuple[Held, ...]


def read(office: Office) -> InForce:
    """The plan in use."""
    return InForce(office.plan, tuple(office.plans.held()))


class PlanSection(Section):
    """What is in force; a pack is looked at before it is accepted, and the one before is kept."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.seen: InForce | None = None
        self.name, self.days, self.since = (
            self.heading(),
            label("muted", wrap=True),
            label("muted", wrap=True),
        )
        self.look, self.take, self.back = button(), button(), button()
        self.settings = {"look": Setting(self.look), "take": Setting(self.take), "back": Setting(self.back)}
        head = self.card(heading=self.name)
        head.body.addWidget(self.days)
        head.body.addWidget(self.since)
        self.card(self.settings["look"], self.settings["take"])
        self.back_card = self.card(self.settings["back"])
        self.finish()
        self.look.clicked.connect(lambda: desk.open_tool("plan"))
        self.take.clicked.connect(lambda: desk.open_tool("plan", TAKE))
        self.back.clicked.connect(lambda: desk.open_tool("plan", BACK))

    def arrive(self) -> None:
        self.desk.read(read, self._show, latest="settings plan")

    def _show(self, seen: InForce) -> None:
        self.seen = seen
        self.retranslate()

    def retranslate(self) -> None:
        language = self.desk.language
        say = language.say
        self.settings["look"].say(
            say("Tasks, targets and roadmap"),
            say("How each task stands under the plan in force, and where it is going."),
        )
        self.settings["take"].say(
            say("A new plan pack"),
            say("A file from headquarters. What it changes is shown before you accept it."),
        )
        self.settings["back"].say(
            say("The plan before"), say("It is kept, and can be taken again as of today.")
        )
        self.look.setText(say("Show the plan"))
        self.take.setText(say("Take another plan pack…"))
        self.back.setText(say("Go back to the former plan…"))
        if self.seen is None:
            self.back_card.hide()
            return
        plan = self.seen.plan
        version = language.reference(plan.version)
        self.name.setText(
            say("{name} ({version})", name=plan.names.in_language(language.code), version=version)
        )
        self.days.setText(language.days(plan.start, plan.end))
        self.since.setText(held_in_words(self.seen.held[-1], language))
        self.back_card.setVisible(len(self.seen.held) > 1)
