"""Every line of docs/window.md names the modules and tests that are behind it; they are there."""

import re

import pytest

from tests.named import ROOT, TEST, missing

TEXT = (ROOT / "docs" / "window.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (?!line \|)(?!---)(.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
HEAD = re.compile(r"^## (.+)$", re.MULTILINE)
MODULE = re.compile(r"`((?:ui|fieldreport|benchmarks)/[a-z_/.]+)`")
LINES = [row.groups() for row in ROW.finditer(TEXT)]
#: What the window consists of, and what has to be shown of it.
HEADS = [
    "Home",
    "Lists",
    "Entry",
    "Finding",
    "Events",
    "Files",
    "Bringing in",
    "Report, delivery, settings",
    "Reminders",
    "Look",
    "For everyone",
    "First minutes",
    "Never in the way",
    "As a user would",
]


def test_every_part_of_the_window_has_its_lines() -> None:
    parts = HEAD.split(TEXT)
    assert parts[1::2] == HEADS
    assert all(ROW.search(part) for part in parts[2::2])


@pytest.mark.parametrize(("line", "_does", "checks"), LINES, ids=[line for line, _, _ in LINES])
def test_a_line_is_checked_by_tests_that_exist(line: str, _does: str, checks: str) -> None:
    assert TEST.findall(checks)
    assert missing(checks) == []
    # Nothing else stands in the column: a misspelled name would go unseen.
    assert TEST.sub("", checks).strip() == ""


@pytest.mark.parametrize(("line", "does", "_checks"), LINES, ids=[line for line, _, _ in LINES])
def test_a_line_names_modules_that_exist(line: str, does: str, _checks: str) -> None:
    named = MODULE.findall(does) + MODULE.findall(line)
    assert MODULE.search(does)
    places = {one: (ROOT / one, ROOT / f"{one}.py") for one in named}
    assert [one for one, paths in places.items() if not any(path.exists() for path in paths)] == []


def test_every_journey_in_the_folder_has_its_line() -> None:
    journeys = {path.name for path in (ROOT / "tests" / "ui" / "journeys").glob("test_*.py")}
    assert journeys
    assert {name for name in journeys if f"tests/ui/journeys/{name}::" not in TEXT} == set()
