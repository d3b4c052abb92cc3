"""Nobody whose screen is in Korean or Bengali meets English on it, but for what people wrote in English."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from fieldreport import folders
from fieldreport.catalogue.loaded import po_file
from fieldreport.catalogue.pofile import forms, read
from tests.ui.geometry import visible
from tests.ui.painted import painted
from ui.app import Session
from ui.errors import CrashDialog
from ui.sights import leave, sights

SIGHTS = Path(__file__).parent.parent.parent / "ui" / "sights"
WORD = re.compile("[A-Za-z]{2,}")
#: Several words of English that stand together.
RUN = re.compile(r"[A-Za-z][A-Za-z ,.&'-]*[A-Za-z]")
#: A key's letters, as people read them to one another, are of no language.
KEY = re.compile(r"\b[A-Z2-7]{4}(?:-[A-Z2-7]{4}){4}\b")
#: What is called the same everywhere: keys of the keyboard, and a language's own name where it is chosen.
SAME = {"ctrl", "alt", "shift", "enter", "delete", "esc", "up", "down", "english"}
#: These show names of folders, and the program's own lines; what else they say is tried with Qt's own texts.
NOT_LOOKED_AT = (QFileDialog, CrashDialog)


def known(session: Session, code: str) -> set[str]:
    """Latin words that the language itself has: names, file kinds, abbreviations."""
    path = po_file(folders.locales(), code)
    catalogue, _ = read(path.read_bytes(), code, path)
    said = (form for message in catalogue if message.id for form in forms(message.string))
    return {word.lower() for text in said for word in WORD.findall(text)} | SAME


def written(session: Session) -> str:
    """Everything that people have written into the office, and what the sights make up."""
    store = session.desk.office.store
    records = (
        json.dumps(record.to_json(), ensure_ascii=False)
        for one in store.types.values()
        for record in store.page(one, store.keys(one))
    )
    made_up = (path.read_text(encoding="utf-8") for path in SIGHTS.glob("*.py"))
    office = session.desk.office
    return " ".join([*records, *made_up, office.plan.id, office.place.name("en")]).replace("\\n", " ").lower()


def shown(seen: QWidget) -> Iterator[str]:
    """What is painted, and what is told by the pointer and by a screen reader."""
    for widget in visible(seen):
        if not isinstance(widget.parentWidget(), QPlainTextEdit):
            yield from (piece.text for piece in painted(widget))
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())


def english(text: str, own: set[str], content: str) -> list[str]:
    """The words of a text that are neither the language's own nor anybody's."""
    return [
        run
        for run in RUN.findall(KEY.sub("", text))
        if len(run) > 2
        and not all(word.lower() in own for word in WORD.findall(run))
        and run.lower().rstrip(". ") not in content
    ]


@pytest.mark.parametrize("code", ["ko", "bn"])
def test_no_english_is_on_the_screen(session: Session, settled: Callable[[], None], code: str) -> None:
    session.desk.set_language(code)
    own, content = known(session, code), written(session)
    met: dict[str, str] = {}
    texts = 0
    for sight in sights(session):
        seen = sight.go()
        settled()
        if not isinstance(seen, NOT_LOOKED_AT):
            for text in shown(seen):
                texts += 1
                # Where a file lies is no English.
                if not re.search(r"[/\\]", text) and english(text, own, content):
                    met[text] = sight.name
        leave(session, seen)
    assert texts > 2_000
    assert met == {}


def test_a_word_of_english_would_be_found() -> None:
    own, content = {"tradekorea", "csv"}, "circular knitting machines"
    assert english("TradeKorea-তে নিবন্ধিত নয় · Circular knitting…", own, content) == []
    assert english("সব নথি · All entries", own, content) == ["All entries"]
    assert english("CSV file", own, content) == ["CSV file"]
    assert english("নাদিয়া: MMG4-2KLG-YQZW-NEIS-KREL", own, content) == []
