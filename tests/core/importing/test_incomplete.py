"""A cell that nothing needs and nobody can read does not keep its row out; what was there is told with its place."""

import pytest

from fieldreport.importing import Outcome
from fieldreport.office import Office
from fieldreport.record import Record
from fieldreport.store import Filter
from tests.core.importing.conftest import Bring


def records(office: Office, type_name: str) -> list[Record]:
    return list(office.store.records(office.record_type(type_name), Filter()))


def without(outcome: Outcome) -> list[tuple[str, str, str]]:
    return [(one.problem.place, one.problem.field, one.said) for one in outcome.without]


@pytest.mark.parametrize("trial", [True, False])
def test_a_row_comes_in_without_what_cannot_be_read(bring: Bring, office: Office, trial: bool) -> None:
    rows = [
        ["Buyer", "Country", "Website", "HS code"],
        ["Surma Fabrics", "Bangladesh", "not a site", "52051"],
        ["Nodi Traders", "Bangladesh", "www.example.com", "5205.11"],
    ]
    outcome = bring("organisation", rows, trial=trial)
    assert (outcome.added, outcome.refused, outcome.incomplete, outcome.done) == (2, 0, 1, 2)
    assert without(outcome) == [
        ("list.xlsx:Sheet1!C2", "website", "not a site"),
        ("list.xlsx:Sheet1!D2", "hs_codes", "52051"),
    ]
    if not trial:
        first = records(office, "organisation")[0]
        assert (first["name"].original, first["website"], first["hs_codes"]) == ("Surma Fabrics", None, ())


def test_a_wrong_registration_number_is_left_out_and_the_company_stays(bring: Bring, office: Office) -> None:
    rows = [["기업명", "사업자등록번호"], ["한일기계", "120-81-47522"], ["별빛전자", "220-81-62517"]]
    outcome = bring("organisation", rows)
    assert (outcome.added, outcome.incomplete) == (2, 1)
    assert without(outcome) == [("list.xlsx:Sheet1!B2", "registration_number", "120-81-47522")]
    assert [one["registration_number"] for one in records(office, "organisation")] == [None, "220-81-62517"]
    # Nothing finds it by the number that it does not have.
    kind = office.record_type("organisation")
    assert office.duplicates.of(kind, {"registration_number": "120-81-47522"}) == []


def test_what_is_there_stays_where_the_file_cannot_be_read(bring: Bring, office: Office) -> None:
    rows = [["기업명", "사업자등록번호", "홈페이지"], ["한일기계", "120-81-47521", "www.example.com"]]
    bring("organisation", rows)
    rows[1][2] = "no site"
    outcome = bring("organisation", rows)
    assert (outcome.unchanged, outcome.incomplete) == (1, 1)
    assert records(office, "organisation")[0]["website"] == "https://www.example.com"


def test_a_lead_keeps_its_contact_without_a_spoilt_telephone_number(bring: Bring, office: Office) -> None:
    rows = [
        ["Buyer", "Contact person", "Phone", "E-mail", "Products"],
        ["Surma Fabrics", "Rahim Uddin", "1.71E+09", "rahim at example", "yarn"],
    ]
    columns = ["Phone=contact.phone", "E-mail=contact.email"]
    outcome = bring("lead", rows, columns)
    assert (outcome.added, outcome.incomplete, outcome.also) == (1, 1, {"organisation": 1, "contact": 1})
    assert without(outcome) == [
        ("list.xlsx:Sheet1!C2", "contact.phone", "1.71E+09"),
        ("list.xlsx:Sheet1!D2", "contact.email", "rahim at example"),
    ]
    (person,) = records(office, "contact")
    assert (person["name"].original, person["phone"], person["email"]) == ("Rahim Uddin", None, None)


def test_what_a_record_needs_or_what_says_which_one_is_meant_keeps_the_row_out(
    bring: Bring, office: Office
) -> None:
    rows = [
        ["Buyer", "Buyer registration number", "Products", "Date", "Status"],
        ["Surma", None, "yarn", "2026-02-30", None],
        ["Surma", None, "yarn", None, "sleeping"],
        ["BL-0099", None, "yarn", None, None],
        ["한일기계", "no number", "yarn", None, None],
    ]
    outcome = bring("lead", rows, ["Buyer registration number=buyer.registration_number"])
    assert (outcome.added, outcome.refused, outcome.incomplete) == (0, 4, 0)
    assert records(office, "organisation") == []


def test_a_rule_that_asks_for_more_than_the_file_has_keeps_the_row_out(bring: Bring, office: Office) -> None:
    rows = [["Buyer", "Products", "TradeKorea"], ["Surma", "yarn", "TK-1"]]
    outcome = bring("lead", rows, ["TradeKorea=tradekorea_number"])
    assert (outcome.added, outcome.refused) == (0, 1)
    assert [one.field for one in outcome.problems] == ["tradekorea_on"]


def test_only_so_many_cells_are_told_one_by_one(
    bring: Bring, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fieldreport.importing import outcome as outcomes

    monkeypatch.setattr(outcomes, "MOST_WITHOUT", 2)
    rows = [["Buyer", "Country", "Website"]] + [[f"Made Up {n}", "BD", "no site"] for n in range(5)]
    outcome = bring("organisation", rows)
    assert (outcome.incomplete, len(outcome.without), outcome.more_without) == (5, 2, 3)
