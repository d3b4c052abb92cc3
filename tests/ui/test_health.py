"""Settings › Is all well?: what the doctor finds, said in the window, and copied."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from ui.app import Session
from ui.pages.settings.health import HealthSection
from ui.pages.settings.page import SettingsPage


def section(session: Session, settled: Callable[[], None]) -> HealthSection:
    session.desk.open_settings("health")
    settled()
    page = session.window.findChild(SettingsPage)
    assert page is not None
    made = page.sections["health"]
    assert isinstance(made, HealthSection)
    return made


def test_the_window_says_what_is_found_and_copies_it(session: Session, settled: Callable[[], None]) -> None:
    shown = section(session, settled)
    assert shown.findings
    texts = [one.text() for one in shown.found.findChildren(QLabel)]
    for one in shown.findings:
        assert one.said(session.desk.language) in texts
    QTest.mouseClick(shown.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.count("\n") == len(shown.findings)
    assert session.desk.office.person not in copied


def test_looking_again_finds_what_has_changed(session: Session, settled: Callable[[], None]) -> None:
    shown = section(session, settled)
    (session.desk.office.data / ".stfolder").mkdir()
    QTest.mouseClick(shown.again, Qt.MouseButton.LeftButton)
    assert not shown.again.isEnabled()
    settled()
    assert shown.again.isEnabled()
    assert any("Syncthing" in one.said(session.desk.language) for one in shown.findings or ())
    session.desk.set_language("ko")
    settled()
    assert shown.again.text() != "Look again"
