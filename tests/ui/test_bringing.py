"""Bringing a file in through the window: its columns, what would happen, bringing in, stopping, taking back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from fieldreport import importing
from fieldreport.office import Office
from fieldreport.store import Filter
from fieldreport.store.search import WAITING
from ui.app import Session
from ui.pages.office_work import ToolsPage
from ui.tools import file_jobs
from ui.tools.bringing import BringingTool

TITLES = ["바이어명", "국가", "홈페이지", "My own"]
ROWS: list[list[str | None]] = [
    ["Surma Fabrics Ltd.", "BD", "www.example.com", "x"],
    ["Nodi Traders", "Nowhere", None, "y"],
    ["যমুনা টেক্সটাইল", "BD", "N/A", "z"],
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(TITLES)
    for row in ROWS:
        sheet.append(row)
    second = book.create_sheet("Other")
    second.append(["Company", "Country"])
    second.append(["Kopotakkho Agro", "BD"])
    path = tmp_path / "buyers.xlsx"
    book.save(path)
    return path


@pytest.fixture
def tool(session: Session, settled: Callable[[], None], qtbot: QtBot) -> BringingTool:
    session.window.show()
    session.desk.open_tool("bringing")
    settled()
    page = session.window.page("tools")
    assert isinstance(page, ToolsPage)
    made = page.tools["bringing"]
    assert isinstance(made, BringingTool)
    made.types.choose("organisation")
    return made


def idle(tool: BringingTool) -> bool:
    return tool.work is None and tool.undoing is None and not tool._pause.isActive()


def open_file(tool: BringingTool, qtbot: QtBot, path: Path) -> None:
    tool.open_file(path)
    qtbot.waitUntil(lambda: tool.opened is not None)
    qtbot.waitUntil(lambda: idle(tool))


def names(office: Office, *, archived: bool = False) -> list[str]:
    kind = office.record_type("organisation")
    return [one["name"].original for one in office.store.records(kind, Filter(archived=archived))]


def test_a_file_is_looked_at_brought_in_and_taken_back(
    tool: BringingTool, qtbot: QtBot, file: Path, office: Office
) -> None:
    before = names(office)
    open_file(tool, qtbot, file)
    assert [one.chosen() for one in tool.columns.combos.values()] == ["name", "country", "website", ""]
    assert "3 rows: 2 added, 0 changed, 0 unchanged, 1 left out" in tool.state.text()
    assert any(line.startswith("B3 · ") for line in tool.told.lines)
    assert names(office) == before

    with qtbot.waitSignal(tool.desk.changed):
        tool.write.click()
    qtbot.waitUntil(lambda: idle(tool))
    assert names(office) == [*before, "Surma Fabrics Ltd.", "যমুনা টেক্সটাইল"]
    assert not tool.write.isVisible()

    with qtbot.waitSignal(tool.desk.changed):
        tool.undo.click()
    qtbot.waitUntil(lambda: idle(tool))
    assert names(office) == before
    assert names(office, archived=True) == ["Surma Fabrics Ltd.", "যমুনা টেক্সটাইল"]


def test_a_column_is_put_into_another_field_and_one_field_has_one_column(
    tool: BringingTool, qtbot: QtBot, file: Path
) -> None:
    open_file(tool, qtbot, file)
    tool.columns.combos[3].choose("country")
    assert tool.columns.combos[1].chosen() == ""
    qtbot.waitUntil(lambda: tool.outcome is not None and idle(tool))
    assert tool.outcome is not None
    assert tool.outcome.refused == 3
    tool.columns.combos[3].choose("note")
    tool.columns.combos[1].choose("country")
    qtbot.waitUntil(lambda: tool.outcome is not None and idle(tool))
    assert tool.outcome.added == 2


def test_what_every_record_needs_is_asked_for(tool: BringingTool, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("Name,Note\nSurma Fabrics,good\n", encoding="utf-8")
    open_file(tool, qtbot, path)
    assert not tool.write.isEnabled()
    assert "“Roles”" in tool.state.text()
    tool.columns.constants["roles"].choose("buyer")
    tool.columns.constants["country"].choose("BD")
    qtbot.waitUntil(lambda: tool.outcome is not None and idle(tool))
    assert tool.write.isEnabled()


def test_another_sheet_is_chosen(tool: BringingTool, qtbot: QtBot, file: Path) -> None:
    open_file(tool, qtbot, file)
    assert tool.sheets.chosen() == "Sheet"
    tool.sheets.choose("Other")
    qtbot.waitUntil(lambda: tool.opened is not None and tool.opened.table.sheet == "Other" and idle(tool))
    assert [one.chosen() for one in tool.columns.combos.values()] == ["name", "country"]


def test_what_is_no_list_is_said_plainly(tool: BringingTool, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "photo.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"nothing of the kind" * 50)
    tool.open_file(path)
    qtbot.waitUntil(lambda: tool.state.text() != "" and tool._failure is not None)
    assert "not whole" in tool.state.text()
    assert not tool.write.isVisible()


def test_stopping_keeps_whole_parts_that_can_be_taken_back(
    tool: BringingTool, qtbot: QtBot, tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_jobs, "PART", 10)
    path = tmp_path / "many.csv"
    lines = "\n".join(f"Made Up Company {number},BD,buyer" for number in range(200))
    path.write_text(f"Company,Country,Roles\n{lines}\n", encoding="utf-8")
    before = len(names(office))
    open_file(tool, qtbot, path)
    tool.write.click()
    qtbot.waitUntil(lambda: tool.outcome is not None and tool.outcome.done >= 10)
    tool.stop.click()
    qtbot.waitUntil(lambda: idle(tool))
    assert tool.outcome is not None
    brought = tool.outcome.added
    assert 10 <= brought < 200
    assert len(names(office)) == before + brought
    assert importing.batches(office.store)[0].added == brought
    tool.undo.click()
    qtbot.waitUntil(lambda: idle(tool))
    assert len(names(office)) == before


def test_a_dropped_file_is_opened(tool: BringingTool, qtbot: QtBot, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    tool.dropEvent(event)
    qtbot.waitUntil(lambda: tool.opened is not None)
    assert tool.path == file
    qtbot.waitUntil(lambda: idle(tool))


def test_closing_the_window_ends_the_work_between_two_parts(
    tool: BringingTool,
    session: Session,
    qtbot: QtBot,
    tmp_path: Path,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(file_jobs, "PART", 5)
    path = tmp_path / "many.csv"
    lines = "\n".join(f"Made Up Company {number},BD,buyer" for number in range(400))
    path.write_text(f"Company,Country,Roles\n{lines}\n", encoding="utf-8")
    before = len(names(office))
    open_file(tool, qtbot, path)
    tool.write.click()
    qtbot.waitUntil(lambda: tool.outcome is not None and tool.outcome.done >= 5)
    session.window.close()
    assert 0 < len(names(office)) - before < 400


def test_what_was_brought_in_is_put_into_the_index_of_the_search_afterwards(
    tool: BringingTool, qtbot: QtBot, tmp_path: Path, office: Office
) -> None:
    path = tmp_path / "many.csv"
    lines = "\n".join(f"Made Up Company Z{number},BD,buyer" for number in range(700))
    path.write_text(f"Company,Country,Roles\n{lines}\n", encoding="utf-8")
    before = len(names(office))
    open_file(tool, qtbot, path)
    tool.write.click()
    qtbot.waitUntil(lambda: tool.is_there, timeout=20_000)
    qtbot.waitUntil(lambda: office.store.index.waiting(WAITING) < WAITING, timeout=20_000)
    assert len(names(office)) == before + 700
    assert len(office.store.search("made company z699")) == 1


def test_a_row_comes_in_without_what_cannot_be_read_and_that_is_told(
    tool: BringingTool, qtbot: QtBot, tmp_path: Path, office: Office
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Buyer,Country,Website\nSurma Fabrics,BD,no site\n", encoding="utf-8")
    open_file(tool, qtbot, path)
    assert tool.state.text().splitlines() == [
        "1 row: 1 added, 0 changed, 0 unchanged, 0 left out",
        "1 row is brought in without a value that could not be read.",
    ]
    assert any(line.startswith("C2 · ") and "no site" in line for line in tool.told.lines)
    tool.write.click()
    qtbot.waitUntil(lambda: tool.is_there)
    assert "Surma Fabrics" in names(office)
