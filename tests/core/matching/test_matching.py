"""What is told of a lead and a company: each reason, what speaks against it, and that nothing is overlooked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldreport.failures import InputAtFault
from fieldreport.language import CODES
from fieldreport.matching import Candidate, Matching
from fieldreport.matching.evidence import compare, rare
from fieldreport.matching.matching import FILE_NAME, add_company
from fieldreport.matching.profile import Profile
from fieldreport.office import Office
from fieldreport.record import Record


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office.create(tmp_path / "data", "DHK", person="Rahim", language="en") as made:
        for number in range(8):
            # Others, so that what one company has is rare.
            company(made, f"Other {number}", sector="Freight")
        yield made


def add(office: Office, type_name: str, **raw: Any) -> Record:
    return office.add(office.record_type(type_name), raw)


def company(office: Office, name: str = "한빛기계", **raw: Any) -> Record:
    return add(office, "organisation", **{"name": name, "roles": ["company"], "country": "KR", **raw})


def buyer(office: Office, name: str = "Shapla Knit", **raw: Any) -> Record:
    return add(office, "organisation", name=name, roles=["buyer"], country="BD", **raw)


def lead(office: Office, products: Any, by: Record | None = None, **raw: Any) -> Record:
    return add(office, "lead", buyer=(by or buyer(office)).id, products=products, **raw)


def met(office: Office, one: Record, by: Record, status: str = "held", **raw: Any) -> Record:
    return add(office, "meeting", company=one.id, buyer=by.id, status=status, held_on="2026-11-10", **raw)


def asked(office: Office, record: Record, limit: int = 10) -> list[Candidate]:
    """What is told, the same from a new index as from one that has followed."""
    with Matching(office.store) as matching:
        matching.update()
        found = matching.candidates(record, limit)
    with Matching(office.store, office.data / "cache") as kept:
        kept.update()
        assert kept.candidates(record, limit) == found
    return found


def told(office: Office, record: Record) -> dict[str, list[str]]:
    english = office.language("en")
    return {one.reference: [each.said(english) for each in one.reasons] for one in asked(office, record)}


@pytest.mark.parametrize(
    ("wanted", "offered", "reasons"),
    [
        ("8447.20", "8447.20", ["same HS subheading 8447.20"]),
        ("8447.20", {"code": "8447201000", "nomenclature": "HSK"}, ["same HS subheading 8447.20"]),
        ("8447", "8447.20", ["same HS heading 8447"]),
    ],
)
def test_codes_that_fit(office: Office, wanted: Any, offered: Any, reasons: list[str]) -> None:
    one = company(office, hs_codes=[offered])
    record = lead(office, "qqq", hs_codes=[wanted])
    assert told(office, record) == {one.reference: reasons}
    assert told(office, one) == {record.reference: reasons}


def test_another_subheading_and_another_heading_are_no_match_alone(office: Office) -> None:
    company(office, hs_codes=["8447.12"])
    company(office, "Third", hs_codes=["8450.11"])
    assert asked(office, lead(office, "qqq", hs_codes=["8447.20"])) == []


@pytest.mark.parametrize("language", CODES)
def test_the_same_product_in_another_language(office: Office, language: str) -> None:
    one = company(office, sector="자동포장기", interests=["블리스터"])
    record = lead(office, "প্যাকেজিং মেশিন")
    [found] = asked(office, record)
    assert found.reference == one.reference
    [reason] = found.reasons
    shown = {"ko": "포장기", "en": "packing machine", "bn": "প্যাকেজিং মেশিন"}
    assert shown[language] in reason.said(office.language(language))


def test_a_product_is_matched_with_the_code_that_it_usually_has(office: Office) -> None:
    one = company(office, sector="qqq", hs_codes=["8452.30"])
    record = lead(office, "সেলাইয়ের সুচ")
    reasons = ["sewing needle usually has the HS code 8452.30"]
    assert told(office, record) == {one.reference: reasons}
    assert told(office, one) == {record.reference: reasons}
    other, coded = company(office, "Second", sector="Forklifts"), lead(office, "qqq", hs_codes=["8427.10"])
    assert told(office, coded) == {}
    assert told(office, other) == {}


def test_what_everybody_offers_tells_little(office: Office) -> None:
    record = lead(office, "packing machine")
    for number in range(40):
        company(office, f"Packer {number}", sector="packing machine")
    assert asked(office, record) == []


def test_meetings_tell_who_has_talked_about_it(office: Office) -> None:
    quiet, padma, jamuna = company(office), buyer(office, "Padma"), buyer(office, "Jamuna")
    record = lead(office, "Water pumps", by=padma)
    met(office, quiet, jamuna, products="펌프")
    assert told(office, record) == {quiet.reference: ["met another buyer on 10 Nov 2026 about pump"]}
    met(office, quiet, padma, products="পাম্প")
    [reasons] = told(office, record).values()
    assert reasons[0] == "met this buyer on 10 Nov 2026 about pump"
    assert told(office, quiet) == {record.reference: reasons}


def test_meetings_that_were_not_held_or_about_something_else_are_no_reason_alone(office: Office) -> None:
    one, padma = company(office), buyer(office, "Padma")
    record = lead(office, "Water pumps", by=padma)
    met(office, one, padma, status="scheduled", products="pump")
    met(office, one, padma, status="cancelled", products="pump")
    met(office, one, padma, products="shampoo")
    assert asked(office, record) == []


def test_only_korean_companies_and_open_leads_are_told(office: Office) -> None:
    offered: dict[str, Any] = {"sector": "forklift", "hs_codes": ["8427.10"]}
    add(office, "organisation", name="Bank", roles=["bank"], country="KR", **offered)
    add(office, "organisation", name="Abroad", roles=["company"], country="VN", **offered)
    archived = company(office, "Archived", **offered)
    office.archive(archived.reference, "double")
    one = company(office, **offered)
    closing: dict[str, Any] = {
        "lost_reason": "price",
        "received_on": "2026-11-10",
        "won_on": "2026-11-20",
        "value": "5 USD",
        "matched_companies": [one.id],
    }
    for status in ("won", "lost", "invalid"):
        closed = lead(office, "forklift", hs_codes=["8427.10"], status=status, **closing)
        assert asked(office, closed) == []
    record = lead(office, "forklift", hs_codes=["8427.10"], status="dormant")
    assert list(told(office, record)) == [one.reference]
    assert list(told(office, one)) == [record.reference]
    with pytest.raises(InputAtFault):
        asked(office, buyer(office))


def test_what_changes_is_followed(office: Office) -> None:
    one = company(office, sector="freight")
    record = lead(office, "forklift")
    with Matching(office.store, office.data / "cache") as matching:
        matching.update()
        assert matching.candidates(record) == []
        office.change(one.reference, {"sector": "지게차"})
        matching.update()
        assert [each.reference for each in matching.candidates(record)] == [one.reference]
        office.change(one.reference, {"sector": "freight"})
        matching.update()
        assert matching.candidates(record) == []


def test_an_index_that_is_damaged_is_done_without(office: Office) -> None:
    one = company(office, sector="forklift")
    record = lead(office, "forklift")
    (office.data / "cache").mkdir(exist_ok=True)
    (office.data / "cache" / FILE_NAME).write_bytes(b"no database at all" * 100)
    assert list(told(office, record)) == [one.reference]


def test_large_offices_are_taken_in_piece_by_piece(office: Office) -> None:
    one = company(office, sector="forklift")
    record = lead(office, "forklift")
    with Matching(office.store) as matching:
        rounds = 1
        while matching.update(1):
            rounds += 1
        assert rounds >= 1
        assert [each.reference for each in matching.candidates(record)] == [one.reference]


def test_a_match_is_added_once_and_undone(office: Office) -> None:
    one, record = company(office, sector="forklift"), lead(office, "forklift", matched_companies=[])
    assert [each.matched for each in asked(office, record)] == [False]
    assert add_company(office.store, record.id, one.id, "Rahim")
    assert not add_company(office.store, record.id, one.id, "Rahim")
    assert office.store.record(record.id)["matched_companies"] == (one.id,)
    assert [each.matched for each in asked(office, office.store.record(record.id))] == [True]
    office.undo()
    assert not office.store.record(record.id)["matched_companies"]
    with pytest.raises(InputAtFault):
        add_company(office.store, one.id, one.id, "Rahim")
    office.archive(record.reference, "double")
    with pytest.raises(InputAtFault):
        add_company(office.store, record.id, one.id, "Rahim")


codes = st.sets(st.sampled_from(["84", "8447", "844720", "844712", "330499", "8447201000"])).map(frozenset)


@given(codes, codes, st.floats(0, 1))
def test_a_score_is_of_a_hundred_and_never_less_for_more_codes(
    wanted: frozenset[str], offered: frozenset[str], share: float
) -> None:
    score, reasons = compare(Profile(wanted), Profile(offered), lambda _: share)
    more, _ = compare(Profile(wanted | {"844720"}), Profile(offered | {"844720"}), lambda _: share)
    assert 0 <= score <= more <= 100
    assert bool(score) == bool(reasons)


@given(st.integers(0, 100), st.floats(0, 1), st.floats(0, 1))
def test_what_more_companies_have_is_never_worth_more(worth: int, share: float, other: float) -> None:
    assert 0 <= rare(worth, max(share, other)) <= rare(worth, min(share, other)) <= worth
