"""Every rule of docs/languages.md names the tests that check it, and they are there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[a-z_/]+\.py)::(test_[a-z0-9_]+)`")


def rows() -> list[tuple[int, str]]:
    """The rules by number, and what is said to check each."""
    text = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    return [(int(row[1]), row[3]) for row in ROW.finditer(text)]


@cache
def names_in(path: str) -> frozenset[str]:
    """The tests that a file holds."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_all_twenty_five_rules_are_there() -> None:
    assert [number for number, _ in rows()] == list(range(1, 26))


@pytest.mark.parametrize("number", range(1, 26))
def test_a_rule_is_checked_by_tests_that_exist(number: int) -> None:
    checks = TEST.findall(dict(rows())[number])
    assert checks
    assert [f"{path}::{name}" for path, name in checks if name not in names_in(path)] == []
    # Nothing else stands in the column: a misspelled name would go unseen.
    assert TEST.sub("", dict(rows())[number]).strip() == ""
