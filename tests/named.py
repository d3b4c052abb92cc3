"""The tests that a document names, and which of them there are not."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEST = re.compile(r"`(tests/[a-z_/]+\.py)::(test_[a-z0-9_]+)`")


@cache
def names_in(path: str) -> frozenset[str]:
    """The tests that a file holds; none where there is no such file."""
    file = ROOT / path
    if not file.exists():
        return frozenset()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def missing(checks: str) -> list[str]:
    """The tests named in a text that are nowhere."""
    return [f"{path}::{name}" for path, name in TEST.findall(checks) if name not in names_in(path)]
