"""The columns of a list as a person wants them: dragged, pulled, sorted, chosen by keys, and found so again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldreport.language import CODES
from fieldreport.office import Office
from fieldreport.records.lead import LEAD
from fieldreport.settings import Settings
from tests.ui.places import add, buyer, open_page
from ui.desk import Desk
from ui.pages.records import RecordsPage
from ui.tables.chooser import Chooser
from ui.tables.keys import REFERENCE, Order
from ui.tables.layout import Layout

PageOf = Callable[[str], RecordsPage]


@pytest.fixture
def page(page_of: PageOf, office: Office) -> RecordsPage:
    one = buyer(office).id
    for owner in ("Sumi", "Karim", "Rahim"):
        add(office, "lead", buyer=one, products="film", owner=owner, quantity="6 sets")
    return page_of("lead")


def shown(page: RecordsPage) -> tuple[str, ...]:
    """The fields in the order in which they are seen, the reference left out."""
    heads, columns = page.list.heads, page.list.records.columns
    assert [heads.logicalIndex(at) for at in range(heads.count())] == list(range(heads.count()))
    assert columns[0] == REFERENCE
    return columns[1:]


def kept(office: Office) -> Layout:
    return Layout.read(Settings.load(office.data).lists.get("lead"), LEAD)


def drag(page: RecordsPage, column: int, over: int) -> None:
    heads = page.list.heads

    def middle(section: int) -> QPoint:
        at = heads.sectionViewportPosition(section) + heads.sectionSize(section) // 2
        return QPoint(at, heads.height() // 2)

    port = heads.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle(column))
    start, end = middle(column), middle(over)
    for step in range(1, 11):
        QTest.mouseMove(port, start + (end - start) * step / 10 + QPoint(2, 0))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end + QPoint(2, 0))


def test_a_column_is_dragged_to_another_place_and_stays_there(
    page: RecordsPage, office: Office, desk: Desk, qtbot: QtBot
) -> None:
    before = shown(page)
    page.list.selectRow(1)
    desk.settle()
    drag(page, 1, 2)
    after = (before[1], before[0], *before[2:])
    assert shown(page) == after
    assert kept(office).columns == after
    assert page.list.currentIndex().row() == 1, "what was chosen stays chosen"
    model = page.list.records
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Wanted products"
    assert model.index(0, 1).data() == "film"
    assert page.list.cells.named == 2, "names stay bold"
    again = open_page(qtbot, desk, "lead")
    assert shown(again) == after


def test_the_reference_stays_first(page: RecordsPage, office: Office) -> None:
    before = shown(page)
    drag(page, 0, 2)
    assert shown(page) == before
    drag(page, 2, 0)
    assert page.list.records.columns[0] == REFERENCE


def test_an_order_is_remembered_and_can_be_taken_back(
    page: RecordsPage, office: Office, desk: Desk, qtbot: QtBot
) -> None:
    heads = page.list.heads
    column = page.list.records.columns.index("owner")
    page.list.horizontalScrollBar().setValue(page.list.horizontalScrollBar().maximum())
    place = QPoint(heads.sectionViewportPosition(column) + 20, heads.height() // 2)
    QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    desk.settle()
    assert kept(office).order.field == "owner"
    again = open_page(qtbot, desk, "lead")
    owners = [again.list.records.index(row, column).data() for row in range(3)]
    assert owners == sorted(owners, reverse=kept(office).order.descending)
    assert again.list.heads.sortIndicatorSection() == column
    again.list.arranging.sort(Order())
    desk.settle()
    assert "lead" not in Settings.load(office.data).lists, "what is as usual need not be remembered"
    assert [again.list.records.index(row, 0).data() for row in range(3)] == ["BL-0003", "BL-0002", "BL-0001"]


def test_a_width_that_was_pulled_comes_back(
    page: RecordsPage, office: Office, desk: Desk, qtbot: QtBot
) -> None:
    heads, port = page.list.heads, page.list.heads.viewport()
    edge = QPoint(heads.sectionViewportPosition(1) + heads.sectionSize(1) - 1, heads.height() // 2)
    before = heads.sectionSize(1)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, edge)
    for step in range(1, 7):
        QTest.mouseMove(port, edge + QPoint(10 * step, 0))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, edge + QPoint(60, 0))
    assert heads.sectionSize(1) == before + 60
    qtbot.waitUntil(lambda: kept(office).widths == {"buyer": before + 60})
    desk.set_language("bn")
    page.retranslate()
    assert heads.sectionSize(1) == before + 60
    assert open_page(qtbot, desk, "lead").list.heads.sectionSize(1) == before + 60


def test_columns_are_chosen_with_the_keyboard_alone(
    page: RecordsPage, office: Office, desk: Desk, qtbot: QtBot
) -> None:
    page.list.setFocus()
    QTest.keyClick(
        page.list, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    chooser = page.window().findChild(Chooser)
    assert isinstance(chooser, Chooser)
    names = chooser.names
    qtbot.waitUntil(names.hasFocus)
    QTest.keyClick(names, Qt.Key.Key_Space)
    for _ in LEAD.columns:
        QTest.keyClick(names, Qt.Key.Key_Down)
    while names.currentItem().text() != "Quantity":
        QTest.keyClick(names, Qt.Key.Key_Down)
    QTest.keyClick(names, Qt.Key.Key_Space)
    while names.currentRow() > 1:
        QTest.keyClick(names, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    chooser.by.setFocus()
    QTest.keyClicks(chooser.by, "Owner")
    QTest.keyClick(chooser.put_so, Qt.Key.Key_Space)
    desk.settle()
    assert shown(page) == ("quantity", *LEAD.columns[1:])
    assert kept(office) == Layout(("quantity", *LEAD.columns[1:]), Order("owner", descending=False))
    assert [page.list.records.index(row, 1).data() for row in range(3)] == ["6 sets"] * 3
    owners = page.list.records.columns.index("owner")
    assert [page.list.records.index(row, owners).data() for row in range(3)] == ["Karim", "Rahim", "Sumi"]


def test_a_list_may_be_ordered_by_what_it_does_not_show(page: RecordsPage, desk: Desk) -> None:
    page.list.arranging.show(Layout(("buyer",), Order("owner", descending=True)))
    desk.settle()
    assert [page.list.records.index(row, 0).data() for row in range(3)] == ["BL-0001", "BL-0003", "BL-0002"]
    assert page.list.order == Order("owner", descending=True)


@pytest.mark.parametrize("code", CODES)
def test_the_menu_of_a_head_says_what_can_be_done_in_every_language(
    page: RecordsPage, desk: Desk, code: str, office: Office
) -> None:
    desk.set_language(code)
    page.retranslate()
    arranging, heads = page.list.arranging, page.list.heads
    arranging.open_menu(QPoint(heads.sectionViewportPosition(1) + 5, 5))
    assert arranging.menu is not None
    say = desk.language.say
    offered = {one.text(): one for one in arranging.menu.actions()}
    assert not offered[say("Move to the left")].isEnabled()
    offered[say("Move to the right")].trigger()
    assert shown(page)[:2] == (LEAD.columns[1], LEAD.columns[0])
    offered[say("Hide this column")].trigger()
    assert LEAD.columns[0] not in shown(page)
    assert page.list.cells.named == -1
    arranging.menu.close()
    arranging.reset()
    assert shown(page) == LEAD.columns
    chooser = arranging.choose()
    assert chooser.names.accessibleName() == say("Columns")
    assert chooser.names.item(0).text() == say("Buyer")
    chooser.usual.click()
    chooser.put_so.click()
    assert Settings.load(office.data).lists == {}
