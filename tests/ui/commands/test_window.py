"""Commands in the window: Ctrl K, shortcuts, Ctrl N where the page tells the type, undo and redo from anywhere."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.opened import compose
from ui.app import Session
from ui.widgets.results import FOUND

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def ask(session: Session, qtbot: QtBot, typed: str) -> list[str]:
    """Press Ctrl K and type; the titles of what is found."""
    search = session.window.top.search
    QTest.keyClick(session.window, Qt.Key.Key_K, CONTROL)
    assert search.field.hasFocus()
    for letter in typed:
        compose(search.field, "", letter)

    def titles() -> list[str]:
        assert search.results is not None
        model = search.results.model
        return [model.item(row).data(FOUND).title for row in range(model.rowCount())]

    qtbot.waitUntil(search.is_open)
    session.desk.settle()
    qtbot.waitUntil(lambda: not search._pause.isActive())
    session.desk.settle()
    return titles()


def menu_of(session: Session) -> QMenu | None:
    return session.window.top.menu


def press(
    session: Session, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def test_a_command_is_found_among_the_records_and_done_by_enter(
    session: Session, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    assert ask(session, qtbot, "dark")[0] == "Dark colours"
    press(session, Qt.Key.Key_Return)
    settled()
    assert session.desk.theme.name == "dark"
    assert session.desk.office.settings.theme == "dark"
    assert ask(session, qtbot, "한국어")[0] == "Show everything in Korean"
    press(session, Qt.Key.Key_Return)
    settled()
    assert session.desk.language.code == "ko"


def test_a_command_is_found_while_a_syllable_is_still_being_composed(session: Session, qtbot: QtBot) -> None:
    search = session.window.top.search
    QTest.keyClick(session.window, Qt.Key.Key_K, CONTROL)
    compose(search.field, "백")
    qtbot.waitUntil(
        lambda: (
            search.is_open()
            and search.results is not None
            and (found := search.results.chosen()) is not None
            and found.command is not None
            and found.command.name == "back-up"
        )
    )


def test_before_anything_is_typed_ctrl_k_offers_what_is_done_most(session: Session, qtbot: QtBot) -> None:
    assert ask(session, qtbot, "")[0] == "New: Buyer lead"
    press(session, Qt.Key.Key_Escape)
    assert not session.window.top.search.is_open()


def test_a_tool_and_a_new_record_are_reached_by_typing(
    session: Session, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    ask(session, qtbot, "support chain")
    press(session, Qt.Key.Key_Return)
    settled()
    assert session.window.place == "tools"
    ask(session, qtbot, "new difficulty")
    press(session, Qt.Key.Key_Return)
    settled()
    assert session.window.place == "difficulty"


def test_a_backup_is_made_at_once(session: Session, qtbot: QtBot, settled: Callable[[], None]) -> None:
    ask(session, qtbot, "back up now")
    press(session, Qt.Key.Key_Return)
    settled()
    (made,) = (session.desk.office.data / "backups").glob("office-*Z.db")
    assert str(made) in session.window.notice.text.text()
    assert "0 files" in session.window.notice.text.text()


def test_files_are_put_on_the_open_record_by_a_command(
    session: Session, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    ask(session, qtbot, "attachment")
    press(session, Qt.Key.Key_Return)
    settled()
    assert session.window.notice.text.text().startswith("Please open a record first")


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_ctrl_n_begins_what_the_page_is_about_and_asks_elsewhere(
    session: Session, settled: Callable[[], None]
) -> None:
    window = session.window
    window.show_place("difficulty")
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    settled()
    assert menu_of(session) is None
    focused = QApplication.focusWidget()
    page: QWidget = window.page("difficulty")
    assert focused is not None
    assert page.isAncestorOf(focused)
    window.show_place("report")
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    menu = menu_of(session)
    assert menu is not None
    menu.close()


def test_undo_and_redo_reach_across_fields_records_and_pages(
    session: Session, settled: Callable[[], None]
) -> None:
    desk, store = session.desk, session.desk.office.store
    lead, difficulty = store.record("BL-0001").id, store.record("DF-0001").id
    desk.write(lambda office: office.change(lead, {"quantity": "6 sets"}))
    desk.write(lambda office: office.change(difficulty, {"owner": "Salma"}))
    settled()
    window = session.window
    window.show_place("home")
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    settled()
    assert (store.record(lead)["quantity"], store.record(difficulty)["owner"]) == (None, None)
    assert "BL-0001" in window.notice.text.text()
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    settled()
    assert store.record(lead)["quantity"] == "6 sets"
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    settled()
    assert store.record(difficulty)["owner"] == "Salma"
    # There is nothing more: that is said, and nothing else happens.
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    settled()
    assert window.notice.text.text() == "Nothing was taken back that could be done again."


def test_something_new_ends_what_could_be_done_again(session: Session, settled: Callable[[], None]) -> None:
    desk, store = session.desk, session.desk.office.store
    lead = store.record("BL-0001").id
    desk.write(lambda office: office.change(lead, {"quantity": "6 sets"}))
    settled()
    desk.steps.undo()
    settled()
    desk.write(lambda office: office.change(lead, {"quantity": "7 sets"}))
    settled()
    assert desk.steps.next() is None
    assert not desk.steps.redo()
    assert store.record(lead)["quantity"] == "7 sets"
