"""Guide: the help on each page, in three languages; names of buttons in it come from the catalogue.

A file ``resources/help/<language>/<topic>.md`` has a title (``# ``), paragraphs and points (``- ``). ``{{New entry}}``
stands for what is called so on the screen, ``{{place|Translation}}`` for the same in a context, so that help and
screen never differ, whoever translates either of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldreport import folders

if TYPE_CHECKING:
    from pathlib import Path

    from fieldreport.language import Language

#: What a block of a help text is.
TITLE, PARAGRAPH, POINT = "title", "paragraph", "point"
_NAME = re.compile(r"\{\{(?:([^|{}]+)\|)?([^|{}]+)\}\}")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of help: its ``kind`` and its text as people read it."""

    kind: str
    text: str


def folder() -> Path:
    """Where the help is."""
    return folders.resources() / "help"


def topics(language: str) -> list[str]:
    """The topics that there is help on in a language."""
    return sorted(path.stem for path in (folder() / language).glob("*.md"))


def written(topic: str, language: str) -> str:
    """The help on a topic as it is written; in English where a language has none, empty where there is none at all."""
    for code in (language, "en"):
        path = folder() / code / f"{topic}.md"
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return ""


def names(text: str) -> Iterator[tuple[str, str]]:
    """What is named in a help text: each name's context (or "") and its English source text."""
    for found in _NAME.finditer(text):
        yield found[1] or "", found[2]


def blocks(topic: str, language: Language) -> list[Block]:
    """The help on a topic as a person reads it."""

    def name(found: re.Match[str]) -> str:
        said = language.say_in(found[1], found[2]) if found[1] else language.say(found[2])
        return said.rstrip("… ")

    def quoted(found: re.Match[str]) -> str:
        return f"“{name(found)}”"

    made: list[Block] = []
    # A line that begins with neither sign goes on with the paragraph before it, unless there is a gap between them.
    goes_on = False
    for line in written(topic, language.code).splitlines():
        text = _NAME.sub(quoted, line.strip())
        if not text:
            goes_on = False
        elif text.startswith("# "):
            made.append(Block(TITLE, _NAME.sub(name, line.strip()[2:])))
            goes_on = False
        elif text.startswith("- "):
            made.append(Block(POINT, text[2:]))
            goes_on = True
        elif goes_on:
            made[-1] = Block(made[-1].kind, f"{made[-1].text} {text}")
        else:
            made.append(Block(PARAGRAPH, text))
            goes_on = True
    return made
