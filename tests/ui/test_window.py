"""The window as people use it: places, languages, search, new entries, failures, closing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldreport.failures import MachineAtFault
from fieldreport.office import Office
from fieldreport.records import RECORD_TYPES
from tests.ui.opened import clock, compose
from ui.app import Session
from ui.main_window import SIZE, MainWindow
from ui.widgets.results import FOUND


def test_it_opens_at_home_with_every_place_and_its_count(session: Session) -> None:
    window = session.window
    assert window.place == "home"
    assert window.windowTitle() == "Dhaka Trade Office – Fieldreport"
    assert list(window.sidebar.places) == [
        "home",
        *("lead", "event", "participant", "meeting", "outcome"),
        *("difficulty", "activity", "voucher", "signal", "action", "texts"),
        *("organisation", "contact", "tools"),
        *("report", "translation", "settings"),
    ]
    store = session.desk.office.store
    counts = {name: one.count for name, one in window.sidebar.places.items()}
    texts = len(list(session.desk.office.gaps("ko", period=session.desk.office.period())))
    others = {"home": 2, "texts": texts, "tools": None, "report": None, "translation": None, "settings": None}
    assert counts == others | {one.name: store.count(one) for one in RECORD_TYPES}
    assert window.sidebar.places["lead"].accessibleName() == "Buyer leads: 3"


@pytest.mark.parametrize("code", ["ko", "bn", "en"])
def test_a_press_switches_the_language_of_everything_at_once(
    session: Session, settled: Callable[[], None], code: str
) -> None:
    window, desk = session.window, session.desk
    # Every place has been visited, so every page has texts to say again.
    for place in window.sidebar.places:
        window.show_place(place)
    settled()
    QTest.mouseClick(window.sidebar.languages.buttons[code], Qt.MouseButton.LeftButton)
    settled()
    assert desk.language.code == code
    say = desk.office.language(code).say
    names = {one.name: say(one.plural) for one in RECORD_TYPES}
    shown = {name: one.text() for name, one in window.sidebar.places.items() if name in names}
    assert shown == names
    assert window.top.new.text() == say("New entry")
    office = {"ko": "다카무역관", "bn": "ঢাকা বাণিজ্য দপ্তর", "en": "Dhaka Trade Office"}[code]
    assert window.windowTitle().startswith(office)
    # The choice is remembered for the next start.
    with Office.open(desk.office.data, clock=clock) as again:
        assert again.settings.language == code


def test_the_count_follows_what_is_written(session: Session, settled: Callable[[], None]) -> None:
    desk = session.desk
    raw = {"name": "Surma Leaf Foods", "roles": ["buyer"], "country": "BD"}

    desk.write(lambda office: office.add(office.store.types["organisation"], raw))
    settled()
    assert session.window.sidebar.places["organisation"].count == 3


def test_search_finds_a_syllable_that_is_still_being_composed_and_opens_it(
    session: Session, settled: Callable[[], None], qtbot: QtBot
) -> None:
    window = session.window
    search = window.top.search
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert search.field.hasFocus()
    compose(search.field, "", "별")
    compose(search.field, "빛")
    assert search.field.typed() == "별빛"
    qtbot.waitUntil(search.is_open)
    assert search.results is not None
    found = search.results.chosen()
    assert found is not None
    assert "별빛기계" in found.title
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    settled()
    assert window.place == found.type
    assert not search.is_open()


def test_search_finds_records_by_the_company_that_they_point_at(session: Session, qtbot: QtBot) -> None:
    search = session.window.top.search
    search.field.setFocus()
    QTest.keyClicks(search.field, "padma star")
    qtbot.waitUntil(search.is_open)
    assert search.results is not None
    shown = [
        search.results.model.item(row).data(FOUND).type for row in range(search.results.model.rowCount())
    ]
    assert shown == ["organisation", "meeting", "meeting", "meeting", "lead", "lead", "lead"]


def test_search_says_when_nothing_is_found_and_escape_closes_it(session: Session, qtbot: QtBot) -> None:
    search = session.window.top.search
    search.field.setFocus()
    QTest.keyClicks(search.field, "zzzz")
    qtbot.waitUntil(search.is_open)
    assert search.results is not None
    assert search.results.nothing.isVisible()
    QTest.keyClick(search.field, Qt.Key.Key_Escape)
    assert not search.is_open()
    assert search.field.text() == ""


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_the_shortcut_asks_what_to_add_and_opens_an_empty_form(
    session: Session, settled: Callable[[], None]
) -> None:
    window = session.window
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    menu = window.top.menu
    assert menu is not None
    assert [entry.text() for entry in menu.actions()] == [one.label for one in RECORD_TYPES]
    QApplication.sendEvent(
        menu, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    )
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settled()
    assert window.place == "event"


def test_a_failure_is_said_in_the_language_of_the_screen_until_it_is_closed(
    session: Session, settled: Callable[[], None]
) -> None:
    window, desk = session.window, session.desk
    message = "The disk is full. Nothing was lost, but nothing more can be saved until there is room on it."

    def fail(office: Office) -> None:
        raise MachineAtFault(message)

    desk.write(fail)
    settled()
    assert window.notice.isVisible()
    assert window.notice.text.text() == message
    assert window.sidebar.saving._text.text() == "The last change was not saved"
    desk.set_language("ko")
    settled()
    assert window.notice.text.text() == desk.office.language("ko").say(message)
    QTest.mouseClick(window.notice.close_button, Qt.MouseButton.LeftButton)
    assert not window.notice.isVisible()


def test_closing_while_something_is_being_saved_loses_nothing(session: Session) -> None:
    desk = session.desk
    name = desk.office.store.record("BL-0001").id
    for number in range(15):
        desk.write(lambda one, number=number: one.change(name, {"quantity": f"{number} sets"}))  # type: ignore[misc]
    session.window.close()
    with Office.open(desk.office.data, clock=clock) as again:
        assert again.store.record(name)["quantity"] == "14 sets"


def test_the_size_of_the_window_is_remembered(application: QApplication, session: Session) -> None:
    assert (session.window.width(), session.window.height()) == SIZE
    session.window.resize(1100, 700)
    session.window.close()
    with Office.open(session.desk.office.data, clock=clock) as again:
        second = Session(application, again)
        assert isinstance(second.window, MainWindow)
        assert (second.window.width(), second.window.height()) == (1100, 700)
        second.window.close()
        second.end()


def test_damaged_window_settings_do_not_keep_anybody_out(application: QApplication, office: Office) -> None:
    office.save_settings(window={"size": ["wide", None], "maximized": "perhaps"})
    session = Session(application, office)
    assert (session.window.width(), session.window.height()) == SIZE
    session.window.close()
    session.end()
