"""Digits on the screen: Bengali ones are a person's choice that holds everywhere, and no text mixes two kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import reduce

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from tests.ui.geometry import visible
from tests.ui.painted import painted
from ui.app import Session
from ui.sights import leave, sights

BENGALI, LATIN = re.compile("[০-৯]"), re.compile("[0-9]")


def texts(session: Session, settled: Callable[[], None]) -> Iterator[str]:
    """Everything painted anywhere in the program, but for paragraphs that people have written themselves."""
    for sight in sights(session):
        seen = sight.go()
        settled()
        for widget in visible(seen):
            if not isinstance(widget.parentWidget(), QPlainTextEdit):
                yield from (piece.text for piece in painted(widget))
        leave(session, seen)


def test_no_text_on_the_screen_mixes_digits(session: Session, settled: Callable[[], None]) -> None:
    session.desk.set_language("bn")
    shown = set(texts(session, settled))
    assert len([text for text in shown if BENGALI.search(text)]) > 20
    # Where the data lies is a path of the computer's, which keeps its digits.
    names = sorted(session.desk.office.data.parts[1:], key=len, reverse=True)
    said = [reduce(lambda left, name: left.replace(name, ""), names, text) for text in shown]
    assert [text for text in said if BENGALI.search(text) and LATIN.search(text)] == []


@pytest.mark.parametrize("first", ["ko", "bn"])
def test_without_bengali_digits_there_are_none_anywhere(
    session: Session, settled: Callable[[], None], first: str
) -> None:
    session.desk.set_language(first)
    session.desk.keep_settings(bengali_digits=False)
    session.desk.set_language("en")
    session.desk.set_language("bn")
    assert [text for text in texts(session, settled) if BENGALI.search(text)] == []
    office = session.desk.office
    report = office.report(office.period())
    assert not BENGALI.search("".join(report.drafted(office.language("bn"))))
