"""Digits on the command line: those of the reader in everything that people read, and neutral for other programs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from fieldreport.records import RECORD_TYPES
from fieldreport.settings import Settings
from tests.core.cli.conftest import CommandLine

REFERENCE = re.compile(rf"\b(?:{'|'.join(one.prefix for one in RECORD_TYPES)})-[0-9০-৯]+")
#: Commands that tell which records they speak of.
COMMANDS = (
    ("list", "lead"),
    ("show", "BL-0002"),
    ("texts", "last", "--needs", "ko"),
    ("due",),
    ("no-contact",),
    ("support", "--all"),
    ("ledger", "BL-0001"),
    ("match", "BL-0002"),
    ("check", "last"),
    ("steps", "BL-0002"),
    ("difficulties",),
    ("similar", "DF-0028"),
    ("schedule", "EV-0005"),
    ("participants", "EV-0005"),
    ("tradekorea",),
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """The made-up office, read in Bengali."""
    office = CommandLine(tmp_path_factory.mktemp("sample") / "data", "bn")
    office.done("init", "--office", "DHK", "--sample", "--person", "Rahim")
    return office


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_references_have_bengali_digits_in_bengali(sample: CommandLine, words: Sequence[str]) -> None:
    references = REFERENCE.findall(sample.done(*words))
    assert references
    assert [one for one in references if re.search("[0-9]", one)] == []


#: Commands that tell HS codes.
WITH_CODES = (
    ("match", "BL-0002"),
    ("list", "lead"),
    ("show", "BL-0002"),
    ("hs", "৮৪৪৭"),
    ("hs", "3204.16"),
)


@pytest.mark.parametrize("words", WITH_CODES, ids=" ".join)
def test_hs_codes_are_written_as_they_are_published(sample: CommandLine, words: Sequence[str]) -> None:
    """A code is a name, to be copied into the forms of customs offices; days and numbers beside it are Bengali."""
    told = sample.done(*words)
    assert re.search(r"\b[0-9]{4}(\.[0-9]{2})?\b", told)
    assert re.findall(r"[০-৯]{4}\.[০-৯]{2}", told) == []


def test_the_reasons_of_a_match_have_bengali_digits_but_for_codes(sample: CommandLine) -> None:
    reasons = [one["reason"] for one in sample("match", "BL-0002", "--json").json[0]["reasons"]]
    assert any("3204.16" in one for one in reasons)
    assert any(re.search("[০-৯]", one) for one in reasons)
    assert [one for one in reasons if re.search("[0-9]", one.replace("3204.16", ""))] == []


def test_a_code_typed_in_bengali_digits_is_understood(sample: CommandLine) -> None:
    sample.done("set", "BL-0004", "hs_codes=৮৪৩৩.৫১, ৮৪৩৩")
    told = sample("show", "BL-0004", "--json").json["hs_codes"]
    assert [one["code"] for one in told] == ["843351", "8433"]
    assert sample.done("hs", "৮৪৪৭") == sample.done("hs", "8447")


def test_other_programs_read_references_as_they_are(sample: CommandLine) -> None:
    assert sample("show", "BL-0002", "--json").json["reference"] == "BL-0002"
    assert sample("show", "BL-০০০২", "--json").json["reference"] == "BL-0002"


def test_a_message_names_a_record_with_the_reader_s_digits(sample: CommandLine) -> None:
    ended = sample("support", "BL-0002")
    assert (ended.status, "BL-০০০২" in ended.err, "BL-0002" in ended.err) == (1, True, False)


def test_an_answer_names_a_record_with_the_reader_s_digits(sample: CommandLine) -> None:
    assert REFERENCE.findall(sample.done("similar", "DF-0003")) == ["DF-০০০৩"]


def test_a_sum_that_is_refused_is_told_in_digits_of_one_kind(sample: CommandLine) -> None:
    told = sample("set", "BL-০০০২", "value=₩ 1,000.5").err
    assert "১,০০০.৫" in told
    assert not re.search("[0-9]", told)


def test_what_people_wrote_themselves_keeps_its_digits(office: CommandLine) -> None:
    office.buyer("BL-0099 Trading")
    office.add("contact", name="BL-0098", organisation="OR-0001")
    office.language = "bn"
    assert "BL-0099 Trading" in office.done("list", "organisation")
    assert "TK-900137" in office.done(
        "show", CommandLine.add(office, "lead", buyer="OR-0001", products="needles", tradekorea_number="TK-900137",
                                received_on="2026-11-19", tradekorea_on="2026-11-20"),
    )  # fmt: skip


def test_new_references_are_told_as_they_are_listed(tmp_path: Path) -> None:
    office = CommandLine(tmp_path / "data", "bn")
    office.done("init", "--office", "DHK", "--person", "Rahim")
    assert office.buyer() == "OR-০০০১"
    # And what was told can be typed.
    assert office.done("set", "OR-০০০১", "size=micro") == "OR-০০০১"
    assert office.add("contact", name="Rafi", organisation="OR-০০০১") == "CT-০০০১"
    Settings(person="Rahim", bengali_digits=False).save(office.data)
    assert office.done("set", "OR-০০০১", "size=small") == "OR-0001"
