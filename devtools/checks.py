"""The static checks, side by side, and the tests."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from devtools import environment

TYPED = ("fieldreport", "ui", "devtools", "tests", "benchmarks", "dev.py")


@dataclass(frozen=True)
class Check:
    """A tool to run: its name in the table, and its arguments after the interpreter."""

    name: str
    arguments: Sequence[str]


@dataclass(frozen=True)
class Outcome:
    """How a check ended: exit status, all it printed, seconds taken."""

    check: Check
    status: int
    output: str
    seconds: float


def static_checks(root: Path) -> list[Check]:
    """The checks that need nothing run, for what exists below ``root``."""
    typed = [name for name in TYPED if (root / name).exists()]
    layers = "from importlinter.cli import lint_imports_command as run; run()"
    checks = [
        Check("ruff check", ["-m", "ruff", "check", "--quiet", "--output-format", "concise", "."]),
        Check(
            "ruff format", ["-m", "ruff", "format", "--check", "--quiet", "--output-format", "concise", "."]
        ),
        Check("mypy strict", ["-m", "mypy", *typed]),
        Check("import-linter", ["-c", layers, "--no-logo"]),
    ]
    if (root / "devtools" / "strings.py").exists():
        checks.append(Check("catalogues", ["-m", "devtools.strings", "check"]))
    return checks


def run_check(check: Check) -> Outcome:
    """Run one check and keep what it prints."""
    start = time.perf_counter()
    done = subprocess.run(
        [str(environment.python()), *check.arguments],
        cwd=environment.ROOT,
        env=environment.variables(NO_COLOR="1", COLUMNS="120"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return Outcome(check, done.returncode, done.stdout, time.perf_counter() - start)


def fix() -> None:
    """Let ruff mend what it can and lay out the code."""
    environment.run([environment.python(), "-m", "ruff", "check", "--quiet", "--fix", "--exit-zero", "."])
    environment.run([environment.python(), "-m", "ruff", "format", "--quiet", "."])


def check() -> list[str]:
    """Run all static checks at once, print each with its time; returns the names of those that failed."""
    checks = static_checks(environment.ROOT)
    failed = []
    with ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
        for outcome in pool.map(run_check, checks):
            word = "ok    " if outcome.status == 0 else "FAILED"
            print(f"{word} {outcome.seconds:6.1f} s  {outcome.check.name}", flush=True)
            if outcome.status != 0:
                failed.append(outcome.check.name)
                print("".join(f"    {line}\n" for line in outcome.output.splitlines()), flush=True)
    return failed


def pytest_arguments(extra: Sequence[str], processors: int) -> list[str]:
    """pytest's arguments: in parallel unless the caller chose otherwise."""
    chosen = any(word == "-n" or word.startswith(("-n=", "--numprocesses", "--pdb")) for word in extra)
    parallel = [] if chosen else ["-n", str(max(2, min(8, processors))), "--dist", "worksteal"]
    return ["-m", "pytest", *parallel, *extra]


def ime_arguments(extra: Sequence[str]) -> list[str]:
    """pytest's arguments for the tests of a real input method: one after the other, as a person types."""
    return ["-m", "pytest", "-m", "ime", *(extra or ["tests/ime"])]


def test(extra: Sequence[str]) -> int:
    """Run the static checks and the tests; pytest's closing line is the last one printed when all is well."""
    failed = check()
    sys.stdout.flush()
    status = environment.run(
        [environment.python(), *pytest_arguments(extra, os.cpu_count() or 2)], QT_QPA_PLATFORM="offscreen"
    )
    if failed:
        print(f"Static checks failed: {', '.join(failed)}", flush=True)
    return status or (1 if failed else 0)
