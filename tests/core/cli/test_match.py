"""What fits, from the command line."""

from __future__ import annotations

import pytest

from fieldreport.language import CODES
from tests.core.cli.conftest import CommandLine


@pytest.fixture
def filled(office: CommandLine) -> CommandLine:
    """A lead for which one of two companies fits."""
    buyer = office.buyer()
    office.add("organisation", name="한빛포장기계", roles=["company"], country="KR", hs_codes=["8422.40"])
    office.add("organisation", name="새솔화학", roles=["company"], country="KR", hs_codes=["3204.16"])
    office.add(
        "lead", buyer=buyer, products="Packing line", hs_codes=["8422.40"], matched_companies=["OR-0002"]
    )
    return office


def test_a_lead_has_companies_and_a_company_leads(filled: CommandLine) -> None:
    [company] = filled("match", "BL-0001", "--json").json
    assert (company["reference"], company["matched"]) == ("OR-0002", True)
    assert company["reasons"][0] == {"worth": 66, "reason": "same HS subheading 8422.40"}
    [lead] = filled("match", "or-0002", "--json", "--limit", "1").json
    assert (lead["reference"], lead["score"]) == ("BL-0001", company["score"])


@pytest.mark.parametrize("language", CODES)
def test_the_table_says_why(filled: CommandLine, language: str) -> None:
    reference = "OR-০০০২" if language == "bn" else "OR-0002"
    out = filled("match", "BL-0001", language=language).out
    [line] = [line for line in out.splitlines() if line.startswith(reference)]
    assert "한빛포장기계" in line
    assert "8422.40" in line


def test_what_has_no_match_is_said(filled: CommandLine) -> None:
    assert filled.done("match", "OR-0003") == "Nothing fits OR-0003 so far."
    filled.done("set", "BL-0001", "status=invalid")
    assert filled.done("match", "BL-0001") == "BL-0001 is no longer open, so nothing is matched with it."
    assert filled("match", "OR-0001").status == 1
    assert filled("match", "BL-0001", "--limit", "none").status == 2
    assert filled("match", "BL-0001", "--limit", "0").status == 2
