"""Home: its figures are the report's and the plan's own, and everything on it leads somewhere."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QBoxLayout

from fieldreport.language import Language
from fieldreport.office import Office
from tests.ui.opened import TODAY
from ui.app import Session
from ui.pages.home import HomePage
from ui.pages.records import RecordsPage
from ui.pages.wording import say_difference, say_due, say_when
from ui.widgets.task_table import ACHIEVED, ACTUAL, STATE, TASK


def home(session: Session) -> HomePage:
    page = session.window.page("home")
    assert isinstance(page, HomePage)
    return page


def test_the_period_and_its_due_day_are_said(session: Session) -> None:
    page = home(session)
    assert page.title.text() == "9 – 22 November 2026"
    assert page.subtitle.text() == "Report period 2026-B23 · due Wednesday 25 November 2026, in 4 days"


def test_the_task_table_is_the_progress_of_the_office(session: Session) -> None:
    office, page = session.desk.office, home(session)
    progress = office.progress(office.period())
    language = office.language("en")
    model = page.tasks.tasks
    assert model.rowCount() == len(progress) == 10
    for row, one in enumerate(progress):
        assert model.cell(row, TASK) == f"{one.task.number} · {one.task.name('en')}"
        assert model.cell(row, ACTUAL) == language.number(one.actual)
        assert model.cell(row, ACHIEVED) == one.percent(language)
        if one.remedial:
            assert model.cell(row, STATE) == "Remedial action"
    assert model.cell(0, ACTUAL) == "3"


def test_the_four_figures_are_those_of_the_report(session: Session) -> None:
    page = home(session)
    figures = session.desk.office.report(session.desk.office.period()).figures
    assert figures.consultation.us_dollars.amount == Decimal("150500.50")
    assert page.leads.figure.text() == "2"
    assert page.leads.note.text() == "1 more than last period"
    assert page.meetings.figure.text() == str(figures.meetings) == "2"
    assert page.meetings.note.text() == "1 event · 1 no-show"
    assert page.value.figure.text() == session.desk.language.short_money(figures.consultation.us_dollars)
    assert page.difficulties.figure.text() == "1"


def test_another_period_is_one_press_away(session: Session, settled: Callable[[], None]) -> None:
    page = home(session)
    assert not page.later.isVisible()
    QTest.mouseClick(page.earlier, Qt.MouseButton.LeftButton)
    settled()
    assert page.title.text() == "26 October – 8 November 2026"
    assert page.leads.figure.text() == "1"
    QTest.mouseClick(page.later, Qt.MouseButton.LeftButton)
    settled()
    assert page.leads.figure.text() == "2"


def test_what_is_due_comes_the_longest_overdue_first_and_opens(
    session: Session, settled: Callable[[], None]
) -> None:
    rows = home(session).due_rows
    assert [one.accessibleName() for one in rows] == [
        "2 days late: Send the sample list",
        "Today: Ask the bank about the L/C",
    ]
    today = rows[1]
    today.setFocus()
    QTest.keyClick(today, Qt.Key.Key_Return)
    settled()
    assert session.window.place == "action"


def test_what_is_due_today_is_seen_however_much_is_overdue(
    session: Session, settled: Callable[[], None]
) -> None:
    """Four leads that have been overdue for weeks, and the reminder of today is on home; all of it is counted."""
    office = session.desk.office
    (buyer, *_) = office.store.page(
        office.store.types["organisation"], office.store.keys(office.store.types["organisation"])[:1]
    )
    for number in range(4):
        raw = {
            "buyer": buyer.id,
            "products": "yarn",
            "received_on": "2026-09-01",
            "next_step": f"Call {number}",
            "next_step_due": "2026-10-01",
        }
        session.desk.write(lambda office, raw=raw: office.add(office.record_type("lead"), raw, language="en"))  # type: ignore[misc]
    settled()
    page = home(session)
    assert len(page.due_rows) == 3
    assert page.due_rows[-1].accessibleName() == "Today: Ask the bank about the L/C"
    assert page.all_due.text() == "All that is due: 6"
    assert session.window.sidebar.places["home"].accessibleName() == "Home: 6 due"
    QTest.mouseClick(page.all_due, Qt.MouseButton.LeftButton)
    settled()
    assert session.window.place == "tools"
    assert page.due_rows, "home is as it was"


def test_home_shows_a_change_without_being_asked(session: Session, settled: Callable[[], None]) -> None:
    store = session.desk.office.store
    meeting = next(one for one in store.records(store.types["meeting"]) if one["status"] == "held")
    session.desk.write(lambda office: office.change(meeting.id, {"status": "no_show", "absent": "buyer"}))
    settled()
    assert home(session).meetings.figure.text() == "1"
    assert home(session).meetings.note.text() == "1 event · 2 no-shows"


def test_before_the_report_leads_to_the_record_or_to_the_report(
    session: Session, settled: Callable[[], None]
) -> None:
    page = home(session)
    result = next(
        one for one in page.findings.rows if one.accessibleName().startswith("No result for a meeting")
    )
    QTest.mouseClick(result, Qt.MouseButton.LeftButton)
    settled()
    assert session.window.place == "meeting"
    session.window.show_place("home")
    settled()
    shortfall = next(one for one in page.findings.rows if "remedial" in one.accessibleName())
    QTest.mouseClick(shortfall, Qt.MouseButton.LeftButton)
    settled()
    assert session.window.place == "report"


def test_each_figure_has_its_trend_and_tells_it(session: Session, settled: Callable[[], None]) -> None:
    page = home(session)
    assert list(page.leads.spark.values) == [0, 0, 0, 0, 0, 0, 1, 2]
    assert page.leads.spark.accessibleName() == "Buyer leads by period"
    told = page.leads.button.accessibleDescription()
    assert "2026-B22: 1" in told
    assert told.endswith("2026-B23: 2")
    assert page.value.spark.toolTip().splitlines()[-1] == "2026-B23: US$0.15m"
    session.desk.set_language("bn")
    settled()
    assert page.leads.button.accessibleDescription().endswith("২০২৬-B২৩: ২")


@pytest.mark.parametrize(
    ("figure", "place", "shown"),
    [
        ("leads", "lead", 2),
        ("meetings", "meeting", 2),
        ("value", "meeting", 2),
        ("difficulties", "difficulty", 1),
    ],
)
def test_each_figure_leads_to_the_records_behind_it(
    session: Session, settled: Callable[[], None], figure: str, place: str, shown: int
) -> None:
    page = home(session)
    button = getattr(page, figure).button
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    settled()
    assert session.window.place == place
    records = session.window.page(place)
    assert isinstance(records, RecordsPage)
    assert records.list.records.rowCount() == shown


def test_the_figures_of_an_earlier_period_lead_to_its_records(
    session: Session, settled: Callable[[], None]
) -> None:
    page = home(session)
    page.show_period(session.desk.office.period("2026-B22"))
    settled()
    QTest.mouseClick(page.leads.button, Qt.MouseButton.LeftButton)
    settled()
    records = session.window.page("lead")
    assert isinstance(records, RecordsPage)
    assert records.filters.period.text() == "2026-B22"
    assert records.list.records.rowCount() == page.outlook.figures.leads == 1  # type: ignore[union-attr]
    records.filters.clear()
    settled()
    assert records.filters.period.text().startswith("This period")
    assert records.list.records.rowCount() == 3


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-3, "was due {day}, 3 days ago"),
        (0, "due today, {day}"),
        (1, "due {day}, in 1 day"),
        (4, "due {day}, in 4 days"),
    ],
)
def test_a_due_day_is_said_as_people_count(days: int, said: str) -> None:
    language = Language("en")
    due = TODAY + timedelta(days=days)
    assert say_due(language, due, TODAY) == said.format(day=language.day(due, "weekday"))


def test_differences_and_days_are_whole_sentences() -> None:
    language = Language("en")
    assert say_difference(language, 0) == "as many as last period"
    assert say_difference(language, -2) == "2 fewer than last period"
    assert say_when(language, TODAY - timedelta(days=1), TODAY) == ("1 day late", "bad")
    assert say_when(language, TODAY - timedelta(days=80), TODAY)[0].startswith("since ")


def test_an_office_without_records_says_so_calmly(session: Session, settled: Callable[[], None]) -> None:
    office: Office = session.desk.office
    page = home(session)
    page.show_period(office.period("2026-B20"))
    settled()
    assert page.leads.figure.text() == "0"
    assert page.leads.note.text() == "as many as last period"


def test_the_places_of_the_cards_depend_on_the_width_alone(
    session: Session, settled: Callable[[], None]
) -> None:
    window, page = session.window, home(session)
    found: dict[int, set[QBoxLayout.Direction]] = {}
    widths = [*range(900, 1400, 40), *range(1380, 880, -40)]
    for width in [*widths, 1280, 900, 1280]:
        window.resize(width, 800)
        settled()
        found.setdefault(width, set()).add(page.below.direction())
    assert [width for width, directions in found.items() if len(directions) > 1] == []
    assert found[900] == {QBoxLayout.Direction.TopToBottom}
    assert found[1280] == {QBoxLayout.Direction.LeftToRight}


def test_what_is_due_finds_room_when_it_comes_after_the_tasks(
    session: Session, settled: Callable[[], None]
) -> None:
    page = home(session)
    session.desk.set_language("bn")
    for width in range(1100, 1600, 60):
        session.desk.set_proof("")
        session.window.resize(width, 800)
        settled()
        # Longer texts come into a window that is not resized any more, those of what is due at last.
        session.desk.set_proof("stretched")
        settled()
        inner = page.area.widget()
        assert inner is not None
        assert inner.width() <= page.area.viewport().width(), width
