"""Several records at once, as people do it: chosen by keys or mouse, changed, told, taken back, copied, written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldreport import csvfile
from fieldreport.language import CODES
from fieldreport.office import Office
from fieldreport.record import Record
from tests.ui.hands import rewrite
from tests.ui.places import add, buyer
from ui.desk import Desk, Notice
from ui.pages.records import SEVERAL, RecordsPage
from ui.widgets.record_row import RecordRow

PageOf = Callable[[str], RecordsPage]


@pytest.fixture
def leads(office: Office) -> list[Record]:
    """From the oldest to the newest, as which the list has them last to first."""
    one = buyer(office).id
    # What a lead must have that is won.
    won = {"matched_companies": [one], "value": "USD 1000", "won_on": "2026-11-20"}
    found = [
        add(
            office,
            "lead",
            buyer=one,
            products=f"film {number}",
            status=status,
            received_on="2026-11-20",
            **(won if status == "won" else {}),
        )
        for number, status in enumerate(("new", "won", "qualifying", "new", "new"))
    ]
    office.save_settings(person="Karim")
    return found


@pytest.fixture
def page(page_of: PageOf, leads: list[Record], desk: Desk) -> RecordsPage:
    made = page_of("lead")
    made.list.setFocus()
    return made


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    found: list[Notice] = []
    desk.noticed.connect(found.append)
    return found


def press(
    page: RecordsPage, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    place = page.list.visualRect(page.list.records.index(row, 1)).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, modifier, place)
    settle(page)


def settle(page: RecordsPage) -> None:
    """Until it is known how what is chosen stands."""
    page.desk.settle()
    page.several.look()
    page.desk.settle()


CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_mouse_and_keys_choose_several_and_the_pane_says_how_they_stand(
    page: RecordsPage, leads: list[Record]
) -> None:
    press(page, 0)
    assert page.detail.keeper.record == leads[4]
    press(page, 2, SHIFT)
    assert page.details.currentIndex() == SEVERAL
    assert page.several.heading.text() == "3 entries are chosen"
    assert page.several.states.text() == "New 2 · Qualifying 1"
    press(page, 3, CONTROL)
    assert page.several.states.text() == "New 2 · Qualifying 1 · Won 1"
    QTest.keyClick(page.list, Qt.Key.Key_A, CONTROL)
    settle(page)
    assert page.several.heading.text() == "5 entries are chosen"
    press(page, 1)
    assert page.details.currentIndex() == 1
    assert page.detail.keeper.record == leads[3]
    QTest.keyClick(page.list, Qt.Key.Key_Down, SHIFT)
    settle(page)
    assert page.several.heading.text() == "2 entries are chosen"
    QTest.mouseClick(page.several.done, Qt.MouseButton.LeftButton)
    assert page.details.currentIndex() == 1
    assert page.list.selection.number() == 1


def test_what_is_written_in_a_record_is_kept_when_others_are_chosen_too(
    page: RecordsPage, leads: list[Record], office: Office
) -> None:
    press(page, 0)
    rewrite(page.detail.form.editors["owner"].inputs()[0], "Salma")
    press(page, 1, CONTROL)
    assert office.store.record(leads[4].id)["owner"] == "Salma"


def test_a_state_goes_to_all_that_have_the_step_and_the_others_are_told(
    page: RecordsPage, leads: list[Record], office: Office, notices: list[Notice]
) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_A, CONTROL)
    settle(page)
    assert page.several.steps["dormant"].text() == "Dormant 4"
    assert page.several.steps["qualifying"].text() == "Qualifying 4", "the won one would be opened again"
    QTest.mouseClick(page.several.steps["dormant"], Qt.MouseButton.LeftButton)
    settle(page)
    assert [office.store.record(one.id)["status"] for one in leads] == [
        "dormant",
        "won",
        "dormant",
        "dormant",
        "dormant",
    ]
    assert page.several.left.text() == "1 entry stays as it was:"
    (row,) = page.several.findChildren(RecordRow)
    assert "BL-0002 · From “Won” there is no step to “Dormant”" in row.accessibleName()
    assert page.list.selection.number() == 5, "they are still chosen"
    assert notices[-1].values == {"count": 4, "refused": 1}
    assert notices[-1].act is not None
    notices[-1].act()
    settle(page)
    assert [office.store.record(one.id)["status"] for one in leads] == [
        "new",
        "won",
        "qualifying",
        "new",
        "new",
    ]


def test_what_a_step_needs_is_asked_once_beside_what_it_is_for(
    page: RecordsPage, leads: list[Record], office: Office
) -> None:
    press(page, 0)
    press(page, 1, SHIFT)
    QTest.mouseClick(page.several.steps["lost"], Qt.MouseButton.LeftButton)
    form = page.several.asking.form
    assert form is not None
    assert "please say why it was lost" in page.several.asking.hint.text()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert form.isAncestorOf(focused)
    rewrite(form.editors["lost_reason"].inputs()[0], "The price")
    QTest.mouseClick(page.several.asking.confirm, Qt.MouseButton.LeftButton)
    settle(page)
    for one in leads[3:]:
        assert office.store.record(one.id)["lost_reason"].original == "The price"
    assert not page.several.asking.isVisible()
    QTest.mouseClick(page.several.steps["qualified"], Qt.MouseButton.LeftButton)
    form = page.several.asking.form
    assert form is not None
    rewrite(form.editors["hs_codes"].inputs()[0], "no code")
    rewrite(form.editors["reopened_reason"].inputs()[0], "They wrote again")
    QTest.mouseClick(page.several.asking.confirm, Qt.MouseButton.LeftButton)
    settle(page)
    assert form.editors["hs_codes"].problem() is not None, "what nobody can read is said beside its field"
    assert office.store.record(leads[4].id)["status"] == "lost"
    page.several.asking.cancel.click()
    assert page.several.asking.form is None


def test_an_owner_is_given_by_keys_alone_and_the_chips_follow(
    page: RecordsPage, leads: list[Record], office: Office, qtbot: QtBot
) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_A, CONTROL)
    settle(page)
    QTest.keyClick(page.list, Qt.Key.Key_O, CONTROL | SHIFT)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.several.asking.form is not None
    line = page.several.asking.form.editors["owner"].inputs()[0]
    assert focused is line
    assert line.text() == "Karim", "whoever works here is offered"  # type: ignore[attr-defined]
    QTest.keyClick(page.several.asking.confirm, Qt.Key.Key_Space)
    settle(page)
    assert {office.store.record(one.id)["owner"] for one in leads} == {"Karim"}
    assert page.filters.wanting["mine"].text() == "Mine 5"


def test_all_are_put_away_for_a_reason_and_taken_out_again(
    page: RecordsPage, leads: list[Record], office: Office, notices: list[Notice]
) -> None:
    press(page, 0)
    press(page, 1, SHIFT)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert page.several.asking.form is not None
    QTest.mouseClick(page.several.asking.confirm, Qt.MouseButton.LeftButton)
    settle(page)
    assert page.several.asking.form.editors["archived"].problem() is not None, (
        "without a reason nothing is done"
    )
    rewrite(page.several.asking.form.editors["archived"].inputs()[0], "Twice in the list")
    QTest.mouseClick(page.several.asking.confirm, Qt.MouseButton.LeftButton)
    settle(page)
    assert [office.store.record(one.id).archived for one in leads[3:]] == ["Twice in the list"] * 2
    assert page.list.records.rowCount() == 3
    QTest.mouseClick(page.filters.archived, Qt.MouseButton.LeftButton)
    settle(page)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_A, CONTROL)
    settle(page)
    assert not page.several.archive.isVisible()
    QTest.mouseClick(page.several.unarchive, Qt.MouseButton.LeftButton)
    settle(page)
    assert [office.store.record(one.id).archived for one in leads] == [None] * 5


def test_one_record_is_changed_from_the_menu_of_the_list(
    page: RecordsPage, leads: list[Record], office: Office
) -> None:
    press(page, 2)
    page.list.customContextMenuRequested.emit(QPoint(40, 40))
    menu = page.commands.menu
    assert menu is not None
    texts = [one.text() for one in menu.actions() if one.isVisible() and not one.isSeparator()]
    assert "Export all 5 entries …" in texts
    assert "Take out of the archive" not in texts
    menu.close()
    page.commands.actions["state"].trigger()
    settle(page)
    assert page.details.currentIndex() == SEVERAL
    assert QApplication.focusWidget() is next(iter(page.several.steps.values()))
    QTest.mouseClick(page.several.steps["dormant"], Qt.MouseButton.LeftButton)
    settle(page)
    assert office.store.record(leads[2].id)["status"] == "dormant"
    assert page.details.currentIndex() == 1, "back to the record"
    record = page.detail.keeper.record
    assert record is not None
    assert record["status"] == "dormant"


def test_the_delete_key_in_a_field_deletes_letters_and_archives_nothing(page: RecordsPage) -> None:
    press(page, 0)
    line = page.detail.form.editors["owner"].inputs()[0]
    rewrite(line, "Salma")
    QTest.keyClick(line, Qt.Key.Key_Home)
    QTest.keyClick(line, Qt.Key.Key_Delete)
    assert line.text() == "alma"  # type: ignore[attr-defined]
    assert page.details.currentIndex() == 1


def test_chosen_rows_are_copied_as_the_list_shows_them(page: RecordsPage, notices: list[Notice]) -> None:
    press(page, 0)
    press(page, 2, CONTROL)
    QTest.keyClick(page.list, Qt.Key.Key_C, CONTROL)
    settle(page)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [one.split("\t")[:3] for one in lines] == [
        ["BL-0005", "Shapla Knit", "film 4"],
        ["BL-0003", "Shapla Knit", "film 2"],
    ]
    assert notices[-1].values == {"count": 2}


@pytest.mark.parametrize("code", CODES)
def test_the_chosen_or_all_are_written_to_a_file(
    page: RecordsPage, desk: Desk, tmp_path: Path, code: str, notices: list[Notice]
) -> None:
    desk.set_language(code)
    page.retranslate()
    press(page, 0)
    press(page, 2, CONTROL)
    layout = page.list.arranging.layout
    page.exporting.write(page.list.selection.keys(), layout.columns, tmp_path / "chosen.csv")
    assert page.exporting.isVisible()
    settle(page)
    assert not page.exporting.isVisible()
    heads, *rows = [one.cells for one in csvfile.read(tmp_path / "chosen.csv").rows]
    assert heads[1] == desk.language.say("Buyer")
    assert [one[0] for one in rows] == ["BL-0005", "BL-0003"]
    page.exporting.write(page.list.records.keys(), layout.columns, tmp_path / "all.xlsx")
    settle(page)
    sheet = openpyxl.load_workbook(tmp_path / "all.xlsx").worksheets[0]
    assert sheet.max_row == 6
    assert notices[-1].values == {"count": 5, "path": str(tmp_path / "all.xlsx")}


def test_a_file_that_is_stopped_is_not_there(
    page: RecordsPage, tmp_path: Path, notices: list[Notice]
) -> None:
    path = tmp_path / "all.csv"
    page.exporting.write(page.list.records.keys() * 400, (), path)
    QTest.mouseClick(page.exporting.stop, Qt.MouseButton.LeftButton)
    settle(page)
    assert not path.exists()
    assert "not written" in notices[-1].message
    assert not page.exporting.isVisible()


def test_what_is_chosen_stays_so_when_others_write_or_another_column_orders(
    page: RecordsPage, leads: list[Record], desk: Desk
) -> None:
    press(page, 0)
    press(page, 3, CONTROL)
    chosen = {leads[4].key, leads[1].key}
    desk.write(lambda office: office.change(leads[0].id, {"owner": "Sumi"}))
    settle(page)
    assert {*page.list.selection.keys()} == chosen
    page.list.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    settle(page)
    assert list(page.list.selection.keys()) == [leads[1].key, leads[4].key]
    QTest.mouseClick(page.filters.states["won"], Qt.MouseButton.LeftButton)
    settle(page)
    assert {*page.list.selection.keys()} <= {leads[1].key}, "what is not in sight is not chosen"
    assert page.details.currentIndex() != SEVERAL


def test_escape_goes_out_of_what_is_asked_and_then_back_to_one_record(page: RecordsPage) -> None:
    press(page, 1)
    record = page.detail.keeper.record
    QTest.keyClick(page.list, Qt.Key.Key_A, CONTROL)
    settle(page)
    QTest.keyClick(page.list, Qt.Key.Key_O, CONTROL | SHIFT)
    assert page.several.asking.form is not None
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert not page.several.asking.isVisible()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert page.details.currentIndex() == 1
    assert page.detail.keeper.record == record
    assert page.list.selection.number() == 1
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert page.list.selection.number() == 1


@pytest.mark.parametrize("code", CODES)
def test_the_dialog_for_a_file_offers_a_workbook_and_csv(page: RecordsPage, desk: Desk, code: str) -> None:
    desk.set_language(code)
    dialog = page.exporting.dialog()
    assert dialog.windowTitle() == desk.language.say("Where should the list go?")
    assert dialog.nameFilters() == ["Excel (*.xlsx)", "CSV (*.csv)"]
    assert dialog.defaultSuffix() == "xlsx"
    dialog.filterSelected.emit("CSV (*.csv)")
    assert dialog.defaultSuffix() == "csv"
    assert Path(dialog.selectedFiles()[0]).name.startswith("lead-2026-")


def test_too_many_at_once_are_told_before_anything_is_asked(
    page: RecordsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fieldreport.together.MOST", 2)
    QTest.keyClick(page.list, Qt.Key.Key_A, CONTROL)
    settle(page)
    assert page.several.hint.text() == "At most 2 entries are changed at once; please choose fewer."
    assert not page.several.archive.isEnabled()
    assert not page.several.steps


@pytest.mark.parametrize(
    ("name", "raw", "has_states"),
    [
        ("organisation", {"name": "Hanil Zip", "roles": ["buyer"], "country": "KR"}, True),
        ("outcome", {"kind": "memorandum", "dated": "2026-11-10", "lead": "BL-0001"}, False),
        (
            "signal",
            {"headline": "A new duty", "kind": "policy", "seen_on": "2026-11-10", "source": "Notice"},
            True,
        ),
        ("event", {"name": "상담회", "starts_on": "2026-11-10", "ends_on": "2026-11-11"}, True),
        ("contact", {"name": "Karim", "organisation": "OR-0001"}, False),
    ],
)
def test_every_type_offers_what_its_records_have(
    page_of: PageOf, office: Office, leads: list[Record], name: str, raw: dict[str, Any], has_states: bool
) -> None:
    for _ in range(2):
        add(office, name, **raw)
    page = page_of(name)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_A, CONTROL)
    settle(page)
    assert bool(page.several.steps) is has_states
    assert page.commands.actions["state"].isVisible() is has_states
    assert not page.several.owner.isVisible()
    if name == "organisation":
        QTest.mouseClick(page.several.steps["verified"], Qt.MouseButton.LeftButton)
        settle(page)
        organisations = office.store.records(office.record_type("organisation"))
        assert {one["verification"] for one in organisations} == {"verified"}


def test_names_of_the_pane_are_said_in_every_language(page: RecordsPage, desk: Desk) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_A, CONTROL)
    settle(page)
    for code in CODES:
        desk.set_language(code)
        page.retranslate()
        settle(page)
        say = desk.language.say
        status = page.list.type.field("status").show("lost", desk.language)
        assert page.several.steps["lost"].accessibleName() == say("Go on to: {status}", status=status)
        assert page.several.export.text() == say("Export …")
        assert page.commands.actions["columns"].text() == say("Columns …")
