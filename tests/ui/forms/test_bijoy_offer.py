"""The offer to turn old Bijoy text into Unicode: made on paste and on typing, taken, refused, taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldreport.fields import Line, TextField, Words
from fieldreport.language import CODES
from fieldreport.values import Text, Translation
from tests.ui.hands import compose
from ui.desk import Desk
from ui.forms.bijoy_offer import BijoyOffer
from ui.forms.editor import Editor
from ui.forms.kinds import editor_for
from ui.forms.lines import LineEditor
from ui.forms.text import TextEditor

OLD = "Avgv‡`i †gwkb cÖ‡qvRb"
NEW = "আমাদের মেশিন প্রয়োজন"
OneField = TextField | Line | Words
FIELDS: list[OneField] = [
    TextField(name="need", label="Need"),
    TextField(name="title", label="Title", short=True),
    Line(name="owner", label="Owner"),
    Words(name="aliases", label="Aliases"),
]


def opened(qtbot: QtBot, desk: Desk, field: OneField) -> Editor:
    editor = editor_for(field, desk)
    editor.retranslate()
    qtbot.addWidget(editor)
    with qtbot.waitActive(editor):
        editor.show()
        editor.activateWindow()
    editor.focus()
    return editor


def offer_of(editor: Editor) -> BijoyOffer:
    if isinstance(editor, TextEditor):
        return editor.original.offer
    assert isinstance(editor, LineEditor)
    assert editor.offer is not None
    return editor.offer


def paste(qtbot: QtBot, offer: BijoyOffer, text: str) -> None:
    QApplication.clipboard().setText(text)
    QTest.keyClick(offer.box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: offer.box.typed() != "")
    offer.look()


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_paste_is_offered_taken_and_taken_back(qtbot: QtBot, desk: Desk, field: OneField) -> None:
    editor = opened(qtbot, desk, field)
    offer = offer_of(editor)
    paste(qtbot, offer, OLD)
    assert offer.isVisible()
    assert offer.bar.preview.text() == NEW
    assert offer.box.typed() == OLD
    with qtbot.waitSignal(editor.edited):
        offer.bar.use.click()
    assert offer.box.typed() == NEW
    assert not offer.isVisible()
    assert offer.box.hasFocus()
    QTest.keyClick(offer.box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert offer.box.typed() == OLD
    offer.look()
    assert not offer.isVisible()


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_what_is_kept_is_not_asked_about_again(qtbot: QtBot, desk: Desk, field: OneField) -> None:
    editor = opened(qtbot, desk, field)
    offer = offer_of(editor)
    paste(qtbot, offer, OLD)
    offer.bar.keep.click()
    assert (offer.isVisible(), offer.box.typed(), offer.box.hasFocus()) == (False, OLD, True)
    QTest.keyClicks(offer.box, " and")
    offer.look()
    assert not offer.isVisible()
    QApplication.clipboard().setText(" bZyb †jLv, cÖ¯Íve")
    QTest.keyClick(offer.box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    offer.look()
    assert offer.isVisible()


def test_the_offer_comes_by_itself_and_goes_when_the_text_is_gone(qtbot: QtBot, desk: Desk) -> None:
    editor = opened(qtbot, desk, FIELDS[0])
    offer = offer_of(editor)
    QApplication.clipboard().setText(OLD)
    QTest.keyClick(offer.box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(offer.isVisible)
    offer.box.selectAll()
    QTest.keyClick(offer.box, Qt.Key.Key_Delete)
    assert not offer.isVisible()


@pytest.mark.parametrize(
    "text", ["Six knitting machines", "환편기 6대", "ছয়টি মেশিন দরকার", "TK-88213", "a@example.com"]
)
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_ordinary_texts_are_never_asked_about(qtbot: QtBot, desk: Desk, field: OneField, text: str) -> None:
    editor = opened(qtbot, desk, field)
    offer = offer_of(editor)
    paste(qtbot, offer, text)
    assert not offer.isVisible()


def test_a_text_that_becomes_bengali_is_told_as_bengali(qtbot: QtBot, desk: Desk) -> None:
    editor = opened(qtbot, desk, FIELDS[0])
    assert isinstance(editor, TextEditor)
    paste(qtbot, editor.original.offer, OLD)
    editor.original.offer.bar.use.click()
    assert editor.raw() == {"text": NEW, "language": "bn", "translations": {}}


def test_a_record_that_has_such_text_is_asked_about_when_it_is_opened(qtbot: QtBot, desk: Desk) -> None:
    editor = opened(qtbot, desk, FIELDS[0])
    assert isinstance(editor, TextEditor)
    editor.load(Text("Machines", "en", {"bn": Translation(OLD)}))
    qtbot.waitUntil(lambda: any(one.offer.isVisible() for one in editor.findChildren(type(editor.original))))
    assert not editor.original.offer.isVisible()
    assert not editor.changed()


def test_what_may_only_be_read_is_not_asked_about(qtbot: QtBot, desk: Desk) -> None:
    for field in FIELDS:
        editor = opened(qtbot, desk, field)
        editor.load(
            Text(OLD, "en") if isinstance(field, TextField) else (OLD,) if isinstance(field, Words) else OLD
        )
        editor.set_locked(True)
        offer_of(editor).look()
        assert not offer_of(editor).isVisible()
        editor.set_locked(False)
        offer_of(editor).look()
        assert offer_of(editor).isVisible()


def test_a_composition_is_not_disturbed(qtbot: QtBot, desk: Desk) -> None:
    editor = opened(qtbot, desk, FIELDS[0])
    offer = offer_of(editor)
    paste(qtbot, offer, OLD)
    compose(offer.box, "가")
    offer.look()
    assert not offer.isVisible()


def test_a_long_text_has_a_short_preview_and_is_changed_as_a_whole(qtbot: QtBot, desk: Desk) -> None:
    editor = opened(qtbot, desk, FIELDS[0])
    offer = offer_of(editor)
    paste(qtbot, offer, "\n".join([OLD] * 30))
    assert len(offer.bar.preview.text()) == 240
    offer.bar.use.click()
    assert offer.box.typed() == "\n".join([NEW] * 30)


def test_the_offer_is_reached_by_keyboard_and_said_in_every_language(qtbot: QtBot, desk: Desk) -> None:
    editor = opened(qtbot, desk, FIELDS[1])
    offer = offer_of(editor)
    paste(qtbot, offer, OLD)
    reached = []
    for _ in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert offer.bar.use in reached
    offer.bar.keep.setFocus()
    for code in CODES:
        desk.language = desk.office.language(code)
        editor.retranslate()
        assert offer.bar.said.text() == offer.accessibleName()
        assert all(one.text() for one in (offer.bar.use, offer.bar.keep, offer.bar.said))
        assert offer.isVisible()
    QTest.keyClick(offer.bar.keep, Qt.Key.Key_Space)
    assert not offer.isVisible()
