"""A composition is typed text, wherever the cursor stands and whatever stands before it."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import commit, compose, write
from ui.forms.composing import ComposingLine, ComposingText, inserted


class Method(QObject):
    """An input method in a process of its own: what it says arrives when its turn comes."""

    done = Signal(str)


Box = ComposingLine | ComposingText


@pytest.fixture(params=[ComposingLine, ComposingText])
def box(qtbot: QtBot, request: pytest.FixtureRequest) -> Box:
    made: Box = request.param()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


@given(before=st.text(), composition=st.text(), after=st.text())
def test_the_composition_stands_where_the_cursor_is_in_any_script(
    before: str, composition: str, after: str
) -> None:
    units = len(before.encode("utf-16-le", "surrogatepass")) // 2
    assert inserted(before + after, units, composition) == before + composition + after


def test_an_unfinished_syllable_is_typed_and_told(qtbot: QtBot, box: Box) -> None:
    write(box, "수")
    with qtbot.waitSignal(box.typed_changed):
        compose(box, "추")
    assert box.typed() == "수추"
    with qtbot.waitSignal(box.typed_changed):
        compose(box, "출")
    assert box.typed() == "수출"
    commit(box, "출")
    assert box.typed() == "수출"
    assert box.composition == ""


def test_a_syllable_in_the_middle_behind_an_emoji_stands_in_its_place(box: Box) -> None:
    commit(box, "🧵ক")
    commit(box, "খ")
    QTest.keyClick(box, Qt.Key.Key_Left)
    compose(box, "ষ্ম")
    assert box.typed() == "🧵কষ্মখ"


def test_settling_makes_it_text_once(box: Box) -> None:
    write(box, "섬유 ")
    compose(box, "원")
    box.settle()
    box.settle()
    assert box.typed() == "섬유 원"
    assert box.composition == ""


def test_leaving_makes_it_text_once(qtbot: QtBot) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    boxes: list[Box] = [ComposingLine(), ComposingText()]
    for one in boxes:
        column.addWidget(one)
    qtbot.addWidget(holder)
    with qtbot.waitActive(holder):
        holder.show()
    for here, there in ((boxes[0], boxes[1]), (boxes[1], boxes[0])):
        here.setFocus()
        compose(here, "닭")
        there.setFocus()
        assert here.typed() == "닭"
        assert here.composition == ""


def test_another_text_drops_the_composition(box: Box) -> None:
    compose(box, "가")
    box.set_typed("Shapla Knit")
    assert box.typed() == "Shapla Knit"


def test_a_space_that_ended_the_composition_comes_after_its_letters(box: Box) -> None:
    method = Method()
    method.done.connect(partial(commit, box), Qt.ConnectionType.QueuedConnection)
    commit(box, "পোশা")
    compose(box, "ক")
    # The input method has answered that the space is not its own, and the letters are still on their way.
    method.done.emit("ক")
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.typed() == "পোশাক "


def test_saving_by_a_key_that_ended_the_composition_takes_its_letters_once(box: Box) -> None:
    saved: list[str] = []
    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), box.window())
    shortcut.activated.connect(box.settle)
    shortcut.activated.connect(lambda: saved.append(box.typed()))
    method = Method()
    method.done.connect(partial(commit, box), Qt.ConnectionType.QueuedConnection)
    compose(box, "শ")
    method.done.emit("শ")
    QTest.keyClick(box, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    QCoreApplication.processEvents()
    assert saved == ["শ"]
    assert box.typed() == "শ"


def test_undo_belongs_to_the_box_while_it_has_typing_to_take_back(qtbot: QtBot, box: Box) -> None:
    asked: list[str] = []
    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), box.window())
    shortcut.activated.connect(lambda: asked.append("page"))
    QTest.keyClicks(box, "six")
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.typed() == ""
    assert asked == []
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["page"]


def test_a_text_grows_with_its_lines_and_bengali_is_not_clipped(qtbot: QtBot) -> None:
    box = ComposingText()
    box.resize(300, 40)
    qtbot.addWidget(box)
    with qtbot.waitExposed(box):
        box.show()
    small = box.sizeHint().height()
    box.set_typed("ক্ষ্ম স্ত্রী র্ক্যুঁ দ্দ্বূ\n" * 4 + "ক্ষ্ম")
    assert box.sizeHint().height() > small
    box.resize(300, box.sizeHint().height())
    last = box.document().lastBlock()
    bottom = box.blockBoundingGeometry(last).translated(box.contentOffset()).bottom()
    assert bottom <= box.viewport().height() + 1
