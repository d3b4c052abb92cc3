"""The grid of an event: a meeting carried by mouse and by keyboard, what is refused and why, what is booked twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from fieldreport.record import Record
from tests.ui.test_schedule import Fair, texts
from ui.app import Session
from ui.forms.entry import Entry
from ui.forms.pick import PickEditor
from ui.forms.suggestions import Option
from ui.pages.event_day import EventDay
from ui.pages.records import RecordsPage
from ui.tools.fair.carrying import GridView
from ui.tools.fair.seen import BUYERS, TABLES


@pytest.fixture
def fair(session: Session) -> Fair:
    return Fair(session)


def meets(fair: Fair, company: str, buyer: str, slot: str, table: str, **raw: object) -> Record:
    return fair._add(
        "meeting",
        event=fair.event.id,
        company=fair.organisations[company].id,
        buyer=fair.organisations[buyer].id,
        held_on="2026-11-22",
        **{"status": "scheduled", "slot": slot, "table": table, **raw},
    )


@pytest.fixture
def day(session: Session, fair: Fair, settled: Callable[[], None]) -> EventDay:
    """Hanil meets Meghna at ten, Dodam meets her at eleven."""
    meets(fair, "Hanil Zip", "Meghna Knit", "10:00", "1")
    meets(fair, "Dodam Label", "Meghna Knit", "11:00", "2")
    session.desk.open_event(fair.event.id)
    settled()
    found = session.window.page("event-day")
    assert isinstance(found, EventDay)
    return found


def place(grid: GridView, row: int, column: int) -> QPoint:
    return grid.visualRect(grid.grid.index(row, column)).center()


def in_hand(grid: GridView) -> bool:
    """Whether a meeting is being carried."""
    return grid.grid.carried is not None


def slots(fair: Fair) -> dict[str, tuple[str, str]]:
    store = fair.office.store
    names = {one.id: name for name, one in fair.organisations.items()}
    return {
        names[one["company"]]: (one["slot"], one["table"])
        for one in store.records(store.types["meeting"])
        if one["event"] == fair.event.id
    }


#: Columns by company: Dodam Label, Hanil Zip; rows: ten, eleven.
DODAM, HANIL = 0, 1
TEN, ELEVEN = 0, 1


def test_a_meeting_is_drawn_to_another_slot_and_back_by_undo(
    day: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    fair.office.archive(fair.meetings()[1].id, "Not wanted")
    day.arrive()
    settled()
    grid = day.views.grid
    QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=place(grid, TEN, HANIL))
    QTest.mouseMove(grid.viewport(), place(grid, ELEVEN, HANIL))
    assert in_hand(grid)
    assert day.views.strip.verdict.text() == "Free"
    assert "Hanil Zip and Meghna Knit" in day.views.strip.text.text()
    QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=place(grid, ELEVEN, HANIL))
    settled()
    assert slots(fair) == {"Hanil Zip": ("11:00", "1")}
    assert not in_hand(grid)
    QTest.mouseClick(day.undo, Qt.MouseButton.LeftButton)
    settled()
    assert slots(fair) == {"Hanil Zip": ("10:00", "1")}


def test_what_would_be_booked_twice_is_said_before_and_refused(
    day: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    before = slots(fair)
    grid, strip = day.views.grid, day.views.strip
    grid.setFocus()
    grid.setCurrentIndex(grid.grid.index(TEN, HANIL))
    QTest.keyClick(grid, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert strip.verdict.text() == "In hand"
    assert not strip.put.isEnabled()
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert strip.verdict.text() == "Not here"
    assert "Meghna Knit meets Dodam Label in this slot already." in strip.text.text()
    told = grid.grid.index(ELEVEN, HANIL).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Meghna Knit meets Dodam Label in this slot already." in told
    QTest.keyClick(grid, Qt.Key.Key_Return)
    settled()
    assert slots(fair) == before
    assert in_hand(grid), "it stays in hand"
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert not in_hand(grid)
    assert day.isVisible(), "Escape let the meeting go and nothing else"


def test_a_refused_drop_leaves_the_meeting_in_hand(
    day: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    grid = day.views.grid
    QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=place(grid, TEN, HANIL))
    QTest.mouseMove(grid.viewport(), place(grid, ELEVEN, HANIL))
    QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=place(grid, ELEVEN, HANIL))
    assert in_hand(grid)
    assert day.views.strip.verdict.text() == "Not here"
    QTest.mouseClick(day.views.strip.leave, Qt.MouseButton.LeftButton)
    assert not in_hand(grid)
    settled()
    assert slots(fair)["Hanil Zip"] == ("10:00", "1")


def test_another_company_takes_a_meeting_over_by_keyboard(
    day: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    fair.organisations["Sornali"] = fair._add(
        "organisation", name="Ara Button", roles=["company"], country="KR"
    )
    fair.joins("Sornali", "company")
    day.arrive()
    settled()
    grid = day.views.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.grid.index(ELEVEN, 1))
    QTest.keyClick(grid, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(grid, Qt.Key.Key_Left)
    assert day.views.strip.verdict.text() == "Free"
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert slots(fair) == {"Hanil Zip": ("10:00", "1"), "Sornali": ("11:00", "2")}


def test_a_meeting_goes_to_another_table(day: EventDay, fair: Fair, settled: Callable[[], None]) -> None:
    day.views.turn(TABLES)
    grid = day.views.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.grid.index(TEN, 0))
    grid.take_up()
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    settled()
    assert slots(fair)["Hanil Zip"] == ("10:00", "2")


def test_what_is_booked_twice_already_is_marked_and_counted(
    day: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    meeting = next(one for one in fair.meetings() if one["slot"] == "11:00")
    fair.office.change(meeting.id, {"slot": "10:00"})
    day.arrive()
    settled()
    assert day.state.text() == "2 meetings are booked twice; they are marked in the grid."
    shown = texts(day.views.grid.grid)
    assert "Booked twice" in shown[TEN][HANIL]
    assert "Meghna Knit meets Dodam Label in this slot already." in shown[TEN][HANIL]


def test_who_did_not_come_is_said_in_the_grid_and_undone(
    day: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    grid = day.views.grid
    grid.setCurrentIndex(grid.grid.index(TEN, HANIL))
    QTest.mouseClick(day.views.strip.no_buyer, Qt.MouseButton.LeftButton)
    settled()
    found = next(one for one in fair.meetings() if one["slot"] == "10:00")
    assert (found["status"], found["absent"]) == ("no_show", "buyer")
    assert "No-show" in texts(grid.grid)[TEN][HANIL]
    QTest.mouseClick(day.undo, Qt.MouseButton.LeftButton)
    settled()
    assert next(one for one in fair.meetings() if one["slot"] == "10:00")["status"] == "scheduled"


def test_enter_on_a_free_place_begins_a_meeting_there(
    session: Session, day: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    grid = day.views.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.grid.index(TEN, DODAM))
    assert day.views.strip.new.isVisible()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    settled()
    assert session.window.place == "meeting"
    page = session.window.page("meeting")
    assert isinstance(page, RecordsPage)
    typed = page.detail.form.typed()
    assert typed["company"] == fair.organisations["Dodam Label"].id
    assert (typed["event"], typed["slot"]) == (fair.event.id, "10:00")


def test_a_meeting_that_was_asked_for_is_put_into_the_grid(
    day: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    meets(fair, "Hanil Zip", "Padma Wear", "", "", status="requested")
    day.arrive()
    settled()
    day.enter_results()
    rows = day.views.meetings.rows
    rows.mark(fair.meetings()[-1].id)
    QTest.mouseClick(day.views.meetings.carry, Qt.MouseButton.LeftButton)
    grid = day.views.grid
    grid.setCurrentIndex(grid.grid.index(ELEVEN, HANIL))
    # She has declined, which is said and need not be the last word.
    assert day.views.strip.verdict.text() == "Possible"
    QTest.mouseClick(day.views.strip.put, Qt.MouseButton.LeftButton)
    settled()
    placed = fair.meetings()[-1]
    assert (placed["status"], placed["slot"], placed["table"]) == ("scheduled", "11:00", "1")


def test_a_name_that_is_looked_for_narrows_the_grid_and_the_rows(
    day: EventDay, settled: Callable[[], None], qtbot: object
) -> None:
    day.views.turn(BUYERS)
    day.views.search.setText("dodam")
    day.views._fill()
    shown = texts(day.views.grid.grid)
    assert day.views.grid.grid.columnCount() == 1
    assert shown[ELEVEN][0].startswith("Dodam Label")
    day.enter_results()
    assert day.views.meetings.rows.rows.rowCount() == 1
    day.views.search.setText("nobody of this name")
    day.views.turn(BUYERS)
    assert day.views.empty.text() == "Nobody is called so."


def test_who_comes_unannounced_is_written_down_from_the_grid(
    day: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    QTest.mouseClick(day.views.strip.walk_in, Qt.MouseButton.LeftButton)
    entry = day.window().findChild(Entry)
    assert isinstance(entry, Entry)
    organisation = entry.form.editors["organisation"]
    assert isinstance(organisation, PickEditor)
    walker = fair._add("organisation", name="Sornali Knit", roles=["buyer"], country="BD")
    organisation.take(Option(walker.id, "Sornali Knit"))
    entry.form.editors["side"].restore("buyer")
    QTest.mouseClick(entry.save, Qt.MouseButton.LeftButton)
    settled()
    day.views.turn(BUYERS)
    heads = [
        str(day.views.grid.grid.headerData(column, Qt.Orientation.Horizontal))
        for column in range(day.views.grid.grid.columnCount())
    ]
    assert "Sornali Knit" in heads
