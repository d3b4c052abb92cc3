"""The life of leads and difficulties in the real window: steps, escalation, similar cases, TradeKorea, ages."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fieldreport.record import Record
from tests.ui.hands import compose, rewrite
from ui.app import Session
from ui.forms.panels import Panel
from ui.pages.office_work import Tool, ToolsPage
from ui.pages.records import RecordsPage
from ui.panels.ageing import AgeingPanel
from ui.panels.similar import SimilarPanel
from ui.panels.steps import StepsPanel
from ui.tools.difficulties import DifficultiesTool
from ui.tools.tradekorea import TradeKoreaTool
from ui.widgets.record_row import RecordRow

Settled = Callable[[], None]
P = TypeVar("P", bound=Panel)
T = TypeVar("T", bound=Tool)


def page(session: Session, name: str) -> RecordsPage:
    found = session.window.page(name)
    assert isinstance(found, RecordsPage)
    return found


def opened(session: Session, settled: Settled, reference: str) -> Record:
    record = session.desk.office.store.record(reference)
    session.desk.open_record(record.type.name, record.id)
    settled()
    return record


def panel(session: Session, name: str, kind: type[P]) -> P:
    detail = page(session, name).detail
    every = [*(detail.panels_above.panels or ()), *(detail.panels.panels or ())]
    return next(one for one in every if isinstance(one, kind))


def tool(session: Session, settled: Settled, name: str, kind: type[T]) -> T:
    session.desk.open_tool(name)
    settled()
    tools = session.window.page("tools")
    assert isinstance(tools, ToolsPage)
    found = tools.tools[name]
    assert isinstance(found, kind)
    return found


def now(session: Session, reference: str) -> Record:
    return session.desk.office.store.record(reference)


# ---- steps ---------------------------------------------------------------------------------------------------


def test_the_steps_follow_the_record(session: Session, settled: Settled) -> None:
    opened(session, settled, "BL-0001")
    steps = panel(session, "lead", StepsPanel)
    assert steps.isVisible()
    assert list(steps.buttons) == ["qualifying", "qualified", "lost", "dormant", "invalid"]
    assert [one.text() for one in steps.buttons.values()][:2] == ["Qualifying", "Qualified"]
    QTest.mouseClick(steps.buttons["qualifying"], Qt.MouseButton.LeftButton)
    settled()
    assert now(session, "BL-0001")["status"] == "qualifying"
    assert list(steps.buttons) == ["qualified", "lost", "dormant", "invalid"]
    session.desk.set_language("ko")
    settled()
    assert steps.buttons["lost"].text() == "실패"
    page(session, "lead").new_record()
    settled()
    assert not steps.isVisible()


def test_a_step_asks_for_what_it_needs_refuses_and_is_one_change_with_undo(
    session: Session, settled: Settled
) -> None:
    opened(session, settled, "BL-0001")
    steps = panel(session, "lead", StepsPanel)
    steps.buttons["lost"].setFocus()
    QTest.keyClick(steps.buttons["lost"], Qt.Key.Key_Space)
    settled()
    assert steps.form is not None
    assert list(steps.form.editors) == ["lost_reason"]
    line = steps.form.editors["lost_reason"].inputs()[0]
    assert QApplication.focusWidget() is line
    steps.asking.confirm.click()
    settled()
    problem = steps.form.editors["lost_reason"].problem()
    assert problem is not None
    assert "why it was lost" in problem.message
    assert now(session, "BL-0001")["status"] == "new"
    # The last syllable is still being composed when the button is pressed.
    rewrite(line, "가격이 높")
    compose(line, "음")
    steps.asking.confirm.click()
    settled()
    lead = now(session, "BL-0001")
    assert (lead["status"], lead["lost_reason"].original, lead.revision) == ("lost", "가격이 높음", 2)
    assert not steps.asking.isVisible()
    detail = page(session, "lead").detail
    assert detail.form.editors["lost_reason"].raw()["text"] == "가격이 높음"
    detail.undo.click()
    settled()
    assert now(session, "BL-0001")["status"] == "new"
    assert now(session, "BL-0001")["lost_reason"] is None


def test_reopening_asks_why_and_the_form_shows_what_the_step_has_emptied(
    session: Session, settled: Settled
) -> None:
    desk = session.desk
    desk.write(lambda office: office.change("BL-0001", {"status": "lost", "lost_reason": "The price"}))
    settled()
    opened(session, settled, "BL-0001")
    steps = panel(session, "lead", StepsPanel)
    steps.choose("qualifying")
    assert steps.form is not None
    assert list(steps.form.editors) == ["reopened_reason"]
    rewrite(steps.form.editors["reopened_reason"].inputs()[0], "They called again")
    steps.asking.confirm.click()
    settled()
    lead = now(session, "BL-0001")
    assert (lead["status"], lead["lost_reason"]) == ("qualifying", None)
    form = page(session, "lead").detail.form
    assert form.editors["lost_reason"].raw() in (None, "")
    assert form.changed() == []


def test_a_status_set_in_the_form_is_guarded_and_empties_too(session: Session, settled: Settled) -> None:
    desk = session.desk
    opened(session, settled, "DF-0001")
    detail = page(session, "difficulty").detail
    detail.form.editors["status"].restore("resolved")
    detail.keeper.save()
    settled()
    problem = detail.form.editors["status"].problem()
    assert problem is not None
    said = desk.language.say(problem.message, **problem.values)
    assert said.startswith(
        "From “Received” there is no step to “Resolved in full”; possible from here: In progress,"
    )
    detail.keeper.discard()
    desk.write(lambda office: office.change("DF-0001", {"status": "in_progress"}))
    desk.write(lambda office: office.change("DF-0001", {"status": "waiting", "waiting_on": "The bank"}))
    settled()
    detail.form.editors["status"].restore("in_progress")
    detail.keeper.save()
    settled()
    assert now(session, "DF-0001")["waiting_on"] is None
    assert detail.form.editors["waiting_on"].raw() in (None, "")


def test_what_was_typed_for_a_step_is_still_there_when_it_is_chosen_again(
    session: Session, settled: Settled
) -> None:
    opened(session, settled, "BL-0001")
    steps = panel(session, "lead", StepsPanel)
    steps.choose("lost")
    assert steps.form is not None
    rewrite(steps.form.editors["lost_reason"].inputs()[0], "The price")
    opened(session, settled, "BL-0002")
    assert not steps.asking.isVisible()
    opened(session, settled, "BL-0001")
    steps.choose("lost")
    QTest.keyClick(steps.asking.cancel, Qt.Key.Key_Space)
    assert not steps.asking.isVisible()
    steps.choose("lost")
    steps.asking.confirm.click()
    settled()
    assert now(session, "BL-0001")["lost_reason"].original == "The price"


def test_an_archived_record_and_one_without_a_life_have_no_steps(session: Session, settled: Settled) -> None:
    opened(session, settled, "BL-0001")
    session.desk.write(lambda office: office.archive("BL-0001", "entered twice"))
    settled()
    assert not panel(session, "lead", StepsPanel).isVisible()
    opened(session, settled, "OR-0001")
    assert not any(
        isinstance(one, StepsPanel) for one in page(session, "organisation").detail.panels_above.panels or ()
    )


# ---- difficulties --------------------------------------------------------------------------------------------


def test_a_difficulty_says_its_age_and_is_escalated_with_the_reason(
    session: Session, settled: Settled
) -> None:
    """Reported on 12 November, today is the 21st."""
    opened(session, settled, "DF-0001")
    ageing = panel(session, "difficulty", AgeingPanel)
    assert [one.text() for one in ageing.chips if one.isVisible()] == [
        "Reported 9 days ago",
        "In this state for 9 days",
    ]
    ageing.escalate.click()
    assert ageing.why.hasFocus()
    ageing.confirm.click()
    settled()
    assert ageing.problem.isVisible()
    assert "why it is escalated" in ageing.problem.text()
    rewrite(ageing.why, "Only the ministries can")
    QTest.keyClick(ageing.why, Qt.Key.Key_Return)
    settled()
    difficulty = now(session, "DF-0001")
    assert (difficulty["escalated"], difficulty["escalated_why"].original) == (
        True,
        "Only the ministries can",
    )
    assert "Only the ministries can" in ageing.mark.text()
    assert not ageing.escalate.isVisible()
    page(session, "difficulty").detail.undo.click()
    settled()
    assert now(session, "DF-0001")["escalated"] is None
    assert ageing.escalate.isVisible()


def test_a_past_case_is_shown_with_what_solved_it_and_opens(session: Session, settled: Settled) -> None:
    desk = session.desk
    company = now(session, "DF-0001")["company"]
    raw = {
        "company": company,
        "kind": "customs_clearance",
        "description": "원산지 증명서 사본 문제로 통관 지연",
        "status": "resolved",
        "resolution": "The chamber sealed a copy.",
        "reported_on": "2026-09-20",
        "resolved_on": "2026-10-02",
    }
    desk.write(lambda office: office.add(office.record_type("difficulty"), raw, language="ko"))
    settled()
    opened(session, settled, "DF-0001")
    similar = panel(session, "difficulty", SimilarPanel)
    assert similar.isVisible()
    (case,) = similar.cases
    assert case.reference == "DF-0002"
    row = similar.findChild(RecordRow)
    assert row is not None
    assert "DF-0002" in row.accessibleName()
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    settled()
    opened_one = page(session, "difficulty").detail.keeper.record
    assert opened_one is not None
    assert opened_one.reference == "DF-0002"
    assert not similar.isVisible()


def test_the_tool_lists_difficulties_by_age_and_opens_them(session: Session, settled: Settled) -> None:
    desk = session.desk
    company = now(session, "DF-0001")["company"]
    late = {"company": company, "kind": "tariff", "description": "A duty.", "due": "2026-11-18"}
    desk.write(
        lambda office: office.add(office.record_type("difficulty"), {**late, "reported_on": "2026-11-01"})
    )
    ages = tool(session, settled, "difficulties", DifficultiesTool)
    texts = [[cell.text for cell in row.cells] for row in ages.table.rows.rows]
    assert [(row[0], row[5], row[8]) for row in texts] == [("DF-0002", "20", "3"), ("DF-0001", "9", "")]
    QTest.mouseClick(ages.choices["overdue"], Qt.MouseButton.LeftButton)
    settled()
    assert [row.cells[0].text for row in ages.table.rows.rows] == ["DF-0002"]
    ages.table.selectRow(0)
    QTest.keyClick(ages.table, Qt.Key.Key_Return)
    settled()
    assert session.window.place == "difficulty"
    ages = tool(session, settled, "difficulties", DifficultiesTool)
    ages.choices["waiting"].click()
    settled()
    assert ages.empty.isVisible()


# ---- TradeKorea ----------------------------------------------------------------------------------------------


def test_a_lead_is_marked_as_registered_and_leaves_the_list(session: Session, settled: Settled) -> None:
    korea = tool(session, settled, "tradekorea", TradeKoreaTool)
    assert [row.cells[0].text for row in korea.table.rows.rows] == ["BL-0003", "BL-0002", "BL-0001"]
    korea.table.selectRow(1)
    assert korea.subject.text().startswith("BL-0002 · ")
    korea.register.click()
    settled()
    assert korea.form.editors["tradekorea_number"].problem() is not None
    rewrite(korea.form.editors["tradekorea_number"].inputs()[0], "TK-88213")
    korea.register.click()
    settled()
    lead = now(session, "BL-0002")
    assert (lead["tradekorea_number"], lead["tradekorea_on"].isoformat()) == ("TK-88213", "2026-11-21")
    assert [row.cells[0].text for row in korea.table.rows.rows] == ["BL-0003", "BL-0001"]
    # The same number is not another lead's as well.
    korea.table.selectRow(0)
    rewrite(korea.form.editors["tradekorea_number"].inputs()[0], "tk-88213")
    korea.register.click()
    settled()
    problem = korea.form.editors["tradekorea_number"].problem()
    assert problem is not None
    assert problem.values["reference"] == "BL-0002"


@pytest.mark.parametrize("code", ["ko", "en", "bn"])
def test_the_list_goes_out_as_a_file_and_comes_back(
    session: Session, settled: Settled, tmp_path: Path, code: str
) -> None:
    session.desk.set_language(code)
    korea = tool(session, settled, "tradekorea", TradeKoreaTool)
    out = tmp_path / "out.csv"
    korea.write_to(out)
    settled()
    with out.open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = csv.reader(file)
    assert [row[0] for row in rows] == ["BL-0003", "BL-0002", "BL-0001"]
    rows[0][-2:] = ["TK-1", "2026-11-20"]
    rows[1][-2:] = ["TK-1", "2026-11-20"]
    with out.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *rows])
    korea.take_from(out)
    settled()
    assert now(session, "BL-0003")["tradekorea_number"] == "TK-1"
    assert now(session, "BL-0002")["tradekorea_number"] is None
    assert korea.refused.isVisible()
    assert "out.csv:3" in korea.refused.text()
    assert [row.cells[0].text for row in korea.table.rows.rows] == [
        session.desk.language.reference("BL-0002"),
        session.desk.language.reference("BL-0001"),
    ]


def test_both_file_dialogs_are_ours_and_begin_with_a_name(session: Session, settled: Settled) -> None:
    korea = tool(session, settled, "tradekorea", TradeKoreaTool)
    saving, opening = korea.dialog(saving=True), korea.dialog(saving=False)
    assert saving.selectedFiles()[0].endswith("tradekorea-2026-11-21.csv")
    assert saving.windowTitle() == "Where should the list go?"
    assert opening.windowTitle() == "Which file came back?"
    for one in (saving, opening):
        one.deleteLater()


def test_a_long_list_shows_its_first_rows_and_says_so(
    session: Session, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.tools.tradekorea.MOST", 2)
    korea = tool(session, settled, "tradekorea", TradeKoreaTool)
    assert [row.cells[0].text for row in korea.table.rows.rows] == ["BL-0003", "BL-0002"]
    assert korea.more.isVisible()
    assert korea.number.text().startswith("3 leads")
    korea.write_to(tmp_path / "out.csv")
    settled()
    assert "BL-0001" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
