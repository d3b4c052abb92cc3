"""What was typed, made plain; and the refusal of what cannot be read."""

from __future__ import annotations

import re

from fieldreport import text
from fieldreport.catalogue import N_

#: No number, day or sum is longer; what is longer was pasted by mistake.
LONGEST = 100
#: ASCII, Bengali and full-width digits. Others, which no one in the office types, are an accident.
_DIGITS = re.compile("[0-9০-৯０-９]")
#: Full-width signs and letters, the minus sign, joiners. Not Unicode's compatibility forms, which make 52 of 5².
_PLAIN: dict[int, int | None] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_PLAIN |= {0xFFE5: 0xA5, 0xFFE6: 0x20A9, 0x2212: 0x2D, 0x200C: None, 0x200D: None}


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
    if not typed.isascii() and any(
        character.isdecimal() and not _DIGITS.match(character) for character in typed
    ):
        raise Unreadable(
            N_("“{text}” has digits of another script. Type it with Latin or Bengali digits."), text=typed
        )
    return text.ascii_digits(text.one_line(typed).translate(_PLAIN)).casefold()
