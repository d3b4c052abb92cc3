"""Who works in the office, as what, and who of them sits at this laptop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport import people
from fieldreport.failures import Failure
from fieldreport.field import Json
from fieldreport.office import Office
from fieldreport.people import ROLES, STAFF, Person
from ui.desk import Desk
from ui.forms.chosen import Combo
from ui.forms.composing import ComposingLine
from ui.forms.flow import Flow
from ui.pages.settings.section import Section
from ui.pages.settings.setting import Choices, Setting
from ui.widgets.beside import Beside
from ui.widgets.plain import button, clear, label, rule


class PersonRow(QWidget):
    """Somebody: the name, the role, and the button that takes them off the list."""

    def __init__(self, section: PeopleSection, person: Person) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        language = section.desk.language
        self.person = person
        self.roles, self.remove = Choices(tuple(ROLES)), button("link")
        line = Beside(self, spacing=12)
        line.addWidget(label("strong", wrap=True, text=person.name))
        line.addWidget(self.roles)
        line.addWidget(self.remove)
        self.roles.put(
            person.name,
            {code: language.say(text) for code, text in ROLES.items()},
            person.role,
            language,
        )
        self.remove.setText(language.say("Remove"))
        self.remove.setAccessibleName(language.say("Remove {name}", name=person.name))
        self.roles.chosen.connect(partial(section.give_role, person))
        self.remove.clicked.connect(partial(section.remove, person))


class PeopleSection(Section):
    """The list of people; removing somebody changes nothing that they have written."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.listed: Sequence[Person] = ()
        self.rows: list[PersonRow] = []
        self.here = Combo()
        self.here.setMinimumWidth(220)
        self.here_setting = self.controlled("person", Setting(self.here))
        self.list_heading, self.nobody = self.heading(), label("muted", wrap=True)
        self.add, self.line = button(), ComposingLine()
        adding = QWidget()
        adding.setProperty("look", "clear")
        flow = Flow(adding, 8)
        self.line.setMinimumWidth(220)
        flow.addWidget(self.line)
        flow.addWidget(self.add)
        self.adding = Setting(adding)
        self.card(self.here_setting)
        card = self.card(heading=self.list_heading)
        card.body.addWidget(self.nobody)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        card.body.addLayout(self._rows)
        card.body.addWidget(rule())
        card.body.addWidget(self.adding)
        self.finish()
        self.here.activated.connect(lambda _: self._sit_down(self.here.chosen()))
        self.add.clicked.connect(self._add)
        self.line.returnPressed.connect(self._add)

    def arrive(self) -> None:
        self.desk.read(lambda office: people.people(office.store), self._show, latest="settings people")

    def leave(self) -> None:
        # A name that was typed and not added yet is added rather than forgotten.
        if self.line.typed().strip():
            self._add()

    def retranslate(self) -> None:
        say = self.desk.language.say
        self.here_setting.say(
            say("At this laptop"), say("The name that stands beside everything that is written here.")
        )
        self.list_heading.setText(say("Who works in this office"))
        self.nobody.setText(say("Nobody is in the list yet. Add everybody who writes or signs reports."))
        self.adding.say(
            say("Add somebody"), say("The name as it should stand beside records and in the approval box.")
        )
        self.add.setText(say("Add"))
        self.line.setAccessibleName(say("Name of somebody to add"))
        self._show(self.listed)

    def _show(self, listed: Sequence[Person]) -> None:
        self.listed = listed
        self.nobody.setVisible(not listed)
        clear(self._rows)
        self.rows = [PersonRow(self, one) for one in listed]
        for row in self.rows:
            self._rows.addWidget(row)
        own = self.desk.office.person
        names: dict[Json, str] = {one.name: one.name for one in listed} or {own: own}
        self.here.offer(names, own)

    # ---- changing ----------------------------------------------------------------------------------------------

    def give_role(self, person: Person, role: object) -> None:
        """Somebody is something else from now on."""
        self._keep([replace(one, role=str(role)) if one == person else one for one in self.listed])

    def remove(self, person: Person, _checked: bool = False) -> None:
        """Take somebody off the list."""
        self._keep([one for one in self.listed if one != person])

    def _add(self) -> None:
        self.line.settle()
        name = self.line.text()
        known = [*self.listed]
        own = self.desk.office.settings.person
        there = {name.strip().casefold(), *(one.name.casefold() for one in known)}
        if own and own.casefold() not in there:
            # Whoever sits here works here, whether or not anybody has said so.
            known.append(Person(own, STAFF))
        self._keep([*known, Person(name, STAFF)])

    def _keep(self, wanted: Sequence[Person]) -> None:
        before = self.listed

        def keep(office: Office) -> tuple[Person, ...]:
            return people.keep(office.store, wanted)

        self.desk.write(keep, partial(self._kept, before), self._refused)

    def _kept(self, before: Sequence[Person], now: tuple[Person, ...]) -> None:
        self.adding.refuse(None, self.desk.language)
        if len(now) > len(before):
            self.line.set_typed("")
        self._show(now)
        self.say_saved(partial(self._keep, before))

    def _refused(self, failure: Failure) -> None:
        self.adding.refuse(failure, self.desk.language)
        self.line.setFocus()

    def _sit_down(self, name: Json) -> None:
        before = self.desk.office.settings.person
        self.keep("person", str(name))
        self.say_saved(lambda: self.keep("person", before))
