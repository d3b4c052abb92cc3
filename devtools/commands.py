"""The commands of dev.py."""

import sys
from collections.abc import Callable, Sequence

from devtools import checks, environment, lock
from devtools.failures import Stop


def setup(extra: Sequence[str]) -> int:
    """make .venv from the lock"""
    environment.ensure(say_when_ready=True)
    return 0


def check(extra: Sequence[str]) -> int:
    """ruff, mypy, import-linter, catalogues (under a minute)"""
    environment.ensure()
    return 1 if checks.check() else 0


def test(extra: Sequence[str]) -> int:
    """all that CI runs: check, then pytest (further arguments go to pytest)"""
    environment.ensure()
    return checks.test(extra)


def remake_lock(extra: Sequence[str]) -> int:
    """re-make requirements/*.txt from *.in (--upgrade takes the newest versions)"""
    lock.make(extra)
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "setup": setup,
    "check": check,
    "test": test,
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
