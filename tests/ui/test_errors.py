"""Mistakes of ours: said, logged without what people typed, and survived."""

import logging
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from fieldreport.language import Language
from ui.errors import LOG_FILES, Crashes, account, start_log, stop_log
from ui.theme import Theme


def broken(text: str) -> None:
    """Fails as a mistake of ours would, quoting what somebody typed."""
    try:
        raise ValueError(f"cannot read {text}")
    except ValueError as error:
        raise KeyError(text) from error


def test_the_account_names_the_place_and_not_what_was_typed() -> None:
    with pytest.raises(KeyError) as caught:
        broken("Padma Star, +880 1713")
    told = account(caught.value)
    assert "Padma" not in told
    assert "KeyError\n" in told
    assert "tests/ui/test_errors.py:" in told
    assert "broken" in told
    assert told.count("ValueError") == 1
    assert str(Path.home()) not in told


def test_a_message_about_code_alone_is_told() -> None:
    with pytest.raises(AttributeError) as caught:
        _ = "text".colour  # type: ignore[attr-defined]
    assert "has no attribute 'colour'" in account(caught.value)


def test_the_log_rotates_and_keeps_to_its_folder(tmp_path: Path) -> None:
    handler = start_log(tmp_path)
    try:
        for _ in range(40):
            logging.getLogger("fieldreport").error("%s", "x" * 60_000)
    finally:
        stop_log(handler)
    files = sorted((tmp_path / "logs").iterdir())
    assert len(files) == LOG_FILES + 1
    assert sum(one.stat().st_size for one in files) < 1_500_000


def test_no_log_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("in the way", encoding="utf-8")
    assert start_log(tmp_path) is None
    stop_log(None)


def test_a_mistake_in_any_thread_opens_one_dialog_with_text_to_copy(
    application: QApplication,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    crashes = Crashes(lambda: Language("en"), Theme.light, lambda: None)
    with capture_exceptions():
        crashes.install()
        try:
            threads = [threading.Thread(target=broken, args=("a name",)) for _ in range(2)]
            for one in threads:
                one.start()
                one.join()
            qtbot.waitUntil(lambda: crashes.dialog is not None)
        finally:
            crashes.uninstall()
    dialog = crashes.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert "broken" in dialog.details.toPlainText()
    assert "a name" not in dialog.details.toPlainText()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.details.toPlainText()
    dialog.accept()
    qtbot.waitUntil(lambda: crashes.dialog is None)
    assert len(caplog.records) == 2
    assert sys.excepthook is not crashes._take
    capsys.readouterr()
