"""Layouts that give texts the room they need: what does not fit beside goes below."""

import gc

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.forms.editor import Wrapping, breakable
from ui.forms.flow import Flow
from ui.widgets.beside import Beside
from ui.widgets.columns import Columns
from ui.widgets.plain import button, label, scrolling


def laid_out(qtbot: QtBot, layout: QLayout, width: int, *widgets: QWidget) -> QWidget:
    """A window of a width with the widgets in it; they live as long as it does."""
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayout(layout)
    for one in widgets:
        layout.addWidget(one)
    window.resize(width, layout.heightForWidth(width))
    with qtbot.waitExposed(window):
        window.show()
    return window


def places(window: QWidget) -> list[QRect]:
    """Where the widgets of a window are."""
    layout = window.layout()
    assert layout is not None
    found = [layout.itemAt(at) for at in range(layout.count())]
    return [item.geometry() for item in found if item is not None]


def box(width: int, height: int = 20) -> QWidget:
    """A widget that wants a size and cannot do with less."""
    made = QWidget()
    made.setMinimumSize(width, height)
    return made


@pytest.mark.parametrize(("width", "lines"), [(400, 1), (200, 2), (110, 3)])
def test_what_does_not_fit_beside_goes_below(
    application: QApplication, qtbot: QtBot, width: int, lines: int
) -> None:
    first, *others = places(laid_out(qtbot, Beside(), width, box(100), box(80), box(90)))
    assert len({one.top() for one in (first, *others)}) == lines
    assert first.left() == 0
    assert others[-1].right() == width - 1
    assert not any(first.intersects(one) for one in others)


def test_columns_are_filled_evenly(application: QApplication, qtbot: QtBot) -> None:
    four = places(laid_out(qtbot, Columns(spacing=10), 460, *(box(100) for _ in range(4))))
    assert len({one.top() for one in four}) == 1
    beside = places(laid_out(qtbot, Columns(spacing=10), 350, *(box(100) for _ in range(4))))
    tops = [one.top() for one in beside]
    assert [tops.count(top) for top in sorted(set(tops))] == [2, 2]
    assert {one.width() for one in beside} == {170}


def test_a_long_name_in_a_flow_takes_lines_rather_than_room(application: QApplication, qtbot: QtBot) -> None:
    name = Wrapping()
    name.setText("Padma Star Home Textiles and Garments of Narayanganj Limited")
    window = laid_out(qtbot, Flow(), 120, name)
    [area] = places(window)
    assert area.width() <= 120
    assert area.height() >= name.heightForWidth(area.width())


@pytest.mark.parametrize("word", ["/home/somebody/Documents/reports/2026-B23", "x" * 60, "ক" * 60])
def test_long_words_may_be_broken_and_come_back_whole(application: QApplication, word: str) -> None:
    words = Wrapping()
    words.setText(f"In {word}")
    assert words.text() == f"In {word}"
    assert words.minimumSizeHint().width() < words.fontMetrics().horizontalAdvance(word)
    assert breakable("short words stay as they are") == "short words stay as they are"


def test_asking_for_what_is_around_leaves_the_layout_whole(application: QApplication, qtbot: QtBot) -> None:
    """The bindings once took a layout's items away with the last name for the viewport around them."""
    inner, columns = QWidget(), Columns()
    inner.setLayout(columns)
    for _ in range(3):
        columns.addWidget(label(text="A card"))
    area = scrolling(inner)
    qtbot.addWidget(area)
    deepest = inner.findChildren(QWidget)[0]
    del inner
    with qtbot.waitExposed(area):
        area.show()
    for _ in range(3):
        around: QWidget | None = deepest
        while around is not None:
            around = around.parentWidget()
        gc.collect()
        area.resize(area.width() + 40, 200)
        QApplication.processEvents()
        assert columns.minimumSize().width() > 0


def test_a_button_keeps_its_text_whole_beside_a_title(application: QApplication, qtbot: QtBot) -> None:
    words, press = label("title", wrap=True, text="9–22 November 2026"), button("main")
    press.setText("Prepare the report of this period")
    window = laid_out(qtbot, Beside(), 260, words, press)
    title, pressed = places(window)
    assert pressed.width() >= press.sizeHint().width()
    assert pressed.top() >= title.bottom()


def test_columns_end_where_the_line_ends(application: QApplication, qtbot: QtBot) -> None:
    four = places(laid_out(qtbot, Columns(spacing=10), 463, *(box(100) for _ in range(4))))
    assert [one.width() for one in four] == [108, 108, 108, 109]
    assert four[-1].right() == four[0].x() + 463 - 1
