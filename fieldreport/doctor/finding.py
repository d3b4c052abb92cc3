"""Finding: what a check has found, and what is to be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import cast

from fieldreport.failures import InputAtFault, MachineAtFault, Problem
from fieldreport.language import Language


class State(StrEnum):
    """How grave a finding is; ``UNKNOWN`` is what could not be looked at from here."""

    GOOD = "good"
    ADVICE = "advice"
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """One finding of the check named ``check``: a catalogue text that says what is to be done, and its values."""

    check: str
    state: State
    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, check: str, failure: InputAtFault | MachineAtFault, state: State = State.WRONG) -> Finding:
        """What failed while it was looked at."""
        problem: Problem = failure.problem if isinstance(failure, MachineAtFault) else failure.problems[0]
        return cls(check, state, problem.message, problem.values)

    def said(self, language: Language) -> str:
        """The finding in a language; languages in it are called by their names there."""
        values = dict(self.values)
        if "languages" in values:
            codes = cast("list[str]", values["languages"])
            values["languages"] = [language.language_name(one) for one in codes]
        return language.say(self.message, **values)


def shown(path: Path) -> str:
    """A path as it may be sent to others: without the name of the person in whose home it is."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
