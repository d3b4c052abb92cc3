"""A row that says the same as an earlier one of its file is no second record."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldreport.importing import work
from fieldreport.importing.repeats import Repeats
from fieldreport.importing.table import Table
from fieldreport.office import Office
from fieldreport.record import Record
from fieldreport.store import Filter
from tests.core.importing.conftest import Bring


def records(office: Office, type_name: str) -> list[Record]:
    return list(office.store.records(office.record_type(type_name), Filter()))


@pytest.mark.parametrize("part", [1, 2, 1000])
@pytest.mark.parametrize("trial", [True, False])
def test_the_same_row_again_is_brought_in_once(bring: Bring, office: Office, part: int, trial: bool) -> None:
    rows = [
        ["Buyer", "Contact person", "Products", "Date", "No."],
        ["Nodi Traders", "Karim", "film", "2026-11-10", 1],
        ["Surma", "Rahim", "film", "2026-11-10", 2],
        # The column of numbers is none of the lead's.
        ["Nodi Traders", "Karim", "film", "2026-11-10", 3],
        ["Nodi Traders", "Karim", "foil", "2026-11-10", 4],
    ]
    outcome = bring("lead", rows, ["No.="], part=part, trial=trial)
    assert (outcome.added, outcome.unchanged, outcome.changed, outcome.done) == (3, 1, 0, 4)
    (told,) = (one for one in outcome.notes if one.message == work.SAME_ROW)
    assert (told.place, told.count) == ("list.xlsx:Sheet1!4", 1)
    if not trial:
        assert [one["products"].original for one in records(office, "lead")] == ["film", "film", "foil"]
        again = bring("lead", rows, ["No.="], part=part)
        assert (again.added, again.unchanged) == (0, 4)


def test_meetings_are_not_doubled_either(bring: Bring, office: Office) -> None:
    rows = [["Korean company", "Buyer", "Date"]] + [["한일기계", "Surma", "2026-11-10"]] * 3
    outcome = bring("meeting", rows)
    assert (outcome.added, outcome.unchanged) == (1, 2)


def test_what_is_left_out_is_left_out_every_time(bring: Bring) -> None:
    rows = [["Buyer", "Products", "Date"]] + [["Nodi Traders", "film", "2026-02-30"]] * 3
    outcome = bring("lead", rows)
    assert (outcome.added, outcome.refused, len(outcome.problems)) == (0, 3, 3)


@pytest.mark.parametrize("part", [1, 1000])
def test_the_same_tradekorea_number_is_the_same_lead(bring: Bring, office: Office, part: int) -> None:
    rows = [
        ["Buyer", "Products", "TradeKorea", "On", "Quantity"],
        ["Nodi Traders", "film", "TK-1", "2026-11-10", None],
        ["Nodi Traders", "film", "TK-2", "2026-11-10", None],
        ["Nodi Traders", "film", "tk-1", "2026-11-10", "6 tonnes"],
    ]
    outcome = bring("lead", rows, ["TradeKorea=tradekorea_number", "On=tradekorea_on"], part=part)
    assert (outcome.added, outcome.changed) == (2, 1)
    assert [one["quantity"] for one in records(office, "lead")] == ["6 tonnes", None]


def test_the_next_row_takes_the_place_of_one_that_was_left_out(bring: Bring, office: Office) -> None:
    rows = [
        ["Buyer", "Products", "TradeKorea", "On"],
        # A number without its day is refused, and leaves no half of a lead for the next row to change.
        ["Nodi Traders", "film", "TK-1", None],
        ["Nodi Traders", "film", "TK-1", "2026-11-10"],
    ]
    columns = ["TradeKorea=tradekorea_number", "On=tradekorea_on"]
    outcome = bring("lead", rows, columns)
    assert (outcome.added, outcome.refused) == (1, 1)
    (lead,) = records(office, "lead")
    assert lead["tradekorea_number"] == "TK-1"


def test_a_registration_number_is_kept_as_its_country_writes_it(bring: Bring, office: Office) -> None:
    bring("organisation", [["기업명", "사업자등록번호"], ["한일기계", "1208147521"]])
    assert records(office, "organisation")[0]["registration_number"] == "120-81-47521"


CELLS = st.sampled_from(["", "a", "b", 1.0, True, None])


@settings(max_examples=200)
@given(st.lists(st.lists(CELLS, max_size=3), max_size=12), st.integers(1, 5))
def test_repeats_are_what_a_plain_comparison_finds(rows: list[list[str | float | None]], size: int) -> None:
    repeats = Repeats(Table("a", "", (), rows, range(2, len(rows) + 2), 1), [0, 2])
    found: dict[int, int] = {}
    for start in range(0, len(rows), size):
        own, again = repeats.divided(range(start, min(start + size, len(rows))))
        assert sorted([*own, *(one for one, _ in again)]) == list(range(start, min(start + size, len(rows))))
        found.update(again)

    def said(at: int) -> list[object]:
        row = [*rows[at], "", "", ""]
        return [(type(one), one) for one in (row[0], row[2])]

    for at in range(len(rows)):
        first = next(one for one in range(at + 1) if said(one) == said(at))
        assert at not in found if first == at else said(found[at]) == said(at)


@pytest.mark.parametrize("part", [1, 1000])
def test_what_may_be_an_earlier_row_of_the_file_is_added_and_told(
    bring: Bring, office: Office, part: int
) -> None:
    rows = [["Buyer", "Country"], ["Padma Star Textiles", "BD"], ["পদ্মা স্টার টেক্সটাইল", "BD"]]
    outcome = bring("organisation", rows, part=part)
    assert outcome.added == 2
    (told,) = outcome.likely
    assert (told.message, told.place) == (work.LIKE_ROW, "list.xlsx:Sheet1!A3")
    assert told.values == {"name": "পদ্মা স্টার টেক্সটাইল", "other": "Padma Star Textiles"}


def test_the_index_of_duplicates_has_what_a_file_brought_in(
    bring: Bring, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "HELD", 3)
    rows = [["Buyer", "Country"]] + [[f"Made Up {chr(97 + n) * 4}", "BD"] for n in range(8)]
    bring("organisation", rows, part=2)
    kind = office.record_type("organisation")
    count = "SELECT count(DISTINCT key) FROM entry"
    index = office.duplicates._index._connection
    assert index.execute(count).fetchone()[0] == 8
    office.duplicates.update()
    assert index.execute(count).fetchone()[0] == 8
    found = office.duplicates.of(kind, {"name": records(office, "organisation")[7]["name"]})
    assert "OR-0008" in [one.reference for one in found]
