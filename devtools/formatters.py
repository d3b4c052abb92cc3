"""A lint: nothing but ``fieldreport.language`` writes numbers, days, times and sums for people."""

import ast
from collections.abc import Iterator

from devtools.extraction import Fault

#: Modules that format in a way of their own: Babel has no Bengali digits, the C library other words on each system.
_FORMATTING_MODULES = ("babel.dates", "babel.numbers", "babel.lists", "babel.units", "locale")
#: Methods by which Qt writes and reads numbers and days, in files that use the classes below.
_QT_CLASSES = {"QLocale", "QDate", "QTime", "QDateTime"}
_QT_METHODS = {
    "toString", "toCurrencyString", "formattedDataSize", "dayName", "monthName", "standaloneDayName",
    "standaloneMonthName", "toDouble", "toInt", "toLongLong", "dateFormat", "timeFormat", "dateTimeFormat",
}  # fmt: skip
#: Directives of strftime whose words and order depend on the system's language.
_SYSTEM_WORDS = ("%a", "%A", "%b", "%B", "%c", "%p", "%x", "%X")


def faults(source: str, file: str) -> list[Fault]:
    """Where ``source`` formats for itself what ``Language`` formats."""
    if file.endswith("fieldreport/language.py"):
        return []
    tree = ast.parse(source)
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    uses_qt = bool(names & _QT_CLASSES)
    return [Fault(file, line, reason) for node in ast.walk(tree) for line, reason in _wrong(node, uses_qt)]


def _wrong(node: ast.AST, uses_qt: bool) -> Iterator[tuple[int, str]]:
    modules: list[str] = []
    if isinstance(node, ast.Import):
        modules = [name.name for name in node.names]
    elif isinstance(node, ast.ImportFrom) and node.module:
        modules = [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
    for module in modules:
        if module in _FORMATTING_MODULES:
            yield getattr(node, "lineno", 1), f"{module} formats in its own way: use Language"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        method = node.func.attr
        if uses_qt and method in _QT_METHODS:
            yield node.lineno, f"Qt's {method}() formats in its own way: use Language"
        formats = [
            one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        if method == "strftime" and any(word in one for one in formats for word in _SYSTEM_WORDS):
            yield node.lineno, "strftime() with the system's words: use Language"
    if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
        for part in ast.walk(node.format_spec):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and set(part.value) & set(",%"):
                yield node.lineno, "a number grouped or made a percentage by an f-string: use Language"
