"""The page of a record type: opening, switching, keyboard, and room for long Bengali texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from fieldreport.office import Office
from fieldreport.records import RECORD_TYPES
from tests.ui.hands import rewrite
from tests.ui.places import add, begin_record, buyer, open_record
from ui.desk import Desk
from ui.forms.composing import ComposingLine
from ui.forms.editor import Editor
from ui.pages.records import RecordsPage

PageOf = Callable[[str], RecordsPage]


def test_choosing_a_row_opens_the_record_and_keeps_what_was_written_in_the_one_before(
    desk: Desk, office: Office, page_of: PageOf
) -> None:
    one = buyer(office).id
    first, second = (add(office, "lead", buyer=one, products=name) for name in ("yarn", "film"))
    page = page_of("lead")
    open_record(page, first)
    owner: Any = page.detail.form.editors["owner"].inputs()[0]
    rewrite(owner, "Salma")
    page.list.setFocus()
    QTest.mouseClick(
        page.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=page.list.visualRect(page.list.records.index(page.list.records.row_of(second.key), 1)).center(),
    )
    desk.settle()
    assert page.detail.title.text() == "Shapla Knit · film"
    assert owner.typed() == ""
    assert office.store.record(first.id)["owner"] == "Salma"


def test_opening_record_after_record_quickly_ends_with_the_last(
    desk: Desk, office: Office, page_of: PageOf
) -> None:
    one = buyer(office).id
    leads = [add(office, "lead", buyer=one, products=f"film {number}") for number in range(4)]
    page = page_of("lead")
    for lead in leads:
        page.open_record(lead.id)
    desk.settle()
    assert page.detail.keeper.record == leads[-1]
    page.open_record(leads[0].id)
    page.new_record()
    desk.settle()
    assert page.detail.keeper.record is None


def test_a_record_that_is_not_there_is_said(qtbot: QtBot, desk: Desk, page_of: PageOf) -> None:
    page = page_of("lead")
    with qtbot.waitSignal(desk.failed):
        page.open_record("00000000-0000-4000-8000-000000000000")
        desk.settle()


@pytest.mark.parametrize("name", [one.name for one in RECORD_TYPES])
def test_the_tab_key_goes_through_the_fields_in_their_order(qtbot: QtBot, page_of: PageOf, name: str) -> None:
    page = page_of(name)
    begin_record(qtbot, page)
    passed: list[str] = []
    for _ in range(120):
        focused = QApplication.focusWidget()
        while focused is not None and not isinstance(focused, Editor):
            focused = focused.parentWidget()
        if focused is None:
            break
        if not passed or passed[-1] != focused.field.name:
            passed.append(focused.field.name)
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert passed == list(page.detail.form.editors)


@pytest.mark.parametrize("name", [one.name for one in RECORD_TYPES])
@pytest.mark.parametrize("width", [1000, 760])
def test_nothing_is_cut_when_every_label_is_four_times_as_long(
    qtbot: QtBot, desk: Desk, page_of: PageOf, name: str, width: int
) -> None:
    page = page_of(name)
    begin_record(qtbot, page)
    page.resize(width, 700)
    for editor in page.detail.form.editors.values():
        editor.label.setText("দায়িত্বপ্রাপ্ত কর্মকর্তা ক্ষ্ম স্ত্রী " * 2)
    inner = page.detail.area.widget()
    assert inner is not None

    def cut() -> list[str]:
        pane = page.detail.area.viewport().width()
        return [
            name
            for name, editor in page.detail.form.editors.items()
            if editor.mapTo(inner, editor.rect().topRight()).x() > pane
            or editor.label.height() < editor.label.heightForWidth(editor.label.width())
            or any(box.height() < box.fontMetrics().height() for box in editor.findChildren(ComposingLine))
        ]

    qtbot.waitUntil(lambda: cut() == [])
    assert inner.width() <= page.detail.area.viewport().width()


def test_every_button_and_line_has_a_name(desk: Desk, office: Office, page_of: PageOf) -> None:
    lead = add(office, "lead", buyer=buyer(office).id, products="film")
    page = page_of("lead")
    open_record(page, lead)
    for code in ("ko", "en", "bn"):
        desk.set_language(code)
        for button in page.findChildren(QPushButton):
            assert button.text() or button.accessibleName()
        for line in page.findChildren(QLineEdit):
            assert line.accessibleName(), line.parent()
        assert page.list.accessibleName() == desk.language.say("Buyer leads")
        assert all(isinstance(one.text(), str) for one in page.findChildren(QLabel))
