"""The model of a list: right for Qt, lazy for a million rows, in order for readers of three scripts."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from fieldreport.office import Office
from fieldreport.record import RecordType
from fieldreport.records import RECORD_TYPES
from fieldreport.store import Filter
from fieldreport.store.naming import Names
from fieldreport.store.query import Part
from tests.ui.places import add, buyer, moment
from ui.pages.records import RecordsPage
from ui.tables.keys import REFERENCE, Order, basis_of, whole_answer
from ui.tables.model import PAGE, PAGES, TONE, RecordsModel

PageOf = Callable[[str], RecordsPage]


def model_of(office: Office, type_name: str, code: str = "en") -> RecordsModel:
    record_type = office.record_type(type_name)
    language = office.language(code)
    made = RecordsModel(
        record_type,
        lambda keys, names: office.store.parts(record_type, keys, names),
        language,
        office.titles(language),
        moment().date(),
    )
    made.set_keys(office.store.keys(record_type))
    return made


def ordered_keys(
    office: Office, *, record_type: RecordType, which: Filter, order: Order, code: str
) -> array[int]:
    """All keys of a list, as it works them out."""
    basis = basis_of(office, record_type=record_type, which=which, order=order, code=code)
    return whole_answer(office, record_type=record_type, words=which.words, basis=basis, names=Names()).keys


def column(model: RecordsModel, name: str) -> list[str]:
    place = model.columns.index(name)
    return [model.index(row, place).data() for row in range(model.rowCount())]


def in_order(
    office: Office, type_name: str, order: Order, code: str, which: Filter | None = None
) -> list[str]:
    """The column of the order, as a reader of the language sees it."""
    keys = ordered_keys(
        office, record_type=office.record_type(type_name), which=which or Filter(), order=order, code=code
    )
    model = model_of(office, type_name, code)
    model.set_keys(keys)
    return column(model, order.field or REFERENCE)


@pytest.mark.parametrize("name", [one.name for one in RECORD_TYPES])
def test_the_model_of_every_type_keeps_qts_rules(qtbot: QtBot, office: Office, name: str) -> None:
    model = model_of(office, "lead" if name == "organisation" else name)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for number in range(3):
        add(office, "lead", buyer=buyer(office, f"Buyer {number}").id, products="film")
    model.set_keys(office.store.keys(model.type))
    model.set_language(office.language("bn"), office.titles(office.language("bn")))
    model.forget()
    model.set_keys(array("q"))
    assert model.rowCount() == 0
    assert tester.failureReportingMode() is QAbstractItemModelTester.FailureReportingMode.Fatal


def test_rows_are_said_in_the_readers_language(office: Office) -> None:
    name = {"text": "মেঘনা নিট", "language": "bn", "translations": {"ko": "메그나 니트"}}
    add(
        office,
        "lead",
        buyer=buyer(office, name).id,
        products="film",
        status="won",
        matched_companies=["OR-0001"],
        won_on="2026-11-12",
        value="US$ 1234",
        received_on="2026-11-09",
    )
    model = model_of(office, "lead", "ko")
    assert column(model, "buyer") == ["메그나 니트"]
    assert column(model, "received_on") == ["11. 9."]
    bengali = office.language("bn")
    model.set_language(bengali, office.titles(bengali))
    assert column(model, "buyer") == ["মেঘনা নিট"]
    assert column(model, REFERENCE) == ["BL-০০০১"]
    assert column(model, "value") == ["US$\u00a0১,২৩৪"]
    assert model.index(0, model.columns.index("status")).data(TONE) == "good"
    assert model.index(0, 1).data(TONE) is None


def test_a_day_of_another_year_says_its_year(office: Office) -> None:
    add(office, "lead", buyer=buyer(office).id, products="film", received_on="2025-11-09")
    assert column(model_of(office, "lead"), "received_on") == ["9 Nov 2025"]


def test_a_million_rows_cost_a_page_at_a_time(office: Office) -> None:
    record = buyer(office)
    asked: list[int] = []

    def fetch(keys: Sequence[int], names: Sequence[str]) -> list[Part]:
        asked.append(len(keys))
        return [Part(key, record.id, record.reference, record.values) for key in keys]

    english = office.language("en")
    model = RecordsModel(record.type, fetch, english, office.titles(english), moment().date())
    model.set_keys(array("q", range(1, 1_000_001)))
    assert model.rowCount() == 1_000_000
    assert asked == []
    for row in (0, 1, 500_000, 500_001, 999_999):
        assert model.index(row, 1).data() == "Shapla Knit"
    assert asked == [PAGE, PAGE, 1_000_000 - (999_999 // PAGE) * PAGE]
    for row in range(0, 4 * PAGE * PAGES, PAGE):
        assert model.record(row) is not None
    assert len(model._pages) == PAGES
    assert model.row_of(700_000) == 699_999
    assert model.row_of(2_000_000) == -1


def test_choosing_all_of_a_long_list_asks_about_no_more_rows_than_are_seen(
    office: Office, page_of: PageOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt asks about every chosen row for each head that it paints, unless the heads have a selection of their own."""
    page = page_of("organisation")
    page.list.records.set_keys(array("q", range(1, 50_001)))
    asked: list[int] = []
    rows = page.list.records.rowCount

    def counted(*_: object) -> int:
        asked.append(1)
        return rows()

    monkeypatch.setattr(RecordsModel, "rowCount", counted)
    page.list.selectAll()
    page.list.heads.viewport().repaint()
    page.list.viewport().repaint()
    assert page.list.selection.number() == 50_000
    assert len(page.list.selection.keys()) == 50_000
    assert len(asked) < 5_000


