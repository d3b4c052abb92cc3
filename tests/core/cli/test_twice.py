"""What is likely there twice, from the command line."""

from __future__ import annotations

import re
import shutil

import pytest

from fieldreport.cli import twice
from fieldreport.duplicates import index
from fieldreport.language import CODES
from tests.core.cli.conftest import CommandLine, Terminal, on_terminal


@pytest.fixture
def filled(office: CommandLine) -> CommandLine:
    """A company twice, in two scripts, and another one; a person twice."""
    for name in ("Mohona Textiles Ltd.", "মোহনা টেক্সটাইল", "Padma Pharma"):
        office.buyer(name)
    for name in ("Sajal Sagor", "Mr. Sajal Sagor"):
        office.add("contact", name=name, organisation="OR-0003", email="sajal@padma.example.com")
    return office


def test_pairs_with_their_reasons(filled: CommandLine) -> None:
    company, person = filled("duplicates", "--json").json
    assert (company["type"], company["references"]) == ("organisation", ["OR-0001", "OR-0002"])
    assert company["reasons"] == [{"field": "name", "reason": "name sounds alike: Mohona Textiles Ltd."}]
    assert person["references"] == ["CT-0001", "CT-0002"]
    assert [one["field"] for one in person["reasons"]] == ["name", "email", "name"]
    assert 85 <= company["score"] <= person["score"] <= 100
    assert filled("duplicates", "contact", "--json").json == [person]


@pytest.mark.parametrize("language", CODES)
def test_the_table_says_who_is_like_whom(filled: CommandLine, language: str) -> None:
    out = filled("duplicates", "organisation", language=language).out
    first, second = ("OR-০০০১", "OR-০০০২") if language == "bn" else ("OR-0001", "OR-0002")
    [line] = [line for line in out.splitlines() if second in line]
    assert line.startswith(second)
    assert "মোহনা টেক্সটাইল" in line
    assert first in line


def test_nothing_is_changed_and_nothing_is_said_where_nothing_is_there_twice(office: CommandLine) -> None:
    office.buyer()
    before = office.done("show", "OR-0001", "--history", "--json")
    assert office.done("duplicates") == "Nothing seems to be there twice."
    assert office.done("show", "OR-0001", "--history", "--json") == before


def test_how_far_it_is_is_told_on_a_terminal_only(
    filled: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = filled("duplicates")
    assert (quiet.status, quiet.err) == (0, "")
    monkeypatch.setattr(twice, "AT_ONCE", 1)
    monkeypatch.setattr(index, "BATCH", 1)
    shutil.rmtree(filled.data / "cache")
    seen = on_terminal(filled, Terminal(), "duplicates")
    assert (seen.status, seen.out) == (0, quiet.out)
    said = seen.err.replace("\r", "\n").split("\n")
    told = [one for one in said if one]
    # Of three companies and two people one each, then two of each.
    assert told[:2] == ["reading records: 40%", "reading records: 80%"]
    assert told[-1] == "comparing records: 100%"
    assert all(re.fullmatch(r"(reading|comparing) records: \d+%", one) for one in told)
    assert seen.err.count("\n") == 2


def test_only_organisations_and_people_are_looked_at(office: CommandLine) -> None:
    ended = office("duplicates", "lead")
    assert ended.status == 2
    assert "organisation, contact" in ended.err
