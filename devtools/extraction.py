"""Every text that people see, found in the source; and calls by which a text would escape the catalogue.

Own code rather than Babel's extractor, which silently skips f-strings and texts nested in another text's values.
"""

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from devtools.standing import standings
from fieldreport.catalogue.template import BadTemplate, placeholders

#: Functions that mark or say a text, and which of their arguments are context, text and counted text.
KEYWORDS = {
    "N_": (None, 0, None),
    "N_in": (0, 1, None),
    "say": (None, 0, None),
    "say_in": (0, 1, None),
    "plural": (None, 0, 1),
}
#: These only mark, so what they are given must be there to be read.
_MARKS = ("N_", "N_in")
_NOTE = "Translators:"
#: A note above a longer statement would belong to too many texts.
_LONGEST_NOTED = 8


class Text(NamedTuple):
    """A text of the catalogue where it stands in the source; ``many`` is the form for several, if it is counted.

    ``notes`` are the comments for translators above it, ``standing`` what it is there, where the call tells.
    """

    one: str
    many: str | None
    context: str | None
    file: str
    line: int
    notes: tuple[str, ...]
    standing: str = ""


class Fault(NamedTuple):
    """What is wrong at a line of a file."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


def source_files(root: Path, folders: tuple[str, ...]) -> list[Path]:
    """The Python files of the folders below ``root``, in a fixed order."""
    return sorted(
        (path for folder in folders for path in (root / folder).rglob("*.py")), key=lambda path: path.parts
    )


def extract(source: str, file: str) -> tuple[list[Text], list[Fault]]:
    """The texts of one file and what is wrong with them."""
    texts: list[Text] = []
    faults: list[Fault] = []
    notes, tree = _notes(source), ast.parse(source)
    standing = standings(tree, file)
    for call, statement in _calls(tree):
        name = _name(call.func)
        context_at, one_at, many_at = KEYWORDS[name]
        if len(call.args) <= max(at for at in (context_at, one_at, many_at) if at is not None):
            # A method of another class with the same name, or a definition's own call.
            if name in _MARKS:
                faults.append(Fault(file, call.lineno, f"{name}() needs its text as plain arguments"))
            continue
        context = None if context_at is None else _literal(call.args[context_at])
        ones = list(_branches(call.args[one_at]))
        many = None if many_at is None else _literal(call.args[many_at])
        for one in ones:
            reason = _unreadable(name, one)
            if reason:
                faults.append(Fault(file, call.lineno, reason))
                continue
            text = _literal(one)
            if text is None:
                continue
            if (context_at is not None and context is None) or (many_at is not None and many is None):
                faults.append(Fault(file, call.lineno, f"{name}() needs plain string literals"))
                continue
            noted = _noted(notes, call, statement)
            texts.append(Text(text, many, context, file, call.lineno, noted, standing.get(call, "")))
            faults.extend(Fault(file, call.lineno, reason) for reason in _wrong(text, many))
    return texts, faults


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, ast.stmt | None]]:
    """Every call of a keyword, with the statement it stands in."""

    def walk(node: ast.AST, statement: ast.stmt | None) -> Iterator[tuple[ast.Call, ast.stmt | None]]:
        for child in ast.iter_child_nodes(node):
            around = child if isinstance(child, ast.stmt) else statement
            if isinstance(child, ast.Call) and _name(child.func) in KEYWORDS:
                yield child, around
            yield from walk(child, around)

    yield from walk(tree, None)


def _name(function: ast.expr) -> str:
    # A bare name as well: where many texts follow one another, pages write ``say = language.say`` first.
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _branches(node: ast.expr) -> Iterator[ast.expr]:
    """The texts that a conditional chooses from, or the text itself."""
    if isinstance(node, ast.IfExp):
        yield from _branches(node.body)
        yield from _branches(node.orelse)
    else:
        yield node


def _unreadable(name: str, node: ast.expr) -> str:
    """Why a text is put together where it should be whole; empty for a literal or a text marked elsewhere."""
    if isinstance(node, ast.JoinedStr):
        return f"{name}() got an f-string: use a plain text with named placeholders"
    if isinstance(node, ast.BinOp):
        return f"{name}() got a text glued together: use one whole text with named placeholders"
    called = node.func if isinstance(node, ast.Call) else None
    if (
        isinstance(called, ast.Attribute)
        and called.attr in ("format", "join")
        and _literal(called.value) is not None
    ):
        return f"{name}() got a formatted text: give the values to {name}() instead"
    if name in _MARKS and _literal(node) is None:
        return f"{name}() needs a plain string literal"
    return ""


def _wrong(one: str, many: str | None) -> Iterator[str]:
    """What is wrong with a source text itself."""
    if not one.strip():
        yield "an empty text cannot be translated"
    try:
        names = placeholders(one)
        others = names if many is None else placeholders(many)
    except BadTemplate as error:
        yield f"“{one}” has a placeholder that cannot be read: {error}"
        return
    if names - others or others - names - {"count"}:
        yield f"“{one}” and “{many}” differ in their placeholders"


def _notes(source: str) -> dict[int, str]:
    """The comments that stand on a line of their own, by line."""
    found = {}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and token.line.lstrip().startswith("#"):
            found[token.start[0]] = token.string.lstrip("# ").rstrip()
    return found


def _noted(notes: dict[int, str], call: ast.Call, statement: ast.stmt | None) -> tuple[str, ...]:
    """The note for translators right above a call, or above the short statement it stands in."""
    lines = [call.lineno]
    if statement is not None and (statement.end_lineno or 0) - statement.lineno < _LONGEST_NOTED:
        lines.append(statement.lineno)
    for line in lines:
        block: list[str] = []
        above = line - 1
        while above in notes:
            block.insert(0, notes[above])
            above -= 1
        for start, comment in enumerate(block):
            if comment.startswith(_NOTE):
                return (" ".join(block[start:]),)
    return ()
