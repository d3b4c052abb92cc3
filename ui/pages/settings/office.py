"""The office's own details, and the sample office beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from fieldreport import premises
from fieldreport.failures import Failure
from fieldreport.language import CODES, N_
from fieldreport.names import Names
from fieldreport.office import Office
from fieldreport.premises import Premises, premises_of
from ui.desk import Desk
from ui.forms.chosen import Combo
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.pages.settings.section import Section
from ui.pages.settings.setting import Setting, TypedSetting
from ui.samples import own_folder, sample_in
from ui.widgets.plain import button

#: In the order of ``date.weekday()``.
WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


@dataclass(frozen=True)
class Lists:
    """What countries and regions are called in a language, in the order of the names."""

    language: str
    countries: dict[str, str]
    regions: dict[str, str]


def read_lists(office: Office, code: str) -> Lists:
    """The countries and the plan's regions."""
    language = office.language(code)
    regions = {name: one.in_language(code) for name, one in office.plan.regions.items()}
    return Lists(code, dict(language.countries()), regions)


class OfficeSection(Section):
    """Names in three languages, country, region, days off; the code and what follows from it cannot be chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._lists: Lists | None = None
        self.names = {code: TypedSetting() for code in CODES}
        self.country, self.region = Combo(), Combo()
        self.days: dict[int, QPushButton] = {}
        days = QWidget()
        days.setProperty("look", "clear")
        flow = Flow(days, 4)
        for day in range(7):
            one = button("filter")
            one.setCheckable(True)
            one.clicked.connect(partial(self._choose_day, day))
            flow.addWidget(one)
            self.days[day] = one
        self.reset, self.sample = button(), button()
        self.fixed, self.where = Wrapping(), Wrapping()
        self.settings = {
            "country": Setting(self.country),
            "region": Setting(self.region),
            "weekend": Setting(days),
            "reset": Setting(self.reset),
        }
        self.sample_setting = Setting(self.sample)
        for one_of in (self.country, self.region):
            one_of.setMinimumWidth(220)
        self.names_heading, self.details_heading = self.heading(), self.heading()
        self.fixed.setProperty("role", "muted")
        self.where.setProperty("role", "muted")
        self.card(*self.names.values(), heading=self.names_heading)
        self.card(*self.settings.values(), self.fixed, heading=self.details_heading)
        self.where_heading = self.heading()
        self.sample_card = self.card(self.sample_setting)
        kept = self.card(heading=self.where_heading)
        kept.body.addWidget(self.where)
        self.finish()
        for code, setting in self.names.items():
            setting.given.connect(partial(self._name, code))
        self.country.activated.connect(lambda _: self._change(country=self.country.chosen()))
        self.region.activated.connect(lambda _: self._change(region=self.region.chosen()))
        self.reset.clicked.connect(self._reset)
        self.sample.clicked.connect(self._go_over)

    # ---- showing -----------------------------------------------------------------------------------------------

    def arrive(self) -> None:
        code = self.desk.language.code
        self.desk.read(partial(read_lists, code=code), self._offer, latest="settings lists")

    def leave(self) -> None:
        for one in self.names.values():
            one.keep()

    def _offer(self, lists: Lists) -> None:
        self._lists = lists
        self._show_place()
        if lists.language != self.desk.language.code:
            self.arrive()

    def retranslate(self) -> None:
        language, office = self.desk.language, self.desk.office
        say = language.say
        self.names_heading.setText(say("The office's name"))
        self.details_heading.setText(say("Where it is and when it works"))
        for code, setting in self.names.items():
            setting.say(language.language_name(code), "")
        texts = {
            "country": (say("Country"), say("Used for phone numbers that are written without a country.")),
            "region": (say("Region"), say("The region of the plan that the office belongs to.")),
            "weekend": (say("Days off"), say("On these days nothing is reminded of.")),
            "reset": (
                say("Back to the list"),
                say("Takes name, country, region and days off from the list of offices again."),
            ),
        }
        for name, texts_of in texts.items():
            self.settings[name].say(*texts_of)
        self.reset.setText(say("Take them from the list"))
        self.fixed.setText(
            say(
                "Code {code}, time zone {zone} and currency {currency} come from the list of offices: records are "
                "dated and numbered by them.",
                code=office.code,
                zone=office.place.zone,
                currency=office.place.currency,
            )
        )
        if office.is_sample:
            self.sample_setting.say(
                say("Your own office"), say("Leaves the sample; nothing in it is lost or carried over.")
            )
            self.sample.setText(say("Open my own office"))
        else:
            self.sample_setting.say(
                say("Sample office"),
                say(
                    "An office whose records are all made up, to try things in. It is kept apart from your own."
                ),
            )
            self.sample.setText(say("Open the sample office"))
        self.sample_card.setVisible(not office.is_sample or own_folder(office) is not None)
        self.where_heading.setText(say("Where everything is kept"))
        self.where.setText(str(office.data))
        self._show_place()
        if self._lists is not None and self._lists.language != language.code:
            self.arrive()

    def _show_place(self) -> None:
        language, place = self.desk.language, self.desk.office.place
        for code, setting in self.names.items():
            setting.put(place.name(code))
        if self._lists is not None:
            self.country.offer(dict(self._lists.countries), place.country)
            self.region.offer(dict(self._lists.regions), place.region)
        for day, one in self.days.items():
            name, off = language.say(WEEKDAYS[day]), day in place.weekend
            one.setChecked(off)
            # A sign as well as a colour says that it is chosen.
            one.setText(f"✓ {name}" if off else name)
            one.setAccessibleName(
                language.say("{field}: {choice}", field=self.settings["weekend"].name.text(), choice=name)
            )

    # ---- changing ----------------------------------------------------------------------------------------------

    def _name(self, code: str, typed: str) -> None:
        names = {one: self.desk.office.place.name(one) for one in CODES} | {code: typed}
        self._change(names=Names(**names))

    def _choose_day(self, day: int, _checked: bool = False) -> None:
        self._change(weekend=self.desk.office.place.weekend ^ {day})

    def _change(self, **changed: object) -> None:
        self._keep(replace(premises_of(self.desk.office.place), **changed))  # type: ignore[arg-type]

    def _reset(self) -> None:
        self._keep(None)

    def _keep(self, wanted: Premises | None) -> None:
        before = premises_of(self.desk.office.place)
        self.desk.write(
            lambda office: premises.keep(office.store, wanted), partial(self._kept, before), self._refused
        )

    def _kept(self, before: Premises, _nothing: None) -> None:
        self._refuse(None)
        self.desk.move()
        if premises_of(self.desk.office.place) != before:
            self.say_saved(partial(self._keep, before))

    def _refused(self, failure: Failure) -> None:
        self._show_place()
        self._refuse(failure)

    def _refuse(self, failure: Failure | None) -> None:
        fields = {f"names.{code}": setting for code, setting in self.names.items()} | self.settings
        wrong = {one.field for one in getattr(failure, "problems", ())}
        for name, setting in fields.items():
            setting.refuse(failure if name in wrong else None, self.desk.language)
        if failure is not None and not wrong & fields.keys():
            self.desk.failed.emit(failure)

    # ---- the sample --------------------------------------------------------------------------------------------

    def _go_over(self) -> None:
        office = self.desk.office
        own = own_folder(office)
        if own is not None:
            self.desk.office_wanted.emit(own, None)
            return
        self.sample.setEnabled(False)
        person, language = office.settings.person, office.settings.language
        self.desk.read(
            lambda here: sample_in(here.data, person, language), self._sample_made, self._no_sample
        )

    def _sample_made(self, folder: Path) -> None:
        self.sample.setEnabled(True)
        self.desk.office_wanted.emit(folder, None)

    def _no_sample(self, failure: Failure) -> None:
        self.sample.setEnabled(True)
        self.desk.failed.emit(failure)
