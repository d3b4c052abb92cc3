"""Start of the window: ``python -m ui [--data DIR]``."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from fieldreport import folders


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the office in the data folder (``--data``, else ``FIELDREPORT_DATA``, else the user's own).

    Returns the exit status: 0 after a normal end, 2 for wrong usage, 3 when the office could not be opened.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    data = folders.user_data()
    rest: list[str] = []
    while given:
        one = given.pop(0)
        if one == "--data" and given:
            data = Path(given.pop(0)).expanduser()
        elif one.startswith("--data="):
            data = Path(one.partition("=")[2]).expanduser()
        else:
            rest.append(one)
    if "--data" in rest:
        from fieldreport.language import Language

        # Where there is no screen there may be no terminal either; what can be said is said on both.
        if sys.stderr is not None:
            sys.stderr.write(Language("en", folder=folders.locales()).say("--data needs a folder.") + "\n")
        return 2
    was_enabled = gc.isenabled()
    # Nothing that the start makes is garbage, and looking through it again and again is a twentieth of the start.
    # Once the desk is there, its sweeper looks.
    gc.disable()
    try:
        from ui.app import run

        return run(data, [sys.argv[0], *rest])
    finally:
        if was_enabled:
            gc.enable()


if __name__ == "__main__":
    sys.exit(main())
