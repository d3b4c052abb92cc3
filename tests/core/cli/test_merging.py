"""Merging two records from the command line, and remembering that two are not the same."""

from __future__ import annotations

import pytest

from fieldreport.language import CODES
from tests.core.cli.conftest import CommandLine


@pytest.fixture
def twice(office: CommandLine) -> CommandLine:
    """A company twice, a person at the second, another company."""
    office.add("organisation", name="Mohona Textiles Ltd.", roles=["buyer"], country="BD", size="small")
    office.add(
        "organisation",
        name={"text": "মোহনা টেক্সটাইল", "language": "bn"},
        roles=["authority"],
        country="BD",
        size="large",
        note="Wants samples.",
    )
    office.buyer("Padma Pharma")
    office.add("contact", name="Sajal Sagor", organisation="OR-0002")
    office.add("lead", buyer="OR-0002", products="yarn", matched_companies=["OR-0003", "OR-0002"])
    return office


def test_a_dry_run_shows_both_and_changes_nothing(twice: CommandLine) -> None:
    before = twice.done("show", "OR-0001", "--history", "--json")
    told = twice("merge", "OR-0001", "OR-0002", "--dry-run", "--json").json
    fields = {one["field"]: one for one in told["fields"]}
    assert fields["size"] == {
        "field": "size",
        "keep": "small",
        "drop": "large",
        "choices": ["keep", "drop"],
        "choice": None,
        "conflict": True,
        "result": "small",
    }
    assert fields["roles"]["result"] == ["buyer", "authority"]
    assert fields["name"]["result"]["translations"]["bn"]["text"] == "মোহনা টেক্সটাইল"
    assert (told["pointing"], told["doubts"]) == ({"contact": 1, "lead": 1}, [])
    out = twice.done("merge", "OR-0001", "OR-0002", "--dry-run")
    [line] = [line for line in out.splitlines() if line.startswith("size")]
    assert line.endswith("(please choose)")
    assert "2 records that pointed at OR-0002 point at OR-0001." in out
    assert twice.done("show", "OR-0001", "--history", "--json") == before


def test_a_conflict_is_told_with_what_to_do_and_nothing_is_changed(twice: CommandLine) -> None:
    ended = twice("merge", "OR-0001", "OR-0002")
    assert ended.status == 1
    assert "--field NAME=keep" in ended.err
    assert "size: Both records say something here" in ended.err
    for wrong in ("size=none", "size"):
        assert twice("merge", "OR-0001", "OR-0002", "--field", wrong).status == 2
    for wrong in ("size=both", "sise=keep"):
        ended = twice("merge", "OR-0001", "OR-0002", "--field", wrong, "--dry-run")
        assert (ended.status, ended.out) == (1, "")
        assert wrong.partition("=")[0] in ended.err
    assert twice("show", "OR-0002", "--json").json["archived"] is None


def test_merged_and_undone(twice: CommandLine) -> None:
    before = twice("list", "organisation", "--json").json
    out = twice.done("merge", "OR-0001", "OR-0002", "--field", "size=drop", "--field=note=drop")
    assert "OR-0002 was merged into OR-0001" in out
    assert (
        twice("show", "CT-0001", "--json").json["organisation"]
        == twice("show", "OR-0001", "--json").json["id"]
    )
    assert twice("show", "OR-0001", "--json").json["size"] == "large"
    assert twice("merge", "OR-0001", "OR-0002").status == 1
    twice.done("undo")
    after = twice("list", "organisation", "--json").json
    changing = ("changed_at", "changed_by", "revision")
    for one in (*before, *after):
        for name in changing:
            del one[name]
    assert after == before


def test_a_merged_away_reference_shows_the_kept_one_and_says_so(twice: CommandLine) -> None:
    twice.done("merge", "OR-0001", "OR-0002", "--field", "size=keep")
    ended = twice("show", "OR-0002")
    assert ended.out.startswith("OR-0001")
    assert "OR-0002 was merged into OR-0001" in ended.err
    itself = twice.done("show", "OR-0002", "--itself", "--history")
    assert itself.startswith("OR-0002")
    [line] = [line for line in itself.splitlines() if "Merged into" in line]
    assert "Mohona Textiles Ltd." in line
    [line] = [
        line for line in twice.done("show", "OR-0001", "--history").splitlines() if "Merged with" in line
    ]
    assert "মোহনা টেক্সটাইল" in line
    # What is added to it from now on goes to the kept one.
    twice.done("set", "CT-0001", "organisation=OR-0002")
    assert (
        twice("show", "CT-0001", "--json").json["organisation"]
        == twice("show", "OR-0001", "--json").json["id"]
    )


def test_as_json_it_tells_what_became_of_it(twice: CommandLine) -> None:
    told = twice("merge", "OR-0001", "OR-0002", "--field", "size=keep", "--json").json
    assert told["record"]["reference"] == told["keep"] == "OR-0001"
    assert told["record"]["size"] == "small"
    assert told["change_set"] > 0


def test_two_that_are_not_the_same_are_suggested_no_more(twice: CommandLine) -> None:
    assert len(twice("duplicates", "--json").json) == 1
    assert "OR-0001" in twice.done("duplicates", "--not-same", "OR-0002", "OR-0001")
    assert twice("duplicates", "--json").json == []
    assert [
        line for line in twice.done("show", "OR-0001", "--history").splitlines() if "Not the same as" in line
    ]
    twice.done("duplicates", "--maybe-same", "OR-0001", "OR-0002")
    assert len(twice("duplicates", "--json").json) == 1
    twice.done("duplicates", "--not-same", "OR-0001", "OR-0002")
    twice.done("undo")
    assert len(twice("duplicates", "--json").json) == 1


def test_two_references_are_needed_and_what_is_known_of_them(twice: CommandLine) -> None:
    for words in (("--not-same", "OR-0001"), ("--not-same",), ("OR-0001", "OR-0002")):
        ended = twice("duplicates", *words)
        assert ended.status == 2
        assert ended.err
    assert twice("duplicates", "--not-same", "OR-0001", "CT-0001").status == 1
    assert twice("duplicates", "--not-same", "OR-0001", "OR-0099").status == 1


def test_a_meeting_of_the_two_is_a_reason_to_think_again(twice: CommandLine) -> None:
    twice.add("meeting", company="OR-0001", buyer="OR-0002", held_on="2026-11-02")
    assert "named in MT-0001" in twice.done("merge", "OR-0001", "OR-0002", "--dry-run")
    ended = twice("merge", "OR-0001", "OR-0002", "--field", "size=keep")
    assert ended.status == 0
    assert "MT-0001" in ended.err


@pytest.mark.parametrize("language", CODES)
def test_it_is_said_in_every_language(twice: CommandLine, language: str) -> None:
    ended = twice("merge", "OR-0001", "OR-0002", "--field", "size=keep", language=language)
    assert (ended.status, ended.err) == (0, "")
    reason = twice("show", "OR-0002", "--itself", "--json").json["archived"]
    assert {"en": "merged into OR-0001", "ko": "OR-0001", "bn": "OR-০০০১"}[language] in reason
