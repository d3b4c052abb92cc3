"""An event's schedule in the real window: from the event to its day, proposed, written, printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from fieldreport.failures import MachineAtFault
from fieldreport.record import Record
from ui.app import Session
from ui.pages.event_day import EventDay
from ui.pages.records import RecordsPage
from ui.panels.schedule import SchedulePanel
from ui.tools.fair import paper
from ui.tools.fair.printing import EXCEL, PDF, PrintDialog
from ui.tools.fair.seen import TABLES, Cell
from ui.tools.fair.views import MEETINGS, PEOPLE, SUMS, UNMET

EVENT = {
    "name": "Trims fair",
    "starts_on": "2026-11-22",
    "ends_on": "2026-11-22",
    "day_begins": "10:00",
    "day_ends": "12:00",
    "slot_minutes": 60,
    "tables": 2,
}


class Fair:
    """An event with two companies that wish to meet a buyer, one of them another one too, who has declined."""

    def __init__(self, session: Session) -> None:
        self.office = session.desk.office
        self.event = self._add("event", **EVENT)
        self.organisations: dict[str, Record] = {}
        for name, side, country in (
            ("Hanil Zip", "company", "KR"),
            ("Dodam Label", "company", "KR"),
            ("Meghna Knit", "buyer", "BD"),
            ("Padma Wear", "buyer", "BD"),
        ):
            self.organisations[name] = self._add("organisation", name=name, roles=[side], country=country)
        self.joins("Hanil Zip", "company", wishes=["Meghna Knit"])
        self.joins("Dodam Label", "company", wishes=["Meghna Knit", "Padma Wear"])
        self.joins("Meghna Knit", "buyer")
        self.joins("Padma Wear", "buyer", invitation="declined")

    def _add(self, type_name: str, /, **raw: object) -> Record:
        return self.office.add(self.office.record_type(type_name), raw, language="en")

    def joins(self, name: str, side: str, **raw: object) -> Record:
        wishes = [self.organisations[one].id for one in raw.pop("wishes", ())]  # type: ignore[attr-defined]
        given = {"invitation": "accepted", **raw, "wishes": wishes}
        organisation = self.organisations[name].id
        return self._add("participant", event=self.event.id, organisation=organisation, side=side, **given)

    def meetings(self) -> list[Record]:
        store = self.office.store
        return [one for one in store.records(store.types["meeting"]) if one["event"] == self.event.id]


@pytest.fixture
def fair(session: Session) -> Fair:
    return Fair(session)


@pytest.fixture
def tool(session: Session, fair: Fair, settled: Callable[[], None]) -> EventDay:
    """The event's day, reached from the event's own record."""
    session.desk.open_record("event", fair.event.id)
    settled()
    page = session.window.page("event")
    assert isinstance(page, RecordsPage)
    (panel,) = page.detail.findChildren(SchedulePanel)
    QTest.mouseClick(panel.open, Qt.MouseButton.LeftButton)
    settled()
    assert session.window.place == "event-day"
    assert session.window.sidebar.places["event"].isChecked()
    found = session.window.page("event-day")
    assert isinstance(found, EventDay)
    assert found.event_id == fair.event.id
    return found


def texts(model: QAbstractItemModel) -> list[list[str]]:
    """Every cell of a model as it is read aloud."""
    role = Qt.ItemDataRole.AccessibleTextRole
    return [
        [str(model.index(row, column).data(role) or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_a_schedule_is_proposed_looked_at_and_written(
    tool: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    QTest.mouseClick(tool.propose, Qt.MouseButton.LeftButton)
    settled()
    assert "2 of 3 wishes are honoured" in tool.state.text()
    assert tool.apply.isVisible()
    assert not tool.propose.isVisible()
    assert not tool.progress.isVisible()
    assert fair.meetings() == []
    shown = texts(tool.views.grid.grid)
    grid = tool.views.grid.grid
    assert [grid.headerData(row, Qt.Orientation.Vertical) for row in range(2)] == ["10:00", "11:00"]
    assert [grid.headerData(column, Qt.Orientation.Horizontal) for column in range(2)] == [
        "Dodam Label",
        "Hanil Zip",
    ]
    assert sum("Meghna Knit, Proposed" in cell for row in shown for cell in row) == 2
    QTest.mouseClick(tool.views.chips[UNMET], Qt.MouseButton.LeftButton)
    assert texts(tool.views.unmet.rows) == [
        [
            "Dodam Label",
            "Padma Wear",
            "The buyer does not take part: it is not on the list, or has not accepted.",
        ]
    ]
    QTest.mouseClick(tool.apply, Qt.MouseButton.LeftButton)
    settled()
    assert [one["status"] for one in fair.meetings()] == ["scheduled", "scheduled"]
    assert tool.state.text() == "2 meetings were written."
    assert tool.figures.cards["meetings"].accessibleName() == "Meetings: 2"
    assert tool.figures.cards["outstanding"].accessibleName() == "Results to come: 2"
    assert sum("Meghna Knit, Scheduled" in cell for row in texts(tool.views.grid.grid) for cell in row) == 2
    QTest.mouseClick(tool.undo, Qt.MouseButton.LeftButton)
    settled()
    assert fair.meetings() == []
    assert not tool.undo.isVisible()


def test_undo_takes_back_nothing_but_the_schedule(
    tool: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    tool.propose.click()
    settled()
    tool.apply.click()
    settled()
    assert tool.undo.isVisible()
    tool.desk.write(lambda office: office.change(fair.event.id, {"tables": 3}))
    settled()
    assert not tool.undo.isVisible()


def test_a_proposal_may_be_discarded(tool: EventDay, fair: Fair, settled: Callable[[], None]) -> None:
    tool.propose.click()
    settled()
    QTest.mouseClick(tool.discard, Qt.MouseButton.LeftButton)
    assert tool.proposed is None
    assert tool.propose.isVisible()
    assert not any(cell for row in texts(tool.views.grid.grid) for cell in row)
    assert fair.meetings() == []


def test_a_proposal_that_is_stopped_is_never_shown(tool: EventDay, settled: Callable[[], None]) -> None:
    tool.propose.click()
    assert tool.cancel.isVisible()
    assert tool.progress.isVisible()
    QTest.mouseClick(tool.cancel, Qt.MouseButton.LeftButton)
    settled()
    assert tool.proposed is None
    assert tool.propose.isVisible()
    assert not tool.progress.isVisible()


def test_a_proposal_for_an_event_that_has_changed_is_refused_in_words(
    tool: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    tool.propose.click()
    settled()
    fair.office.change(fair.event.id, {"tables": 1})
    tool.apply.click()
    settled()
    assert "propose it again" in tool.state.text()
    assert fair.meetings() == []


def test_who_did_not_come_is_said_with_the_keyboard(
    tool: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    tool.propose.click()
    settled()
    tool.apply.click()
    settled()
    tool.views.chips[PEOPLE].click()
    rows = tool.views.people.rows
    assert not tool.views.people.missing.isEnabled()
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    chosen = texts(rows.rows)[rows.currentIndex().row()]
    assert tool.views.people.missing.isEnabled()
    tool.views.people.missing.setFocus()
    QTest.keyClick(tool.views.people.missing, Qt.Key.Key_Space)
    settled()
    record = fair.office.store.record(chosen[0])
    assert record["attendance"] == "no_show"
    assert rows.currentIndex().row() >= 0, "whoever was marked stays marked"
    assert [one["status"] for one in fair.meetings()].count("no_show") >= 1


def test_enter_on_a_meeting_leads_to_its_result_and_from_there_to_its_record(
    session: Session, tool: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    tool.propose.click()
    settled()
    tool.apply.click()
    settled()
    model = tool.views.grid.grid
    place = next(
        model.index(row, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        if model.cells(model.index(row, column))
    )
    (cell,) = model.cells(place)
    assert isinstance(cell, Cell)
    tool.views.grid.setCurrentIndex(place)
    QTest.keyClick(tool.views.grid, Qt.Key.Key_Return)
    assert tool.views.view == MEETINGS
    assert tool.views.meetings.rows.record_id() == cell.record_id
    QTest.mouseClick(tool.views.meetings.open, Qt.MouseButton.LeftButton)
    settled()
    page = session.window.page("meeting")
    assert session.window.place == "meeting"
    assert isinstance(page, RecordsPage)
    assert page.detail.keeper.record is not None
    assert page.detail.keeper.record.id == cell.record_id


def test_what_the_event_came_to_is_told_for_each_company_and_buyer(
    session: Session, tool: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    """By hand: Hanil met both buyers (US$ 1,000 and ৳ 200,000 at 0.01), Padma stayed away from Dodam."""
    who = {name: one.id for name, one in fair.organisations.items()}
    met = {"event": fair.event.id, "held_on": "2026-11-22"}
    taka = {"amount": "200000", "currency": "BDT", "rate": "0.01", "rate_date": "2026-11-22"}
    for company, buyer, raw in (
        ("Hanil Zip", "Meghna Knit", {"status": "held", "value": "US$ 1,000"}),
        ("Hanil Zip", "Padma Wear", {"status": "held", "value": taka}),
        ("Dodam Label", "Padma Wear", {"status": "no_show", "absent": "buyer", "value": "US$ 70"}),
        ("Dodam Label", "Meghna Knit", {"status": "requested"}),
    ):
        fair._add("meeting", **met, company=who[company], buyer=who[buyer], **raw)
    tool.arrive()
    settled()
    QTest.mouseClick(tool.views.chips[SUMS], Qt.MouseButton.LeftButton)
    rows = tool.views.sums.rows
    assert rows.isVisible()
    taka_shown, both = "৳\u00a0200,000", "৳\u00a0200,000 and US$\u00a01,000"
    nothing = ["0", "0", "1", "1"]
    assert texts(rows.rows) == [
        ["", "The whole event", "2", "0", "1", "1", "0", "0", both, "US$\u00a03,000"],
        ["Korean company", "Hanil Zip", "2", "0", "0", "0", "0", "0", both, "US$\u00a03,000"],
        ["Korean company", "Dodam Label", *nothing, "0", "0", "", ""],
        ["Buyer", "Padma Wear", "1", "0", "0", "1", "1", "0", taka_shown, "US$\u00a02,000"],
        ["Buyer", "Meghna Knit", "1", "0", "1", "0", "0", "0", "US$\u00a01,000", "US$\u00a01,000"],
    ]
    assert "contracts are not in it" in tool.views.sums.note.text()
    rows.setFocus()
    rows.setCurrentIndex(rows.rows.index(1, 0))
    QTest.keyClick(rows, Qt.Key.Key_Return)
    settled()
    page = session.window.page("organisation")
    assert isinstance(page, RecordsPage)
    assert page.detail.keeper.record is not None
    assert page.detail.keeper.record.id == who["Hanil Zip"]


def dialog_of(tool: EventDay) -> PrintDialog:
    QTest.mouseClick(tool.print_it, Qt.MouseButton.LeftButton)
    dialog = tool.window().findChild(PrintDialog)
    assert isinstance(dialog, PrintDialog)
    return dialog


@pytest.mark.parametrize(("kind", "begins"), [(PDF, b"%PDF"), (EXCEL, b"PK")])
def test_the_pages_are_made_in_the_background(
    tool: EventDay, fair: Fair, settled: Callable[[], None], kind: str, begins: bytes
) -> None:
    dialog = dialog_of(tool)
    dialog.side.choose("buyer")
    dialog.where.choose(kind)
    QTest.mouseClick(dialog.write, Qt.MouseButton.LeftButton)
    assert tool.progress.isVisible()
    settled()
    path = fair.office.data / "reports" / f"DHK_{fair.event.reference}_buyer.{kind}"
    assert path.read_bytes().startswith(begins)
    assert str(path) in tool.state.text()
    assert tool.open_file.isVisible()
    assert not tool.progress.isVisible()


def test_each_participant_has_a_page_and_a_long_day_goes_on_with_its_heads(
    session: Session, fair: Fair, tmp_path: Path
) -> None:
    office = fair.office
    path = tmp_path / "companies.pdf"
    written = paper.write_pdf(office, fair.event.id, "company", path, "bn", lambda done, total: None)
    assert written.participants == 2
    assert pages_in(path) == 2
    for number in range(60):
        raw = {
            "event": fair.event.id,
            "company": fair.organisations["Hanil Zip"].id,
            "buyer": fair.organisations["Meghna Knit"].id,
            "held_on": "2026-11-22",
            "slot": f"{8 + number // 6:02}:{number % 6}0",
            "status": "scheduled",
        }
        fair._add("meeting", **raw)
    paper.write_pdf(office, fair.event.id, "company", path, "bn", lambda done, total: None)
    assert pages_in(path) == 3


def test_a_printer_that_is_not_there_is_told(fair: Fair) -> None:
    with pytest.raises(MachineAtFault) as told:
        paper.print_pages(fair.office, fair.event.id, "company", "Nowhere", None, lambda done, total: None)
    assert told.value.problem.values == {"printer": "Nowhere"}


def pages_in(path: Path) -> int:
    return len(re.findall(rb"/Type /Page\n", path.read_bytes()))


def test_pages_that_nobody_waits_for_are_not_left_half_made(
    tool: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    dialog = dialog_of(tool)
    QTest.mouseClick(dialog.write, Qt.MouseButton.LeftButton)
    assert tool.cancel.isVisible()
    QTest.mouseClick(tool.cancel, Qt.MouseButton.LeftButton)
    settled()
    assert not tool.progress.isVisible()
    assert not tool.open_file.isVisible()
    folder = fair.office.data / "reports"
    assert not folder.exists() or list(folder.iterdir()) == []


def test_an_event_without_slots_says_what_is_missing_and_leads_there(
    session: Session, tool: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    fair.office.change(fair.event.id, {"tables": None, "slot_minutes": None})
    tool.arrive()
    settled()
    assert tool.problems.text().splitlines() == [
        "Please say how many minutes a slot takes.",
        "Please say how many tables there are.",
    ]
    assert not tool.propose.isEnabled()
    QTest.mouseClick(tool.open_event, Qt.MouseButton.LeftButton)
    settled()
    assert session.window.place == "event"


def test_the_models_do_as_qt_expects(tool: EventDay, settled: Callable[[], None]) -> None:
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (
            tool.views.grid.grid,
            tool.views.meetings.rows.rows,
            tool.views.people.rows.rows,
            tool.views.sums.rows.rows,
            tool.views.unmet.rows,
        )
    ]
    tool.propose.click()
    settled()
    for view in (TABLES, MEETINGS, PEOPLE, SUMS, UNMET):
        tool.views.turn(view)
    tool.discard.click()
    assert len(testers) == 5
