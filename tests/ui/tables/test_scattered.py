"""Rows chosen here and there stay chosen when the list is worked out anew, and nobody waits for it."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelection, QItemSelectionModel
from pytestqt.qtbot import QtBot

from fieldreport.office import Office
from tests.ui.places import add, buyer
from ui.desk import Desk
from ui.pages.records import RecordsPage
from ui.tables.keys import rows_of
from ui.tables.list import RecordsList
from ui.tables.selection import FEW


def choose_every_other(view: RecordsList) -> None:
    model, chosen = view.records, QItemSelection()
    for row in range(0, model.rowCount(), 2):
        chosen.select(model.index(row, 0), model.index(row, model.columnCount() - 1))
    view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def test_rows_here_and_there_stay_chosen_when_others_come_between(
    page_of: Callable[[str], RecordsPage], office: Office, desk: Desk, qtbot: QtBot
) -> None:
    for number in range(2 * FEW + 10):
        buyer(office, f"Made Up Mills {number}")
    page = page_of("organisation")
    view = page.list
    choose_every_other(view)
    chosen = view.selection.keys()
    assert len(chosen) > FEW
    assert view.selection.scattered() == frozenset(chosen)
    desk.write(lambda own: add(own, "organisation", name="One more", roles=["buyer"], country="BD"))
    desk.settle()
    assert view.records.rowCount() == 2 * FEW + 11
    assert view.selection.keys() == chosen
    # In another order they are elsewhere, and chosen all the same.
    view.records.sort(1)
    desk.settle()
    assert set(view.selection.keys()) == set(chosen)


def test_what_is_chosen_while_the_list_is_worked_out_stays_chosen(
    page_of: Callable[[str], RecordsPage], office: Office, desk: Desk
) -> None:
    for number in range(2 * FEW + 10):
        buyer(office, f"Made Up Mills {number}")
    view = page_of("organisation").list
    choose_every_other(view)
    buyer(office, "One more")
    view.reload()
    # The answer that is on its way has looked for others.
    view.selectionModel().select(
        view.records.index(1, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )
    chosen = view.selection.keys()
    desk.settle()
    assert view.records.rowCount() == 2 * FEW + 11
    assert view.selection.keys() == chosen


@given(st.lists(st.integers(1, 200), unique=True), st.frozensets(st.integers(1, 250)))
def test_rows_are_those_of_the_keys(keys: list[int], kept: frozenset[int]) -> None:
    rows = rows_of(kept, array("q", keys))
    assert rows == sorted(rows)
    assert {keys[row] for row in rows} == kept & set(keys)
