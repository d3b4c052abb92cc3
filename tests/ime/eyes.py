"""Looks at the screen as a screen reader does; run by the system's own Python, which has the bindings for it.

Every line on stdin asks for one look. The answer is a line of JSON: what is to be seen of the program whose name was
given, each thing with its name, role, place on the screen in pixels, and whether it has the focus.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402


def seen(one: Any) -> Iterator[dict[str, Any]]:
    """A thing that is showing, and all within it; what vanishes while it is looked at was not seen."""
    try:
        states = one.get_state_set()
        if not states.contains(Atspi.StateType.SHOWING):
            return
        where = Atspi.Component.get_extents(one, Atspi.CoordType.SCREEN)
        role = one.get_role_name()
        yield {
            "name": one.get_name() or "",
            "role": role,
            "place": [where.x, where.y, where.width, where.height],
            "focused": states.contains(Atspi.StateType.FOCUSED),
            "active": states.contains(Atspi.StateType.ACTIVE),
            "text": Atspi.Text.get_text(one, 0, -1) if role == "text" else "",
        }
        # A closed combo box tells its choices as if they were showing.
        within = [] if role in ("combo box", "table") else range(one.get_child_count())
        children = [one.get_child_at_index(number) for number in within]
    except GLib.Error:
        return
    for child in children:
        if child is not None:
            yield from seen(child)


def look(program: str) -> list[dict[str, Any]]:
    """All that is seen of a program's windows."""
    found: list[dict[str, Any]] = []
    try:
        desktop = Atspi.get_desktop(0)
        desktop.set_cache_mask(Atspi.Cache.NONE)
        programs = [desktop.get_child_at_index(number) for number in range(desktop.get_child_count())]
        for one in programs:
            if one is None or one.get_name() != program:
                continue
            # Nothing is remembered from the look before: no event tells here that it has changed.
            one.set_cache_mask(Atspi.Cache.NONE)
            for number in range(one.get_child_count()):
                window = one.get_child_at_index(number)
                if window is not None:
                    found += seen(window)
    except GLib.Error:
        # The program ended while it was looked at.
        return []
    return found


if __name__ == "__main__":
    for _ in sys.stdin:
        print(json.dumps(look(sys.argv[1])), flush=True)
