"""What was typed, made plain; and the refusal of what cannot be read."""

from __future__ import annotations

import re
import unicodedata

from fieldreport import text
from fieldreport.catalogue import N_

#: No number, day or sum is longer; what is longer was pasted by mistake.
LONGEST = 100
#: ASCII, Bengali and full-width digits. Others, which no one in the office types, are an accident.
_DIGITS = re.compile("[0-9০-৯０-９]")


class Unreadable(ValueError):
    """What was typed is not a value. ``message`` is a catalogue text that says what to do, ``values`` fill it."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values: dict[str, object] = values

    def __str__(self) -> str:
        """The English text, for tracebacks; people are shown ``Language.say(message, **values)``."""
        from fieldreport.catalogue.template import BadTemplate, fill

        try:
            return fill(self.message, {name: str(value) for name, value in self.values.items()})
        except BadTemplate:
            return self.message


def plain(typed: str) -> str:
    """What was typed on one line, in small letters, with ASCII digits, signs of one width and plain minus signs.

    Raises ``Unreadable`` for what is longer than any value, and for digits of other scripts.
    """
    if len(typed) > LONGEST:
        raise Unreadable(
            N_("This is longer ({length} characters) than any number or date. Type the value alone."),
            length=len(typed),
        )
    if any(character.isdecimal() and not _DIGITS.match(character) for character in typed):
        raise Unreadable(N_("“{text}” has digits of another script. Type it with 0–9 or ০–৯."), text=typed)
    line = unicodedata.normalize("NFKC", text.one_line(typed))
    return (
        text.ascii_digits(line).replace("\u2212", "-").replace("\u200c", "").replace("\u200d", "").casefold()
    )
