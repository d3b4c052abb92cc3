"""Every rule of docs/languages.md names the tests that check it, and they are there."""

import re

import pytest

from tests.named import ROOT, TEST, missing

ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def rows() -> list[tuple[int, str]]:
    """The rules by number, and what is said to check each."""
    text = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    return [(int(row[1]), row[3]) for row in ROW.finditer(text)]


def test_all_twenty_five_rules_are_there() -> None:
    assert [number for number, _ in rows()] == list(range(1, 26))


@pytest.mark.parametrize("number", range(1, 26))
def test_a_rule_is_checked_by_tests_that_exist(number: int) -> None:
    assert TEST.findall(dict(rows())[number])
    assert missing(dict(rows())[number]) == []
    # Nothing else stands in the column: a misspelled name would go unseen.
    assert TEST.sub("", dict(rows())[number]).strip() == ""
