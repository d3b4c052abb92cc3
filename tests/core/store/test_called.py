"""Records are found by what they are called: the reference, the id, or the title as it is shown in any language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldreport.failures import InputAtFault
from fieldreport.field import Reading
from fieldreport.language import CODES
from fieldreport.office import Office
from fieldreport.parsing import Unreadable
from fieldreport.record import Record
from fieldreport.store.called import Called


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office.create(tmp_path / "data", "DHK", person="Rahim") as made:
        yield made


@pytest.fixture
def shapla(office: Office) -> Record:
    name = {
        "text": "শাপলা নিট",
        "language": "bn",
        "translations": {"en": {"text": "Shapla Knit Co., Ltd."}, "ko": {"text": "샤플라 니트"}},
    }
    return organisation(office, name)


def organisation(office: Office, name: object) -> Record:
    return add(office, "organisation", name=name, roles="buyer", country="BD")


def add(office: Office, of_type: str, **raw: object) -> Record:
    return office.add(office.record_type(of_type), raw)


def called(office: Office) -> Called:
    return Called(office.store, office.language)


@pytest.mark.parametrize(
    "name",
    ["OR-0001", "or-০০০১", "শাপলা নিট", "Shapla Knit Co., Ltd.", "shapla  knit co., ltd.", "샤플라 니트"],
)
def test_a_record_is_found_by_its_reference_and_its_title_in_each_language(
    office: Office, shapla: Record, name: str
) -> None:
    organisation(office, "Shapla Knitwear")
    assert called(office).resolve("organisation", name) == shapla.id
    assert called(office).resolve("organisation", shapla.id) == shapla.id
    lead = add(office, "lead", buyer=name, products="yarn")
    assert lead["buyer"] == shapla.id


@pytest.mark.parametrize("name", ["Shapla", "শাপলা", "Knit", "", " ", "·", "x" * 600])
def test_a_part_of_a_title_is_no_title(office: Office, shapla: Record, name: str) -> None:
    assert called(office).resolve("organisation", name) is None


def test_every_title_of_the_sample_leads_back_to_its_record(tmp_path: Path) -> None:
    """As long as no other record has it; then it is not guessed."""
    with Office.create(tmp_path / "data", "DHK", sample=True) as office:
        finder = called(office)
        found = refused = 0
        for record_type in office.store.types.values():
            for record in office.store.records(record_type):
                title = office.titles(office.language(CODES[record.key % 3])).of(record)
                try:
                    assert finder.resolve(record_type.name, title) == record.id
                    found += 1
                except Unreadable:
                    refused += 1
        assert found > 5 * refused


def test_a_title_that_several_records_have_is_not_guessed(office: Office, shapla: Record) -> None:
    other = organisation(office, "샤플라 니트")
    with pytest.raises(InputAtFault) as caught:
        add(office, "lead", buyer="샤플라 니트", products="yarn")
    (problem,) = caught.value.problems
    assert problem.field == "buyer"
    said = office.language("en").say(problem.message, **problem.values)
    assert shapla.reference in said
    assert other.reference in said
    office.archive(other.id, "entered twice")
    assert add(office, "lead", buyer="샤플라 니트", products="yarn")["buyer"] == shapla.id


def test_the_very_letters_come_before_those_that_are_alike(office: Office) -> None:
    one, other = organisation(office, "Padma"), organisation(office, "PADMA")
    assert called(office).resolve("organisation", "Padma") == one.id
    assert called(office).resolve("organisation", "PADMA") == other.id
    with pytest.raises(Unreadable):
        called(office).resolve("organisation", "padma")


def test_titles_made_of_titles_lead_back(office: Office, shapla: Record) -> None:
    lead = add(office, "lead", buyer=shapla.id, products="yarn · dyed")
    study = add(office, "activity", task=7, kind="study", company=shapla.id, description="x")
    lone = add(office, "activity", task=7, kind="promotion", description="x")
    outcome = add(office, "outcome", kind="memorandum", lead=lead.id)
    for code in CODES:
        titles = office.titles(office.language(code))
        for record in (lead, study, lone, outcome):
            assert called(office).resolve(record.type.name, titles.of(record)) == record.id


def test_what_may_be_of_several_kinds_is_not_guessed_either(office: Office, shapla: Record) -> None:
    add(office, "contact", name="샤플라 니트", organisation=shapla.id)
    with pytest.raises(InputAtFault) as caught:
        add(office, "action", what="call", about="샤플라 니트")
    assert [problem.field for problem in caught.value.problems] == ["about"]
    assert add(office, "action", what="call", about="CT-0001")["about"]


# ---- what may not be linked ------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_a_record_of_another_kind_is_refused_with_the_kinds_that_fit(
    office: Office, shapla: Record, code: str
) -> None:
    lead = add(office, "lead", buyer=shapla.id, products="yarn")
    with pytest.raises(InputAtFault) as caught:
        add(office, "contact", name="Sajal", organisation=lead.reference)
    (problem,) = caught.value.problems
    language = office.language(code)
    said = language.say(problem.message, **problem.values)
    for kind in ("lead", "organisation"):
        assert language.say(office.record_type(kind).label) in said


@pytest.mark.parametrize("name", ["OR-0001", "샤플라 니트"])
def test_an_archived_record_is_not_linked_anew(office: Office, shapla: Record, name: str) -> None:
    office.archive(shapla.id, "closed its business")
    with pytest.raises(InputAtFault) as caught:
        add(office, "lead", buyer=name, products="yarn")
    assert ["is archived" in problem.message for problem in caught.value.problems] == [True]
    with pytest.raises(InputAtFault):
        add(office, "event", name="Fair", starts_on="today", ends_on="today", invited=[name])


def test_what_is_linked_already_stays_when_it_is_archived(office: Office, shapla: Record) -> None:
    other = organisation(office, "Meghna")
    lead = add(office, "lead", buyer=shapla.id, products="yarn", matched_companies=[shapla.id])
    office.archive(shapla.id, "closed its business")
    office.change(lead.id, {"buyer": "শাপলা নিট", "matched_companies": f"OR-0001, {other.reference}"})
    after = office.store.record(lead.id)
    assert after["buyer"] == shapla.id
    assert after["matched_companies"] == (shapla.id, other.id)
    office.change(lead.id, {"buyer": other.id})
    with pytest.raises(InputAtFault):
        office.change(lead.id, {"buyer": shapla.id})


def test_a_reading_without_an_office_knows_only_what_it_is_told(office: Office) -> None:
    bare = Reading("en", office.today())
    assert bare.found("OR-0001") is None
    assert bare.resolve("organisation", "OR-0001") is None
