"""From the first start, with three answers, to the first workbook, in each of the three languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldreport import folders
from fieldreport.language import CODES, Language
from fieldreport.office import Office
from tests.ui.hands import write
from tests.ui.journeys.person import Person
from tests.ui.opened import clock, settle, take_down
from ui.app import Session
from ui.forms.entry import Entry
from ui.forms.pick import PickEditor
from ui.pages.home import HomePage
from ui.pages.report import EXPORT, SUMMARY, ReportPage
from ui.pages.start import StartDialog
from ui.theme import Theme

#: Who begins, the buyer, what is wanted, and the summary, in each language.
TYPED = {
    "ko": ("김하나", "파드마 의류", "자수기 6대", "방글라데시 바이어 1건을 발굴함."),
    "en": ("Nadia", "Padma Wear", "Six embroidery machines", "One buyer has been found."),
    "bn": ("নাদিয়া", "পদ্মা পোশাক", "ছয়টি এমব্রয়ডারি যন্ত্র", "একজন ক্রেতা পাওয়া গেছে।"),
}


def begin(data: Path, code: str, name: str, qtbot: QtBot) -> None:
    """The first start: language, office and name are answered, and nothing else is asked."""
    dialog = StartDialog(data, Language("en", folder=folders.locales()), Theme.light())
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.mouseClick(dialog.languages[code], Qt.MouseButton.LeftButton)
    dialog.office_choice.setCurrentIndex(dialog.office_choice.findData("DHK"))
    dialog.person.setFocus()
    write(dialog.person, name)
    QTest.keyClick(dialog.person, Qt.Key.Key_Return)
    assert dialog.office is not None
    assert (dialog.office.person, dialog.office.settings.language) == (name, code)
    dialog.office.close()


@pytest.mark.parametrize("code", CODES)
def test_from_the_first_start_to_the_first_workbook(
    application: QApplication, qtbot: QtBot, tmp_path: Path, code: str
) -> None:
    data = tmp_path / "data"
    name, buyer, wanted, summary = TYPED[code]
    begin(data, code, name, qtbot)
    # The office is opened on a fixed day from here on, whatever day it is.
    with Office.open(data, clock=clock) as office:
        session = Session(application, office)
        settled: Callable[[], None] = lambda: settle(session)  # noqa: E731
        session.window.start()
        settled()
        person = Person(session, settled)

        # Home says what to do first; the lead's buyer is added on the way.
        home = session.window.page("home")
        assert isinstance(home, HomePage)
        home.first_steps.rows["lead"].setFocus()
        QTest.keyClick(home.first_steps.rows["lead"], Qt.Key.Key_Return)
        settled()
        page = person.page("lead")
        picker = page.detail.form.editors["buyer"]
        assert isinstance(picker, PickEditor)
        person.looks_for(picker, buyer, qtbot)
        entry = page.window().findChild(Entry)
        assert entry is not None
        assert entry.form.editors["name"].raw()["text"] == buyer
        entry.form.editors["roles"].restore(["buyer"])
        entry.form.editors["country"].restore("BD")
        with qtbot.waitSignal(entry.made):
            QTest.mouseClick(entry.save, Qt.MouseButton.LeftButton)
        settled()
        lead = person.completes("lead", {"products": wanted}, {})
        assert lead["products"].original == wanted
        assert (lead["received_on"], lead["products"].language) == (office.today(), code)

        # Home leads to the report of the period; its summary is written and the workbook taken out.
        session.desk.go("home")
        settled()
        assert not home.first_steps.isVisible()
        assert office.report(office.period()).figures.leads == 1
        session.desk.open_report(office.period().code)
        settled()
        report = session.window.page("report")
        assert isinstance(report, ReportPage)
        person.presses(report.next)
        assert report.stack.currentIndex() == SUMMARY
        box = report.summary.boxes[code]
        box.text.setFocus()
        write(box.text, summary)
        report.show_step(EXPORT)
        settled()
        person.presses(report.export.languages[code])
        person.presses(report.export.write)
        written = report.export.written
        assert written is not None
        assert written.parent == data / "reports"

        # It opens as any workbook does, with what was typed.
        book = openpyxl.load_workbook(written)
        cells = {
            str(cell.value)
            for sheet in book.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        assert any(buyer in one for one in cells)
        assert any(wanted in one for one in cells)
        assert any(summary.rstrip(".।") in one for one in cells)
        session.window.close()
        session.end()
        take_down()
