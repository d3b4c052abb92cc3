"""The day of an event in the real window: somebody comes unannounced, and what came of each meeting is written down."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.hands import rewrite
from tests.ui.test_schedule import Fair, texts
from ui.app import Session
from ui.forms.entry import Entry
from ui.forms.pick import PickEditor, PickManyEditor
from ui.forms.suggestions import Option
from ui.tables.rows import Cell
from ui.tools.fair.result import Result
from ui.tools.fair.views import MEETINGS, PEOPLE
from ui.tools.schedule import ScheduleTool


@pytest.fixture
def fair(session: Session) -> Fair:
    return Fair(session)


@pytest.fixture
def tool(session: Session, fair: Fair, settled: Callable[[], None]) -> ScheduleTool:
    """The tool with the fair's schedule written."""
    session.desk.open_tool("schedule", fair.event.id)
    settled()
    page = session.window.page("tools")
    found = page.tools["schedule"]  # type: ignore[attr-defined]
    assert isinstance(found, ScheduleTool)
    found.propose.click()
    settled()
    found.apply.click()
    settled()
    return found


def fill(entry: Entry, fair: Fair, name: str, *wishes: str) -> None:
    organisation, wished = entry.form.editors["organisation"], entry.form.editors["wishes"]
    assert isinstance(organisation, PickEditor)
    assert isinstance(wished, PickManyEditor)
    organisation.take(Option(fair.organisations[name].id, name))
    for one in wishes:
        wished.take(Option(fair.organisations[one].id, one))


def begin_walk_in(tool: ScheduleTool) -> Entry:
    tool.views.chips[PEOPLE].click()
    QTest.mouseClick(tool.views.people.walk_in, Qt.MouseButton.LeftButton)
    entry = tool.window().findChild(Entry)
    assert isinstance(entry, Entry)
    return entry


def test_whoever_comes_unannounced_is_given_a_free_slot(
    tool: ScheduleTool, fair: Fair, settled: Callable[[], None]
) -> None:
    before = {one.id: (one["slot"], one["table"]) for one in fair.meetings()}
    fair.organisations["Sornali"] = fair._add(
        "organisation", name="Sornali Knit", roles=["buyer"], country="BD"
    )
    entry = begin_walk_in(tool)
    fill(entry, fair, "Sornali", "Hanil Zip")
    entry.form.editors["side"].restore("buyer")
    QTest.mouseClick(entry.save, Qt.MouseButton.LeftButton)
    settled()
    meetings = fair.meetings()
    (new,) = [one for one in meetings if one.id not in before]
    assert new["buyer"] == fair.organisations["Sornali"].id
    assert (new["status"], bool(new["slot"])) == ("scheduled", True)
    assert {one.id: (one["slot"], one["table"]) for one in meetings if one.id != new.id} == before
    assert any(
        "Sornali Knit" in row[1] and "Came unannounced" in row[4]
        for row in texts(tool.views.people.rows.rows)
    )
    assert "a free slot was found for: 1" in tool.window().notice.text.text()  # type: ignore[attr-defined]


def test_a_walk_in_without_its_side_is_asked_for_it_and_nothing_is_written(
    tool: ScheduleTool, fair: Fair, settled: Callable[[], None]
) -> None:
    people = fair.office.store.count(fair.office.record_type("participant"))
    entry = begin_walk_in(tool)
    entry.save.click()
    settled()
    assert entry.form.editors["organisation"].problem() is not None
    assert entry.form.editors["side"].problem() is not None
    fill(entry, fair, "Hanil Zip")
    entry.form.editors["side"].restore("company")
    entry.save.click()
    settled()
    problem = entry.form.editors["organisation"].problem()
    assert problem is not None
    assert "on the list of this event already" in problem.message
    entry.close()
    settled()
    assert fair.office.store.count(fair.office.record_type("participant")) == people


