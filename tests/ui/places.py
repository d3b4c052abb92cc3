"""A small real office and pages of it on the screen that nobody sees."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from fieldreport.field import Json
from fieldreport.office import Office
from fieldreport.record import Record
from ui.desk import Desk
from ui.pages.records import RecordsPage


def moment() -> datetime:
    """Saturday 21 November 2026, ten in the morning in Dhaka."""
    return datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


def new_office(data: Path, language: str = "en") -> Office:
    """An empty office in Dhaka."""
    return Office.create(data, "DHK", person="Rahim", language=language, clock=moment)


def add(office: Office, type_name: str, /, **raw: Json) -> Record:
    """Add a record as the command line would."""
    return office.add(office.record_type(type_name), raw)


def buyer(office: Office, name: Json = "Shapla Knit") -> Record:
    """Add a buyer."""
    return add(office, "organisation", name=name, roles=["buyer"], country="BD")


def open_page(qtbot: QtBot, desk: Desk, type_name: str) -> RecordsPage:
    """The page of a record type, shown and in focus, with everything loaded."""
    page = RecordsPage(desk, desk.office.record_type(type_name))
    page.retranslate()
    desk.language_changed.connect(page.retranslate)
    page.resize(1000, 700)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    desk.settle()
    return page


def open_record(page: RecordsPage, record: Record) -> None:
    """Open a record on its page."""
    page.open_record(record.id)
    page.desk.settle()


def begin_record(qtbot: QtBot, page: RecordsPage) -> None:
    """Begin a new record and wait until its first field has the focus."""
    page.new_record()
    first = next(iter(page.detail.form.editors.values())).inputs()[0]
    qtbot.waitUntil(first.hasFocus)
