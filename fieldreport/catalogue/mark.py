"""The mark of a text that people see."""

from __future__ import annotations


def N_(message: str) -> str:
    """Mark ``message`` for the catalogue where it is defined; it is translated when it is shown.

    The catalogue is made by reading the source, so the argument is a plain string literal.
    """
    return message
