"""The settings page: its parts, chosen above, one of them in sight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from fieldreport.language import N_
from ui.desk import Desk
from ui.forms.flow import Flow
from ui.pages.page import Page
from ui.pages.settings.section import Section
from ui.widgets.plain import button, label, scrolling


@dataclass(frozen=True)
class SectionKind:
    """A part of the settings: its ``label`` in the context ``settings``; ``load`` imports its class."""

    name: str
    label: str
    load: Callable[[], type[Section]]


def _office() -> type[Section]:
    from ui.pages.settings.office import OfficeSection

    return OfficeSection


def _people() -> type[Section]:
    from ui.pages.settings.people import PeopleSection

    return PeopleSection


def _language() -> type[Section]:
    from ui.pages.settings.language import LanguageSection

    return LanguageSection


def _look() -> type[Section]:
    from ui.pages.settings.look import LookSection

    return LookSection


def _reminders() -> type[Section]:
    from ui.pages.settings.reminders import RemindersSection

    return RemindersSection


def _plan() -> type[Section]:
    from ui.pages.settings.plan import PlanSection

    return PlanSection


def _codes() -> type[Section]:
    from ui.pages.settings.codes import CodesSection

    return CodesSection


def _backups() -> type[Section]:
    from ui.pages.settings.backups import BackupsSection

    return BackupsSection


def _health() -> type[Section]:
    from ui.pages.settings.health import HealthSection

    return HealthSection


#: In the order of the buttons above them.
SECTIONS: tuple[SectionKind, ...] = (
    SectionKind("office", N_("Office"), _office),
    SectionKind("people", N_("People"), _people),
    SectionKind("language", N_("Language and digits"), _language),
    SectionKind("look", N_("Look and size"), _look),
    SectionKind("reminders", N_("Reminders"), _reminders),
    SectionKind("plan", N_("Plan"), _plan),
    SectionKind("codes", N_("HS codes"), _codes),
    SectionKind("backups", N_("Backups"), _backups),
    SectionKind("health", N_("Is all well?"), _health),
)


class SettingsPage(Page):
    """Everything that can be chosen, without a file being edited; kept at once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.kinds = {one.name: one for one in SECTIONS}
        self.sections: dict[str, Section] = {}
        self._areas: dict[str, QWidget] = {}
        self.section = ""
        self.title, self.subtitle = label("title", wrap=True), label("muted", wrap=True)
        self.tabs: dict[str, QPushButton] = {}
        self.stack = QStackedWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 12, 12)
        page.setSpacing(10)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self.title)
        names.addWidget(self.subtitle)
        page.addLayout(names)
        tabs = Flow(spacing=6)
        for name in self.kinds:
            one = button("tab")
            one.setCheckable(True)
            one.clicked.connect(partial(self.open_section, name))
            tabs.addWidget(one)
            self.tabs[name] = one
        page.addLayout(tabs)
        page.addWidget(self.stack, 1)

    def open_section(self, name: str, _checked: bool = False) -> None:
        """Bring a part into sight, made at its first visit."""
        if self.section and self.section != name:
            self.sections[self.section].leave()
        if name not in self.sections:
            made = self.kinds[name].load()(self.desk)
            self.sections[name] = made
            self._areas[name] = scrolling(made)
            self.stack.addWidget(self._areas[name])
            made.retranslate()
        self.section = name
        self.stack.setCurrentWidget(self._areas[name])
        self._mark()
        self.sections[name].arrive()

    def arrive(self) -> None:
        self.open_section(self.section or SECTIONS[0].name)

    def leave(self) -> None:
        for one in self.sections.values():
            one.leave()

    def retranslate(self) -> None:
        say = self.desk.language.say
        self.title.setText(say("Settings"))
        self.subtitle.setText(say("Whatever you choose is kept at once. What you type is kept with Enter."))
        for name, one in self.tabs.items():
            one.setText(say(self.kinds[name].label))
        for section in self.sections.values():
            section.retranslate()
        self._mark()

    def _mark(self) -> None:
        for name, one in self.tabs.items():
            one.setChecked(name == self.section)
