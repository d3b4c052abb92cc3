"""What the command line refuses or tells beside: numbers, names, days of events, records that are there already."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.core.cli.conftest import CommandLine

NUMBER = "123-45-67891"


@pytest.fixture
def leads(office: CommandLine) -> CommandLine:
    office.buyer("Hijal Knit")
    for products in ("Zips", "Looms"):
        office.add("lead", buyer="OR-0001", products=products, received_on="2026-01-05")
    return office


def test_a_list_is_found_by_the_name_that_its_records_point_at(leads: CommandLine) -> None:
    leads.buyer("Padma Foods")
    leads.add("lead", buyer="OR-0002", products="Zips")
    found = leads("list", "lead", "--search", "hijal", "--json").json
    assert [one["reference"] for one in found] == ["BL-0001", "BL-0002"]
    assert [one["reference"] for one in leads("list", "lead", "--search", "zips", "--json").json] == [
        "BL-0001",
        "BL-0003",
    ]


def test_a_tradekorea_number_belongs_to_one_lead(leads: CommandLine) -> None:
    given = ("tradekorea_number=TK-1", "tradekorea_on=2026-01-06")
    leads.done("set", "BL-0001", *given)
    leads.done("set", "BL-0001", "quantity=6 sets", "tradekorea_number=TK-1")
    refused = leads("set", "BL-0002", "tradekorea_number=tk-1", "tradekorea_on=2026-01-06")
    assert refused.status == 1
    assert refused.problems == ["BL-0002: tradekorea_number: The number tk-1 belongs to BL-0001 already."]
    raw = {"buyer": "OR-0001", "products": "A", "tradekorea_number": "TK-9", "tradekorea_on": "2026-01-06"}
    raw["received_on"] = "2026-01-05"
    twice = leads("add", "lead", "-", given=f"{json.dumps(raw)}\n{json.dumps(raw)}\n")
    assert twice.status == 1
    assert "given to two records" in twice.err
    leads.done("archive", "BL-0001", "--reason", "double")
    leads.done("set", "BL-0002", *given)


def test_a_registration_number_that_is_there_is_refused_unless_told(office: CommandLine) -> None:
    raw = {"name": "Dalbit", "roles": ["company"], "country": "KR", "registration_number": NUMBER}
    office.done("add", "organisation", "-", given=json.dumps(raw))
    refused = office("add", "organisation", "-", given=json.dumps(raw))
    assert refused.status == 1
    assert refused.problems[0].startswith("-:1: registration_number: OR-0001 has this registration number")
    anyway = office("add", "organisation", "-", "--anyway", "--json", given=json.dumps(raw))
    assert anyway.status == 0
    [similar] = anyway.json[0]["similar"]
    assert similar["reference"] == "OR-0001"
    assert {one["field"] for one in similar["reasons"]} >= {"registration_number", "name"}
    assert anyway.problems[0].startswith("OR-0002 was added, but may be the same as OR-0001, “Dalbit”: ")


def test_undo_says_what_it_undid_and_leads_to_the_plan(leads: CommandLine) -> None:
    leads.done("set", "BL-0002", "quantity=6 sets")
    undone = leads.done("undo")
    assert undone.startswith("BL-0002")
    assert undone.endswith("Quantity")
    assert "archive" in leads.done("undo")


def test_a_record_alone_may_be_asked_about(office: CommandLine) -> None:
    office.buyer("Mohona Textiles Ltd.")
    office.buyer("Mohona Textiles")
    [pair] = office("duplicates", "OR-0001", "--json").json
    assert pair["references"] == ["OR-0002", "OR-0001"]
    same = office("duplicates", "--not-same", "OR-0001", "OR-0001")
    assert "given twice" in same.err


@pytest.fixture
def fair(office: CommandLine) -> CommandLine:
    office.buyer()
    office.add("event", name="To come", starts_on="2099-01-01", ends_on="2099-01-01")
    office.add("event", name="Over", starts_on="2026-01-01", ends_on="2026-01-01")
    return office


def test_nothing_happens_before_an_event_or_at_a_cancelled_one(fair: CommandLine, tmp_path: Path) -> None:
    early = fair("walk-in", "EV-0001", "OR-0001", "--side", "buyer")
    assert (early.status, "begins on" in early.err) == (1, True)
    fair.done("step", "EV-0002", "cancelled", "cancelled_reason=Rain")
    off = fair("walk-in", "EV-0002", "OR-0001", "--side", "buyer")
    assert (off.status, "is cancelled" in off.err) == (1, True)
    assert fair.done("participants", "EV-0002") == "No participant is on the list."


def test_sides_and_no_shows_are_those_of_the_records(fair: CommandLine) -> None:
    other = fair("walk-in", "EV-0002", "OR-0001", "--side", "company")
    assert (other.status, "role of this side" in other.err) == (1, True)
    fair.done("walk-in", "EV-0002", "OR-0001", "--side", "buyer")
    came = fair("no-show", "PT-0001")
    assert (came.status, "noted as having come" in came.err) == (1, True)


def test_files_that_are_none_of_the_kind_are_refused_once(fair: CommandLine, tmp_path: Path) -> None:
    empty, book = tmp_path / "empty.jsonl", tmp_path / "a.xlsx"
    empty.write_bytes(b"")
    book.write_bytes(b"PK\x03\x04\n\xff\n\xff")
    assert "no result" in fair("results", "EV-0002", empty).err
    [problem] = fair("results", "EV-0002", book).problems
    assert "is a workbook" in problem
    pdf = fair("timetable", "EV-0002", "--side", "buyer", "--out", tmp_path / "x.pdf")
    assert ".xlsx" in pdf.err
    nowhere = tmp_path / "nowhere"
    gone = fair("timetable", "EV-0002", "--side", "buyer", "--out", nowhere / "x.xlsx")
    assert "no such folder" in gone.err
    assert not nowhere.exists()


def test_who_is_too_young_to_be_asked_after_is_counted(fair: CommandLine) -> None:
    said = fair.done("no-contact", "organisation", "--days", "90")
    assert "1 organisation without any contact" in said
