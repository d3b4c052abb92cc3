"""The architecture as tests: what import-linter (see pyproject.toml) cannot say."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORE = sorted((ROOT / "fieldreport").rglob("*.py"))
WINDOW = sorted((ROOT / "ui").rglob("*.py"))
CODE = [*CORE, *WINDOW]

# Each costs tens to hundreds of milliseconds: they are imported inside the function that uses them.
HEAVY = {
    "babel",
    "openpyxl",
    "phonenumbers",
    "python_calamine",
    "sqlite_utils",
    "urllib.request",
    "xlsxwriter",
}
DUMPING_GROUNDS = {"utils", "util", "misc", "common", "helpers", "tools", "base", "widgets.py"}
LONGEST_FILE = 400


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def named_by(statement: ast.AST) -> Iterator[str]:
    """The modules an import statement names; nothing for any other statement."""
    if isinstance(statement, ast.Import):
        yield from (alias.name for alias in statement.names)
    elif isinstance(statement, ast.ImportFrom) and statement.module:
        yield statement.module
        yield from (f"{statement.module}.{alias.name}" for alias in statement.names)


def imported(node: ast.AST) -> Iterator[str]:
    """The modules that running ``node`` imports at once: not those inside functions or for type checkers."""
    yield from named_by(node)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        return
    only_for_types = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    children = node.orelse if isinstance(node, ast.If) and only_for_types else ast.iter_child_nodes(node)
    for child in children:
        yield from imported(child)


def test_the_reader_of_imports_sees_what_is_imported_at_once_and_nothing_else() -> None:
    source = """
import a
from b import c
if TYPE_CHECKING:
    import d
else:
    import e
class F:
    import g
    def h(self):
        import i
try:
    import j
except ImportError:
    pass
"""
    assert set(imported(ast.parse(source))) == {"a", "b", "b.c", "e", "g", "j"}


def in_workbook(path: Path) -> bool:
    """Whether the module is imported only when a workbook is made, the report's or the review's."""
    return name_of(path).startswith(("fieldreport/report/workbook/", "fieldreport/headquarters/review/"))


@pytest.mark.parametrize("path", [path for path in CODE if not in_workbook(path)], ids=name_of)
def test_heavy_libraries_are_not_imported_when_a_module_is(path: Path) -> None:
    names = set(imported(ast.parse(path.read_text(encoding="utf-8"))))
    assert not {name for name in names if name in HEAVY or name.split(".")[0] in HEAVY}


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_module_is_a_dumping_ground_or_too_long_to_read(path: Path) -> None:
    assert path.stem not in DUMPING_GROUNDS
    assert path.name not in DUMPING_GROUNDS
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE, f"{name_of(path)} has {lines} lines: is it two things?"


@pytest.mark.parametrize("path", WINDOW, ids=name_of)
def test_the_window_holds_an_office_and_never_the_command_line(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    everywhere = {name for node in ast.walk(tree) for name in named_by(node)}
    # The one door: the bundle's single program is the window, and the command line when given a command.
    assert name_of(path) == "ui/__main__.py" or not {
        name for name in everywhere if name.startswith("fieldreport.cli")
    }


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_a_module_can_be_imported_without_doing_anything(path: Path) -> None:
    """Only definitions stand at the top: no calls whose result is thrown away, no loops, no prints."""
    if path.name == "__main__.py":
        return
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        assert not isinstance(node, ast.For | ast.While | ast.With), f"line {node.lineno}"
        assert not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)), f"line {node.lineno}"


@pytest.mark.parametrize("path", [path for path in CORE if not in_workbook(path)], ids=name_of)
def test_a_core_module_brings_no_window_and_no_heavy_library(path: Path) -> None:
    if path.name == "__main__.py":
        return
    module = name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    program = f"import sys, {module}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert not loaded & (HEAVY | {"PySide6", "shiboken6", "ui"})