def test_a_record_that_is_gone_meanwhile_is_an_empty_row(office: Office) -> None:
    buyer(office)
    model = model_of(office, "organisation")
    model.set_keys(array("q", [1, 99]))
    assert column(model, "name") == ["Shapla Knit", ""]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("ko", ["가나", "나라", "하나", "apple", "Zebra", "অলিভ", "কলম", "ড়ং"]),
        ("en", ["apple", "Zebra", "অলিভ", "কলম", "ড়ং", "가나", "나라", "하나"]),
        ("bn", ["অলিভ", "কলম", "ড়ং", "apple", "Zebra", "가나", "나라", "하나"]),
    ],
)
def test_names_are_ordered_as_readers_of_the_language_expect(
    office: Office, code: str, expected: list[str]
) -> None:
    for name in ("Zebra", "하나", "কলম", "apple", "가나", "অলিভ", "나라", "ড়ং"):
        buyer(office, name)
    assert in_order(office, "organisation", Order("name", descending=False), code) == expected
    assert in_order(office, "organisation", Order("name", descending=True), code) == expected[::-1]


def test_links_are_ordered_by_the_names_they_show(office: Office) -> None:
    for name in ("Delta", "alpha", "Charlie"):
        add(office, "lead", buyer=buyer(office, name).id, products="film")
    assert in_order(office, "lead", Order("buyer", descending=False), "en") == ["alpha", "Charlie", "Delta"]


def test_states_are_ordered_as_they_follow_one_another_and_nothing_comes_last(office: Office) -> None:
    one = buyer(office).id
    for status in ("dormant", "new", "qualifying"):
        add(office, "lead", buyer=one, products="film", status=status)
    in_turn = ["New", "Qualifying", "Dormant"]
    assert in_order(office, "lead", Order("status", descending=False), "en") == in_turn
    add(office, "lead", buyer=one, products="film", owner="Karim")
    for descending in (False, True):
        assert in_order(office, "lead", Order("owner", descending), "en") == ["Karim", "", "", ""]


def test_sums_are_ordered_by_their_dollars(office: Office) -> None:
    one = buyer(office).id
    for value in ("US$ 900", {"amount": "1000000", "currency": "KRW", "rate": "0.0007"}, "US$ 50"):
        add(office, "lead", buyer=one, products="film", value=value)
    expected = ["US$\u00a050", "₩\u00a01,000,000", "US$\u00a0900"]
    assert in_order(office, "lead", Order("value", descending=False), "en") == expected


def test_references_and_days_are_ordered_by_the_database(office: Office) -> None:
    one = buyer(office).id
    for day in ("2026-11-03", "2026-11-01", "2026-11-02"):
        add(office, "lead", buyer=one, products="film", received_on=day)
    assert in_order(office, "lead", Order("received_on", descending=False), "en") == [
        "1 Nov",
        "2 Nov",
        "3 Nov",
    ]
    assert in_order(office, "lead", Order(REFERENCE, descending=True), "en") == [
        "BL-0003",
        "BL-0002",
        "BL-0001",
    ]
    assert in_order(office, "lead", Order(), "en") == ["BL-0001", "BL-0003", "BL-0002"]


@pytest.mark.parametrize("order", [Order(), Order("buyer"), Order("received_on"), Order(REFERENCE)])
def test_words_find_a_lead_by_its_own_text_by_its_buyer_and_by_its_reference(
    office: Office, order: Order
) -> None:
    name = {"text": "মেঘনা নিট", "language": "bn", "translations": {"ko": "메그나 니트"}}
    add(office, "lead", buyer=buyer(office, name).id, products="편직기")
    add(office, "lead", buyer=buyer(office).id, products="film")
    lead = office.record_type("lead")
    for words in ("편직", "메그나", "মেঘনা", "bl-0001"):
        keys = ordered_keys(office, record_type=lead, which=Filter(words=words), order=order, code="en")
        assert [one.reference for one in office.store.page(lead, keys)] == ["BL-0001"], words
    archived = Filter(words="메그나", archived=True)
    assert not ordered_keys(office, record_type=lead, which=archived, order=order, code="en")


def test_the_chosen_row_stays_chosen_when_the_list_changes(
    qtbot: QtBot, office: Office, page_of: PageOf
) -> None:
    one = buyer(office).id
    leads = [add(office, "lead", buyer=one, products=f"film {number}") for number in range(5)]
    page = page_of("lead")
    desk = page.desk
    table = page.list
    table.setCurrentIndex(table.records.index(table.records.row_of(leads[1].key), 0))
    desk.settle()
    assert page.detail.keeper.record == leads[1]
    told: list[str] = []
    table.chosen.connect(told.append)
    desk.write(lambda other: other.add(other.record_type("lead"), {"buyer": one, "products": "new"}))
    desk.write(lambda other: other.archive(leads[4].id, "test"))
    desk.settle()
    assert table.records.rowCount() == 5
    assert table.currentIndex().row() == table.records.row_of(leads[1].key)
    table.sortByColumn(table.records.columns.index("products"), Qt.SortOrder.AscendingOrder)
    desk.settle()
    assert column(table.records, "products") == ["film 0", "film 1", "film 2", "film 3", "new"]
    assert table.currentIndex().row() == 1
    assert told == []
    assert page.detail.keeper.record == leads[1]
