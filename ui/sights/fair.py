"""What can be seen of an event's day: its grids, a meeting on its way, results being entered, who takes part."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QWidget

from fieldreport.records.meeting import MEETING
from ui.app import Session
from ui.sights.going import Sight, event_day, settle
from ui.tools.fair.entering import SAID, VALUE
from ui.tools.fair.seen import BUYERS, COMPANIES, TABLES, Cell
from ui.tools.fair.views import MEETINGS, PEOPLE, SUMS


def fair(session: Session) -> list[Sight]:
    """What can be seen of it."""
    views = (COMPANIES, BUYERS, TABLES, MEETINGS, PEOPLE, SUMS)
    found = [
        Sight(f"event-day-{at}-{view}", partial(_view, session, view)) for at, view in enumerate(views, 1)
    ]
    found.append(Sight("event-day-7-wrong", partial(_wrong, session)))
    if any(one["slot"] and one["event"] for one in session.desk.office.store.records(MEETING)):
        # Without slots there is nothing to carry a meeting to.
        found.append(Sight("event-day-8-carrying", partial(_carrying, session)))
        found.append(Sight("event-day-9-proposed", partial(_proposed, session)))
    return found


def _view(session: Session, view: str) -> QWidget:
    event_day(session).views.turn(view)
    return session.window


def _carrying(session: Session) -> QWidget:
    """A meeting on its way to a place that somebody else has."""
    views = event_day(session).views
    views.turn(COMPANIES)
    grid = views.grid
    # Those of the sample were held already; nothing of it is written.
    there = [(place, one) for place, cells in grid.grid.grid.cells.items() for one in cells if one.meeting]
    if len(there) > 1:
        (place, cell), (other, _) = there[:2]
        assert cell.meeting is not None
        planned = replace(cell, status="scheduled", meeting=replace(cell.meeting, status="scheduled"))
        _take_up(session, planned, place, (place[0], other[1]))
    return session.window


def _take_up(session: Session, cell: Cell, place: tuple[int, int], to: tuple[int, int]) -> None:
    grid = event_day(session).views.grid
    grid.setCurrentIndex(grid.grid.index(*place))
    grid.take_up(cell)
    grid.selectionModel().setCurrentIndex(
        grid.grid.index(*to), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )


def _wrong(session: Session) -> QWidget:
    """A sum that is none, told beside its cell."""
    views = event_day(session).views
    views.turn(MEETINGS)
    rows = views.meetings.rows
    if rows.rows.meetings:
        first = rows.rows.meetings[0].record_id
        rows.save(first, "value", "x")
        settle(session)
        rows.mark(first, SAID)
        rows.mark(first, VALUE)
    return session.window


def _proposed(session: Session) -> QWidget:
    """The schedule as it would be."""
    session.desk.open_event()
    page = event_day(session)
    page.propose_schedule()
    settle(session)
    return session.window
