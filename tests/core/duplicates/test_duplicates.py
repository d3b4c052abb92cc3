"""What is told of records in a real office: the reasons, what speaks against them, and that nothing is overlooked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from fieldreport.duplicates import Duplicates, Likely
from fieldreport.office import Office
from fieldreport.record import Record
from fieldreport.report import Level


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office.create(tmp_path / "data", "DHK", person="Rahim", language="en") as made:
        yield made


def company(office: Office, name: Any, **raw: Any) -> Record:
    values = {"name": name, "roles": ["buyer"], "country": "BD", **raw}
    return office.add(office.record_type("organisation"), values)


def person(office: Office, name: str, at: Record, **raw: Any) -> Record:
    return office.add(office.record_type("contact"), {"name": name, "organisation": at.id, **raw})


def asked(office: Office, type_name: str, **raw: Any) -> list[Likely]:
    """What is told while these fields are typed."""
    record_type, reading = office.record_type(type_name), office.reading()
    values: Mapping[str, Any] = {
        name: record_type.field(name).read(one, reading) for name, one in raw.items()
    }
    office.duplicates.update()
    return office.duplicates.of(record_type, values)


def told(found: list[Likely]) -> list[tuple[str, list[str]]]:
    return [(one.reference, [reason.message for reason in one.reasons]) for one in found]


def test_a_name_is_found_by_any_of_its_names_in_any_script(office: Office) -> None:
    translations = {"ko": {"text": "메그나 니트"}}
    company(
        office,
        {"text": "মোহনা টেক্সটাইল", "language": "bn", "translations": translations},
        aliases=["Blue Delta"],
    )
    for typed in ("Mohona Textiles Ltd.", "메그나니트(주)", "BLUE DELTA Limited"):
        assert [one.reference for one in asked(office, "organisation", name=typed)] == ["OR-0001"]
    assert asked(office, "organisation", name="Mohona Pharma") == []


@pytest.mark.parametrize(
    ("field", "kept", "typed", "reason"),
    [
        ("website", "https://www.blue.example.com/en", "blue.example.com", "same website"),
        ("registration_number", "123-45-67890", "১২৩৪৫৬৭৮৯০", "same registration number"),
    ],
)
def test_what_only_one_company_has_is_a_reason_whatever_it_is_called(
    office: Office, field: str, kept: str, typed: str, reason: str
) -> None:
    company(office, "Shapla Knit", **{field: kept})
    found = asked(office, "organisation", name="Padma Pharma", **{field: typed})
    assert told(found) == [("OR-0001", [reason])]
    assert found[0].reasons[0].field == field


def test_a_page_where_everybody_has_one_is_no_reason(office: Office) -> None:
    company(office, "Shapla Knit", website="https://www.facebook.com/shapla")
    assert asked(office, "organisation", name="Padma Pharma", website="facebook.com/padma") == []


def test_two_registration_numbers_are_two_companies(office: Office) -> None:
    company(office, "한빛기계", registration_number="123-45-67890", website="hanbit.example.com")
    typed = {"name": "㈜한빛기계", "website": "hanbit.example.com"}
    assert asked(office, "organisation", **typed)
    assert asked(office, "organisation", **typed, registration_number="123-45-67891") == []


def test_a_subsidiary_abroad_has_its_parents_name(office: Office) -> None:
    company(office, "Hanbit Machinery Bangladesh", country="BD")
    assert asked(office, "organisation", name="한빛기계", country="KR") == []
    assert asked(office, "organisation", name="Hanbit Machinery Bangladesh Ltd.", country="BD")


def test_people_are_known_by_mail_phone_and_by_name_only_at_one_company(office: Office) -> None:
    one, other = company(office, "Shapla Knit"), company(office, "Padma Pharma")
    person(office, "Sajal Sagor", one, email="sajal@example.com", phone="+880 1713-123720")
    assert told(asked(office, "contact", email="Sajal@Example.com")) == [("CT-0001", ["same e-mail"])]
    assert told(asked(office, "contact", whatsapp="01713123720.0")) == [("CT-0001", ["same phone"])]
    found = asked(office, "contact", name="সজল সাগর", organisation=one.id)
    assert [reason.message for reason in found[0].reasons] == [
        "name sounds alike: {name}",
        "at the same organisation",
    ]
    assert asked(office, "contact", name="Sajal Sagor", organisation=other.id) == []


def test_colleagues_share_the_offices_mailbox_and_telephone(office: Office) -> None:
    one = company(office, "Shapla Knit")
    person(office, "Sajal Sagor", one, email="info@shapla.example.com", phone="+880 2-9881234")
    shared = {"email": "info@shapla.example.com", "phone": "+880 2-9881234"}
    assert asked(office, "contact", name="Nasrin Jahan", organisation=one.id, **shared) == []
    assert asked(office, "contact", name="Sajal Sagar", organisation=one.id, **shared)


def test_the_index_follows_what_is_changed_archived_and_undone(office: Office) -> None:
    record = company(office, "Shapla Knit")
    assert asked(office, "organisation", name="Shapla Knit")
    office.change(record.id, {"name": "Padma Denim"})
    assert asked(office, "organisation", name="Shapla Knit") == []
    assert asked(office, "organisation", name="পদ্মা ডেনিম")
    office.undo()
    assert asked(office, "organisation", name="Shapla Knit")
    office.archive(record.id, "closed")
    assert asked(office, "organisation", name="Shapla Knit") == []


def test_the_index_is_kept_and_follows_a_restored_office(office: Office, tmp_path: Path) -> None:
    company(office, "Shapla Knit")
    backup = office.back_up(tmp_path / "backup.db")
    company(office, "Padma Denim")
    assert asked(office, "organisation", name="Padma Denim")
    Office.restore(office.data, backup)
    company(office, "Jonaki Plastics")
    assert asked(office, "organisation", name="Jonaki Plastics")
    assert asked(office, "organisation", name="Padma Denim") == []
    with office.beside() as other:
        assert asked(other, "organisation", name="Shapla Knit")


def test_an_index_that_is_not_whole_is_no_loss(office: Office, tmp_path: Path) -> None:
    company(office, "Shapla Knit")
    (tmp_path / "data" / "cache").mkdir(exist_ok=True)
    (tmp_path / "data" / "cache" / "duplicates.db").write_bytes(b"no database at all" * 100)
    assert asked(office, "organisation", name="Shapla Knit")


def test_an_index_takes_in_some_records_at_a_time(office: Office) -> None:
    for number in range(3):
        company(office, f"Shapla {'abc'[number] * 3} Knit")
    looking = Duplicates(office.store, None)
    assert looking.update(most=0)
    assert not looking.update()
    assert not looking.update(most=0)
    looking.close()


def test_pairs_are_found_in_what_is_there_each_once(office: Office) -> None:
    company(office, "Mohona Textile", website="mohona.example.com")
    company(office, "মোহনা টেক্সটাইল", website="mohona.example.com")
    company(office, "Padma Pharma")
    company(office, "Uddin Rahim Traders")
    company(office, "Rahim Uddin Trading")
    office.duplicates.update()
    pairs = list(office.duplicates.pairs(office.record_type("organisation")))
    assert sorted(pair.references for pair in pairs) == [("OR-0001", "OR-0002"), ("OR-0004", "OR-0005")]


def test_the_sample_has_nobody_twice(tmp_path: Path) -> None:
    with Office.create(tmp_path / "sample", "DHK", sample=True) as office:
        office.duplicates.update()
        for name in ("organisation", "contact"):
            assert list(office.duplicates.pairs(office.record_type(name))) == []


def test_the_reports_check_names_the_later_one(office: Office) -> None:
    company(office, "Shapla Knit")
    period = office.period()
    done = [one.what for one in office.check(period) if one.level is Level.DONE]
    assert "Nobody new seems to be there twice" in done
    company(office, "শাপলা নিট")
    found = [one for one in office.check(period) if one.what == "Possible duplicate"]
    assert [(one.record, one.field, one.values["name"]) for one in found] == [
        ("OR-0002", "name", "Shapla Knit")
    ]
