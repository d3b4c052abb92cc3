"""HS codes from the command line: found, loaded, listed; a wrong file is refused with its lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldreport.language import CODES
from tests.core.cli.conftest import CommandLine
from tests.core.nomenclature.tables import HS, written


def test_codes_are_found_by_words_and_number_and_shown_below_their_chapter(
    office: CommandLine, tmp_path: Path
) -> None:
    before = office("hs", "knit", "flat", "--json").json
    assert [(one["code"], one["published"]) for one in before] == [("844720", False)]
    loaded = office.done("hs", "--load", written(tmp_path, HS), "--nomenclature", "hs", "--edition", "2022")
    assert loaded == "HS 2022 has been loaded: 8 codes."
    [one] = office("hs", "knit", "flat", "--json").json
    assert (one["code"], one["name"], one["published"]) == ("844720", "Machines that knit flat", True)
    assert [above["code"] for above in one["above"]] == ["84", "8447"]
    assert office("hs", "8447.2", "--json").json == [one]
    [table] = office("hs", "--json").json
    assert (table["nomenclature"], table["edition"], table["codes"]) == ("HS", "2022", 8)


@pytest.mark.parametrize("language", CODES)
def test_the_table_shows_the_code_its_name_and_what_is_above(
    office: CommandLine, tmp_path: Path, language: str
) -> None:
    office.done("hs", "--load", written(tmp_path, HS), "--nomenclature", "HS", "--edition", "2022")
    out = office("hs", "횡편기", language=language).out
    [line] = [line for line in out.splitlines() if line.startswith("8447.20")]
    assert "Machines that knit flat" in line
    assert " › " in line
    assert office("hs", language=language).out.splitlines()[1].startswith("HS")


def test_a_wrong_file_is_refused_by_its_lines_and_changes_nothing(
    office: CommandLine, tmp_path: Path
) -> None:
    ended = office(
        "hs",
        "--load",
        written(tmp_path, HS + "XI,101,Horses,01,4\n"),
        "--nomenclature",
        "HS",
        "--edition",
        "2022",
    )
    assert ended.status == 1
    [problem] = ended.problems
    assert problem.startswith("table.csv:11: “101” has 3 digits")
    assert office("hs", "--json").json == []


def test_what_is_missing_is_said(office: CommandLine, tmp_path: Path) -> None:
    assert office("hs", "--load", written(tmp_path, HS)).status == 2
    assert office("hs", "knit", "--edition", "2022").status == 2
    assert (
        office("hs", "--load", tmp_path / "none.csv", "--nomenclature", "HS", "--edition", "2022").status == 1
    )
    out = office.done("hs", "nothing at all")
    assert out.startswith("No HS code is found by “nothing at all”.")
