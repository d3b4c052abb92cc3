"""Every line of docs/office-work.md names the modules, commands and tests that are behind it; they are there."""

import re

import pytest

from fieldreport.cli.commands import COMMANDS
from tests.named import ROOT, TEST, missing

TEXT = (ROOT / "docs" / "office-work.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (?!line \|)(?!---)(.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
HEAD = re.compile(r"^## (.+)$", re.MULTILINE)
LINES = [row.groups() for row in ROW.finditer(TEXT)]
#: What the office's work consists of, and what has to be shown of it.
HEADS = [
    "Companies and people",
    "Leads",
    "Matching",
    "Events",
    "Outcomes",
    "Difficulties",
    "Activities and the support chain",
    "Follow-ups and referrals",
    "HS codes",
    "The plan in motion",
    "Bringing in what exists",
    "What it must show",
    "The field's own facts",
]


def test_every_part_of_the_work_has_its_lines() -> None:
    parts = HEAD.split(TEXT)
    assert parts[1::2] == HEADS
    assert all(len(ROW.findall(part)) >= 2 for part in parts[2::2])


@pytest.mark.parametrize(("line", "_does", "checks"), LINES, ids=[line for line, _, _ in LINES])
def test_a_line_is_checked_by_tests_that_exist(line: str, _does: str, checks: str) -> None:
    assert TEST.findall(checks)
    assert missing(checks) == []
    # Nothing else stands in the column: a misspelled name would go unseen.
    assert TEST.sub("", checks).strip() == ""


@pytest.mark.parametrize(("line", "does", "_checks"), LINES, ids=[line for line, _, _ in LINES])
def test_a_line_names_modules_and_commands_that_exist(line: str, does: str, _checks: str) -> None:
    commands = set(COMMANDS)
    named = re.findall(r"`fieldreport ([a-z-]+)[^`]*`", does)
    assert [one for one in named if one not in commands] == []
    modules = re.findall(r"`([a-z_]+)(?:[./][A-Za-z_]+)?`", does)
    core = ROOT / "fieldreport"
    assert modules or named
    places = {one: (core / one, core / f"{one}.py", ROOT / one) for one in modules}
    assert [one for one, paths in places.items() if not any(path.exists() for path in paths)] == []
