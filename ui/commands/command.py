"""Command: one thing the window can do, what it is called, its keys, and how it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from fieldreport.language import Language, N_in

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class Group(Enum):
    """What kind of command it is: a catalogue text that stands beside it where commands are listed."""

    PAGE = N_in("kind of command", "Page")
    NEW = N_in("kind of command", "New entry")
    DO = N_in("kind of command", "Command")
    TOOL = N_in("kind of command", "Office work")


def _no_values(language: Language) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True)
class Command:
    """One thing the window can do.

    ``label`` is a catalogue text, ``values`` gives what fills it in a language; ``words`` are further catalogue texts
    by which people look for it. ``keys`` is its shortcut everywhere in the window, in Qt's writing; a page may have
    the same keys for itself if ``yields``. ``usual`` commands are offered before anything is typed.
    """

    name: str
    group: Group
    label: str
    run: Callable[[MainWindow], None]
    icon: str = "record"
    keys: str = ""
    yields: bool = False
    usual: bool = False
    values: Callable[[Language], Mapping[str, object]] = _no_values
    words: tuple[str, ...] = field(default=())

    def said(self, language: Language) -> str:
        """What it is called in a language."""
        return language.say(self.label, **self.values(language))
