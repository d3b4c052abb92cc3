"""A difficulty from its report to how it was resolved, through the real window, in each of the three languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fieldreport.language import CODES
from tests.ui.hands import rewrite
from tests.ui.journeys.person import Person
from ui.app import Session
from ui.forms.pick import PickEditor
from ui.pages.home import HomePage
from ui.panels.ageing import AgeingPanel
from ui.panels.similar import SimilarPanel
from ui.panels.steps import StepsPanel
from ui.tools.difficulties import DifficultiesTool

#: What is typed in each language: what happened, on whom it waits, why it is escalated, how it was resolved.
TOLD = {
    "ko": (
        "세관이 두 번째 원산지 증명서를 요구함",
        "치타공 세관",
        "선적 기한이 지남",
        "증명서를 다시 발급받음",
    ),
    "en": ("Customs wants a second certificate", "Customs", "The shipment is late", "Issued again"),
    "bn": ("কাস্টমস দ্বিতীয় সনদ চায়", "চট্টগ্রাম কাস্টমস", "চালান দেরি হয়ে গেছে", "সনদ আবার ইস্যু হয়েছে"),
}


@pytest.mark.parametrize("code", CODES)
def test_a_difficulty_from_report_to_resolution(
    session: Session, settled: Callable[[], None], qtbot: QtBot, code: str
) -> None:
    session.desk.set_language(code)
    person = Person(session, settled)
    office, language = person.office, person.language
    what, who, why, how = TOLD[code]
    company = office.store.record("OR-0002")

    # It is written down as the company tells it on the telephone; the day is today's, and the company is
    # found by its name while one types.
    session.desk.new_record("difficulty")
    settled()
    editors = person.page("difficulty").detail.form.editors
    picker = editors["company"]
    assert isinstance(picker, PickEditor)
    person.looks_for(picker, company["name"].original, qtbot)
    difficulty = person.completes(
        "difficulty",
        {"description": what, "due": language.day(date(2026, 11, 20))},
        {"kind": "customs_clearance", "source": "telephone"},
    )
    assert (difficulty["company"], difficulty["status"]) == (company.id, "received")
    assert (difficulty["reported_on"], difficulty["description"].language) == (office.today(), code)

    # It is worked on, waits on somebody, and is passed on to headquarters: asked for why in each place.
    person.steps(difficulty, "in_progress")
    panel = person.panel(difficulty, StepsPanel)
    person.presses(panel.buttons["waiting"])
    person.presses(panel.asking.confirm)
    assert panel.form is not None
    assert panel.form.editors["waiting_on"].problem() is not None
    assert person.now(difficulty)["status"] == "in_progress"
    rewrite(panel.form.editors["waiting_on"].inputs()[0], who)
    person.presses(panel.asking.confirm)
    assert person.now(difficulty)["waiting_on"].original == who
    ageing = person.panel(difficulty, AgeingPanel)
    assert [one.text() for one in ageing.chips][3] == language.plural(
        "Overdue by {count} day", "Overdue by {count} days", 1
    )
    person.presses(ageing.escalate)
    rewrite(ageing.why, why)
    person.presses(ageing.confirm)
    assert person.now(difficulty)["escalated_why"].original == why
    assert not ageing.escalate.isVisible()

    # The list of open difficulties has it with its ages, and leads to it.
    tool = person.tool("difficulties", DifficultiesTool)
    at = [row.cells[0].text for row in tool.table.rows.rows].index(language.reference(difficulty.reference))
    tool.table.selectRow(at)
    QTest.keyClick(tool.table, Qt.Key.Key_Return)
    settled()
    assert session.window.place == "difficulty"

    # It is resolved: how and when is asked for, and what was true of waiting only is gone.
    day = language.day(office.today())
    person.steps(difficulty, "in_progress")
    person.steps(difficulty, "resolved", resolution=how, resolved_on=day)
    now = person.now(difficulty)
    assert (now["resolution"].original, now["resolved_on"], now["waiting_on"]) == (how, office.today(), None)
    assert person.page("difficulty").detail.history.lines()

    # The report and home count it as resolved, and the next one like it is told what helped.
    assert office.report(office.period()).figures.difficulties_resolved == 1
    session.desk.go("home")
    settled()
    home = session.window.page("home")
    assert isinstance(home, HomePage)
    similar = person.panel(office.store.record("DF-0001"), SimilarPanel)
    (case,) = similar.cases
    assert case.resolution is not None
    assert case.resolution.original == how
    assert any(how in one.text() for one in similar.findChildren(QLabel) if one.isVisible())
