"""The program as other people start it: a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ended:
    """How a run of the program ended."""

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


class Program:
    """``python -m fieldreport --data FOLDER …``."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def __call__(
        self,
        *words: str | Path,
        given: str = "",
        language: str = "en",
        first: Callable[[], None] | None = None,
    ) -> Ended:
        """Run one command; ``first`` is done in the new process before the program starts (POSIX)."""
        done = subprocess.run(
            [sys.executable, "-m", "fieldreport", "--data", self.data, "--language", language, *words],
            input=given.encode(),
            capture_output=True,
            check=False,
            cwd=ROOT,
            env={
                **os.environ,
                # An old code page, as Windows' consoles have: what is printed is UTF-8 all the same.
                "PYTHONIOENCODING": "ascii",
                "PYTHONWARNINGS": "error",
                # People's machines have no lxml, which is here for the validator and calls a full disk otherwise.
                "OPENPYXL_LXML": "False",
            },
            preexec_fn=first,
        )
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())

    def done(self, *words: str | Path, given: str = "") -> str:
        """What a command printed that must have worked."""
        ended = self(*words, given=given)
        assert (ended.status, ended.err) == (0, "")
        return ended.out.strip()

    def everything(self) -> dict[str, bytes]:
        """Every file of the office with its content, but what can be made anew."""
        return {
            path.relative_to(self.data).as_posix(): path.read_bytes()
            for path in sorted(self.data.rglob("*"))
            if path.is_file() and "cache" not in path.relative_to(self.data).parts
        }


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Dhaka office with one buyer and one lead."""
    program = Program(tmp_path_factory.mktemp("made once") / "data")
    program.done("init", "--office", "DHK", "--person", "Rahim")
    program.done("add", "organisation", "-", given='{"name": "শাপলা নিট", "roles": ["buyer"], "country": "BD"}')
    program.done(
        "add", "lead", "-", given='{"buyer": "OR-0001", "products": "편직기", "received_on": "2026-11-09"}'
    )
    return program.data


@pytest.fixture
def office(made_once: Path, tmp_path: Path) -> Program:
    """A copy of that office for one test."""
    shutil.copytree(made_once, tmp_path / "data")
    return Program(tmp_path / "data")
