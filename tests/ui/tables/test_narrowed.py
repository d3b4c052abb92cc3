"""Words typed into a list's box: the first rows at once, the others below them, nothing in sight moves."""

from __future__ import annotations

from array import array
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from fieldreport.office import Office
from fieldreport.record import Record
from fieldreport.store import narrowing
from tests.ui.hands import commit, compose, rewrite, write
from tests.ui.places import add, buyer, open_record
from ui.desk import Desk
from ui.pages.records import RecordsPage
from ui.tables import keys
from ui.tables.list import RecordsList

PageOf = Callable[[str], RecordsPage]

LEADS = 120


class Seen:
    """What an eye sees of a list each time it is told how many there are."""

    def __init__(self, page: RecordsPage) -> None:
        self.list: RecordsList = page.list
        self.told: list[tuple[int, bool, list[str], int]] = []
        self.resets = 0
        page.list.counted.connect(self._look)
        page.list.records.modelReset.connect(self._count)

    def _look(self, number: int, whole: bool) -> None:
        rows = [self.list.records.index(row, 0).data() for row in range(min(number, 10))]
        self.told.append((number, whole, rows, self.list.verticalScrollBar().value()))

    def _count(self) -> None:
        self.resets += 1


@pytest.fixture
def leads(office: Office) -> list[Record]:
    one, other = buyer(office).id, buyer(office, {"text": "한빛 니트", "language": "ko"}).id
    return [
        add(
            office,
            "lead",
            buyer=one if number % 3 else other,
            products=f"{'film' if number % 2 else 'yarn'} {number}",
            received_on=f"2026-0{number % 9 + 1}-01",
        )
        for number in range(LEADS)
    ]


@pytest.fixture
def as_if_many(office: Office, leads: list[Record], monkeypatch: pytest.MonkeyPatch) -> None:
    """As in an office where very many records have the words."""
    with office.store.database.writing() as connection:
        office.store.index.settle(connection)
    for limit in ("MOST_INDEXED", "AT_FIRST", "AT_LAST"):
        monkeypatch.setattr(narrowing, limit, 4)
    monkeypatch.setattr(keys, "SEEN", 12)


def test_the_first_rows_are_shown_and_then_the_others_below_them(
    qtbot: QtBot, desk: Desk, page_of: PageOf, leads: list[Record], as_if_many: None
) -> None:
    page = page_of("lead")
    seen = Seen(page)
    QAbstractItemModelTester(page.list.records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rewrite(page.filters.words, "film")
    qtbot.waitUntil(lambda: bool(seen.told) and seen.told[-1][:2] == (LEADS // 2, True))
    first, rest = seen.told[-2:]
    assert not first[1]
    assert 12 <= first[0] < LEADS // 2
    assert first[2:] == rest[2:]
    # Only other words show other rows: the rest is added to what is there.
    assert seen.resets == sum(not whole for _, whole, _, _ in seen.told)
    assert page.number.text() == "60 entries"
    page.list.counted.emit(12, False)
    assert page.number.text() == "12 entries or more"


@pytest.mark.parametrize("place", [0, 50])
def test_the_open_record_stays_marked_and_open_while_one_types(
    qtbot: QtBot, desk: Desk, page_of: PageOf, leads: list[Record], as_if_many: None, place: int
) -> None:
    page = page_of("lead")
    shown = page.list.records.keys()
    films = [key for key in shown if "film" in _products(page, key)]
    opened = next(one for one in leads if one.key == films[place])
    open_record(page, opened)
    chosen: list[str] = []
    page.list.chosen.connect(chosen.append)
    seen = Seen(page)
    rewrite(page.filters.words, "fil")
    write(page.filters.words, "m")
    qtbot.waitUntil(lambda: bool(seen.told) and seen.told[-1][:2] == (LEADS // 2, True))
    current = page.list.records.record(page.list.currentIndex().row())
    assert current is not None
    assert current.key == opened.key
    assert page.detail.keeper.record == opened
    assert chosen == []
    assert seen.told[-1][3] == 0
    page.filters.words.setFocus()
    page.filters.clear()
    desk.settle()
    assert page.list.records.rowCount() == LEADS
    assert page.list.records.row_of(opened.key) == page.list.currentIndex().row()


def _products(page: RecordsPage, key: int) -> str:
    part = page.list.records.record(page.list.records.row_of(key))
    assert part is not None
    return str(part.values["products"])


def test_every_key_is_answered_and_the_last_one_stays(
    qtbot: QtBot, desk: Desk, page_of: PageOf, leads: list[Record], as_if_many: None
) -> None:
    page = page_of("lead")
    seen = Seen(page)
    for composed in ("ㅎ", "하", "한"):
        compose(page.filters.words, composed)
        qtbot.waitUntil(lambda: bool(seen.told) and seen.told[-1][:2] == (LEADS // 3, True))
        seen.told.clear()
    commit(page.filters.words, "한")
    for number in range(6):
        rewrite(page.filters.words, "yarn" if number % 2 else "film 1")
        page.filters.changed.emit(page.filters.which())
    qtbot.waitUntil(lambda: bool(seen.told) and seen.told[-1][:2] == (LEADS // 2, True))
    desk.settle()
    assert page.list.records.rowCount() == LEADS // 2
    assert "yarn" in _products(page, page.list.records.keys()[0])


def test_words_typed_before_the_list_is_read_wait_for_it(
    qtbot: QtBot, desk: Desk, office: Office, page_of: PageOf, leads: list[Record]
) -> None:
    page = page_of("lead")
    page.list.reload()
    page.filters.words.set_typed("film 117")
    page.filters.changed.emit(page.filters.which())
    desk.settle()
    assert page.number.text() == "1 entry"
    page.filters.words.set_typed("")
    page.filters.changed.emit(page.filters.which())
    desk.settle()
    assert page.list.records.rowCount() == LEADS


def test_what_is_written_elsewhere_is_found_by_the_next_key(
    desk: Desk, office: Office, page_of: PageOf, leads: list[Record]
) -> None:
    page = page_of("lead")
    # Another program: nobody tells this window.
    add(office, "lead", buyer="OR-0001", products="Karnaphuli rope")
    page.filters.words.set_typed("rope")
    page.filters.changed.emit(page.filters.which())
    desk.settle()
    assert page.number.text() == "1 entry"
    office.change("OR-0001", {"name": "Jamuna Jute"})
    page.filters.words.set_typed("jamuna")
    page.filters.changed.emit(page.filters.which())
    desk.settle()
    assert page.list.records.rowCount() == LEADS - LEADS // 3 + 1


def test_another_order_keeps_the_words(
    desk: Desk, page_of: PageOf, leads: list[Record], as_if_many: None
) -> None:
    page = page_of("lead")
    page.filters.words.set_typed("film")
    page.filters.changed.emit(page.filters.which())
    desk.settle()
    page.list.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    desk.settle()
    films = [one.key for one in leads if "film" in str(one["products"])]
    assert page.list.records.keys() == array("q", films)
    page.list.reload()
    desk.settle()
    assert page.list.records.keys() == array("q", films)
    page.list.step(len(films))
    assert page.list.currentIndex().row() == len(films) - 1
