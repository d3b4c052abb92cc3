"""Hands at the keyboard: what a person and an input method do, sent to real widgets."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def compose(widget: QWidget, composition: str) -> None:
    """The input method shows an unfinished ``composition`` in the widget."""
    QApplication.sendEvent(widget, QInputMethodEvent(composition, []))


def commit(widget: QWidget, text: str) -> None:
    """The input method is done with ``text``."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def write(widget: QWidget, text: str) -> None:
    """Type a text, by keys where the keyboard has them, by the input method where it has not."""
    if text.isascii():
        QTest.keyClicks(widget, text)
        return
    for character in text:
        compose(widget, character)
        commit(widget, character)


def rewrite(widget: QWidget, text: str) -> None:
    """Type a text in the place of what is there."""
    widget.setFocus()
    widget.selectAll()  # type: ignore[attr-defined]
    write(widget, text)
