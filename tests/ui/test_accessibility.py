"""Keyboard and screen reader: everything that takes the focus has a name, and Tab reaches it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from ui.app import Session
from ui.main_window import MainWindow


def name_of(widget: QWidget) -> str:
    """What a screen reader says of a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def focusable(window: MainWindow) -> list[QWidget]:
    """Every visible widget that Tab can reach; the views inside scroll areas speak for themselves."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(one.parent(), QAbstractScrollArea)
    ]


@pytest.mark.parametrize("code", ["ko", "en", "bn"])
@pytest.mark.parametrize(
    "place",
    ["home", "event-day", "texts", "report:0", "report:1", "report:2", "report:3", "translation", "settings"],
)
def test_everything_that_takes_the_focus_has_a_name(
    session: Session, settled: Callable[[], None], place: str, code: str
) -> None:
    window = session.window
    session.desk.set_language(code)
    name, _, step = place.partition(":")
    window.show_place(name)
    if step:
        window.page(name).show_step(int(step))  # type: ignore[attr-defined]
    settled()
    nameless = [type(one).__name__ for one in focusable(window) if not name_of(one).strip()]
    assert not nameless
    assert len(focusable(window)) > 15


def test_tab_goes_from_the_places_to_the_search_to_the_page(session: Session) -> None:
    window = session.window
    seen: list[QWidget] = []
    for _ in range(60):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        one = QApplication.focusWidget()
        if one is None or one in seen:
            break
        seen.append(one)
    order = [
        seen.index(one)
        for one in (
            window.sidebar.places["home"],
            window.sidebar.languages.buttons["en"],
            window.top.search.field,
            window.top.new,
            window.top.help,
        )
    ]
    assert order == sorted(order)
    page = window.page("home")
    assert any(page.isAncestorOf(one) for one in seen)


def test_the_arrow_keys_go_through_the_places_and_enter_opens_one(
    session: Session, settled: Callable[[], None]
) -> None:
    window = session.window
    window.sidebar.places["home"].setFocus()
    QTest.keyClick(window.sidebar.places["home"], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is window.sidebar.places["lead"]
    QTest.keyClick(window.sidebar.places["lead"], Qt.Key.Key_Return)
    settled()
    assert window.place == "lead"


def test_no_text_of_home_is_cut_off(session: Session, settled: Callable[[], None]) -> None:
    """Labels that do not wrap are as wide and as tall as their text, in every language."""
    from PySide6.QtWidgets import QLabel

    for code in ("ko", "en", "bn"):
        session.desk.set_language(code)
        settled()
        cut = [
            one.text()
            for one in session.window.findChildren(QLabel)
            if one.isVisible() and not one.wordWrap() and one.sizeHint().width() > one.width() + 1
        ]
        assert not cut
