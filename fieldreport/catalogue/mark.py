"""The mark of a text that people see."""

from __future__ import annotations

from typing import NamedTuple


def N_(message: str) -> str:
    """Mark ``message`` for the catalogue where it is defined; it is translated when it is shown.

    The catalogue is made by reading the source, so the argument is a plain string literal.
    """
    return message


def N_in(context: str, message: str) -> str:
    """Mark ``message`` as it reads in ``context``; both together, in gettext's own form, are what is shown later."""
    return f"{context}\x04{message}"


class Sources(NamedTuple):
    """Texts of the catalogue that fill another one: each is translated into the language of the whole."""

    messages: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(message.rpartition("\x04")[2] for message in self.messages)
