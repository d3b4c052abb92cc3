"""Widgets are taken apart in the window's thread only, whatever the workers do meanwhile."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldreport.office import Office
from ui.desk import Desk


class Listener(QObject):
    """Something of the window's, and a note of the thread in which it goes."""

    def __init__(self, went: list[int]) -> None:
        super().__init__()
        self.heard: object = None
        weakref.finalize(self, lambda: went.append(threading.get_ident()))

    def hear(self, result: object) -> None:
        self.heard = result


@pytest.fixture
def desk(application: QApplication, office: Office) -> Iterator[Desk]:
    made = Desk(office)
    yield made
    made.close()


def make_garbage(office: Office) -> int:
    """Work that makes Python want to collect, many times over."""
    kept: list[list[dict[str, str]]] = [[{}] for _ in range(50_000)]
    return len(kept)


def test_what_is_garbage_goes_in_the_windows_thread(qtbot: QtBot, desk: Desk) -> None:
    went: list[int] = []

    def lose() -> None:
        for _ in range(50):
            one = Listener(went)
            one.heard = one

    lose()
    desk.read(make_garbage, lambda count: None)
    desk.settle()
    assert went == []
    lose()
    qtbot.waitUntil(lambda: len(went) == 100)
    assert set(went) == {threading.get_ident()}


def test_who_listened_goes_in_the_windows_thread(desk: Desk) -> None:
    went: list[int] = []
    for _ in range(300):
        desk.read(lambda one: 1, Listener(went).hear)
        desk.settle()
    assert went == [threading.get_ident()] * 300


def test_python_collects_again_when_the_workers_are_gone(application: QApplication, office: Office) -> None:
    # A window that lives beside this test has switched it off for itself.
    was_enabled = gc.isenabled()
    gc.enable()
    desk = Desk(office)
    assert not gc.isenabled()
    desk.read(make_garbage, lambda count: None)
    desk.close()
    desk.close()
    assert gc.isenabled()
    if not was_enabled:
        gc.disable()


def test_results_are_told_in_order_even_when_one_asks_for_more_and_waits(desk: Desk) -> None:
    told: list[int] = []

    def tell(number: int) -> Callable[[int], None]:
        def done(result: int) -> None:
            told.append(result)
            if number == 1:
                desk.read(lambda one: 10, told.append)
                desk.settle()

        return done

    for number in range(4):
        desk.read(lambda one, number=number: number, tell(number))  # type: ignore[misc]
    desk.settle()
    assert sorted(told) == [0, 1, 2, 3, 10]
    assert told[:2] == [0, 1]
    assert told.index(2) < told.index(3) < told.index(10)
