"""The commands of dev.py."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from devtools import bundle, checks, environment, linux, lock, sample_report
from devtools.failures import Stop


def has_no_screen(platform: str, variables: Mapping[str, str]) -> bool:
    """Whether a window would have nowhere to open: a Linux without a display and nothing chosen instead."""
    return platform == "linux" and not any(
        variables.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


def setup(extra: Sequence[str]) -> int:
    """make .venv from the lock"""
    environment.ensure(say_when_ready=True)
    return 0


def run(extra: Sequence[str]) -> int:
    """open the app; without a screen, make the sample office's report instead"""
    environment.ensure()
    if has_no_screen(sys.platform, os.environ):
        program = [str(environment.python()), "-m", "fieldreport"]
        workbook = sample_report.make(program, environment.ROOT / "build" / "sample-office", extra)
        print(f"There is no screen here, so the sample office made its report: {workbook}")
        return 0
    linux.ensure(screen=True, fonts_needed=False)
    return environment.run([environment.python(), "-m", "ui", *extra])


def check(extra: Sequence[str]) -> int:
    """ruff, mypy, import-linter, catalogues (--fix mends and lays out the code first)"""
    environment.ensure()
    if "--fix" in extra:
        checks.fix()
    return 1 if checks.check() else 0


def test(extra: Sequence[str]) -> int:
    """all that CI runs: check, then pytest (further words go to it); --ime: only the tests of a real input method"""
    environment.ensure()
    if "--ime" in extra:
        return test_ime([word for word in extra if word != "--ime"])
    linux.ensure(programs=linux.TEST_PROGRAMS, files=linux.TEST_FILES)
    return checks.test(extra)


def test_ime(extra: Sequence[str]) -> int:
    """Run the tests that type by a real input method, on a virtual screen: on Linux, where there is one."""
    if sys.platform != "linux":
        raise Stop("The input method of these tests (ibus) and their screen (Xvfb) are Linux's.")
    linux.ensure(screen=True, programs=linux.IME_PROGRAMS, files=linux.IME_FILES)
    return environment.run([environment.python(), *checks.ime_arguments(extra)])


def bench(extra: Sequence[str]) -> int:
    """the benchmarks: a table, and build/bench.json"""
    environment.ensure()
    linux.ensure()
    return environment.run([environment.python(), "-m", "benchmarks", *extra], QT_QPA_PLATFORM="offscreen")


def shots(extra: Sequence[str]) -> int:
    """every page in every language to build/shots/*.png"""
    environment.ensure()
    linux.ensure()
    return environment.run([environment.python(), "-m", "ui.shots", *extra], QT_QPA_PLATFORM="offscreen")


def strings(extra: Sequence[str]) -> int:
    """the catalogues: extract, update, check or all"""
    environment.ensure()
    return environment.run([environment.python(), "-m", "devtools.strings", *extra])


def build(extra: Sequence[str]) -> int:
    """the one-folder bundle in dist/, started once to make the sample report"""
    environment.ensure()
    linux.ensure(screen=True, programs=linux.BUNDLE_PROGRAMS, fonts_needed=False)
    bundle.make(extra)
    return 0


def remake_lock(extra: Sequence[str]) -> int:
    """re-make requirements/*.txt from *.in (--upgrade takes the newest versions)"""
    lock.make(extra)
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "setup": setup,
    "run": run,
    "test": test,
    "check": check,
    "strings": strings,
    "shots": shots,
    "bench": bench,
    "build": build,
    "lock": remake_lock,
}


def usage() -> str:
    """One line a command."""
    lines = [f"    {name:8} {command.__doc__}" for name, command in COMMANDS.items()]
    return "\n".join(["usage: python3 dev.py COMMAND …", *lines])


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit status (2 for wrong usage, 3 for a machine that lacks something)."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(usage())
        return 0 if arguments else 2
    command = COMMANDS.get(arguments[0])
    if command is None:
        print(f"There is no command {arguments[0]!r}.\n{usage()}", file=sys.stderr)
        return 2
    try:
        return command(arguments[1:])
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 3
