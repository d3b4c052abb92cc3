"""How good the matches are: pairs of the sample office, judged by hand from what their records say.

The judge asked of each pair what a clerk would: does this company make or sell what the lead wants? The vocabulary
of products was written for the trade of Dhaka with the sample at hand, so what is measured here is the best case; what
is called otherwise is found by its codes and meetings. See the figures with ``pytest -s``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from fieldreport.matching import Candidate, Matching
from fieldreport.office import Office

#: Leads and the companies that fit them.
FIT = """
2:2,7 3:12,13 4:10 6:21 8:30,28 9:27 10:33 11:36 13:44 14:58 15:48 16:47 17:22 18:69 19:51 21:68 22:37 23:69 24:82
25:80 27:18 28:44 29:74 30:92 31:94 32:83 33:98 35:97 36:17 39:4,6 40:51 41:108,37 42:18 43:10 44:58 45:12,13 46:26
47:95 48:33 49:117 50:66 55:4,6,74 56:58 57:69,7 59:28 60:133 61:97 62:48 63:74 64:17 65:136 67:7 68:4,6 70:33 73:126
74:10 75:36 76:138 78:22 79:75 80:44 81:120 82:33 83:59 84:12,13 88:30 90:137
"""
#: Leads and companies near them that do not: another product of the same trade, an application of it, a closed lead.
MISFIT = """
2:136,69 3:95 4:69 6:26,97,118 8:120 9:58 10:94 11:117,28 12:51,75 13:22 14:27 15:66,22,68 16:126,83 17:44,66 18:59,2
19:75 20:44 21:48 22:26 23:7 24:133 26:13 27:137,59 28:22 29:17,4 30:138 31:33 32:47,126 34:138,28 35:21 36:4,6
37:101 38:74,17 39:17,74 40:75 41:33 42:137,59 45:95 46:21,37 47:12,13 48:94 50:22,48 51:13 52:69 54:83 57:108 58:80
59:30 60:82 61:21 64:4,6,18 65:2,7 67:2 69:74 71:68 72:36 73:47 75:117 76:92 79:51 81:28 85:12 88:120 90:18,74
"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [
        (f"BL-{int(lead):04d}", f"OR-{int(company):04d}")
        for line in table.split()
        for lead, _, companies in [line.partition(":")]
        for company in companies.split(",")
    ]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    def clock() -> datetime:
        return datetime(2026, 11, 21, 6, tzinfo=UTC)

    folder = tmp_path_factory.mktemp("matching") / "data"
    with Office.create(folder, "DHK", language="en", sample=True, clock=clock) as made:
        yield made


@pytest.fixture(scope="module")
def matching(office: Office) -> Iterator[Matching]:
    with Matching(office.store) as made:
        made.update()
        yield made


def found(office: Office, matching: Matching, name: str) -> dict[str, Candidate]:
    return {one.reference: one for one in matching.candidates(office.store.record(name))}


def measured(told: set[tuple[str, str]]) -> tuple[float, float]:
    """Precision and recall over the pairs that were judged."""
    fit, misfit = set(pairs(FIT)), set(pairs(MISFIT))
    return len(told & fit) / len(told & (fit | misfit)), len(told & fit) / len(fit)


def test_the_pairs_are_many_and_judged_once() -> None:
    fit, misfit = pairs(FIT), pairs(MISFIT)
    assert len(fit) >= 40 <= len(misfit)
    assert len(set(fit) | set(misfit)) == len(fit) + len(misfit)


def test_what_fits_is_told_and_what_does_not_is_not(office: Office, matching: Matching) -> None:
    leads = sorted({lead for lead, _ in pairs(FIT) + pairs(MISFIT)})
    told = {(lead, company) for lead in leads for company in found(office, matching, lead)}
    precision, recall = measured(told)
    wrong = sorted((told & set(pairs(MISFIT))) | (set(pairs(FIT)) - told))
    print(f"matches of leads: precision {precision:.3f}, recall {recall:.3f}, wrong: {wrong}")
    assert precision >= 0.97
    assert recall >= 0.97


def test_companies_are_told_the_same_leads(office: Office, matching: Matching) -> None:
    companies = sorted({company for _, company in pairs(FIT) + pairs(MISFIT)})
    told = {(lead, company) for company in companies for lead in found(office, matching, company)}
    precision, recall = measured(told)
    assert precision >= 0.97
    assert recall >= 0.97


def test_nothing_is_told_that_nobody_judged_but_a_few(office: Office, matching: Matching) -> None:
    """The table is whole: whatever is told of the sample's leads has been judged."""
    judged = set(pairs(FIT)) | set(pairs(MISFIT))
    leads = [f"BL-{number:04d}" for number in range(1, 91)]
    told = {(lead, company) for lead in leads for company in found(office, matching, lead)}
    assert told - judged == set()


def test_what_the_office_has_matched_itself_is_found_again(office: Office, matching: Matching) -> None:
    """The companies that the sample's people matched with open leads: only found where something speaks for them."""
    lead = office.record_type("lead")
    missing = [
        (record.reference, company)
        for record in office.store.records(lead)
        if matching.is_open(record)
        for company in record["matched_companies"] or ()
        if company not in {one.id for one in matching.companies_for(record)}
    ]
    assert missing == []


def test_the_best_reason_comes_first_and_scores_are_in_order(office: Office, matching: Matching) -> None:
    for number in range(1, 91):
        candidates = list(found(office, matching, f"BL-{number:04d}").values())
        assert [one.score for one in candidates] == sorted((one.score for one in candidates), reverse=True)
        for one in candidates:
            worths = [each.worth for each in one.reasons]
            assert worths == sorted(worths, reverse=True)
            assert 45 <= one.score <= 100
            for language in ("ko", "en", "bn"):
                assert all(each.said(office.language(language)) for each in one.reasons)
