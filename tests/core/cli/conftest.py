"""The command line on a folder of its own, run in this process."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fieldreport.cli import run


@dataclass(frozen=True)
class Ended:
    """How a command line ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)

    @property
    def problems(self) -> list[str]:
        """The lines of stderr."""
        return self.err.splitlines()


class Terminal(io.StringIO):
    """A stream that somebody sees."""

    def isatty(self) -> bool:
        return True


def on_terminal(office: CommandLine, err: Terminal, *words: str | Path) -> Ended:
    """How a command ends whose errors somebody sees as they come."""
    out = io.StringIO()
    status = run(["--data", str(office.data), "--language", "en", *map(str, words)], io.BytesIO(), out, err)
    return Ended(status, out.getvalue(), err.getvalue())


class CommandLine:
    """``fieldreport --data FOLDER …``."""

    def __init__(self, data: Path, language: str = "en") -> None:
        self.data = data
        self.language = language

    def __call__(self, *words: str | Path, given: str | bytes = "", language: str = "") -> Ended:
        out, err = io.StringIO(), io.StringIO()
        source = io.BytesIO(given.encode() if isinstance(given, str) else given)
        before = ["--data", str(self.data), "--language", language or self.language]
        status = run([*before, *map(str, words)], source, out, err)
        return Ended(status, out.getvalue(), err.getvalue())

    def done(self, *words: str | Path, given: str | bytes = "") -> str:
        """What a command printed that must have worked."""
        ended = self(*words, given=given)
        assert (ended.status, ended.err) == (0, "")
        return ended.out.strip()

    def add(self, type_name: str, **raw: Any) -> str:
        """Add one record; its reference."""
        ended = self("add", type_name, "-", given=json.dumps(raw))
        # What it may be the same as is told beside.
        assert ended.status == 0, ended.err
        return ended.out.strip()

    def buyer(self, name: str = "Shapla Knit") -> str:
        return self.add("organisation", name=name, roles=["buyer"], country="BD")


@pytest.fixture
def empty(tmp_path: Path) -> CommandLine:
    """No office yet."""
    return CommandLine(tmp_path / "data")


@pytest.fixture
def office(empty: CommandLine) -> CommandLine:
    """The Dhaka office, without records."""
    empty.done("init", "--office", "DHK", "--person", "Rahim")
    return empty
