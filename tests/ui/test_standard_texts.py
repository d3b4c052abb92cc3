"""Qt's own texts speak the language of the screen: menus, standard buttons, message boxes, the folder dialog."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QFileSystemModel,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from fieldreport.language import CODES
from ui.app import Session
from ui.pages.report import ReportPage
from ui.standard_texts import TEXTS, WITH_NAME, StandardTexts

#: Names of keys are those on the keyboard; shortcuts and directions of writing are no texts for people.
NOT_SAID = ("QShortcut", "QGuiApplication")
SHORTCUTS = ("Alt+Left", "Alt+Right", "Alt+Up", "%p%")
BUTTONS = [
    one for one in QDialogButtonBox.StandardButton if one is not QDialogButtonBox.StandardButton.NoButton
]


class Listening(StandardTexts):
    """Hears what Qt asks for, and keeps what has no answer."""

    unanswered: set[tuple[str, str]]

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, count: int = -1
    ) -> str | None:
        said = super().translate(context, source, disambiguation, count)
        if said is None and context.startswith("Q") and context not in NOT_SAID and source not in SHORTCUTS:
            self.unanswered.add((context, source))
        return said


@pytest.fixture
def listening(session: Session) -> Iterator[Listening]:
    """A listener that answers as the program does."""
    one = Listening(lambda: session.desk.language)
    one.unanswered = set()
    QCoreApplication.installTranslator(one)
    yield one
    QCoreApplication.removeTranslator(one)


def close_menus() -> None:
    """Close what has popped up, as soon as it has."""
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QMenu) and one.isVisible():
            one.close()


def ask_for_menu(widget: QWidget) -> None:
    """Press the right button on a widget, and close the menu that opens."""
    QTimer.singleShot(0, close_menus)
    at = QPoint(2, 2)
    QApplication.sendEvent(
        widget, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    )


def use_everything(folder: Path, qtbot: QtBot) -> None:
    """Open whatever of Qt's own can open in the program."""
    line, box, text, words = QLineEdit("text"), QPlainTextEdit("text"), QTextEdit("text"), QLabel("text")
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    bars = [QScrollBar(Qt.Orientation.Horizontal), QScrollBar(Qt.Orientation.Vertical)]
    for one in (line, box, text, words, *bars):
        qtbot.addWidget(one)
        one.show()
    for menu in (
        line.createStandardContextMenu(),
        box.createStandardContextMenu(),
        text.createStandardContextMenu(),
    ):
        menu.deleteLater()
    for one in (words, *bars):
        ask_for_menu(one)
    for button in BUTTONS:
        qtbot.addWidget(QDialogButtonBox(button))
    message = QMessageBox(QMessageBox.Icon.Critical, "title", "text", QMessageBox.StandardButton.Ok)
    message.setDetailedText("details")
    qtbot.addWidget(message)
    message.show()
    for mode in (
        QFileDialog.FileMode.Directory,
        QFileDialog.FileMode.AnyFile,
        QFileDialog.FileMode.ExistingFile,
    ):
        dialog = QFileDialog(None, "title", str(folder))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(mode)
        qtbot.addWidget(dialog)
        dialog.show()
        for model in dialog.findChildren(QFileSystemModel):
            for column in range(4):
                model.headerData(column, Qt.Orientation.Horizontal)
                model.index(str(folder), column).data()


@pytest.mark.parametrize("code", CODES)
def test_no_text_of_qt_is_left_in_english(
    session: Session, listening: Listening, qtbot: QtBot, tmp_path: Path, code: str
) -> None:
    session.desk.set_language(code)
    use_everything(tmp_path, qtbot)
    assert listening.unanswered == set()


@pytest.mark.parametrize("code", CODES)
def test_context_menus_and_buttons_are_in_the_chosen_language(
    session: Session, qtbot: QtBot, code: str
) -> None:
    session.desk.set_language(code)
    say = session.desk.office.language(code).say
    line = QLineEdit("text")
    qtbot.addWidget(line)
    menu = line.createStandardContextMenu()
    shown = [action.text().partition("\t")[0] for action in menu.actions() if not action.isSeparator()]
    assert shown == [say(one) for one in ("Undo", "Redo", "Cut", "Copy", "Paste", "Delete", "Select all")]
    menu.deleteLater()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == say("Cancel")


@pytest.mark.parametrize("code", CODES)
def test_the_folder_dialog_is_in_the_chosen_language(session: Session, qtbot: QtBot, code: str) -> None:
    session.desk.set_language(code)
    language = session.desk.office.language(code)
    session.desk.go("report")
    page = session.window.page("report")
    assert isinstance(page, ReportPage)
    dialog = page.export.folder_dialog()
    qtbot.addWidget(dialog)
    dialog.show()
    labels = {one.text() for one in dialog.findChildren(QLabel) if one.isVisibleTo(dialog)}
    assert labels == {language.say("Look in"), language.say("Folder"), language.say("Kind of file")}
    tips = {one.toolTip() for one in dialog.findChildren(QToolButton)}
    assert {
        language.say(one) for one in ("Back", "Forward", "Folder above", "New folder", "As a list")
    } <= tips
    [box] = dialog.findChildren(QDialogButtonBox)
    pressed = {button.text() for button in box.buttons()}
    assert pressed == {language.say("Choose"), language.say("Cancel")}


@pytest.mark.parametrize("code", ["ko", "bn"])
def test_every_text_of_qt_has_a_translation(session: Session, code: str) -> None:
    language = session.desk.office.language(code)
    same = [one for one in {*TEXTS.values(), *WITH_NAME.values()} if language.say(one, name="%1") == one]
    assert same == []


@pytest.mark.parametrize("code", CODES)
def test_names_stand_in_the_sentences_of_qt(session: Session, code: str) -> None:
    session.desk.set_language(code)
    for source in WITH_NAME:
        said = QCoreApplication.translate("QFileDialog", source)
        assert said.count("%1") == source.count("%1")


def test_a_text_that_is_not_ours_to_say_is_left_to_qt(session: Session) -> None:
    session.desk.set_language("ko")
    assert QCoreApplication.translate("QAnything", "Something else") == "Something else"
    assert QCoreApplication.translate("Anything", "Cancel") == "Cancel"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "취소"
