"""The tool of what is there twice, worked through by keyboard on the real window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from fieldreport.language import CODES
from fieldreport.merging import Side
from fieldreport.office import Office
from fieldreport.record import Record
from fieldreport.store.change import NOT_SAME
from tests.ui.hands import rewrite
from ui.app import Session
from ui.pages.office_work import ToolsPage
from ui.pages.records import RecordsPage
from ui.panels.twice import TwicePanel
from ui.tools.twice.tool import DuplicatesTool

Settled = Callable[[], None]


def add(office: Office, type_name: str, **raw: object) -> Record:
    return office.add(office.record_type(type_name), raw)


def company(office: Office, name: object, **raw: object) -> Record:
    return add(office, "organisation", **{"name": name, "roles": ["buyer"], "country": "BD", **raw})


class Twice:
    """A company twice in two scripts, one of them with a person and a lead; another one twice by its website."""

    def __init__(self, office: Office) -> None:
        self.keep = company(office, "Mohona Textiles Ltd.", size="small", sector="Garments")
        self.drop = company(
            office, {"text": "মোহনা টেক্সটাইল", "language": "bn"}, size="large", note="Wants samples."
        )
        self.person = add(office, "contact", name="Sajal Sagor", organisation=self.drop.id)
        self.lead = add(office, "lead", buyer=self.drop.id, products="yarn")
        self.first = company(office, "Surma Fashion", website="https://www.surma.example.com")
        self.second = company(office, "Surma Fashions Ltd.", website="https://www.surma.example.com")


@pytest.fixture
def twice(office: Office) -> Twice:
    return Twice(office)


@pytest.fixture
def tool(twice: Twice, session: Session, settled: Settled) -> DuplicatesTool:
    session.desk.open_tool("duplicates")
    settled()
    page = session.window.page("tools")
    assert isinstance(page, ToolsPage)
    found = page.tools["duplicates"]
    assert isinstance(found, DuplicatesTool)
    return found


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def references(tool: DuplicatesTool) -> list[tuple[str, str]]:
    return [pair.references for _, pair in tool.pairs]


def pair_of(*records: Record) -> tuple[str, ...]:
    return tuple(one.reference for one in records)


def test_pairs_are_listed_with_their_reasons_the_likeliest_first(tool: DuplicatesTool, twice: Twice) -> None:
    assert references(tool) == [pair_of(twice.first, twice.second), pair_of(twice.keep, twice.drop)]
    assert [row.pair.references for row in tool.rows] == references(tool)
    said = tool.rows[1].press.accessibleName()
    for part in (twice.keep.reference, "Mohona Textiles Ltd.", "মোহনা টেক্সটাইল", "name sounds alike", "of 100"):
        assert part in said
    assert tool.head.text() == "2 pairs are likely the same."
    assert not tool.nothing.isVisible()
    assert focused() is tool.rows[0].press


def test_two_are_compared_chosen_and_merged_by_keyboard_and_undo_brings_them_back(
    tool: DuplicatesTool, twice: Twice, session: Session, office: Office, settled: Settled
) -> None:
    press(Qt.Key.Key_Down)
    assert focused() is tool.rows[1].press
    press(Qt.Key.Key_Return)
    settled()
    view = tool.view
    assert tool.stack.currentWidget() is view
    assert {name for name, row in view.rows.items() if row.chosen is None} == {"size"}
    row = view.rows["size"]
    assert focused() is row.radios[Side.KEEP]
    assert row.after.text.text() == "Please choose"
    assert "2 records" in view._pointing.text()
    view.merge.click()
    settled()
    assert view.problem.isVisible()
    assert office.store.record(twice.drop.id).archived is None
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    assert row.radios[Side.DROP].isChecked()
    assert row.after.text.text() == "300 employees or more"
    assert not view.problem.isVisible()
    view.merge.setFocus()
    press(Qt.Key.Key_Space)
    settled()
    kept = office.store.record(twice.keep.id)
    assert kept["size"] == "large"
    assert kept["name"].in_language("bn") == "মোহনা টেক্সটাইল"
    assert office.store.record(twice.drop.id).archived == f"merged into {kept.reference}"
    assert office.store.record(twice.lead.id)["buyer"] == kept.id
    assert references(tool) == [pair_of(twice.first, twice.second)]
    assert focused() is tool.rows[0].press
    notice = session.window.notice
    assert twice.drop.reference in notice.text.text()
    notice.action.click()
    settled()
    assert office.store.record(twice.drop.id).archived is None
    assert office.store.record(twice.keep.id).values == twice.keep.values
    assert office.store.record(twice.lead.id)["buyer"] == twice.drop.id
    assert len(references(tool)) == 2


def test_the_other_one_may_be_kept(
    tool: DuplicatesTool, twice: Twice, office: Office, settled: Settled
) -> None:
    tool.compare(twice.keep.id, twice.drop.id)
    settled()
    tool.view.swap.click()
    settled()
    tool.view.rest.click()
    tool.view.merge.click()
    settled()
    assert office.store.kept(twice.keep.id) == twice.drop.id
    assert office.store.record(twice.drop.id)["size"] == "large"


def test_two_are_told_apart_by_keyboard_and_suggested_no_more(
    tool: DuplicatesTool, twice: Twice, session: Session, office: Office, settled: Settled
) -> None:
    press(Qt.Key.Key_Delete)
    settled()
    assert office.store.mark(twice.first.id, NOT_SAME) == [twice.second.id]
    assert references(tool) == [pair_of(twice.keep, twice.drop)]
    assert focused() is tool.rows[0].press
    tool.again.click()
    settled()
    assert references(tool) == [pair_of(twice.keep, twice.drop)]
    press(Qt.Key.Key_Delete)
    settled()
    assert tool.nothing.isVisible()
    session.window.notice.action.click()
    settled()
    assert references(tool) == [pair_of(twice.keep, twice.drop)]


def test_escape_leads_back_to_the_list_and_next_to_the_next_pair(
    tool: DuplicatesTool, twice: Twice, session: Session, settled: Settled
) -> None:
    press(Qt.Key.Key_Return)
    settled()
    tool.view.next.click()
    settled()
    assert tool.view.sides is not None
    assert tool.view.sides.plan.keep.id == twice.keep.id
    press(Qt.Key.Key_Escape)
    settled()
    assert tool.stack.currentIndex() == 0
    assert focused() is tool.rows[1].press
    page = session.window.page("tools")
    assert isinstance(page, ToolsPage)
    assert page.tool == "duplicates"
    press(Qt.Key.Key_Escape)
    assert page.tool == ""


def test_what_cannot_be_is_said_in_place_and_nothing_is_lost(
    office: Office, session: Session, settled: Settled
) -> None:
    keep = company(office, "한빛기계", country="KR", roles=["company"])
    drop = company(office, "Hanbit Machinery", registration_number="C-77")
    session.desk.open_tool("duplicates", f"{keep.id} {drop.id}")
    settled()
    page = session.window.page("tools")
    assert isinstance(page, ToolsPage)
    tool = page.tools["duplicates"]
    assert isinstance(tool, DuplicatesTool)
    tool.view.rest.click()
    tool.view.merge.click()
    settled()
    assert tool.view.problem.text().startswith("Company registration number:")
    assert tool.stack.currentWidget() is tool.view
    assert office.store.record(drop.id).archived is None
    tool.view.rows["country"].radios[Side.DROP].setChecked(True)
    assert not tool.view.problem.isVisible()


def test_a_record_that_was_merged_away_opens_the_kept_one_with_a_notice(
    tool: DuplicatesTool, twice: Twice, session: Session, settled: Settled
) -> None:
    tool.compare(twice.first.id, twice.second.id)
    settled()
    tool.view.rest.click()
    tool.view.merge.click()
    settled()
    session.desk.open_record("organisation", twice.second.id)
    settled()
    page = session.window.page("organisation")
    assert isinstance(page, RecordsPage)
    assert page.detail.keeper.record is not None
    assert page.detail.keeper.record.id == twice.first.id
    assert any("Merged with Surma Fashions Ltd." in line for line in page.detail.history.lines())
    notice = session.window.notice
    assert twice.second.reference in notice.text.text()
    notice.action.click()
    settled()
    assert page.detail.keeper.record.id == twice.second.id
    assert page.detail.lock.isVisible()
    assert any("Merged into Surma Fashion" in line for line in page.detail.history.lines())


def test_what_somebody_changed_meanwhile_is_seen(
    tool: DuplicatesTool, twice: Twice, session: Session, office: Office, settled: Settled
) -> None:
    tool.compare(twice.keep.id, twice.drop.id)
    settled()
    tool.view.rows["size"].radios[Side.DROP].setChecked(True)
    session.desk.open_record("organisation", twice.drop.id)
    settled()
    page = session.window.page("organisation")
    assert isinstance(page, RecordsPage)
    line = page.detail.form.editors["website"].inputs()[0]
    rewrite(line, "www.mohona.example.com")
    page.detail.keeper.leave()
    settled()
    session.desk.open_tool("duplicates")
    settled()
    assert "mohona.example.com" in tool.view.rows["website"].after.text.text()
    assert tool.view.rows["size"].chosen is Side.DROP
    office.archive(twice.drop.id, "closed")
    tool.view.merge.click()
    settled()
    assert "archived" in tool.view.problem.text()


def test_looking_can_be_stopped_and_keeps_what_was_found(
    tool: DuplicatesTool, twice: Twice, settled: Settled
) -> None:
    tool.begin()
    assert tool.looking.busy
    assert tool.stop.isVisible()
    tool.stop.click()
    settled()
    assert not tool.stop.isVisible()
    assert tool.again.isVisible()
    tool.leave()
    tool.again.click()
    settled()
    assert len(references(tool)) == 2


@pytest.mark.parametrize("code", CODES)
def test_it_is_said_in_every_language_at_once(
    tool: DuplicatesTool, twice: Twice, session: Session, settled: Settled, code: str
) -> None:
    tool.compare(twice.keep.id, twice.drop.id)
    settled()
    session.desk.set_language(code)
    settled()
    expected = {"en": "Merge", "ko": "병합", "bn": "একত্র করুন"}
    assert tool.view.merge.text() == expected[code]
    names = {"en": "Mohona Textiles Ltd.", "ko": "Mohona Textiles Ltd.", "bn": "মোহনা টেক্সটাইল"}
    tool.show_list()
    settled()
    row = next(row for row in tool.rows if row.pair.ids[1] == twice.drop.id)
    assert names[code] in row.press.accessibleName()


def test_an_open_record_says_who_may_be_the_same_and_leads_to_comparing_them(
    twice: Twice, session: Session, settled: Settled
) -> None:
    session.desk.open_record("organisation", twice.keep.id)
    settled()
    page = session.window.page("organisation")
    assert isinstance(page, RecordsPage)
    (panel,) = [one for one in page.detail.panels.panels or () if isinstance(one, TwicePanel)]
    assert panel.isVisibleTo(session.window)
    [compare] = panel.findChildren(QPushButton)
    assert compare.accessibleName() == "Compare: মোহনা টেক্সটাইল"
    compare.click()
    settled()
    tools = session.window.page("tools")
    assert isinstance(tools, ToolsPage)
    tool = tools.tools["duplicates"]
    assert isinstance(tool, DuplicatesTool)
    assert tool.view.sides is not None
    assert (tool.view.sides.plan.keep.id, tool.view.sides.plan.drop.id) == (twice.keep.id, twice.drop.id)
    tool.view.apart_button.click()
    settled()
    session.desk.open_record("organisation", twice.keep.id)
    settled()
    assert not panel.isVisibleTo(session.window)
    session.desk.open_record("organisation", twice.second.id)
    settled()
    assert panel.isVisibleTo(session.window)
