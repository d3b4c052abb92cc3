"""Chips and words narrow a list, say how many they show, and an empty list says what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldreport.language import CODES
from fieldreport.office import Office
from fieldreport.records import RECORD_TYPES
from tests.ui.hands import rewrite
from tests.ui.places import add, buyer
from ui.desk import Desk
from ui.pages.records import RecordsPage
from ui.tables.tones import state_field

PageOf = Callable[[str], RecordsPage]


@pytest.fixture
def leads(office: Office) -> None:
    one = buyer(office).id
    for status, day in (("new", "2026-11-20"), ("won", "2026-11-20"), ("new", "2026-01-05")):
        add(office, "lead", buyer=one, products="film", status=status, received_on=day)


def click(page: RecordsPage, chip: str) -> None:
    button = page.filters.period if chip == "period" else page.filters.states[chip]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    page.desk.settle()


def test_chips_say_how_many_and_narrow_the_list(leads: None, page_of: PageOf) -> None:
    page = page_of("lead")
    assert page.filters.period.text() == "This period 2"
    assert page.filters.states["new"].text() == "New 2"
    assert not page.filters.states["lost"].isVisible()
    assert page.number.text() == "3 entries"
    click(page, "new")
    assert page.list.records.rowCount() == 2
    click(page, "won")
    assert page.list.records.rowCount() == 3
    click(page, "period")
    assert page.list.records.rowCount() == 2
    click(page, "new")
    assert page.number.text() == "1 entry"


def test_counts_follow_what_is_written(desk: Desk, office: Office, leads: None, page_of: PageOf) -> None:
    page = page_of("lead")
    desk.write(lambda other: other.change("BL-0001", {"status": "qualifying"}))
    desk.settle()
    assert page.filters.states["new"].text() == "New 1"
    assert page.filters.states["qualifying"].isVisible()


def test_an_empty_list_says_what_to_do_first_and_an_empty_choice_how_to_get_out(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf
) -> None:
    page = page_of("lead")
    assert page.empty.isVisible()
    assert "New entry" in page.empty.text()
    assert not page.clear_filters.isVisible()
    add(office, "lead", buyer=buyer(office).id, products="film")
    page.list.reload()
    desk.settle()
    assert page.list.isVisible()
    rewrite(page.filters.words, "nothing of the kind")
    qtbot.waitUntil(page.clear_filters.isVisible)
    QTest.mouseClick(page.clear_filters, Qt.MouseButton.LeftButton)
    desk.settle()
    assert page.list.isVisible()
    assert page.filters.words.typed() == ""


def test_everything_is_said_in_the_language_that_is_switched_to(
    desk: Desk, leads: None, page_of: PageOf
) -> None:
    page = page_of("lead")
    for code in CODES:
        desk.set_language(code)
        desk.settle()
        say = desk.language.say
        assert page.title.text() == say("Buyer leads")
        assert page.detail.form.editors["buyer"].label.text() == say("Buyer") + " *"
        model = page.list.records
        assert model.headerData(1, Qt.Orientation.Horizontal) == say("Buyer")
        new = page.detail.form.type.field("status").show("new", desk.language)
        assert new in page.filters.states["new"].text()


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("lead", "status"),
        ("event", "status"),
        ("meeting", "status"),
        ("difficulty", "status"),
        ("activity", "status"),
        ("action", "status"),
        ("signal", "urgency"),
        ("organisation", "verification"),
        ("outcome", None),
        ("contact", None),
    ],
)
def test_each_type_is_filtered_by_how_its_records_stand(name: str, field: str | None) -> None:
    record_type = next(one for one in RECORD_TYPES if one.name == name)
    found = state_field(record_type)
    assert (found.name if found else None) == field
