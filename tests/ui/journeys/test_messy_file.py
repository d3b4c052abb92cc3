"""A list as offices have them, brought in and taken back through the real window, in each of the three languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from fieldreport.language import CODES
from fieldreport.store import Filter
from tests.ui.journeys.person import Person
from ui.app import Session
from ui.tools.bringing import BringingTool

#: A line above the heads, heads in the office's words, spaces, an empty row, the same twice, and what nobody can read.
TITLES = {
    "ko": ("회사명", "국가", "홈페이지", "구분"),
    "en": ("Company", "Country", "Website", "Roles"),
    "bn": ("প্রতিষ্ঠান", "দেশ", "ওয়েবসাইট", "ভূমিকা"),
}
ROLES = {"ko": "바이어", "en": "Buyer", "bn": "ক্রেতা"}
COUNTRIES = {"ko": "방글라데시", "en": "Bangladesh", "bn": "বাংলাদেশ"}


def messy(folder: Path, code: str) -> Path:
    """The file."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    country, role = COUNTRIES[code], ROLES[code]
    for row in (
        ("2026-11",),
        (),
        TITLES[code],
        ("  Surma   Fabrics Ltd. ", country, "WWW.EXAMPLE.COM", role),
        (None, None, None, None),
        ("যমুনা টেক্সটাইল", country, "N/A", role),
        ("Nodi Traders", "Nowhere at all", None, role),
        ("Surma Fabrics Ltd.", country, "www.example.com", role),
        ("Kopotakkho Agro", country, "not a site", role),
    ):
        sheet.append(row)
    path = folder / "list.xlsx"
    book.save(path)
    return path


def drop(tool: BringingTool, path: Path) -> None:
    """Drop the file on the page."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    tool.dropEvent(QDropEvent(QPointF(5, 5), action, data, button, keys))


def told_of(tool: BringingTool, cell: str) -> bool:
    """Whether something is said of a cell."""
    return any(line.startswith(tool.desk.language.reference(cell)) for line in tool.told.lines)


@pytest.mark.parametrize("code", CODES)
def test_a_messy_file_is_brought_in_and_taken_back(
    session: Session, settled: Callable[[], None], qtbot: QtBot, tmp_path: Path, code: str
) -> None:
    session.desk.set_language(code)
    person = Person(session, settled)
    office, kind = person.office, person.office.record_type("organisation")

    def names(*, archived: bool = False) -> list[str]:
        return [one["name"].original for one in office.store.records(kind, Filter(archived=archived))]

    before = names()
    tool = person.tool("bringing", BringingTool)
    tool.types.choose("organisation")
    drop(tool, messy(tmp_path, code))
    qtbot.waitUntil(lambda: tool.outcome is not None and tool.work is None)

    # The columns are guessed by their heads; what would happen is told row by row, and nothing is there yet.
    assert [one.chosen() for one in tool.columns.combos.values()] == ["name", "country", "website", "roles"]
    assert tool.outcome is not None
    assert (tool.outcome.added, tool.outcome.refused) == (3, 1)
    assert told_of(tool, "B7")
    assert told_of(tool, "C9")
    assert names() == before

    # It is brought in: each company once, its name without the spaces, the site that is none left out and told.
    with qtbot.waitSignal(session.desk.changed):
        person.presses(tool.write)
    qtbot.waitUntil(lambda: tool.is_there and tool.work is None)
    assert names() == [*before, "Surma Fabrics Ltd.", "যমুনা টেক্সটাইল", "Kopotakkho Agro"]
    assert told_of(tool, "C9")

    # One press takes all of it back, whatever else was written meanwhile stays.
    office.add(kind, {"name": "Padma Wear", "roles": ["buyer"], "country": "BD"}, language="en")
    with qtbot.waitSignal(session.desk.changed):
        person.presses(tool.undo)
    qtbot.waitUntil(lambda: tool.undoing is None)
    assert names() == [*before, "Padma Wear"]
    assert len(names(archived=True)) == 3
    assert tool.state.text()
    settled()
