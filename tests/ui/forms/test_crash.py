"""The power goes while somebody types: the next start offers the text, to the last syllable two seconds old."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldreport.office import Office
from tests.ui.places import add, buyer, new_office, open_page, open_record
from ui.desk import Desk
from ui.forms.text import TextEditor
from ui.pages.records import RecordsPage

ROOT = Path(__file__).resolve().parents[3]

#: Types into a form, says so, and waits for its end.
TYPIST = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from fieldreport.office import Office
from tests.ui.hands import compose, rewrite
from ui.desk import Desk
from ui.pages.records import RecordsPage

application = QApplication(["typist"])
office = Office.open(Path(sys.argv[1]))
desk = Desk(office)
page = RecordsPage(desk, office.record_type("lead"))
page.retranslate()
page.show()
page.activateWindow()
while not page.isActiveWindow():
    application.processEvents()
desk.settle()
if len(sys.argv) > 2:
    page.open_record(sys.argv[2])
    desk.settle()
else:
    page.new_record()
box = page.detail.form.editors["need"].original.box
rewrite(box, "1월 중 신용장 개설 희")
compose(box, "망")
print("typed", flush=True)
application.exec()
"""


def type_and_be_killed(data: Path, *record: str) -> None:
    """Let another process type, and kill it once a draft is on the disk."""
    typist = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(data), *record],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert typist.stdout is not None
        assert typist.stdout.readline().strip() == "typed"
        with Office.open(data, readonly=True) as office:
            given_up = time.monotonic() + 30
            while not any("need" in draft.typed for draft in office.drafts.all()):
                assert typist.poll() is None
                assert time.monotonic() < given_up
    finally:
        typist.kill()
        typist.communicate()


@pytest.fixture
def restarted(qtbot: QtBot, tmp_path: Path) -> Callable[..., RecordsPage]:
    """The program started anew after the crash, on the page of leads."""

    def start(data: Path) -> RecordsPage:
        office = Office.open(data)
        desk = Desk(office)
        page = open_page(qtbot, desk, "lead")

        def put_away(widget: object) -> None:
            desk.close()
            office.close()

        qtbot.addWidget(page, before_close_func=put_away)
        return page

    return start


def text_of(page: RecordsPage) -> str:
    editor = page.detail.form.editors["need"]
    assert isinstance(editor, TextEditor)
    return editor.original.box.typed()


def test_a_new_lead_is_offered_after_a_crash(restarted: Callable[..., RecordsPage], tmp_path: Path) -> None:
    data = tmp_path / "data"
    new_office(data).close()
    type_and_be_killed(data)
    page = restarted(data)
    assert page.offer.isVisible()
    assert "new entry" in page.offer.text.text()
    QTest.mouseClick(page.offer.restore, Qt.MouseButton.LeftButton)
    page.desk.settle()
    assert page.detail.keeper.record is None
    assert text_of(page) == "1월 중 신용장 개설 희망"


def test_text_of_a_record_is_offered_after_a_crash_and_saved_in_it(
    restarted: Callable[..., RecordsPage], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    with new_office(data) as office:
        lead = add(office, "lead", buyer=buyer(office).id, products="film")
    type_and_be_killed(data, lead.id)
    page = restarted(data)
    assert "Shapla Knit" in page.offer.text.text()
    # Opening the record does not do away with the offer.
    open_record(page, lead)
    assert page.offer.isVisible()
    assert text_of(page) == ""
    QTest.mouseClick(page.offer.restore, Qt.MouseButton.LeftButton)
    page.desk.settle()
    assert text_of(page) == "1월 중 신용장 개설 희망"
    page.leave()
    page.desk.settle()
    assert page.desk.office.store.record(lead.id)["need"].original == "1월 중 신용장 개설 희망"
    assert page.desk.office.drafts.all() == []


def test_discarding_the_offer_forgets_it(restarted: Callable[..., RecordsPage], tmp_path: Path) -> None:
    data = tmp_path / "data"
    new_office(data).close()
    type_and_be_killed(data)
    page = restarted(data)
    QTest.mouseClick(page.offer.discard, Qt.MouseButton.LeftButton)
    page.desk.settle()
    assert page.desk.office.drafts.all() == []
    assert not page.offer.isVisible()
