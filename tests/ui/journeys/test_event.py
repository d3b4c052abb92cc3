"""An event from its invitations to what came of it, through the real window, in each of the three languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fieldreport.language import CODES
from fieldreport.record import Record
from tests.ui.hands import rewrite, write
from tests.ui.journeys.person import Person
from tests.ui.opened import take_down
from ui.app import Session
from ui.forms.composing import ComposingLine
from ui.forms.pick import PickManyEditor
from ui.forms.suggestions import Option
from ui.pages.event_day import EventDay
from ui.panels.schedule import SchedulePanel
from ui.tools.fair.entering import SAID, STATUS, VALUE
from ui.tools.fair.printing import PrintDialog
from ui.tools.fair.results import ResultsView

Settled = Callable[[], None]
#: What is typed in each language.
NAMES = {"ko": "봉제 부자재 상담회", "en": "Trims consultation day", "bn": "ট্রিমস পরামর্শ সভা"}
NOTES = {"ko": "1월까지 시제품", "en": "Samples by January", "bn": "জানুয়ারির মধ্যে নমুনা"}
CLOCKS = {"ko": "오후 2:00", "en": "14:00", "bn": "১৪:০০"}


class Host(Person):
    """Somebody who holds an event."""

    def day(self, event: Record) -> EventDay:
        """Go from the event's record to its day."""
        self.presses(self.panel(event, SchedulePanel).open)
        found = self.session.window.page("event-day")
        assert isinstance(found, EventDay)
        assert found.event_id == event.id
        return found

    def meetings(self, event: Record) -> list[Record]:
        store = self.office.store
        return [one for one in store.records(store.types["meeting"]) if one["event"] == event.id]


def organisation(host: Host, name: str, side: str) -> Record:
    country = "KR" if side == "company" else "BD"
    raw = {"name": name, "roles": [side], "country": country}
    return host.office.add(host.office.record_type("organisation"), raw, language="en")


@pytest.mark.parametrize("code", CODES)
def test_an_event_from_invitation_to_outcomes(session: Session, settled: Settled, code: str) -> None:
    session.desk.set_language(code)
    host = Host(session, settled)
    hanil, dodam = organisation(host, "Hanil Zip", "company"), organisation(host, "Dodam Label", "company")
    meghna, padma = organisation(host, "Meghna Knit", "buyer"), organisation(host, "Padma Wear", "buyer")
    day = host.language.day(date(2026, 11, 21))

    # The event is written down, with its slots and tables.
    event = host.fills(
        "event",
        {
            "name": NAMES[code],
            "starts_on": day,
            "ends_on": day,
            "day_begins": CLOCKS[code],
            "day_ends": "16:00",
            "slot_minutes": "60",
            "tables": "2",
        },
        {},
    )
    assert event["name"].original == NAMES[code]

    # Both sides are invited; those who come are marked, with their wishes.
    invited = [
        host.fills("participant", {}, {"event": event, "organisation": one, "side": side})
        for one, side in ((hanil, "company"), (dodam, "company"), (meghna, "buyer"), (padma, "buyer"))
    ]
    assert {one["invitation"] for one in invited} == {"invited"}
    for record, wish in zip(invited, (meghna, padma, None, None), strict=True):
        detail = host.opens(record).detail
        detail.form.editors["invitation"].restore("accepted")
        wishes = detail.form.editors["wishes"]
        assert isinstance(wishes, PickManyEditor)
        if wish is not None:
            wishes.take(Option(wish.id, wish.reference))
        detail.keeper.save()
        settled()
    assert {host.now(one)["invitation"] for one in invited} == {"accepted"}
    host.steps(event, "confirmed")

    # A schedule is proposed and written, and one meeting moved by the keyboard.
    page = host.day(event)
    assert page.head.title.text() == NAMES[code]
    QTest.mouseClick(page.propose, Qt.MouseButton.LeftButton)
    settled()
    QTest.mouseClick(page.apply, Qt.MouseButton.LeftButton)
    settled()
    assert [one["slot"] for one in host.meetings(event)] == ["14:00", "14:00"]
    grid = page.views.grid
    grid.setFocus()
    assert grid.mark(host.meetings(event)[0].id)
    QTest.keyClick(grid, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    settled()
    assert sorted(one["slot"] for one in host.meetings(event)) == ["14:00", "15:00"]

    # The schedules go out to the buyers, each in its own language.
    QTest.mouseClick(page.print_it, Qt.MouseButton.LeftButton)
    dialog = page.window().findChild(PrintDialog)
    assert isinstance(dialog, PrintDialog)
    dialog.side.choose("buyer")
    QTest.mouseClick(dialog.write, Qt.MouseButton.LeftButton)
    settled()
    assert (host.office.data / "reports" / f"DHK_{event.reference}_buyer.pdf").exists()

    # On the day the results are typed down the rows.
    QTest.mouseClick(page.enter, Qt.MouseButton.LeftButton)
    rows = page.views.meetings.rows
    first = rows.record_id()
    QTest.keyClick(rows, Qt.Key.Key_1)
    QTest.keyClick(rows, Qt.Key.Key_3)
    rows.setCurrentIndex(rows.rows.index(0, VALUE))
    _types(rows, "12,000")
    rows.setCurrentIndex(rows.rows.index(0, SAID))
    _types(rows, NOTES[code])
    settled()
    held = host.office.store.record(first)
    assert (held["status"], held["value"].us_dollars, held["said"].original) == ("held", 12_000, NOTES[code])
    assert held["said"].language == code
    assert sorted(one["status"] for one in host.meetings(event)) == ["held", "no_show"]
    assert rows.currentIndex().column() == SAID != STATUS
    assert page.figures.cards["outstanding"].figure.text() == host.language.number(0)
    assert page.figures.cards["value"].figure.text() == host.language.short_money(held["value"])

    # What came of it goes into the ledger, and the event is held and closed.
    outcome = host.fills(
        "outcome",
        {"amount": "50,000"},
        {"kind": "contract_in_progress", "meeting": held},
    )
    assert outcome["amount"].us_dollars == 50_000
    page = host.day(event)
    assert page.figures.cards["contracts"].figure.text() == host.language.short_money(outcome["amount"])
    host.steps(event, "held")
    result = host.opens(event).detail
    rewrite(result.form.editors["result"].inputs()[0], NOTES[code])
    result.keeper.save()
    settled()
    host.steps(event, "closed")

    # The report says all of it.
    figures = host.office.report(host.office.period()).figures
    assert figures.events == 2
    assert figures.meetings == 3
    assert figures.no_shows == 2
    assert figures.contract_in_progress.us_dollars.amount == 50_000


def _types(rows: ResultsView, text: str) -> None:
    """Open the marked cell by F2 and type into it."""
    take_down()
    QTest.keyClick(rows, Qt.Key.Key_F2)
    line = rows.findChild(ComposingLine)
    assert isinstance(line, ComposingLine)
    line.selectAll()
    write(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
