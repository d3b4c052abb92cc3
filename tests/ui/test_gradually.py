"""Many widgets are made bit by bit: all of them, in their order, and none of what is given up."""

import time
from functools import partial

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.widgets.gradually import AT_ONCE, Gradually


def test_the_first_come_at_once_and_the_others_as_the_loop_comes_round(qtbot: QtBot) -> None:
    parent = QObject()
    made: list[int] = []

    def step(number: int) -> None:
        end = time.perf_counter() + AT_ONCE / 2
        while time.perf_counter() < end:
            pass
        made.append(number)

    some = Gradually(parent)
    some.begin([partial(step, number) for number in range(9)])
    assert 1 <= len(made) < 9
    qtbot.waitUntil(some.is_done)
    assert made == list(range(9))


def test_what_is_begun_anew_drops_what_was_left(qtbot: QtBot) -> None:
    parent = QObject()
    made: list[str] = []

    def slow() -> None:
        end = time.perf_counter() + 2 * AT_ONCE
        while time.perf_counter() < end:
            pass
        made.append("old")

    some = Gradually(parent)
    some.begin([slow, slow, slow])
    some.begin([lambda: made.append("new")])
    qtbot.waitUntil(some.is_done)
    assert made == ["old", "new"]
