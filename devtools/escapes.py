"""A lint: what is shown to people comes from the catalogue; no words of the source are shown as they stand there."""

import ast
import re
from collections.abc import Iterator

from devtools.extraction import Fault

#: Calls that show what they get: methods of widgets, pages and the command line, and makers of widgets and columns.
SHOWING = frozenset(
    {
        "setText", "setPlainText", "setHtml", "appendPlainText", "setTitle", "setWindowTitle", "setPlaceholderText",
        "setToolTip", "setStatusTip", "setWhatsThis", "setAccessibleName", "setAccessibleDescription",
        "setInformativeText", "setDetailedText", "setLabelText", "setHeaderLabels", "setPrefix", "setSuffix",
        "setTabText", "setNameFilter", "addItem", "addItems", "insertItem", "addTab", "addMenu", "addAction",
        "drawText", "line", "table", "Column",
        "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QMessageBox",
    }
)  # fmt: skip
#: The same for calls whose other arguments say how it is shown.
_FIRST_ONLY = frozenset({"put"})
_WORD = re.compile(r"[^\W\d_]{2,}")
_AS_IT_IS = "# as it is"


def faults(source: str, file: str) -> list[Fault]:
    """Where ``source`` shows words of its own; a name that is the same in every language says so: ``# as it is``."""
    lines = source.splitlines()
    return [
        Fault(file, line, f"{name}() shows “{words}” as it is: say it from the catalogue")
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and (name := _name(node.func)) in SHOWING | _FIRST_ONLY
        for given in _shown(node, name)
        for line, words in _words(given)
        if _AS_IT_IS not in lines[line - 1]
    ]


def _shown(call: ast.Call, name: str) -> list[ast.expr]:
    return call.args[:1] if name in _FIRST_ONLY else [*call.args, *(one.value for one in call.keywords)]


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _words(node: ast.expr) -> Iterator[tuple[int, str]]:
    """The literals with words that become part of what is shown, and their lines.

    What another call makes of its own literals is not looked into.
    """
    match node:
        case ast.Constant(value=str() as text) if _WORD.search(text):
            yield node.lineno, text
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from _words(part)
        case ast.Starred(value=part):
            yield from _words(part)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _words(body)
            yield from _words(orelse)
        case ast.BoolOp(values=parts):
            for part in parts:
                yield from _words(part)
        case ast.BinOp(left=left, right=right):
            yield from _words(left)
            yield from _words(right)
        case ast.ListComp(elt=part) | ast.GeneratorExp(elt=part):
            yield from _words(part)
