"""Texts with named placeholders, as they stand in the catalogue: ``{count} leads``.

A placeholder is a name in braces and nothing else: no format, no attribute, so a translation can do no harm.
``{{`` and ``}}`` are braces. A Korean translation may give the two forms of a particle, ``{name:을/를}``; the one
that fits the last sound of the value follows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_PLACEHOLDER = re.compile(r"([a-z_][a-z0-9_]*)(?::([^/]+/[^/]+))?")
#: The particles that change with the sound before them: after a consonant, after a vowel.
PARTICLES = (
    "은/는",
    "이/가",
    "을/를",
    "과/와",
    "으로/로",
    "이라/라",
    "이나/나",
    "이며/며",
    "이고/고",
    "이란/란",
    "이었/였",
    "아/야",
)
#: Digits whose Korean reading ends in a consonant (0 as in 영, 십, 백, 천, 만), and those that end in ㄹ.
_CLOSED_DIGITS, _L_DIGITS = "013678", "178"


class BadTemplate(ValueError):
    """A text whose braces or placeholders are wrong; says which piece."""


@lru_cache(maxsize=4096)
def pieces(template: str) -> tuple[tuple[str, str, str], ...]:
    """The text cut into (literal before, placeholder name, particle); the last name is empty.

    Raises ``BadTemplate`` with the piece that is no placeholder.
    """
    found: list[tuple[str, str, str]] = []
    literal, end = "", 0
    for match in _PIECE.finditer(template):
        literal += template[end : match.start()]
        end = match.end()
        if match[0] in ("{{", "}}"):
            literal += match[0][0]
            continue
        placeholder = _PLACEHOLDER.fullmatch(match[1] or "")
        if placeholder is None or (placeholder[2] and placeholder[2] not in PARTICLES):
            raise BadTemplate(match[0])
        found.append((literal, placeholder[1], placeholder[2] or ""))
        literal = ""
    found.append((literal + template[end:], "", ""))
    return tuple(found)


def placeholders(template: str) -> set[str]:
    """The names of the placeholders. Raises ``BadTemplate``."""
    return {name for _, name, _ in pieces(template) if name}


def fill(template: str, values: Mapping[str, str], literal: Callable[[str], str] = str) -> str:
    """The text with its placeholders filled; ``literal`` is applied to what stands between them.

    Raises ``BadTemplate`` when a placeholder has no value.
    """
    filled = []
    for before, name, particle in pieces(template):
        filled.append(literal(before))
        if name not in values:
            if name:
                raise BadTemplate(name)
            continue
        filled.append(values[name] + (fitting(values[name], particle) if particle else ""))
    return "".join(filled)


def fitting(word: str, particle: str) -> str:
    """The form of a Korean particle (``을/를``) that fits the last sound of ``word``.

    Where the reading is not certain (Latin or Bengali letters) both are given, as official papers do: 을(를).
    """
    closed, opened = particle.split("/")
    last = next((character for character in reversed(word) if character.isalnum()), "")
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        takes_open = final == 0 or (particle == "으로/로" and final == 8)
    elif last.isdecimal():
        digit = str(int(last))
        takes_open = digit not in _CLOSED_DIGITS or (particle == "으로/로" and digit in _L_DIGITS)
    else:
        return f"({closed[0]}){opened}" if closed.endswith(opened) else f"{closed}({opened})"
    return opened if takes_open else closed
