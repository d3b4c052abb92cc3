"""The panel of matches: who fits and why, one press adds it, undo takes it back, in three languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fieldreport.office import Office
from fieldreport.record import Record
from tests.ui.places import add, buyer, new_office, open_page, open_record
from ui.desk import Desk
from ui.pages.records import RecordsPage
from ui.panels.matching import MatchingPanel


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with new_office(tmp_path_factory.mktemp("office") / "data") as made:
        yield made


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Iterator[Desk]:
    made = Desk(office)
    yield made
    made.close()


@pytest.fixture
def company(office: Office) -> Record:
    add(office, "organisation", name="새솔화학", roles=["company"], country="KR", sector="염료")
    return add(office, "organisation", name="한빛포장", roles=["company"], country="KR", hs_codes=["8422.40"])


@pytest.fixture
def lead(office: Office, company: Record) -> Record:
    return add(office, "lead", buyer=buyer(office).id, products="Packing line", hs_codes=["8422.40"])


@pytest.fixture
def page_of(qtbot: QtBot, desk: Desk) -> Callable[[str], RecordsPage]:
    return lambda type_name: open_page(qtbot, desk, type_name)


def panel_of(page: RecordsPage) -> MatchingPanel:
    page.desk.settle()
    [panel] = page.detail.findChildren(MatchingPanel)
    return panel


def test_a_company_is_matched_by_one_press_and_taken_back(
    desk: Desk, office: Office, company: Record, lead: Record, page_of: Callable[[str], RecordsPage]
) -> None:
    page = page_of("lead")
    open_record(page, lead)
    panel = panel_of(page)
    assert panel.isVisible()
    assert list(panel.buttons) == [company.id]
    assert "same HS subheading 8422.40" in panel.told()
    press = panel.buttons[company.id]
    assert isinstance(press, QPushButton)
    assert press.accessibleName() == "Match with 한빛포장"
    press.setFocus()
    QTest.keyClick(press, Qt.Key.Key_Space)
    desk.settle()
    assert office.store.record(lead.id)["matched_companies"] == (company.id,)
    assert panel.buttons == {}
    assert page.detail.form.editors["matched_companies"].raw() == [company.id]
    page.detail.undo.click()
    desk.settle()
    assert not office.store.record(lead.id)["matched_companies"]
    assert list(panel.buttons) == [company.id]


def test_a_company_shows_its_leads_and_matches_them(
    desk: Desk, office: Office, company: Record, lead: Record, page_of: Callable[[str], RecordsPage]
) -> None:
    page = page_of("organisation")
    open_record(page, company)
    panel = panel_of(page)
    press = panel.buttons[lead.id]
    assert isinstance(press, QPushButton)
    press.click()
    desk.settle()
    assert office.store.record(lead.id)["matched_companies"] == (company.id,)
    page.detail.undo.click()
    desk.settle()
    assert not office.store.record(lead.id)["matched_companies"]


def test_it_is_not_there_where_nothing_is_matched(
    desk: Desk, office: Office, lead: Record, page_of: Callable[[str], RecordsPage]
) -> None:
    page = page_of("organisation")
    open_record(page, office.store.record(lead["buyer"]))
    assert not panel_of(page).isVisible()
    office.change(lead.id, {"status": "invalid"})
    leads = page_of("lead")
    open_record(leads, lead)
    assert not panel_of(leads).isVisible()


def test_nothing_that_fits_is_said_and_the_language_follows(
    desk: Desk, office: Office, lead: Record, page_of: Callable[[str], RecordsPage]
) -> None:
    other = add(office, "lead", buyer=lead["buyer"], products="qqq")
    page = page_of("lead")
    open_record(page, other)
    panel = panel_of(page)
    assert panel.nothing.isVisible()
    open_record(page, lead)
    desk.settle()
    english = panel.told()
    desk.set_language("bn")
    desk.settle()
    assert panel.told() != english
    assert not panel.nothing.isVisible()
