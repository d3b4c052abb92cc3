"""A lead by keyboard alone: how many keys it takes, and how long at the pace of somebody who types slowly."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import write
from ui.app import Session
from ui.forms.pick import PickEditor
from ui.pages.records import RecordsPage

#: Keys a second of somebody who types with two fingers, Tab and Enter included.
PACE = 5.0
#: A lead must be written within so many seconds.
MOST = 20.0

NO, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


class Typist:
    """Presses keys, counts them, and waits as a person would for what comes."""

    def __init__(self, session: Session, qtbot: QtBot) -> None:
        self.session, self.qtbot = session, qtbot
        self.keys = 0
        self._began = time.perf_counter()

    def seconds(self) -> float:
        """The time for the keys at the pace, and all that the program took."""
        return self.keys / PACE + time.perf_counter() - self._began

    def focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
        self.keys += 1
        QTest.keyClick(self.focused(), key, modifiers)

    def type(self, text: str) -> None:
        self.keys += len(text)
        write(self.focused(), text)

    def tab_to(self, wanted: QWidget) -> None:
        """Press Tab until the focus is there; every press counts."""
        for _ in range(12):
            if self.focused() is wanted:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {wanted.accessibleName()}")


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
@pytest.mark.parametrize(
    ("code", "buyer", "products"),
    [
        ("en", "padma", "Circular knitting machines"),
        ("ko", "pad", "환편기"),
        ("bn", "star home", "বৃত্তাকার বুনন মেশিন"),
    ],
)
def test_a_lead_takes_less_than_twenty_seconds_by_keyboard_alone(
    session: Session, qtbot: QtBot, settled: Callable[[], None], code: str, buyer: str, products: str
) -> None:
    window, store = session.window, session.desk.office.store
    session.desk.set_language(code)
    window.show_place("home")
    settled()
    typist = Typist(session, qtbot)
    typist.keys += 1
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    menu = window.top.menu
    assert menu is not None
    typist.keys += 1
    # A menu is a window of its own and takes its keys there; the first entry is the lead.
    QTest.keyClick(menu, Qt.Key.Key_Return)
    # The screen that nobody sees has no window manager that would give the keyboard back.
    window.activateWindow()
    page = window.page("lead")
    assert isinstance(page, RecordsPage)
    editors = page.detail.form.editors
    first = editors["buyer"]
    assert isinstance(first, PickEditor)
    qtbot.waitUntil(first.finder.line.hasFocus)

    typist.type(buyer)
    qtbot.waitUntil(first.finder.suggestions.isVisible)
    typist.press(Qt.Key.Key_Return)
    typist.tab_to(editors["products"].inputs()[0])
    typist.type(products)
    typist.tab_to(editors["hs_codes"].inputs()[0])
    typist.type("8447")
    typist.tab_to(editors["quantity"].inputs()[0])
    typist.type("6 sets")
    typist.tab_to(editors["value"].inputs()[0])
    typist.type("50000 usd")
    typist.press(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: page.detail.keeper.record is not None)
    took = typist.seconds()

    settled()
    lead = store.record("BL-0004")
    assert session.desk.titles.of(lead).startswith("Padma Star Home Textiles")
    assert lead["products"].original == products
    assert [one.code for one in lead["hs_codes"]] == ["8447"]
    assert (lead["quantity"], str(lead["value"].currency)) == ("6 sets", "USD")
    # What nobody had to type: today, who writes it.
    assert (lead["received_on"], lead["owner"]) == (session.desk.office.today(), "Officer")
    assert took < MOST, f"{typist.keys} keys, {took:.1f} s"
    print(f"{typist.keys} keys, {took:.1f} s")


@pytest.mark.parametrize(("status", "begins"), [("held", True), ("closed", False)])
def test_a_meeting_begins_with_the_event_of_the_last_one_while_that_goes_on(
    session: Session, settled: Callable[[], None], status: str, begins: bool
) -> None:
    desk, store = session.desk, session.desk.office.store
    event = store.record("EV-0001").id
    if status != "held":
        desk.write(lambda office: office.change(event, {"status": status}))
        settled()
    desk.new_record("meeting")
    settled()
    page = session.window.page("meeting")
    assert isinstance(page, RecordsPage)
    assert page.detail.form.editors["event"].typed() == (event if begins else None)
    # A value that nobody typed is nothing to be kept as a draft.
    assert not page.detail.keeper.is_unsaved()
