"""The first minutes: what an empty office says, and the sample, which nobody takes for their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fieldreport.office import Office
from tests.ui.opened import clock, settle, take_down
from ui.app import Session
from ui.pages.home import HomePage
from ui.pages.settings.office import OfficeSection
from ui.pages.settings.page import SettingsPage
from ui.samples import SAMPLE_FOLDER, sample_in

Settled = Callable[[], None]


@pytest.fixture
def office(data: Path) -> Iterator[Office]:
    """An office without records."""
    with Office.create(data, "DHK", person="Officer", language="en", clock=clock) as made:
        yield made


@pytest.fixture
def sample(application: QApplication, tmp_path: Path) -> Iterator[Session]:
    """The window on the sample in an office's data folder."""
    with Office.open(sample_in(tmp_path / "data", "Officer", "en"), clock=clock) as office:
        one = Session(application, office)
        one.window.start()
        settle(one)
        yield one
        one.window.close()
        one.end()
    take_down()


def home(session: Session) -> HomePage:
    page = session.window.page("home")
    assert isinstance(page, HomePage)
    return page


def office_section(session: Session) -> OfficeSection:
    page = session.window.page("settings")
    assert isinstance(page, SettingsPage)
    section = page.sections["office"]
    assert isinstance(section, OfficeSection)
    return section


def test_an_empty_office_says_what_to_do_first(session: Session, settled: Settled) -> None:
    steps = home(session).first_steps
    assert steps.isVisible()
    assert steps.rows["lead"].accessibleName().startswith("Write down the first buyer lead.")
    for name, place in (("bringing", "tools"), ("people", "settings"), ("lead", "lead")):
        session.desk.go("home")
        steps.rows[name].setFocus()
        QTest.keyClick(steps.rows[name], Qt.Key.Key_Return)
        settled()
        assert session.window.place == place
    buyer = {"name": "Padma", "roles": ["buyer"], "country": "BD"}
    session.desk.write(lambda office: office.add(office.record_type("organisation"), buyer))
    session.desk.go("home")
    settled()
    assert not steps.isVisible()


def test_the_sample_is_one_press_away_from_ones_own_office(session: Session, settled: Settled) -> None:
    assert not session.window.band.isVisible()
    home(session).first_steps.rows["sample"].click()
    settled()
    section = office_section(session)
    assert section.sample.text() == "Open the sample office"
    section.sample.click()
    settled()
    assert session.wanted is not None
    assert session.wanted.data == session.desk.office.data / SAMPLE_FOLDER
    assert not session.window.isVisible()
    with Office.open(session.wanted.data) as made:
        assert made.is_sample
        assert made.settings.person == "Officer"


@pytest.mark.parametrize("code", ["ko", "en", "bn"])
def test_the_sample_says_on_every_page_and_in_the_title_what_it_is(sample: Session, code: str) -> None:
    sample.desk.set_language(code)
    say = sample.desk.language.say
    for place in sample.window.sidebar.places:
        sample.window.show_place(place)
        assert sample.window.band.isVisible()
    assert sample.window.band.text.text() == say(
        "Sample office: every company, person and figure is made up."
    )
    name = sample.desk.office.place.name(code)
    title = say("{office} – sample, all is made up – Fieldreport", office=name)
    assert sample.window.windowTitle() == title != say("{office} – Fieldreport", office=name)
    settle(sample)


def test_a_workbook_of_the_sample_says_so_in_its_name(sample: Session) -> None:
    office = sample.desk.office
    path = office.export(office.period(), office.language("ko"))
    assert path.name == f"SAMPLE_DHK_{office.period().code}_1_ko.xlsx"


def test_the_band_leads_back_to_ones_own_office(sample: Session, tmp_path: Path) -> None:
    sample.window.band.leave.click()
    assert sample.wanted is not None
    assert sample.wanted.data == tmp_path / "data"
    assert not sample.window.isVisible()
