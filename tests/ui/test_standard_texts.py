"""Qt's own texts speak the language of the screen."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from ui.app import Session
from ui.standard_texts import TEXTS


@pytest.mark.parametrize("code", ["ko", "bn"])
def test_context_menus_and_buttons_are_in_the_chosen_language(
    session: Session, qtbot: QtBot, code: str
) -> None:
    session.desk.set_language(code)
    say = session.desk.office.language(code).say
    line = QLineEdit("text")
    qtbot.addWidget(line)
    menu = line.createStandardContextMenu()
    shown = [action.text().partition("\t")[0] for action in menu.actions() if not action.isSeparator()]
    assert shown[:5] == [say(one) for one in ("Undo", "Redo", "Cut", "Copy", "Paste")]
    menu.deleteLater()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == say("Cancel")


def test_a_text_that_is_not_ours_to_say_is_left_to_qt(session: Session) -> None:
    assert QCoreApplication.translate("Anything", "Something else") == "Something else"
    assert QCoreApplication.translate("QFileDialog", "Files of type:") == session.desk.language.say(
        TEXTS["Files of type:"]
    )
