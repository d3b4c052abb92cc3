"""The first start: an office of one's own, or the sample beside it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from fieldreport import folders
from fieldreport.language import Language
from fieldreport.office import Office
from ui.__main__ import main
from ui.pages.start import StartDialog
from ui.theme import Theme


@pytest.fixture
def dialog(application: QApplication, qtbot: QtBot, tmp_path: Path) -> StartDialog:
    """The questions, in English."""
    one = StartDialog(tmp_path / "data", Language("en", folder=folders.locales()), Theme.light())
    qtbot.addWidget(one)
    one.show()
    return one


def test_an_office_is_made_from_the_answers(dialog: StartDialog, tmp_path: Path) -> None:
    QTest.mouseClick(dialog.languages["bn"], Qt.MouseButton.LeftButton)
    dialog.office_choice.setCurrentIndex(dialog.office_choice.findData("DHK"))
    assert dialog.office_choice.currentText() == "ঢাকা বাণিজ্য দপ্তর"
    dialog.person.setFocus()
    QTest.keyClicks(dialog.person, " Officer ")
    QTest.mouseClick(dialog.begin, Qt.MouseButton.LeftButton)
    office = dialog.office
    assert office is not None
    assert (office.code, office.person, office.settings.language) == ("DHK", "Officer", "bn")
    assert not office.is_sample
    assert office.data == tmp_path / "data"
    office.close()


def test_the_sample_is_kept_apart_and_opened_again(
    dialog: StartDialog, application: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.mouseClick(dialog.sample, Qt.MouseButton.LeftButton)
    assert dialog.office is not None
    assert dialog.office.is_sample
    count = dialog.office.store.count(dialog.office.store.types["lead"])
    dialog.office.close()
    assert not Office.exists(tmp_path / "data")
    again = StartDialog(tmp_path / "data", Language("ko", folder=folders.locales()), Theme.light())
    qtbot.addWidget(again)
    QTest.mouseClick(again.sample, Qt.MouseButton.LeftButton)
    assert again.office is not None
    assert again.office.store.count(again.office.store.types["lead"]) == count > 0
    assert again.office.settings.language == "ko"
    again.office.close()


def test_a_folder_that_cannot_be_made_is_said_and_asked_again(
    application: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    dialog = StartDialog(tmp_path / "file" / "data", Language("en", folder=folders.locales()), Theme.light())
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.mouseClick(dialog.begin, Qt.MouseButton.LeftButton)
    assert dialog.office is None
    assert dialog.problem.isVisible()
    assert str(tmp_path / "file" / "data") in dialog.problem.text()
    assert isinstance(dialog.person, QLineEdit)


def test_the_window_needs_a_folder_after_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data"]) == 2
    assert capsys.readouterr().err == "--data needs a folder.\n"
