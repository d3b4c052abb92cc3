"""The file itself: its size, its encoding, its JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from fieldreport.failures import InputAtFault, MachineAtFault, Problem
from fieldreport.language import N_
from fieldreport.pack.part import Part, shortened

#: A pack of 17 tasks is 28 kB and a list of 140 offices 50 kB; nothing sensible comes near this.
LARGEST_FILE = 2_000_000


class _Refused(ValueError):
    """The file's text breaks a rule that the JSON reader alone can see."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


def read(path: Path) -> Part:
    """The whole of the JSON file at ``path``.

    Raises ``InputAtFault`` when the file is too large, is not UTF-8 or not JSON, or says a name twice in one
    object; ``MachineAtFault`` when it cannot be read.
    """
    return taken_apart(content_of(path), path)


def content_of(path: Path) -> bytes:
    """What the file at ``path`` holds, as far as ``taken_apart`` looks at it; raises ``MachineAtFault``."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise MachineAtFault(
            N_("The file {path} cannot be read: {reason}."),
            path=str(path),
            reason=error.strerror or str(error),
        ) from error


def taken_apart(content: bytes, path: Path) -> Part:
    """The whole of a JSON file whose content has been read from ``path``; raises ``InputAtFault`` as ``read`` does."""
    if len(content) > LARGEST_FILE:
        raise _at_fault(
            path, N_("This file is larger than {most} bytes, so it is not read."), {"most": LARGEST_FILE}
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _at_fault(path, N_("This file is not UTF-8 text; please save it as UTF-8.")) from error
    return Part(_parsed(path, text), "", path.name, [])


def _parsed(path: Path, text: str) -> object:
    try:
        return json.loads(
            text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_without_repeats
        )
    except json.JSONDecodeError as error:
        raise _at_fault(
            path,
            N_("This is not JSON at column {column}; please correct it there."),
            {"column": error.colno},
            line=error.lineno,
        ) from error
    except _Refused as error:
        raise _at_fault(path, error.message, error.values) from error
    except (ValueError, ArithmeticError) as error:
        # A number of thousands of digits, or of an absurd exponent.
        raise _at_fault(path, N_("This file holds a number that is too long; please shorten it.")) from error
    except RecursionError as error:
        raise _at_fault(
            path, N_("This file is nested too deeply; it is not a data file of this program.")
        ) from error


def _at_fault(
    path: Path, message: str, values: Mapping[str, object] | None = None, line: int | None = None
) -> InputAtFault:
    place = path.name if line is None else f"{path.name}:{line}"
    return InputAtFault(Problem(message, values or {}, place=place))


def _no_constant(name: str) -> object:
    raise _Refused(N_("“{name}” is not a number; write digits."), name=name)


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            break
        seen.add(name)
    raise _Refused(N_("The name “{name}” stands twice in one object; keep one."), name=shortened(name))
