#!/usr/bin/env python3
"""The developer's one command: ``python3 dev.py COMMAND``. Needs nothing but Python; sets up the rest itself.

This file must be readable by any Python 3, so that one that is too old gets a sentence, not a syntax error.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
NEWEST = (3, 14)


def newer_python():
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
    if sys.version_info[:2] < OLDEST:
        other = newer_python()
        if other is None:
            wanted, present = (".".join(map(str, version)) for version in (OLDEST, sys.version_info[:2]))
            print(f"Python {wanted} or newer is needed; this is Python {present}.")
            return 3
        return subprocess.call([other, str(root / "dev.py"), *sys.argv[1:]])
    os.chdir(str(root))
    from devtools.commands import main as run_command

    try:
        return run_command(sys.argv[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
