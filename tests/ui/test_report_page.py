"""The report page: from what is missing to the workbook, and what happens when the disk says no."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldreport.office import Office
from tests.mending import mend
from tests.ui.opened import clock, compose
from ui.app import Session
from ui.pages.report import CHECK, EXPORT, SIGNING, SUMMARY, ReportPage

PERIOD = "2026-B23"


@pytest.fixture
def page(session: Session, settled: Callable[[], None]) -> ReportPage:
    """The report of the current period."""
    session.desk.open_report(PERIOD)
    settled()
    one = session.window.page("report")
    assert isinstance(one, ReportPage)
    return one


def test_it_begins_with_what_the_checks_find(session: Session, page: ReportPage) -> None:
    office = session.desk.office
    findings = office.check(office.period(PERIOD))
    assert page.title.text() == f"Report {PERIOD}"
    assert [(one.level, one.what, one.record) for one in page.check.model.findings] == [
        (one.level, one.what, one.record) for one in findings
    ]
    must = sum(one.level == "must" for one in findings)
    assert must > 0
    assert page.bar.steps[CHECK].note == f"{must} left"


def test_a_finding_opens_its_record(session: Session, page: ReportPage, settled: Callable[[], None]) -> None:
    model = page.check.model
    row = next(at for at, one in enumerate(model.findings) if one.what == "No result for a meeting")
    assert "MT-0002" in str(model.data(model.index(row)))
    page.check.list.setCurrentIndex(model.index(row))
    QTest.keyClick(page.check.list, Qt.Key.Key_Return)
    settled()
    assert session.window.place == "meeting"


def test_a_shortfall_begins_its_remedial_action(
    session: Session, page: ReportPage, settled: Callable[[], None]
) -> None:
    model = page.check.model
    row = next(at for at, one in enumerate(model.findings) if one.task is not None and not one.record)
    task = model.findings[row].task
    assert model.action(model.findings[row]) == "Add remedial action"
    page.check.open(model.index(row))
    settled()
    assert session.window.place == "action"
    typed = session.window.page("action").detail.form.typed()  # type: ignore[attr-defined]
    assert typed["kind"] == "remedial"
    assert str(typed["task"]) == str(task)


def test_an_unfinished_syllable_of_the_summary_is_kept_on_leaving(
    session: Session, page: ReportPage, settled: Callable[[], None]
) -> None:
    page.show_step(SUMMARY)
    box = page.summary.boxes["ko"]
    assert box.state.text() == "Draft from the figures"
    box.text.setFocus()
    compose(box.text, "", "바이어 2건 발")
    compose(box.text, "굴")
    assert box.state.text() == "Your own text"
    session.window.show_place("home")
    settled()
    assert session.desk.office.reports.get(PERIOD).summary == {"ko": "바이어 2건 발굴"}


def test_the_summary_of_each_language_is_kept_by_itself_and_shown_again(
    session: Session, page: ReportPage, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    page.show_step(SUMMARY)
    for code, text in (("en", "Six machines are wanted."), ("bn", "ছয়টি যন্ত্র দরকার।")):
        page.summary.boxes[code].text.setFocus()
        compose(page.summary.boxes[code].text, "", text)
    reports = session.desk.office.reports
    qtbot.waitUntil(lambda: len(reports.get(PERIOD).summary) == 2)
    page.show_period(session.desk.office.period("2026-B22"))
    settled()
    assert page.summary.boxes["en"].text.toPlainText() == ""
    page.show_period(session.desk.office.period(PERIOD))
    settled()
    assert page.summary.boxes["en"].text.toPlainText() == "Six machines are wanted."
    assert page.summary.boxes["bn"].text.toPlainText() == "ছয়টি যন্ত্র দরকার।"


def test_the_draft_can_be_taken_over(page: ReportPage, settled: Callable[[], None]) -> None:
    page.show_step(SUMMARY)
    box = page.summary.boxes["en"]
    draft = box.text.placeholderText()
    assert draft.startswith("○ ")
    QTest.mouseClick(box.take, Qt.MouseButton.LeftButton)
    settled()
    # Qt gives what is typed with ordinary spaces in sums.
    assert box.text.toPlainText() == draft.replace("\u00a0", " ")
    assert not box.take.isVisible()


def test_each_step_signs_with_name_and_day_and_can_take_it_back(
    session: Session, page: ReportPage, settled: Callable[[], None]
) -> None:
    office = session.desk.office
    mend(office, PERIOD)
    page.refresh()
    settled()
    page.show_step(SIGNING)
    lines = page.signing.lines
    assert [line.step.text() for line in lines] == [one.en for one in office.place.approval]
    assert lines[0].by.text() == "Officer"
    for at, (line, name) in enumerate(zip(lines, ("Officer", "Deputy", "Head"), strict=True)):
        line.by.set_typed(name)
        QTest.mouseClick(line.button, Qt.MouseButton.LeftButton)
        settled()
        assert line.state.text() == "Signed on 21 Nov 2026"
        assert (office.reports.get(PERIOD).state == "signed") == (at == 2)
    assert [(one.by, one.on.isoformat()) for one in office.reports.get(PERIOD).approvals] == [
        ("Officer", "2026-11-21"),
        ("Deputy", "2026-11-21"),
        ("Head", "2026-11-21"),
    ]
    QTest.mouseClick(lines[1].button, Qt.MouseButton.LeftButton)
    settled()
    assert lines[1].state.text() == "Not signed"
    assert office.reports.get(PERIOD).state == "checked"


def test_nobody_signs_while_something_must_be_fixed(
    session: Session, page: ReportPage, settled: Callable[[], None]
) -> None:
    page.show_step(SIGNING)
    left = sum(one.level == "must" for one in page.check.model.findings)
    assert page.signing.warning.isVisible()
    assert page.signing.warning.text().startswith(f"{left} points must be fixed before anybody can sign")
    assert not any(line.button.isEnabled() for line in page.signing.lines)
    page.signing.lines[0].by.set_typed("Officer")
    QTest.keyClick(page.signing.lines[0].by, Qt.Key.Key_Return)
    settled()
    assert "must be fixed first" in session.window.notice.text.text()
    assert session.desk.office.reports.get(PERIOD).approvals == ()
    mend(session.desk.office, PERIOD)
    page.refresh()
    settled()
    assert not page.signing.warning.isVisible()
    assert all(line.button.isEnabled() for line in page.signing.lines)


def test_nobody_signs_without_a_name(session: Session, page: ReportPage, settled: Callable[[], None]) -> None:
    mend(session.desk.office, PERIOD)
    page.refresh()
    settled()
    page.show_step(SIGNING)
    QTest.mouseClick(page.signing.lines[2].button, Qt.MouseButton.LeftButton)
    settled()
    assert session.window.notice.text.text() == "Please write the name of the person who signs."
    assert session.desk.office.reports.get(PERIOD).approvals == ()


@pytest.mark.parametrize("code", ["ko", "bn"])
def test_export_writes_the_workbook_in_the_chosen_language(
    session: Session, page: ReportPage, settled: Callable[[], None], tmp_path: Path, code: str
) -> None:
    from openpyxl import load_workbook

    page.show_step(EXPORT)
    QTest.mouseClick(page.export.languages[code], Qt.MouseButton.LeftButton)
    page.export.folder = tmp_path
    QTest.mouseClick(page.export.write, Qt.MouseButton.LeftButton)
    assert page.export.progress.isVisible()
    settled()
    assert not page.export.progress.isVisible()
    assert page.export.state.text() == "Exported"
    path = tmp_path / f"DHK_{PERIOD}_1_{code}.xlsx"
    assert page.export.written == path
    book = load_workbook(path)
    cells = {
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert {"BL-0001", "BL-0002", "MT-0001", "DF-0001"} <= cells
    stored = session.desk.office.reports.get(PERIOD)
    assert stored.state == "exported"
    assert stored.file == str(path)


def test_a_place_that_cannot_be_written_to_is_said_plainly(
    session: Session, page: ReportPage, settled: Callable[[], None], tmp_path: Path
) -> None:
    in_the_way = tmp_path / "a file"
    in_the_way.write_text("not a folder", encoding="utf-8")
    page.show_step(EXPORT)
    page.export.folder = in_the_way
    page.export.export()
    settled()
    assert page.export.state.text() == "Not exported"
    # Long words are shown with places to break them.
    assert str(in_the_way) in page.export.result.text().replace("\u200b", "")
    assert page.export.write.isEnabled()
    assert session.desk.office.reports.get(PERIOD).state == "draft"
    assert not page.export.open_file.isVisible()


def test_an_export_goes_to_its_end_when_the_window_is_closed(
    session: Session, page: ReportPage, tmp_path: Path
) -> None:
    page.show_step(EXPORT)
    page.export.folder = tmp_path
    page.export.export()
    session.window.close()
    assert (tmp_path / f"DHK_{PERIOD}_1_ko.xlsx").exists()
    with Office.open(session.desk.office.data, clock=clock) as again:
        assert again.reports.get(PERIOD).state == "exported"


def test_what_another_program_wrote_meanwhile_is_not_overwritten(session: Session, page: ReportPage) -> None:
    """Only the language that was typed is written; the rest of the stored report is read anew each time."""
    desk = session.desk
    page.show_step(SUMMARY)
    compose(page.summary.boxes["en"].text, "", "Ours")
    stored = desk.office.reports.get(PERIOD)
    desk.office.reports.save(replace(stored, summary={"ko": "다른 곳에서 쓴 글"}))
    page.leave()
    desk.settle()
    assert desk.office.reports.get(PERIOD).summary == {"ko": "다른 곳에서 쓴 글", "en": "Ours"}


def test_what_will_be_in_it_counts_the_records_of_the_period(session: Session, page: ReportPage) -> None:
    assert page.prepared is not None
    office = session.desk.office
    period = office.period(PERIOD)
    for section in page.prepared.report.sections:
        assert len(section.records) == office.store.count(section.type, office.period_filter(period))


@pytest.mark.parametrize("height", [700, 800, 1080])
def test_the_steps_leave_the_room_to_the_work(
    session: Session, page: ReportPage, settled: Callable[[], None], height: int
) -> None:
    for code in ("ko", "en", "bn"):
        session.desk.set_language(code)
        session.window.resize(1280, height)
        settled()
        assert 42 <= page.bar.height() <= 80