def test_what_was_typed_of_a_walk_in_is_kept_as_a_draft(
    session: Session, tool: ScheduleTool, fair: Fair, settled: Callable[[], None]
) -> None:
    entry = begin_walk_in(tool)
    fill(entry, fair, "Padma Wear")
    entry.close()
    settled()
    (draft,) = [one for one in session.desk.office.drafts.all() if one.type == "participant"]
    assert draft.typed["organisation"] == fair.organisations["Padma Wear"].id
    assert draft.typed["event"] == fair.event.id


def results(tool: ScheduleTool, settled: Callable[[], None]) -> Result:
    tool.views.chips[MEETINGS].click()
    rows = tool.views.meetings.rows
    assert not tool.views.meetings.result.isEnabled()
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    rows.selectRow(0)
    QTest.mouseClick(tool.views.meetings.result, Qt.MouseButton.LeftButton)
    settled()
    dialog = tool.window().findChild(Result)
    assert isinstance(dialog, Result)
    return dialog


def test_what_is_told_of_one_meeting_after_the_other_is_saved(
    tool: ScheduleTool, fair: Fair, settled: Callable[[], None]
) -> None:
    dialog = results(tool, settled)
    first = dialog.keeper.record
    assert first is not None
    rewrite(dialog.form.editors["said"].inputs()[0], "Samples of zips by January")
    QTest.mouseClick(dialog.after, Qt.MouseButton.LeftButton)
    settled()
    saved = fair.office.store.record(first.id)
    assert saved["said"].original == "Samples of zips by January"
    assert saved["status"] == "held", "of a meeting that something is told of, it is known that it was held"
    second = dialog.keeper.record
    assert second is not None
    assert second.id != first.id
    assert not dialog.after.isEnabled()
    dialog.form.editors["status"].restore("no_show")
    dialog.save.click()
    settled()
    problem = dialog.form.editors["absent"].problem()
    assert problem is not None, "a step that needs something asks for it"
    assert fair.office.store.record(second.id)["status"] == "scheduled"
    dialog.form.editors["absent"].restore("buyer")
    dialog.save.click()
    settled()
    assert fair.office.store.record(second.id)["status"] == "no_show"
    dialog.close()
    settled()
    assert [row[3] for row in texts(tool.views.meetings.rows.rows)] == ["Held", "No-show"]
    assert "Meetings: 0 scheduled, 1 held, 1 no-shows." in tool.state.text()


def test_a_meeting_of_which_nothing_is_told_stays_what_it_was(
    tool: ScheduleTool, fair: Fair, settled: Callable[[], None]
) -> None:
    dialog = results(tool, settled)
    said = dialog.form.editors["said"]
    rewrite(said.inputs()[0], "x")
    said.inputs()[0].setPlainText("")  # type: ignore[attr-defined]
    dialog.after.click()
    settled()
    dialog.close()
    settled()
    assert [one["status"] for one in fair.meetings()] == ["scheduled", "scheduled"]


def test_a_value_that_is_none_waits_beside_its_field_and_is_not_lost(
    session: Session, tool: ScheduleTool, fair: Fair, settled: Callable[[], None]
) -> None:
    dialog = results(tool, settled)
    first = dialog.keeper.record
    assert first is not None
    rewrite(dialog.form.editors["value"].inputs()[0], "12,3x")
    dialog.save.click()
    settled()
    assert dialog.form.editors["value"].problem() is not None
    dialog.close()
    settled()
    assert fair.office.store.record(first.id)["value"] is None
    assert [one.record_id for one in session.desk.office.drafts.all()] == [first.id]


def test_rows_that_nobody_sees_yet_are_not_measured(tool: ScheduleTool) -> None:
    """Forty thousand meetings would keep the window waiting for seconds."""
    asked: list[int] = []

    def cell(row: int, column: int) -> Cell:
        asked.append(row)
        return Cell(str(row))

    rows = tool.views.meetings.rows
    assert not rows.isVisible()
    rows.put(["Number", "Again"], range(5_000), cell, str)
    assert asked == []
    tool.views.chips[MEETINGS].click()
    rows.put(["Number", "Again"], range(5_000), cell, str)
    assert 0 < len(set(asked)) < 200
