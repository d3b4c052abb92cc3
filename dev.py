#!/usr/bin/env python3
"""The developer's one command: ``python3 dev.py COMMAND``. Needs nothing but Python; sets up the rest itself.

This file must be readable by any Python 3.6, so that one that is too old gets a sentence, not a syntax error.
"""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
NEWEST = (3, 15)  # the newest for which every locked package has files


def suitable_python():
    # type: () -> str | None
    """The newest suitable interpreter on the search path, or None."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which("python3." + str(minor))
        if found:
            return found
    return None


def main():
    # type: () -> int
    """Hand the command line to the tools, under a Python that can run them."""
    root = Path(__file__).resolve().parent
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        other = suitable_python()
        if other is None:
            oldest, newest, present = (".".join(map(str, v)) for v in (OLDEST, NEWEST, sys.version_info[:2]))
            print(f"Python {oldest} to {newest} is needed; this is Python {present}.")
            return 3
        return subprocess.call([other, str(root / "dev.py"), *sys.argv[1:]])
    os.chdir(str(root))
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may be unable to show a Korean or Bengali text that a check quotes.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    from devtools.commands import main as run_command

    try:
        return run_command(sys.argv[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
