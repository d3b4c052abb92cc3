"""Sealing a report in the window, its next issue, and judging a workbook: as a manager does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from fieldreport.keys import Keys
from fieldreport.store.frozen import FrozenReports
from tests.mending import mend
from ui.app import Session
from ui.pages.office_work import ToolsPage
from ui.pages.report import SIGNING, SUMMARY, ReportPage
from ui.tools.verifying import VerifyingTool
from ui.widgets.sidebar import TOOLS

#: The period before the one that runs: it is over.
PERIOD = "2026-B22"
PASSPHRASE = "four words are enough"


@pytest.fixture
def page(session: Session, settled: Callable[[], None]) -> ReportPage:
    """The signing step of a period that is over, with nothing left that must be fixed."""
    mend(session.desk.office, PERIOD)
    session.desk.open_report(PERIOD)
    settled()
    one = session.window.page("report")
    assert isinstance(one, ReportPage)
    one.show_step(SIGNING)
    return one


def press(button: object, settled: Callable[[], None]) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]
    settled()


def sealed(page: ReportPage, settled: Callable[[], None]) -> None:
    """Make the key, have everybody sign, and seal."""
    card = page.signing.seal
    for line in (card.passphrase, card.again):
        line.setText(PASSPHRASE)
    press(card.press, settled)
    for step, name in zip(page.signing.lines, ("Officer", "Deputy", "Head"), strict=True):
        step.by.set_typed(name)
        press(step.button, settled)
    card.passphrase.setText(PASSPHRASE)
    press(card.press, settled)


def test_a_manager_makes_a_key_and_seals_and_begins_the_next_issue(
    session: Session, page: ReportPage, settled: Callable[[], None]
) -> None:
    office, card = session.desk.office, page.signing.seal
    assert card.heading.text() == "The manager's key"
    assert not card.reason.isVisible()
    card.passphrase.setText(PASSPHRASE)
    card.again.setText("something else")
    press(card.press, settled)
    assert session.window.notice.text.text() == "The two passphrases are not the same."
    assert Keys(office.data).own() is None
    sealed(page, settled)
    assert card.heading.text() == "Signed and locked"
    assert f"{PERIOD}, issue 1: signed by" in card.explanation.text()
    assert not card.passphrase.isVisible()
    assert card.passphrase.text() == ""
    assert not any(line.button.isVisible() for line in page.signing.lines)
    assert len(FrozenReports(office.store.database).all()) == 1
    page.show_step(SUMMARY)
    assert all(box.text.isReadOnly() for box in page.summary.boxes.values())
    page.show_step(SIGNING)
    press(card.press, settled)
    assert "Please write why there has to be another issue" in card.said.text()
    card.reason.set_typed("A wrong figure")
    press(card.press, settled)
    stored = office.reports.get(PERIOD)
    assert (stored.issue, stored.reason) == (2, "A wrong figure")
    assert card.heading.text() == "Sign with the manager's key"
    assert "issue 2" in page.subtitle.text()
    assert not any(box.text.isReadOnly() for box in page.summary.boxes.values())


def test_what_is_wrong_is_said_beside_it_and_what_was_typed_stays(
    session: Session, page: ReportPage, settled: Callable[[], None]
) -> None:
    office, card = session.desk.office, page.signing.seal
    Keys(office.data).make("DHK", "Head", PASSPHRASE, office.clock())
    page.refresh()
    settled()
    assert card.passphrase.echoMode() is QLineEdit.EchoMode.Password
    card.passphrase.setText(PASSPHRASE)
    press(card.press, settled)
    assert card.said.text() == "These have to sign first: Officer and Deputy head."
    assert card.passphrase.text() == PASSPHRASE
    for line in page.signing.lines[:2]:
        line.by.set_typed("Somebody")
        press(line.button, settled)
    card.passphrase.setText("another passphrase")
    QTest.keyClick(card.passphrase, Qt.Key.Key_Return)
    settled()
    assert card.said.text().startswith("The passphrase is wrong.")
    assert FrozenReports(office.store.database).all() == []


def test_a_lost_passphrase_leads_to_another_key(
    session: Session, page: ReportPage, settled: Callable[[], None]
) -> None:
    office, card = session.desk.office, page.signing.seal
    first = Keys(office.data).make("DHK", "Head", PASSPHRASE, office.clock())
    page.refresh()
    settled()
    press(card.lose, settled)
    card.reason.set_typed("Nobody remembers it")
    for line in (card.passphrase, card.again):
        line.setText("another passphrase")
    press(card.press, settled)
    own = Keys(office.data).own()
    assert own is not None
    assert own.instead_of is not None
    assert (own.instead_of.key, own.instead_of.reason) == (first.id, "Nobody remembers it")
    assert card.heading.text() == "Sign with the manager's key"


def test_a_record_of_a_signed_report_says_so(
    session: Session, page: ReportPage, settled: Callable[[], None]
) -> None:
    from ui.forms.panels import Panels
    from ui.panels.signed import SignedPanel

    sealed(page, settled)
    office = session.desk.office
    [first, *_] = FrozenReports(office.store.database).records(PERIOD, 1)
    session.desk.open_record(str(first["type"]), str(first["id"]))
    settled()
    shown = [
        panel
        for panels in session.window.findChildren(Panels)
        for panel in panels.panels or ()
        if isinstance(panel, SignedPanel) and panel.isVisible()
    ]
    assert [f"It stands in the report {PERIOD}, issue 1" in one.said.text() for one in shown] == [True]


def test_a_workbook_is_judged_in_the_tool(
    session: Session, page: ReportPage, settled: Callable[[], None], tmp_path: Path
) -> None:
    sealed(page, settled)
    office = session.desk.office
    path = office.export(office.period(PERIOD), office.language("en"), tmp_path / "report.xlsx")
    session.desk.open_tool("verify", str(path))
    settled()
    tools = session.window.page(TOOLS)
    assert isinstance(tools, ToolsPage)
    tool = tools.tools["verify"]
    assert isinstance(tool, VerifyingTool)
    assert (tool.state.text(), tool.head.text()) == ("Believe it", "Untouched: it is as it was signed.")
    own = Keys(office.data).own()
    assert own is not None
    assert own.id in tool.listed.text()
    workbook = openpyxl.load_workbook(path)
    workbook["Tasks"]["A2"] = 99
    workbook.save(path)
    tool.take(path)
    settled()
    assert tool.state.text() == "Do not believe it"
    assert "Tasks, A2: was “1”, is “99”" in tool.changes.text()
    tool.give_out(tmp_path / "public.json")
    settled()
    assert Keys(tmp_path / "headquarters").trust(tmp_path / "public.json") == own
    tool.believe(tmp_path / "report.xlsx")
    settled()
    assert "is not a public key" in session.window.notice.text.text()
