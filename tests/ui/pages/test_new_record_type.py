"""A record type that nobody has written a line of window for has its form, list, search, history and draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldreport import office as composing
from fieldreport.failures import Problem
from fieldreport.fields import Amount, Choice, Day, Line, Link, TextField, YesNo
from fieldreport.language import N_, N_in
from fieldreport.office import Office
from fieldreport.record import RecordType
from fieldreport.records import RECORD_TYPES
from tests.ui.hands import compose, rewrite
from tests.ui.places import begin_record, buyer, new_office
from ui.desk import Desk
from ui.forms.text import TextEditor
from ui.pages.records import RecordsPage

SHOWROOM = RecordType(
    name="showroom",
    prefix="SR",
    label=N_("Name"),
    plural=N_("Name"),
    title=("name",),
    period_field="opened_on",
    columns=("name", "status", "opened_on", "rent", "owner"),
    rules=(
        lambda values: (
            [Problem(N_("Please say on whom this difficulty is waiting."), field="owner")]
            if values["status"] == "waiting" and not values["owner"]
            else []
        ),
    ),
    fields=(
        TextField(name="name", label=N_("Name"), required=True, short=True),
        Choice(
            name="status",
            label=N_("Status"),
            default="planned",
            choices={"planned": N_in("event status", "Planned"), "waiting": N_in("event status", "Held")},
        ),
        Day(name="opened_on", label=N_("Day"), required=True, today=True),
        Amount(name="rent", label=N_("Amount")),
        Link(name="owner", label=N_("Organisation"), to=("organisation",)),
        Line(name="code", label=N_("Table")),
        YesNo(name="open", label=N_("Sensitive")),
    ),
)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    # The one line that makes it known.
    monkeypatch.setattr(composing, "RECORD_TYPES", (*RECORD_TYPES, SHOWROOM))
    with new_office(tmp_path / "data") as made:
        yield made


def test_it_is_written_listed_found_changed_and_taken_back(
    qtbot: QtBot, desk: Desk, office: Office, page_of: Callable[[str], RecordsPage]
) -> None:
    owner = buyer(office)
    page = page_of("showroom")
    begin_record(qtbot, page)
    editors = page.detail.form.editors
    assert list(editors) == [one.name for one in SHOWROOM.fields]
    name = editors["name"]
    assert isinstance(name, TextEditor)
    rewrite(name.original.box, "다카 전시")
    compose(name.original.box, "장")
    rewrite(editors["rent"].inputs()[0], "৳ 12,000")
    QTest.keyClick(name, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    made = office.store.record("SR-0001")
    assert made["name"].original == "다카 전시장"
    assert (made["rent"].currency, made["rent"].minor) == ("BDT", 1_200_000)
    model = page.list.records
    assert [model.index(0, place).data() for place in range(len(model.columns))] == [
        "SR-0001", "다카 전시장", "Planned", "21 Nov", "৳\u00a012,000", "",
    ]  # fmt: skip
    assert page.filters.states["planned"].text() == "Planned 1"

    editors["status"].restore("waiting")
    desk.settle()
    assert "on whom" in editors["owner"]._said.text()
    editors["owner"].restore(owner.id)
    page.leave()
    desk.settle()
    assert office.store.record("SR-0001")["owner"] == owner.id
    assert any("Status: Planned → Held" in line for line in page.detail.history.lines())
    page.detail.keeper.undo()
    desk.settle()
    assert office.store.record("SR-0001")["status"] == "planned"

    rewrite(page.filters.words, "ㅈㅅㅈ없음")
    qtbot.waitUntil(lambda: model.rowCount() == 0)
    rewrite(page.filters.words, "전시")
    qtbot.waitUntil(lambda: model.rowCount() == 1)

    begin_record(qtbot, page)
    rewrite(editors["code"].inputs()[0], "A-7")
    page.leave()
    desk.settle()
    [kept] = office.drafts.all()
    assert (kept.type, dict(kept.typed)) == ("showroom", {"code": "A-7"})
