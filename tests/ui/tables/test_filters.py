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
from fieldreport.store import Filter
from fieldreport.store.untranslated import text_fields
from tests.ui.hands import rewrite
from tests.ui.places import add, buyer
from ui.desk import Desk
from ui.pages.records import RecordsPage
from ui.tables import wants
from ui.tables.tones import state_field

PageOf = Callable[[str], RecordsPage]


@pytest.fixture
def leads(office: Office) -> None:
    one = buyer(office).id
    for status, day in (("new", "2026-11-20"), ("dormant", "2026-11-20"), ("new", "2026-01-05")):
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
    click(page, "dormant")
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


def test_a_chip_narrows_leads_to_those_that_are_not_on_tradekorea(
    desk: Desk, office: Office, leads: None, page_of: PageOf
) -> None:
    registered = {"received_on": "2026-11-19", "tradekorea_number": "TK-1", "tradekorea_on": "2026-11-20"}
    add(office, "lead", buyer="OR-0001", products="yarn", status="dormant", **registered)
    add(office, "lead", buyer="OR-0001", products="paper", status="invalid")
    page = page_of("lead")
    chip = page.filters.wanting["tradekorea"]
    assert chip.text() == "Not on TradeKorea 3"
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    desk.settle()
    assert page.number.text() == "3 entries"
    click(page, "dormant")
    assert page.number.text() == "1 entry"
    page.clear_filters.click()
    desk.settle()
    assert page.number.text() == "5 entries"
    desk.write(lambda other: other.change("BL-0001", {**registered, "tradekorea_number": "TK-2"}))
    desk.settle()
    assert chip.text() == "Not on TradeKorea 2"


def test_chips_narrow_a_list_to_what_is_ones_own_and_what_is_overdue(
    desk: Desk, office: Office, leads: None, page_of: PageOf
) -> None:
    office.save_settings(person="Karim")
    for owner, due in (("Karim", "2026-01-05"), ("Sumi", "2026-01-05"), ("Karim", "2030-01-05")):
        add(office, "lead", buyer="OR-0001", products="yarn", owner=owner, next_step_due=due)
    page = page_of("lead")
    mine, overdue = (page.filters.wanting[name] for name in ("mine", "overdue"))
    assert (mine.text(), overdue.text()) == ("Mine 2", "Overdue 2")
    for chip, number in ((mine, "2 entries"), (overdue, "1 entry"), (mine, "2 entries")):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
        desk.settle()
        assert page.number.text() == number
    desk.write(lambda other: other.change("BL-0004", {"next_step_due": None}))
    desk.settle()
    assert (mine.text(), overdue.text()) == ("Mine 2", "Overdue 1")
    assert page.number.text() == "1 entry"
    for one in RECORD_TYPES:
        owned = "mine" in page_of(one.name).filters.wanting
        assert owned is (one.name in ("lead", "difficulty", "action"))


def test_a_chip_narrows_every_list_with_texts_to_what_the_reports_language_lacks(
    desk: Desk, office: Office, leads: None, page_of: PageOf
) -> None:
    products = {
        "text": "yarn",
        "language": "en",
        "translations": {"ko": {"text": "실", "state": "translated"}},
    }
    add(office, "lead", buyer="OR-0001", products=products)
    page = page_of("lead")
    chip = page.filters.wanting["translation"]
    assert chip.text() == "Needs Korean 3"
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    desk.settle()
    assert page.number.text() == "3 entries"
    desk.keep_settings(workbook_language="bn")
    page.hide()
    page.show()
    desk.settle()
    assert chip.text() == "Needs Bengali 4"
    for one in RECORD_TYPES:
        assert ("translation" in page_of(one.name).filters.wanting) is bool(text_fields(one))


def test_what_changes_out_of_sight_is_counted_when_it_is_looked_at(
    desk: Desk, leads: None, page_of: PageOf
) -> None:
    page = page_of("lead")
    page.hide()
    desk.write(lambda other: other.change("BL-0001", {"status": "qualifying"}))
    desk.settle()
    assert page.filters.states["new"].text() == "New 2"
    page.show()
    desk.settle()
    assert page.filters.states["new"].text() == "New 1"


def wants_of(office: Office) -> tuple[wants.Want, ...]:
    return wants.wants_of(office.record_type("lead"), "ko", office.person, office.today())


def test_wants_are_counted_bit_by_bit(office: Office, leads: None) -> None:
    lead = office.record_type("lead")
    asked = [one for one in wants_of(office) if not one.by_index]
    part: wants.Part | None = None
    steps = 0
    while part is None or part.after <= part.last:
        part = wants.count_part(office, record_type=lead, wants=tuple(asked), so_far=part, step=2)
        steps += 1
    assert part.counts == {one.name: office.store.count(lead, one.narrowed(Filter())) for one in asked}
    assert part.counts["translation"] == 3
    assert steps > 2


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
