"""The day of an event in the real window: somebody comes unannounced, and what came of each meeting is written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.hands import rewrite
from tests.ui.opened import compose, take_down
from tests.ui.test_schedule import Fair, texts
from ui.app import Session
from ui.forms.composing import ComposingLine
from ui.forms.entry import Entry
from ui.forms.pick import PickEditor, PickManyEditor
from ui.forms.suggestions import Option
from ui.pages.event_day import EventDay
from ui.tools.fair.entering import FIELDS, SAID, STATUS, VALUE
from ui.tools.fair.result import Result
from ui.tools.fair.results import ResultsView
from ui.tools.fair.views import MEETINGS, PEOPLE


@pytest.fixture
def fair(session: Session) -> Fair:
    return Fair(session)


@pytest.fixture
def tool(session: Session, fair: Fair, settled: Callable[[], None]) -> EventDay:
    """The event's day with the fair's schedule written."""
    session.desk.open_event(fair.event.id)
    settled()
    found = session.window.page("event-day")
    assert isinstance(found, EventDay)
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


def begin_walk_in(tool: EventDay) -> Entry:
    tool.views.chips[PEOPLE].click()
    QTest.mouseClick(tool.views.people.walk_in, Qt.MouseButton.LeftButton)
    entry = tool.window().findChild(Entry)
    assert isinstance(entry, Entry)
    return entry


def test_whoever_comes_unannounced_is_given_a_free_slot(
    tool: EventDay, fair: Fair, settled: Callable[[], None]
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
    tool: EventDay, fair: Fair, settled: Callable[[], None]
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
    session: Session, tool: EventDay, fair: Fair, settled: Callable[[], None]
) -> None:
    entry = begin_walk_in(tool)
    fill(entry, fair, "Padma Wear")
    entry.close()
    settled()
    (draft,) = [one for one in session.desk.office.drafts.all() if one.type == "participant"]
    assert draft.typed["organisation"] == fair.organisations["Padma Wear"].id
    assert draft.typed["event"] == fair.event.id


def results(tool: EventDay, settled: Callable[[], None]) -> Result:
    tool.views.chips[MEETINGS].click()
    rows = tool.views.meetings.rows
    assert not tool.views.meetings.result.isEnabled()
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    rows.setCurrentIndex(rows.rows.index(0, STATUS))
    QTest.mouseClick(tool.views.meetings.result, Qt.MouseButton.LeftButton)
    settled()
    dialog = tool.window().findChild(Result)
    assert isinstance(dialog, Result)
    return dialog


def test_what_is_told_of_one_meeting_after_the_other_is_saved(
    tool: EventDay, fair: Fair, settled: Callable[[], None]
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
    assert [row[3] for row in texts(tool.views.meetings.rows.rows)] == ["Held", "The buyer did not come"]
    assert tool.figures.cards["outstanding"].figure.text() == "0"


def test_a_meeting_of_which_nothing_is_told_stays_what_it_was(
    tool: EventDay, fair: Fair, settled: Callable[[], None]
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
    session: Session, tool: EventDay, fair: Fair, settled: Callable[[], None]
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


# ---- down the rows, without leaving the keyboard ----------------------------------------------------------------


@pytest.fixture
def entering(tool: EventDay) -> ResultsView:
    """The rows in which results are entered, at the status of the first meeting without one."""
    QTest.mouseClick(tool.enter, Qt.MouseButton.LeftButton)
    rows = tool.views.meetings.rows
    assert (rows.currentIndex().row(), rows.currentIndex().column()) == (0, STATUS)
    return rows


def type_into(rows: ResultsView, text: str) -> None:
    """Type into the marked cell as a person does: the first letter opens it."""
    take_down()
    QTest.keyClicks(rows, text[:1])
    line = rows.findChild(ComposingLine)
    assert isinstance(line, ComposingLine)
    QTest.keyClicks(line, text[1:])
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_one_key_says_how_a_meeting_stands_and_goes_down(
    entering: ResultsView, fair: Fair, settled: Callable[[], None]
) -> None:
    QTest.keyClick(entering, Qt.Key.Key_1)
    assert entering.currentIndex().row() == 1
    # The keys of a Bengali keyboard are as good.
    key = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, "৩")
    QApplication.sendEvent(entering, key)
    settled()
    assert [(one["status"], one["absent"]) for one in fair.meetings()] == [
        ("held", None),
        ("no_show", "buyer"),
    ]


def test_sums_and_notes_are_typed_one_below_the_other_and_saved_by_themselves(
    tool: EventDay, entering: ResultsView, fair: Fair, settled: Callable[[], None]
) -> None:
    QTest.keyClick(entering, Qt.Key.Key_Tab)
    assert entering.currentIndex().column() == VALUE
    type_into(entering, "USD 12,000")
    assert entering.currentIndex().row() == 1
    type_into(entering, "500")
    settled()
    first, second = fair.meetings()
    assert (first["value"].minor, first["status"]) == (1_200_000, "held")
    assert first["held_on"].isoformat() == "2026-11-22"
    assert (second["value"].minor, second["value"].currency) == (50_000, "USD")
    entering.setCurrentIndex(entering.rows.index(0, SAID))
    type_into(entering, "Samples by January")
    settled()
    assert fair.meetings()[0]["said"].original == "Samples by January"
    assert tool.undo.isVisible()
    QTest.keySequence(entering, QKeySequence(QKeySequence.StandardKey.Undo))
    settled()
    assert fair.meetings()[0]["said"] is None
    for _ in range(2):
        QTest.keySequence(entering, QKeySequence(QKeySequence.StandardKey.Undo))
        settled()
    assert (fair.meetings()[0]["value"], fair.meetings()[0]["status"]) == (None, "scheduled")
    assert tool.undo.isVisible(), "the schedule itself can still be taken back"


def test_what_could_not_be_saved_is_kept_and_put_right(
    session: Session, tool: EventDay, entering: ResultsView, fair: Fair, settled: Callable[[], None]
) -> None:
    meeting = entering.record_id()
    entering.setCurrentIndex(entering.rows.index(0, VALUE))
    type_into(entering, "12,3x")
    settled()
    entering.setCurrentIndex(entering.rows.index(0, VALUE))
    assert "12,3x" in tool.views.meetings.said.text()
    assert entering.currentIndex().data() == "12,3x"
    (draft,) = session.desk.office.drafts.all()
    assert (draft.record_id, draft.typed) == (meeting, {"value": "12,3x"})
    type_into(entering, "USD 12")
    settled()
    assert fair.meetings()[0]["value"].minor == 1_200
    assert session.desk.office.drafts.all() == []
    entering.setCurrentIndex(entering.rows.index(0, VALUE))
    type_into(entering, "x")
    settled()
    entering.setCurrentIndex(entering.rows.index(0, VALUE))
    QTest.keyClick(entering, Qt.Key.Key_Escape)
    settled()
    assert entering.problem() is None
    assert session.window.place == "event-day"
    assert session.desk.office.drafts.all() == []


def test_what_is_being_typed_when_the_window_closes_is_saved(
    session: Session, entering: ResultsView, fair: Fair, settled: Callable[[], None]
) -> None:
    entering.setCurrentIndex(entering.rows.index(0, SAID))
    QTest.keyClicks(entering, "W")
    line = entering.findChild(ComposingLine)
    assert isinstance(line, ComposingLine)
    QTest.keyClicks(line, "ants zips")
    compose(line, "각")
    session.window.show_place("home")
    settled()
    assert fair.meetings()[0]["said"].original == "Wants zips각"


def test_a_first_letter_that_is_being_composed_opens_the_cell(
    entering: ResultsView, fair: Fair, settled: Callable[[], None]
) -> None:
    entering.setCurrentIndex(entering.rows.index(0, SAID))
    compose(entering, "가")
    line = entering.findChild(ComposingLine)
    assert isinstance(line, ComposingLine)
    assert line.typed() == "가"
    compose(line, "", "가격")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settled()
    assert fair.meetings()[0]["said"].original == "가격"


def test_a_step_that_life_refuses_is_told_at_its_cell(
    tool: EventDay, entering: ResultsView, fair: Fair, settled: Callable[[], None]
) -> None:
    fair.office.change(fair.meetings()[0].id, {"status": "cancelled"})
    tool.arrive()
    settled()
    entering.setCurrentIndex(entering.rows.index(0, STATUS))
    QTest.keyClick(entering, Qt.Key.Key_1)
    settled()
    entering.setCurrentIndex(entering.rows.index(0, STATUS))
    assert entering.problem() is not None
    assert fair.meetings()[0]["status"] == "cancelled"


def test_nothing_is_read_of_rows_that_nobody_sees(tool: EventDay) -> None:
    """Forty thousand meetings would keep the window waiting for seconds."""
    rows = tool.views.meetings.rows
    assert not rows.isVisible()
    seen = tool.seen
    assert seen is not None
    many = [replace(seen.meetings[0], key=10_000 + at, record_id=str(at)) for at in range(5_000)]
    tool.views.chips[MEETINGS].click()
    rows.rows.put(many, seen.names)
    QApplication.processEvents()
    rows.scrollToBottom()
    QApplication.processEvents()
    assert 0 < len(rows.rows._said) < 400
    assert FIELDS[SAID] == "said"
