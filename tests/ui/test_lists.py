"""A day with lists in the real window, in each language: narrowing, several at once, undo, columns, files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from fieldreport import csvfile
from fieldreport.language import CODES
from fieldreport.office import Office
from fieldreport.record import Record
from tests.ui.hands import rewrite
from ui.app import Session
from ui.pages.office_work import ToolsPage
from ui.pages.records import SEVERAL, RecordsPage
from ui.theme import Theme
from ui.widgets.record_row import RecordRow
from ui.widgets.sidebar import TOOLS

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Settled = Callable[[], None]


@pytest.fixture
def leads(office: Office) -> list[Record]:
    """Some leads more, whose owner is whoever works here."""
    company = next(iter(office.store.records(office.record_type("organisation"))))
    # What a lead must have that is won.
    won = {"matched_companies": [company.id], "value": "USD 1000", "won_on": "2026-11-20"}
    return [
        office.add(
            office.record_type("lead"),
            {
                "buyer": company.id,
                "products": f"film {number}",
                "status": status,
                "owner": office.person,
                "next_step_due": "2026-01-05",
                "received_on": "2026-11-20",
                **(won if status == "won" else {}),
            },
        )
        for number, status in enumerate(("new", "won", "new"))
    ]


def leads_page(session: Session) -> RecordsPage:
    QTest.mouseClick(session.window.sidebar.places["lead"], Qt.MouseButton.LeftButton)
    page = session.window.page("lead")
    assert isinstance(page, RecordsPage)
    return page


def chosen(page: RecordsPage, settled: Settled) -> None:
    settled()
    page.several.look()
    settled()


@pytest.mark.parametrize("code", CODES)
def test_ones_own_leads_go_on_together_and_one_undo_takes_all_of_it_back(
    leads: list[Record], session: Session, settled: Settled, office: Office, code: str
) -> None:
    session.desk.set_language(code)
    page = leads_page(session)
    settled()
    say = session.desk.language.say
    mine = page.filters.wanting["mine"]
    assert mine.text() == say(
        "{label} {count}", label=session.desk.language.say_in("entries", "Mine"), count=3
    )
    QTest.mouseClick(mine, Qt.MouseButton.LeftButton)
    settled()
    assert page.list.records.rowCount() == 3
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_A, CONTROL)
    chosen(page, settled)
    assert page.details.currentIndex() == SEVERAL
    QTest.keyClick(page.list, Qt.Key.Key_S, CONTROL | SHIFT)
    chosen(page, settled)
    focused = QApplication.focusWidget()
    assert focused in page.several.steps.values()
    QTest.mouseClick(page.several.steps["dormant"], Qt.MouseButton.LeftButton)
    chosen(page, settled)
    assert [office.store.record(one.id)["status"] for one in leads] == ["dormant", "won", "dormant"]
    (row,) = page.several.findChildren(RecordRow)
    assert session.desk.language.reference(leads[1].reference) in row.accessibleName()
    bar = session.window.notice
    assert bar.isVisible()
    QTest.mouseClick(bar.action, Qt.MouseButton.LeftButton)
    settled()
    assert [office.store.record(one.id)["status"] for one in leads] == ["new", "won", "new"]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    settled()
    assert page.details.currentIndex() == 1
    record = page.detail.keeper.record
    assert record is not None
    assert record.id == leads[1].id
    assert page.list.selection.number() == 1


@pytest.mark.parametrize("code", CODES)
def test_a_list_is_arranged_copied_and_written(
    leads: list[Record], session: Session, settled: Settled, tmp_path: Path, code: str
) -> None:
    session.desk.set_language(code)
    page = leads_page(session)
    settled()
    page.list.arranging.show(page.list.arranging.layout.moved("status", 0))
    overdue = page.filters.wanting["overdue"]
    QTest.mouseClick(overdue, Qt.MouseButton.LeftButton)
    settled()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(page.list, Qt.Key.Key_C, CONTROL)
    settled()
    language = session.desk.language
    status = page.list.type.field("status")
    pasted = [one.split("\t") for one in QGuiApplication.clipboard().text().splitlines()]
    new = status.show("new", language)
    assert [one[:2] for one in pasted] == [
        [leads[2].reference, new],
        [leads[0].reference, new],
        ["BL-0001", new],
    ]
    page.exporting.write(
        page.list.selection.keys(), page.list.arranging.layout.columns, tmp_path / "leads.csv"
    )
    settled()
    heads = csvfile.read(tmp_path / "leads.csv").rows[0].cells
    assert heads[1] == language.say("Status")
    assert str(tmp_path / "leads.csv") in session.window.notice.text.text()


@pytest.mark.parametrize("code", CODES)
def test_an_empty_list_says_what_to_do_first_and_leads_there(
    session: Session, settled: Settled, code: str
) -> None:
    session.desk.set_language(code)
    session.window.show_place("signal")
    page = session.window.page("signal")
    assert isinstance(page, RecordsPage)
    settled()
    assert page.empty.isVisible()
    assert page.bring.isVisible()
    QTest.mouseClick(page.bring, Qt.MouseButton.LeftButton)
    settled()
    assert session.window.place == TOOLS
    tools = session.window.page(TOOLS)
    assert isinstance(tools, ToolsPage)
    assert tools.tools["bringing"].isVisible()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("theme", [Theme.light(), Theme.dark()], ids=["light", "dark"])
def test_everything_of_a_list_has_a_name_for_a_screen_reader(
    leads: list[Record], session: Session, settled: Settled, code: str, theme: Theme
) -> None:
    session.wear(theme)
    session.desk.set_language(code)
    page = leads_page(session)
    settled()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_A, CONTROL)
    chosen(page, settled)
    page.several.choose("lost")
    chooser = page.list.arranging.choose()
    settled()
    around: list[QWidget] = [page, chooser]
    for widget in around:
        for one in widget.findChildren(QWidget):
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                interface = QAccessible.queryAccessibleInterface(one)
                name = interface.text(QAccessible.Text.Name)
                assert name, one
                assert not isinstance(one, QAbstractButton) or "&" not in name
    chooser.reject()


def test_keys_alone_go_from_search_to_list_to_pane_and_back(
    leads: list[Record], session: Session, settled: Settled
) -> None:
    page = leads_page(session)
    settled()
    rewrite(page.filters.words, "film")
    page.filters.changed.emit(page.filters.which())
    settled()
    assert page.list.records.rowCount() == 3
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    settled()
    QTest.keyClick(page.list, Qt.Key.Key_Down, SHIFT)
    chosen(page, settled)
    assert page.list.selection.number() == 2
    for key, row in ((Qt.Key.Key_Up, 1), (Qt.Key.Key_Home, 0)):
        QTest.keyClick(page.list, Qt.Key.Key_Down, SHIFT)
        QTest.keyClick(page.list, key)
        settled()
        assert page.details.currentIndex() == 1
        assert page.list.currentIndex().row() == row
        record = page.detail.keeper.record
        assert record is not None
        assert record.key == page.list.records.keys()[row]
        assert list(page.list.selection.keys()) == [record.key]
    page.list.customContextMenuRequested.emit(QPoint(-1, -1))
    menu = page.commands.menu
    assert menu is not None
    assert menu.isVisible()
    assert page.commands.actions["archive"].shortcut().toString() == "Del"
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
