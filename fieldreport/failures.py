"""Expected failures: what is wrong with input, and what the machine would not do.

Anything that is neither is a bug of ours and is left to fly to the crash dialog or the traceback.
Messages are English source texts marked with ``N_``; they are translated when they are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with input.

    ``message`` is a catalogue text with named placeholders, filled from ``values``. ``field`` names the field
    it belongs beside, ``place`` the line, cell or path in a file (``"leads.jsonl:3"``); both may be empty.
    """

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    field: str = ""
    place: str = ""

    def at(self, *, field: str | None = None, place: str | None = None) -> Problem:
        """The same problem, said to be at ``field`` or ``place``."""
        return replace(
            self,
            field=self.field if field is None else field,
            place=self.place if place is None else place,
        )


class Failure(Exception):
    """An expected failure with a message for the user; see the two kinds below."""


class InputAtFault(Failure):
    """The input is at fault: one or more problems, nothing was written."""

    def __init__(self, problems: Sequence[Problem] | Problem) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


class MachineAtFault(Failure):
    """The machine is at fault: disk full, no permission, a file open elsewhere, a damaged database."""

    def __init__(self, message: str, **values: object) -> None:
        self.problem = Problem(message, values)
        super().__init__(message)
