"""What is saved when, what is said when it cannot be, and what is taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fieldreport.failures import InputAtFault
from fieldreport.field import Json
from fieldreport.office import Office
from fieldreport.record import Record
from fieldreport.store.drafts import Draft
from tests.ui.hands import compose, rewrite
from tests.ui.places import add, begin_record, buyer, open_record
from ui.desk import Desk
from ui.forms.history import FEW
from ui.forms.saving import add_record, change_record
from ui.pages.records import RecordsPage

PageOf = Callable[[str], RecordsPage]


@pytest.fixture
def lead(office: Office) -> Record:
    return add(office, "lead", buyer=buyer(office).id, products="film", owner="Karim")


def first_input(page: RecordsPage, name: str) -> Any:
    return page.detail.form.editors[name].inputs()[0]


def said(page: RecordsPage, name: str) -> str:
    """What stands beside a field."""
    return page.detail.form.editors[name]._said.text()


def tab(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Tab)


def choose(page: RecordsPage, name: str, code: str) -> None:
    """Choose in a list by keyboard."""
    combo = first_input(page, name)
    combo.setFocus()
    steps = combo._codes.index(code) - combo.currentIndex()
    for _ in range(abs(steps)):
        QTest.keyClick(combo, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)


def drafts(office: Office) -> list[Draft]:
    with office.beside() as beside:
        return beside.drafts.all()


def now(office: Office, record: Record) -> Record:
    return office.store.record(record.id)


def test_a_field_is_saved_when_it_is_left_and_told_in_list_and_history(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf, lead: Record
) -> None:
    page = page_of("lead")
    open_record(page, lead)
    rewrite(first_input(page, "owner"), "Rahim")
    with qtbot.waitSignal(desk.changed):
        tab(first_input(page, "owner"))
    desk.settle()
    assert now(office, lead)["owner"] == "Rahim"
    assert now(office, lead).revision == 2
    column = page.list.records.columns.index("owner")
    assert page.list.records.index(0, column).data() == "Rahim"
    assert any("Owner: Karim → Rahim" in line for line in page.detail.history.lines())
    assert drafts(office) == []


def test_leaving_without_a_change_writes_nothing(
    desk: Desk, office: Office, page_of: PageOf, lead: Record
) -> None:
    page = page_of("lead")
    open_record(page, lead)
    for editor in page.detail.form.editors.values():
        editor.focus()
    page.leave()
    desk.settle()
    assert now(office, lead).revision == 1
    assert drafts(office) == []


@pytest.mark.parametrize(
    ("name", "typed", "part"),
    [
        ("received_on", "30 February 2026", "28 days"),
        ("received_on", "내일모레쯤", "내일모레쯤"),
        ("hs_codes", "84x7", "84x7"),
        ("value", "-5", "negative"),
        ("buyer", "", "needed"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field_and_stays_as_it_was_typed(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf, lead: Record, name: str, typed: str, part: str
) -> None:
    page = page_of("lead")
    open_record(page, lead)
    widget = first_input(page, name)
    if typed:
        rewrite(widget, typed)
    else:
        widget.setFocus()
        widget.selectAll()
        QTest.keyClick(widget, Qt.Key.Key_Delete)
    tab(widget)
    qtbot.waitUntil(lambda: part in said(page, name))
    desk.settle()
    assert widget.typed() == typed
    assert widget.property("wrong") is True
    assert part in widget.accessibleDescription()
    assert now(office, lead).revision == 1
    [kept] = drafts(office)
    assert set(kept.typed) == {name}
    # What is right is saved all the same.
    rewrite(first_input(page, "owner"), "Rahim")
    tab(first_input(page, "owner"))
    desk.settle()
    assert now(office, lead)["owner"] == "Rahim"
    assert widget.typed() == typed
    assert part in said(page, name)


def test_a_problem_is_said_in_the_new_language_at_once(
    desk: Desk, office: Office, page_of: PageOf, lead: Record
) -> None:
    page = page_of("lead")
    open_record(page, lead)
    rewrite(first_input(page, "received_on"), "30 February 2026")
    tab(first_input(page, "received_on"))
    desk.settle()
    problem = page.detail.form.editors["received_on"].problem()
    assert problem is not None
    for code in ("ko", "bn"):
        desk.set_language(code)
        assert said(page, "received_on") == "⚠ " + desk.language.say(problem.message, **problem.values)
        assert first_input(page, "received_on").typed() == "30 February 2026"


def test_a_rule_of_two_fields_waits_until_both_are_right(
    desk: Desk, office: Office, page_of: PageOf, lead: Record
) -> None:
    page = page_of("lead")
    open_record(page, lead)
    choose(page, "status", "lost")
    tab(first_input(page, "status"))
    desk.settle()
    assert now(office, lead)["status"] == "new"
    assert "why it was lost" in said(page, "lost_reason")
    rewrite(first_input(page, "lost_reason"), "가격이 높음")
    tab(first_input(page, "lost_reason"))
    desk.settle()
    changed = now(office, lead)
    assert (changed["status"], changed["lost_reason"].original) == ("lost", "가격이 높음")
    assert said(page, "lost_reason") == ""
    assert drafts(office) == []


def test_a_new_record_says_what_it_lacks_and_goes_there(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf
) -> None:
    page = page_of("lead")
    begin_record(qtbot, page)
    rewrite(first_input(page, "products"), "원단")
    compose(first_input(page, "products"), "지")
    QTest.mouseClick(page.detail.save, Qt.MouseButton.LeftButton)
    desk.settle()
    assert "needed" in said(page, "buyer")
    assert first_input(page, "buyer").hasFocus()
    assert first_input(page, "products").typed() == "원단지"
    assert office.store.count(office.record_type("lead")) == 0
    [kept] = drafts(office)
    assert kept.typed["products"]["text"] == "원단지"


def test_a_new_record_in_a_late_state_is_asked_for_what_the_state_needs(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf
) -> None:
    """A loss needs its reason as much on the first day as by a step; nothing typed is lost meanwhile."""
    page = page_of("lead")
    one = buyer(office)
    begin_record(qtbot, page)
    page.detail.form.editors["buyer"].restore(one.id)
    rewrite(first_input(page, "products"), "원단")
    choose(page, "status", "won")
    QTest.mouseClick(page.detail.save, Qt.MouseButton.LeftButton)
    desk.settle()
    for name in ("matched_companies", "value", "won_on"):
        assert "Please" in said(page, name)
        assert first_input(page, name).isVisible()
    assert office.store.count(office.record_type("lead")) == 0
    choose(page, "status", "lost")
    rewrite(first_input(page, "lost_reason"), "가격")
    QTest.mouseClick(page.detail.save, Qt.MouseButton.LeftButton)
    desk.settle()
    assert [one["status"] for one in office.store.records(office.record_type("lead"))] == ["lost"]


def test_a_field_of_a_new_record_is_judged_when_it_is_left(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf
) -> None:
    page = page_of("lead")
    begin_record(qtbot, page)
    rewrite(first_input(page, "hs_codes"), "77")
    tab(first_input(page, "hs_codes"))
    qtbot.waitUntil(lambda: "chapter" in said(page, "hs_codes"))
    assert said(page, "buyer") == ""
    rewrite(first_input(page, "hs_codes"), "8447")
    tab(first_input(page, "hs_codes"))
    qtbot.waitUntil(lambda: said(page, "hs_codes") == "")


def test_a_new_record_begins_with_today_and_its_defaults(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf
) -> None:
    page = page_of("lead")
    begin_record(qtbot, page)
    raw = page.detail.form.raw(page.detail.form.editors.values())
    assert (raw["received_on"], raw["status"]) == ("2026-11-21", "new")
    assert page.detail.form.changed() == []


def test_what_was_saved_is_taken_back_and_again_the_one_before(
    desk: Desk, office: Office, page_of: PageOf, lead: Record
) -> None:
    page = page_of("lead")
    open_record(page, lead)
    for owner in ("Rahim", "Salma"):
        rewrite(first_input(page, "owner"), owner)
        tab(first_input(page, "owner"))
        desk.settle()
    assert page.detail.undo.isVisible()
    QTest.mouseClick(page.detail.undo, Qt.MouseButton.LeftButton)
    desk.settle()
    assert now(office, lead)["owner"] == first_input(page, "owner").typed() == "Rahim"
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert now(office, lead)["owner"] == first_input(page, "owner").typed() == "Karim"
    # What others did before is not this form's to take back.
    assert not page.detail.undo.isVisible()
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert now(office, lead).archived is None


def test_a_record_is_archived_with_a_reason_and_taken_out_again(
    desk: Desk, office: Office, page_of: PageOf, lead: Record
) -> None:
    page = page_of("lead")
    open_record(page, lead)
    QTest.mouseClick(page.detail.archive, Qt.MouseButton.LeftButton)
    compose(page.detail.reason.reason, "중복")
    QTest.mouseClick(page.detail.reason.confirm, Qt.MouseButton.LeftButton)
    desk.settle()
    assert now(office, lead).archived == "중복"
    assert not first_input(page, "owner").isEnabled()
    assert page.list.records.rowCount() == 0
    QTest.mouseClick(page.filters.archived, Qt.MouseButton.LeftButton)
    desk.settle()
    assert page.list.records.rowCount() == 1
    QTest.mouseClick(page.detail.unarchive, Qt.MouseButton.LeftButton)
    desk.settle()
    assert now(office, lead).archived is None
    assert first_input(page, "owner").isEnabled()


def test_the_ledger_can_be_read_and_not_changed(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf, lead: Record
) -> None:
    outcome = add(office, "outcome", kind="memorandum", lead=lead.id, evidence="양해각서")
    page = page_of("outcome")
    open_record(page, outcome)
    assert page.detail.lock.isVisible()
    assert first_input(page, "evidence").isReadOnly()
    assert not first_input(page, "kind").isEnabled()
    begin_record(qtbot, page)
    assert first_input(page, "kind").isEnabled()
    assert not first_input(page, "evidence").isReadOnly()


def test_what_another_changed_is_shown_unless_one_is_just_typing_there(
    desk: Desk, office: Office, page_of: PageOf, lead: Record
) -> None:
    page = page_of("lead")
    open_record(page, lead)
    rewrite(first_input(page, "quantity"), "6 se")
    desk.write(lambda other: other.change(lead.id, {"owner": "Salma", "quantity": "7 sets"}))
    desk.settle()
    assert first_input(page, "owner").typed() == "Salma"
    assert first_input(page, "quantity").typed() == "6 se"


def test_discarding_a_new_entry_can_be_taken_back(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf
) -> None:
    notices: list[Any] = []
    desk.noticed.connect(notices.append)
    page = page_of("lead")
    begin_record(qtbot, page)
    rewrite(first_input(page, "products"), "원단")
    QTest.mouseClick(page.detail.discard, Qt.MouseButton.LeftButton)
    desk.settle()
    assert drafts(office) == []
    notices[0].act()
    assert first_input(page, "products").typed() == "원단"
    page.leave()
    desk.settle()
    assert len(drafts(office)) == 1


def test_a_failing_disk_leaves_what_was_typed_in_the_form(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf, lead: Record
) -> None:
    page = page_of("lead")
    open_record(page, lead)
    desk.write(lambda other: other.store.database.execute("PRAGMA query_only = ON"))
    rewrite(first_input(page, "owner"), "Salma")
    with qtbot.waitSignal(desk.failed):
        tab(first_input(page, "owner"))
    desk.settle()
    assert first_input(page, "owner").typed() == "Salma"
    desk.write(lambda other: other.store.database.execute("PRAGMA query_only = OFF"))
    page.leave()
    desk.settle()
    assert now(office, lead)["owner"] == "Salma"


def test_the_drafts_of_another_type_are_not_offered_here(
    desk: Desk, office: Office, page_of: PageOf, tmp_path: Path
) -> None:
    office.drafts.keep(Draft("new:event:1", "event", None, {"name": "상담회"}, office.clock(), "Rahim"))
    assert not page_of("lead").offer.isVisible()
    page = page_of("event")
    assert page.offer.isVisible()
    QTest.mouseClick(page.offer.discard, Qt.MouseButton.LeftButton)
    desk.settle()
    assert drafts(office) == []
    assert not page.offer.isVisible()


def test_a_draft_on_offer_is_not_overwritten_by_a_new_entry(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf
) -> None:
    office.drafts.keep(Draft("new:lead:1", "lead", None, {"quantity": "6 sets"}, office.clock(), "Rahim"))
    page = page_of("lead")
    begin_record(qtbot, page)
    rewrite(first_input(page, "quantity"), "7 sets")
    page.leave()
    desk.settle()
    assert {one.typed["quantity"] for one in drafts(office)} == {"6 sets", "7 sets"}


def test_a_draft_of_a_field_that_is_no_more_does_no_harm(desk: Desk, office: Office, page_of: PageOf) -> None:
    typed = {"gone": {"x": 1}, "quantity": "6 sets"}
    office.drafts.keep(Draft("new:lead:1", "lead", None, typed, office.clock(), "Rahim"))
    page = page_of("lead")
    QTest.mouseClick(page.offer.restore, Qt.MouseButton.LeftButton)
    desk.settle()
    assert first_input(page, "quantity").typed() == "6 sets"


def test_a_draft_of_an_archived_record_waits_until_it_is_taken_out_of_the_archive(
    desk: Desk, office: Office, page_of: PageOf, lead: Record
) -> None:
    office.drafts.keep(Draft(f"{lead.id}:1", "lead", lead.id, {"owner": "Salma"}, office.clock(), "Rahim"))
    office.archive(lead.id, "entered twice")
    page = page_of("lead")
    QTest.mouseClick(page.offer.restore, Qt.MouseButton.LeftButton)
    desk.settle()
    assert first_input(page, "owner").typed() == "Salma"
    assert "once this is taken out of the archive" in page.detail.lock.text()
    page.leave()
    desk.settle()
    assert now(office, lead)["owner"] == "Karim"
    assert len(drafts(office)) == 1
    QTest.mouseClick(page.detail.unarchive, Qt.MouseButton.LeftButton)
    desk.settle()
    assert not page.detail.lock.isVisible()
    page.leave()
    desk.settle()
    assert now(office, lead)["owner"] == "Salma"
    assert drafts(office) == []


@pytest.mark.parametrize("new", [True, False])
def test_a_record_and_the_end_of_its_draft_are_one_transaction(
    office: Office, lead: Record, new: bool
) -> None:
    form = "new:lead:1" if new else f"{lead.id}:1"
    raw: dict[str, Json] = {"buyer": lead["buyer"], "products": "yarn"}
    office.drafts.keep(Draft(form, "lead", None if new else lead.id, raw, office.clock(), "Rahim"))
    said: list[str] = []
    office.store.database.connection.set_trace_callback(said.append)
    if new:
        add_record(office, lead.type, raw, "en", form)
    else:
        change_record(office, lead.id, raw, "en", form)
    office.store.database.connection.set_trace_callback(None)
    assert [one for one in said if one.startswith(("BEGIN IMMEDIATE", "COMMIT"))] == [
        "BEGIN IMMEDIATE",
        "COMMIT",
    ]
    assert drafts(office) == []
    assert office.store.count(lead.type) == 1 + new


def test_what_is_refused_keeps_its_draft(office: Office, lead: Record) -> None:
    office.drafts.keep(Draft(f"{lead.id}:1", "lead", lead.id, {}, office.clock(), "Rahim"))
    saved = change_record(office, lead.id, {"owner": "Salma", "received_on": "no day"}, "en", f"{lead.id}:1")
    assert [one.field for one in saved.problems] == ["received_on"]
    assert now(office, lead)["owner"] == "Salma"
    assert len(drafts(office)) == 1
    with pytest.raises(InputAtFault):
        add_record(office, lead.type, {"products": "yarn"}, "en", f"{lead.id}:1")
    assert len(drafts(office)) == 1


def test_few_changes_offer_no_earlier_ones(desk: Desk, office: Office, page_of: PageOf, lead: Record) -> None:
    page = page_of("lead")
    open_record(page, lead)
    assert page.detail.history.more.text() == "Show 0 earlier changes"
    assert not page.detail.history.more.isVisible()
    for number in range(9):
        office.change(lead.id, {"quantity": f"{number + 1} sets"})
    open_record(page, add(office, "lead", buyer=lead["buyer"], products="yarn"))
    open_record(page, lead)
    earlier = len(page.detail.history.lines()) - FEW
    assert page.detail.history.more.text() == f"Show {earlier} earlier change" + ("s" if earlier > 1 else "")
    page.detail.history.more.click()
    assert not page.detail.history.more.isVisible()
